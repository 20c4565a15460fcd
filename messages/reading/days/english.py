"""Days as they are typed in English, put into Vietnamese: "Friday", "3 December 2025", "from 1 to 3 December".

Only where a word of English says that it is one; "may" and "sep" are Vietnamese syllables, and months only beside
a day and with a capital.
"""

import re
from typing import Final

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NUMBERS: Final = {
    **{name: n for n, name in enumerate(_MONTHS, 1)},
    **{name[:3]: n for n, name in enumerate(_MONTHS, 1)},
    "Sept": 9,
}
_WEEKDAYS: Final = {
    "monday": "thứ hai", "tuesday": "thứ ba", "wednesday": "thứ tư", "thursday": "thứ năm", "friday": "thứ sáu",
    "saturday": "thứ bảy", "sunday": "chủ nhật",
}  # fmt: skip
_NOONS: Final = {"morning": "sáng", "noon": "trưa", "afternoon": "chiều", "evening": "tối", "night": "đêm"}
_WEEKS: Final = {"last": " trước", "past": " trước", "this": " tuần này", "next": " tuần tới", "": ""}
_PERIODS: Final = {"last": "trước", "past": "trước", "this": "này", "next": "tới"}
_PAST_WEEK: Final = "cách đây 7 ngày"

_UNTIL: Final = "to|until|till|through"
_DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH: Final = (
    rf"(?P<month>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b\.?(?![^\S\n]+(?!(?:{_UNTIL})\b)[a-z])"
)
_MONTH_AHEAD: Final = rf"(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b"
_YEAR: Final = r"(?:,?[^\S\n]+(?P<year>20\d\d))?"
_ENGLISH: Final = re.compile(rf"{'|'.join(name[:3] for name in _MONTHS)}|(?i:day|night|week|month|this|last|tomorrow)")
_BETWEEN: Final = re.compile(
    rf"\b(?:from[^\S\n]+)?(?P<first>\d{{1,2}}(?:/\d{{1,2}}(?:/\d{{4}})?)?)[^\S\n]+(?:{_UNTIL})[^\S\n]+(?=\d{{1,2}}/\d)",
    re.IGNORECASE,
)
_DATES: Final = (
    re.compile(rf"(?P<day>\b{_DAY})(?:[^\S\n]+of)?[^\S\n]+{_MONTH}{_YEAR}"),
    re.compile(rf"\b{_MONTH}[^\S\n]+(?P<day>{_DAY}(?:\s?[-–]\s?{_DAY})?)\b{_YEAR}"),
)
_SAID: Final = re.compile(
    rf"\b(?:(?P<near>the day before yesterday|yesterday|tomorrow|today)(?:[^\S\n]+(?P<near_noon>{'|'.join(_NOONS)}))?"
    rf"|this[^\S\n]+(?P<noon>{'|'.join(_NOONS)})|last[^\S\n]+(?P<last_noon>night|evening)"
    rf"|(?:(?P<which>last|past|this|next)[^\S\n]+)?(?P<weekday>{'|'.join(_WEEKDAYS)})"
    rf"(?:[^\S\n]+(?P<day_noon>{'|'.join(_NOONS)}))?"
    r"|(?P<period>last|past|this|next)[^\S\n]+(?P<of>week|month)"
    r"|(?P<ago>\d{1,2})[^\S\n]+days[^\S\n]+ago|(?P<week_ago>a|one)[^\S\n]+week[^\S\n]+ago)\b",
    re.IGNORECASE,
)
_NEAR: Final = {
    "the day before yesterday": "hôm kia", "yesterday": "hôm qua", "tomorrow": "ngày mai", "today": "hôm nay",
}  # fmt: skip
_LATE: Final = re.compile(r"\b(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s?(?P<half>[ap])\.?m\b\.?", re.IGNORECASE)
_JOINTS: Final = {
    "from": "từ", "to": "đến", "until": "đến", "till": "đến", "and": "và", "on": "", "at": "lúc", "in": "", "the": "",
    "through": "đến",
}  # fmt: skip
_JOINT: Final = re.compile(rf"\b(?:{'|'.join(_JOINTS)})\b", re.IGNORECASE)


def in_vietnamese(text: str) -> str:
    """Give a text with its English days in Vietnamese; one without any as it is."""
    said = _BETWEEN.sub(r"từ \g<first> đến ", text)
    if not _ENGLISH.search(said):
        return said
    for pattern in _DATES:
        said = pattern.sub(_date, said)
    said = _SAID.sub(_said, said)
    if said == text:
        return text
    return " ".join(_JOINT.sub(lambda m: _JOINTS[m.group().lower()], _LATE.sub(_hour, said)).split())


def _date(found: re.Match[str]) -> str:
    day = re.sub(r"[a-z\s]", "", found["day"]).replace("–", "-")
    year = f"/{found['year']}" if found["year"] else ""
    return f"{day}/{_NUMBERS[found['month']]}{year}"


def _hour(found: re.Match[str]) -> str:
    hour = int(found["hour"]) % 12 + (12 if found["half"].lower() == "p" else 0)
    return f"{hour}:{found['minute'] or '00'}"


def _said(found: re.Match[str]) -> str:
    told = {key: said.lower() for key, said in found.groupdict().items() if said}
    match told:
        case {"near": near}:
            return f"{_NOONS.get(told.get('near_noon', ''), '')} {_NEAR[near]}".strip()
        case {"noon": noon}:
            return f"{_NOONS[noon]} nay"
        case {"last_noon": noon}:
            return f"{_NOONS[noon]} qua"
        case {"weekday": weekday}:
            noon = _NOONS.get(told.get("day_noon", ""), "")
            return f"{noon} {_WEEKDAYS[weekday]}{_WEEKS[told.get('which', '')]}".strip()
        case {"period": period, "of": of}:
            return f"{'tuần' if of == 'week' else 'tháng'} {_PERIODS[period]}"
        case {"ago": days}:
            return f"cách đây {days} ngày"
    return _PAST_WEEK
