"""With whom: "phối hợp với Bộ Y tế và UNDP". "phối hợp với các đơn vị" names nobody."""

from typing import Final

from messages.reading.lines import vocabulary
from messages.reading.lines.names import LONGEST, SIGNS, Aside, Names

PARTNERS: Final = "partners"
_ACRONYM: Final = 3  # letters of one, at least: UNDP, LHQ
_TOGETHER: Final = (
    ("su", "phoi", "hop", "cua"), ("phoi", "hop", "cung", "voi"), ("phoi", "hop", "voi"), ("phoi", "hop", "cung"),
    ("don", "vi", "phoi", "hop", ":"), ("phoi", "hop", ":"),
)  # fmt: skip


def partners(line: Names, at: int) -> Aside | None:
    """Read with whom: "phối hợp với Bộ Y tế", "có sự phối hợp của UNDP và UNICEF"."""
    start = next((at + len(said) for said in _TOGETHER if line.stands(at, said)), 0)
    if not start or line.is_about(at, vocabulary.NO_PARTNERS_BEFORE):
        return None
    end = _one_partner(line, start)
    if not end:
        return None
    has_subject = at > 0 and line.typed[at - 1].plain not in SIGNS
    while end + 1 < len(line.typed) and line.typed[end].plain == ",":  # more names
        more = line.name(end + 1, vocabulary.PARTNER_ENDS)
        if more <= end + 1 or not _is_listed(line, end + 1, more, has_subject=has_subject):
            break
        end = more
    return None if line.stops_at_number(end) else line.aside(PARTNERS, at, start, end)


def _is_listed(line: Names, start: int, end: int, *, has_subject: bool) -> bool:
    """Tell whether what follows a partner's comma is one more: a unit, a body, UNDP; and not who held it."""
    said = line.said(start, end)
    if line.is_unit(said) and (has_subject or line.ends_clause(end)):
        return True
    if not line.ends_clause(end):
        return False
    acronym = len(said) >= _ACRONYM and said.isalpha() and said.isupper() and not line.text.isupper()
    plain = line.plain(start, end)
    return acronym or (line.is_capital(start) and plain not in vocabulary.ORGANISATIONS and line.is_organisation(plain))


def _one_partner(line: Names, start: int) -> int:
    """Give the place behind the first name; names of units may hold commas themselves."""
    first = end = line.name(start, vocabulary.PARTNER_ENDS)
    for _ in range(2):
        if end + 1 >= len(line.typed) or line.typed[end].plain != ",":
            break
        before, end = end, line.name(end + 1, vocabulary.PARTNER_ENDS)
        if end > before + 1 and line.is_unit(line.said(start, end)):
            return end
    return first if _is_partner(line, start, first) else 0


def _is_partner(line: Names, start: int, end: int) -> bool:
    if not 0 < end - start <= LONGEST:
        return False
    said, plain = line.said(start, end), line.plain(start, end)
    if line.is_unit(said):
        return True
    if plain.partition(" ")[0] in vocabulary.NO_PARTNERS or plain in vocabulary.ORGANISATIONS:
        return False
    if not any(word.is_marked for word in line.typed) and not line.ends_clause(end):
        return False  # without marks it is not sure where a name ends
    return line.is_capital(start) or line.is_organisation(plain)
