"""What stands behind /donduc is taken apart, and what may be needed is read: one look for the board and for a unit.

"BYT" is a unit's page, "BYT nhac" reminds it, "BYT đã gọi, hẹn thứ Năm" notes a call, "nhac" alone reminds all,
"duthao" shows which letters may be drafted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from handlers.desk import Desk
from handlers.documents.letters import whom
from handlers.entries import pages
from handlers.reminders import nudging
from handlers.reminders.forecast import Known
from handlers.reminders.nudging import Barred, NudgeDay, NudgeText
from handlers.situation import overview, owing
from handlers.situation.overview import Overview
from handlers.situation.owing import Owing
from messages.folding import folded
from messages.reading import calls
from messages.shortening import shortened
from plans.obligations import Kind
from plans.schema import Plan, Unit
from storage.members import people
from storage.members.people import Listed, Role
from storage.obligations import nudges
from storage.obligations.nudges import Nudge
from storage.obligations.owed import Standing
from storage.schedule import pauses, reminders
from storage.schedule.pauses import Pause
from storage.schedule.reminders import SentReminder

CHASE: Final = "chase"  # the answer that keeps what stood behind the command
NUDGE: Final = "nhac"
CALL: Final = "goi"
LETTER: Final = "congvan"
DRAFT: Final = "duthao"
TELEPHONE: Final = "sdt"
_SHOWN: Final = 60  # characters of what names no unit
_ACTIVE: Final = 10  # people of a unit
_LONGEST: Final = 12  # words of a unit's name
_UNSHOWN: Final = NudgeText()
_DO: Final = {
    NUDGE: NUDGE, "nhacca": NUDGE, "remind": NUDGE, "nudge": NUDGE, "remindall": NUDGE,
    CALL: CALL, "dagoi": CALL, "called": CALL, "call": CALL,
    LETTER: LETTER, "letter": LETTER,
    DRAFT: DRAFT, "duthaocongvan": DRAFT, "soancongvan": DRAFT, "draft": DRAFT, "draftletter": DRAFT,
    TELEPHONE: TELEPHONE, "sodienthoai": TELEPHONE, "phone": TELEPHONE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChaseWanted:
    """What was typed: a page of the board, or a unit, and what to do.

    `unknown` is what names no unit, or several (`units`). `said` is the note of a call that stands behind the unit,
    `group` to which units a letter goes.
    """

    typed: str = ""
    unit: Unit | None = None
    unknown: str = ""
    units: tuple[Unit, ...] = ()
    do: str = ""
    said: str = ""
    group: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class Given:
    """How the plan stands, who owes what, who can be reminded; whether this member may do anything about it.

    `barred` says of each unit that owes something why it is not reminded; None: it can be. Of the units of the page,
    or the one that was named, stand `members` and `told`, of one `nudges`, and when each of its people was `active`
    here last; `shown` is a reminder to be looked at.
    """

    wanted: ChaseWanted
    here: Overview
    owing: tuple[Owing, ...]
    day: NudgeDay
    barred: Mapping[str, Barred | None]
    may: bool
    told: tuple[SentReminder, ...]
    members: tuple[Listed, ...]
    nudges: tuple[Nudge, ...] = ()
    active: Mapping[int, datetime] = field(default_factory=dict)
    shown: NudgeText = _UNSHOWN
    paused: Pause | None = None

    @property
    def ready(self) -> tuple[str, ...]:
        """The units that can be reminded: the one that was named, or every one."""
        unit = self.wanted.unit
        return tuple(code for code, why in self.barred.items() if why is None and (unit is None or unit.code == code))

    def of(self, code: str) -> Owing | None:
        """Give what a unit owes; None where that is nothing."""
        return next((owed for owed in self.owing if owed.unit == code), None)


async def look(desk: Desk) -> Given:
    plan, code = desk.plan, desk.plan.code
    wanted = parsed(plan, desk.words or desk.answers.get(CHASE, ""))
    here = await overview.read(desk.db, plan, desk.now, desk.now)
    found, known = owing.units(here), Known(here.heard.stated, here.entered, here.heard.agreed)
    day = await nudging.day(desk.db, plan, here.rows, known, desk.now)
    rows = _by_unit(here.rows)
    barred = {owed.unit: nudging.barred(rows[owed.unit], here.heard, day, plan.office) for owed in found}
    may, unit = desk.member.role is Role.COORDINATOR, wanted.unit
    codes = [owed.unit for owed in pages.shown(found, wanted.page)] if unit is None else [unit.code]
    members = [member for member in await people.listed(desk.db, code, codes) if member.role is Role.OFFICIAL]
    told = await reminders.told(desk.db, code, codes)
    mine = () if unit is None else tuple(await nudges.of_unit(desk.db, code, unit.code))
    first = [] if unit is None else members[:_ACTIVE]
    active = {member.member: await people.last_act(desk.db, member.member) for member in first}
    paused = await pauses.of(desk.db, code)
    given = Given(wanted, here, found, day, barred, may, tuple(told), tuple(members), mine, active, paused=paused)
    if wanted.do != NUDGE or not may or not given.ready:
        return given
    return replace(given, shown=await nudging.shown(desk.db, desk.house, plan, given.ready[0], day))


def _by_unit(rows: tuple[Standing, ...]) -> Mapping[str, list[Standing]]:
    found: dict[str, list[Standing]] = {}
    for row in rows:
        if row.kind in (Kind.REPORT, Kind.REQUEST):
            found.setdefault(row.unit, []).append(row)
    return found


def parsed(plan: Plan, typed: str) -> ChaseWanted:
    """Take apart what stands behind the command: the shortest name of a unit behind which nothing unknown stands."""
    typed = typed.strip()
    asked = pages.asked(typed)
    words = asked.words.split()
    if not words:
        return ChaseWanted(typed, page=asked.page)
    if (do := _do(words)) in (NUDGE, DRAFT):
        return ChaseWanted(typed, do=do)
    if _do(words[:-1]) == DRAFT and words[-1] in whom.KEYS:
        return ChaseWanted(typed, do=DRAFT, group=words[-1])
    for count in range(1, min(len(words), _LONGEST) + 1):
        found, rest = plan.find_units(" ".join(words[:count])), words[count:]
        if len(found) != 1:
            continue
        said = " ".join(rest).lstrip(",.:;–- ")
        if not rest or (do := _do(rest)):
            return ChaseWanted(typed, found[0], do=do if rest else "")
        if calls.begins(said):
            return ChaseWanted(typed, found[0], do=CALL, said=said)
    unknown = shortened(asked.words, _SHOWN)
    return ChaseWanted(typed, unknown=unknown, units=plan.find_units(unknown))


def _do(words: list[str]) -> str:
    return _DO.get(folded("".join(words)), "")
