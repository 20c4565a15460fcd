"""What is counted in these tests, after the list of what offices count: with the words of the plans."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

import plans


@dataclass(frozen=True)
class Indicator:
    key: str
    label: str
    unit: str
    words: tuple[str, ...]
    one: str = ""


# key | label | unit | words | keys of the plan whose words are heard too
_TABLE = """
workshops | Hội thảo | hội thảo | hội thảo khoa học, tọa đàm |
meetings | Hội nghị | hội nghị | cuộc họp, họp báo, diễn đàn, sự kiện, meeting, meetings |
classes | Lớp tập huấn | lớp | tập huấn, khóa tập huấn | classes
people | Đại biểu, lượt người | đại biểu | người, lượt người, học viên, cán bộ | people
documents | Văn bản | văn bản | công văn, kế hoạch | documents
news | Tin bài | tin bài | tin, bài, mẩu tin | news, articles, news-articles
reports | Phóng sự | phóng sự | phóng sự truyền hình | reports
videos | Video, clip | video | clip, video clip | videos
posts | Bài trên mạng xã hội | bài đăng | bài mạng xã hội, bài trên mạng xã hội | posts
views | Lượt xem | lượt xem | lượt truy cập | views, visits
reach | Lượt tiếp cận | lượt tiếp cận | tiếp cận | reach
banners | Băng rôn | chiếc | khẩu hiệu | banners
banner-metres | Băng rôn (theo chiều dài) | mét | băng rôn, khẩu hiệu | banner-metres
billboards | Pa nô | pa nô | panô, cụm pa nô | billboards
posters | Áp phích | áp phích | tranh cổ động | posters
flags | Cờ | lá cờ | cờ | flags
leaflets | Tờ rơi | tờ | tờ gấp | leaflets, pamphlets
contests | Cuộc thi | cuộc thi | hội thi | contests
examined | Lượt người được khám | lượt người được khám | lượt khám, người khám | examined
minutes | Thời lượng phát | phút phát sóng | phút | broadcast-minutes
money | Kinh phí | đồng | vnđ, kp | money
"""


@cache
def _words_of_plan() -> dict[str, tuple[str, ...]]:
    plan = yaml.safe_load((Path(plans.__file__).parent / "705-2025.yaml").read_text(encoding="utf-8"))
    return {one["key"]: tuple(map(str, one["words"])) for one in plan["indicators"]}


def _indicator(line: str) -> Indicator:
    key, label, unit, words, of_plan = (part.strip() for part in line.split("|"))
    more = [word for one in of_plan.split(", ") if one for word in _words_of_plan()[one]]
    return Indicator(key, label, unit, tuple(dict.fromkeys([*words.split(", "), *more])))


INDICATORS = tuple(map(_indicator, _TABLE.strip().splitlines()))
