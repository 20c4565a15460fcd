"""What stands around figures and is none: days, hours, documents, numbered names.

The text is only looked at: every word keeps its place, what is no figure becomes a sign without weight.
"""

import re
import unicodedata
from typing import Final

from messages.reading import correcting, papers, shortened
from messages.reading.figures import aimed
from messages.reading.typed import Word, composed, words

GONE: Final = "§"
_MONTH: Final = r"(?:0?[1-9]|1[0-2])"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_NAMES: Final = (  # a number behind one of these is a name, whatever follows
    r"phường|quận|khu phố|tổ dân phố|ấp|thôn|vòng|khối|quốc lộ|tỉnh lộ|đường|số nhà|phòng|tầng|nghị quyết|chỉ thị"
    r"|quyết định|nghị định|thông tư|(?<!pháp )luật|đề án|quân khu|vùng|(?<!ngoại )khóa|kỳ họp thứ|phiên thứ|lần"
    r"|kỳ thứ|khoản|điều|công đoàn khu vực|hướng dẫn|thông báo|công điện|tờ trình"
)
_PAPERS: Final = "KH|CV|QĐ|NQ|NĐ|CT|TB|HD|BC|kế hoạch|công văn|văn bản|chương trình"
_COUNTED_NAMES: Final = (  # only where the clause ends, or goes on with what was counted there
    "lớp|đợt|buổi|tổ|kế hoạch|công văn|văn bản|giai đoạn|bảng|hội trường|tuần|quý|đội|nhóm|ca|cụm|điểm|phiên|chi hội"
)
_FURTHER: Final = r"(?:\s?(?:,|và)\s?\d{1,3}(?=\s?(?:[:,;)\n]|và\s\d|$)))*"  # "khối 10, 11: 350 người"
_PLACES: Final = (
    "nước|quốc gia|sở|ngành|dân tộc|điểm cầu|chi bộ|xã|phường|thôn|bản|ấp|huyện|tỉnh|khu|điểm|tuyến|trường|đơn vị"
    "|cơ quan|khu phố|tổ|địa bàn|địa phương|nơi|chi hội|chi đoàn|tổ hội|khóm|xóm|buôn|làng|chợ|bến|cảng|chùa|nhà thờ"
    "|giáo xứ|họ đạo|nhà máy|xí nghiệp|công ty|doanh nghiệp|hợp tác xã|htx|phân xưởng|câu lạc bộ|clb|trạm|đồn|đại đội"
    "|tiểu đoàn|trung đội|kcn|bệnh viện|nhà văn hóa|cơ sở|phòng|ban|tổ chức|đồn biên phòng|tàu"
    "|provinces|communes|districts|countries|places|offices"
)
_SIZE: Final = (
    r"\b\d{1,3}(?:[.,]\d+)?\s?m?\s?[x×]\s?\d{1,3}(?:[.,]\d+)?\s?m\b"  # "4x6m": how large
    r"|(?<=[^\W\d_]\s)(?:dài|rộng|cao|khổ|cỡ)\s+(?:1?\d|20)(?:[.,]\d+)?\s?m\b"  # "25 băng rôn dài 8m": each of them
)
_COUNTED: Final = (  # "chiều 20 đại biểu" is no 20th, "đại đội 118 chiến sĩ" no name
    r"(?:người|lượt|đại biểu|học viên|học sinh|cán bộ|tờ|suất|phần|hộ|cuốn|tin|bài|lá|chiếc|băng rôn|buổi|đoàn viên"
    r"|hội viên|đảng viên|chiến sĩ|quân nhân|thanh niên|đồng chí|đ/c|công nhân|đvtn|em|cháu)\b"
)
_COUNTED_ALONE: Final = (
    r"(?:chị em|phụ nữ|sinh viên|giáo viên|bà con|trẻ em|thiếu nhi|nông dân|ngư dân|quần chúng|phóng viên|thí sinh"
    r"|cử tri|chức sắc|phật tử|khách|hs|sv|hv|đb|cb|clip|video|phóng sự|cờ|ảnh)\b"
)
# "sáng 20 chiều 15 người": so many in the morning, not on the 20th; "sáng 20 sinh viên" too
_FURTHER_PARTS: Final = (
    rf"(?:[\s,;]+(?:và\s+)?(?:buổi\s+)?(?:sáng|trưa|chiều|tối)\s+\d{{1,4}}(?:\s+(?:trăm|nghìn|ngàn))?)+\s+(?:{_COUNTED}|{_COUNTED_ALONE})"
    rf"|\s+{_COUNTED_ALONE}(?=\s*(?:[,;.)\n]|$)|\s+(?:dự|tham gia|tham dự|(?:và\s+)?(?:sáng|trưa|chiều|tối)\s+\d))"
)
_SESSION: Final = r"(?:hội nghị|hội thảo|tọa đàm|tập huấn|lớp|cuộc|diễn đàn|họp báo)\b"  # "sáng 2 hội thảo": asked
_TROOPS: Final = (
    r"chi đoàn|chi hội|chi bộ|chi nhánh|trại giam|trại tạm giam|phân trại|tổ tự quản|tổ liên gia"
    r"|tiểu đội|trung đội|đại đội|tiểu đoàn|trung đoàn|lữ đoàn|sư đoàn|binh đoàn|quân đoàn|hải đội|hải đoàn|cụm thi đua"
)
# Who did it, of whom nothing is counted: "19 xã treo 57 băng rôn"; and how many they were, in a clause of its own.
_DOERS: Final = (
    "xã|phường|thôn|huyện|tỉnh thành|tỉnh|thành phố|thị xã|khu phố|khóm|xóm|buôn|làng|trường|đơn vị|cơ quan"
    "|cơ quan báo chí|địa phương|sở|ngành|chi hội|chi đoàn|chi bộ|công ty|nhà máy|doanh nghiệp|quốc gia|nước"
    "|báo|tờ báo|đài"
)
_DID: Final = (
    "treo|cắm|phát|tổ chức|đăng|đăng tải|ban hành|in|cấp|mở|lắp|dựng|tặng|trao|chiếu|phát sóng|viết|gửi|xây dựng"
    "|thực hiện|huy động|cử|có|làm|ra quân|tuyên truyền|tiếp sóng|dán|may|vận động"
)
_DONE_BY: Final = (
    rf"(?<![\d.,/])\b(?P<doers>\d{{1,3}}\s+(?:{_DOERS})(?:\s*(?:[,/]|và)\s*(?:\d{{1,3}}\s+)?(?:{_DOERS}))*)\b"
    rf"(?=(?:\s+(?:đã|cũng|đều|cùng|đồng loạt|vừa|mới|báo cáo|được))*\s+(?:{_DID})"
    r"(?:\s+(?:được|hết|tổng cộng|cả thảy))*\s+(?:hơn\s+|gần\s+|khoảng\s+|trên\s+)?"
    r"(?P<done>\d{1,3}(?:\.\d{3})*)\b(?![.,/-]\d))"
)
_IN_GROUPS: Final = (
    rf"(?:^|(?<=[,;:(\n])|(?<=[,;:(\n]\s))\d{{1,3}}\s+(?:nhóm|tổ|tổ công tác|{_DOERS})(?:\s*[,/]\s*(?:{_DOERS}))*\b"
    r"(?=(?:\s+(?:tham gia|tham dự|dự thi|thi đấu))?\s*(?:[,;:.)\n]|$)|\s+\d)"
)
_TEAMS: Final = (  # of a contest or a feast: "1 hội thi, 15 đội, 75 thí sinh"
    r"(?<![\d.,/])(?<!\d\s)\b\d{1,3}\s+(?:đội|đội thi|đội tuyển|đội văn nghệ|tiết mục|gian hàng|hạng mục|trận"
    r"|phần thi)\b(?=(?:\s+(?:tham gia|tham dự|dự thi|thi đấu))?\s*(?:[,;:.)\n]|$)|\s+\d)"
)
_CONTEST: Final = (
    r"\b(?:hội thi|cuộc thi|hội diễn|liên hoan|hội thao|hội trại|lễ hội|hội chợ|ngày hội|văn nghệ|thể thao|giải|dự thi"
    r"|chung kết|vòng loại|thi đấu)\b"
)
_SHARING: Final = re.compile(
    r"\b(?:mỗi|từng|moi|tung|trung bình|trung binh|bình quân|binh quan)\b"
    r"|(?<!tỉnh)(?<!tinh)(?<!\bxã)(?<!\bxa)(?<!đơn vị)(?<!don vi)/",
    re.IGNORECASE,
)
_PEOPLE: Final = (  # "cán bộ 12 xã, 60 người", "240 học sinh 3 trường"
    r"người|đại biểu|học sinh|sinh viên|học viên|cán bộ|công chức|hội viên|đoàn viên|đảng viên|phụ nữ|thanh niên"
    r"|công nhân|nông dân|giáo viên|đồng chí|bí thư|trưởng thôn|lãnh đạo|đại diện|em|bà con|chủ tịch|thí sinh"
    r"|phóng viên"
)
_OF_PLACES: Final = (
    rf"(?P<who>\b(?:{_PEOPLE})(?:\s+[^\W\d_]+){{0,3}}?\s+)(?P<of>\d{{1,3}}\s+(?:{_PLACES}))(?=\s*(?:[,;:.)\n]|$))"
)
_UNCOUNTED: Final = r"đội|đội thi|đội tuyển|tiết mục|gian hàng|cơ quan báo chí|hãng|hãng thông tấn|tổ công tác"
_PATTERN: Final = (
    rf"(?<![\d/.,-]){_DAY}[/.-]{_MONTH}[/.-](?:20)?\d\d(?!\d)"
    rf"|\b(?:ngày|hôm|mùng|mồng|(?:sáng|trưa|chiều|tối)(?!\s*\d{{1,2}}\s+{_SESSION}))\s*{_DAY}"
    rf"(?:\s*[/.-]\s*{_MONTH}(?:\s*[/.-]\s*(?:20)?\d\d(?!\d)|\b(?!\.\d))|\s+tháng\s+{_MONTH}\b"
    rf"|(?![\d.,/-]\d|\d|\s*(?:ngày|triệu|nghìn)|\s+{_COUNTED}|{_FURTHER_PARTS}))"
    rf"|(?<![\d/.,-])(?<!\d )(?:{_DAY}\s*-\s*)?{_DAY}/{_MONTH}(?![\d/]|\s+(?:xã|tỉnh|đơn vị|đại biểu|người))"
    rf"|\btháng\s+{_MONTH}(?:\s*/\s*20\d\d)?\b|(?<![\d/.,-]){_MONTH}/20\d\d\b"
    r"|\bnăm\s+(?:19|20)\d\d\b|\b(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d\b"
    r"|\b\d{1,2}\s?(?:giờ|h|g)\s?\d{1,2}\s?(?:phút|ph|p|['’′])(?!\w)"
    r"|\b\d{1,2}\s?[hg](?:\d\d)?\b|\b\d{1,2}:\d\d\b|\b\d{1,2}\s+giờ\s+\d\d\b|\blúc\s+\d{1,2}\s*(?:h|g|giờ)(?:\s?\d{1,2}(?:\s?(?:phút|ph|p))?)?\b"
    rf"|\b(?:theo|thực hiện|triển khai|căn cứ|quán triệt)\s+(?:{_PAPERS})\s+(?:số\s+)?\d{{1,5}}\b(?!\s*[./]\d)"
    rf"|(?<!\d)(?<!\d\s)\b(?:(?:{_PAPERS})\s+số|NQ|NĐ|QĐ)\s+(?:số\s+)?\d{{1,5}}\b(?!\s*[./]\d)"
    rf"|\b(?:{_NAMES})\s+(?:số\s+|thứ\s+)?\d+(?:/\d+)?\b{_FURTHER}"
    r"|(?<=[^\W\d_]\s)(?:lớp|khối)\s+\d{1,2}(?:\s?(?:,|và|-)\s?(?:[1-9]|1[0-2])\b)++"  # "lớp 8, 9"
    r"(?=\s*(?:[:,;.)\n]|$))"
    rf"|(?<!\d)(?<!\d\s)(?<!số )\b(?:{_COUNTED_NAMES})\s+(?:số\s+|thứ\s+)?\d{{1,3}}{_FURTHER}"
    r"(?=\s*:|\s+\d{1,3}(?:[.,]\d{3})*\s+(?:tờ|lượt|tin|bài|hv|đv|hs|hộ|suất)\b"
    r"|\s+(?:có|gồm|thu hút|khám|phát|cấp|treo|đăng|tặng|tuyên truyền)\b"
    r"|\s+\d{1,3}\s+(?:học|người|đại|cán|em|đoàn|đvtn)\b)"
    # not where it is a clause of its own: "lớp 2, học viên 85"
    rf"|(?<!\d)(?<!\d\s)(?<![,;]\s)(?<!^)(?<!số )\b(?:{_COUNTED_NAMES})\s+(?:số\s+|thứ\s+)?\d{{1,3}}"
    r"(?=\s*(?:[,;.)\n]|$))"
    r"|(?<=[^\W\d_]\s)(?:19|20)\d\d(?=\s*(?:[,;.)\n]|$))"  # "Luật Trẻ em 2016"
    r"|\((?:\s*(?:CV|KH|QĐ|TB|BC|HD|NQ|CT|công văn|kế hoạch|quyết định)\s+(?:số\s+)?\d+\s*[,;]?(?:\s*và)?)+\)"
    r"|\bkhông\s+(?:phát sinh |sử dụng |dùng |có |mất |tốn )?kinh phí\b"
    r"|\b(?:lớp|khối)\s+\d{1,2}[A-Z]\d{0,2}\b"  # "lớp 9A2"
    rf"|\b(?:{_TROOPS})\s+(?:số\s+)?\d{{1,3}}\b(?!\s+{_COUNTED}|\s*(?:nghìn|ngàn|[./]\d))"
    r"|(?<=[^\W\d_]\s)(?<!tổng )(?<!sĩ )(?<!trong )(?<!con )(?<!quân )số\s+\d{1,2}\b(?=\s*(?:[,;:)\n]|\.\s|\.?$))"
    r"|\b(?:từ |trên |dưới |đủ )?\d{1,2}(?:\s?(?:-|–|đến)\s?\d{1,2})?\s+tuổi\b"
    rf"|\b(?:có|gồm|với|của|từ|giữa|ra quân|thành lập)\s+\d{{1,3}}\s+(?:{_UNCOUNTED})\b(?!\s+viên)"
    rf"|(?<![\d/])\d{{1,3}}/\d{{1,3}}\s+(?:{_PLACES})\b"  # "18/20 xã"
    r"|\b[^\W\d_]{1,6}\d{1,4}\b"  # "VTV1", "m2"
    r"|\b(?:trong |kéo dài )?\d{1,2}\s+ngày\b(?!\s+(?:công|lao động|hội))"
    r"|\b(?:đạt|chiếm|tỷ lệ|tỉ lệ|vượt|hoàn thành)\s+(?:tỷ lệ |tỉ lệ |trên |gần |hơn |khoảng )?\d{1,3}(?:[.,]\d+)?\s?%"
    r"(?:\s+(?:so với\s+)?(?:kế hoạch|chỉ tiêu|mục tiêu)(?:\s+(?:năm|đợt|được giao|giao|đề ra))?(?=\s*(?:[,;.)\n]|$)))?"
    r"|\b(?:kỷ niệm|kỉ niệm|sơ kết|tổng kết|sau|qua|nhân)\s+\d{1,3}\s+năm\b"
    r"|\bnăm\s+(?:nay|ngoái|trước|học|sau|nhất|cuối|qua|thứ)\b"
    rf"|{_SIZE}"
    r"|(?<![\d.,])\b\d{1,3}\s+điểm cầu\b"
    r"(?!\s+(?:tỉnh|bộ|huyện|xã|chính|sở|ngành|phụ|các xã)\s+\d{1,4}\s)"  # "điểm cầu tỉnh 80 điểm cầu xã 160 người"
    rf"|\b(?:tại|ở|trên|thuộc|trong|của|từ|cho|với|qua|tới|đến|from|in|at|of|across)\s+\d{{1,3}}\s+(?:{_PLACES})\b"
)
_NONE: Final = re.compile(_PATTERN, re.IGNORECASE)

