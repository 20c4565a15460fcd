"""Whether the parts of a plan file fit together: names that are known, days in order, nothing twice.

It looks at the file as written, before it is known that every part is sound, so that
one look shows every problem; what is not there or has the wrong shape is passed over,
for `plans/mistakes.py` names it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from plans import parts
from plans.mistakes import nearest
from plans.problems import Lines, Path, Problem
from plans.units import spelled
from plans.written import filled

_ONE_DAY = timedelta(days=1)
_KEYS = (
    *(("phases", "key"), ("tasks", "key"), ("tasks", "label"), ("forms", "key"), ("indicators", "key")),
    ("unit_papers", "kind"),
)
_REFERENCES = (  # where a name stands, and what it must be the name of; [] goes into every item of a list
    ("office", "units"),
    ("tasks[].unit", "holders"),
    ("tasks[].named[]", "units"),
    ("tasks[].covers[]", "tasks"),
    ("tasks[].ties[]", "tasks"),
    ("tasks[].phases[]", "phases"),
    ("tasks[].target.indicator", "indicators"),
    ("forms[].indicators[]", "indicators"),
    ("calendar[].tasks[]", "tasks"),
    ("closings[].phases[]", "phases"),
)
OTHER_FORM = "other"
_SPANS = ("", "phases[]", "tasks[].window", "legal[]")

Found = Iterator[tuple[Path, Any]]


def problems(raw: Mapping[str, Any], lines: Lines) -> list[Problem]:
    """Give everything that does not fit."""
    return [
        *_twice(raw, lines),
        *_unknown(raw, lines),
        *_names_shared(raw, lines),
        *_words_shared(raw, lines),
        *_one_sided_ties(raw, lines),
        *_backwards(raw, lines),
        *_phases(raw, lines),
        *_deadline(raw, lines),
        *_last_form(raw, lines),
    ]


def _at(value: Any, where: str, path: Path = ()) -> Found:
    """Give every place that `where` means, and what stands there."""
    if not where:
        yield path, value
        return
    head, _, rest = where.partition(".")
    name = head.removesuffix("[]")
    if not isinstance(value, dict) or value.get(name) is None:
        return
    inner, place = value[name], (*path, name)
    if head == name:
        yield from _at(inner, rest, place)
    elif isinstance(inner, list):
        for number, item in enumerate(inner):
            yield from _at(item, rest, (*place, number))


def _texts(raw: Any, where: str) -> Iterator[tuple[Path, str]]:
    return ((path, value) for path, value in _at(raw, where) if isinstance(value, str))


def _text(raw: Any, where: str) -> str:
    return next((text for _, text in _texts(raw, where)), "")


def _day(value: Any) -> date | None:
    try:
        return parts.day(value)
    except ValueError:
        return None


def _units(raw: Any) -> Found:
    yield from _at(raw, "units[]")
    yield from _at(raw, "groups[].members[]")


def _codes(raw: Any) -> Iterator[tuple[Path, str]]:
    for path, unit in _units(raw):
        yield from ((path + inner, code) for inner, code in _texts(unit, "code"))


def _twice(raw: Any, lines: Lines) -> Iterator[Problem]:
    yield from _repeated([*_codes(raw), *_texts(raw, "groups[].code")], lines)
    for part, key in _KEYS:
        yield from _repeated(_texts(raw, f"{part}[].{key}"), lines)


def _repeated(named: Iterable[tuple[Path, str]], lines: Lines) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, name in named:
        if name in first:
            yield lines.problem(path, "planfile.duplicate", typed=name, first=lines.of(first[name]))
        first.setdefault(name, path)


def _unknown(raw: Any, lines: Lines) -> Iterator[Problem]:
    units = [code for _, code in _codes(raw)]
    pools = {part: [key for _, key in _texts(raw, f"{part}[].key")] for part in ("tasks", "phases", "indicators")}
    pools |= {"units": units, "holders": [*units, *(code for _, code in _texts(raw, "groups[].code"))]}
    for where, pool in _REFERENCES:
        for path, name in _texts(raw, where):
            if name in pools[pool] or (not name and where.endswith("indicator")):
                continue
            because = "planfile.unknown_unit" if pool in {"units", "holders"} else "planfile.unknown_key"
            like = nearest(name, pools[pool]) or ", ".join(pools[pool][:8])
            yield lines.problem(path, because, typed=name, like=like)


def _names_shared(raw: Any, lines: Lines) -> Iterator[Problem]:
    """Hold every name to one unit, however it is typed: with or without tone marks, spaces, dashes."""
    first: dict[str, tuple[str, Path]] = {}
    for unit, path, name in _names(raw):
        as_typed = spelled(name).replace(" ", "")
        other, where = first.setdefault(as_typed, (unit, path))
        if other != unit:
            yield lines.problem(
                path, "planfile.alias_shared", typed=name, unit=unit, other=other, first=lines.of(where)
            )


def _names(raw: Any) -> Iterator[tuple[str, Path, str]]:
    for path, unit in _units(raw):
        code = next((code for _, code in _texts(unit, "code")), str(path))
        for where in ("code", "short", "name", "aliases[]", "merged_from[]"):
            yield from ((code, path + inner, name) for inner, name in _texts(unit, where))
    for path, group in _at(raw, "groups[]"):
        for inner, member in _at(group, "members[]"):
            code, rank, short = (_text(member, field) for field in ("code", "rank", "short"))
            for where in ("member_name", "member_aliases[]"):
                yield from ((code, path + inner, filled(name, rank, short)) for _, name in _texts(group, where))


def _words_shared(raw: Any, lines: Lines) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for path, word in _texts(raw, "indicators[].words[]"):
        where = first.setdefault(spelled(word), path)
        if where[:2] != path[:2]:
            yield lines.problem(path, "planfile.word_shared", typed=word, first=lines.of(where))


def _one_sided_ties(raw: Any, lines: Lines) -> Iterator[Problem]:
    ties: dict[tuple[str, str], Path] = {}
    for path, task in _at(raw, "tasks[]"):
        for _, key in _texts(task, "key"):
            ties |= {(key, other): path + inner for inner, other in _texts(task, "ties[]")}
    for (tied, other), path in ties.items():
        if (other, tied) not in ties:
            yield lines.problem(path, "planfile.tie_one_sided", one=tied, other=other)


def _backwards(raw: Any, lines: Lines) -> Iterator[Problem]:
    for where in _SPANS:
        for path, span in _at(raw, where):
            if isinstance(span, dict):
                starts, ends = _day(span.get("starts")), _day(span.get("ends"))
                if starts and ends and ends < starts:
                    yield lines.problem((*path, "ends"), "planfile.ends_before_start", starts=starts, ends=ends)


def _phases(raw: Any, lines: Lines) -> Iterator[Problem]:
    """Phases follow one another: they may share one day, and leave none between them or at the ends."""
    dated: list[tuple[Path, date, date]] = []
    for path, phase in _at(raw, "phases[]"):
        if isinstance(phase, dict):
            first, last = _day(phase.get("starts")), _day(phase.get("ends"))
            if first and last:
                dated.append((path, first, last))
    for (_, _, ends), (path, starts, _) in pairwise(dated):
        if starts < ends:
            yield lines.problem((*path, "starts"), "planfile.phases_overlap", starts=starts, ends=ends)
        if starts > ends + _ONE_DAY:
            yield lines.problem((*path, "starts"), "planfile.phases_gap", first=ends + _ONE_DAY, last=starts - _ONE_DAY)
    campaign = _day(raw.get("starts")), _day(raw.get("ends"))
    if dated and campaign[0] and dated[0][1] != campaign[0]:
        yield lines.problem((*dated[0][0], "starts"), "planfile.phases_start", starts=campaign[0])
    if dated and campaign[1] and dated[-1][2] < campaign[1]:
        yield lines.problem((*dated[-1][0], "ends"), "planfile.phases_end", ends=campaign[1])


def _deadline(raw: Any, lines: Lines) -> Iterator[Problem]:
    written = raw.get("deadline")
    if not isinstance(written, dict):
        return
    before, last_day = _day(written.get("before")), _day(written.get("last_day"))
    if before and last_day and last_day != before - _ONE_DAY:
        yield lines.problem(("deadline", "last_day"), "planfile.deadline_before", before=before, last=before - _ONE_DAY)
    ends = [day for _, value in (*_at(raw, "ends"), *_at(raw, "phases[].ends")) if (day := _day(value))]
    if before and ends and before <= max(ends):
        yield lines.problem(("deadline", "before"), "planfile.deadline_early", before=before, ends=max(ends))


def _last_form(raw: Any, lines: Lines) -> Iterator[Problem]:
    """The last form is that of whatever has none: people must always find one."""
    forms = [(path, form) for path, form in _at(raw, "forms[]") if isinstance(form, dict)]
    if forms and forms[-1][1].get("key") != OTHER_FORM:
        yield lines.problem((*forms[-1][0], "key"), "planfile.last_form", key=OTHER_FORM)
