"""A line or a sentence taken apart: tasks' keys, days, figures, evidence, asides; the rest is the title.

Only the stretches are found here. Each is then heard by its own question, which reads it
or asks about it; nothing is counted or dated in passing.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from messages.folding import folded
from messages.reading import papers
from messages.reading.figures import aimed
from messages.reading.figures.examined import each_time
from messages.reading.figures.surroundings import sizes
from messages.reading.figures.units import Counted
from messages.reading.lines import asides, courtesy
from messages.reading.lines.asides import FINISHED
from messages.reading.lines.days import Stretch, stretches
from messages.reading.lines.figures import spans, together
from messages.reading.lines.names import Aside, IsUnit
from messages.reading.lines.partners import PARTNERS
from messages.reading.lines.places import PLACE
from messages.reading.lines.things import things, without_hours
from messages.reading.lines.vocabulary import ADDRESSED, ATTENDED, DOING_MARKED, DOINGS, GREETINGS, WITHOUT_WEIGHT
from messages.reading.links import LINK
from messages.reading.shortened import written_out
from messages.reading.typed import Word, composed, is_same, words
from messages.said import Choice
from messages.unclear import Unclear

_CODE: Final = re.compile(r"\d{1,2}\.\d{1,2}(?: ?[a-zđ])?\b", re.IGNORECASE)
# "15.5a 2.1b", "15.5a, 2.1b", "15.5a + 15.3", "15.5a và 15.3": one more key behind the first
_MORE: Final = re.compile(
    r"(?P<joint>\s*(?:,|\+|&|;)\s*|\s+(?:v[aà]|and)\s+|\s+)(?P<key>\d{1,2}\.\d{1,2}(?P<letter>[a-zđ])?)\b"
    r"(?!\s*(?:%|tr|tri[eệ]u|ngh[iì]n|ng[aà]n|t[yỷ]|k\b|[./]\d))",
    re.IGNORECASE,
)
# "4/12 120": not 12 120; "1/12,55 học viên": not 12,55
_DATED: Final = re.compile(
    r"(\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?)(?:[ \u00a0](?=\d{3}\b)|(?<=/\d\d),(?=\d)|(?<=/\d),(?=\d))"
)
# Without its stroke a command is one only before a task's key: "Cập nhật tài liệu" is what was done.
_COMMAND: Final = re.compile(
    r"\s*(?:/(?:b[aá]o\s?c[aá]o|report|c[aậ]p\s?nh[aậ]t)\b[\s:,-]*"
    r"|(?:b[aá]o\s?c[aá]o|report|c[aậ]p\s?nh[aậ]t)\b[\s:,-]*(?=\d{1,2}\.\d|(?:nhi[eệ]m v[uụ]|nv|m[uụ]c|task)\b))",
    re.IGNORECASE,
)
_TASK: Final = re.compile(
    r"(?:\b(?:theo|thu[oộ]c|c[uủ]a|cho)\s+)?(?:nhi[eệ]m\s+v[uụ]|\bnv|m[uụ]c|task)(?:\s+s[oố])?[\s:]*(?=\d{1,2}\.\d)",
    re.IGNORECASE,
)
_TOTAL: Final = re.compile(r"\b(?:luy ke|cong don|tinh den nay|tong so tu dau dot|in total since)\b")
_CLAUSE: Final = re.compile(r"\n|\t|;|[,.:!](?=\s|$)|,(?=[^\W\d_])|\s[-–•+]\s")
_SUMMED_UP: Final = re.compile(r"\b(?:tong|so) ket\b")  # each word of it alone says nothing
_AT: Final = re.compile(r"\s*(?:tại|ở)\b", re.IGNORECASE)
_SHORT: Final = re.compile(r"\b[A-ZĐƯÂĂÊÔƠ]{2,}\b")  # "ĐU, UBND xã": a name, no "dự"
_ATTENDED: Final = re.compile(
    r",?\s*(?:với|voi|có|co)\s+sự\s+(?:tham dự|tham gia|góp mặt|có mặt)\s+của\s+$", re.IGNORECASE
)
_WITH: Final = re.compile(r"(?<=\w)\s+(?:với|voi|có|co)\s+$", re.IGNORECASE)
# What was put off, or has not been, was not on the day that is told.
_NOT_HELD: Final = re.compile(
    r"(?:^|[,;.:])\s*(?:đã |tạm |phải |bị |xin )*(?:hoãn|(?:chưa|không) (?:tổ chức|diễn ra)|(?:chua|khong) to chuc)\b"
    r"|^\W*(?:hủy|huỷ|dời|lùi)\b",
    re.IGNORECASE,
)
_LONGEST: Final = 500  # characters an official writes at once; more is a post
_GREETINGS: Final = tuple(map(words, GREETINGS))
_ADDRESS: Final = 4  # words to whom a greeting is said, at most: "anh chị Văn phòng"
_TURNS: Final = re.compile(r"\d+\s+(?:buổi|lượt|lần|buoi|luot|lan)", re.IGNORECASE)
_SIDES: Final = " ,.;:()-–•*+\n\t"


@dataclass(frozen=True, slots=True)
class TypedLine:
    """What stands in a line; "" where nothing of the kind does.

    `figures` and `days` are the pieces as typed, to be heard by their questions; `unsure` says why the
    days must be asked about though they could be read. `has_days` tells whether any were mentioned.
    `more` are further keys behind the first, perhaps of nobody's task; `finished` is "done" or "going".
    `several` are the titles of things told at hours of their own, each a result for itself; `title` is then of all.
    """

    code: str = ""
    more: tuple[str, ...] = ()
    days: str = ""
    unsure: Unclear | None = None
    figures: str = ""
    evidence: str = ""
    title: str = ""
    place: str = ""
    partners: str = ""
    finished: str = ""
    several: tuple[str, ...] = ()
    is_total: bool = False  # "lũy kế": the figures hold all that was told before
    is_post: bool = False  # a long text that somebody else wrote: its beginning was read, its figures were not

    @property
    def has_days(self) -> bool:
        """Whether days were mentioned at all."""
        return bool(self.days) or self.unsure is not None


def split(
    text: str, today: date, of: Sequence[Counted], codes: Collection[str], is_unit: IsUnit | None = None
) -> TypedLine:
    """Take a line apart; `codes` are the keys of tasks that may stand in it.

    Without `is_unit` place and partners are not looked for: they stay in the title.
    """
    whole = composed(text).strip()
    said = _beginning(whole)
    begins = command.end() if (command := _COMMAND.match(said)) else 0
    code, place = _code(said, begins, codes)
    more, end = further_codes(said, place[1], codes, today) if code else ((), place[1])
    links = [match.span() for match in LINK.finditer(said)]
    named_papers = papers.spans(papers.masked(said, links))
    gone = [(0, begins), (place[0], end), *links, *courtesy.spans(said)]
    masked = papers.masked(said, [*gone, *named_papers])
    typed = written_out(words(_DATED.sub(r"\1\n", aimed.uncompared(papers.masked(masked, sizes(masked))))))
    is_post = len(said) < len(whole)
    figures = [] if is_post else spans(typed, of)
    counted = [(typed[start].start, typed[end - 1].end) for start, end in figures]
    found = stretches(papers.masked(masked, counted), today)
    days, unsure = _days(found)
    if unsure is None and days and _NOT_HELD.search(said[gone[1][1] :]):
        unsure = Unclear("oneline.days_unsure", piece=days)
    dated = [piece for one in found if one.days is not None for piece in one.pieces(said)]
    unsure_days = [(one.start, one.end) for one in found if one.days is None]  # these stay where words go with them
    told_apart = papers.masked(masked, [*counted, *dated, *unsure_days])
    aside: list[Aside] = [] if is_post else asides.asides(told_apart, is_unit)
    stages = [(one.start, one.end) for one in aside if one.kind == FINISHED]
    named = [(one.start, one.end) for one in aside if one.kind != FINISHED]
    told = {one.kind: one.text for one in aside}
    attended = [
        (m.start(), end)
        for start, end in counted
        if _ends(said, end) and (m := _ATTENDED.search(said, 0, start) or _attending(said, start, end))
    ]
    without_days = [*gone, *attended, *_enclosed(said, [*dated, *counted]), *dated, *stages]
    apart = things(papers.masked(masked, counted), dated) if unsure is None else []
    several = [
        _title(said, [*without_days, *one.hours, (0, one.start), (one.end, len(said))], counted, named) for one in apart
    ]
    if len(set(several)) > 1:
        days = without_hours(days, today)
    return TypedLine(
        code=code,
        more=more,
        days=days,
        unsure=unsure,
        figures="; ".join(
            " + ".join(_figure(said, typed, one, of) for one in group) for group in together(said, typed, figures, of)
        ),
        evidence=" ".join(
            [*(match.group() for match in LINK.finditer(whole)), *(said[start:end] for start, end in named_papers)]
        ),
        title=_title(said, without_days, [*counted, *unsure_days], named, dated),
        place=told.get(PLACE, ""),
        partners=told.get(PARTNERS, ""),
        finished=told.get(FINISHED, ""),
        several=tuple(several) if len(set(several)) > 1 else (),
        is_total=bool(counted) and _TOTAL.search(folded(said)) is not None,
        is_post=is_post,
    )


def _figure(said: str, typed: Sequence[Word], span: tuple[int, int], of: Sequence[Counted]) -> str:
    """Give a figure as typed, its brackets in pairs; of "10 lượt" with what was done: "phát thanh 10 lượt"."""
    start, end = span
    stripped = said[typed[start].start : typed[end - 1].end].strip(_SIDES)
    done = each_time(typed, span, of)
    stripped = f"{done} {stripped}" if done else stripped
    return f"{stripped})" if stripped.count("(") > stripped.count(")") else stripped


def _attending(said: str, start: int, end: int) -> re.Match[str] | None:
    """Find "có" of "họp báo có 80 đồng chí dự", "với" of "với hơn 600 người tham dự"."""
    is_told = folded(said[start:end]).endswith((" du", " tham gia"))
    return _WITH.search(said, 0, start) if is_told else None


def _ends(said: str, at: int) -> bool:
    """Tell whether a clause ends here."""
    return said[at : at + 1] in {"", ",", ";", ".", "\n"}


def _beginning(whole: str) -> str:
    """Give a text, of a long one only its headline or first sentences."""
    if len(whole) <= _LONGEST:
        return whole
    first = whole.splitlines()[0]
    if len(first) <= _LONGEST:
        return first
    return whole[:_LONGEST].rpartition(". ")[0] or whole[:_LONGEST].rpartition(" ")[0]


def _code(said: str, begins: int, codes: Collection[str]) -> tuple[str, tuple[int, int]]:
    """Find a task's key where one may stand: first of all, or behind "nhiệm vụ"."""
    known = {folded(code): code for code in codes}
    for named in _TASK.finditer(said):
        key, end = _key(said, named.end(), known)
        if key:
            return key, (named.start(), end)
    is_enclosed = said[begins : begins + 1] in {"[", "("}
    key, end = _key(said, begins + is_enclosed, known)
    end += is_enclosed and said[end : end + 1] in {"]", ")"}
    return (key, (begins, end)) if key else ("", (0, 0))