_SUM: Final = re.compile(r"\b\d+(?:\s*\+\s*\d+)+\s*=\s*(?=(?P<whole>\d+)\b(?![.,]\d))")
_ITEM: Final = re.compile(r"^[ ]*(?P<n>\d{1,2})[./)][ ]*(?=\S)(?!\d{1,2}\b(?!\s*[^\W\d_]))", re.MULTILINE)
_INLINE: Final = re.compile(r"(?P<sign>^|[;,.] )(?P<n>\d{1,2})[.)][ ]+(?=[^\W\d_])")  # "1. Tin: 6; 2. Bài: 4"
_MONEY: Final = r"\d[\d.,]*\s?(?:k|nghìn|ngàn|tr|triệu|đồng|đ)\b(?:\s(?:đồng|đ)\b)?"
_PRICE: Final = re.compile(
    rf"\b(?:mỗi|moi)\s+[^\W\d_]+(?:\s+[^\W\d_]+){{0,3}}?\s+{_MONEY}|{_MONEY}\s?/\s?[^\W\d_]+", re.IGNORECASE
)
_SPENT: Final = re.compile(rf"\b(?:tổng|tong|cộng)\b[^\d;\n]{{0,25}}{_MONEY}", re.IGNORECASE)
# "có mặt 118/120 đại biểu", "42/45 học viên": of so many they were there; what may be a day is none
_PRESENT: Final = re.compile(
    r"(?:(?<=c[oó] m[aặ]t )(?P<n>\d+)(?P<of>/\d+)"
    r"|(?<![\d/.,-])(?P<there>\d{1,4})(?P<all>/(?:1[3-9]|[2-9]\d|\d{3,4}))"
    r"(?=\s+(?:[dđ]ại biểu|[dđ]ai bieu|người|nguoi|học viên|hoc vien|hội viên|hoi vien|[dđ]oàn viên|doan vien"
    r"|[dđ]ảng viên|dang vien|[dđ]ồng chí|dong chi|[dđ]/c|cán bộ|can bo|hv|[dđ]b|[dđ]v|hs|học sinh|hoc sinh)"
    r"(?:\s+(?:tham dự|tham gia|dự|có mặt|tham du|du|co mat)(?:\s+(?:họp|học|hội nghị|lớp|tập huấn))?)?"
    r"\s*(?:[,;.()]|$)))",
    re.IGNORECASE,
)
_LASTS: Final = re.compile(r"\b(?:th[oờ]i l[uư][oợ]ng|d[aà]i)\b[^,;.\n\d]{0,20}$", re.IGNORECASE)
_ON_AIR: Final = re.compile(r"\s?(?:ph[uú]t\s?)?(?:ph[aá]t (?:s[oó]ng|thanh)|l[eê]n s[oó]ng)\b", re.IGNORECASE)
_NEWSPAPER: Final = re.compile(r"\b(?<=[Bb]áo )([^\W\d_]+)\s([^\W\d_]+)(?=\s\d{1,2}\s*(?:[,;)]|$))")  # it had so many
# "xã Tân An 2": a name of two capitals, with its number
_PROPER: Final = re.compile(r"\b([^\W\d_]+)\s([^\W\d_]+)\s\d{1,2}(?=\s*(?:[:,;.)\n]|$))")


