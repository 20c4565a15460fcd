"""The guard: does a text bear a mark of state secrecy? Pure; nothing is kept here.

A mark is what a stamp or a heading says: MẬT, TỐI MẬT, TUYỆT MẬT, "độ mật", "tài liệu
thu hồi". The syllable alone is no mark: honey, passwords, density and the title of the
law on protecting secrets have it too. So every "mật" is judged by its neighbours, its
capitals and whether it stands alone. `docs/why/the-guard.md` tells what still gets
through, and what is stopped wrongly.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from urllib.parse import unquote

from messages import legible, neighbours
from messages.folding import folded

_L = r"[^\W\d_]"  # a letter; an underscore or a digit beside a stamp does not hide it
_MARK = re.compile(rf"(?<!{_L})(?:(tuyệt|tuyêt|tuyet|tối|toi)[\s_.-]{{0,4}})?(m[ậâa]t)(?!{_L})", re.IGNORECASE)
_WORD = re.compile(rf"{_L}+|\d+")
_SIGN = re.compile(rf"\s{{0,4}}\d{{1,6}}(?:/\d{{4}})?\s?[/_-]\s?{_L}")
_JOINED = re.compile(rf" {_L}")
_RECALLED = re.compile(r"(?<!\w)tai ?lieu ?thu ?hoi(?!\w)(?: (\w+))?")
_ENVELOPE = "chinguoicotenmoiduocbocbi"  # spaces may be lost, or stand between all letters
_LONGEST_NAME = 255
_ENDING = "docx?|docm|xlsx?|xlsm|pptx?|pdf|rtf|odt|txt|csv|jpe?g|png|heic|tiff?|mp4|zip|rar|7z"
_FILE = re.compile(rf"(?<![^\s/\\])[^\s/\\]{{1,{_LONGEST_NAME}}}\.(?:{_ENDING})(?!\w)", re.IGNORECASE)
_LAST_WORD = re.compile(r"m[ậâa]t\.", re.IGNORECASE)  # of a name, as far as spaces let it be told
_EXTENSION = re.compile(r"\.(?!mat$)(?=[a-z0-9]*[a-z])[a-z0-9]{2,5}$", re.IGNORECASE)
_PAPER = "|".join(sorted(paper.replace(" ", "") for paper in neighbours.PAPERS))
_GLUED = re.compile(f"(?:{_PAPER})?(?:toi|tuyet)mat|(?:{_PAPER})mat")
_FAR = 80  # no neighbour that matters stands farther away; long lines stay cheap
_QUOTES = {"(": ")", "[": "]", "{": "}", "<": ">", '"': '"', "'": "'", "“": "”", "‘": "’", "«": "»", "*": "*"}


# What stands for a degree in the number of a document: "12/BC-BQP (M)", "05/TuM-BQP". In a text it is too common.
_LETTERS = re.compile(r"(?:^|[\s(\[{/.,_–—-])(?:M|TM|TUM)(?=[\s)\]}/.,_–—-]|$)", re.IGNORECASE)


# The same in brackets behind number and sign, which nothing else is: "52/TTr-BCĐ(M)", "77-BC-CAT(M).pdf".
_LETTERED = re.compile(
    rf"(?<!\w)\d{{1,6}}(?:/\d{{4}})?\s?[/_-]\s?[A-ZĐ]{_L}{{0,7}}\d{{0,3}}(?:[/_.&-]{_L}[\w&.]{{0,19}}){{1,4}}\s?[(\[{{]\s?(?:M|TM|T[Uu]M)\s?[)\]}}]"
)
_DATED = re.compile(r"[\s,]*(?:ngày|ngay)?[\s\d/.]*", re.IGNORECASE)
_NUMBERS = re.compile(r"\b\d{1,6}(?:/\d{4})?\s?[/_]\s?[^\W\d_][\w.&/-]*(?:\s?[(\[{]\s?\w{1,3}\s?[)\]}])?")


def mark(text: str) -> str | None:
    """Give the name of the rule by which this text bears a mark of secrecy, or None."""
    plain = legible.read(text)
    bare = folded(plain)
    if _ENVELOPE in bare.replace(" ", ""):
        return "envelope"
    if _recalled(bare):
        return "recall"
    if any(_beside_words(plain, number) for number in _LETTERED.finditer(plain)):
        return "lettered"
    judged = (_toned(found) if found.toned else _bare(found) for found in _found(plain))
    named = (mark_in_name(name) for name in _file_names(plain))
    return next((rule for rule in chain(judged, named) if rule), None)


def mark_in_number(number: str) -> bool:
    """Tell whether the number of a document bears the letters of a degree."""
    return _LETTERS.search(legible.read(number).strip()) is not None


def mark_among_numbers(text: str) -> bool:
    """Tell the same of any number of a document that stands in a text, with what stands in brackets behind it."""
    return any(map(mark_in_number, _NUMBERS.findall(legible.read(text))))


def mark_in_name(file_name: str) -> str | None:
    """Tell the same of a file's name, where "CV_MAT" is as good as a stamp.

    A sentence is no name: what has spaces and no extension is left to `mark`.
    """
    name = legible.read(unquote(file_name)).strip()
    if len(name) > _LONGEST_NAME or (re.search(r"\s", name) and not _EXTENSION.search(name)):
        return None
    stem = _EXTENSION.sub("", re.split(r"[/\\]", name)[-1])
    words = [word for piece in _WORD.findall(stem) for word in _humps(piece)]
    if _recalled(folded(" ".join(words))):
        return "recall"
    if _LETTERED.search(stem):
        return "name"
    if any(_named(words, place) for place in range(len(words))):
        return "name"
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    """One "mật", with or without a degree before it, and what stands around it."""

    degree: str  # "toi", "tuyet" or ""
    toned: bool
    written: str
    before: tuple[str, ...]  # small letters, the nearest last; on its own line, but for a few words
    after: tuple[str, ...]
    joined: bool  # nothing but a space stands between it and the word after it
    alone: bool  # nothing else on the line
    enclosed: bool  # in brackets, in quotes
    among_small: bool  # the line has small letters, so capitals are meant
    colon: bool
    signed: bool  # number and sign of a document go on: 31/BC

    @property
    def stands_out(self) -> bool:
        return self.alone or self.enclosed

    @property
    def beside_paper(self) -> bool:
        if self.toned and self.before[-1:] and self.before[-1] in neighbours.PAPERS_TONED:
            return True
        return _ends_in_paper([folded(word) for word in self.before])

    @property
    def numbered(self) -> bool:
        follows = self.after[self.after[:1] in (("số",), ("so",)) :]
        return follows[:1] != () and follows[0].isdigit() and (follows != self.after or self.signed)

    @property
    def followed(self) -> bool:
        """An ordinary word goes on: mật độ (but not "MẬT: độ khẩn", nor behind a degree: "TỐI MẬT mã số")."""
        words = neighbours.AFTER if self.toned else neighbours.AFTER_BARE
        if not self.joined or (self.degree and self.written.isupper()):
            return False
        return _goes_on(self.after, words) and self.after[1:2] not in (("khẩn",), ("mật",))


def _toned(found: _Found) -> str | None:
    nearest = found.before[-1] if found.before else ""
    if found.followed:
        return None
    if found.degree or (nearest == "độ" and found.before[-2:-1] != ("mật",)):
        return "degree"
    if nearest in neighbours.BEFORE and not found.beside_paper:
        return None
    if found.written.isupper() or found.stands_out:
        return "stamp"
    if found.beside_paper and found.written[0].isupper():
        return "stamp"
    return "numbered" if found.numbered and (found.beside_paper or not found.signed) else None


def _bare(found: _Found) -> str | None:
    """Judge what was typed without tone marks, where much less can be told."""
    beside_degree = found.before[-1:] in (("do",), ("độ",))
    if found.followed:
        return None
    if found.degree:
        loud = found.written.isupper() and found.among_small
        sure = found.degree == "tuyet" or found.stands_out or found.beside_paper or beside_degree or loud
        return "degree" if sure else None
    nothing_else = len(found.before) == 1 and not found.after
    if beside_degree and (found.colon or nothing_else):
        return "degree"
    if found.written.isupper() and (found.stands_out or found.beside_paper):
        return "stamp"
    return "numbered" if found.beside_paper and found.numbered else None


def _named(words: list[str], place: int) -> bool:
    word, lower = words[place], [other.lower() for other in words]
    if _GLUED.fullmatch(folded(word)):
        return True
    if lower[place] not in ("mật", "mât", "mat"):
        return False
    toned = lower[place] != "mat"
    before, after, others = lower[:place], lower[place + 1 :], lower[:place] + lower[place + 1 :]
    nearest = before[-1] if before else ""
    going_on = neighbours.AFTER if toned else neighbours.AFTER_BARE
    if word.isupper() and nearest in ("tuyệt", "tối", "tuyet") and before[-2:-1] != ["bang"]:  # băng tuyết mặt đường
        return True
    if _goes_on(after, going_on):
        return False
    if _ends_in_paper([folded(other) for other in before]) or all(other.isdigit() for other in others):
        return True
    if folded(nearest) in ("toi", "tuyet", "do"):
        return nearest != "do" or not {"kham", "may", "kinh"}.intersection(before)  # khám đo mắt
    ordinary = neighbours.BEFORE if toned else neighbours.BEFORE_BARE
    return (toned or word.isupper()) and nearest not in ordinary


def _found(plain: str) -> Iterator[_Found]:
    for match in _MARK.finditer(plain):
        starts = max(plain.rfind("\n", max(0, match.start() - _FAR), match.start()) + 1, match.start() - _FAR)
        ends = plain.find("\n", match.end(), match.end() + _FAR)
        left = plain[starts : match.start()]
        right = plain[match.end() : ends if ends >= 0 else match.end() + _FAR]
        before, after = _small(left)[-3:], _small(right)[:3]
        alone = not before and not after
        if not before:
            above = _small(plain[max(0, starts - 40) : starts])[-1:]
            before = above if not alone or set(above) & neighbours.BEFORE_OVER_LINES else []
        joined = _JOINED.match(right) is not None
        if not after and ends >= 0:
            below = _WORD.findall(plain[ends : ends + 40])[:2]
            goes_on = below[:1] != [] and below[0].lower() in neighbours.AFTER_OVER_LINES
            after = [word.lower() for word in below] if goes_on else []
            # a stamp is in capitals, and so is the rest of a heading that is broken behind its first words
            joined = goes_on and (not match[2].isupper() or (not alone and below[0].isupper()))
        yield _Found(
            degree=folded(match[1] or ""),
            toned=match[2][1].lower() != "a",
            written=match[0],
            before=tuple(before),
            after=tuple(after),
            joined=joined,
            alone=alone,
            enclosed=_QUOTES.get(left[-1:]) == right[:1] != "",
            among_small=any(letter.islower() for letter in left + right),
            colon=right.lstrip()[:1] in tuple(":=：-–"),
            signed=_SIGN.match(right) is not None,
        )


def _goes_on(after: Sequence[str], ordinary: frozenset[str]) -> bool:
    """Tell whether the words behind "mật" make an ordinary word with it."""
    if not after:
        return False
    unless = neighbours.AFTER_UNLESS.get(after[0])
    return after[0] in ordinary or (unless is not None and not unless.intersection(after[1:2]))


def _beside_words(plain: str, number: re.Match[str]) -> bool:
    """Tell whether more stands on its line. One alone is an answer, or a cell: what asks for it refuses it."""
    before = plain[max(0, number.start() - _FAR) : number.start()].rpartition("\n")[2]
    after = plain[number.end() : number.end() + _FAR].partition("\n")[0]
    return bool(before.strip()) or _DATED.fullmatch(after) is None


def _small(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


def _humps(word: str) -> list[str]:
    """Split "BaoCaoMat" where a capital follows a small letter."""
    starts = [0, *(at for at in range(1, len(word)) if word[at].isupper() and word[at - 1].islower()), len(word)]
    return [word[start:end] for start, end in pairwise(starts)]


def _ends_in_paper(bare: list[str]) -> bool:
    return " ".join(bare[-2:]) in neighbours.PAPERS or " ".join(bare[-1:]) in neighbours.PAPERS


def _recalled(bare: str) -> bool:
    return any(after not in neighbours.TAKEN_BACK for after in _RECALLED.findall(bare))


def _file_names(plain: str) -> Iterator[str]:
    line = plain.strip()
    if len(line) <= _LONGEST_NAME and "\n" not in line and _FILE.search(line[-12:]):
        yield line  # a name with spaces in it
    for found in _FILE.finditer(plain):
        before = _small(plain[max(0, found.start() - _FAR) : found.start()].rpartition("\n")[2])[-1:]
        if not (_LAST_WORD.match(found[0]) and set(before) & (neighbours.BEFORE | neighbours.BEFORE_BARE)):
            yield found[0]  # else its last word is an ordinary one: "Cam kết bảo mật.pdf"
