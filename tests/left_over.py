"""Messages that wait for a person: one that could not be served, and one of which nobody knows whether it arrived."""

from datetime import datetime

from storage.db import Turn
from storage.members import people
from storage.queues import inbox, outbox
from storage.queues.outbox import Lane, Outgoing

WORDS = "bản tin về nhân quyền"
_BODY = '{"text": "' + WORDS + '", "choices": [], "numbered": true, "alone": false, "ways": [], "files": []}'


async def left_over(db: Turn, who: str, at: datetime) -> None:
    """Let a message of somebody's have failed, and a digest to them be of unknown fate."""
    said = '{"source": "m-1", "text": "/nhiemvu"}'
    id_ = await inbox.keep(db, channel="telegram", key="u-1", chat=who, said=said, album="", at=at)
    assert id_ is not None, "it comes once"
    await inbox.bury(db, id_, f"ValueError: {WORDS}")
    person = await people.at_address(db, "telegram", who)
    assert person is not None, "somebody we know"
    sent = await outbox.put(db, Outgoing("telegram", who, Lane.DIGEST, _BODY, at, person.id))
    await outbox.end(db, sent, "unknown", "NetworkError: no answer")
