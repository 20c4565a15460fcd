"""Who owes what, and where it stands."""

import random
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import obligations, reading
from plans.obligations import NOTHING, SCALES, Facts, Key, Kind, Obligation, Reason, State
from plans.parts import Recurrence
from plans.schema import Plan

DAYS = st.dates(date(2025, 10, 1), date(2026, 4, 30))


@cache
def plan(key: str) -> Plan:
    return next(reading.read(path) for path in reading.shipped() if path.stem == key)


def owed(key: str, code: str = "705-2025") -> Obligation:
    return {one.key: one for one in obligations.of(plan(code))}[Key.parse(key)]


ALL = obligations.of(plan("705-2025")) + obligations.of(plan("hai-phong-2024"))
ASKED = obligations.asked("7", ("BNG", "HNI"), date(2025, 12, 12))
OWED = st.sampled_from(ALL + ASKED)
FACTS = st.builds(
    Facts,
    entries=st.integers(0, 3),
    completed_on=st.none() | DAYS,
    not_arising=st.none() | st.sampled_from(Reason),
    accepted=st.booleans(),
    received_on=st.none() | DAYS,
)


def test_plan_705_lets_its_units_owe_238_tasks_147_updates_and_48_reports():
    kinds = [one.key.kind for one in obligations.of(plan("705-2025"))]

    assert {kind: kinds.count(kind) for kind in Kind} == {
        Kind.TASK: 238,
        Kind.UPDATE: 147,
        Kind.REPORT: 48,
        Kind.REQUEST: 0,
    }


def test_hai_phong_lets_its_units_owe_11_tasks_12_updates_and_3_reports_with_no_deadline():
    owing = obligations.of(plan("hai-phong-2024"))

    assert [sum(one.key.kind is kind for one in owing) for kind in Kind] == [11, 12, 3, 0]
    assert {one.due for one in owing if one.key.kind is not Kind.UPDATE} == {None}


@pytest.mark.parametrize(
    ("key", "due"),
    [
        ("task/1.1/BTGDVTW", date(2025, 12, 31)),  # its own window
        ("task/7.1a/BNV", date(2025, 12, 15)),
        ("task/16.4/HNI", date(2025, 12, 31)),
        ("task/6.3b/2025-12/BVHTTDL", date(2026, 2, 9)),  # the day before "trước ngày 10/02/2026"
        ("task/16.1a/CMU", date(2026, 2, 9)),
        ("update/2/HNI", date(2025, 12, 10)),
        ("report/BNG", date(2026, 2, 9)),
    ],
)
def test_a_task_is_due_at_the_end_of_its_own_window_else_at_the_deadline(key, due):
    assert owed(key).due == due


def test_a_monthly_task_is_owed_once_for_each_listed_month():
    tasks = tuple(
        task.model_copy(update={"recurs": Recurrence(months=("2025-11", "2025-12"))}) if task.recurs else task
        for task in plan("705-2025").tasks
    )
    monthly = plan("705-2025").model_copy(update={"tasks": tasks})

    keys = [str(one.key) for one in obligations.of(monthly) if one.key.task == "6.3b"]

    assert keys == ["task/6.3b/2025-11/BVHTTDL", "task/6.3b/2025-12/BVHTTDL"]


def test_keys_are_unique_and_do_not_depend_on_the_order_of_the_plans_lists():
    whole = plan("705-2025")
    orders = random.Random(705)
    mixed = whole.model_copy(
        update={
            part: tuple(orders.sample(getattr(whole, part), len(getattr(whole, part))))
            for part in ("tasks", "units", "phases", "groups")
        }
    )

    there, here = obligations.of(mixed), obligations.of(whole)

    assert len({one.key for one in here}) == len(here)
    assert set(there) == set(here)


def test_every_key_is_read_as_it_was_printed():
    assert [Key.parse(str(one.key)) for one in ALL + ASKED] == [one.key for one in ALL + ASKED]


@pytest.mark.parametrize(
    "nonsense",
    ["", "/", "task", "BNG", "entry/12", "task/BNG", "task//BNG", "task/2.1b/", "task/6.3b/2025-12/1/BVHTTDL",
     "update/BNG", "update/1/2025-12/BNG", "report/", "report/1/BNG", "request/BNG", "Task/2.1b/BNG"],
)  # fmt: skip
def test_what_is_no_key_is_refused(nonsense):
    with pytest.raises(ValueError, match=r"not (the key of an obligation|enough values|a valid Kind)"):
        Key.parse(nonsense)


