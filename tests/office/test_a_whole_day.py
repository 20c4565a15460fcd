"""Thirty results of twelve units in one day, and a coordinator who clears the queue by buttons alone.

Two of them are one activity, of one more is wanted; one unit says that nothing arises, one has a difficulty, one asks
for more time, one sends paper. What everybody is told, and every place that shows a figure, is held against a count
made of what was typed.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.dialogue import Stage
from tests.played import played

TOPICS = (
    *("quyền trẻ em", "bình đẳng giới", "người khuyết tật", "người cao tuổi", "an toàn lao động", "bảo hiểm xã hội"),
    *("nhà ở xã hội", "nước sạch nông thôn", "chuyển đổi số", "trợ giúp pháp lý", "hòa giải cơ sở", "mua bán người"),
    *("dân tộc thiểu số", "tín ngưỡng, tôn giáo", "an toàn thực phẩm", "khám bệnh từ thiện", "giáo dục nghề nghiệp"),
    *("đối ngoại nhân dân", "môi trường biển", "thông tin cơ sở", "quyền phụ nữ", "chăm sóc sức khỏe", "học bổng"),
    *("văn hóa đọc", "dữ liệu cá nhân", "phòng chống ma túy", "nạn nhân bom mìn"),
)
# Of eleven units, who reports and for which tasks; of Bộ Quốc phòng the office does, from paper.
OFFICIALS = {
    "An": ("BNG", ("2.1b", "2.2b", "2.1b")),
    "Bách": ("BTP", ("5.1", "5.1")),
    "Chi": ("BYT", ("10.1", "10.2", "10.1")),
    "Dũng": ("BVHTTDL", ("6.1b", "6.2", "6.5")),
    "Đạt": ("BNV", ("7.2", "7.3", "7.5")),
    "Giang": ("BGDDT", ("9.1a", "9.2")),
    "Hải": ("HNI", ("16.1a", "16.3", "16.1b")),
    "Khoa": ("HPG", ("16.1a", "16.3")),
    "Lâm": ("DNG", ("16.1a", "16.3")),
    "Nga": ("VPCQTT", ("15.1d",)),
    "Oanh": ("BCA", ()),
}
ONE_ACTIVITY = ("Dũng", "6.1a", 120), ("Nga", "15.5a", 118)
ON_PAPER = (("4.1a", "hội nghị tập huấn nhân quyền", 70), ("4.4", "tập huấn cứu hộ, cứu nạn", 45))
RECEIPT = re.compile(r"Mã số: (\S+?)\.?(?:\s|$)")


@dataclass
class Day:
    """What was typed and what everybody was told besides the answers to their own words."""

    stage: Stage
    people: dict[str, int] = field(default_factory=dict)  # attendance by result
    told: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    async def hears(self, who: str, *lines: str) -> str:
        """Let somebody say lines; give the last answer, and keep what others are told of it."""
        self.stage.who = who
        answer: list[str] = []
        for line in lines:
            answer = [one for one in await self.stage.say(line) if not self.is_told(one)]
        return "\n".join(answer)

    def is_told(self, line: str) -> bool:
        """Tell whether somebody else is told this line, and keep it."""
        if not (match := re.match(r"<(\w+): (.*)", line)):
            return line.startswith("<")
        self.told[match[1]].append(match[2])
        return True

    async def enters(self, who: str, task: str, title: str, people: int) -> str:
        """Let an official enter a result; give its number."""
        asked = await self.hears(who, f"/baocao {task} 4/12, {title}, {people} đại biểu")
        if "Phát sinh thêm" in asked:  # the unit has told of the task before
            await self.hears(who, "1")
        return self.kept(await self.hears(who, "không", "gửi"), people)

    def kept(self, answer: str, people: int) -> str:
        """Keep what a receipt is for; give the number."""
        match = RECEIPT.search(answer)
        assert match is not None, answer
        self.people[match[1]] = people
        return match[1]

    async def presses(self, label: str) -> str:
        """Let the coordinator press a button of the last message."""
        return await self.hears("Minh", f"[nút {label}]")

    def labels(self) -> list[str]:
        """Give the buttons the coordinator has before them."""
        return list(self.stage.buttons["Minh"])


@pytest.fixture
async def day(tmp_path: Path) -> Day:
    return await played(tmp_path / "d.db", everything_comes_in)


async def everything_comes_in(stage: Stage) -> Day:
    """Give the day with everything that has come in."""
    await stage.open()
    await stage.enter("Minh", "coordinator", "VPCQTT")
    for who, (unit, _) in OFFICIALS.items():
        await stage.enter(who, "official", unit)
    day = Day(stage)
    topics = iter(TOPICS)
    for nth, (who, (_, tasks)) in enumerate(OFFICIALS.items()):
        for task in tasks:
            await day.enters(who, task, f"Tập huấn về {next(topics)}", 31 + 7 * nth)
    for who, task, people in ONE_ACTIVITY:
        await day.enters(who, task, "Hội nghị thông tin báo chí về Ngày Nhân quyền", people)
    day.kept(await day.hears("Oanh", "/baocao 3.1a", "2", "không", "1", "gửi"), 0)
    await day.enters("Oanh", "3.2", "Tập huấn về điều tra thân thiện", 55)
    await day.hears("Bách", "/khongphatsinh 5.2", "2", "đúng")
    await day.hears("An", "/vuongmac moi", "2.1b", "Chưa có kinh phí in áp phích", "bỏ qua", "gửi")
    await day.hears("Chi", "xin gia hạn đến 12/02", "3")
    await day.hears("Minh", "/nhapthay BQP", "văn bản mới", "Số 1234/BQP-CT, ngày 04/12/2025", "bỏ qua")
    for nth, (task, title, people) in enumerate(ON_PAPER):
        before = () if nth == 0 else ("[nút Nhập kết quả tiếp theo]",)
        day.kept(await day.hears("Minh", *before, task, f"3/12 {title}, {people} đại biểu", "không có", "gửi"), people)
    await day.presses("Xong")
    return day


async def test_a_day_of_thirty_results_is_cleared_by_buttons_and_counted_right_everywhere(day: Day) -> None:
    assert len(day.people) == 30
    assert len({number.split("-")[1] for number in day.people}) == 12

    await _clear(day)

    assert "chờ rà soát" not in await day.hears("Minh", "/tinhhinh")
    await _is_counted_right(day)


async def _clear(day: Day) -> str:
    """Clear the queue with buttons; give the number of which more was wanted."""
    shown, wanted = await day.hears("Minh", "/rasoat"), ""
    for _ in range(60):
        labels = day.labels()
        number = re.match(r"705-\w+-\d+", shown.partition("\n\n")[2] or shown)
        joint = next((label for label in labels if label.startswith("Xem có trùng với")), "")
        if joint:
            await day.presses(joint)
            await day.presses("Cùng một hoạt động")
            shown = await day.presses("Một hoạt động, hai đơn vị cùng nhập")
            shown = await day.presses("Xem kết quả chờ rà soát")
        elif "Ghi nhận" in labels:
            shown = await day.presses("Ghi nhận")
        elif not wanted and number is not None and "HPG" in number[0]:
            wanted = number[0]
            for label in ("Đề nghị bổ sung", "Số liệu"):
                await day.presses(label)
            shown = await day.presses("Chưa rõ, đề nghị ghi cụ thể hơn")
            await _answers(day, wanted)
        elif "Đưa vào tổng hợp" in labels:
            shown = await day.presses("Đưa vào tổng hợp")
        else:
            break
    return wanted


async def _answers(day: Day, number: str) -> None:
    """Let the unit say what more is wanted, by the one button it got."""
    await day.hears("Khoa", "[nút Bổ sung ngay]", "99 đại biểu", "lưu thay đổi")
    day.people[number] = 99


async def _is_counted_right(day: Day) -> None:
    """Hold every place that shows a figure against what was typed; the joint activity counts once."""
    lesser = min(people for _, _, people in ONE_ACTIVITY)
    people = f"{sum(day.people.values()) - lesser:,}".replace(",", ".")
    tasks = {(unit, task) for unit, tasks in OFFICIALS.values() for task in tasks}
    tasks |= {(OFFICIALS[who][0], task) for who, task, _ in ONE_ACTIVITY} | {("BQP", task) for task, *_ in ON_PAPER}
    told = len(tasks | {("BCA", "3.1a"), ("BCA", "3.2")})

    summed = await day.hears("Minh", "/tonghop")
    assert "Đã nhận 30 kết quả của 12 đơn vị; đã đưa vào tổng hợp 30." in summed
    assert f"– {people} lượt người; đã đưa vào tổng hợp {people}" in summed
    assert "tính một lần: 01" in summed
    assert f"Đầu việc có thông tin: {told + 1}/238" in await day.hears("Minh", "/tiendo")  # one has nothing to report
    closed = await day.hears("Minh", "/chotsolieu", "1", "1")
    assert "KẾT QUẢ: 30 kết quả của 12/49 đơn vị" in closed
    assert f"– {people} lượt người; 12 đơn vị" in closed
    assert f"Chưa hoàn thành: trong hạn {told}; quá hạn 00" in closed
    assert "Không phát sinh, có lý do 01; đơn vị báo không phát sinh 00;" in closed
    await day.hears("Minh", "chốt số liệu")


async def test_everybody_hears_what_concerns_them_and_nothing_else(day: Day) -> None:
    wanted = await _clear(day)
    await day.hears("Minh", "/giahan")
    await day.presses("Đồng ý đến 12/02/2026")
    at_once = {who: " ".join(lines) for who, lines in day.told.items() if who != "Minh"}

    assert sorted(at_once) == ["Chi", "Dũng", "Khoa", "Nga"]
    assert f"đã xem kết quả {wanted}" in at_once["Khoa"]
    assert "đến hết thứ Năm, 12/02/2026" in at_once["Chi"]
    assert all("là cùng một hoạt động" in at_once[who] for who in ("Dũng", "Nga"))

    day.told.clear()
    for line in await day.stage.pass_until(day.stage.now.replace(hour=16, minute=30)):
        day.is_told(line)

    gathered = {who: [line for line in lines if "đã đưa vào tổng hợp" in line] for who, lines in day.told.items()}
    taken = {
        who: len([number for number in day.people if f"-{unit}-" in number]) for who, (unit, _) in OFFICIALS.items()
    }
    assert {who: lines for who, lines in gathered.items() if who in OFFICIALS} == {
        who: [f"Kính gửi đồng chí. Văn phòng đã đưa vào tổng hợp {n:02} kết quả của đơn vị:"]
        for who, n in taken.items()
    }


async def test_the_digest_of_the_next_morning_says_the_same(day: Day) -> None:
    await _clear(day)
    lines = await day.stage.pass_until(day.stage.now.replace(day=8, hour=7, minute=20))
    digest = "\n".join(line for line in lines if line.startswith("<Minh"))

    assert "30 kết quả của 12 đơn vị" in digest
    assert "kết quả chờ rà soát" not in digest
    assert "01 vướng mắc chưa trả lời" in digest
    assert "Bộ Y tế đề nghị gia hạn" in digest
    assert "Chưa hoàn thành: trong hạn 27; quá hạn 00" in digest