def without_code(text: str, codes: Collection[str]) -> str:
    """Give what stands in a line beside the command and the task's key."""
    said = composed(text).strip()
    begins = command.end() if (command := _COMMAND.match(said)) else 0
    _, (start, end) = _code(said, begins, codes)
    return f"{said[begins:start]} {said[end:]}".strip(_SIDES)


def _key(said: str, at: int, known: Mapping[str, str]) -> tuple[str, int]:
    """Read a key here; "15.5 b" is 15.5b where there is no task 15.5."""
    match = _CODE.match(said, at)
    if match is None:
        return "", at
    number, _, _letter = (whole := folded(match.group())).partition(" ")
    if whole != number and number in known:
        return known[number], at + len(number)
    key = known.get(whole.replace(" ", ""), "")
    return key, match.end()


def further_codes(said: str, at: int, codes: Collection[str], today: date | None) -> tuple[tuple[str, ...], int]:
    """Give the keys that follow at this place, perhaps of nobody's task, and the place behind them.

    One that only follows and has no letter may be a day ("15.5a 5.12 …"), unless other days are told, or
    none are expected (no `today`).
    """
    known = {folded(code): code for code in codes}
    found: list[str] = []
    while match := _MORE.match(said, at):
        key = folded(match["key"])
        joined = match["joint"].strip() not in {"", ",", ";"}
        no_day = today is None or stretches(said[match.end() :], today)
        if not (match["letter"] or joined or (key in known and no_day)):
            break
        found.append(known.get(key, match["key"]))
        at = match.end()
    return tuple(dict.fromkeys(found)), at


