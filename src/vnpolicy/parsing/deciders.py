"""Who decided a document where nothing prints it: the only body that its type and register allow.

    ct:12:tu@gia-lai:2011  ->  Ban Thường vụ Tỉnh ủy Gia Lai    a plenum issues no directive
    nq:12:tu@gia-lai:2011  ->  not known: both issue resolutions

The type and the register are read from the identity.
"""

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province
from vnpolicy.knowledge.documents import Organ


def decider(id: str, date: str | None, knowledge: Knowledge) -> str | None:
    """The body that decided the document with this identity; None where its register leaves that open.

    >>> decider("ct:12:tu@ha-noi:2011", None, Knowledge.default())
    'Ban Thường vụ Thành ủy Hà Nội'
    """
    type, _, rest = id.partition(":")
    series, _, place = rest.rpartition(":")[0].rpartition(":")[2].partition("@")
    organ, province = knowledge.get(Organ, series), knowledge.get(Province, place)
    if organ is None or province is None or type not in organ.standing:
        return None
    committee = "Thành ủy" if province.kind_on(date) == "thành phố" else "Tỉnh ủy"
    return f"Ban Thường vụ {committee} {province.name}"
