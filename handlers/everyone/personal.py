"""/dulieucanhan: what is kept of me; put it right, withdraw the consent, ask for deletion.

A consent withdrawn unlinks the person at once: memberships, address and name go, the
unit's entries stay with the unit. A request to delete is answered within two working
days. The audit names the person by id alone.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.delivery import telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import EVERYONE
from messages.questions.calls.telephone import AskTelephone
from messages.questions.choose import Choose, Plain
from messages.questions.confirm import Confirm
from messages.questions.question import Ask
from messages.questions.text import Text
from messages.questions.ways import BACK, CANCEL
from messages.said import Choice, Prompt
from messages.words import say
from plans import calendar
from storage import matters
from storage.members import people, personal, stand_ins, wishes
from storage.members.people import Role
from storage.results import entries

NAME: Final = "name"
TITLE: Final = "title"
PHONE: Final = "phone"
WITHDRAW: Final = "withdraw"
DELETE: Final = "delete"
_ABOUT: Final = "personal-data"  # as the plan's legal references call it


@dataclass(frozen=True, slots=True)
class Given:
    """What is kept, in words; by which day a request made today is answered; whether one is open."""

    kept: str
    due: date
    is_asked: bool


@dataclass(frozen=True, slots=True)
class DataDecision:
    """What the person decided about their data; `text` is a new name, title or number."""

    what: str
    text: str = ""


async def look(desk: Desk) -> Given:
    due = calendar.next_working_day(calendar.next_working_day(desk.today))
    asked = await personal.deletion_due(desk.db, desk.person.id)
    return Given("\n".join(await _kept(desk, asked)), asked or due, asked is not None)


async def _kept(desk: Desk, asked: date | None) -> list[str]:
    """Say everything that is kept of this person, a line for each thing."""
    kept = await personal.kept(desk.db, desk.person.id)
    lines = [say("personal.who", name=kept.name, title=kept.title)]
    lines += [say("personal.phone", phone=kept.phone)] if kept.phone else []
    for member in await people.memberships(desk.db, desk.person.id):
        role, plan = say(f"role.{member.role.value}"), desk.plans.get(member.plan or "")
        if plan is None or member.unit is None:
            lines.append(say("personal.role_only", role=role, since=member.since))
        else:
            facts = {"unit": plan.unit(member.unit).name, "plan": plan.short}
            lines.append(say("personal.role", role=role, since=member.since, **facts))
    lines += [
        say("personal.address", channel=address.channel.capitalize(), chat=address.chat)
        for address in await people.addresses(desk.db, desk.person.id)
    ]
    if kept.consented_at is not None:
        lines.append(say("personal.consent", version=kept.consent or "–", at=kept.consented_at))
    lines.append(say("personal.language", language=say(f"personal.language.{kept.language}")))
    wish = await wishes.of(desk.db, desk.person.id)
    hour = say("personal.any_hour") if wish.hour is None else say("personal.hour", hour=wish.hour)
    key = "personal.reminders.near" if wish.near else "personal.reminders"
    lines.append(say(key, hour=hour))
    if wish.paused_until is not None and wish.paused_until >= desk.today:
        lines.append(say("personal.paused", until=wish.paused_until))
    for stand_in in await stand_ins.of_member(desk.db, desk.member.id, desk.today):
        if stand_in.away == desk.member.id:
            whose, name = "mine", stand_in.by_name
        else:
            whose, name = "theirs", stand_in.away_name
        who = say(f"standin.{whose}", name=name, first=stand_in.first_day, last=stand_in.last_day)
        lines.append(say("personal.standin", who=who))
    lines.append(say("personal.entries", n=await entries.made_by(desk.db, desk.person.id)))
    if spoken_in := await matters.spoken_in(desk.db, desk.person.id):
        lines.append(say("personal.matters", n=spoken_in))
    if asked is not None:
        lines.append(say("personal.asked", due=asked))
    return [*lines, *_law(desk)]


def _law(desk: Desk) -> list[str]:
    """Name the rules in force today, as the running plans give them."""
    today = desk.today
    names = [
        law.name
        for plan in desk.plans.values()
        for law in plan.legal
        if law.about == _ABOUT and law.starts <= today and (law.ends is None or today <= law.ends)
    ]
    if not names:
        return []
    return [say("personal.law", laws="; ".join(dict.fromkeys(names)))]


def talk(ask: Ask, given: Given) -> DataDecision:
    keys = (NAME, TITLE, PHONE, WITHDRAW) if given.is_asked else (NAME, TITLE, PHONE, WITHDRAW, DELETE)
    options = tuple(Plain(key, say(f"personal.do.{key}")) for key in keys)
    what = ask(Choose("personal", options, facts={"kept": given.kept})).key
    if what == NAME:
        return DataDecision(NAME, ask(Text("own_name", 80)))
    if what == TITLE:
        return DataDecision(TITLE, ask(Text("own_title", 120)))
    if what == PHONE:
        return DataDecision(PHONE, ask(AskTelephone("own_phone")))
    if what == WITHDRAW:
        ask(Confirm("consent_withdraw", say("personal.withdraw.sure")))
        ask(Confirm("consent_withdraw_really", say("personal.withdraw.really")))
        return DataDecision(WITHDRAW)
    ask(Confirm("deletion", say("personal.delete.sure", due=given.due)))
    return DataDecision(DELETE)


async def act(desk: Desk, decided: DataDecision) -> Prompt:
    if decided.what == WITHDRAW:
        return await _withdrawn(desk)
    if decided.what == DELETE:
        return await _asked(desk)
    again = (Choice("/dulieucanhan", say("command.dulieucanhan")),)
    if decided.what == PHONE:
        await personal.telephone(desk.db, desk.person.id, decided.text)
        await desk.note("person.corrected", about=PHONE)
        key = "personal.phone.kept" if decided.text else "personal.phone.erased"
        return Prompt(say(key, phone=decided.text), again)
    name, title = desk.person.name, desk.person.title
    if decided.what == NAME:
        name = decided.text
    else:
        title = decided.text
    await personal.rename(desk.db, desk.person.id, name=name, title=title)
    await desk.note("person.corrected", about=decided.what)
    return Prompt(say("personal.corrected", name=name, title=title), again)


async def _withdrawn(desk: Desk) -> Prompt:
    await desk.note("consent.withdrawn")
    await personal.give_up(desk.db, desk.person.id, desk.now)
    await _tell_admins(desk, "personal.told.withdrawn")
    return Prompt(say("personal.withdrawn"))


async def _asked(desk: Desk) -> Prompt:
    due = (await look(desk)).due
    await personal.ask_deletion(desk.db, desk.person.id, due, desk.now)
    await desk.note("deletion.asked", about=due.isoformat())
    await _tell_admins(desk, "personal.told.deletion", due=due, person=desk.person.id)
    return Prompt(say("personal.deletion", at=desk.now, due=due))


async def _tell_admins(desk: Desk, key: str, **facts: object) -> None:
    """Tell every other admin, by unit and role."""
    plan = desk.plans.get(desk.member.plan or "")

    def word() -> Prompt:
        unit = plan.unit(desk.member.unit).name if plan and desk.member.unit else say("unit.none")
        return Prompt(say(key, unit=unit, role=say(f"role.{desk.member.role.value}"), **facts))

    others = [admin for admin in await people.of_role(desk.db, Role.ADMIN) if admin != desk.person.id]
    await telling.each(desk.db, desk.house, others, News(word, desk.plans.values(), desk.now))


PERSONAL: Final = Handler("personal", ("dulieucanhan", "mydata"), EVERYONE, look, talk, act, ways=(BACK, CANCEL))
