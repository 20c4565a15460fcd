"""The words by which a whole line is taken apart, folded: lists, to be lengthened as people meet gaps."""

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Where days may begin; anything else ends the search at once.
DAY_STARTS: Final = _set(
    "hom hnay hqua h ngay sang chieu trua toi dem khuya thu cn chu tu mung mong bua dau giua cuoi trong suot ca tuan "
    "thang today yesterday t2 t3 t4 t5 t6 t7 luc vao"
)
# Those of them that tone marks make other words: "mừng" is not "mùng".
DAY_STARTS_MARKED: Final = _set(
    "hôm ngày sáng chiều trưa tối đêm thứ chủ từ mùng mồng bữa đầu giữa cuối suốt cả tuần tháng lúc vào"
)
# A day right behind one of these belongs to a name or an address: "Ngày Nhân quyền thế giới 10/12", "phố 3/2".
NAMED_BEFORE: Final = _set("niem mung ung gioi te le dip duong pho vien thong so lan khoa")
NAMES_AROUND: Final = ("ky niem", "chao mung", "huong ung", "truyen thong", "quoc te", "the gioi", "ngay nhan quyen")
# Days that have names of their own: (day, month).
NAMED_DAYS: Final = frozenset({
    (9, 1), (3, 2), (27, 2), (8, 3), (26, 3), (30, 4), (1, 5), (19, 5), (1, 6), (21, 6), (28, 6), (27, 7), (19, 8),
    (2, 9), (10, 10), (20, 10), (9, 11), (18, 11), (20, 11), (23, 11), (25, 11), (1, 12), (3, 12), (9, 12), (10, 12),
    (18, 12), (22, 12),
})  # fmt: skip
# Behind these a day is a limit, or the day of a paper.
LIMITS_BEFORE: Final = _set("truoc sau han nhat ke den toi het")
PAPERS_BEFORE: Final = _set("hoach dinh van quyet thi dien luat trinh bao thu cao")
# "12/15 xã": a fraction, no day.
SHARED_OUT: Final = _set("so tong don thanh dia xa phuong huyen tinh nganh truong lan")
# May stand at the end of a stretch of days without belonging to it.
DAY_TAILS: Final = _set(
    "va cung tu trong vao luc thi la co cua ca dung hoi da duoc hop to chuc dien ra bat dau khai mac hoat dong nghi "
    "thao toa dam tap huan buoi cuoc lop chi suot gom cac tung rieng sang trua chieu toi dem nay ngay vang bao cao a "
    "em minh thua nha nhe hom mung"
)

# A number right behind one of these counts nothing: "lần thứ 5 hội thảo", "Kế hoạch 705", "ngày 5".
ORDINAL_BEFORE: Final = _set(
    "thu lan so khoa ky dieu khoan chuong nam thang ngay mung mong hom phong tang phan muc tap vong quy phien hoach "
    "luat doan tu t den hang diem"
)
# Before a number in the same clause: it may not be what was done.
CHANGING_BEFORE: Final = (
    ("moi",), ("tung",), ("du", "kien"), ("trong", "do"), ("khong",), ("chua",), ("se",), ("con",),
)  # fmt: skip
HINTS: Final = _set("vai hang may vài hàng mấy dăm")
# Behind "20 bài" nothing more is said of what they are.
COUNT_ENDS: Final = _set(
    "ve cho tai o trong tren voi nhan do cua den hom ngay sang chieu trua toi tu la de da duoc vao luc thang tuan va "
    "dang"
)
# Between two days they show that two things are told, not one that lasted.
DOINGS_OF_DAYS: Final = _set("hop khai mac bat dau hoi nghi thao toa dam tap huan to chuc")
UNSAID_NUMBERS: Final = _set("khong nam tu linh le")  # spelled, they are mostly other words
HOURS: Final = _set("gio phut tieng h ph p")

# A clause of days, figures and these is no part of the title.
WITHOUT_WEIGHT: Final = _set(
    "da duoc va voi co gom bao thu hut tham du gia dang tai phat song cung cho tong so luot su cua la ra in treo cap "
    "them ca dong chi nguoi khoang hon gan uoc tren dat kem link duong dan anh minh chung dinh dien vao luc ngay hom "
    "tu den trong cac do tinh ket qua to chuc ban hanh san xuat phat hanh a o kinh phi ghi nhan phuc vu dang"
)
GREETINGS: Final = (
    "kinh chao", "xin chao", "chao", "kinh gui", "kinh thua", "da thua", "alo", "da em", "cam on", "xin cam on",
    "tran trong", "chuc", "nho dong chi", "em xin bao cao", "xin bao cao", "em bao cao", "bao cao", "toi bao cao",
    "da vang", "vang", "hi", "hello", "dong chi oi", "anh oi", "chi oi", "em chao",
)  # fmt: skip
# What an official does; of two words or more, so that folding confuses nothing.
DOINGS: Final = (
    "to chuc", "trien khai", "phat dong", "dang tai", "tap huan", "ban hanh", "khai mac", "be mac", "phat song",
    "phat hanh", "tuyen truyen", "phoi hop", "kiem tra", "hop bao", "cong bo", "ra mat", "gap mat", "doi thoai",
    "quan triet", "pho bien", "trung bay", "trao tang", "tang qua", "mo lop", "treo bang", "treo co", "treo pa",
    "kham benh", "kham suc khoe", "kham chua", "tu van", "cap phat", "hoan thanh", "san xuat", "xuat ban", "bien soan",
    "tiep doan", "tiep xuc", "chieu phim", "toa dam", "dua tin", "dang bai", "dang tin", "dang phong su",
    "viet bai", "gioi thieu", "sinh hoat chuyen de", "noi chuyen", "huong dan", "chu tri", "tham du", "tham gia",
    "cung cap thong tin", "thuc hien", "xay dung", "ho tro", "truyen thanh", "phat thanh", "phat to roi", "tong ket",
    "so ket", "phat bieu", "lam viec voi", "in an", "ky ket", "kham mien phi", "kham cho", "treo khau hieu", "lap dat",
    "quay phim", "livestream", "up bai", "post bai", "dang video", "dang clip", "thu am", "chieu video", "giao luu",
)  # fmt: skip
DOING_MARKED: Final = frozenset(
    {"đăng", "treo", "khám", "phát", "họp", "in", "chiếu", "trao", "đưa"}
)  # before a number
NOT_DONE: Final = _set("se sap chua khong dung hoan dinh muon can")
NOT_DONE_PHRASES: Final = ("du kien", "chuan bi", "ke hoach la", "bi huy", "tam hoan", "xin lui", "de nghi", "neu ")
ASKING: Final = (
    "bao gio", "khi nao", "o dau", "the nao", "lam sao", "bao nhieu", "tai sao", "vi sao", "co phai", "duoc khong",
    "xin hoi", "cho hoi", "hoi ve", "hoi chut", "giup toi", "giup em", "giup minh", "la gi", "lam gi", "dau nhi",
    "phai khong", "dung khong", "co can", "lam on", "ho toi", "ho em", "chua nhi", "ra sao",
)  # fmt: skip
ASKING_ENDS: Final = _set("khong chua nhi ha dau sao gi nao")
