"""What a person does: write, send files, press, edit, block. Each becomes the update Telegram would send.

All take the person's number; `token` names the bot where there is more than one.
An impossible deed (a button that is not there) is a ValueError, an unknown person a KeyError.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from bot.sandbox.bot_api import entities, files, keyboards, updates
from bot.sandbox.world import Bot, Chat, ChatState, Json, Query, World, chat


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as a person sends it: `photo` or as a document, under its name."""

    content: bytes
    name: str = "photo.jpg"
    photo: bool = True


def write(world: World, person: int, text: str, *, token: str = "") -> list[Json]:
    """Write; a long text goes out in pieces, as clients do it."""
    pieces = _pieces(text.strip(), world.limits.text)
    if not pieces:
        raise ValueError("nothing was written")
    sent = []
    for piece in pieces:
        body: Json = {"text": piece}
        if marked := entities.found(piece):
            body["entities"] = marked
        sent.append(send(world, person, body, token=token))
    return sent


def start(world: World, person: int, *, token: str = "") -> list[Json]:
    """Open the bot by its link: `/start`, with the code if there is an unused one."""
    known = world.people[person]
    words = f"/start {known.code}".strip()
    known.code = ""
    sent = write(world, person, words, token=token)
    world.tell({"kind": "people"})
    return sent


def files_of(world: World, person: int, items: Sequence[SentFile], caption: str = "", *, token: str = "") -> list[Json]:
    """Send files; several are an album: one `media_group_id`, the caption on the first."""
    if not items or len(items) > world.limits.album_to:
        raise ValueError(f"between 1 and {world.limits.album_to} files can be sent at once")
    bodies = [_body(world, item) for item in items]
    if caption.strip():
        bodies[0]["caption"] = caption.strip()
    if len(bodies) > 1:
        group = str(secrets.randbelow(10**16))
        bodies = [body | {"media_group_id": group} for body in bodies]
    return [send(world, person, body, token=token) for body in bodies]


def _body(world: World, item: SentFile) -> Json:
    if item.photo:
        return {"photo": files.photo(world, item.content)}
    return {"document": files.document(world, item.content, item.name)}


def send(world: World, person: int, body: Json, *, token: str = "") -> Json:
    """Send a message with this content, whatever it is: {"sticker": {...}}, {"location": {...}}, {"contact": {...}}."""
    bot, talk = _open(world, person, token)
    said = {
        "message_id": bot.next_message,
        "from": talk.person.as_user(),
        "chat": talk.person.as_chat(),
        "date": int(world.now().timestamp()),
        **body,
    }
    bot.next_message += 1
    talk.messages[said["message_id"]] = said
    updates.put(world, bot, "message", said)
    world.tell({"kind": "message", "person": person, "message": said, "unread": talk.unread})
    return said


def press(world: World, person: int, message_id: int, data: str, *, stale: bool = False, token: str = "") -> str:
    """Press a button; give the number of the query. `stale`: it was there once, the person's screen still has it."""
    bot, talk = _open(world, person, token)
    if message_id not in talk.messages:
        raise ValueError("there is no such message")
    message = talk.messages[message_id]
    if not stale and data not in keyboards.data_of(message):
        raise ValueError("there is no such button")
    query = _query(world, bot, talk, message, data)
    if world.fate.chance(world.fate.faults.tap_twice):
        _query(world, bot, talk, message, data)
    world.tell({"kind": "pressed", "person": person, "message_id": message_id, "data": data})
    return query


def edit(world: World, person: int, message_id: int, text: str, *, token: str = "") -> Json:
    """Change what was written before."""
    bot, talk = _open(world, person, token)
    old = talk.messages.get(message_id)
    if old is None or old["from"]["is_bot"] or "text" not in old:
        raise ValueError("only one's own text can be changed")
    new = {key: old[key] for key in old if key != "entities"}
    new |= {"text": text.strip(), "edit_date": int(world.now().timestamp())}
    if marked := entities.found(text):
        new["entities"] = marked
    talk.messages[message_id] = new
    updates.put(world, bot, "edited_message", new)
    world.tell({"kind": "edited", "person": person, "message": new})
    return new


def block(world: World, person: int, *, token: str = "") -> None:
    """Block the bot, or only stop it: to the bot it is the same."""
    _turn(world, person, ChatState.BLOCKED, token)


def unblock(world: World, person: int, *, token: str = "") -> None:
    """Let the bot write again."""
    _turn(world, person, ChatState.OPEN, token)


def leave(world: World, person: int, *, token: str = "") -> None:
    """Delete the account; the bot is not told."""
    chat(world, world.bot(token), person).standing = ChatState.GONE
    world.tell({"kind": "people"})


def messages(world: World, person: int, after: int = 0, *, token: str = "") -> list[Json]:
    """Give the chat, oldest first, from behind one message on."""
    talk = chat(world, world.bot(token), person)
    return [said for number, said in talk.messages.items() if number > after]


def seen(world: World, person: int, *, token: str = "") -> None:
    """Note that the person has looked at the chat."""
    talk = chat(world, world.bot(token), person)
    if talk.unread:
        talk.unread = 0
        world.tell({"kind": "people"})


def _open(world: World, person: int, token: str) -> tuple[Bot, Chat]:
    # Whoever writes lets the bot write: that is what starting a bot, or writing after a block, means.
    bot = world.bot(token)
    talk = chat(world, bot, person)
    if talk.standing is ChatState.GONE:
        raise ValueError("the account is deleted")
    if talk.standing is ChatState.BLOCKED:
        _turn(world, person, ChatState.OPEN, token)
    if talk.standing is ChatState.NEW:
        talk.standing = ChatState.OPEN
        world.tell({"kind": "people"})
    return bot, talk


def _turn(world: World, person: int, to: ChatState, token: str) -> None:
    bot = world.bot(token)
    talk = chat(world, bot, person)
    if talk.standing is to:
        return
    words = {ChatState.OPEN: "member", ChatState.BLOCKED: "kicked"}
    told = {
        "chat": talk.person.as_chat(),
        "from": talk.person.as_user(),
        "date": int(world.now().timestamp()),
        "old_chat_member": _member(bot, words.get(talk.standing, "member")),
        "new_chat_member": _member(bot, words[to]),
    }
    talk.standing = to
    updates.put(world, bot, "my_chat_member", told)
    world.tell({"kind": "people"})


def _member(bot: Bot, status: str) -> Json:
    member: Json = {"user": bot.as_user(), "status": status}
    if status == "kicked":
        member["until_date"] = 0
    return member


def _query(world: World, bot: Bot, talk: Chat, message: Json, data: str) -> str:
    number = str(secrets.randbelow(10**18))
    bot.queries[number] = Query(talk, world.now())
    body = {"id": number, "from": talk.person.as_user(), "message": message, "data": data}
    updates.put(world, bot, "callback_query", body | {"chat_instance": str(talk.person.id)})
    return number


def _pieces(text: str, at_most: int) -> list[str]:
    # Clients cut at the limit; characters outside the basic plane count twice, so half of it is always safe.
    if len(text) * 2 <= at_most or len(text.encode("utf-16-le")) // 2 <= at_most:
        return [text] if text else []
    return [text[: at_most // 2], *_pieces(text[at_most // 2 :].strip(), at_most)]
