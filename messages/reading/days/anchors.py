"""Words that take their day from the day on which they are said, or from what stands beside them."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from messages.reading.days import near
from messages.reading.days.tokens import Token
from messages.unclear import Unclear

_PAST: Final = ("hom", "bua")
_DAYS: Final = frozenset({"date", "number", "month", "year", "weekday", "near"})


def passed(tokens: Sequence[Token]) -> list[Token]:
    """Mark what is over by the words in front: "hôm 25", "sáng 26", "bữa thứ sáu" are the last there were.

    Of "sáng thứ bảy" the last one is meant where it is nearer than the one to come.
    """
    found: list[Token] = []
    for n, token in enumerate(tokens):
        before = tokens[n - 1] if n else None
        is_told = before is not None and _is_past(before)
        is_noon = before is not None and before.kind == "noon"
        is_weekday = token.kind == "weekday" and not token.word and not _is_dated(tokens[n + 1 :])
        if _is_past(token) or (is_weekday and is_told):
            found.append(replace(token, word="passed"))
        elif is_weekday and is_noon:
            found.append(replace(token, word="nearer"))
        elif token.kind == "number" and is_noon and _ends(tokens[n + 1 :]):
            found += [Token("day", (), "passed", token.text), token]  # "sáng 26"
        else:
            found.append(token)
    return found


def parted(tokens: Sequence[Token]) -> list[Token]:
    """Part days of one kind with no sign between: "hôm qua hôm nay", "mùng 8 mùng 9", "thứ hai thứ ba tuần trước"."""
    found: list[Token] = []
    for n, token in enumerate(tokens):
        before = tokens[n - 1] if n else None
        is_next = before is not None and before.kind == token.kind and token.kind in {"near", "weekday"}
        is_next = is_next and token.word != "toi"  # "tu hom kia toi nay"
        is_numbered = before is not None and before.kind == "number" and n > 1 and tokens[n - 2].kind == "day"
        if is_next or (
            is_numbered and token.kind == "day" and tokens[n + 1 : n + 2] and tokens[n + 1].kind == "number"
        ):
            found.append(Token("and", (), "", token.text))
        found.append(token)
    return found


def settled(tokens: Sequence[Token], today: date) -> list[Token]:
    """Give "đầu tháng" of "từ đầu tháng đến nay" its day, and join "khai mạc 1/12, bế mạc 4/12"."""
    return _between(_ended(_to_its_end([_started(token, today) for token in tokens], today), today))


def counted(tokens: Sequence[Token]) -> tuple[list[Token], int]:
    """Take out "2 ngày" of "2 ngày 25-26/12", and tell how many days there are to be; 0 where it is not said."""
    counts = [token.numbers[0] for token in tokens if token.kind == "days"]
    told = [token for token in tokens if token.kind != "days"]
    if counts and told and told[0].kind == "number" and any(token.kind in {"and", "to"} for token in told):
        told.insert(0, Token("day"))  # "hai ngày liền 15 và 16"
    return told, counts[0] if counts else 0


def _is_past(token: Token) -> bool:
    return token.kind == "day" and token.plain in _PAST


def _is_dated(behind: Sequence[Token]) -> bool:
    """Tell whether a date of the same day follows: "sáng thứ sáu, 5/12"."""
    told = [token for token in behind if token.kind not in {"noon", "hour", "day"} and token.word != ","]
    return bool(told) and told[0].kind in {"date", "number"}


def _ends(behind: Sequence[Token]) -> bool:
    return not behind or behind[0].kind not in {"month", "to", "and", "date"}


def _started(token: Token, today: date) -> Token:
    if token.kind != "start":
        return token
    month, year = token.numbers
    match token.word:
        case "tuan":
            first = today - timedelta(days=today.weekday())
        case "nam":
            first = date(year or today.year, 1, 1)
        case _:
            month = month or today.month
            first = date(year or (today.year if month <= today.month else today.year - 1), month, 1)
    return Token("near", ((first - today).days,), "", token.text)


def _to_its_end(tokens: list[Token], today: date) -> list[Token]:
    """Give "hết tháng" of "từ 24/11 đến hết tháng" the last day of the month that stands in front of it."""
    if not tokens or tokens[-1].kind != "month" or tokens[-1].word not in {"same", "this"}:
        return tokens
    if len(tokens) < 3 or tokens[-2].word != "het":  # noqa: PLR2004 - first, joint, month
        return tokens
    if tokens[-1].word == "this":
        month, *years = today.month, today.year
    else:
        told = [
            token.numbers[-2:] if token.kind == "month" else token.numbers[1:]
            for token in tokens[:-2]
            if _has_month(token)
        ]
        if not told:
            return tokens
        month, *years = told[-1]
    year = years[0] if years else near.in_year(1, month, today)[-1].year
    last = near.last_of(month, year + 2000 if year < 100 else year)  # noqa: PLR2004 - two digits
    return [*tokens[:-1], Token("date", (last, month, *years), "/", tokens[-1].text)]


def _has_month(token: Token) -> bool:
    return token.kind == "date" or (token.kind == "month" and bool(token.numbers) and not token.word)


def _ended(tokens: list[Token], today: date) -> list[Token]:
    """Give "hết tháng 11" of "từ đầu tháng 11 đến hết tháng 11" its day."""
    if len(tokens) < 3 or tokens[-1].kind != "month" or tokens[-1].word or tokens[-2].kind != "to":  # noqa: PLR2004 - first, joint, month
        return tokens
    if "het" not in tokens[-2].plain:
        return tokens
    month, year = (*tokens[-1].numbers, 0)[:2]
    year = year or (today.year if month <= today.month else today.year - 1)
    last = date(year, month, monthrange(year, month)[1])
    return [*tokens[:-1], Token("near", ((last - today).days,), "", tokens[-1].text)]


def _between(tokens: Sequence[Token]) -> list[Token]:
    """Let the joint between the day on which it began and that on which it ended be one of "đến"."""
    begins = [n for n, token in enumerate(tokens) if token.kind == "begins"]
    ends = [n for n, token in enumerate(tokens) if token.kind == "ends"]
    if not begins and not ends:
        return list(tokens)
    if begins and not ends and tokens[0].kind == "days" and not any(token.kind == "from" for token in tokens):
        return [
            Token("from", (), "", t.text) if n == begins[0] else t for n, t in enumerate(tokens)
        ]  # "3 ngày, bắt đầu …"
    if len(begins) == len(ends) == 1 and not any(token.kind in {"and", "to"} for token in tokens):
        around = [any(token.kind in _DAYS for token in part) for part in (tokens[: ends[0]], tokens[ends[0] :])]
        if begins[0] < ends[0] and all(around):  # "khai mạc 1/12 bế mạc 3/12"
            joined = [Token("to", (), "đến", t.text) if t.kind == "ends" else t for t in tokens]
            return [token for token in joined if token.kind != "begins"]
    kept = [token for token in tokens if token.kind not in {"begins", "ends"}]
    joints = [n for n, token in enumerate(kept) if token.kind in {"and", "to"}]
    first, last = (joints[0], joints[-1]) if joints else (0, 0)
    told = joints and any(t.kind in _DAYS for t in kept[:first]) and any(t.kind in _DAYS for t in kept[last + 1 :])
    if told and len(begins) == len(ends) == 1 and begins[0] < ends[0] and last - first < 2:  # noqa: PLR2004 - ", và"
        return [*kept[:first], Token("to", (), "đến", kept[first].text), *kept[last + 1 :]]
    if told and ends:
        raise Unclear("days.not_understood", piece=tokens[ends[0]].text)
    return kept
