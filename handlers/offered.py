"""What each role is offered, in this order: in the menu, in the help, and when nothing else fits."""

from collections.abc import Mapping
from typing import Final

from messages.said import Choice, Prompt
from messages.words import say
from storage.people import Role

COMMANDS: Final[Mapping[Role, tuple[str, ...]]] = {
    Role.OFFICIAL: ("baocao", "nhiemvu", "dagui", "xem", "trogiup", "ngonngu"),
    Role.COORDINATOR: ("tinhhinh", "chuabaocao", "xem", "trogiup", "ngonngu"),
    Role.LEADER: ("tinhhinh", "chuabaocao", "xem", "trogiup", "ngonngu"),
    Role.ADMIN: ("capma", "daumoi", "trogiup", "ngonngu"),
}
_AT_ONCE: Final = 2


def usual(role: Role) -> tuple[Choice, ...]:
    """Offer what this role does most."""
    return tuple(choice(command) for command in COMMANDS[role][:_AT_ONCE])


def choice(command: str) -> Choice:
    """Give a button that runs a command, labelled with what it does."""
    return Choice(f"/{command}", say(f"command.{command}"))


def everything(role: Role, first: str = "") -> Prompt:
    """List what a role can do, after a first paragraph."""
    rows = [f"/{command} – {say(f'command.{command}')}" for command in (*COMMANDS[role], "huy")]
    return Prompt("\n".join([first or say(f"help.{role.value}"), "", *rows]), usual(role))
