"""What the office is told, block by block; the parts of each sum to its total, and an empty one vanishes.

Names of units stand only where a real deadline is near or past, or where there are few.
Neither a phone number nor the label of a sensitive task ever stands here.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from handlers.entries import access, contents
from handlers.obligations import tallies
from handlers.obligations.tallies import Overdue, Unsent
from handlers.situation import lists, overview
from handlers.situation.fitting import Block, BlockLine
from handlers.situation.overview import Overview
from messages.shortening import shortened
from messages.words import say
from plans import calendar
from plans.obligations import Kind, State
from storage.obligations.chases import ChaseStep
from storage.obligations.owed import Standing
from storage.results.entries import Entry

NAMED: Final = 12  # more silent units than this are counted, not named
_NOT_YET: Final = "not_yet"  # the office has done nothing so far
_ROWS: Final = 3
_REQUESTS: Final = 3
_PAIRS: Final = 2  # of results that may be one activity; the others are counted
_EXTENSIONS: Final = 3  # told to the leader, each by name
_TITLE: Final = 90  # one line and a half on a phone
_DEADLINE: Final = {False: "digest.deadline", True: "digest.deadline.today"}
_ONE_DAY: Final = timedelta(days=1)


def head(here: Overview, before: int | None = None) -> Block:
    """Say how things stand in three lines; `before` is how many reports were in when that was last told."""
    lines = [say("digest.head", plan=here.plan.short.upper(), at=here.now)]
    last = here.last_day
    if last is not None:
        key = "digest.deadline.past" if last < here.today else _DEADLINE[last == here.today]
        lines.append(say(key, last=last, days=calendar.working_days(here.today, last)))
    known = _reports(here, before)
    return tuple(map(BlockLine, (*lines, *([known] if known else []))))


def _reports(here: Overview, before: int | None) -> str:
    sent, of = reports(here)
    if not of:
        return ""  # nobody has been asked for one
    if not sent:
        return say("digest.reports", sent=sent, of=of)
    percent = (Decimal(sent) * 100 / of).quantize(Decimal("0.1"))
    grown = ""
    if before is not None and sent > before:
        since_yesterday = here.today - here.after_day == _ONE_DAY
        key = "digest.reports.grown" if since_yesterday else "digest.reports.grown_since"
        grown = say(key, n=sent - before, day=here.after_day)
    kinds = tallies.sent_by_kind(here.plan, here.rows)
    text = say("digest.reports.some", sent=sent, of=of, percent=percent, grown=grown)
    if len(kinds) > 1:
        parts = [say(f"digest.reports.kind.{kind.value}", sent=sent, of=of) for kind, (sent, of) in kinds.items()]
        text += say("digest.reports.kinds", kinds="; ".join(parts))
    return text


def reports(here: Overview) -> tuple[int, int]:
    """Count the signed reports that are in, and all there are."""
    counts = tallies.signed_reports(here.plan, here.rows, here.today)
    return tallies.sent(counts), sum(counts.values())


def leader(here: Overview) -> Block:
    """Say what the leaders have to decide: what was left lying, and what only a letter can move."""
    lines: list[BlockLine] = []

    def add(what: str, /, known: str = "", **facts: object) -> None:
        facts |= {"nth": len(lines) + 1}
        brief = say(f"digest.leader.{what}", names="", **facts)
        lines.append(BlockLine(say(f"digest.leader.{what}", names=known, **facts), 1 if known else 0, brief))

    slow = here.slow
    if slow.unit and slow.since:
        days = overview.lying(slow.since, here.today)
        known = say("digest.leader.review.named", numbers=_slowest(here))
        add("review", known, n=slow.n, days=days, unit=here.plan.unit(slow.unit).short)
    asked = tallies.extensions_asked(here.rows)
    for row in asked[:_EXTENSIONS]:
        add("extension", unit=here.plan.unit(row.unit).short, day=row.extension_asked)
    if asked[_EXTENSIONS:]:
        add("extension.more", n=len(asked) - _EXTENSIONS)
    if here.unanswered.with_leaders:
        add("difficulties", n=here.unanswered.with_leaders)
    if here.approached:
        add("talk", ": " + names(here, [overdue.key.unit for overdue in here.approached]), n=len(here.approached))
    if here.unwritten:
        add("letter", n=len(here.unwritten))
    if here.to_man:
        known = few(here, here.to_man)
        counts_office = not here.is_near and here.plan.office in here.unmanned  # among those that are silent
        key = "unmanned.apart" if counts_office else "unmanned"
        add(key, f": {known}" if known else "", n=len(here.to_man))
    if not lines:
        return ()
    return (BlockLine(say("digest.leader")), *lines)


def _slowest(here: Overview) -> str:
    """Name the results that have waited longest by their numbers, and how many more there are, with the way to them."""
    named = ", ".join(_number(here, *one) for one in here.slow.first)
    more = here.slow.n - len(here.slow.first)
    return say("digest.leader.review.more", numbers=named, n=more) if more else named


def silence(here: Overview) -> Block:
    """Say whose signed report is not in, once its deadline is near; before that, who has entered nothing yet.

    On the day the campaign opens nobody can have entered anything.
    """
    if here.is_near:
        return _unsent(here)
    return _silent(here) if here.today > here.plan.starts else ()


def _unsent(here: Overview) -> Block:
    parts = here.unsent
    if not any(parts.values()):
        return ()
    first = BlockLine(say("digest.unsent", n=sum(map(len, parts.values()))))
    named = {overdue.key.unit for overdue in here.chased}  # these stand by name under what is chased

    def known(part: Unsent, rows: Sequence[Standing]) -> str:
        return "" if {row.unit for row in rows} <= named else _who(here, part, rows)

    return (first, *(_part(f"digest.unsent.{part}", len(rows), known(part, rows)) for part, rows in parts.items()))


def _who(here: Overview, part: Unsent, rows: Sequence[Standing]) -> str:
    codes = [row.unit for row in rows]
    if part in {Unsent.PROMISED, Unsent.BROKEN}:
        promised = {row.unit: day for row in rows if (day := here.heard.promised(row)) is not None}
        days = sorted(set(promised.values()))
        return "; ".join(_promised(here, [code for code in codes if promised[code] == day], day) for day in days)
    if part is Unsent.UNREACHED:
        return "; ".join(
            say(f"digest.why.{why}", names=names(here, found)) for why, found in overview.reasons(here, codes)
        )
    return names(here, codes)


def _promised(here: Overview, codes: Sequence[str], day: date) -> str:
    key = "digest.day.today" if day == here.today else "digest.day"
    return say(key, names=names(here, codes), day=day)


def _silent(here: Overview) -> Block:
    """Say who has entered nothing yet: those a message reaches, and those it does not."""
    plan = here.plan
    silent = tallies.silent_units(plan, here.rows, here.entered)
    if not silent:
        return ()
    manned, promised = here.manned, tallies.promised_results(here.rows, here.today)
    others = [code for code in silent if code not in promised]
    parts = {
        "promised": [code for code in silent if code in promised],
        "reached": [code for code in others if manned[code].reachable],
        "blocked": [code for code in others if manned[code].officials and not manned[code].reachable],
        "unmanned": [code for code in others if code in here.unmanned],
        "left": [code for code in others if code in here.left],
    }
    first = BlockLine(say("digest.silent", n=len(silent), of=len(plan.units)))
    return (
        first,
        *(_part(f"digest.silent.{part}", len(codes), _whom(here, codes, promised)) for part, codes in parts.items()),
    )


def named_as_silent(here: Overview) -> frozenset[str]:
    """Give the units that stand by name among those that have entered nothing yet, where all of these do."""
    silent = tallies.silent_units(here.plan, here.rows, here.entered)
    is_told = not here.is_near and here.today > here.plan.starts and len(silent) <= NAMED
    return frozenset(silent) if is_told else frozenset()


def _whom(here: Overview, codes: Sequence[str], promised: Mapping[str, date]) -> str:
    """Name units where they are few, those that promised with the day."""
    if len(codes) > NAMED or not codes or codes[0] not in promised:
        return few(here, codes)
    days = sorted({promised[code] for code in codes})
    return "; ".join(_promised(here, [code for code in codes if promised[code] == day], day) for day in days)


def requests(here: Overview) -> Block:
    """Say which requests were not answered in time, by whom."""
    late = [overdue for overdue in tallies.overdue(here.rows, here.today) if overdue.key.kind is Kind.REQUEST]
    if not late:
        return ()
    numbers = {int(overdue.key.of): overdue.due for overdue in late}
    lines = []
    for number, due in list(numbers.items())[-_REQUESTS:]:
        units = [overdue.key.unit for overdue in late if int(overdue.key.of) == number]
        facts = {"number": number, "due": due, "n": len(units)}
        brief = say("digest.requests.row", **facts, names="")
        lines.append(BlockLine(say("digest.requests.row", **facts, names=f": {names(here, units)}"), 1, brief))
    older = list(numbers)[:-_REQUESTS]
    if older:
        rest = sum(int(overdue.key.of) in older for overdue in late)
        lines.insert(0, BlockLine(say("digest.requests.older", requests=len(older), n=rest)))
    return (BlockLine(say("digest.requests", n=len(late))), *lines)


def chase(here: Overview) -> Block:
    """Say what the office did about those that are past a real deadline by two working days."""
    urged = [overdue for overdue in here.chased if overdue not in here.apart]
    return (BlockLine(say("digest.chase", n=len(urged))), *_by_step(here, urged)) if urged else ()


def apart(here: Overview) -> Block:
    """Say the same of those whom the office does not urge, but asks by a letter."""
    found = here.apart
    return (BlockLine(say("digest.talk", n=len(found))), *_by_step(here, found)) if found else ()


def _by_step(here: Overview, late: Sequence[Overdue]) -> Iterator[BlockLine]:
    """Name the units by what was done last, those for whom nothing was done yet behind the others."""
    parts: dict[str, list[str]] = {part: [] for part in (*ChaseStep, _NOT_YET)}
    for overdue in late:
        done = here.chase_of(overdue)
        name = here.plan.unit(overdue.key.unit).short
        if done is not None and done.step is ChaseStep.AGREED:
            name = say("digest.day", names=name, day=done.day)
        part = _NOT_YET if done is None else done.step
        parts[part].append(name)
    for part, found in parts.items():
        if found:
            brief = say(f"digest.chase.{part}", n=len(found), names="")
            yield BlockLine(say(f"digest.chase.{part}", n=len(found), names=": " + ", ".join(found)), 2, brief)


def agreed(here: Overview) -> Block:
    """Name the units with which this very day was agreed on when the office called."""
    codes = here.agreed_for(here.today)
    return (_part("digest.agreed", len(codes), names(here, codes)),) if codes else ()


def office(here: Overview) -> Block:
    """Say what waits for the office itself, or what it has to know of."""
    parts = [*_to_review(here), *_waiting(here)]
    nothing = tallies.to_note(here.plan, here.rows, here.today)
    if nothing:
        units = list(dict.fromkeys(row.unit for row in nothing))
        parts.append(_named("digest.office.nothing", len(nothing), few(here, units)))
    if here.suspected:
        parts.append(_named("digest.office.joint", len(here.suspected), _pairs(here)))
    if here.unsure:
        parts.append(_named("digest.office.unsure", len(here.unsure), few(here, here.unsure)))
    if not parts:
        return ()
    full, brief = (say("digest.office.line", parts="; ".join(said)) for said in zip(*parts, strict=True))
    return (BlockLine(say("digest.office")), BlockLine(full, 1, brief) if full != brief else BlockLine(full))


def _to_review(here: Overview) -> Iterator[tuple[str, str]]:
    """Say how many results wait for the office, unless the leaders hear of them."""
    waiting = here.to_review
    if waiting.n and waiting.since and waiting.unit and not here.slow.n:
        days = overview.lying(waiting.since, here.today)
        key = "digest.office.to_review" if days else "digest.office.to_review.new"
        yield _same(say(key, n=waiting.n, days=days, unit=here.plan.unit(waiting.unit).short))


def _waiting(here: Overview) -> Iterator[tuple[str, str]]:
    """Count what else waits for an answer, of a unit or of the office."""
    counts = {
        "more_wanted": here.more_wanted,
        "stated": len(here.heard.stated),
        "difficulties": here.unanswered.difficulties,
        "inquiries": here.unanswered.inquiries,
        "requests": len(tallies.open_requests(here.rows)),
    }
    yield from (_same(say(f"digest.office.{what}", n=n)) for what, n in counts.items() if n)


def _same(said: str) -> tuple[str, str]:
    return said, said


def _named(key: str, n: int, known: str) -> tuple[str, str]:
    """Word something with names behind it, and without."""
    return say(key, n=n, names=f": {known}" if known else ""), say(key, n=n, names="")


def _pairs(here: Overview) -> str:
    """Name the first results that may be one activity by their numbers."""
    pairs = [pair.numbers for pair in here.suspected[:_PAIRS]]
    named = "; ".join(
        say("digest.office.joint.both", first=_number(here, *first), second=_number(here, *second))
        for first, second in pairs
    )
    rest = len(here.suspected) - _PAIRS
    return say("digest.office.joint.rest", named=named, rest=rest) if rest > 0 else named


def tasks(here: Overview) -> Block:
    """Count the tasks on the government's scale, once there is a word on any."""
    counts = tallies.tasks(here.plan, here.rows, here.today)
    if counts[State.NO_WORD] == sum(counts.values()):
        return ()
    facts = {"all": sum(counts.values()), **{state.value: count for state, count in counts.items()}}
    brief = say("digest.tasks.brief", heard=facts["all"] - counts[State.NO_WORD], **facts)
    return (BlockLine(say("digest.tasks", **facts), 2, brief),)


