"""What the consolidated report says: every figure leads to its entries, every sum closes, nothing is made up."""

import json
import re
from collections import Counter, defaultdict
from decimal import Decimal
from io import BytesIO

import docx

from handlers.closings.snapshot import HowCounted
from handlers.documents.consolidated import report
from handlers.documents.consolidated.report import ReportWish
from handlers.documents.sentences import amount
from messages.reading.figures.units import name
from plans.obligations import State
from tests.documents.conftest import Held

NUMBER = re.compile(r"\d[\d.]*")


def _number(text: str) -> int:
    match = NUMBER.search(text)
    assert match is not None, text
    return int(match[0].replace(".", ""))


def _by_entry(held: Held) -> dict[str, dict[str, Decimal]]:
    """What each entry tells, as it was kept, without any function of the house that adds."""
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for kept in held.kept:
        for figure in json.loads(kept.content)["figures"]:
            found[kept.number][figure["indicator"]] = Decimal(figure["value"])
    return found


def test_every_sum_is_what_the_entries_come_to(held: Held):
    counted: Counter[str] = Counter()
    for figures in _by_entry(held).values():
        counted.update({indicator: int(value) for indicator, value in figures.items()})
    assert not any(pair.counted is HowCounted.ONCE for pair in held.gathered.closed.joint)

    told = {total.indicator.key: int(total.value) for total in held.gathered.closed.totals}
    assert told == counted
    body = "\n".join(one.text for one in docx.Document(BytesIO(held.made.file)).paragraphs)
    for total in held.gathered.closed.totals:
        assert amount(total) in body


def test_every_count_of_results_and_units_leads_to_the_results(held: Held):
    kept = Counter(kept.number.rsplit("-", 1)[0] for kept in held.kept)
    followed = 0
    for source in held.made.sources:
        if source.function != "closings.snapshot.Count" or not source.numbers:
            continue
        numbers = set(source.numbers)
        assert len(numbers) == len(source.numbers)
        assert _number(source.figure) in {len(numbers), len({number.rsplit("-", 1)[0] for number in numbers})}, source
        assert numbers <= {kept.number for kept in held.kept}
        followed += 1
    assert followed > 5
    assert len(held.gathered.all.every) == sum(kept.values())


def test_units_are_quoted_once_their_report_is_in(held_705: Held):
    body = [one.text for one in docx.Document(BytesIO(held_705.made.file)).paragraphs]
    quoted = [one for one in body if one.startswith("Theo đánh giá của")]
    assert len(quoted) == 5
    sent = {of.unit.name for of in held_705.gathered.units if of.stands.report in {State.IN_TIME, State.LATE}}
    assert all(any(f"Theo đánh giá của {name}: “Các hoạt động của" in one for name in sent) for one in quoted)


def test_every_figure_of_a_sentence_leads_to_entries_that_come_to_it(held: Held):
    entries = _by_entry(held)
    by_noun = {name(indicator): indicator.key for indicator in held.plan.indicators}
    followed = 0
    for source in held.made.sources:
        assert source.figure in source.sentence, source
        noun = re.sub(r"^(hơn |gần |khoảng )?[\d.]+ ", "", source.figure)
        if noun not in by_noun or not source.numbers:
            continue
        come_to = sum(entries[number].get(by_noun[noun], Decimal(0)) for number in source.numbers)
        assert come_to == _number(source.figure), source
        followed += 1
    assert followed > 20


def test_the_parts_of_each_sum_are_all_it_has(held: Held):
    (summary,) = report.of(held.gathered, ReportWish(held.gathered.at)).fields["summary"]
    tasks = summary[summary.index("Trong ") :]
    of, done, in_time, late, going, nothing, unknown = _told(
        tasks,
        r"Trong (\S+) đầu việc.*?: (\S+) đầu việc đã hoàn thành .*?gồm (\S+) đúng hạn, (\S+) quá hạn; "
        r"(\S+) đầu việc chưa hoàn thành; (\S+) đầu việc không phát sinh hoạt động; (\S+) đầu việc chưa có thông tin",
    )
    assert of == len(held.plan.assignments())
    assert done == in_time + late
    assert of == done + going + nothing + unknown
    if held.plan.deadline is not None:
        sent, asked, on_time, after, missing = _told(
            summary,
            r"(\d+)/(\d+) đơn vị đã gửi báo cáo.*?trong đó (\S+) đơn vị gửi đúng hạn, (\S+) đơn vị gửi sau hạn; "
            r"(\S+) đơn vị chưa gửi",
        )
        assert sent == on_time + after
        assert asked == sent + missing


def test_units_with_and_without_a_directive_are_all_of_their_kind(held: Held):
    for passage in report.of(held.gathered, ReportWish(held.gathered.at)).fields["steering"]:
        (said,) = passage.paragraphs
        issued, of = _told(said, r"^(\d+)/(\d+)")
        missing = re.search(r"; (\d+) \D+ chưa có thông tin", said)
        assert issued + (int(missing[1]) if missing else 0) == of


def test_each_unit_of_a_few_has_its_paragraph_of_six_lines_at_most(held: Held):
    first = report.of(held.gathered, ReportWish(held.gathered.at)).fields["groups"][0]
    names = [unit.name for unit in held.plan.units if unit.kind is held.plan.units[0].kind]
    assert len(first.paragraphs) == len(names)
    for unit, paragraph in zip(names, first.paragraphs, strict=True):
        assert unit in paragraph
        assert len(paragraph) <= 540


def test_of_a_sensitive_task_nothing_but_numbers_stands_in_it(held: Held):
    sensitive = {task.label for task in held.plan.tasks if task.sensitive.value == "yes"}
    whole = docx.Document(BytesIO(held.made.file)).element.body.xml
    assert sensitive
    assert not [label for label in sensitive if label in whole]


def test_the_same_report_twice_is_the_same(held: Held):
    assert (
        report.of(held.gathered, ReportWish(held.gathered.at)).fields
        == report.of(held.gathered, ReportWish(held.gathered.at)).fields
    )


def _told(sentence: str, pattern: str) -> list[int]:
    match = re.search(pattern, sentence)
    assert match is not None, sentence
    return [int(part.replace(".", "")) for part in match.groups()]
