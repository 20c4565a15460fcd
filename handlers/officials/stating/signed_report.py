"""/vanban: the unit has sent its signed report; its number, the day it was signed, perhaps the signer.

It counts as received only once the office says so; until then nobody is reminded of it.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, Final

from handlers.delivery import gathering, telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.obligations import receipt
from handlers.roles import OFFICIALS
from messages.questions.confirm import Confirm
from messages.questions.days import AskDays
from messages.questions.document_number import DocumentNumber
from messages.questions.line import Line
from messages.questions.question import Ask, Heard
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import say
from plans.obligations import Key, Kind
from storage.obligations import signed_reports, written_reports
from storage.obligations.signed_reports import NewSignedReport, SignedReport
from storage.obligations.written_reports import Steps
from storage.queues import outbox

_SIGNER: Final = 80
_LISTED: Final = 15
_A_MOMENT: Final = timedelta(seconds=1)


_SHOWN: Final = frozenset({"stated", "received", "missing"})


@dataclass(frozen=True, slots=True)
class Given:
    """The unit's latest report; today. `whole`: the person sees the whole unit, which owes a report.

    `written` is what was said of its report while it was written.
    """

    whole: bool
    is_office: bool
    unit: str
    latest: SignedReport | None
    today: date
    written: Steps = Steps()  # noqa: RUF009 - it is frozen


async def look(desk: Desk) -> Given:
    latest = await signed_reports.latest(desk.db, desk.plan.code, desk.unit.code)
    today = desk.today
    is_office = desk.unit.code == desk.plan.office
    written = await written_reports.steps(desk.db, desk.plan.code, desk.unit.code, desk.now)
    return Given(desk.member.tasks is None, is_office, desk.unit.code, latest, today, written)


def talk(ask: Ask, given: Given) -> NewSignedReport | None:
    if not given.whole or given.is_office:
        return None
    number = ask(_number(given)).number
    signed_on = ask(_signed_on(given)).first
    signer = ask(Line("signer", _SIGNER, optional=True))
    shows = say("signed_report.sure", number=number, on=signed_on, signer=signer or "–")
    ask(Confirm("state_signed_report", shows, ("signed_report_number", "signed_on", "signer")))
    return NewSignedReport(given.unit, number, signed_on, signer)


def _number(given: Given) -> DocumentNumber:
    return receipt.ask_number("signed_report_number", _signed_on(given), now=_now(given.latest))


def _now(latest: SignedReport | None) -> str:
    """Say what is known of the report so far, a line of its own."""
    if latest is None or latest.state not in _SHOWN:
        return ""
    return say(f"signed_report.now.{latest.state}", name=receipt.named(latest), on=latest.received_on or "–") + "\n"


def _signed_on(given: Given) -> AskDays:
    return AskDays("signed_on", given.today, until=given.today, single=True)


async def act(desk: Desk, new: NewSignedReport | None) -> Prompt:
    if new is None:
        is_office = desk.unit.code == desk.plan.office
        return Prompt(say("signed_report.of_office" if is_office else "signed_report.whole_unit", unit=desk.unit.name))
    report = await signed_reports.state(desk.db, desk.plan.code, new, desk.member.id, desk.now)
    await desk.note("signed_report.stated", about=f"{Key(Kind.REPORT, new.unit)} {report}")
    await telling.office(desk.db, desk.house, desk.plan, await _news(desk, new))
    name = receipt.name(new.number, new.signed_on)
    again = (Choice("/nhiemvu", say("command.nhiemvu")),)
    return Prompt(say("signed_report.stated", unit=desk.unit.name, name=name, at=desk.now), again)


async def _news(desk: Desk, new: NewSignedReport) -> News:
    """Tell the office at once; what is stated within the hour after that, in one message at its end."""
    keys = f"signed_reports/{desk.plan.code}/"
    last = await outbox.last_under(desk.db, keys)
    if last is None or last.due_at + gathering.APART <= desk.now:
        return News(partial(_told, desk, new), (desk.plan,), desk.now, key=f"{keys}{_stamp(desk.now)}")
    is_waiting = last.due_at > desk.now
    told = last.key.removeprefix(keys).partition("/")[0] if is_waiting else _stamp(last.due_at + _A_MOMENT)
    waiting = await signed_reports.waiting(desk.db, desk.plan.code)
    since = [report for report in waiting if _stamp(report.stated_at) >= told]
    word = partial(_gathered, desk, since, len(waiting)) if len(since) > 1 else partial(_told, desk, new)
    at = last.due_at if is_waiting else last.due_at + gathering.APART
    return News(word, (desk.plan,), at, key=f"{keys}{told}")


def _stamp(at: datetime) -> str:
    """Give an instant as it stands in a key: from when on statements stand in that message."""
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%S}"


def _gathered(desk: Desk, new: Sequence[SignedReport], waiting: int) -> Prompt:
    """Word the statements that came since the last notice, in their order; with how many wait in all."""
    newest = sorted(new, key=lambda report: report.stated_at)[-_LISTED:]
    rows = [
        say(
            "signed_report.told.row",
            at=report.stated_at,
            unit=desk.plan.unit(report.unit).name,
            name=receipt.named(report),
        )
        for report in newest
    ]
    more = [say("signed_report.told.more", n=len(new) - _LISTED)] if len(new) > _LISTED else []
    more += [say("signed_report.told.waiting", n=waiting)] if waiting > len(new) else []
    text = "\n".join([say("signed_report.told.gathered", n=len(new)), *rows, *more])
    return Prompt(text, (Choice("/danhan", say("command.danhan")),))


def _told(desk: Desk, new: NewSignedReport) -> Prompt:
    """Word it for the office, with its two answers."""
    name = receipt.name(new.number, new.signed_on)
    text = say("signed_report.told.stated", unit=desk.unit.name, name=name, at=desk.now)
    return Prompt(
        text, tuple(Choice(f"/danhan {new.unit} {got}", say(f"signed_report.got.{got}")) for got in ("got", "missing"))
    )


def start(words: str, given: Given) -> Mapping[str, Any]:
    """Take number and day after the command: "/vanban 123/BC-BYT ngày 05/12/2025"; the signer, where that is known."""
    question = _number(given)
    with suppress(Unclear):
        number = question.hear(Heard(Said("", words)), None)
        told = {key: day for key, day in question.spread(number).items() if not isinstance(day, Unclear)}
        is_written = given.written.signer and given.written.number == question.value(number).number
        signer = {"signer": given.written.signer} if is_written else {}
        return {question.key: number, **told, **signer}
    return {}


STATING: Final = Handler(
    "stating", ("vanban", "written"), OFFICIALS, look, talk, act, start, ways=(BACK, CANCEL), takes_words=True
)