def foreign_code(text: str, codes: Collection[str], known: Collection[str]) -> str:
    """Give what stands where a task's key should and is none of these: another unit's of those `known`, or of none."""
    said = composed(text).strip()
    begins = command.end() if (command := _COMMAND.match(said)) else 0
    named = _TASK.search(said)
    own, every = set(map(folded, codes)), set(map(folded, known))
    for place in (begins, named.end() if named else None):
        match = _CODE.match(said, place) if place is not None else None
        key = (
            (match.group().partition(" ")[0] if match and match.group() not in own else match.group()) if match else ""
        )
        if match and folded(match.group()).replace(" ", "") in own:
            return ""
        if key and folded(key) not in own and (named or key[-1].isalpha() or folded(key) in every):
            return key
    return ""


def _days(found: Sequence[Stretch]) -> tuple[str, Unclear | None]:
    """Give the days to be heard; where several are meant or it is not sure, why to ask."""
    sure = {(one.days.first, one.days.last): one for one in reversed(found) if one.days is not None}
    unsure = [one for one in found if one.days is None]
    if not unsure:
        if len(sure) <= 1:
            return next((one.text for one in sure.values()), ""), None
        pieces = [one.text for one in reversed(sure.values())]
        offers = tuple(Choice(piece, piece) for piece in pieces[:3])
        return "", Unclear("oneline.days_several", offers, pieces="; ".join(f"“{piece}”" for piece in pieces[:3]))
    pieces = [one.text for one in found]
    if len(found) == 1:
        return unsure[0].text, Unclear("oneline.days_unsure", piece=unsure[0].text)
    return "", Unclear("oneline.days_several", pieces="; ".join(f"“{piece}”" for piece in pieces[:3]))


