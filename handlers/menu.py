"""What each role is offered, in this order: in the menu, in the help, and when nothing else fits."""

from collections.abc import Mapping, Sequence
from typing import Final

from handlers.desk import Desk
from messages.said import Choice, Prompt
from messages.words import say
from plans.schema import Plan
from storage.members import people
from storage.members.people import Member, Role
from storage.queues import outbox
from storage.queues.outbox import Lane, Outgoing
from storage.rows import to_json

_OF_ALL: Final = ("trogiup", "ngonngu", "dulieucanhan")


COMMANDS: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.OFFICIAL: (
        "baocao",
        "nhiemvu",
        "dagui",
        "mau",
        "xem",
        "tim",
        "bosung",
        "sua",
        "rut",
        "khongphatsinh",
        "baocaovanban",
        "xuat",
        "vanban",
        "traloi",
        "xacnhan",
        "trinhduyet",
        "daduyet",
        "vuongmac",
        "hoi",
        "nhacviec",
        "nguoithay",
        "hen",
        "xingiahan",
        "nguoikhac",
        "lydo",
        "giaoviec",
        *_OF_ALL,
    ),
    Role.COORDINATOR: (
        "tinhhinh",
        "rasoat",
        "ghinhan",
        "ghep",
        "giahan",
        "chuabaocao",
        "tiendo",
        "tonghop",
        "donvi",
        "donduc",
        "chotsolieu",
        "xuat",
        "xem",
        "tim",
        "danhan",
        "nhapthay",
        "suathay",
        "yeucau",
        "vuongmac",
        "hoi",
        *_OF_ALL,
    ),
    Role.LEADER: (
        "tinhhinh",
        "chuabaocao",
        "tiendo",
        "tonghop",
        "donvi",
        "donduc",
        "chotsolieu",
        "xem",
        "tim",
        "vuongmac",
        "hoi",
        *_OF_ALL,
    ),
    Role.ADMIN: (
        "capma",
        "daumoi",
        "tamdungkehoach",
        "khoiphuckehoach",
        "nhomtonghop",
        "saoluu",
        "trangthai",
        "tinloi",
        *_OF_ALL,
    ),
}


# What each role does from day to day: the welcome and the help show these first.
_EVERY_DAY: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.OFFICIAL: ("baocao", "nhiemvu", "dagui", "bosung", "vanban"),
    Role.COORDINATOR: ("tinhhinh", "rasoat", "chuabaocao", "donduc", "danhan"),
    Role.LEADER: ("tinhhinh", "chuabaocao", "tiendo", "donduc", "xem"),
    Role.ADMIN: ("capma", "daumoi", "trangthai", "tamdungkehoach", "khoiphuckehoach"),
}
ALL, GUIDE = "tatca", "banhuongdan"  # behind /trogiup: list all; send the guide
_AT_ONCE: Final = 2


def usual(role: Role) -> tuple[Choice, ...]:
    """Offer what this role does most."""
    return tuple(choice(command) for command in COMMANDS[role][:_AT_ONCE])


def choice(command: str) -> Choice:
    """Give a button that runs a command, labelled with what it does."""
    return Choice(f"/{command}", say(f"command.{command}"))


def for_which(plans: Mapping[str, Plan], members: Sequence[Member], command: str, words: str) -> Prompt:
    """Ask for which unit a command is given, and of which plan where there is more than one."""
    acting = zip(members, units(plans, members), strict=True)
    choices = (
        Choice(f"/{command} {addressed(one.plan or '', one.unit or '')} {words}".strip(), label)
        for one, label in acting
    )
    return Prompt(say("acting.which"), tuple(choices))


def units(plans: Mapping[str, Plan], members: Sequence[Member]) -> list[str]:
    """Name the unit of each member, and its plan where there is more than one."""
    names = [(plans[one.plan or ""].unit(one.unit or "").name, plans[one.plan or ""]) for one in members]
    several = len({plan.code for _, plan in names}) > 1
    return [say("acting.unit", unit=name, plan=plan.short) if several else name for name, plan in names]


def addressed(plan: str, unit: str) -> str:
    """Give what stands first behind a command on a button that is of one unit, whatever else somebody is."""
    return f"@{plan}-{unit}"


def commands(roles: Sequence[Role]) -> tuple[str, ...]:
    """Give what somebody with these roles can do; what everybody can stands last."""
    every = [command for role in roles for command in COMMANDS[role]]
    own = [command for command in every if command not in _OF_ALL]
    return tuple(dict.fromkeys((*own, *_OF_ALL)))


def welcome(roles: Sequence[Role], first: str = "") -> Prompt:
    """List what somebody with these roles does most, after a first paragraph; the first role is the newest."""
    rows = [_row(command) for command in _EVERY_DAY[roles[0]]]
    text = "\n".join([first or say(f"help.{roles[0].value}"), "", *rows])
    more = (Choice(f"/trogiup {ALL}", say("help.all")), guide())
    return Prompt(text, (*usual(roles[0]), *more))


def everything(roles: Sequence[Role]) -> Prompt:
    """List all that somebody with these roles can do."""
    rows = [_row(command) for command in (*commands(roles), "huy")]
    return Prompt("\n".join([say(f"help.{roles[0].value}"), "", *rows]), (*usual(roles[0]), guide()))


def guide() -> Choice:
    """Give the button that sends the guide of one's role."""
    return Choice(f"/trogiup {GUIDE}", say("help.guide"))


def _row(command: str) -> str:
    return f"/{shown(command)} – {say(f'command.{command}')}"


def shown(command: str) -> str:
    """Give the name under which a command is shown in the language now spoken."""
    names = dict(pair.split("=") for pair in say("command.names").split("|"))
    return names.get(command, command)


async def offer(desk: Desk) -> None:
    """Put the menu of the person's roles in the outbox, for every address."""
    roles = [member.role for member in await people.memberships(desk.db, desk.person.id)]
    listed = [[shown(command), say(f"command.{command}")] for command in commands(roles)]
    for address in await people.addresses(desk.db, desk.person.id):
        await outbox.put(
            desk.db,
            Outgoing(
                channel=address.channel,
                chat=address.chat,
                lane=Lane.TIDY,
                body=to_json({"menu": listed}),
                due_at=desk.now,
                person=desk.person.id,
                key=f"menu/{address.channel}/{address.chat}",
            ),
        )
