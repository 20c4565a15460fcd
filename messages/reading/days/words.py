"""The words of dates, as a table: which stretch of a folded text is a day, a weekday, an hour, "from", "and".

Everything is matched on the folded text. The few words that folding confuses stand in
it in capitals when their marks say which they are: SIX (sáu), AFTER (sau), EVENING
(tối), TILL (tới), MOT (mốt), CHU (chừ), LESS (kém). What is neither a token nor a word without weight is not skipped:
the whole text is then not understood, because a skipped word may be "trước" or "không".
"""

import re
from typing import Final

_ONE: Final = "(?:mot|MOT)"  # "hai mươi mốt"
_ONES: Final = (_ONE, "hai", "ba", "bon", "nam", "(?:sau|SIX)", "bay", "tam", "chin")
NUMBERS: Final[dict[str, int]] = {  # 1 to 31 in words, as patterns
    **{one: n for n, one in enumerate(_ONES, 1)},
    "muoi": 10,
    **{f"muoi {one}": 10 + n for n, one in enumerate(_ONES, 1) if n != 5},  # noqa: PLR2004 - fifteen is muoi lam
    "muoi (?:lam|nham|nam)": 15,
    "hai muoi": 20,
    **{f"(?:hai(?: muoi)?|ham) {one}": 20 + n for n, one in enumerate(_ONES, 1)},
    "(?:hai(?: muoi)?|ham) (?:lam|nham)": 25,
    "(?:hai(?: muoi)?|ham) tu": 24,
    "ba muoi": 30,
    f"ba(?: muoi)? {_ONE}": 31,
}
LONGEST_FIRST: Final = sorted(NUMBERS, key=lambda pattern: (-pattern.count(" "), -len(pattern)))
_IN_WORDS: Final = "|".join(LONGEST_FIRST)
_TENS: Final = "|".join(pattern for pattern in LONGEST_FIRST if " " in pattern)  # "hai tháng 11" are two months
_UNSAFE: Final = "(?:mot|MOT)|(?:sau|SIX)|tu"  # "ngày mốt", "ngày sau" are days to come
MONTHS: Final[dict[str, int]] = {
    "muoi hai": 12, "muoi mot": 11, "muoi": 10, "chin": 9, "tam": 8, "bay": 7, "SIX": 6, "nam": 5, "tu": 4, "bon": 4,
    "ba": 3, "hai": 2, "mot": 1,
}  # fmt: skip
_MONTH_WORDS: Final = "|".join(MONTHS)
WEEKDAYS: Final = {"hai": 0, "ba": 1, "tu": 2, "nam": 3, "sau": 4, "SIX": 4, "bay": 5}
WEEKS: Final = {
    "truoc": "last", "nay": "this", "ni": "this", "AFTER": "next", "sau": "next", "TILL": "next", "toi": "next",
    "qua": "gone", "roi": "gone", "vua roi": "gone", "vua qua": "gone", "truoc nua": "before last",
}  # fmt: skip
DAYS_OF_WEEKS: Final = {  # said of the weekday itself, without "tuần"
    "vua roi": "just", "vua qua": "just", "roi": "just", "truoc": "before", "nay": "these", "ni": "these",
    "TILL": "coming", "toi": "evening?", "AFTER": "coming",
}  # fmt: skip
NEAR: Final = {
    "hom nay": 0, "hom ni": 0, "bua ni": 0, "h nay": 0, "hnay": 0, "bua nay": 0, "ngay hom nay": 0, "today": 0,
    "hom qua": -1, "h qua": -1, "hqua": -1, "bua qua": -1, "yesterday": -1,
    "hom kia": -2, "bua kia": -2, "hom KIA": -3, "bua KIA": -3, "ngay mai": 1, "mai": 1, "ngay kia": 2, "MOT": 2,
    "ngay MOT": 2, "hom MOT": 2, "bua MOT": 2,
}  # fmt: skip
_MAI: Final = r"^(?:mai|MOT)(?= ?(?:a|nhe)?[ .]*$)"  # a whole answer alone: else Mai is a name, "mốt" a fashion
_NOON: Final = "rang sang|sang som|sang|trua|chieu (?:toi|EVENING)|chieu|toi|EVENING|dem|khuya"
_SPEECH: Final = (
    r"a|da|vang|nhe|nha|ne|nhi|hen|em|minh|thua|bao cao(?! (?:ngay )?\d)|la|thi|vao|luc|cua|ca|dung|hoi|co|moi|thoi"
    "|du kien|vua"
)
_DOINGS: Final = (
    "hop|to chuc|duoc|da|dien ra|trong|hoat dong|hoi nghi|hoi thao|toa dam|tap huan"
    "|buoi|cuoc|lop|dong chi|duong lich|dien|suot|gom|cac|tung|rieng"
)
# Beside a day these say nothing more of it; with one they may be a title: "Hội thảo 1/12", "Hội thảo thứ hai".
NAMING: Final = "hop|hoat dong|hoi nghi|hoi thao|toa dam|tap huan|lop"
# "khai mạc 1/12, bế mạc 4/12" are the days between as well.
_BEGINS: Final = "bat dau|khai mac|mo man|khai giang|phat dong|khoi dong|khai truong"
_ENDS: Final = "ket thuc|be mac|be giang|tong ket|chung ket|trao giai"
# What has a number for its name: "buổi 2", "phường 5", "vòng 3".
NUMBERED_MARKED: Final = frozenset({
    "buổi", "cuộc", "lớp", "đợt", "vòng", "phiên", "lần", "kỳ", "kì", "khóa", "khoá", "khoa", "phường", "quận", "khu",
    "phố", "ấp", "tổ", "tầng", "phòng", "số", "xã", "thôn", "khối",
})  # fmt: skip
_NUMBERED: Final = "buoi|cuoc|lop|dot|vong|phien|lan|ky|khoa|phuong|quan|khu pho|ap|to|tang|phong|so|xa|thon|khoi"
_COUNTED: Final = "buoi|cuoc|lop|dot|phien"  # "3/12, 2 buổi"
COUNTS: Final = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "SIX": 6, "bay": 7, "tam": 8, "chin": 9, "muoi": 10,
}  # fmt: skip
CHAT: Final = {"wa": "qua", "hum": "hom", "hwa": "hqua"}  # how it is written in chats
TEN_DAYS: Final = {"thuong tuan": "dau", "trung tuan": "giua", "ha tuan": "cuoi"}
_COUNT: Final = rf"\d{{1,2}}|{'|'.join(COUNTS)}"