def _title(
    said: str,
    gone: Sequence[tuple[int, int]],
    counted: Sequence[tuple[int, int]],
    named: Sequence[tuple[int, int]],
    dated: Sequence[tuple[int, int]] = (),
) -> str:
    """Give the clauses that say what was done; those of days, figures, evidence, place, partners alone are left out.

    Days part clauses too ("đêm thơ 20/11 85 người"), but with no sign between them.
    """
    kept: list[tuple[str, str]] = []  # with the sign in front
    spare: list[str] = []  # the beginning, where it is nothing but a figure: "đã treo 40 băng rôn"
    start, sign = 0, ""
    ends = [m.span() for m in _CLAUSE.finditer(said) if not _inside(m.start(), [*gone, *counted, *named])]
    ends = sorted([*ends, *dated])
    for end, following in [*ends, (len(said), len(said))]:
        clause = _without(said, start, end, gone)
        touched = any(start < b and a < end for a, b in (*gone, *counted, *named))
        touched = touched or any(start == b or a == end for a, b in dated)
        doing = is_doing(_without(said, start, end, [*gone, *named]))
        before, sign = sign, said[end:following]
        start_of, start = start, following
        if not any(c.isalnum() for c in clause) or _is_greeting(clause):
            is_place = sign[:1].isalnum() and _AT.match(said, following)  # "Lễ trao giải, 19h 1/12 tại Nhà hát Lớn"
            sign = sign if is_place else ""
            continue
        figures_end = max((b for a, b in counted if start_of <= a < end), default=start_of)
        rest = _without(said, start_of, figures_end, [*gone, *counted, *named])
        behind = _without(said, max(figures_end, start_of), end, [*gone, *counted, *named])
        if touched and _is_light(rest, said) and _is_light(behind, said, ATTENDED if figures_end > start_of else ()):
            if not kept and doing:
                spare.append(clause)
            sign = ""
            continue
        clause = _without_turns(said, start_of, end, gone, counted) or clause
        is_signed = before.strip() in {"-", "–", "+"}
        kept.append((before if is_signed else " " if before[:1].isalnum() else ", ", clause))
    title = ", ".join(spare) + "".join(
        f"{before}{clause}" if n or spare else clause for n, (before, clause) in enumerate(kept)
    )
    return title[:1].upper() + title[1:]


