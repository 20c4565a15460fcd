"""Whatever anybody does, in any order, nobody sees or changes what is not theirs.

People of two plans and all roles, one of them in both plans, speak at random: commands, numbers, buttons of their own
and of others, corrected messages, results, difficulties, hand-overs, reviews; time passes, and somebody leaves. Every
text bears a word of its own, by which it is known wherever it turns up.
"""

import asyncio
import json
import re
import sqlite3
import string
from collections import defaultdict
from collections.abc import Coroutine, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from handlers import book
from tests.dialogue import Stage

T = TypeVar("T")
Place = tuple[str, str]  # plan and unit

OFFICE, OTHER_OFFICE = ("705", "VPCQTT"), ("HP24", "LSNVNONN")
OFFICIALS: Mapping[str, frozenset[Place]] = {
    "Lan": frozenset({("705", "BNG")}),
    "Hoa": frozenset({("705", "BNG")}),
    "Quân": frozenset({("705", "BTP")}),
    "Thảo": frozenset({("705", "BYT"), ("HP24", "STP")}),
}
OFFICES: Mapping[str, str] = {"Minh": "705", "Hương": "705", "Bình": "HP24"}  # whose plan they see whole
COORDINATORS = ("Minh", "Bình")
PEOPLE = (*OFFICIALS, *OFFICES, "Hà", "người lạ")

COMMANDS = tuple(f"/{command}" for handler in book.HANDLERS for command in handler.commands[:1])
ARGUMENTS = (
    *("", "", "", "001", "1", "2", "moi", "VM01", "traloi", "hội thảo", "trang 2", "xem 1", "chờ rà soát", "12/12"),
    *(f"{plan}-{unit}-00{nth}" for plan, unit in (("705", "BNG"), ("705", "BTP"), ("HP24", "STP")) for nth in (1, 2)),
    *("705-BNG-VM01", "705-BTP-VM01", "BNG 1", "BTP", "BNG", "STP", "2.1b", "5.1", "705-BNG-001 705-BTP-001"),
    *("705-BNG-001 705-BTP-001 one", "705-BTP-001 705-BNG-001 two"),
)
WORDS = (
    *(
        "1",
        "2",
        "3",
        "không",
        "đúng",
        "gửi",
        "thôi",
        "xong",
        "có",
        "bỏ qua",
        "hôm qua",
        "quay lại",
        "tiếp",
        "705-BNG-001",
    ),
    *(
        "BTP 1",
        "xin gia hạn đến 20/12",
        "mai nộp",
        "không phát sinh",
        "xem tình hình",
        "đã gửi văn bản rồi",
        "BNG-VM01",
    ),
)
MARKS = tuple(f"zq{''.join(two)}" for two in product(string.ascii_lowercase, repeat=2))
_MARK = re.compile(r"zq[a-z]{2}\b")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and whose unit keeps it; `task` is "" for none."""

    text: str
    plan: str
    unit: str
    task: str


# Wherever people's own words are kept, with the unit they are of.
_KEPT = """
select v.content, e.plan, e.unit, coalesce(t.task, '') from version v join entry e on e.id = v.entry
    left join entry_task t on t.entry = e.id
union all select l.text, m.plan, m.unit, coalesce(m.task, '') from matter_line l join matter m on m.id = l.matter
union all select m.asked_for, m.plan, m.unit, coalesce(m.task, '') from matter m
union all select d.because, o.plan, o.unit, coalesce(o.task, '') from decision d
    join obligation o on o.plan = d.plan and o.key = d.obligation
union all select r.reason, e.plan, e.unit, coalesce(t.task, '') from review r join entry e on e.id = r.entry
    left join entry_task t on t.entry = e.id
union all select j.reason, e.plan, e.unit, coalesce(t.task, '') from joining j
    join entry e on e.id in (j.first, j.second) left join entry_task t on t.entry = e.id
union all select f.text || f.name, f.plan, f.unit, coalesce(t.task, '') from evidence f
    left join entry_task t on t.entry = f.entry
union all select c.note, c.plan, c.unit, '' from chase c
"""
# Everything of a unit that somebody may change.
_STANDS = """
select plan, unit, json_array('entry', id, version, status, withdrawn_at, taken_in, waits_since) from entry
union all select e.plan, e.unit, json_array('version', v.entry, v.number, v.content) from version v
    join entry e on e.id = v.entry