def _unmarked(text: str) -> str:
    """Give a composed text without marks, each letter at its place."""
    return "".join(unicodedata.normalize("NFD", c)[0] if c not in "đĐ" else "d" for c in text)


_NONE_UNMARKED: Final = re.compile(_unmarked(_PATTERN), re.IGNORECASE)
_WHO: Final = re.compile(_DONE_BY, re.IGNORECASE)
_WHO_UNMARKED: Final = re.compile(_unmarked(_DONE_BY), re.IGNORECASE)
_WHERE: Final = re.compile(_OF_PLACES, re.IGNORECASE)
_WHERE_UNMARKED: Final = re.compile(_unmarked(_OF_PLACES), re.IGNORECASE)
_MANY_GROUPS: Final = re.compile(_IN_GROUPS, re.IGNORECASE)
_AMBIGUOUS: Final = re.compile(r"\|(?:tổ|sở|làng|ngành|nước|báo|đài)(?=[|)])")  # "3 to" may be "3 tờ", "3 so" issues
_GROUPS_UNMARKED: Final = re.compile(_unmarked(_AMBIGUOUS.sub("", _IN_GROUPS)), re.IGNORECASE)
# without marks "hội thao" is a "hội thảo"
_CONTESTS: Final = re.compile(f"{_CONTEST}|{_unmarked(_CONTEST.replace('|hội thao', ''))}", re.IGNORECASE)
_MANY_TEAMS: Final = re.compile(f"{_TEAMS}|{_unmarked(_TEAMS)}", re.IGNORECASE)
_SIZES: Final = re.compile(_SIZE, re.IGNORECASE)
_SIZES_UNMARKED: Final = re.compile(_unmarked(_SIZE), re.IGNORECASE)


