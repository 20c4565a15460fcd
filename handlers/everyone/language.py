"""/ngonngu: which language the person is spoken to in."""

from collections.abc import Mapping
from typing import Any, Final

from handlers import menu
from handlers.desk import Desk
from handlers.handler import Handler
from handlers.roles import EVERYONE
from messages import meanings
from messages.folding import folded
from messages.questions.choose import Choose, Plain
from messages.questions.question import Ask
from messages.questions.ways import CANCEL
from messages.said import Prompt
from messages.words import LANGUAGES, say, speaking
from storage.members import people

_NAMES: Final = {"vi": "Tiếng Việt", "en": "English"}  # each in itself, whatever is spoken now


async def look(_desk: Desk) -> None:
    return None


def talk(ask: Ask, _given: None) -> str:
    return ask(Choose("language", tuple(Plain(key, _NAMES[key]) for key in LANGUAGES))).key


async def act(desk: Desk, chosen: str) -> Prompt:
    await people.speak(desk.db, desk.person.id, chosen)
    await desk.note("language.set", about=chosen)
    with speaking(chosen):
        await menu.offer(desk)
        return Prompt(say("language.set"))


def start(words: str, _given: None) -> Mapping[str, Any]:
    """Take the language after the command: "/language en", "/ngonngu tiếng Anh"."""
    found = {**{key: key for key in LANGUAGES}, **meanings.typed({f"language.typed.{key}": key for key in LANGUAGES})}
    key = found.get(folded(words.strip(" .")))
    return {"language": key} if key else {}


LANGUAGE: Final = Handler("language", ("ngonngu", "language"), EVERYONE, look, talk, act, start, ways=(CANCEL,))