union all select e.plan, e.unit, json_array('review', r.id) from review r join entry e on e.id = r.entry
union all select e.plan, e.unit, json_array('joining', j.id) from joining j join entry e on e.id in (j.first, j.second)
union all select plan, unit, json_array('evidence', id, entry, state, text) from evidence
    where plan is not null
union all select o.plan, o.unit, json_array('standing', s.obligation, s.entries, s.completed_on, s.not_arising,
    s.accepted, s.promised_for, s.received_on, s.extended_to, s.extension_asked) from standing s
    join obligation o on o.id = s.obligation
union all select plan, unit, json_array('matter', id, number) from matter
union all select m.plan, m.unit, json_array('line', l.matter, l.nth, l.state, l.text) from matter_line l
    join matter m on m.id = l.matter
union all select plan, unit, json_array('chase', id) from chase
union all select plan, unit, json_array('nudge', unit, at) from nudge
union all select plan, '', json_array('snapshot', number) from snapshot
"""
# Whether somebody has left all they were, or sees handed tasks alone, and which.
_SEATS = """
select a.chat, min(m.until is not null),
    min(m.only_handed or exists (select 1 from member_task t where t.member = m.id)),
    coalesce(group_concat((select group_concat(t.task) from member_task t where t.member = m.id)), '')
