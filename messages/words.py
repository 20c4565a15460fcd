"""Every word people read: `say("entry.received", number=...)`, in the language now spoken.

The words stand in `locale/vi.po` and `locale/en.po`, under keys; an official can
correct them without reading code. Dates and numbers are worded the Vietnamese
way wherever a fact is filled in:

    {n} -> 1.200        {n:02} -> 04, 1.200    {on} -> 05/12/2025
    {on:full} -> thứ Sáu, 05/12/2025          {on:short} -> 05/12
    {on:FULL} -> THỨ SÁU, 05/12/2025          {on:Full} -> Thứ Sáu, 05/12/2025
    {at} -> 14:30 ngày 05/12/2025             {at:hour} -> 14:30
    {at:FULL} -> 14:30 THỨ SÁU, 05/12/2025
    {text:first} -> first letter in capitals  {text:UPPER} -> ALL OF IT IN CAPITALS

English knows one and many: {n} {n:result|results} -> 1 result, 0 results.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter
from zoneinfo import ZoneInfo

from babel.messages.pofile import read_po
from babel.numbers import format_decimal

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
LANGUAGES = ("vi", "en")
DOCUMENTS = "documents"  # the catalogue of what stands on paper
_TWO_DIGITS = "02"
_TEN = 10
_OR = "|"
_LOCALE = Path(__file__).parent / "locale"
_WEEKDAYS = {  # Babel's date styles are not the official ones
    "vi": ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@dataclass(frozen=True, slots=True)
class _Speech:
    language: str = "vi"
    facts: Mapping[str, object] = field(default_factory=dict)


_VIETNAMESE = _Speech()
_speech: ContextVar[_Speech] = ContextVar("speech", default=_VIETNAMESE)


@contextmanager
def speaking(language: str, /, **facts: object) -> Iterator[None]:
    """Speak this language inside; `facts` (you, office, phone) fill every sentence that names them."""
    token = _speech.set(_Speech(language, facts))
    try:
        yield
    finally:
        _speech.reset(token)


def language() -> str:
    """Give the language now spoken: "vi" or "en"."""
    return _speech.get().language


def say(key: str, /, **facts: object) -> str:
    """Give the sentence under `key`, filled. Raise KeyError for a key or a fact that is missing."""
    speech = _speech.get()
    return _words(speech.language, catalogue(speech.language)[key], {**speech.facts, **facts})


def write(key: str, /, **facts: object) -> str:
    """Give a sentence of a document on paper: in Vietnamese, in which it is signed, whoever asks for it."""
    return _words("vi", catalogue(DOCUMENTS)[key], facts)


def has(key: str, /) -> bool:
    """Tell whether there are words under this key, where they are optional ("help.report.title")."""
    return key in catalogue(_speech.get().language)


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Give every sentence of a language, or of `DOCUMENTS`, under its key, unfilled."""
    sentences: dict[str, str] = {}
    with (_LOCALE / f"{language}.po").open("rb") as file:
        for message in read_po(file):
            if isinstance(message.id, str) and isinstance(message.string, str) and message.id:
                sentences[message.id] = message.string
    return sentences


def _worded(language: str, value: object, style: str) -> str:
    """Word one fact the Vietnamese way; `style` is what stands behind the colon."""
    if isinstance(value, datetime):
        local = value.astimezone(ZONE)
        hour = f"{local.hour:02}:{local.minute:02}"
        if style == "hour":
            return hour
        if style == "FULL":
            return f"{hour} {_day(language, local.date(), style)}"
        joint = " ngày " if language == "vi" else " on "
        return hour + joint + _day(language, local.date(), style)
    if isinstance(value, date):
        return _day(language, value, style)
    if _OR in style:
        one, _, many = style.partition(_OR)
        return one if value == 1 else many
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool) and style in {"", _TWO_DIGITS}:
        return f"{value:{style}}" if style and 0 <= value < _TEN and value == int(value) else number(value, language)
    if style == "first":
        return _first(str(value))
    if style == "UPPER":
        return str(value).upper()
    return format(value, style)


def _day(language: str, day: date, style: str) -> str:
    if style == "short":
        return f"{day.day:02}/{day.month:02}"
    written = f"{day.day:02}/{day.month:02}/{day.year}"
    if not style:
        return written
    full = f"{_WEEKDAYS[language][day.weekday()]}, {written}"
    if style == "Full":
        return _first(full)
    return full.upper() if style == "FULL" else full


def _first(text: str) -> str:
    return text[:1].upper() + text[1:]


def number(value: int | Decimal, language: str | None = None) -> str:
    """Word a number: 1200 is "1.200" in Vietnamese, "1,200" in English."""
    return _number(value, _speech.get().language if language is None else language)


@lru_cache(maxsize=1024)
def _number(value: int | Decimal, language: str) -> str:
    return str(format_decimal(value, format="#,##0.###", locale=language))


def _words(language: str, sentence: str, facts: Mapping[str, object]) -> str:
    if "{" not in sentence:
        return sentence
    return "".join(
        before if name is None else before + _worded(language, facts[name], style or "")
        for before, name, style in _parts(sentence)
    )


@cache
def _parts(sentence: str) -> tuple[tuple[str, str | None, str | None], ...]:
    """Take a sentence apart: words, and the fact behind them with its style. Each is taken apart once."""
    return tuple((before, name, style) for before, name, style, _ in Formatter().parse(sentence))
