"""Every word that people read stands in the .po files: none missing, none left over, all in one style."""

import ast
import re
import unicodedata
from functools import cache
from pathlib import Path
from string import Formatter

from handlers.entries import contents
from messages.words import LANGUAGES, catalogue
from plans import reading
from tests.house.sources import modules, name, nodes, spoken

VI, EN = catalogue("vi"), catalogue("en")
STANDING = {"you", "office", "office_name", "call"}  # filled in every sentence, see handlers/delivery/speech.py
OF_THE_PLAN = {"period", "text"}  # words of the plan itself, in Vietnamese: English may do without them
RAISED = {
    "BackupRefused": 0,
    "Unclear": 0,
    "Refusal": 0,
    "Unacceptable": 0,
    "Refused": 1,
    "Problem": 2,
}  # which argument is a key

# Vietnamese that stands in Python because people type it, or because it is a name.
IN_PYTHON = {
    "bot/sandbox/cast.py": "the invented people of the sandbox",
    "handlers/everyone/language.py": "the name of the language, in itself",
    "handlers/officials/entering/partners.py": "how people join names",
    "messages/reading/days/spans.py": "what is said when a day is asked for",
    "messages/folding.py": "the letter that Unicode cannot take apart",
    "messages/legible.py": "what is looked for",
    "messages/neighbours.py": "what is looked for",
    "messages/questions/evidence.py": "how documents are numbered",
    "messages/questions/figures.py": "what people type",
    "messages/reading/": "what people type",
    "messages/secrets.py": "what is looked for",
    "plans/schema.py": "the usual form of address, where a plan names none",
    "messages/words.py": "the weekdays and the joint of time and day",
}
MARKED = re.compile(r"[\u00c0-\u1ef9]")
OLD_MARKS = re.compile(r"(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)  # hoà, khoẻ, huỷ; not toàn, quý
UNWANTED = re.compile(r"\bbạn\b|!|Vui lòng|Rất tiếc|[\U0001F000-\U0001FFFF\u2600-\u27BF]", re.IGNORECASE)


def _pattern(key: ast.expr) -> str:
    """Give a pattern of the keys that an expression can be: text as it is, anything for what is put in."""
    if isinstance(key, ast.Constant):
        return re.escape(str(key.value))
    assert isinstance(key, ast.JoinedStr)
    return "".join(re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in key.values)


@cache
def _said() -> tuple[tuple[str, ast.Call, ast.expr], ...]:
    """Give every key that code says or raises: where, the call, the key."""
    return tuple(
        (f"{name(file)}:{node.lineno}", node, key)
        for file in modules()
        for node in nodes(file)
        if isinstance(node, ast.Call) and (key := _key(node)) is not None
    )


def _key(call: ast.Call) -> ast.expr | None:
    called = getattr(call.func, "attr", "") or getattr(call.func, "id", "")
    place = 0 if called == "say" else RAISED.get(called)
    if place is None or len(call.args) <= place:
        return None
    return call.args[place] if isinstance(call.args[place], (ast.Constant, ast.JoinedStr)) else None


def _facts(sentence: str) -> set[str]:
    return {re.split(r"[.\[]", field)[0] for _, field, _, _ in Formatter().parse(sentence) if field is not None}


def test_both_languages_have_the_same_keys():
    assert LANGUAGES == ("vi", "en")
    assert sorted(VI.keys() ^ EN.keys()) == []


def test_both_languages_tell_the_same_facts():
    both = {key: (_facts(VI[key]) - STANDING, _facts(EN[key]) - STANDING) for key in VI.keys() & EN.keys()}

    assert {key: (vi, en) for key, (vi, en) in both.items() if en - vi or vi - en - OF_THE_PLAN} == {}


def test_everything_said_has_words():
    wordless = [f"{place} {ast.unparse(key)}" for place, _, key in _said() if not _has_words(key)]

    assert wordless == []


def _has_words(key: ast.expr) -> bool:
    if isinstance(key, ast.Constant):
        return key.value in VI
    can_be = re.compile(_pattern(key))
    return any(map(can_be.fullmatch, VI))


def test_every_sentence_is_given_the_facts_it_names():
    short = {}
    for place, call, key in _said():
        given = {keyword.arg for keyword in call.keywords}
        if not isinstance(key, ast.Constant) or None in given or key.value not in VI or len(call.args) > 2:
            continue
        missing = _facts(VI[key.value]) | _facts(EN.get(key.value, ""))
        if missing := missing - STANDING - given:
            short[place] = (key.value, missing)

    assert short == {}


def test_no_words_are_left_over():
    patterns = [_pattern(key) for _, _, key in _said()]
    patterns += [_pattern(node) for file in modules() for node in nodes(file) if _is_key_made(node)]
    named = {node.value for file in modules() for node in spoken(file)}
    anyhow = re.compile("|".join(sorted(set(patterns))))

    assert sorted(key for key in VI if key not in named and not anyhow.fullmatch(key)) == []


def _is_key_made(node: ast.AST) -> bool:
    """Tell an f-string that makes a key: f"ask.{...}"."""
    return (
        isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and re.match(r"[a-z_]+\.", str(node.values[0].value)) is not None
    )


def test_no_key_stands_twice():
    twice = []
    for language in LANGUAGES:
        files = (Path(__file__).parents[2] / "messages" / "locale").glob(f"{language}*.po")
        keys = [key for file in files for key in re.findall(r'^msgid "(.+)"$', file.read_text("utf-8"), re.MULTILINE)]
        twice += sorted({key for key in keys if keys.count(key) > 1})

    assert twice == []


def test_no_words_for_people_stand_in_python():
    found = [
        f"{name(file)}:{node.lineno} {node.value!r}"
        for file in modules()
        if not name(file).startswith(tuple(IN_PYTHON))
        for node in spoken(file)
        if MARKED.search(unicodedata.normalize("NFC", node.value.replace("Đầu Mối", "")))
    ]

    assert found == []


def test_tone_marks_stand_where_offices_put_them():
    """What people type in the old way is understood; the keys that end in ".typed" say it so."""
    old = {key: found for key, said in VI.items() if not key.endswith(".typed") and (found := OLD_MARKS.findall(said))}

    assert old == {}


def test_the_words_are_composed():
    assert [key for key, said in (VI | EN).items() if not unicodedata.is_normalized("NFC", said)] == []


def test_the_tone_is_that_of_an_office():
    assert {key: found for key, said in VI.items() if (found := UNWANTED.findall(said))} == {}


# Slips that were found by reading, each counted from here on: what is wrong once is wrong wherever it stands.
_PLAIN = {key: said for language in (VI, EN) for key, said in language.items() if not key.endswith(".typed")}
_OFFICIAL = {key: said for key, said in VI.items() if not key.endswith(".typed")}
_FIXED = re.compile(r"văn phòng|\bmốc\b|chưa cử đầu mối|yêu cầu (số )?\{|rút đồng ý", re.IGNORECASE)
_LETTERS = "".join(letter for letter in map(chr, range(0x61, 0x1EFA)) if letter.islower() and letter.isalpha())
_BEGINS = r"(?:^|(?<=[.?] )|(?<=\n))"
_FACT = r"\{(?:you|office|office_name|period|names|senders|day:full|days|day)\}"
_LOW = re.compile(_BEGINS + rf"(?:[{_LETTERS}]|{_FACT})")
_COUNT = re.compile(r"\{(n|of|sent|heard|owed|given|not_given|not_arising|phases|codes)(:02)?\}")
_TWO_DASHES = re.compile(r"^.*(?:^|\s)–\s.*\s–\s.*$", re.MULTILINE)
_IN_A_SENTENCE = re.compile(rf"(?<=[{_LETTERS},;] )Hệ thống")
_NAMED_BY_FULL_STOP = re.compile(r"[.:?]$")


def _slips(pattern: re.Pattern[str], said: dict[str, str]) -> dict[str, list[str]]:
    return {key: found for key, words in said.items() if (found := pattern.findall(words))}


def test_what_a_plan_names_is_not_fixed_in_a_sentence():
    assert _slips(_FIXED, _OFFICIAL) == {}


def test_a_line_has_one_dash():
    tasks = [task for path in reading.shipped() for task in reading.read(path).tasks]

    assert _slips(_TWO_DASHES, _PLAIN) == {}
    assert [shown for shown in map(contents.label, tasks) if re.match(r"\S+ – ", shown)] == []


def test_a_sentence_begins_with_a_capital():
    whole = {key: said for key, said in _OFFICIAL.items() if _NAMED_BY_FULL_STOP.search(said)}

    assert _slips(_LOW, whole) == {}


def test_counts_beside_one_another_are_all_written_with_two_digits_or_none():
    counts = {key: {style for _, style in _COUNT.findall(said)} for key, said in VI.items()}

    assert [key for key, styles in counts.items() if len(styles) > 1] == []


def test_there_is_one_kind_of_quotation_marks():
    assert [key for key, said in _PLAIN.items() if '"' in said] == []


def test_the_system_is_no_proper_name_within_a_sentence():
    assert _slips(_IN_A_SENTENCE, _OFFICIAL) == {}


def test_a_plan_calls_its_periods_as_the_words_do():
    assert {reading.read(path).period_word for path in reading.shipped()} == {"giai đoạn"}


_NOUN = r"(units|results|days|tasks|files|activities|reports|requests|reminders|slogans|assignments|others|people)"
_ONE_IS_MANY = re.compile(rf"(?<![/\w])(?<!of )(?<!all )\{{(?!unit\}})\w+\}} {_NOUN}\b")
_NOUGHT = re.compile(r"\{(?!day|month|hour)\w+:02\}|(?<![\d/:])0\d (?:working )?days", re.IGNORECASE)
NEVER_ONE = {
    "ask.phase", "days.no_such_day", "digest.leader.review", "doctor.counted", "doctor.recounted", "find.head.more",
    "limit.files",    "oneline.things_several", "rehearse.finding.quota_people", "report.task_several",
    "report.task_several.rest", "which_unit.too_many",
}  # fmt: skip


def test_english_says_one_result_and_two_results():
    slips = _slips(_ONE_IS_MANY, {key: said for key, said in EN.items() if not key.endswith(".typed")})

    assert sorted(slips.keys() - NEVER_ONE) == []


def test_an_english_count_has_no_nought_in_front():
    assert _slips(_NOUGHT, {key: said for key, said in EN.items() if not key.endswith(".typed")}) == {}
