"""The hour in front of a date: found, then taken out, so that only days are left to read.

Of "8h - 11h30 ngày 5/12" the beginning is kept. An hour below six without "sáng",
"chiều" or "tối" is not kept: people write 2h for 14:00.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time
from typing import Final

from messages.reading.days.tokens import Token
from messages.unclear import Unclear

_NOON: Final = 12
_EARLY: Final = 6
_ENDING: Final = frozenset({"date", "number", "month", "year", "weekday", "near"})
_LATE: Final = {"chieu", "toi", "EVENING"}


def without(tokens: Sequence[Token]) -> tuple[list[Token], time | None]:
    """Give the tokens without hours and parts of the day, and the first hour said."""
    tokens = _parted(_with_ends(tokens))
    tokens = [token for n, token in enumerate(tokens) if not _joins_parts(tokens, n)]
    kept: list[Token] = []
    hours: list[time | None] = []
    parts = {
        token.word
        for n, token in enumerate(tokens)
        if token.kind in {"noon", "near"}
        and token.word
        and not (token.word == "toi" and n and _ends_day(tokens[n - 1]))
    }
    is_one = len(parts) == 1 and [token.kind for token in tokens].count("hour") == 1
    only = parts.pop() if is_one else ""
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        if token.kind == "hour":
            hours.append(_hour(token, _part_of_day(before, after) or only))
            _mark_joint(kept, tokens[:i])
        elif token.kind == "noon":
            if token.word == "toi" and _ends_day(before) and _begins_day(after):
                kept.append(Token("to", (), "toi", token.text))  # "từ 1 tới 5/12" without marks
        elif token.kind == "to" and token.word == "-" and before is not None and before.kind in {"hour", "noon"}:
            if after is not None and after.kind == "hour":
                kept.append(token)  # "8h - 11h": goes with the second hour
        else:
            kept.append(token)
    return _joints_settled(kept), hours[0] if hours else None


def _with_ends(tokens: Sequence[Token]) -> list[Token]:
    """Let "toi" without marks be "tới" where days or hours go on: "tu 26/11 toi hom qua", "8h toi 11h"."""
    found: list[Token] = []
    for n, token in enumerate(tokens):
        is_open = any(one.kind == "from" for one in found) and all(one.kind != "to" for one in found)
        if token.kind == "near" and token.word == "toi" and is_open and found[-1].kind in {*_ENDING, "start"}:
            found += [Token("to", (), "toi", token.text), replace(token, word="")]
        elif token.kind == "noon" and token.word == "toi" and _is_between_hours(tokens, n):
            found.append(Token("to", (), "toi", token.text))
        else:
            found.append(token)
    return found


def _parted(tokens: Sequence[Token]) -> list[Token]:
    """Part days that each have a part of the day in front, with no sign between: "sáng 5/12 chiều 6/12"."""
    found: list[Token] = []
    for n, token in enumerate(tokens):
        is_next = token.kind == "noon" and n > 0 and n + 1 < len(tokens) and tokens[n - 1].kind in _ENDING
        if is_next and _begins_day(tokens[n + 1]) and tokens[n + 1].kind != "hour":
            first = next((one for one in tokens if one.kind not in {"day", "from"}), token)
            is_night = token.plain.startswith("rang")  # "tối 29 rạng sáng 30/11" was one
            if first.kind == "noon" and first is not token and token.word != "toi" and not is_night:
                found.append(Token("and", (), ",", token.text))
        found.append(token)
    return found


def _is_between_hours(tokens: Sequence[Token], n: int) -> bool:
    return 0 < n < len(tokens) - 1 and tokens[n - 1].kind == tokens[n + 1].kind == "hour"


def _joins_parts(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a joint stands between two parts of one day: "sáng và chiều 3/12", "từ sáng tới chiều hôm qua"."""
    if tokens[n].kind == "from":
        return len(tokens) > n + 3 and _joins_parts(tokens, n + 2)
    if tokens[n].kind not in {"and", "to"} or not 0 < n < len(tokens) - 1 or tokens[n - 1].kind != "noon":
        return False
    last, before, behind = tokens[n + 1], tokens[: n - 1], tokens[n + 2 :]
    is_today = tokens[n - 1].word == "sang" and last.numbers == (0,)  # "từ sáng tới giờ"
    if last.kind == "near" and (last.word or is_today):  # "chiều hôm qua"
        return not any(map(_ends_day, before))
    return last.kind == "noon" and any(map(_ends_day, before)) != any(map(_begins_day, behind))


def _part_of_day(before: Token | None, after: Token | None) -> str:
    """Give "chieu" of "2h chiều" and of "chiều 2h"."""
    if after is not None and after.kind in {"noon", "near"} and after.word:  # "7h tối qua"
        return after.word
    return before.word if before is not None and before.kind in {"noon", "near"} else ""  # "tối qua 8h"


def _hour(token: Token, part: str) -> time | None:
    hour, minute = token.numbers
    if hour > 23 or minute > 59:  # noqa: PLR2004 - a clock
        raise Unclear("days.no_such_hour", piece=token.text)
    if (part in _LATE and hour < _NOON) or (part == "trua" and hour < _EARLY):
        return time(hour + _NOON, minute)
    if part in {"dem", "khuya"}:
        if hour >= _NOON:
            return time(hour, minute)
        return time(hour + _NOON, minute) if hour >= _EARLY else None
    return time(hour, minute) if hour >= _EARLY or part.startswith("sang") else None


def _mark_joint(kept: list[Token], before: Sequence[Token]) -> None:
    """Drop "từ" in front of an hour; mark "đến" in front of one, for it may join hours only."""
    if kept and kept[-1].kind == "from":
        kept.pop()
    elif kept and kept[-1].kind == "to":
        between_hours = [token.kind for token in before if token.kind != "noon"][-2:] == ["hour", "to"]
        kept[-1] = Token("to", (), "hours only?" if between_hours else "hours", kept[-1].text)


def _joints_settled(kept: Sequence[Token]) -> list[Token]:
    """Keep an "đến" in front of an hour only where days stand on both sides ("8h ngày 5/12 đến 17h ngày 7/12")."""
    settled: list[Token] = []
    for i, token in enumerate(kept):
        if token.kind == "to" and token.word.startswith("hours"):
            joins_days = any(map(_ends_day, settled)) and i + 1 < len(kept) and _begins_day(kept[i + 1])
            if joins_days and token.word == "hours only?":
                raise Unclear("days.not_understood", piece=token.text)  # "5/12 8h-11h 7/12"
            if not joins_days:
                continue
        settled.append(token)
    return settled


def _ends_day(token: Token | None) -> bool:
    return token is not None and token.kind in _ENDING


def _begins_day(token: Token | None) -> bool:
    return token is not None and token.kind in {"date", "number", "day", "weekday", "near", "hour"}
