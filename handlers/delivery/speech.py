"""How a person is spoken to: the form of address, the name of the office, whom to call."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager

from handlers.house import House
from messages.words import language, say, speaking
from plans.schema import Plan
from storage.members.people import Member


def to(spoken: str, members: Iterable[Member], plans: Mapping[str, Plan], house: House) -> AbstractContextManager[None]:
    """Speak this language inside, addressing somebody as the plan of their newest membership has it.

    A plan that is not among `plans` does not count; outside every plan the words fit anybody.
    """
    with speaking(spoken):
        facts = _facts(members, plans, house)
    return speaking(spoken, **facts)


def _facts(members: Iterable[Member], plans: Mapping[str, Plan], house: House) -> dict[str, object]:
    for member in members:
        kept = plans.get(member.plan or "")
        if kept is not None:
            plan = kept.spoken(language())
            you = plan.you(member.unit) if member.unit else plan.forms_of_address[0]
            phone = plan.phone or house.phone
            return {
                "you": you,
                "office": plan.office_short,
                "office_name": plan.office_name,
                "call": _call(plan.office_short, phone),
            }
    office = say("office")
    return {"you": say("you"), "office": office, "office_name": office, "call": _call(office, house.phone)}


def _call(office: str, phone: str) -> str:
    """Word whom to call: a number where one is set, the office where not."""
    return say("call.number", phone=phone) if phone else say("call.office", office=office)