def seen(text: str) -> tuple[Word, ...]:
    """Give the words of a text in which only figures have numbers, short units written out."""
    said = _summed(_priced(aimed.without(correcting.numbers(_unnumbered(_columns(composed(text)))))))
    for start, end in papers.spans(said):
        begins = re.search(r"\bsố\s+$", said[:start], re.IGNORECASE)
        start = begins.start() if begins else start  # noqa: PLW2901 - "số 45/KH-UBND"
        said = said[:start] + GONE * (end - start) + said[end:]
    if not said.isupper():
        said = _NEWSPAPER.sub(lambda m: f"{m[1]}x{m[2]}" if m[1][:1].isupper() and m[2][:1].isupper() else m[0], said)
        said = _PROPER.sub(lambda m: _gone(m) if m[1][:1].isupper() and m[2][:1].isupper() else m[0], said)
    is_unmarked = _unmarked(said) == said  # with marks typed, "tới 30 người" is no evening
    said = (_NONE_UNMARKED if is_unmarked else _NONE).sub(_gone, said)
    if not _SHARING.search(said):
        by, groups = (_WHO_UNMARKED, _GROUPS_UNMARKED) if is_unmarked else (_WHO, _MANY_GROUPS)
        where = _WHERE_UNMARKED if is_unmarked else _WHERE
        said = where.sub(lambda m: m["who"] + GONE * len(m["of"]), by.sub(_by_others, said))
        others = groups.sub(_gone, _MANY_TEAMS.sub(_gone, said) if _CONTESTS.search(said) else said)
        said = others if any(map(str.isdecimal, others)) else said
    return shortened.written_out(words(said))


