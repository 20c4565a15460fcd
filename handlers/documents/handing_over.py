"""A document goes where its plan lets it go: into the chat, or into the house, with its place and fingerprint told."""

from hashlib import sha256
from pathlib import PurePath

from handlers.delivery.long_work import Made, MadeFile
from messages.values import FileKind
from messages.words import say
from plans.schema import DocumentsByChat, Plan


def of_office(plan: Plan, name: str, data: bytes, told: str) -> Made:
    """Hand over a document of the office; `told` says what it is."""
    if plan.documents_by_chat is DocumentsByChat.ALL:
        return Made(told, (MadeFile(FileKind.DOCUMENT, name, data),))
    fingerprint, place = sha256(data).hexdigest(), PurePath(name)
    name = f"{place.stem}-{fingerprint[:6]}{place.suffix}"  # of another content under the same name nothing is lost
    stays = say("document.stays", name=name, fingerprint=fingerprint)
    return Made(f"{told}\n{stays}", (MadeFile(FileKind.DOCUMENT, name, data, stays=True),))