@given(OWED, FACTS, DAYS)
def test_everything_owed_is_in_exactly_one_state_of_its_own_scale(one, facts, today):
    assert obligations.stands(one, facts, today) in SCALES[one.key.kind]


@given(st.lists(FACTS, min_size=1, max_size=40), DAYS, st.sampled_from(Kind))
def test_every_sum_closes(several, today, kind):
    one = next(owing for owing in ALL + ASKED if owing.key.kind is kind)

    tally = obligations.tally(kind, (obligations.stands(one, facts, today) for facts in several))

    assert tuple(tally) == SCALES[kind]
    assert sum(tally.values()) == len(several)


def test_states_of_another_scale_are_not_counted_in():
    with pytest.raises(ValueError, match="late"):
        obligations.tally(Kind.TASK, [State.LATE])


@given(OWED, DAYS)
def test_silence_is_never_overdue(one, today):
    state = obligations.stands(one, NOTHING, today)

    assert state in {State.NO_WORD, State.NOT_GIVEN, State.NOT_SENT}


@given(FACTS, DAYS)
def test_an_update_is_never_overdue(facts, today):
    due = owed("update/1/BNG").due
    assert due is not None

    states = {obligations.stands(owed("update/1/BNG"), facts, day) for day in (due, due + timedelta(days=90), today)}

    assert len(states) == 1
    assert states <= {State.GIVEN, State.NOT_GIVEN, State.NOT_ARISING}


DUE = date(2026, 2, 9)
AFTER = DUE + timedelta(days=1)


@pytest.mark.parametrize(
    ("facts", "today", "state"),
    [
        (NOTHING, AFTER, State.NO_WORD),
        (Facts(entries=2), DUE, State.OPEN_IN_TIME),  # an entry covers, it does not complete
        (Facts(entries=2), AFTER, State.OPEN_LATE),
        (Facts(entries=1, completed_on=DUE), AFTER, State.DONE_IN_TIME),
        (Facts(entries=1, completed_on=AFTER), AFTER, State.DONE_LATE),
        (Facts(not_arising=Reason.NOT_HELD), AFTER, State.SAID_NOTHING),  # the office has not accepted it yet
        (Facts(not_arising=Reason.NOT_HELD, accepted=True), AFTER, State.NOT_ARISING),
        (Facts(not_arising=Reason.JOINT, accepted=True, completed_on=DUE), AFTER, State.DONE_IN_TIME),
    ],
)
def test_a_task_stands_by_what_the_unit_stated(facts, today, state):
    assert obligations.stands(owed("task/2.1b/BNG"), facts, today) is state


@pytest.mark.parametrize(("received", "state"), [(None, State.NOT_SENT), (DUE, State.IN_TIME), (AFTER, State.LATE)])
def test_a_signed_report_stands_by_the_day_the_office_received_it(received, state):
    assert obligations.stands(owed("report/BNG"), Facts(entries=9, received_on=received), AFTER) is state


def test_with_no_deadline_nothing_is_late():
    report, task = owed("report/VPS", "hai-phong-2024"), owed("task/1.1/VPS", "hai-phong-2024")

    assert obligations.stands(report, Facts(received_on=AFTER), AFTER) is State.IN_TIME
    assert obligations.stands(task, Facts(entries=1), AFTER) is State.OPEN_IN_TIME


@pytest.mark.parametrize(
    ("under", "state"),
    [
        ((State.DONE_IN_TIME, State.DONE_LATE), State.DONE_LATE),
        ((State.DONE_IN_TIME, State.NOT_ARISING), State.DONE_IN_TIME),
        ((State.DONE_IN_TIME, State.OPEN_IN_TIME), State.OPEN_IN_TIME),
        ((State.OPEN_LATE, State.NO_WORD), State.NO_WORD),
        ((State.NOT_ARISING, State.NOT_ARISING), State.NOT_ARISING),
        ((State.NOT_ARISING, State.SAID_NOTHING), State.SAID_NOTHING),
    ],
)
def test_an_umbrella_is_met_by_what_it_covers(under, state):
    umbrella = owed("task/16.2/HNI")

    assert [str(key) for key in umbrella.covers] == ["task/16.3/HNI", "task/16.4/HNI"]
    assert obligations.stands(umbrella, NOTHING, AFTER, under) is state


def test_what_the_unit_says_of_the_umbrella_itself_goes_first():
    state = obligations.stands(owed("task/16.2/HNI"), Facts(entries=1, completed_on=DUE), AFTER, (State.NO_WORD,))

    assert state is State.DONE_IN_TIME
