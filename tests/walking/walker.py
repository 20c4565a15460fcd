"""Walk a conversation as if somebody tried everything: each choice of each question, each way to be unclear.

A walk is one conversation from its first question to its end; at each question it takes
what was not taken there yet after the question before. Walks go on until nothing that was
seen is left to take, so a loop is gone through at least twice.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from bot.dialogue.conversation import carry_on
from bot.dialogue.standing import Answer, Heed, Place, Stand, Step, Waiting, read
from bot.dialogue.wording import worded
from handlers.handler import Handler
from messages.questions.choose import Choose
from messages.questions.evidence import Gather
from messages.questions.figures import AskFigures
from messages.questions.question import Heard
from messages.reading.figures.units import name
from messages.said import Prompt, Said
from messages.unclear import Unclear
from messages.values import Attachment, FileKind

AT_MOST: Final = 1000  # times one answer is given, before a conversation is taken for endless
PHOTO: Final = Attachment(FileKind.PHOTO, "a photo", "", 1000)
TURN: Final = 7
BAD: Final = (
    "", "?", "zzzz qqqq", "999999", "1e9", "-3", "2,5", "vài chục", "1,200", "nhiều", "khoảng", "x" * 300, "9" * 30,
    "15/13", "31/11", "25h ngày 5/12", "14h30", "10/12/2031", "31/12", "mai", "8-3/12", "đầu tháng", "rằm tháng 10",
    "thứ 2 ngày 4/12", "từ 3/12", "20/11/2025 đến 3/3/2025", "1/12 đến 2/12 đến 3/12", "5/12 và " + "x" * 2000,
    "120", "120 con voi", "12 người, 13 người", "100 đến 200 người", "-3 người", "2,5 người", "9" * 30 + " người",
    "hôm qua", "20/12 đến 22/12", "như lần trước", "không", "ok",
    "1,200 người", "5 lượt", "3 bài", "người", "tin", "ban", "bo", "0", "99", "của", "9/TM-BNG",
    " ".join(f"https://vi.du/{nth}" for nth in range(40)),
)  # fmt: skip
# The first: days of two phases.
EXAMPLES: Final = (
    "4-11/12",
    "3",
    "20/12",
    "Hội nghị",
    "8h hôm nay",
    "18/12",
    "Bộ Ngoại giao",
    "Văn phòng Sở",
    "0912 345 678",
)
_ONLY_CHANGED: Final = frozenset({"place", "partners", "finished"})
GONE: Final = ("gone", [{"indicator": "gone", "value": "1", "precision": "exact", "typed": ""}])


@dataclass
class Walk:
    """One conversation as it went: what was asked, why not, what was shown, with which answers it ended, and how."""

    asked: list[str] = field(default_factory=list)
    words: dict[str, str] = field(default_factory=dict)
    reasons: set[str] = field(default_factory=set)
    prompts: list[Prompt] = field(default_factory=list)
    place: Place = field(default_factory=Place)
    end: Any = None


@dataclass
class Walker:
    """Walks one handler.

    `probed` are the questions whose bad answers were tried before, `taken` counts what was answered
    before: both may be those of other people, who need not do the same again. An answer is given once
    after each way in which its question followed `after` so many others.
    """

    handler: Handler[Any, Any]
    given: Any
    at: datetime
    probed: set[str]
    taken: Counter[tuple[str, ...]]
    after: int = 1

    def walks(self) -> Iterator[Walk]:
        """Give walks until every choice was taken, after each question that its own can follow."""
        self._only_ones()
        left: dict[tuple[str, ...], list[str]] = {(): []}  # with the moves that lead to it
        dice = Random(705)  # taking turns instead could go round for ever beside what is left
        while left:
            assert max(self.taken.values(), default=0) < AT_MOST, f"{self.handler.name} has no end: {left}"
            walk, made = Walk(), list[str]()
            path = dice.choice(list(left.values()))
            stand = read(self.handler.talk, self.given, {})
            while isinstance(stand, Waiting):
                moves = self._ask(walk, stand)
                ways = {move: (*walk.asked[-1 - self.after :], move) for move in moves}
                left |= {way: [*made, move] for move, way in ways.items() if not self.taken[way] and way not in left}
                move = self._next(dice, ways, path[len(made) :] if path[: len(made)] == made else [])
                made.append(move)
                self.taken[ways[move]] += 1
                left.pop(ways[move], None)
                stand = self._say(walk, moves[move] or _example(stand.question))
            left.pop((), None)
            walk.end = stand.value
            yield walk

    def _next(self, dice: Random, ways: dict[str, tuple[str, ...]], path: list[str]) -> str:
        """Give a move that was not made here yet; else the one by which the path goes on to something left."""
        new = [move for move, way in ways.items() if not self.taken[way]]
        if not new and path and path[0] in ways:
            return path[0]
        return dice.choice(new or list(ways))

    def _ask(self, walk: Walk, stand: Waiting) -> dict[str, list[Said]]:
        """Word the question; give what can be said to it, by name: each choice, and an example (nothing yet)."""
        prompt = worded(Step(walk.place, stand, Heed.ANSWERED), stand, self.handler.ways)
        walk.prompts.append(prompt)
        walk.asked.append(stand.key)
        walk.words[stand.key] = stand.question.prompt(None).text
        shown = tuple(choice.key for choice in prompt.choices)
        walk.place = replace(walk.place, asked=stand.key, shown=shown, turn=TURN)
        if f"{self.handler.name}.{stand.key}" not in self.probed:
            self.probed.add(f"{self.handler.name}.{stand.key}")
            walk.prompts += self._unclear(walk, walk.place, stand)
            self._in_words(walk.place, stand, [choice.label for choice in prompt.choices])
        choices = {key: nth for nth, key in enumerate(shown) if not _is_known(key, walk.asked)}
        moves = {key: [Said("s", pressed=f"{TURN}:{nth}")] for key, nth in choices.items()}
        return moves if stand.question.numbered else moves | {"example": []}

    def _only_ones(self) -> None:
        """Answer 1 again and again, as whoever has only words may: it ends, or a question stays and says why."""
        place, seen = Place(), set()
        stand = read(self.handler.talk, self.given, {})
        while isinstance(stand, Waiting):
            prompt = worded(Step(place, stand, Heed.ANSWERED), stand, self.handler.ways)
            shown = tuple(choice.key for choice in prompt.choices)
            self.at += timedelta(minutes=1)
            step = self._hear(replace(place, asked=stand.key, shown=shown, turn=TURN), "1")
            if step.why is not None:
                return
            here = stand.key, str(place.answers)
            assert here not in seen, f"{self.handler.name} goes round at {stand.key}"
            seen.add(here)
            place, stand = step.place, step.stand

    def _in_words(self, place: Place, stand: Waiting, labels: list[str]) -> None:
        """Type the label of each button, and each number that is shown: that is the button."""
        for nth, label in enumerate(labels):
            step = carry_on(self.handler.talk, self.given, place, Said("t", pressed=f"{TURN}:{nth}"), self.at)
            typed = [label, *([str(nth + 1)] if stand.question.numbered else [])]
            for said in typed:
                told = self._hear(place, said)
                assert _led_to(told) == _led_to(step), (self.handler.name, stand.key, said)

    def _hear(self, place: Place, said: str) -> Step:
        return carry_on(self.handler.talk, self.given, place, Said("t", said), self.at)

    def _say(self, walk: Walk, said: list[Said]) -> Stand:
        for one in said:
            self.at += timedelta(minutes=1)  # what is said twice at once is heard once
            step = carry_on(self.handler.talk, self.given, walk.place, one, self.at)
            assert step.heed in (Heed.ANSWERED, Heed.GATHERED, Heed.REOPENED), (
                walk.place.asked,
                one,
                step.heed,
                step.why,
            )
            walk.place = step.place
            if isinstance(step.stand, Waiting):
                walk.prompts.append(worded(step, step.stand, self.handler.ways))
        return step.stand

    def _unclear(self, walk: Walk, place: Place, stand: Waiting) -> Iterator[Prompt]:
        """Give how it goes on after each bad answer, an edit, a photo, a sticker, a step back, each change."""
        strange = [Said(f"b{nth}", text) for nth, text in enumerate(BAD)]
        strange += [
            Said("p", attachments=(PHOTO,)),
            Said("u", unsupported="sticker"),
            Said("h", place="Hà Nội"),
            Said("o", pressed="1:0"),
        ]
        strange += [Said("c", pressed=f"{TURN}:{what}") for what in ("back", *range(len(place.shown)))]
        strange += [Said(answer.source, "?", edited=True) for answer in place.answers.values()]
        for said in strange:
            step = carry_on(self.handler.talk, self.given, place, said, self.at)
            if isinstance(step.stand, Waiting):
                walk.reasons |= {step.why.because} if step.why else set()
                yield worded(step, step.stand, self.handler.ways)
                yield worded(replace(step, place=replace(step.place, tries=3)), step.stand, self.handler.ways)
        for kept in GONE if isinstance(stand.question, Choose | AskFigures) else ():
            answers = {**place.answers, stand.key: Answer(kept)}
            withdrawn = _read_anyhow(self.handler, self.given, answers)
            if withdrawn is not None and withdrawn.why is not None:
                walk.reasons.add(withdrawn.why.because)
                yield worded(Step(place, withdrawn, Heed.ANSWERED), withdrawn, self.handler.ways)
        again = Step(replace(place, last="x", last_at=self.at), stand, Heed.REPEATED)
        yield worded(again, stand, self.handler.ways)


def _led_to(step: Step) -> tuple[Any, ...]:
    """Give what a message came to, whatever its words were."""
    answers = {key: answer.kept for key, answer in step.place.answers.items()}
    asked = step.stand.key if isinstance(step.stand, Waiting) else ""
    return step.heed, step.way, asked, answers, step.why and step.why.because


def _is_known(key: str, asked: list[str]) -> bool:
    """Tell whether this leads back to a question that was asked; one that nobody is asked is taken once, at first."""
    changed = key.removeprefix("change:")
    is_new = changed in _ONLY_CHANGED and asked[-1] == "send" and _ONLY_CHANGED.isdisjoint(asked)
    return key.startswith(":") or (changed != key and not is_new)


def _read_anyhow(handler: Handler[Any, Any], given: Any, answers: dict[str, Answer]) -> Waiting | None:
    """Read with an answer that is gone from the plan; None where what was kept is of another question's kind."""
    try:
        stand = read(handler.talk, given, answers)
    except TypeError:
        return None
    return stand if isinstance(stand, Waiting) else None


def _example(question: Any) -> list[Said]:
    """Give something that this question, which is no mere choice, understands."""
    if isinstance(question, Gather):
        return [Said("p", attachments=(PHOTO,))]
    figures = [f"hơn 3 {name(one)}" for one in question.of[:1]] if isinstance(question, AskFigures) else []
    for text in (*figures, *EXAMPLES):
        try:
            question.value(question.hear(Heard(Said("s", text)), None))
        except Unclear:
            continue
        return [Said("s", text)]
    raise AssertionError(f"nothing said here would be understood: {question}")
