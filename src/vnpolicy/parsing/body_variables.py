"""Words that mean another body for each who acts: "cấp ủy cùng cấp", "đơn vị mình".

    Ban Dân vận Tỉnh ủy tham mưu cho | cấp ủy cùng cấp |       bound_to tinh-uy@dak-lak
    Công an tỉnh chỉ đạo | đơn vị mình | rà soát               bound_to cong-an@dak-lak
    Ban Dân vận các cấp tham mưu cho | cấp ủy cùng cấp |       one for each: not bound

Bodies and tasks come in; the same go out, bound where the task names one who acts. Its assignments are of the body
that is meant.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

import msgspec

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Counterpart, Province
from vnpolicy.language import slug
from vnpolicy.model import Body, Task

_SAME_LEVEL = "-cung-cap"
_OWN = "-minh"


def bind(
    bodies: Sequence[Body], tasks: Sequence[Task], knowledge: Knowledge
) -> tuple[tuple[Body, ...], tuple[Task, ...]]:
    """The bodies and tasks, with the words that vary bound to the one who acts.

    >>> import vnpolicy as vp
    >>> paper = vp.parse("Sở Y tế tỉnh Sơn La tham mưu cho chính quyền cùng cấp ban hành quy chế.")
    >>> paper.tasks[0].assignments[1].body
    'uy-ban-nhan-dan@son-la'
    """
    if not any(_varies(body) for body in bodies):
        return tuple(bodies), tuple(tasks)
    by_id = {body.id: body for body in bodies}
    starts = [body.start or 0 for body in bodies]
    bound: dict[int, Body] = {}
    for task in tasks:
        first, after = (bisect_left(starts, at) for at in (task.start or 0, task.end or 0))
        for at, body in enumerate(bodies[first:after], first):
            if _varies(body):
                bound[at] = _bound(body, _actors(task, body, by_id), knowledge)
    meant = {bodies[at].start: body.bound_to for at, body in bound.items() if body.bound_to}
    return (
        tuple(bound.get(at, body) for at, body in enumerate(bodies)),
        tuple(_meaning(task, meant) for task in tasks),
    )


def _varies(body: Body) -> bool:
    return body.id.partition("@")[0].endswith((_SAME_LEVEL, _OWN))


def _actors(task: Task, body: Body, by_id: dict[str, Body]) -> list[Body]:
    """Those who lead the task, and are not the body itself."""
    leads = {given.body for given in task.assignments if given.role == "lead" and given.start != body.start}
    return [by_id[lead] for lead in sorted(filter(None, leads)) if lead in by_id]


def _bound(body: Body, actors: Sequence[Body], knowledge: Knowledge) -> Body:
    """The body as the one who acts binds it; where many act, only the level that they share."""
    levels = {actor.level for actor in actors}
    if len(levels) == 1:
        body = msgspec.structs.replace(body, level=levels.pop())
    if len(actors) != 1 or actors[0].collective or "@" not in actors[0].id:
        return body
    code = body.id.partition("@")[0]
    if code.endswith(_OWN):
        return msgspec.structs.replace(body, bound_to=actors[0].id)
    place = actors[0].id.partition("@")[2]
    base = code.removesuffix(_SAME_LEVEL).removeprefix("cac-")
    return msgspec.structs.replace(
        body, bound_to=f"{_counterpart(base, actors[0], place, knowledge)}@{place}"
    )


def _counterpart(base: str, actor: Body, place: str, knowledge: Knowledge) -> str:
    """What a general word is called where the one who acts is: "cấp ủy" of a province is its Tỉnh ủy."""
    kind = _kind(place, actor.as_of, knowledge)
    for row in knowledge[Counterpart]:
        for word in map(slug, row.words):
            if base == word or base.endswith(f"-{word}"):
                return base.removesuffix(word) + row.bodies.get(kind, row.bodies["khác"])
    return base


def _kind(place: str, day: str | None, knowledge: Knowledge) -> str:
    """What kind of place a code is of: "huyen-chu-se.gia-lai" is a huyện."""
    province = knowledge.get(Province, place)
    if province:
        return province.kind_on(day)
    kinds = ("huyện", "quận", "thị xã", "thành phố", "xã", "phường", "đặc khu", "thị trấn")
    return next((kind for kind in kinds if place.startswith(f"{slug(kind)}-")), "")


def _meaning(task: Task, meant: Mapping[int | None, str | None]) -> Task:
    """The task, its assignments of the bodies that are meant."""
    given = tuple(
        msgspec.structs.replace(item, body=meant.get(item.start) or item.body) for item in task.assignments
    )
    return msgspec.structs.replace(task, assignments=given) if given != task.assignments else task
