"""The guides of roles, as documents: long work that needs neither plan nor database."""

from collections.abc import Mapping
from typing import Final

from handlers.delivery.long_work import Made, MadeFile, Wanted
from messages.values import FileKind
from messages.words import say
from storage.members.people import Role

KIND: Final = "guide"
ROLES: Final = "roles"  # of the facts: whose guides
_NAMES: Final[Mapping[Role, str]] = {
    Role.OFFICIAL: "can-bo-dau-moi",
    Role.COORDINATOR: "dieu-phoi",
    Role.LEADER: "lanh-dao",
    Role.ADMIN: "quan-tri",
}


def made(wanted: Wanted) -> Made:
    """Make the guide of each role that is asked for."""
    from messages.documents.paper import guide as paper

    names = [_NAMES[Role(role)] for role in wanted.facts[ROLES]]
    files = tuple(MadeFile(FileKind.DOCUMENT, f"huong-dan-{name}.pdf", paper.pdf(name)) for name in names)
    return Made(say("help.guide.here"), files)