def _columns(said: str) -> str:
    """Give a text pasted from a table with signs for its columns: "Băng rôn:35", each number's end a line's end."""
    if "\t" not in said or said.lstrip()[:1].isdigit():
        return said.replace("\t", " ")
    said = re.sub(r"(?<=[^\W\d_])\t(?=\d)", ":", said)
    return re.sub(r"(?<=\d)\t(?=[^\W\d_])", "\n", said)


def _unnumbered(said: str) -> str:
    """Give a list without the numbers of its lines, where every line has its own: "1. Hội nghị: 2"."""
    items = [int(match["n"]) for match in _INLINE.finditer(said)]
    if len(items) > 1 and items == list(range(1, len(items) + 1)):
        return _INLINE.sub(lambda m: m["sign"] + " " * (len(m.group()) - len(m["sign"])), said)
    lines = [line for line in said.split("\n") if line.strip()]
    found = [_ITEM.match(line) for line in lines]
    numbered = [int(match["n"]) for match in found if match is not None]
    if len(lines) < 2 or numbered != list(range(1, len(lines) + 1)):  # noqa: PLR2004 - a list
        return said
    return _ITEM.sub(lambda m: " " * len(m.group()), said)


def _summed(said: str) -> str:
    """Give a text without the parts of a sum that is told as well: "60 + 45 = 105 người"; "118/120" who were there."""
    said = _SUM.sub(lambda m: " " * len(m.group()) if _adds_up(m) else m.group(), said)
    return _PRESENT.sub(_there, said)