def _without_turns(
    said: str, start: int, end: int, gone: Sequence[tuple[int, int]], counted: Sequence[tuple[int, int]]
) -> str:
    """Give a clause without how often it was, where that ends it: "phát thanh xã 4 buổi"; "" where it does not."""
    spans = [(a, b) for a, b in counted if start <= a and b <= end]
    if len(spans) != 1 or said[spans[0][1] : end].strip(_SIDES):
        return ""
    first, last = spans[0]
    return _without(said, start, first, gone) if _TURNS.fullmatch(said[first:last].strip()) else ""


def _is_light(rest: str, said: str, also: Collection[str] = ()) -> bool:
    """Tell whether what is left of a clause says nothing: no name in capitals, where not all is typed so."""
    if (not said.isupper() and _SHORT.search(rest)) or _SUMMED_UP.search(folded(rest)):
        return False
    return all(word in WITHOUT_WEIGHT or word in also for word in re.findall(r"\w+", folded(rest)))


def _enclosed(said: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give those that stand in brackets of their own: "(60 học viên)"."""
    return [(a - 1, b + 1) for a, b in spans if a and said[a - 1] == "(" and said[b : b + 1] == ")"]


def _is_greeting(clause: str) -> bool:
    """Tell whether a clause only greets: "báo cáo đồng chí"; "báo cáo viên" and "chức danh" do not."""
    said = words(clause)
    for greeting in _GREETINGS:
        if len(said) >= len(greeting) and all(map(is_same, said, greeting)):
            rest = said[len(greeting) :]
            is_long = len(rest) > _ADDRESS and greeting[0].plain != "kinh"  # "thưa anh hôm qua xã họp dân"
            if not rest or (rest[0].said in ADDRESSED and not is_long) or greeting[0].plain == "kinh":
                return not is_doing(clause)
    return False


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)


def _without(said: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """Give a clause without these stretches, spaces single."""
    left = "".join(" " if _inside(n, spans) else said[n] for n in range(start, end))
    left = " ".join(left.split())
    return re.sub(r"\(\s*\)", "", left).strip(_SIDES.replace("(", "").replace(")", ""))


def is_doing(clause: str) -> bool:
    """Tell whether a clause says that something was done."""
    plain = f" {folded(clause)} "
    marked = {word.said for word in words(composed(clause))}
    return any(f" {doing} " in plain for doing in DOINGS) or bool(DOING_MARKED & marked)
