"""Files of somebody who reports for several units, where nothing says of which: it is asked, and they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from handlers import menu
from handlers.desk import Desk
from handlers.handler import Handler, Onward
from handlers.officials import reporting_as
from handlers.officials.entering.new_entry import REPORT
from handlers.officials.entering.sentences import SENTENCE, Sentence
from handlers.officials.free_text import oneline, template
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask
from messages.questions.ways import CANCEL
from messages.said import Prompt
from storage.members.people import Member


@dataclass(frozen=True, slots=True)
class ForWhom:
    """The message that was held, and for which member it goes on."""

    held: Mapping[str, Any]
    member: Member


async def look(desk: Desk) -> dict[str, tuple[Member, str]]:
    """Give the members for whom the message may be, and how each is named."""
    held = desk.answers.get("held", {})
    members = [possible.member for possible in reporting_as.possible(desk, held.get("text", ""))]
    labels = menu.units(desk.plans, members)
    return {f"{member.plan}-{member.unit}": (member, label) for member, label in zip(members, labels, strict=True)}


def talk(ask: Ask, given: Mapping[str, tuple[Member, str]]) -> ForWhom:
    held = ask(Sentence("held"))
    chosen = ask(Choose("for_whom", tuple(Plain(key, label) for key, (_, label) in given.items())))
    return ForWhom(held, given[chosen.key][0])


async def act(desk: Desk, told: ForWhom) -> Prompt:
    own, held = replace(desk, member=told.member), told.held
    if template.is_block(held["text"]):
        first = oneline.evident(REPORT.start(held["text"], await REPORT.look(own)), held["items"])
        if first:
            raise Onward(REPORT.name, first, "held", member=told.member)
    raise Onward(SENTENCE.name, {"held": held}, "held", member=told.member)


FOR_WHOM: Final = Handler("for_whom", (), OFFICIALS, look, talk, act, ways=(CANCEL,))
