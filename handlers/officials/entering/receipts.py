"""What somebody reads who has sent an entry: its number, what it says, what can be done next."""

from collections.abc import Sequence

from handlers import menu
from handlers.closings import closing
from handlers.desk import Desk
from handlers.entries import contents
from handlers.entries.contents import Content
from messages.questions.evidence import Item
from messages.said import Choice, Prompt
from messages.words import say
from storage.results import evidence


async def received(desk: Desk, number: str, content: Content, items: Sequence[Item], compared: str) -> Prompt:
    """Give the receipt of a result; `compared` words its totals beside what was recorded before."""
    pieces = await evidence.of_draft(desk.db, desk.person.id, [piece.item for piece in items])
    text = [say("report.received", unit=desk.unit.name, at=desk.now, number=number)]
    text.append(say("line.task", value=contents.task_label(desk.plan, content)))
    if content.title:
        text.append(say("line.title", value=content.title))
    if content.count is not None:
        text.append(say("line.count", value=say("number.echo", n=content.count)))
    counted = contents.figures_worded(desk.plan, content)
    if counted:
        text.append(say("report.counted", figures=counted))
        text += [compared] if compared else []
    there = contents.counted(pieces)
    text += [say("report.evidence", counted=there)] if there else []
    text += contents.unkept(pieces)
    after = await closing.remark(desk.db, desk.plan, content, desk.now, desk.now)
    text += [after] if after else []
    text.append(say("report.thanks" if counted or content.is_sensitive else "report.thanks.no_figures"))
    add = () if content.is_sensitive else (Choice(f"/bosung {number}", say("report.add")),)
    amend = Choice(f"/sua {number}", say("report.amend"))
    return Prompt("\n".join(text), (Choice("/baocao", say("report.another")), *add, amend, menu.choice("nhiemvu")))


def planned(unit: str, number: str, bare: int, content: Content) -> Prompt:
    """Say that it is noted, and what to do when the day has come; `bare` is the number within the unit."""
    text = say("planned.received", unit=unit, number=number, bare=bare, title=content.title)
    return Prompt(text, (Choice("/baocao", say("report.another")), Choice("/nhiemvu", say("report.owed"))))