_E: Final = r"(?![a-zA-Z])"
_NI: Final = "ni(?! (?:su|co|gioi|truong|vien))"  # "ni sư" is no "ni"
_CLAUSE_ENDS: Final = r"(?= ?(?:$|[,;.)]))"
_WEEK: Final = "|".join(sorted(WEEKS, key=len, reverse=True))
_DATE_IS_NEXT: Final = r"(?! ?[/.] ?\d)(?! ?- ?\d{1,2} ?[/.-])"  # "8 giờ 05/12": 05 is no minute

_TABLE: Final[tuple[tuple[str, str], ...]] = (
    (
        "named",
        rf"(?:hom |ngay )?tet duong(?: lich)?{_E}(?=,? ?(?:ngay )?\d)|(?:hang|EACH) ngay{_E}(?=,? tu (?:ngay )?\d)",
    ),
    (
        "newyear",  # of ours: "mùng 2 Tết Dương lịch"
        rf"(?:ngay )?(?:mung|mong) (?P<dn>[1-3]|mot|hai|ba) tet (?:duong(?: lich)?|tay){_E}(?: nam nay{_E})?",
    ),
    ("lunar", rf"(?:am lich|am(?= ?$)|tet|ram|thang (?:gieng|chap)|al){_E}"),
    ("compact", r"(?P<kd>0[1-9]|[12]\d|3[01])(?P<km>0[1-9]|1[0-2])(?P<ky>20\d\d)(?!\d)"),  # "05122025"
    ("half", rf"(?P<hh>\d{{1,2}}) ?ruoi{_E}"),  # "tối qua 7 rưỡi"
    (
        "lesshour",  # "8h kém 15"; without marks "kem" may be "kèm"
        (
            rf"(?P<lh>\d{{1,2}}) ?(?:h|g|gio)? ?(?:LESS (?P<ll>\d{{1,2}})(?!\d)|kem (?P<ll2>\d{{1,2}})"
            rf"(?= (?:(?:phut|ph) )?(?:{_NOON}){_E}))(?: ?(?:phut|ph|p|'){_E})?"
        ),
    ),
    (
        "hour",
        (
            rf"(?P<h>\d{{1,2}}) ?(?:h|g|gio){_E}"
            rf"(?:(?P<m1>\d{{2}})(?!\d| ?[/.] ?\d)(?: ?(?:phut|ph|p|'){_E})?"
            rf"|\ (?P<m2>\d{{2}})(?!\d){_DATE_IS_NEXT}(?: ?(?:phut|ph|p|'){_E})?"
            rf"|\ ?(?P<m3>\d{{1,2}}) ?(?:phut|ph|p|'){_E}| ?(?P<half>ruoi){_E})?"
        ),
    ),
    ("numbered", rf"(?:{_NUMBERED}) (?:so |thu )?\d{{1,3}}(?!\d| ?[/.-] ?\d| ?(?:h|g|gio){_E})"),
    ("ago", rf"cach (?:day|nay) (?P<ac>{_COUNT}) (?:hom|ngay|bua){_E}|(?P<ab>{_COUNT}) (?:hom|ngay|bua) truoc{_E}"),
    ("weeksago", rf"cach (?:day|nay) (?:dung )?(?P<wa>{_COUNT}) tuan{_E}|dung (?P<wb>{_COUNT}) tuan truoc{_E}"),
    ("lately", rf"(?<!ngay )(?<!hom )(?<!mung )(?P<la>{_COUNT}) (?:hom|ngay|bua) (?:nay|qua){_E}"),
    (
        "counted",
        rf"(?<!ngay )(?<!hom )(?<!mung )(?<![/.-])\d{{1,2}} (?:{_COUNTED}){_E}(?! ?(?:\d|{_NOON}))",
    ),
    # "3 ngày" is how many there were, never the third
    (
        "days",
        (
            rf"(?<!ngay )(?<!hom )(?<!mung )(?<!mong )(?:trong )?(?P<dc>{_COUNT}) (?:ngay|(?:hom|bua)(?= \d))"
            rf"(?: lien(?: tiep| tuc)?)?{_E}"
        ),
    ),
    (
        "start",
        (
            r"(?:ngay )?dau (?P<st>tuan|thang|nam)(?: (?P<sw>nay|ni)| ?(?P<sn>\d{1,2})(?!\d))?"
            r"(?: ?/ ?(?P<sy>\d{4})| (?:nam )?(?P<sy2>\d{4}))?"
            rf"(?= (?:cho )?(?:den|toi|TILL){_E})"
        ),
    ),
    ("clock", r"(?P<ch>\d{1,2}):(?P<cm>\d{2})(?!\d|:)"),
    (
        "dotted",
        r"(?P<dh>\d{1,2})\.(?P<dm>00|1[3-9]|[2-5]\d)(?![\d.])(?=,? ?(?:ngay|hom|sang|trua|chieu|toi|EVENING) ?)",
    ),
    ("lesson", r"tiet (?:thu )?\d{1,2}(?: ?(?:-|,|va|den) ?\d{1,2})?(?!\d| ?/)"),
    # "3-4-5/12" are three days
    ("dashed", r"(?P<da>\d{1,2}) ?- ?(?P<db>\d{1,2}) ?- ?(?=\d{1,2} ?(?:/ ?\d{1,2}(?!\d| ?[/-])|thang ))"),
    ("iso", r"(?P<iy>\d{4})(?P<is>[-/.])(?P<im>\d{1,2})(?P=is)(?P<id>\d{1,2})(?!\d)"),
    ("monthyear", r"(?P<ym>\d{1,2})[/-](?P<yy>\d{4})(?!\d)"),
    (
        "date",
        (
            r"(?P<d>\d{1,2})(?: ?(?P<sep>[/-]) ?|(?P<dot>\.))(?P<mo>\d{1,2})(?!\d)"
            r"(?:(?(sep) ?(?P=sep) ?|\.)(?P<y>\d{4}|\d{2})(?!\d)"
            r"|(?(dot)(?!\.\d)|(?! ?/ ?\d))(?(sep)(?! ?[.] ?\d)(?! ?thang))(?! ?/ ?\d))"
        ),
    ),
    ("part", rf"(?P<part>(?:dau|giua|cuoi|trong|suot|ca|tron) )?tuan(?: (?P<pw>{_WEEK}))?{_E}"),
    (
        "partmonth",
        (
            rf"(?P<pm>dau|giua|cuoi|trong|suot|ca|tron|{'|'.join(TEN_DAYS)}) thang"
            rf"(?: (?P<pmw>{_WEEK}){_E}| ?(?P<pmn>\d{{1,2}})(?!\d)"
            rf"| (?P<pmx>{_MONTH_WORDS}){_E})?(?: ?/ ?(?P<pmy>\d{{4}})| nam (?P<pmy2>\d{{4}}))?{_E}"
            rf"(?: (?:vua (?:qua|roi)|roi|nay|ni){_E})?"
        ),
    ),
    # where the year ends or begins indeed: "thứ tư cuối năm 31/12"
    (
        "yearsend",
        r"cuoi nam(?=,? ?(?:ngay )?\d{1,2} ?[/-] ?1[12](?!\d))|dau nam(?=,? ?(?:ngay )?\d{1,2} ?[/-] ?0?[12](?!\d))",
    ),
    (
        "weekday",
        (
            rf"(?:thu ?(?:(?P<wn>[2-7])(?!\d| ?[/.]\d)|(?P<ww>hai|ba|tu|nam|SIX|sau|bay){_E})|t(?P<wt>[2-7])(?!\d)"
            rf"|(?P<cn>cn|c\.n|chu nhat|chua nhat|chu nhut){_E})"
            rf"(?:(?: cua)?(?: dau| giua| cuoi)? tuan (?P<week>{_WEEK}){_E}"
            rf"|\ (?P<wp>(?:dau|giua) tuan){_E}"
            rf"|\ (?P<dw>vua roi|vua qua|roi|truoc|nay|{_NI}|AFTER){_E}"
            rf"|\ (?P<dt>TILL|toi){_CLAUSE_ENDS})?"
        ),
    ),
    ("passed", rf"(?P<pnoon>{_NOON}) (?:hom )?(?P<pn>nay|{_NI}|qua|mai|MOT){_E}"),
    (
        "earlier",
        (
            rf"(?:hoi|ban) (?P<en>sang|trua|chieu){_E}"
            r"(?! (?:nay|qua|kia|KIA|hom|ngay|thu|t[2-7]|cn|chu)(?:[^a-zA-Z]|$)| \d)"
        ),
    ),
    ("near", rf"(?P<n>{'|'.join(sorted(NEAR.keys() - {'mai', 'MOT'}, key=len, reverse=True))}|{_MAI}){_E}"),
    (
        "inwords",
        (
            rf"(?:mung|mong) (?P<mw>{_IN_WORDS}){_E}"
            rf"|(?P<bw>{_TENS})(?= thang (?:\d|{_MONTH_WORDS}))"  # "hai mươi tám tháng 11"
            rf"|ngay (?:(?P<nu>{_UNSAFE})(?= ?,? ?thang)|(?!(?:{_UNSAFE}){_E})(?P<nw>{_IN_WORDS}){_E})"
        ),
    ),
    ("lastday", r"ngay cuoi(?: cung)?(?: cua)? thang (?P<lm>[13-9]|0[13-9]|1[0-2])(?!\d)"),
    ("firstday", r"ngay dau tien(?: cua)? thang (?P<fm>\d{1,2})(?!\d)"),
    (
        "hourinwords",
        rf"(?P<hw>muoi (?:mot|hai)|{'|'.join(COUNTS)}) gio{_E}(?: (?P<hwhalf>ruoi){_E})?(?= ?(?:{_NOON}|$))",
    ),
    (
        "month",
        (
            rf",? ?thang (?:(?P<tw>nay|ni|truoc|roi|qua|vua roi|vua qua|AFTER|TILL){_E}|(?P<amb>sau){_E}"
            r"|(?P<tn>\d{1,2})(?!\d)"
            rf"|(?P<tx>{_MONTH_WORDS}){_E})(?: ?[/-] ?(?P<ty>\d{{4}})(?!\d))?"
        ),
    ),
    ("year", rf",? ?nam (?:(?P<yn>\d{{4}}|\d{{2}})(?!\d)|(?P<yw>nay|ni|ngoai|truoc){_E})"),
    ("day", rf"(?:ngay|mung|mong|hom|bua){_E}"),
    ("number", r"(?P<num>\d{1,2})(?!\d)(?![a-zA-Z])"),
    ("gone", rf"(?:vua roi|vua qua|roi|qua){_E}"),
    ("coming", rf"TILL{_CLAUSE_ENDS}"),
    ("begins", rf"(?:{_BEGINS}){_E}"),
    ("ends", rf"(?:{_ENDS}){_E}"),
    ("from", rf"(?:ke )?tu{_E}"),
    (
        "tillend",
        (
            r"(?:(?:(?:cho )?(?:den|TILL|toi)|[-–]) )?het "
            rf"(?:thang(?: (?P<te>nay|ni))?|(?P<tl>nam)(?: (?P<ty2>20\d\d))?){_E}(?= ?(?:$|[,.;)]))"
        ),
    ),
    ("to", rf"(?:(?:cho )?(?:den|TILL)(?: het)?|het|keo dai den){_E}|->|=>|[-–] het{_E}|[-–—~→]"),
    ("and", rf"(?:va|cung|voi|lẫn|lan(?= hom)){_E}|[,;&+]"),
    ("now", rf"(?:nay|bay gio|gio|hien nay|CHU){_E}|(?<=toi )chu(?= ?$)|(?<=den )chu(?= ?$)"),
    ("noon", rf"(?P<noon>{_NOON}){_E}"),
    (
        "skip",
        (
            rf"may(?= (?:ngay|hom|bua) \d)|THERE(?= ?(?:$|[,.]))|khoang (?=\d{{1,2}} ?(?:h|g|gio){_E})|tuc(?: la)?{_E}"
            rf"|(?:phien|ca|dot|suat)(?= (?:{_NOON}){_E})|tay(?= ?(?:$|[,.]|thang))"
            rf"|AFTER gio (?:lam|lam viec|hanh chinh){_E}|(?:{_DOINGS}|{_SPEECH}){_E}|[().:!?\"]"
        ),
    ),
)
PATTERN: Final = re.compile("|".join(f"(?P<{name}_>{pattern})" for name, pattern in _TABLE), re.ASCII)
