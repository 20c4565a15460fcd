"""/mau: what an official fills in elsewhere and sends back: a block of one result, or a workbook (/mau xlsx)."""

from functools import cache
from typing import Any, Final

from handlers.delivery import long_work
from handlers.delivery.long_work import Wanted
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.officials.free_text import template
from handlers.officials.from_workbook import form
from handlers.roles import OFFICIALS
from messages import meanings
from messages.folding import folded
from messages.questions.question import Ask
from messages.said import Choice, Prompt
from messages.words import language, say


async def look(desk: Desk) -> bool:
    """Tell whether the workbook is wanted."""
    return folded(desk.words) in _of_workbook()


def talk(_ask: Ask, is_workbook: bool) -> bool:
    return is_workbook


async def act(desk: Desk, is_workbook: bool) -> Prompt:
    """Give the block, or let the workbook be made; what this member does not see is in neither."""
    if is_workbook:
        return await _workbook(desk)
    tasks = [task for task in desk.plan.tasks_of(desk.unit.code) if desk.member.sees(task.key)]
    return Prompt(template.block(desk.unit, tasks), (Choice("/mau xlsx", say("workbook.template")),))


async def _workbook(desk: Desk) -> Prompt:
    handed = None if desk.member.tasks is None else sorted(desk.member.tasks)
    if not form.of_unit(desk.plan, desk.unit.code, handed).tasks:
        return Prompt(say("workbook.no_tasks"), (Choice("/baocao", say("command.baocao")),))
    plan, unit, who = desk.plan.code, desk.unit.code, desk.person.id
    wanted = Wanted(form.KIND, plan, language(), (who,), facts={"handed": handed}, unit=unit)
    await long_work.ask(desk.db, wanted, desk.now, by=who, key=f"{form.KIND}/{who}/{plan}/{unit}")
    return Prompt(say("workbook.making", unit=desk.unit.name))


@cache
def _of_workbook() -> dict[str, str]:
    return meanings.typed({"workbook.wanted.typed": form.KIND})


TEMPLATE: Final[Handler[Any, Any]] = Handler("template", ("mau", "template"), OFFICIALS, look, talk, act)
