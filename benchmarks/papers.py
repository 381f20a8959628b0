"""Invented papers in true form, as many as are wanted, to measure archives with.

    python benchmarks/papers.py FOLDER --count 1000 [--characters 8000] [--seed 1]

Plans of provincial Party committees and People's committees: letterhead, title, grounds, numbered sections, duties
with who leads and who takes part, deadlines, recipients, signature. Each has a number of its own in its province and
year, carries out a central document that exists (a fact of the register) and cites plans with smaller indices. A paper
is made from the seed and its index alone, so any part of an archive can be made by itself. No sentence is real.

>>> head = Paper(0).text.splitlines()
>>> head[0], head[2]
('ỦY BAN NHÂN DÂN', 'Số: 1/KH-UBND')
"""

import argparse
from functools import lru_cache
from itertools import product
from pathlib import Path
from random import Random

from vnpolicy.knowledge import Knowledge
from vnpolicy.knowledge.actors import Province
from vnpolicy.knowledge.documents import KnownDocument

YEARS = range(2011, 2021)
SYMBOLS = {"tu": "KH/TU", "ubnd": "KH-UBND"}
LETTERHEADS = {
    "tu": ("TỈNH ỦY {}\n*\nSố {}-KH/TU", "ĐẢNG CỘNG SẢN VIỆT NAM"),
    "ubnd": (
        "ỦY BAN NHÂN DÂN\nTỈNH {}\nSố: {}/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    ),
}
TYPES = {"ct": "Chỉ thị", "nq": "Nghị quyết", "kl": "Kết luận", "nd": "Nghị định", "qd": "Quyết định"}
VERBS = (
    "rà soát",
    "tổ chức kiểm tra",
    "xây dựng đề án về",
    "hướng dẫn thực hiện",
    "tổng hợp, đánh giá",
    "bố trí nguồn lực cho",
    "đẩy mạnh tuyên truyền về",
    "tham mưu cơ chế hỗ trợ",
)
OBJECTS = (
    "việc chuyển đổi cơ cấu cây trồng ở vùng hạn",
    "mạng lưới trạm y tế xã",
    "quỹ đất xây dựng nhà văn hóa thôn",
    "công tác hòa giải ở cơ sở",
    "chất lượng dạy nghề cho lao động nông thôn",
    "hệ thống kênh mương nội đồng",
    "phong trào bảo vệ rừng đầu nguồn",
    "việc tiếp công dân, giải quyết đơn thư",
    "nguồn nước sạch cho các trường học",
    "hoạt động của các tổ hợp tác",
    "việc số hóa hồ sơ lưu trữ",
    "đời sống của hộ mới thoát nghèo",
)
ENDS = (
    "gắn với nhiệm vụ chính trị của địa phương, đơn vị",
    "bảo đảm thiết thực, tiết kiệm, không phô trương",
    "chú trọng vùng sâu, vùng xa và vùng đồng bào dân tộc thiểu số",
    "theo lộ trình phù hợp với điều kiện của từng huyện",
    "lấy sự hài lòng của người dân làm thước đo",
    "phân công rõ người, rõ việc, rõ thời gian",
)
OFFICES = (
    "Sở Nội vụ",
    "Sở Tài chính",
    "Sở Y tế",
    "Sở Giáo dục và Đào tạo",
    "Sở Tư pháp",
    "Sở Nông nghiệp và Phát triển nông thôn",
    "Hội Nông dân tỉnh",
    "Công an tỉnh",
    "Ban Dân vận Tỉnh ủy",
    "Ban Tuyên giáo Tỉnh ủy",
    "Văn phòng Tỉnh ủy",
    "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh",
)
FAMILIES, MIDDLES, GIVEN = ("Trần", "Lê", "Phạm", "Hồ"), ("Quốc", "Thị", "Minh"), ("Bảo", "Hòa", "Sơn", "Vân")
NAMES = tuple(map(" ".join, product(FAMILIES, MIDDLES, GIVEN)))
HEADINGS = ("MỤC ĐÍCH, YÊU CẦU", "NHIỆM VỤ, GIẢI PHÁP", "KIỂM TRA, GIÁM SÁT", "TỔ CHỨC THỰC HIỆN")
ROMAN = ("I", "II", "III", "IV")


@lru_cache(maxsize=1)
def provinces() -> list[str]:
    """The provinces of those years."""
    return [row.name for row in Knowledge.default()[Province] if row.kind == "tỉnh" and not row.since]


@lru_cache(maxsize=1)
def central() -> list[KnownDocument]:
    """Central documents of before those years, of the types that provinces carry out."""
    rows = Knowledge.default()[KnownDocument]
    return [
        row for row in rows if row.type in TYPES and row.title and row.number and (row.date or "9") < "2011"
    ]


class Paper:
    """The paper with this index."""

    def __init__(self, index: int, *, characters: int = 8_000, seed: int = 1) -> None:
        self.index, self.characters, self.seed = index, characters, seed
        self.random = Random(f"{seed}:{index}")
        rest, province = divmod(index, len(provinces()))
        rest, kind = divmod(rest, len(SYMBOLS))
        rest, year = divmod(rest, len(YEARS))
        self.province, self.kind = provinces()[province], (*SYMBOLS,)[kind - 1 - province % 2]
        self.year, self.number = YEARS[year], rest + 1
        self.day, self.month = self.random.randint(1, 28), self.random.randint(1, 12)
        self.directive = self.random.choice(central())

    @property
    def name(self) -> str:
        """A file name."""
        return f"{self.index:07}-kh-{self.kind}-{self.year}.txt"

    @property
    def citation(self) -> str:
        """How another paper cites this one."""
        date = f"{self.day:02}/{self.month}/{self.year}"
        return f"Kế hoạch số {self.number}{self._dash}{SYMBOLS[self.kind]} ngày {date} của {self.organ} {self.province}"

    @property
    def organ(self) -> str:
        """Who issues it."""
        return "Ban Thường vụ Tỉnh ủy" if self.kind == "tu" else "Ủy ban nhân dân tỉnh"

    @property
    def _dash(self) -> str:
        return "-" if self.kind == "tu" else "/"

    @property
    def text(self) -> str:
        """The paper."""
        self.random = Random(f"{self.seed}:{self.index}:text")  # the same, however often it is asked for
        head, foot = self._head(), self._foot()
        room = (self.characters - len(head) - len(foot)) // len(ROMAN)
        sections = (self._section(*both, room) for both in zip(ROMAN, HEADINGS, strict=True))
        return "\n\n".join((head, *sections, foot)) + "\n"

    def _head(self) -> str:
        row = self.directive
        printed = f"{TYPES[row.type]} số {row.number}"
        day = "/".join(reversed((row.date or "").split("-")))
        left, right = LETTERHEADS[self.kind]
        date = f"{self.province}, ngày {self.day:02} tháng {self.month:02} năm {self.year}"
        grounds = f"Thực hiện {printed} ngày {day} của {row.issuer} về {row.title}"
        opening = f"{grounds}, {self.organ} ban hành Kế hoạch như sau:"
        letterhead = f"{left.format(self.province.upper(), self.number)}\n\n{right}\n{date}"
        return f"{letterhead}\n\nKẾ HOẠCH\nthực hiện {printed} của {row.issuer}\n-----\n\n{opening}"

    def _section(self, label: str, heading: str, room: int) -> str:
        lines, length, number = [f"{label}. {heading}"], 0, 0
        while length < room:
            number += 1
            lines.append(f"{number}. {self._sentence()}")
            length += len(lines[-1]) + 2
        return "\n\n".join(lines)

    def _sentence(self) -> str:
        pick = self.random.choice
        work = f"{pick(VERBS)} {pick(OBJECTS)}"
        lead, other, third = self.random.sample(OFFICES, 3)
        forms = (
            f"{work[0].upper()}{work[1:]}; {pick(ENDS)}; {pick(VERBS)} {pick(OBJECTS)}.",
            f"{lead} chủ trì, phối hợp với {other}, {third} {work}; hoàn thành trước ngày {self._deadline()}.",
            f"Giao {lead} giúp {self.organ} {work}, định kỳ hằng năm báo cáo {self.organ}.",
            f"{lead} {work} theo {self._cited()}; {pick(ENDS)}.",
            f"Các huyện, thành phố {work}, {pick(ENDS)}; quan tâm {pick(OBJECTS)} và {pick(OBJECTS)}.",
        )
        return self.random.choices(forms, (5, 3, 1, 1, 3))[0]

    def _deadline(self) -> str:
        return f"{self.random.randint(1, 28):02}/{self.random.randint(1, 12)}/{self.year + 1}"

    def _cited(self) -> str:
        """The directive again, or a plan with a smaller index."""
        if self.index == 0 or self.random.random() < 0.5:
            return f"{TYPES[self.directive.type]} số {self.directive.number}"
        return Paper(self.random.randrange(self.index), seed=self.seed).citation

    def _foot(self) -> str:
        lines = ("Các sở, ban, ngành", "Các huyện ủy, thành ủy", "Lưu: VT")
        board = "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ" if self.kind == "tu" else "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
        recipients = ";\n".join(f"- {line}" for line in lines)
        return f"Nơi nhận:\n{recipients}.\n\n{board}\n(Đã ký)\n{self.random.choice(NAMES)}"


def write(folder: Path, indices: range, *, characters: int = 8_000, seed: int = 1) -> None:
    """Write papers into a folder, a thousand in each folder below it."""
    for index in indices:
        paper = Paper(index, characters=characters, seed=seed)
        path = folder / f"{index // 1000:04}" / paper.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(paper.text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--characters", type=int, default=8_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    write(given.folder, range(given.count), characters=given.characters, seed=given.seed)


if __name__ == "__main__":
    main()
