"""A title typed without tone marks is never sent without the remark that it lacks them, whichever way it came."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from messages.folding import folded
from messages.reading import untoned
from messages.words import catalogue
from tests.dialogue import Stage
from tests.talk.telling import hears

REMARK = catalogue("vi")["report.untoned"]
TITLE = "Hội thảo về quyền trẻ em"
LATER = ("hội thảo", "{title}", "60 đại biểu", "không")
BEFORE = ("/baocao 2.1b", "hôm qua", "hội thảo", "Tọa đàm", "60 đại biểu", "không")
WAYS = {
    "question by question": ("/baocao 2.1b", "hôm qua", *LATER),
    "one line": ("/baocao 2.1b {title}, hôm qua, 60 đại biểu", "không"),
    "own words": ("/baocao 2.1b", "hôm qua {title}, 60 đại biểu", "không"),
    "a block": ("Nhiệm vụ: 2.1b\nThời gian: hôm qua\nHình thức: hội thảo\nNội dung: {title}\nSố liệu: 9 tin", "không"),
    "a plain sentence": ("Hôm qua tổ chức tọa đàm, 60 đại biểu", "2.1b", "không", "sửa nội dung", "{title}"),
    "planned": ("/baocao 2.1b", "15/12", "1", "hội thảo", "{title}"),
    "changed on the review screen": (*BEFORE, "sửa nội dung", "{title}"),
    "changed once sent": (*BEFORE, "gửi", "/sua 1", "sửa nội dung", "{title}"),
}


@pytest.mark.parametrize("lines", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("typed", [TITLE, folded(TITLE), folded(TITLE).upper()], ids=["marked", "plain", "capitals"])
async def test_the_review_screen_says_so(tmp_path: Path, lines: tuple[str, ...], typed: str):
    stage = Stage(tmp_path / "titles.db")
    await stage.open()
    await stage.enter("Lan", "official", "BNG")

    review = await hears(stage, "Lan", *(line.format(title=typed) for line in lines))

    assert f"Nội dung: {typed[:1].upper()}{typed[1:]}".lower() in review.lower()
    assert (REMARK in review) == (typed != TITLE)


def reviews() -> Iterator[tuple[str, str, bool]]:
    """Give each title on a review screen of the dialogues: where, what, and whether the remark is below."""
    for path in sorted((Path(__file__).parents[1] / "dialogues").glob("*.txt")):
        for step in re.split(r"(?m)^> .*$", path.read_text("utf-8")):
            title = re.search(r"(?m)^< Nội dung: (.+)$", step)
            if title and "kiểm tra trước khi gửi" in step:
                yield path.name, title[1], REMARK in step


def test_no_dialogue_shows_a_title_without_marks_and_without_its_remark():
    shown = list(reviews())

    assert len(shown) > 50
    assert [(where, title) for where, title, is_said in shown if untoned.is_untoned(title) != is_said] == []


def test_titles_of_dialogues_are_known_for_what_they_are_once_their_marks_are_gone():
    """Five syllables are enough to tell; of fewer some are words of other languages as well."""
    titles = {title for _, title, _ in reviews() if len(re.findall(r"[^\W\d_]+", title)) >= 5}

    assert {title for title in titles if not untoned.is_untoned(folded(title))} == set()
