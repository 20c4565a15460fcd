"""What people keep apart is counted apart, in both plans: likes are no interactions, pamphlets no leaflets."""

from pathlib import Path

import pytest

import plans
from messages.reading.figures.figures import read_figures
from messages.unclear import Unclear
from plans import reading

BOTH = [reading.read(Path(plans.__file__).parent / f"{key}.yaml") for key in ("705-2025", "hai-phong-2024")]


@pytest.mark.parametrize("plan", BOTH, ids=lambda plan: plan.key)
@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("210 lượt thích", ["likes"]),
        ("1k2 like", ["likes"]),
        ("35 lượt bình luận", ["comments"]),
        ("420 lượt tương tác", ["interactions"]),
        ("1.200 người theo dõi", ["followers"]),
        ("20 ảnh", ["photos"]),
        ("20 bức ảnh", ["photos"]),
        ("500 tờ rơi, 300 tờ bướm", ["leaflets", "pamphlets"]),
        ("2.500 tờ gấp", ["pamphlets"]),
        ("4 bảng điện tử, 6 pa nô", ["screens", "billboards"]),
        ("15 hộ, 40 lượt người được giúp", ["households", "helped"]),
        ("30 suất quà", ["gifts"]),
        ("1 cuộc thi, 3 giải thưởng", ["contests", "prizes"]),
        ("12.000 lượt truy cập, 8.000 lượt xem", ["visits", "views"]),
    ],
)
def test_things_that_people_keep_apart_are_counted_apart(plan, typed: str, counted: list[str]):
    assert [figure.indicator for figure in read_figures(typed, plan.indicators)] == counted


@pytest.mark.parametrize("typed", ["20 anh em", "20 anh chi", "3 ho so", "5 cong ty", "2 tổ chức", "2 to chuc"])
def test_the_half_of_another_word_counts_nothing(typed: str):
    with pytest.raises(Unclear):
        read_figures(typed, BOTH[0].indicators)


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("1 seminar, 120 delegates", ["conferences", "people"]),
        ("2 training courses, 75 participants", ["classes", "people"]),
        ("3 news items and 2 reportages", ["news", "reports"]),
        ("40 banners, 6 billboards", ["banners", "billboards"]),
        ("over 3000 leaflets, about 40 posters", ["leaflets", "posters"]),
        ("nearly 120 delegates from 12 provinces", ["people"]),
    ],
)
def test_english_words_count_the_same(typed: str, counted: list[str]):
    assert [figure.indicator for figure in read_figures(typed, BOTH[0].indicators)] == counted
