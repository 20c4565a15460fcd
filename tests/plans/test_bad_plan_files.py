"""A bad plan file is told line by line, and never breaks the reader."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_plan import SMALL, line, written

from bot.plan_commands import problem_lines
from messages.words import LANGUAGES, speaking
from plans import reading
from plans.problems import PlanProblems
from plans.schema import Plan


def problems_of(path):
    try:
        reading.read(path)
    except PlanProblems as error:
        return error.problems
    return ()


def found(path):
    """Say each problem as (line, field, because), after wording it in every language."""
    problems = problems_of(path)
    for language in LANGUAGES:
        with speaking(language):
            assert all(problem_lines(problems))
    return [(problem.line, problem.field, problem.because.removeprefix("planfile.")) for problem in problems]


def test_the_small_plan_is_sound(tmp_path):
    plan = reading.read(written(tmp_path))

    assert [unit.code for unit in plan.units] == ["VPS", "HTQT", "XAA", "XAB"]
    assert plan.unit("XAB").name == "Ủy ban xã Hòa Bình"
    assert plan.task("1.10").text == "Họp"  # not the number 1.1, and not corrected


BOMB = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (name, name, b",".join([b"*%c" % (name - 1)] * 9)) for name in b"bcdefghi"
)
WHOLE_FILES = {
    "empty": (b"", 0, "empty"),
    "only spaces": (b" \n\n", 0, "empty"),
    "only a comment": (b"# later\n", 0, "empty"),
    "a photo": (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe", 1, "not_text"),
    "a zero byte": (b"key: a\ncode: \x00\n", 2, "not_text"),
    "another encoding": ("key: 705\ntitle: Kế hoạch".encode("utf-16"), 1, "not_text"),
    "not YAML": (b"key: [1, 2\ncode: 3\n", 2, "not_yaml"),
    "a tab": (b"key: a\n\tcode: b\n", 2, "not_yaml"),
    "two documents": (b"key: a\n---\nkey: b\n", 2, "not_yaml"),
    "a list": (b"- a\n- b\n", 1, "no_mapping"),
    "a sentence": ("Kế hoạch 705".encode(), 1, "no_mapping"),
    "too large": (b"# " + b"x" * 2_000_000, 0, "too_large"),
    "deep": (b"a: " + b"[" * 5_000 + b"]" * 5_000, 1, "too_deep"),
    "code to run": (b"key: !!python/object/apply:os.system [true]\n", 1, "tag"),
    "an anchor": (b"key: &a x\ncode: *a\n", 1, "anchor"),
    "a bomb": (BOMB, 1, "anchor"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "at", "because"), WHOLE_FILES.values(), ids=WHOLE_FILES)
def test_a_file_that_is_no_plan_is_refused(tmp_path, content, at, because):
    path = tmp_path / "plan.yaml"
    path.write_bytes(content)

    assert (at, because) in [(number, why) for number, _, why in found(path)]


def test_a_missing_file_a_folder_and_a_pipe_are_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe")

    assert found(tmp_path / "none.yaml") == [(0, "", "missing")]
    assert found(tmp_path) == [(0, "", "no_file")]
    assert found(tmp_path / "pipe") == [(0, "", "no_file")]
    assert found(tmp_path / "a\0b") in ([(0, "", "missing")], [(0, "", "unreadable")])


U, T, P, I = "units[1]", "tasks[1]", "phases[1]", "indicators[0]"  # noqa: E741 - short, in a table
BROKEN = [
    # a unit nobody knows, in each place where one may be named
    (("unit: XA,", "unit: XY,"), "unit: XA,", f"{T}.unit", "unknown_unit"),
    (("office: VPS", "office: VPX"), "office: VPS", "office", "unknown_unit"),
    (("label: Họp,", "label: Họp, named: [QQ],"), "label: Họp", "tasks[0].named[0]", "unknown_unit"),
    (("indicators: [people]", "indicators: [persons]"), "key: other", "forms[0].indicators[0]", "unknown_key"),
    (("label: Họp,", 'label: Họp, phases: ["9"],'), "label: Họp", "tasks[0].phases[0]", "unknown_key"),
    # a form for whatever has none
    (("key: other", "key: rest"), "key: other", "forms[0].key", "last_form"),
    # days
    (("2025-12-10, ends: 2025-12-31", "2025-12-09, ends: 2025-12-31"), "name: Sau", f"{P}.starts", "phases_overlap"),
    (("2025-12-10, ends: 2025-12-31", "2025-12-13, ends: 2025-12-31"), "name: Sau", f"{P}.starts", "phases_gap"),
    (("10, ends: 2025-12-31", "10, ends: 2025-12-30"), "name: Sau", f"{P}.ends", "phases_end"),
    (("Trước, starts: 2025-12-01", "Trước, starts: 2025-12-02"), "name: Trước", "phases[0].starts", "phases_start"),
    (("starts: 2025-12-01\n", "starts: 2025-02-30\n"), "starts: 2025-12-01", "starts", "day_wanted"),
    (("starts: 2025-12-01\n", "starts: 20251201\n"), "starts: 2025-12-01", "starts", "day_wanted"),
    (("starts: 2025-12-01\n", "starts: 01/12/2025\n"), "starts: 2025-12-01", "starts", "day_wanted"),
    (("last_day: 2026-02-09", "last_day: 2026-02-10"), "deadline:", "deadline.last_day", "deadline_before"),
    (("label: Họp,", "label: Họp, window: {starts: 2025-12-02, ends: 2025-12-01},"), "label: Họp",
     "tasks[0].window.ends", "ends_before_start"),
    # the same thing twice
    (("code: HTQT", "code: VPS"), "code: HTQT", f"{U}.code", "duplicate"),
    (("code: XAB", "code: HTQT"), "code: XAB", "groups[0].members[1].code", "duplicate"),
    (("label: Phối hợp", "label: Họp"), "label: Phối hợp", f"{T}.label", "duplicate"),
    (("short: Hợp tác", "short: VP"), "code: HTQT", f"{U}.short", "alias_shared"),
    (("merged_from: [Cũ]", "merged_from: [an-binh]"), "code: XAB", "groups[0].members[1].merged_from[0]",
     "alias_shared"),
    (("words: [lượt người, người]}", "words: [người]}\n  - {key: b, label: B, unit: b, words: [NGUOI]}"), "",
     "indicators[1].words[0]", "word_shared"),
    (('ties: ["1.10"]', "ties: []"), "key: 1.10", "tasks[0].ties[0]", "tie_one_sided"),
    # the wrong shape
    (("title: Kế hoạch nhỏ\n", "title: [a]\n"), "title:", "title", "text_wanted"),
    (("title: Kế hoạch nhỏ\n", "title:\n"), "title:", "title", "text_wanted"),
    (("title: Kế hoạch nhỏ\n", 'title: ""\n'), "title:", "title", "nothing_in_it"),
    (("topics: []", "topics: Một"), "name: Trước", "phases[0].topics", "list_wanted"),
    (("addressees: {units: [Sở A], office: [Ủy ban]}", "addressees: Sở A"), "addressees:", "addressees",
     "mapping_wanted"),
    (("role: cooperate", "role: helper"), "role: cooperate", f"{T}.role", "not_one_of"),
    (("label: Họp,", "label: Họp, reminded: maybe,"), "label: Họp", "tasks[0].reminded", "yes_no_wanted"),
    (("label: Họp,", "label: Họp, target: {value: vài, text: a},"), "label: Họp", "tasks[0].target.value",
     "number_wanted"),
    (("label: Họp,", f"label: {'H' * 61},"), "label: Họp", "tasks[0].label", "too_long"),
    (("code: SM", "code: sm-1"), "code: SM", "code", "pattern"),
    (("short: Kế hoạch nhỏ\n", "shrot: Kế hoạch nhỏ\nshort: a\n"), "short: Kế hoạch", "shrot", "field_unknown_like"),
    (("label: Họp,", "label: Họp, zzzzz: 1,"), "label: Họp", "tasks[0].zzzzz", "field_unknown"),
    (("issuer: Sở A\n", ""), "key: small", "issuer", "field_missing"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "place", "field", "because"), BROKEN, ids=[f"{b[2]}-{b[3]}" for b in BROKEN])
def test_a_mistake_is_told_with_line_and_field(tmp_path, change, place, field, because):
    at = line(place) if place else SMALL.count("\n") + 1

    assert found(written(tmp_path, change)) == [(at, field, because)]


def test_a_deadline_before_the_end_is_refused(tmp_path):
    early = ("before: 2026-02-10, last_day: 2026-02-09", "before: 2025-12-31, last_day: 2025-12-30")

    assert found(written(tmp_path, early)) == [(line("deadline:"), "deadline.before", "deadline_early")]


def test_a_field_written_twice_is_told_with_both_lines(tmp_path):
    path = written(tmp_path, ("issuer: Sở A\n", "issuer: Sở A\nissuer: Sở B\n"))

    (problem,) = problems_of(path)

    assert (problem.line, problem.field, problem.because) == (line("issuer:") + 1, "issuer", "planfile.twice")
    assert problem.facts == {"first": line("issuer:")}


def test_every_problem_is_told_at_once_in_the_order_of_lines(tmp_path):
    path = written(
        tmp_path,
        ("code: SM", "code: s"),
        ("starts: 2025-12-01\n", "starts: soon\n"),
        ("unit: VPS, role", "unit: NO, role"),
        ("role: cooperate", "role: helper"),
    )

    assert [because for _, _, because in found(path)] == ["pattern", "day_wanted", "unknown_unit", "not_one_of"]


def test_an_unknown_unit_is_answered_with_the_likeliest_one(tmp_path):
    (problem,) = problems_of(written(tmp_path, ("unit: VPS, role", "unit: VPSS, role")))

    assert problem.facts == {"typed": "VPSS", "like": "VPS"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(SMALL)), st.integers(0, 40), st.text("\t\n -:,[]{}&*!|>'\"#%@`?0aầ\x00", max_size=12))
def test_a_file_damaged_anywhere_is_read_or_told_and_never_breaks_the_reader(tmp_path, at, cut, put):
    path = tmp_path / "plan.yaml"
    path.write_text(SMALL[:at] + put + SMALL[at + cut :], encoding="utf-8", newline="")

    problems = found(path)

    assert problems or isinstance(reading.read(path), Plan)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(tmp_path, content):
    path = tmp_path / "plan.yaml"
    path.write_bytes(content)

    assert found(path)


def test_a_plan_kept_as_json_takes_no_number_for_a_day(tmp_path):
    kept = reading.read(written(tmp_path)).model_dump_json()

    with pytest.raises(ValueError, match="not a day"):
        Plan.model_validate_json(kept.replace('"starts":"2025-12-01"', '"starts":1764547200'))