def ahead(here: Overview) -> Block:
    """Say what units will hold in the seven days from today on."""
    if not here.ahead:
        return ()
    rows = []
    for entry in here.ahead[:_ROWS]:
        content = contents.of_entry(entry)
        assert content.days is not None, "what is planned has days"
        unit = here.plan.unit(entry.unit).short
        what = shortened(content.title, _TITLE)
        rows.append(BlockLine(say("digest.ahead.row", day=content.days.first, unit=unit, what=what), 3))
    if len(here.ahead) > _ROWS:
        rows.append(BlockLine(say("digest.ahead.more", n=len(here.ahead) - _ROWS), 3))
    return (BlockLine(say("digest.ahead", n=len(here.ahead))), *rows)


def newest(here: Overview, at_most: int) -> Block:
    """Give a line to each of the latest results, and count the others."""
    shown = here.newest[-at_most:]
    rows = [BlockLine(_new(here, entry), 4) for entry in shown]
    if shown and here.since.entries > len(shown):
        rows.append(BlockLine(say("digest.new.more", n=here.since.entries - len(shown)), 4))
    return tuple(rows)


def _new(here: Overview, entry: Entry) -> str:
    what = shortened(access.title(here.plan, contents.of_entry(entry)), _TITLE)
    return say("digest.new.row", unit=here.plan.unit(entry.unit).short, what=what, number=access.number(entry))


def _number(here: Overview, unit: str, number: int) -> str:
    return access.numbered(here.plan.code, unit, number)


def names(here: Overview, codes: Sequence[str]) -> str:
    """Name units shortly, with the last day that one was given of its own."""
    return ", ".join(lists.named(here.plan, code, here.rows) for code in codes)


def few(here: Overview, codes: Sequence[str]) -> str:
    """Name units where they are few; more than that are only counted."""
    return names(here, codes) if len(codes) <= NAMED else ""


def _part(key: str, n: int, known: str) -> BlockLine:
    """Word a part of a total; nothing where it is empty."""
    if not n:
        return BlockLine("")
    brief = say(key, n=n, names="")
    if not known:
        return BlockLine(brief)
    return BlockLine(say(key, n=n, names=f": {known}"), 1, brief)
