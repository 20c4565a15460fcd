"""Each side is told what the other has said or done in a matter; what the office is told of each is gathered."""

from collections.abc import Sequence
from functools import partial

from handlers.delivery import gathering, telling
from handlers.delivery.telling import News
from handlers.desk import Desk
from handlers.matters import thread
from messages.said import Choice, Prompt
from messages.words import language, say
from plans.schema import Plan
from storage import matters
from storage.matters import Matter, MatterLine
from storage.members import manning, people
from storage.members.people import Role
from storage.queues import outbox


async def tell_office(desk: Desk, matter: Matter, what: str) -> None:
    """Tell every coordinator of the plan in office hours; `what` names the words."""
    said = await matters.lines(desk.db, matter.id)
    word = partial(_prompt, desk.plan, matter, said, what, Role.COORDINATOR)
    key = f"matter/{matter.id}/office"
    at = await gathering.goes_at(desk.db, desk.plan, key, desk.now)
    await telling.office(desk.db, desk.house, desk.plan, News(word, (desk.plan,), at, key=key))


async def take_back(desk: Desk, matter: Matter) -> None:
    """Let the office be told no more of what waits to be told: somebody of it has seen and answered it."""
    for person in await manning.persons(desk.db, matter.plan, (Role.COORDINATOR,)):
        await outbox.withdraw(desk.db, f"matter/{matter.id}/office/{person}")


async def tell_leaders(desk: Desk, matter: Matter) -> None:
    """Tell the leaders of the plan, in office hours, of what the office passes on to them."""
    said = await matters.lines(desk.db, matter.id)
    word = partial(_prompt, desk.plan, matter, said, "leaders", Role.LEADER)
    persons = await manning.persons(desk.db, matter.plan, (Role.LEADER,))
    news = News(word, (desk.plan,), desk.now, key=f"matter/{matter.id}/leaders")
    await telling.each(desk.db, desk.house, persons, telling.in_hours(news))


async def tell_unit(desk: Desk, matter: Matter, what: str) -> bool:
    """Tell whoever spoke for the unit, at once: they wait for it; where none of them is there, its focal points.

    Tell whether a message can reach anybody.
    """
    persons = await matters.speakers(desk.db, matter)
    if not persons:
        persons = [official.person for official in await telling.focal_points(desk.db, matter.plan, matter.unit)]
    said = await matters.lines(desk.db, matter.id)
    word = partial(_prompt, desk.plan, matter, said, what, Role.OFFICIAL)
    news = News(word, (desk.plan,), desk.now, key=f"matter/{matter.id}/unit")
    await telling.each(desk.db, desk.house, persons, news)
    return any([await people.address(desk.db, person) is not None for person in persons])


def _prompt(plan: Plan, matter: Matter, lines: Sequence[MatterLine], what: str, role: Role) -> Prompt:
    """Word it for somebody of this role, in the language now spoken."""
    spoken = plan.spoken(language())
    facts = {"which": thread.heading(spoken, matter), "who": thread.who(spoken, matter, lines[0]), "at": lines[0].at}
    head = say(f"matter.told.{what}", **facts)
    shown = Choice(thread.command(matter), say("matter.do.open"))
    text = f"{head}\n{thread.lately(spoken, matter, lines)}"
    return Prompt(text, (*thread.choices(spoken, matter, role), shown))
