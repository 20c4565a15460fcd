"""/sua 012: change what the own unit has sent, as long as it is not withdrawn.

It is the conversation of /baocao with the answers the entry came from, so it opens on
the review screen, or on the one question of which the office wants more ("/sua 012 title");
saving makes a next version, and what it said before is kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Generic, TypeVar

from handlers.closings import closing
from handlers.desk import Desk
from handlers.entries import access, contents, review_news, sums
from handlers.entries.contents import Content
from handlers.handler import Handler, Onward
from handlers.obligations import effects
from handlers.officials.changing import own_entry
from handlers.officials.changing.own_entry import NUMBER, OwnEntry
from handlers.officials.entering import new_entry, planned, review, same_activity
from handlers.officials.entering.exceeding import Changed
from handlers.officials.free_text.unmentioned import TOLD_OTHERWISE
from handlers.roles import OFFICIALS
from messages.questions.choose import Choose, Plain
from messages.questions.evidence import Item
from messages.questions.question import Ask, Foreseen, Heard, Question
from messages.said import Choice, Prompt, Said
from messages.unclear import Unclear
from messages.words import say
from storage.members.people import Member
from storage.results import entries, evidence, history, reviews
from storage.results.entries import Entry, EntryKind
from storage.results.evidence import Evidence
from storage.results.figures import Told
from storage.results.status import Decision, Status
from storage.rows import from_json

T = TypeVar("T")
_SEND: Final = "send"
_VERSION: Final = "version"
_EVIDENCE: Final = "evidence"
_FIELDS: Final = ("days", "title", "figures", "form", "count", "by_letter", _SEND)  # handlers/entries/deciding.py
_LINES: Final[Mapping[str, tuple[str, ...]]] = {"days": ("days", "days.cumulative"), _SEND: ()}  # where it is said


@dataclass(frozen=True, slots=True)
class Given:
    """The entry to change with the answers it came from; what /baocao needs; or why there is none to change.

    `version` is the one that the answers came from: a colleague may have saved another meanwhile.
    """

    own: OwnEntry
    answers: Mapping[str, Any]
    report: new_entry.Given
    version: str = ""


@dataclass(frozen=True, slots=True)
class Amended:
    """What the entry is to say now; None: there was none to change, or a colleague has changed it meanwhile."""

    own: OwnEntry
    new: new_entry.Entered | None = None


class _Overtaken(Exception):  # noqa: N818 - it is no error
    """A colleague has saved another version; what was answered last is heard before that is said."""


@dataclass(frozen=True, slots=True)
class AmendingReview(Generic[T]):
    """The review screen of /baocao, over an entry that was sent before."""

    of: Question[T]
    number: str

    @property
    def key(self) -> str:
        """Its own key."""
        return self.of.key

    @property
    def numbered(self) -> bool:
        """As it is there."""
        return self.of.numbered

    @property
    def shows(self) -> str:
        """What stands above the lines of the entry."""
        return say("amend.review", number=self.number)

    def hear(self, heard: Heard, kept: Any) -> Any:
        """Hear as it does there."""
        return self.of.hear(heard, kept)

    def value(self, kept: Any) -> T:
        """Give what it gives there."""
        return self.of.value(kept)

    def prompt(self, kept: Any) -> Prompt:
        """Show the same lines under another head, and the first choice under another name."""
        there = self.of.prompt(kept)
        yes, *others = there.choices
        text = self.shows + "\n" + there.text.partition("\n")[2]
        return replace(there, text=text, choices=(replace(yes, label=say("confirm.amend")), *others))

    def echo(self, kept: Any) -> str:
        """Say what it says there."""
        return self.of.echo(kept)


async def look(desk: Desk) -> Given:
    number, wanted = _taken_apart(desk.words)
    own = await own_entry.named(replace(desk, words=number), own_entry.why_not)
    answers = {} if own.entry is None else await _answers(desk, own.entry)
    if own.entry is not None and (wanted in answers or wanted == _SEND):
        why = await _wanted(desk, own.entry, wanted)
        answers |= {} if why is None else {wanted: why}
    given = await new_entry.look(desk, own.entry)
    if own.entry is not None:
        others = [row for row in given.told if row.number != own.entry.number]
        before = tuple(row for row in others if _is_before(row, own.entry))
        after = tuple(row for row in others if row not in before)
        given = replace(given, told=before, changed=Changed(own.entry, after))
    return Given(own, answers, given, _version(desk, own))


def _taken_apart(words: str) -> tuple[str, str]:
    """Give the number, and the key of the question that stands behind it, else that of the review screen."""
    number, _, last = words.rpartition(" ")
    return (number, last) if last in _FIELDS else (words, _SEND)


async def _wanted(desk: Desk, entry: Entry, field: str) -> Unclear | None:
    """Say what the office wants to know more of, and what it says now; None where it wants nothing any more."""
    last = await reviews.latest(desk.db, entry.id)
    if entry.status is not Status.MORE_WANTED or last is None or last.decision is not Decision.MORE_WANTED:
        return None
    heads = {_head(say(f"line.{key}", value="")) for key in _LINES.get(field, (field,))}
    lines = contents.lines(desk.plan, contents.of_entry(entry), "").split("\n")
    now = next((line.partition(": ")[2] for line in lines if _head(line) in heads), "")
    return Unclear("amend.wanted.now" if now else "amend.wanted", reason=last.reason, line=now)


def _version(desk: Desk, own: OwnEntry) -> str:
    """Give the version this conversation began with; the present one where it begins now."""
    if own.entry is None:
        return ""
    begun = desk.answers.get(NUMBER) == own.number
    return desk.answers.get(_VERSION, "") if begun else str(own.entry.version)


def _is_before(row: Told, entry: Entry) -> bool:
    """Tell whether a figure was told before an entry's; the result of what was planned is told only now."""
    return entry.status is Status.PLANNED or sums.order(row) < sums.order(entry)