from member m join address a on a.person = m.person group by a.chat
"""


@dataclass
class House:
    """A stage on which things are done one after the other, and what is known of it from outside."""

    stage: Stage
    seen: int = 0
    marks: int = 0
    typed: dict[str, str] = field(default_factory=dict)  # who wrote the text with this word
    handed: set[str] = field(default_factory=set)  # who sees handed tasks alone
    tasks: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    gone: set[str] = field(default_factory=set)
    last: str = ""
    outside: sqlite3.Connection | None = None

    async def begin(self) -> None:
        """Let two plans run and everybody register; results are entered, a task is handed over, both are looked at."""
        await self.stage.open()
        await self.stage.load("hai-phong-2024")
        for who, places in OFFICIALS.items():
            for plan, unit in sorted(places):
                await self._join(who, "official", plan, unit)
        for who, role, (plan, unit) in (
            ("Minh", "coordinator", OFFICE),
            ("Hương", "leader", OFFICE),
            ("Bình", "coordinator", OTHER_OFFICE),
        ):
            await self._join(who, role, plan, unit)
        await self.stage.enter("Hà", "admin")
        await self.tell("Lan", "2.1b")
        await self.tell("Quân", "5.1")
        for line in ("/giaoviec 2.2b", "Hoa", "xác nhận"):  # from here on she sees no more than that
            await self.say("Lan", line)
        self.know_who_left()
        for who, number in product(PEOPLE, ("705-BNG-001", "705-BTP-001")):
            await self.say(who, f"/xem {number}")

    async def end(self) -> None:
        """Hold nothing open."""
        await self.stage.close()
        if self.outside is not None:
            self.outside.close()
            self.outside = None

    async def tell(self, who: str, task: str) -> None:
        """Let somebody enter a result."""
        title = f"Hội thảo về Công ước {self.mark(who)}"
        for line in ("/thoi", f"/baocao {task}", "05/12", "hoi thao", title, "120 đại biểu", "không", "gửi"):
            await self.say(who, line)

    def know_who_left(self) -> None:
        """Know who has left, and to whom which tasks were handed."""
        for who, has_left, only_handed, tasks in self.read(_SEATS):
            (self.gone.add if has_left else self.gone.discard)(who)
            (self.handed.add if only_handed else self.handed.discard)(who)
            self.tasks[who] = set(tasks.split(","))

    async def _join(self, who: str, role: str, plan: str, unit: str) -> None:
        await self.stage.enter(who, role, unit, plan)

    def mark(self, who: str) -> str:
        """Give a word that nothing else bears, for a text of somebody."""
        word = MARKS[self.marks]
        self.marks += 1
        self.typed[word] = who
        return word

    async def say(self, who: str, line: str) -> None:
        """Let somebody say something; nobody may hear what is not theirs, nothing may change that is not theirs."""
        before = self._stands()
        self.stage.who, self.last = who, who
        await self.stage.say(line)
        after = self._stands()
        changed = {place for place in before.keys() | after.keys() if before.get(place) != after.get(place)}
        assert changed <= self._may_change(who, changed), f"{who}: {line}: {changed}"
        self._nobody_heard_too_much(f"{who}: {line}")

    async def pass_night(self) -> None:
        """Let time pass until half past eight of the next day."""
        until = (self.stage.now + timedelta(days=1)).replace(hour=8, minute=30)
        lines = await self.stage.pass_until(until)
        kept = self._kept()
        for line in lines:
            chat, _, text = line.removeprefix("<").partition(":")
            self._heard(kept, chat, text, "a night")
        self._nobody_heard_too_much("a night")

    def _may_change(self, who: str, changed: set[Place]) -> set[Place]:
        if who in COORDINATORS:
            return {place for place in changed if place[0] == OFFICES[who]}
        return set() if who in self.gone else set(OFFICIALS.get(who, ()))

    def read(self, sql: str) -> list[tuple[Any, ...]]:
        """Read from outside."""
        if self.outside is None:
            self.outside = sqlite3.connect(self.stage.path)
        return self.outside.execute(sql).fetchall()

    def _kept(self) -> list[Marked]:
        return [Marked(*row) for row in self.read(_KEPT)]

    def _stands(self) -> Mapping[Place, list[str]]:
        found: dict[Place, list[str]] = defaultdict(list)
        for plan, unit, says in sorted(self.read(_STANDS)):
            found[plan, unit].append(says)
        return found

    def _nobody_heard_too_much(self, when: str) -> None:
        new = self.read(f"select id, chat, body from outbox where id > {self.seen} and body is not null and lane <> 4")
        self.seen = max([self.seen, *(id_ for id_, _, _ in new)])
        kept = self._kept()
        for _, chat, body in new:
            self._heard(kept, chat, _words(body), when)

    def _heard(self, kept: list[Marked], chat: str, text: str, when: str) -> None:
        for mark in _MARK.findall(text.lower()):
            holders = [one for one in kept if mark in one.text.lower()]
            assert self._may_see(chat, mark, holders), f"{when}: {chat} hears {mark} of {holders}: {text}"

    def _may_see(self, who: str, mark: str, holders: list[Marked]) -> bool:
        if who in self.gone or who not in {*OFFICIALS, *OFFICES}:
            return self.typed[mark] == who  # a text is said back to whoever has just written it
        if self.typed[mark] == who:
            return True
        if who in OFFICES:
            return any(one.plan == OFFICES[who] for one in holders)
        mine = [one for one in holders if (one.plan, one.unit) in OFFICIALS[who]]
        if who in self.handed:
            return any(not one.task or one.task in self.tasks[who] for one in mine)
        return bool(mine)


def _words(body: str) -> str:
    shown: dict[str, Any] = json.loads(body)
    return " ".join([shown["text"], *(label for label, _ in [*shown["choices"], *shown["ways"]])])


@cache
def begun() -> tuple[House, bytes]:
    """Give the house as every example finds it, and its file."""
    with TemporaryDirectory() as folder:
        house = House(Stage(Path(folder) / "d.db"))

        async def begin() -> None:
            await house.begin()
            await house.end()

        asyncio.run(begin())
        return house, house.stage.path.read_bytes()


class AnyMoves(RuleBasedStateMachine):
    """Each example is a house of its own."""

    def __init__(self) -> None:
        super().__init__()
        house, file = begun()
        self.folder = TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.house = deepcopy(house)
        self.house.stage.path = Path(self.folder.name) / "d.db"
        self.house.stage.path.write_bytes(file)

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def teardown(self) -> None:
        self.do(self.house.end())
        self.runner.close()
        self.folder.cleanup()

    @rule(who=st.sampled_from(sorted(OFFICIALS)), task=st.sampled_from(["2.1b", "2.2b", "5.1", "1"]))
    def a_result_is_entered(self, who: str, task: str) -> None:
        self.do(self.house.tell(who, task))

    @rule(who=st.sampled_from(PEOPLE), command=st.sampled_from(COMMANDS), words=st.sampled_from(ARGUMENTS))
    def a_command_is_given(self, who: str, command: str, words: str) -> None:
        self.do(self.house.say(who, f"{command} {words}".strip()))

    @rule(
        who=st.sampled_from(["Quân", "Thảo", "Hoa", "Bình", "Hà", "Hương"]),
        number=st.sampled_from(["705-BNG-001", "705-BTP-001", "705-BNG-VM01"]),
        how=st.sampled_from(["/xem", "/sua", "/rut", "/bosung", "/tim", "/vuongmac", ""]),
        then=st.sampled_from(["1", "2", "đúng", "không"]),
    )
    def a_number_is_opened(self, who: str, number: str, how: str, then: str) -> None:
        for line in ("/thoi", f"{how} {number}".strip(), then, "gửi"):
            self.do(self.house.say(who, line))

    @rule(who=st.sampled_from(PEOPLE), words=st.sampled_from(WORDS))
    def something_is_said(self, who: str, words: str) -> None:
        self.do(self.house.say(who, words))

    @rule(who=st.sampled_from(PEOPLE), how=st.sampled_from(["", "[sửa] ", "[ảnh] "]))
    def a_sentence_is_written(self, who: str, how: str) -> None:
        is_corrected = how == "[sửa] " and self.house.last == who
        line = f"Hôm qua hội thảo về {self.house.mark(who)}, 120 đại biểu"
        self.do(self.house.say(who, line if how == "[sửa] " and not is_corrected else how + line))

    @rule(who=st.sampled_from(PEOPLE), of=st.sampled_from(PEOPLE), nth=st.integers(0, 9), is_old=st.booleans())
    def a_button_is_pressed(self, who: str, of: str, nth: int, is_old: bool) -> None:
        stage = self.house.stage
        shown = list((stage.old_buttons if is_old else stage.buttons).get(of, {}).values())
        if shown:
            stage.buttons[who] = {**stage.buttons.get(who, {}), "x": shown[nth % len(shown)]}
            self.do(self.house.say(who, "[nút x]"))

    @rule(who=st.sampled_from(["Lan", "Quân", "Thảo"]), kind=st.sampled_from(["/vuongmac moi", "/hoi moi"]))
    def the_office_is_asked(self, who: str, kind: str) -> None:
        words = f"Chưa có kinh phí cho {self.house.mark(who)}"
        for line in ("/thoi", kind, "không", words, "bỏ qua", "gửi"):
            self.do(self.house.say(who, line))

    @rule(
        who=st.sampled_from([*OFFICES, "Lan"]),
        what=st.sampled_from(["đưa vào tổng hợp", "để riêng", "đề nghị bổ sung"]),
    )
    def the_office_reviews(self, who: str, what: str) -> None:
        for line in ("/huy", "/rasoat", what, "1", f"Lý do {self.house.mark(who)}"):
            self.do(self.house.say(who, line))

    @rule(who=st.sampled_from([*OFFICES, "Quân"]))
    def the_office_answers(self, who: str) -> None:
        for line in ("/huy", "/vuongmac 705-BNG-VM01 traloi", f"Trả lời {self.house.mark(who)}", "gửi trả lời"):
            self.do(self.house.say(who, line))

    @rule(who=st.sampled_from([*OFFICES, "Lan"]))
    def the_office_says_that_two_are_one(self, who: str) -> None:
        for line in ("/huy", "/ghep 705-BNG-001 705-BTP-001", "1", f"Cùng một cuộc {self.house.mark(who)}", "đúng"):
            self.do(self.house.say(who, line))

    @rule(task=st.sampled_from(["2.1b", "2.2b"]))
    def a_task_is_handed_over(self, task: str) -> None:
        for line in ("/thoi", f"/giaoviec {task}", "Hoa", "xác nhận"):
            self.do(self.house.say("Lan", line))

    @rule(who=st.sampled_from(["Quân", "Hoa"]))
    def somebody_is_revoked(self, who: str) -> None:
        name = {"Quân": "Lê Anh Quân", "Hoa": "Hoa"}[who]
        for line in ("/thoi", "/daumoi", name, "Thu hồi"):
            self.do(self.house.say("Hà", line))

    @rule()
    def a_night_passes(self) -> None:
        self.do(self.house.pass_night())

    @invariant()
    def those_who_left_and_what_was_handed_are_known(self) -> None:
        self.house.know_who_left()


TestAnyMoves = AnyMoves.TestCase
TestAnyMoves.settings = settings(
    max_examples=8,
    phases=(
        Phase.explicit,
        Phase.reuse,
        Phase.generate,
    ),  # a shorter one of two hundred messages takes too long to find
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