def _there(found: re.Match[str]) -> str:
    """Give how many were there, with blanks for how many there are."""
    there, all_of = found["n"] or found["there"], found["of"] or found["all"]
    return there + " " * len(all_of) if int(there) <= int(all_of[1:]) else found.group()


def _priced(said: str) -> str:
    """Give a text without what one of each costs, where it says what all of it did: "mỗi túi 300k, tổng 19,5 triệu"."""
    if not _SPENT.search(said):
        return said
    return _PRICE.sub(lambda m: m.group() if _SPENT.search(m.group()) else " " * len(m.group()), said)


def _adds_up(found: re.Match[str]) -> bool:
    return sum(map(int, re.findall(r"\d+", found.group()))) == int(found["whole"])


def sizes(text: str) -> list[tuple[int, int]]:
    """Give where a text says how large or long each of something is."""
    pattern = _SIZES_UNMARKED if _unmarked(text) == text else _SIZES
    return [match.span() for match in pattern.finditer(text)]


def _by_others(found: re.Match[str]) -> str:
    """Leave out who did it, where each of them may have: "19 xã treo 57 băng rôn", not "19 xã treo 3 băng rôn"."""
    doers = sum(int(word) for word in found["doers"].split() if word.isdecimal())
    is_told = doers <= int(found["done"].replace(".", ""))
    return _gone(found) if is_told else found.group()


def _gone(found: re.Match[str]) -> str:
    if re.match(r"[.,]\d", found.string[found.end() :]) and "/" not in found.group():
        return found.group()  # never a part of a number: "đạt 1,2 triệu"; but "1/12,55 học viên"
    if _LASTS.search(found.string[: found.start()]) or _ON_AIR.match(found.string[found.end() :]):
        return found.group()  # "thời lượng 1h20" is no hour of the day
    return re.sub(r"[^\n]", GONE, found.group())
