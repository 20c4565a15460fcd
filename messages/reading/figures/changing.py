"""Words beside a number by which it may not be what was done: "mỗi lớp 40 người", "dự kiến 100 đại biểu"."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from messages.reading.figures.clauses import CLAUSE_ENDS
from messages.reading.figures.piece import Odd
from messages.reading.figures.units import Match
from messages.reading.numbers.amounts import Amount
from messages.reading.typed import Word, is_same, words

# In the same breath as a number they may make it another: "mỗi lớp 40 người", "thiếu 20 đại biểu".
_CHANGING: Final = (
    ("mỗi",), ("từng",), ("thiếu",), ("vắng",), ("tăng",), ("giảm",), ("sẽ",), ("còn",), ("chưa",), ("không",),
    ("x",), ("bình", "quân"), ("trung", "bình"), ("trừ",), ("ngoài",), ("hơn", "đợt"), ("so", "với"),
    ("hoặc",),
)  # fmt: skip
# Wherever they stand, no number is sure.
_DOUBTING: Final = (
    ("dự", "kiến"), ("hủy",), ("nhầm",), ("hoãn",), ("hình", "như"), ("có", "lẽ"), ("chắc",), ("không", "nhớ"),
    ("không", "rõ"), ("chưa", "rõ"), ("chưa", "chốt"), ("chưa", "chính", "xác"), ("không", "chính", "xác"),
    ("tạm", "tính"),
    ("chưa", "thống", "kê"), ("chưa", "đầy", "đủ"), ("thì", "phải"),
)  # fmt: skip
# Right before a number they say how many there were to be, or may have been.
_AIMED: Final = (
    ("đăng", "ký"), ("mời",), ("triệu", "tập"), ("chỉ", "tiêu"), ("mục", "tiêu"), ("phấn", "đấu"), ("sức", "chứa"),
    ("nghe", "nói"), ("nghe", "đâu"), ("có", "thể"), ("khả", "năng"), ("hy", "vọng"), ("hi", "vọng"), ("cần",),
    ("theo", "kế", "hoạch"), ("dự", "trù"), ("đề", "nghị"), ("đâu", "như"),
)  # fmt: skip
_REGISTERED: Final = (("đăng", "ký"), ("đăng", "kí"), ("được", "mời"), ("được", "triệu", "tập"))  # behind people
_PEOPLE: Final = frozenset({"nguoi", "bieu", "vien", "sinh", "bo", "chi"})
_EACH_OF: Final = frozenset({
    "lop", "buoi", "xa", "phuong", "thon", "ngay", "tuan", "thang", "dot", "nguoi", "suat", "ho", "cuoc", "don", "lan",
    "khoa", "ban", "ap", "nhom", "doi", "truong", "diem",
})  # fmt: skip
_SURFACES: Final = (("man", "hinh"), ("bang",), ("pa", "no"), ("pano",), ("cum", "pa", "no"), ("ban", "tin"))
_HUNG: Final = frozenset({"treo", "lap", "dung", "dat", "co", "duoc", "gom", "voi", "va", ":"})  # "treo trên 5 pa nô"
_PRECISE: Final = frozenset({"hon", "tren", "gan", "khoang", "chung", "~", "duoc", "la", "du"})
_MOST_DAILY: Final = 10
_MOST_TEAMS: Final = 20
_DAYS: Final = 31
_NOON: Final = ("sáng", "trưa", "chiều", "tối")
_HELD: Final = frozenset({"hoi", "toa", "tap", "lop", "cuoc", "dien", "hop"})
_PLAYERS: Final = ("van", "dong", "vien")
_UNMARKED: Final = frozenset({"do", "am"})  # without marks, before a number: độ, or âm


def changes(typed: Sequence[Word], at: int) -> bool:
    """Tell whether a word begins here that may change a number in its clause."""
    before_number = at + 1 < len(typed) and typed[at + 1].is_numeral
    if (
        is_aimed(typed, at)
        or any(stands(typed, at, said) for said in _DOUBTING)
        or (before_number and typed[at].said in _UNMARKED)
    ):
        return True
    if not any(stands(typed, at, said) for said in _CHANGING) or _is_outside(typed, at):
        return False
    start = next((n for n in range(at, -1, -1) if typed[n].plain in CLAUSE_ENDS), -1)
    end = next((n for n in range(at, len(typed)) if typed[n].plain in CLAUSE_ENDS), len(typed))
    return any(word.is_numeral for word in typed[start + 1 : end])


def _is_outside(typed: Sequence[Word], at: int) -> bool:
    """Tell whether "ngoài" says of where: "người nước ngoài", "bên ngoài", "ngoài trời"."""
    before, behind = typed[at - 1].plain if at else "", typed[at + 1].plain if at + 1 < len(typed) else ""
    return typed[at].plain == "ngoai" and (
        before in {"nuoc", "ben"} or behind in {"troi", "nuoc", "tinh", "ra", "cong"}
    )


def is_aimed(typed: Sequence[Word], at: int) -> bool:
    """Tell whether words here say that a number beside them was only aimed at: "mời 120 đại biểu"."""
    for said in _AIMED:
        if stands(typed, at, said):
            behind = at + len(said)
            behind += behind < len(typed) and typed[behind].plain in _PRECISE
            is_guest = said == ("mời",) and at > 0 and typed[at - 1].plain == "khach"
            if behind < len(typed) and typed[behind].is_numeral and not is_guest:
                return True
    return at > 0 and typed[at - 1].plain in _PEOPLE and any(stands(typed, at, said) for said in _REGISTERED)


def doubted(typed: Sequence[Word], at: int, read: Amount, unit: Match) -> Odd | None:
    """Give what has to be asked about, though a number and what it counts stand here; None where nothing has."""
    if rate := _rated(typed, at, read.end, unit.end):
        return Odd("figures.not_understood", *rate)
    if _may_be_other(typed, at, read.end, unit.end):
        return Odd("figures.which_unit", at, unit.end, read, among=unit.counted)
    return None


def _rated(typed: Sequence[Word], at: int, end: int, behind: int) -> tuple[int, int] | None:
    """Give what says that so many were of each of something: "3 tin/tuần", "30 người một lớp", "ngày 3 lượt".

    The number stands from `at` to `end`, what it counts ends at `behind`.
    """
    if _is_daily(typed, at, typed[end:behind]):
        return max(at - 1, 0), behind
    is_shared = behind + 1 < len(typed) and typed[behind].plain == "/" and typed[behind + 1].plain.isalpha()
    return (at, behind + 2) if is_shared or _is_each(typed, behind) else None


def _is_each(typed: Sequence[Word], at: int) -> bool:
    """Tell whether "một lớp", "mỗi xã" stands here, behind a figure, and ends its clause."""
    if at + 1 >= len(typed) or typed[at].said not in {"một", "mỗi", "mot", "moi"}:
        return False
    ends = at + 2 >= len(typed) or typed[at + 2].plain in CLAUSE_ENDS
    return typed[at + 1].plain in _EACH_OF and ends


def _is_daily(typed: Sequence[Word], at: int, unit: Sequence[Word]) -> bool:
    """Tell whether it is said of each day or week: "ngày 3 lượt, phát 5 ngày"; but "trong ngày 3 lượt"."""
    before = [word.plain for word in typed[max(at - 2, 0) : at]]
    is_few = typed[at].said.isdecimal() and int(typed[at].said) <= _MOST_DAILY
    is_turn = len(unit) == 1 and unit[0].plain in {"luot", "lan", "buoi"}
    return is_few and is_turn and before[-1:] in (["ngay"], ["tuan"]) and before[:-1] not in (["trong"], ["ca"])


def stands(typed: Sequence[Word], at: int, said: tuple[str, ...]) -> bool:
    """Tell whether these words stand here; where marks are typed, with theirs: "bà con" is no "còn"."""
    if at + len(said) > len(typed) or typed[at].plain != _wanted(said)[0].plain:
        return False
    if any(word.is_marked for word in typed):
        return all(
            is_same(typed[at + n], wanted) and typed[at + n].is_marked == wanted.is_marked
            for n, wanted in enumerate(_wanted(said))
        )
    return all(typed[at + n].might_be(word) for n, word in enumerate(said))


@cache
def _wanted(said: tuple[str, ...]) -> tuple[Word, ...]:
    return words(" ".join(said))


def is_on(typed: Sequence[Word], at: int, unit: Sequence[Word]) -> bool:
    """Tell whether "trên" here says where it was to be seen: "chạy chữ trên 5 màn hình" are no more than 5."""
    if not typed[at].might_be("trên") or not at or typed[at - 1].plain in CLAUSE_ENDS | _HUNG:
        return False
    return any(tuple(word.plain for word in unit[: len(one)]) == one for one in _SURFACES)


def _may_be_other(typed: Sequence[Word], at: int, end: int, behind: int) -> bool:
    """Tell whether it may be something else: "1 giải, 8 đội" were played, "2 to" may be "2 tổ", "sáng 2 lớp" the 2nd.

    The number stands from `at` to `end`, what it counts ends at `behind`.
    """
    may_be_day = typed[at].said.isdecimal() and int(typed[at].said) <= _DAYS and at > 0
    if may_be_day and typed[at - 1].might_be(*_NOON) and typed[end].plain in _HELD:
        return True
    if behind != end + 1:
        return False
    if typed[end].plain == "giai":
        return any(tuple(word.plain for word in typed[n : n + 3]) == _PLAYERS for n in range(len(typed)))
    is_few = typed[at].said.isdecimal() and int(typed[at].said) <= _MOST_TEAMS
    return typed[end].said == "to" and is_few and not any(word.is_marked for word in typed)
