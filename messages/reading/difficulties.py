"""Whether words tell of a difficulty of whoever writes: no result, even where they stand in a sentence like one.

Who was helped in a difficulty, and that there is none, are no difficulty.
"""

import re
from typing import Final

from messages.folding import folded

_LONGEST: Final = 120  # words; what is longer is a report
_TROUBLE: Final = r"(?:kho khan|vuong mac|tro ngai|bat cap|kho khan vuong mac)"
_LACKED: Final = (
    r"(?:kinh phi|ngan sach|tien|nhan luc|nhan su|can bo|bien che|con nguoi|huong dan|van ban huong dan|tai lieu"
    r"|noi dung tuyen truyen|dia diem|phuong tien|trang thiet bi)"
)
# "gặp khó khăn", "đang vướng", "còn nhiều vướng mắc"
_MET: Final = re.compile(
    rf"\b(?:gap|dang|con|bi|vap|vap phai|gap phai|co) (?:phai |rat |qua |kha |mot so |mot vai |nhieu |chut |it )*"
    rf"(?:{_TROUBLE}|vuong)\b"
)
# "khó khăn về kinh phí", "vướng ở chỗ", "vướng thủ tục"; at the beginning also alone: "khó khăn, vướng mắc: …"
_ABOUT: Final = re.compile(
    rf"\b(?:{_TROUBLE}|vuong) (?:o|ve|cho|khau|trong|la|do|vi|khi|lon nhat|nhat|thu tuc|kinh phi|co che"
    r"|quy dinh|phap ly)\b"
    rf"|^{_TROUBLE}\b"
)
_LACKING: Final = re.compile(
    rf"\b(?:chua|khong|thieu|het|khong du|chua du)(?: (?:co|du|duoc|cap|bo tri|giao|phan bo|nguon))* {_LACKED}\b"
    r"|\b(?:cho|chua duoc) (?:phe duyet|cap phep|tham dinh) kinh phi\b"
)
_ENGLISH: Final = re.compile(
    r"\b(?:have|having|has|facing|face|meet|met) (?:\w+ ){0,2}(?:difficult(?:y|ies)|problems?|obstacles?)\b"
    r"|\b(?:no|not enough|lack of|lacking|short of|without) (?:budget|funds?|funding|money|staff|guidance)\b"
    r"|^difficult(?:y|ies)\b|\bwe are stuck\b"
)
# "không có khó khăn", "chưa gặp vướng mắc": there is none
_NONE: Final = re.compile(
    rf"\b(?:khong|chua|khong he|chang|no|not)(?: (?:co|gap|con|phat sinh|thay|bi|phai|gi|nao|any|have))*"
    rf" {_TROUBLE}\b"
    r"|\b(?:no|without|not have any) difficult(?:y|ies)\b"
)
# Whose difficulty it is, where it is somebody's whom a result has helped.
_OF_OTHERS: Final = re.compile(
    rf"\b(?:hoan canh|ho|gia dinh|nguoi|dong bao|hoc sinh|sinh vien|tre em|chau|nhan dan|doan vien|cong nhan|doi tuong"
    rf"|thao go|giai quyet|vuot|vuot qua|chia se|khac phuc|ho tro|giup do)"
    rf"(?: (?:dan|co|gap|con|hoan canh|nhung|cac|nhieu|dac biet|ngheo|la|mac))* {_TROUBLE}\b"
    rf"|\b(?:vung|xa|thon|ban|dia ban|dac biet)(?: dac biet)? {_TROUBLE}\b"
)
# "hội thảo về khó khăn trong thi hành luật": what it was about
_TOPIC: Final = re.compile(
    r"\b(?:hoi thao|hoi nghi|toa dam|tap huan|chuyen de|dien dan|doi thoai|phong su|bai viet|tin bai|buoi lam viec"
    rf"|cuoc hop|trao doi|seminar|workshop|conference)\b(?: \w+){{0,8}}? (?:ve|on|about)(?: (?:cac|nhung|mot so|the))*"
    rf" (?:{_TROUBLE}|difficult(?:y|ies))\b"
)


def tells(text: str) -> bool:
    """Tell whether the words speak of a difficulty that is in the way of whoever writes."""
    plain = " ".join(re.findall(r"\w+", folded(text)))
    if not plain or "?" in text or len(plain.split()) > _LONGEST:
        return False
    rest = _TOPIC.sub(" ", _OF_OTHERS.sub(" ", _NONE.sub(" ", plain)))
    return any(found.search(rest) for found in (_MET, _ABOUT, _LACKING, _ENGLISH))