async def _answers(desk: Desk, entry: Entry) -> dict[str, Any]:
    """Give the conversation an entry came from; its files as they are kept now."""
    said = from_json(await history.answers(desk.db, entry.id))
    pieces = await evidence.of_entry(desk.db, entry.id)
    files = {"items": [asdict(_item(piece)) for piece in pieces], "done": True}
    gathered = {} if entry.status is Status.PLANNED else {_EVIDENCE: files}  # of what was planned, none was asked yet
    about = {NUMBER: access.number(entry), _VERSION: str(entry.version)}
    return {**TOLD_OTHERWISE, **{key: kept for key, (kept, _) in said.items()}, **gathered, **about}


def _item(piece: Evidence) -> Item:
    return Item(piece.item, piece.kind, piece.text, piece.ref, piece.name, piece.size, piece.album)


def talk(ask: Ask, given: Given) -> Amended:
    if given.own.entry is None:
        return Amended(given.own)
    number, version = given.own.number, given.version
    ask(Choose(_VERSION, (Plain(version, version),), words="own_number"))
    ask(Choose(NUMBER, (Plain(number, number),), words="own_number"))
    present = str(given.own.entry.version)

    def ask_again(question: Question[T]) -> T:
        """Ask as /baocao does; the review screen says which entry is being changed."""
        if question.key == _SEND and version != present:
            raise _Overtaken
        return ask(AmendingReview(question, number) if question.key == _SEND else question)

    try:
        return Amended(given.own, new_entry.entered(ask_again, given.report))
    except _Overtaken:
        return Amended(given.own)


async def act(desk: Desk, amended: Amended) -> Prompt:
    own, new = amended.own, amended.new
    if own.entry is None:
        return await own_entry.offered(desk, own, "sua", own_entry.why_not)
    if new is None:
        return await _meanwhile(desk, own)
    before, old = own.entry, await evidence.of_entry(desk.db, own.entry.id)
    sent = await evidence.of_draft(desk.db, desk.person.id, [piece.item for piece in new.evidence])
    changes = _changes(desk, before, new, old, sent)
    if not changes:
        return Prompt(say("amend.same", number=own.number), (Choice(f"/xem {own.number}", say("own.open")),))
    await keep(desk, before, new, old)
    text = say("amend.done", number=own.number, at=desk.now, version=before.version + 1)
    after = await closing.remark(desk.db, desk.plan, new.content, before.made_at, desk.now)
    changes += [after] if after else []
    beside = before.taken_in is not None and not new.content.planned and not new.content.is_sensitive
    thanks = say("amend.taken_in" if beside else "amend.thanks", number=own.number)
    if new.content.is_sensitive:
        await review_news.forgotten(desk, before)
    await review_news.overtaken(desk, before)
    done = Prompt("\n".join([text, *changes, thanks]), (Choice(f"/xem {own.number}", say("own.open")),))
    return await same_activity.asked(desk, await entries.by_id(desk.db, before.id), done)


async def keep(desk: Desk, before: Entry, new: new_entry.Entered, old: Sequence[Evidence] = ()) -> None:
    """Keep what an entry says now, with all that follows from it; of its `old` evidence what is named no more goes."""
    await entries.amend(desk.db, before, desk.member.id, new_entry.entry_of(desk, new.content), desk.now)
    items = [piece.item for piece in new.evidence]
    await evidence.remove(desk.db, before.id, [piece.item for piece in old if piece.item not in items])
    await evidence.attach(desk.db, desk.person.id, items, before.id, desk.plan.code, desk.unit.code)
    await effects.amended(desk, before, new.content)
    await planned.expect(desk, before.number, new.content)
    await desk.note("entry.amended", about=f"{access.number(before)} {before.version + 1}", entry=before.id)


