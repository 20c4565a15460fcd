"""Every handler there is."""

from typing import Any, Final

from handlers.admins.grouping import GROUP
from handlers.admins.inviting import INVITE
from handlers.admins.listing import PEOPLE
from handlers.admins.pausing import PAUSE, RESUME
from handlers.coordinators.chasing import CHASE
from handlers.coordinators.closing import CLOSE
from handlers.coordinators.progress import PROGRESS
from handlers.coordinators.receiving import RECEIVING
from handlers.coordinators.requesting import REQUESTING
from handlers.coordinators.silent import SILENT
from handlers.coordinators.situation import SITUATION
from handlers.handler import Handler
from handlers.helping import HELP
from handlers.language import LANGUAGE
from handlers.officials.adding import ADD
from handlers.officials.amending import AMEND
from handlers.officials.answering import ANSWERING
from handlers.officials.handing import HAND
from handlers.officials.nothing import NOTHING
from handlers.officials.ours import OURS
from handlers.officials.passing import PASS
from handlers.officials.promising import PROMISE
from handlers.officials.reasons import WHY
from handlers.officials.reminding import REMINDING
from handlers.officials.report import REPORT
from handlers.officials.sentences import SENTENCE
from handlers.officials.standing_in import STANDING_IN
from handlers.officials.stating import STATING
from handlers.officials.tasks import TASKS
from handlers.officials.template import TEMPLATE
from handlers.officials.withdrawing import WITHDRAW
from handlers.personal import PERSONAL
from handlers.registering import REGISTER
from handlers.viewing import VIEW

HANDLERS: Final[tuple[Handler[Any, Any], ...]] = (
    REPORT,
    TASKS,
    OURS,
    VIEW,
    ADD,
    HAND,
    AMEND,
    WITHDRAW,
    NOTHING,
    STATING,
    ANSWERING,
    REMINDING,
    STANDING_IN,
    PROMISE,
    PASS,
    WHY,
    TEMPLATE,
    SENTENCE,
    SITUATION,
    PROGRESS,
    SILENT,
    CHASE,
    CLOSE,
    RECEIVING,
    REQUESTING,
    INVITE,
    PEOPLE,
    PAUSE,
    RESUME,
    GROUP,
    HELP,
    LANGUAGE,
    PERSONAL,
    REGISTER,
)


def named(name: str) -> Handler[Any, Any]:
    """Give the handler of this name. Raise LookupError."""
    for handler in HANDLERS:
        if handler.name == name:
            return handler
    raise LookupError(name)
