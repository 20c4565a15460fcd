"""Every handler there is."""

from typing import Any, Final

from handlers.admins.inviting import INVITE
from handlers.admins.listing import PEOPLE
from handlers.coordinators.silent import SILENT
from handlers.coordinators.situation import SITUATION
from handlers.handler import Handler
from handlers.helping import HELP
from handlers.language import LANGUAGE
from handlers.officials.ours import OURS
from handlers.officials.report import REPORT
from handlers.officials.tasks import TASKS
from handlers.registering import REGISTER
from handlers.viewing import VIEW

HANDLERS: Final[tuple[Handler[Any, Any], ...]] = (
    REPORT,
    TASKS,
    OURS,
    VIEW,
    SITUATION,
    SILENT,
    INVITE,
    PEOPLE,
    HELP,
    LANGUAGE,
    REGISTER,
)


def named(name: str) -> Handler[Any, Any]:
    """Give the handler of this name. Raise LookupError."""
    for handler in HANDLERS:
        if handler.name == name:
            return handler
    raise LookupError(name)
