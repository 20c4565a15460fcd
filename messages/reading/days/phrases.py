"""How days are joined: tokens as claims about single days, and the joints between them.

A claim is one day, told in up to three ways at once ("hôm qua, thứ Sáu, 05/12"): all
must agree. A comma between a weekday and its date joins nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from messages.reading.days import near
from messages.reading.days.tokens import Token
from messages.unclear import Unclear

Joint = Literal["to", "and"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What was said of one day. `month` is 0 and `year` is -1 where nothing was said of them.

    `which_month` is "this", "last" or "next"; "six?" is "thang sau" without marks: June, or the next.
    `number_alone`: no word or month says that the number is a day at all. `passed`: "vừa rồi" says that it is over,
    "hôm", "bữa", "sáng" say so of a day without month.
    """

    day: int = 0
    month: int = 0
    year: int = -1
    which_month: str = ""
    which_year: str = ""
    weekday: int = -1
    week: str = ""
    shift: int | None = None
    number_alone: bool = False
    sign: str = ""
    passed: bool = False
    coming: bool = False  # "ngày 10 tới"

    @property
    def has_month(self) -> bool:
        """Whether something was said of the month."""
        return bool(self.month or self.which_month)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Claims in the order said; `joints[i]` stands between `claims[i]` and `claims[i + 1]`."""

    claims: tuple[Claim, ...]
    joints: tuple[Joint, ...]
    has_from: bool = False
    signs: tuple[str, ...] = ()  # the joints as typed


_EMPTY: Final = Claim()


def phrase(tokens: Sequence[Token]) -> Phrase:
    """Put tokens together. Raise Unclear when they do not make days joined by "đến", "và" and commas."""
    claims: list[Claim] = [_EMPTY]
    joints: list[Token] = []
    has_from = False
    named: Token | None = None  # "ngày", "hôm" stands before
    for token in tokens:
        if token.kind in {"to", "and"}:
            if claims[-1] == _EMPTY:
                _join_again(joints, token)
            else:
                claims.append(_EMPTY)
                joints.append(token)
        elif token.kind == "from":
            if has_from or len(claims) > 1:
                raise _odd(token)
            has_from = True
            continue
        elif token.kind != "day":
            claims[-1] = _with(claims[-1], token, named)
        named = token if token.kind == "day" else None
    if claims[-1] == _EMPTY:
        if not joints:
            raise Unclear("days.empty")
        if joints.pop().kind == "to":
            raise Unclear("days.open")
        claims.pop()
    return _merged(claims, joints, has_from)


def _join_again(joints: list[Token], token: Token) -> None:
    """Let ", và" be one joint, and "14h30, 5/12" have none; nothing else may follow a joint at once."""
    if not joints and token.kind == "to":
        raise Unclear("days.open")
    if not joints and token.word == ",":
        return
    if not joints:
        raise _odd(token)
    if token.kind == "to" and joints[-1].word == ",":  # "khai mạc 9/12, kéo dài đến 14/12"
        joints[-1] = token
        return
    if "to" in {token.kind, joints[-1].kind}:
        raise _odd(token)
    if token.word != ",":
        joints[-1] = token


def _with(claim: Claim, token: Token, named: Token | None) -> Claim:
    """Add what a token says to a claim that says nothing of the kind yet."""
    numbers = token.numbers
    match token.kind:
        case "date" if not claim.day:
            year = numbers[2] if len(numbers) > 2 else claim.year  # noqa: PLR2004 - day, month, year
            return replace(claim, day=numbers[0], month=numbers[1], year=year, sign=token.word)
        case "number" if not claim.day:
            passed = named is not None and named.word == "passed"
            return replace(claim, day=numbers[0], number_alone=named is None, passed=passed)
        case "coming" if claim.day and not claim.has_month:  # "ngày 10 tới"
            return replace(claim, coming=True, number_alone=False)
        case "gone" if claim.day or claim.weekday >= 0:
            week = "passed" if claim.week == "nearer" else claim.week  # "sáng chủ nhật qua"
            return replace(claim, passed=True, number_alone=False, week=week)
        case "month" if claim.day and not claim.has_month:
            parts = (0, *numbers) if token.word else numbers
            year = parts[1] if len(parts) > 1 else claim.year
            return replace(claim, month=parts[0], which_month=token.word, year=year, number_alone=False)
        case "year" if claim.has_month and claim.year < 0 and not claim.which_year:
            year = -1 if token.word else numbers[0]
            return replace(claim, year=year, which_year=token.word)
        case "weekday" if claim.weekday < 0:
            return replace(claim, weekday=numbers[0], week=token.word)
        case "near" if claim.shift is None:
            return replace(claim, shift=numbers[0])
    raise _odd(token)


def _merged(claims: list[Claim], joints: list[Token], has_from: bool) -> Phrase:
    """Let a comma between two ways to say one day join nothing ("thứ Sáu, 05/12/2025")."""
    kept = claims[:1]
    between: list[Token] = []
    for claim, joint in zip(claims[1:], joints, strict=True):
        if joint.word == "," and (one := _one_day(kept[-1], claim)):
            kept[-1] = one
        else:
            kept.append(claim)
            between.append(joint)
    kinds: tuple[Joint, ...] = tuple("to" if joint.kind == "to" else "and" for joint in between)
    return Phrase(tuple(kept), kinds, has_from, tuple(joint.word for joint in between))


def _one_day(one: Claim, other: Claim) -> Claim | None:
    """Give both claims as one when each says what the other does not, and one is no date."""
    if (one.day and other.day) or (one.weekday >= 0 and other.weekday >= 0):
        return None
    if one.shift is not None and other.shift is not None:
        return None
    dated, told = (one, other) if one.day else (other, one)
    if dated.day and not dated.has_month and dated.number_alone:  # "thứ 5, 6": more weekdays; not "thứ 4, mùng 3"
        return None
    weekday, week = (told.weekday, told.week) if told.weekday >= 0 else (dated.weekday, dated.week)
    if dated.day and week in near.LEANING:
        week = ""
    return replace(dated, weekday=weekday, week=week, shift=told.shift if told.shift is not None else dated.shift)


def _odd(token: Token) -> Unclear:
    return Unclear("days.not_understood", piece=token.text or token.word)
