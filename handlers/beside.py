"""What is made of words of which the open question of a draft makes nothing: the question stays, and so does the draft.

Thanks and what is asked of the plan are answered; another result, or a difficulty, is offered as one.
"""

from handlers.desk import Desk
from handlers.everyone import small_talk
from handlers.officials import unasked_words
from messages.questions.evidence import is_marked
from messages.reading.courtesy import is_thanks
from messages.said import Said
from messages.unclear import Unclear

_ASKED_FOR_EVIDENCE = "evidence.nothing"  # elsewhere what reads like a result may be an answer gone wrong


async def heard(desk: Desk, said: Said, why: Unclear) -> Unclear | None:
    """Say what it is told and offered in the place of `why` the question makes nothing of it; None for no more."""
    if said.pressed or said.edited or said.attachments or is_marked(said.text):
        return None
    told = await small_talk.courtesy(desk, said) if is_thanks(said.text) else None
    told = told or await small_talk.about_the_plan(desk, said)
    if told is not None:
        return Unclear("beside.told", told.choices, text=told.text)
    offered = unasked_words.difficulty_beside(desk, said)
    if offered is None and why.because == _ASKED_FOR_EVIDENCE:
        offered = unasked_words.result_beside(desk, said)
    return offered
