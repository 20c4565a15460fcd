"""The people of the sandbox, registered by driving the bot's own conversation, as they would do it themselves.

Names are invented. One official has a code and has not used it yet.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.sandbox import people, world
from bot.sandbox.serving import Running
from bot.sandbox.world import Json, Persona
from storage.members.people import Role

_PATIENCE: Final = 60.0  # seconds for one answer of the bot, on a slow machine


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody of the cast; no unit: the office, or an admin. `registers` is False for the one who still has to."""

    id: int
    last_name: str
    first_name: str
    title: str
    role: Role
    unit: str
    note: str
    registers: bool = True


CAST: Final = (
    Character(101, "Nguyễn Thị", "Lan", "Chuyên viên", Role.OFFICIAL, "BNG", "Đầu mối, Bộ Ngoại giao"),
    Character(102, "Đỗ Văn", "Bình", "Phó Trưởng phòng", Role.OFFICIAL, "BYT", "Đầu mối, Bộ Y tế"),
    Character(103, "Hoàng Thu", "Thảo", "Chuyên viên", Role.OFFICIAL, "HNI", "Đầu mối, Thành phố Hà Nội"),
    Character(104, "Trần Văn", "Minh", "Chuyên viên", Role.COORDINATOR, "", "Cán bộ tổng hợp, Văn phòng"),
    Character(105, "Vũ Thanh", "Hương", "Phó Chánh Văn phòng", Role.LEADER, "", "Lãnh đạo Văn phòng"),
    Character(106, "Ngô Đức", "Sơn", "Quản trị viên", Role.ADMIN, "", "Quản trị"),
    Character(107, "Lê Anh", "Quân", "Chuyên viên", Role.OFFICIAL, "BTP", "Có mã, chưa đăng ký", registers=False),
)

Invite = Callable[[Character], str]


def enter(running: Running, invite: Invite) -> None:
    """Let everybody in: each with a code of the bot's own, used in the chat."""
    for character in CAST:
        person = Persona(
            character.id, character.first_name, character.last_name, note=character.note, code=invite(character)
        )
        running.do(world.add_person, running.world, person)
    for character in CAST:
        if character.registers:
            _register(running, character)


def _register(running: Running, character: Character) -> None:
    """Open the link, say who one is, and agree: what comes after each answer decides what is said next."""
    _next(running, character, people.start)
    _next(running, character, people.write, f"{character.last_name} {character.first_name}")
    _next(running, character, people.write, character.title)
    for _ in ("right", "agree", "understood"):
        last = _shown(running, character)[-1]
        first_button = last["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
        _next(running, character, people.press, last["message_id"], first_button)


def _next(running: Running, character: Character, deed: Callable[..., object], *words: object) -> None:
    """Do something, and wait until the bot has answered it."""
    before = _last(_shown(running, character))
    running.do(deed, running.world, character.id, *words)
    running.when(lambda: _last(_bots(running.world, character)) > before or None).result(_PATIENCE)


def _shown(running: Running, character: Character) -> list[Json]:
    return running.do(_bots, running.world, character)


def _bots(of: world.World, character: Character) -> list[Json]:
    return [message for message in people.messages(of, character.id) if message["from"]["is_bot"]]


def _last(messages: Sequence[Json]) -> int:
    return int(messages[-1]["message_id"]) if messages else 0