async def _meanwhile(desk: Desk, own: OwnEntry) -> Prompt:
    """A colleague has saved another version: open it again with what was changed here, and say what they changed."""
    entry = own.entry
    assert entry is not None, "nobody could change it"
    before = await history.version(desk.db, entry.id, int(desk.answers[_VERSION]))
    said = from_json(before.answers)
    if not said or entry.kind is EntryKind.SENSITIVE:  # what it said is kept no more, and not said again
        gathered = desk.answers.get(_EVIDENCE, {})
        await evidence.drop(desk.db, desk.person.id, [piece["item"] for piece in gathered.get("items", ())])
        return Prompt(say("amend.meanwhile.closed", number=own.number), (_again(own.number),))
    mine = {key: kept for key, kept in desk.answers.items() if _is_changed(key, kept, said)}
    theirs = contents.lines(desk.plan, contents.of_entry(entry), "").split("\n")
    was = contents.lines(desk.plan, contents.read(from_json(before.content)), "").split("\n")
    lines = [say("amend.change", line=line) for line in theirs if line not in was]
    changes = "\n".join(lines or [say("amend.meanwhile.other")])
    note = say("amend.meanwhile", number=own.number, changes=changes)
    files = await _all_files(desk, entry)
    raise Onward(AMEND.name, mine | files, _VERSION, words=own.number, note=note)


def _is_changed(key: str, kept: Any, said: Mapping[str, Any]) -> bool:
    """Tell whether an answer was given anew; that all is to be saved is asked again."""
    if key in (NUMBER, _VERSION, _EVIDENCE) or (key.partition("#")[0] == _SEND and kept != review.ADD):
        return False
    return key not in said or said[key][0] != kept


async def _all_files(desk: Desk, entry: Entry) -> dict[str, Any]:
    """Give the files the entry has now, and those gathered here that are still of no entry."""
    if _EVIDENCE not in desk.answers:
        return {}
    has = [asdict(_item(piece)) for piece in await evidence.of_entry(desk.db, entry.id)]
    gathered = [piece["item"] for piece in desk.answers[_EVIDENCE]["items"]]
    drafted = [piece for piece in await evidence.of_draft(desk.db, desk.person.id, gathered) if piece.entry is None]
    return {_EVIDENCE: {"items": [*has, *(asdict(_item(piece)) for piece in drafted)], "done": True}}


def _changes(desk: Desk, before: Entry, new: new_entry.Entered, old: list[Evidence], sent: list[Evidence]) -> list[str]:
    """Say each line that reads otherwise than before; of files that were exchanged, how many came and went.

    `sent` is of the new evidence what this person sent.
    """
    had, has = {piece.item for piece in old}, {piece.item for piece in new.evidence}
    was = contents.lines(desk.plan, contents.of_entry(before), contents.counted(old)).split("\n")
    known = {piece.item: piece for piece in (*old, *sent)}
    pieces = [known.get(piece.item, piece) for piece in new.evidence]
    now = contents.lines(desk.plan, new.content, contents.counted(pieces)).split("\n")
    changed = [say("amend.change", line=line) for line in now if line not in was]
    changed += _gone(desk, before, new.content, {_head(line) for line in now}, was)
    if has - had and had - has:
        changed.append(say("amend.files", added=len(has - had), removed=len(had - has)))
    return changed


def _gone(desk: Desk, before: Entry, content: Content, heads: set[str], was: list[str]) -> list[str]:
    """Say what is no longer there; of what is found to be sensitive nothing is said again."""
    if content.is_sensitive or before.status is Status.PLANNED:
        return []
    had = contents.of_entry(before).also
    tasks = [contents.label(desk.plan.task(key)) for key in had if key not in content.tasks]
    lines = [line for line in was if _head(line) not in {*heads, _head(say("line.also", value=""))}]
    return [
        *(say("amend.gone", line=say("line.also", value=task)) for task in tasks),
        *(say("amend.gone", line=line) for line in lines),
    ]


def _head(line: str) -> str:
    return line.partition(":")[0]


async def of_edited(desk: Desk, said: Said) -> Prompt | None:
    """Say to whoever edits a message that became part of an entry how the entry itself is changed."""
    entry = await entries.of_source(desk.db, desk.person.id, said.source)
    member = None if entry is None else desk.member_of(entry.plan, entry.unit, AMEND.roles)
    return None if entry is None or member is None else _edited(entry, member)


def _edited(entry: Entry, member: Member) -> Prompt:
    number, why = access.number(entry), own_entry.why_not(entry) or own_entry.not_theirs(member, entry)
    if why:
        return Prompt(say("amend.edited") + " " + say(why, number=number))
    text = say("amend.edited") + " " + say("amend.edited.how", number=number)
    return Prompt(text, (_again(number),))


def _again(number: str) -> Choice:
    return Choice(f"/sua {number}", say("amend.button", number=number))


def start(_words: str, given: Given) -> Mapping[str, Any]:
    """Take up the conversation the entry came from."""
    return given.answers


def foreseen(given: Given) -> Sequence[Foreseen]:
    """Take what /baocao takes."""
    return new_entry.foreseen(given.report)


AMEND: Final = Handler(
    "amend",
    ("sua", "amend", "edit"),
    OFFICIALS,
    look,
    talk,
    act,
    start,
    about=NUMBER,
    of_unit=True,
    foreseen=foreseen,
)
