"""Every handler there is, and every kind of message that answers no question."""

from functools import cache
from typing import Any, Final

from handlers.admins.grouping import GROUP
from handlers.admins.inviting import INVITE
from handlers.admins.listing import PEOPLE
from handlers.admins.pausing import PAUSE, RESUME
from handlers.admins.saving import SAVING
from handlers.admins.status import STATUS
from handlers.admins.stuck import STUCK
from handlers.coordinators.chasing.chase import CHASING
from handlers.coordinators.closing import CLOSE
from handlers.coordinators.exporting import EXPORTING
from handlers.coordinators.extending_for import EXTENDING_FOR
from handlers.coordinators.progress import PROGRESS
from handlers.coordinators.receiving import RECEIVING
from handlers.coordinators.requesting import REQUESTING
from handlers.coordinators.reviews.joining import JOINING
from handlers.coordinators.reviews.noting import NOTING
from handlers.coordinators.reviews.reviewing import REVIEWING
from handlers.coordinators.silent import SILENT
from handlers.coordinators.situation import SITUATION
from handlers.coordinators.summing import SUMMING
from handlers.coordinators.unit_page import UNIT_PAGE
from handlers.everyone import naming_unit, small_talk, viewing
from handlers.everyone.finding import FIND
from handlers.everyone.helping import HELP
from handlers.everyone.language import LANGUAGE
from handlers.everyone.personal import PERSONAL
from handlers.everyone.registering import REGISTER
from handlers.everyone.viewing import VIEW
from handlers.handler import Handler
from handlers.matters import opening
from handlers.matters.new_difficulty import NEW_DIFFICULTY
from handlers.matters.new_inquiry import NEW_INQUIRY
from handlers.matters.opening import DIFFICULTY, INQUIRY
from handlers.matters.replying import REPLYING
from handlers.officials import unasked_files, unasked_words
from handlers.officials.changing import adding, amending
from handlers.officials.changing.adding import ADD
from handlers.officials.changing.amending import AMEND
from handlers.officials.changing.withdrawing import WITHDRAW
from handlers.officials.entering.new_entry import REPORT
from handlers.officials.entering.same_activity import SAME_ACTIVITY
from handlers.officials.entering.sentences import SENTENCE
from handlers.officials.for_whom import FOR_WHOM
from handlers.officials.from_workbook.entering import WORKBOOK
from handlers.officials.handing import HAND
from handlers.officials.own_documents import OWN_DOCUMENTS
from handlers.officials.passing import PASS
from handlers.officials.sent import OURS
from handlers.officials.standing_in import STANDING_IN
from handlers.officials.stating import approving, extending
from handlers.officials.stating.answering import ANSWERING
from handlers.officials.stating.approving import APPROVING, SUBMITTING
from handlers.officials.stating.confirming import CONFIRMING
from handlers.officials.stating.extending import EXTENDING
from handlers.officials.stating.nothing import NOTHING
from handlers.officials.stating.promising import PROMISE
from handlers.officials.stating.signed_report import STATING
from handlers.officials.stating.writing_report import WRITING
from handlers.officials.tasks import TASKS
from handlers.officials.templates import TEMPLATE
from handlers.officials.why_reminded import WHY
from handlers.officials.wishes import REMINDING
from handlers.paper.amending_for import AMENDING_FOR
from handlers.paper.entering_for import ENTERING_FOR
from handlers.unasked import Case, Unasked
from storage.members.people import Role

HANDLERS: Final[tuple[Handler[Any, Any], ...]] = (
    REPORT,
    TASKS,
    OURS,
    VIEW,
    FIND,
    ADD,
    HAND,
    AMEND,
    WITHDRAW,
    NOTHING,
    WRITING,
    STATING,
    ANSWERING,
    CONFIRMING,
    APPROVING,
    SUBMITTING,
    REMINDING,
    STANDING_IN,
    PROMISE,
    EXTENDING,
    PASS,
    WHY,
    TEMPLATE,
    WORKBOOK,
    SENTENCE,
    FOR_WHOM,
    SAME_ACTIVITY,
    REVIEWING,
    NOTING,
    JOINING,
    EXTENDING_FOR,
    ENTERING_FOR,
    AMENDING_FOR,
    DIFFICULTY,
    NEW_DIFFICULTY,
    INQUIRY,
    NEW_INQUIRY,
    REPLYING,
    SITUATION,
    PROGRESS,
    SILENT,
    UNIT_PAGE,
    SUMMING,
    CHASING,
    CLOSE,
    EXPORTING,
    OWN_DOCUMENTS,
    RECEIVING,
    REQUESTING,
    INVITE,
    PEOPLE,
    PAUSE,
    RESUME,
    GROUP,
    STATUS,
    STUCK,
    SAVING,
    HELP,
    LANGUAGE,
    PERSONAL,
    REGISTER,
)


UNASKED: Final = (
    Unasked(unasked_words.block, frozenset({Case.FIRST})),
    Unasked(amending.of_edited, frozenset({Case.EDITED})),
    Unasked(unasked_files.late_part, frozenset({Case.ALONE})),
    Unasked(adding.following, frozenset({Case.ALONE})),
    Unasked(unasked_files.outside, frozenset({Case.ALONE})),
    Unasked(viewing.alone, frozenset({Case.SPOKEN, Case.ALONE})),
    Unasked(opening.alone, frozenset({Case.SPOKEN, Case.ALONE})),
    Unasked(small_talk.courtesy, frozenset({Case.ALONE})),
    Unasked(small_talk.about_the_plan, frozenset({Case.SPOKEN, Case.ALONE})),
    Unasked(approving.in_own_words, frozenset({Case.SPOKEN, Case.ALONE})),
    Unasked(unasked_words.signed_report, frozenset({Case.SPOKEN, Case.ALONE})),
    Unasked(unasked_words.difficulty, frozenset({Case.SPOKEN, Case.ALONE})),
    Unasked(unasked_words.sentence, frozenset({Case.ALONE})),
    Unasked(extending.in_own_words, frozenset({Case.SPOKEN, Case.ALONE})),
    Unasked(unasked_words.answer, frozenset({Case.SPOKEN, Case.ALONE})),
    Unasked(unasked_files.captioned, frozenset({Case.LAST})),
    Unasked(naming_unit.alone, frozenset({Case.LAST})),
    Unasked(unasked_words.question, frozenset({Case.LAST})),
    Unasked(unasked_words.after_a_reminder, frozenset({Case.LAST})),
    Unasked(unasked_files.unread, frozenset({Case.LAST})),
)


@cache
def of_roles(roles: frozenset[Role]) -> tuple[Handler[Any, Any], ...]:
    """Give the handlers that may be called by somebody who has these roles."""
    return tuple(handler for handler in HANDLERS if not roles.isdisjoint(handler.roles))


def named(name: str) -> Handler[Any, Any]:
    """Give the handler of this name. Raise LookupError."""
    for handler in HANDLERS:
        if handler.name == name:
            return handler
    raise LookupError(name)
