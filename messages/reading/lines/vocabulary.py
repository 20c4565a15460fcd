"""The words by which a whole line is taken apart, folded: lists, to be lengthened as people meet gaps."""

from typing import Final


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ENGLISH_MONTHS: Final = _set(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec"
)
# Where days may begin; anything else ends the search at once.
DAY_STARTS: Final = (
    _set(
        "hom hnay hqua hwa hum h ngay sang chieu trua toi dem khuya thu cn chu tu mung mong bua dau giua cuoi trong "
        "suot ca tron tuan thang thuong trung ha today yesterday t2 t3 t4 t5 t6 t7 luc vao cach khai mo bat hoi ke "
        # in English
        "hai ba bon on from this last next tomorrow monday tuesday wednesday thursday friday saturday sunday"
    )
    | ENGLISH_MONTHS
)
# Those of them that tone marks make other words: "mừng" is not "mùng".
DAY_STARTS_MARKED: Final = _set(
    "hôm ngày sáng chiều trưa tối đêm thứ chủ từ mùng mồng bữa đầu giữa cuối suốt cả trọn tuần tháng lúc vào "
    "cách khai mở bắt hồi kể thượng hạ"
)
# A number behind one of these is its name, no day: "phường 5", "vòng 3", "lớp 9", "Quốc lộ 1".
NUMBERED: Final = _set(
    "buoi cuoc lop dot vong phien lan ky khoa phuong quan pho ap to tang phong so khoi lo doan duong bang hem ngo thon "
    "khu doi phan ban kenh cap loai muc dieu khoan chuong quyet dinh luat thi hoach vung tuyen xa nha tuan tiet"
)
# Days behind one of these come again and again: "mỗi ngày 4 buổi", "thứ hai hằng tuần".
RECURRING: Final = _set("mỗi hằng hàng từng moi hang tung")
EITHER: Final = _set("hoac hay may vai nhung")
# A day right right behind one of these belongs to a name or an address: "Ngày Nhân quyền thế giới 10/12", "phố 3/2".
NAMED_BEFORE: Final = _set("niem mung ung gioi te le dip duong pho vien thong so lan khoa truong cau")
NAMES_AROUND: Final = (
    "ky niem", "chao mung", "huong ung", "truyen thong", "quoc te", "the gioi", "ngay nhan quyen", "ngay phap luat",
    "ngay hoi", "nhan ngay", "ngay gia dinh",
)  # fmt: skip
# Days that have names of their own: (day, month).
NAMED_DAYS: Final = frozenset({
    (9, 1), (3, 2), (27, 2), (8, 3), (26, 3), (30, 4), (1, 5), (19, 5), (1, 6), (21, 6), (28, 6), (27, 7), (19, 8),
    (2, 9), (10, 10), (20, 10), (9, 11), (18, 11), (20, 11), (23, 11), (25, 11), (1, 12), (3, 12), (9, 12), (10, 12),
    (18, 12), (22, 12),
})  # fmt: skip
# Behind these a day is a limit, or the day of a paper.
LIMITS_BEFORE: Final = _set("truoc sau han nhat ke den toi het khoang")
PAPERS_BEFORE: Final = frozenset({
    ("ke", "hoach"), ("quyet", "dinh"), ("nghi", "dinh"), ("cong", "van"), ("nghi", "quyet"), ("chi", "thi"),
    ("cong", "dien"), ("to", "trinh"), ("thong", "tu"), ("cong", "thu"), ("giay", "moi"),
})  # fmt: skip
# Of these only with a number: "thông báo 88 ngày 3/12", but "hội nghị báo cáo 3/12", "tuyên truyền luật 3/12".
NUMBERED_PAPERS: Final = frozenset({
    ("thong", "bao"), ("bao", "cao"), ("huong", "dan"), ("ket", "luan"), ("bo", "luat"), ("cong", "bo"),
})  # fmt: skip
SHORT_PAPERS: Final = _set("kh cv qd nq ct tb bc hd kl luat")
# "12/15 xã": a fraction, no day.
SHARED_OUT: Final = _set("so tong don thanh dia xa phuong huyen tinh nganh truong lan")
# Of these only where it is all of them: "5/5 thôn"; "3/12 thôn 4 họp" is a day.
WHOLLY_SHARED: Final = _set("thon ban ap lang xom buon khu khoi to chi")
# May stand at the end of a stretch of days without belonging to it.
DAY_TAILS: Final = _set(
    "va cung tu trong vao luc thi la co cua ca dung hoi da duoc hop to chuc dien ra bat dau khai mac hoat dong nghi "
    "thao toa dam tap huan buoi cuoc lop chi suot gom cac tung rieng sang trua chieu toi dem nay ngay vang bao cao a "
    "em minh thua nha nhe hom mung"
)

# A number right behind one of these counts nothing: "lần thứ 5 hội thảo", "Kế hoạch 705", "ngày 5".
# With these marks; with others such a word is another: "tặng 25 suất quà", "quỹ 20 triệu".
NUMBERED_MARKED: Final = _set(
    "buổi cuộc lớp đợt vòng phiên lần kỳ kì khóa khoá khoa phường quận phố ấp tổ tầng phòng số khối lô đoàn đường bảng "
    "hẻm ngõ thôn khu đội phần bản kênh cấp loại mục điều khoản chương quyết định luật thi hoạch vùng tuyến xã nhà "
    "tuần tiết"
)
ORDINAL_MARKED: Final = NUMBERED_MARKED | _set(
    "thứ kỷ năm tháng ngày mùng mồng hôm tập quý phiên đoạn từ đến hàng điểm phường sáng chiều"
)
ORDINAL_BEFORE: Final = _set(
    "thon xom khom thu lan so khoa ky dieu khoan chuong nam thang ngay mung mong hom phong tang phan muc tap vong quy "
    "phien hoach "
    "doan tu from t den hang diem bang khoi khu ap phuong sang chieu"
)
# Before a number in the same clause: it may not be what was done.
CHANGING_BEFORE: Final = (
    ("mỗi",), ("từng",), ("dự", "kiến"), ("trong", "đó"), ("không",), ("chưa",), ("sẽ",), ("còn",),
)  # fmt: skip
# Beside a count, folded: it may not be how many there were.
CHANGING_WORDS: Final = _set("moi du kien khong chua se con hon gan khoang tren uoc vai tung hang dinh nham huy hoan")
# Beside a count of activities they say nothing more.
DONE_WORDS: Final = _set("da duoc va co thuc hien trien khai to chuc tien hanh tong so luong la gom bao cao ghi nhan a")
HINTS: Final = _set("vai hang may vài hàng mấy dăm")
# Behind "20 bài" nothing more is said of what they are.
COUNT_ENDS: Final = _set(
    "ve cho tai o trong tren voi nhan do cua den hom ngay sang chieu trua toi tu la de da duoc vao luc thang tuan va "
    "dang gan hon khoang uoc chung xap ngot"
)
# Between two days they show that two things are told, not one that lasted.
DOINGS_OF_DAYS: Final = _set("hop khai mac bat dau hoi nghi thao toa dam tap huan chuc")
# What is broadcast lasts so long: "phát sóng chuyên đề, 4/12, 30 phút".
BROADCAST: Final = (
    "phat song", "phat thanh", "truyen thanh", "truyen hinh", "chuyen muc", "phong su", "ban tin", "len song",
    "chuyen trang", "gameshow", "talkshow",
)  # fmt: skip
UNSAID_NUMBERS: Final = _set("khong nam tu linh le")  # spelled, they are mostly other words
HOURS: Final = _set("gio phut tieng h ph p")

# A clause of days, figures and these is no part of the title.
WITHOUT_WEIGHT: Final = _set(
    "da duoc va voi co gom bao thu hut tham du gia dang tai phat song cung cho tong so luot su cua la ra in treo cap "
    "them ca dong chi nguoi khoang hon gan uoc tren dat kem link duong dan anh minh chung dinh dien vao luc ngay hom "
    "tu den trong cac do tinh ket qua lieu cong don to chuc "
    "ban hanh san xuat phat hanh a o kinh phi ghi nhan phuc vu dang luy ke"
)
# Nor do these say more behind a figure: "200 học sinh chứng kiến", "4.560 lượt người dự thi".
ATTENDED: Final = _set("nghe chu chot xem thi chung kien theo doi truc tuyen tiep co mat den lang")
# A clause that is one of these, or goes on with whom it is said to, is no part of the title.
GREETINGS: Final = (
    "kính chào",
    "xin chào",
    "chào",
    "kính gửi",
    "kính thưa",
    "dạ thưa",
    "thưa",
    "alo",
    "dạ em",
    "cảm ơn",
    "xin cảm ơn",
    "cám ơn",
    "trân trọng",
    "trân trọng cảm ơn",
    "chúc",
    "nhờ",
    "em xin báo cáo",
    "xin báo cáo",
    "em báo cáo",
    "em gửi",
    "em xin gửi",
    "xin gửi",
    "em bc",
    "bc",
    "báo cáo",
    "tôi báo cáo",
    "tôi xin báo cáo",
    "dạ vâng",
    "dạ",
    "vâng",
    "hi",
    "hello",
    "đồng chí ơi",
    "anh ơi",
    "chị ơi",
    "em chào",
    "dear",
    "ok",
    "gửi",
)
ADDRESSED: Final = _set(
    "dong đồng d đ anh chi chị em a ạ quy quý thay thầy co cô ban bạn sep sếp nhieu nhiều moi mọi lanh lãnh"
)
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

# Behind "tại": what is no place, though a name may begin so.
NO_PLACES: Final = (
    "hoi nghi", "hoi thao", "hop bao", "ke hoach", "quyet dinh", "nghi quyet", "nghi dinh", "cong van", "cong uoc",
    "thong bao", "thong tu", "toa dam", "le", "phien", "dien dan", "dieu", "khoan", "luat", "hien phap", "buoi", "cuoc",
    "lop", "viet nam", "chuong trinh", "cong dong", "cho", "day", "do", "thoi diem", "van ban", "bao cao", "ky hop",
    "chi thi", "muc", "phan", "trang", "cong thong tin", "cong tt", "chuyen muc", "su kien", "gia", "nuoc", "tuan le",
    "mot so", "cac", "nhieu", "tat ca", "toan", "dau", "facebook", "zalo", "youtube", "fanpage", "website", "ban tin",
    "ban do", "ban sao", "duong day", "so bao", "so lieu", "xa hoi", "truong hop", "dia ban cac", "bo phan", "moi",
)  # fmt: skip
# Behind "tại" or "ở" a place may begin so; more words must follow.
PLACE_NOUNS: Final = (
    "trụ sở", "hội trường", "nhà văn hóa", "trung tâm", "khách sạn", "trường", "xã", "phường", "thị trấn", "thôn",
    "bản", "ấp", "huyện", "quận", "tỉnh", "thành phố", "tp", "phố", "đường", "số", "ubnd", "ủy ban nhân dân",
    "học viện", "bệnh viện", "đại học", "bảo tàng", "công viên", "quảng trường", "nhà hát", "thư viện", "nhà khách",
    "cung văn hóa", "sân vận động", "trạm y tế", "cửa khẩu", "đồn biên phòng", "trại giam", "khu công nghiệp",
    "phòng họp", "văn phòng", "nhà thi đấu", "tòa nhà", "khu di tích", "địa bàn", "khu dân cư", "làng", "đảo", "tầng",
    "sở",
)  # fmt: skip
PLACE_PARTS: Final = _set("phuong xa quan huyen tinh tp pho duong thon tang toa so")
SHORTENED: Final = _set("tp q p tx tt")  # before a point: "TP. Hồ Chí Minh"
NUMBERED_PLACES: Final = _set("so quan phuong tang phong duong khu to toa lo hem ngo ap")
PLACE_ENDS: Final = _set(
    "cho về với phối do đã có gồm thu nhằm để từ trong theo nhân chào hưởng kỷ vào ngày sáng chiều tối hôm lúc được là "
    "rất đang sẽ không chưa cùng dưới tại ở đạt khoảng hơn gần trên đến"
)
# In front of "tại" these say what about, or name who has a seat there.
ABOUT_BEFORE: Final = _set("về quán diện hình")
# The stretches between "phối hợp với" and these are names.
PARTNER_ENDS: Final = _set(
    "tại ở nhằm để trong nhân theo đã sẽ được cho từ đến ngày sáng chiều tối hôm lúc vào có gồm thu thực là do về "
    "dưới đạt khoảng hơn gần trên mời hướng chuẩn"
)
NO_PARTNERS_BEFORE: Final = NOT_DONE | _set("ve che cuong tac viec kien nghi neu phai giua")
NO_PARTNERS: Final = _set("cac nhieu mot nhung dia tung don ca toan nhau ho to chinh lien moi")
ORGANISATIONS: Final = (
    "bo", "so", "ban", "hoi", "cuc", "vu", "vien", "truong", "dai hoc", "hoc vien", "uy ban", "ubnd", "cong an", "bao",
    "dai", "trung tam", "cong ty", "tap doan", "doan", "lien hiep", "mat tran", "dai su quan", "van phong", "phong",
    "chi cuc", "tong cuc", "quy", "co quan", "benh vien", "toa an", "vien kiem sat", "quan khu", "bo doi bien phong",
    "tinh doan", "thanh doan", "lien doan", "hiep hoi", "nha xuat ban", "thanh uy", "tinh uy", "dang uy",
    "tong lien doan",
)  # fmt: skip
NO_ORGANISATIONS: Final = (
    "hoi nghi", "hoi thao", "hoi thi", "hoi dam", "hoi truong", "hoi vien", "bao cao", "bao chi", "bao dam", "ban hanh",
    "ban tin", "bo anh", "bo phim", "bo tai lieu", "bo sung", "truong hop", "doan vien", "doan ket", "van phong pham",
    "phong su", "phong trao", "phong van", "quy dinh", "quy che", "so lieu", "so luong", "vien chuc", "vu viec",
    "vu an", "dai bieu", "dai hoi", "bo truong", "so ket", "hoi dong",
)  # fmt: skip
# A number behind one of these is no count: "năm 2025", "giai đoạn 2021", "Kế hoạch 705", "khóa 3".
YEARS_BEFORE: Final = _set("nam doan nien khoa hoach dinh quyet luat quoc lo kenh vtv vov covid top chang")
# Of these one word says enough: "05 xã biên giới" are 05 xã.
SHORT_THINGS: Final = _set("xa phuong huyen tinh thon quan lan nuoc nganh ap cap loai dot")
# A clause that is one of these tells how far the task is.
STAGES: Final = {
    **dict.fromkeys((
        "da hoan thanh", "hoan thanh", "da xong", "xong", "xong roi", "da hoan thanh nhiem vu", "hoan thanh nhiem vu",
        "nhiem vu da hoan thanh", "da xong nhiem vu", "nhiem vu da xong", "completed", "task completed",
    ), "done"),
    **dict.fromkeys((
        "con tiep tuc", "tiep tuc", "tiep tuc thuc hien", "con tiep tuc thuc hien", "dang thuc hien", "dang lam",
        "dang tiep tuc", "chua xong", "chua hoan thanh", "nhiem vu con tiep tuc", "van tiep tuc", "van dang thuc hien",
        "chua hoan thanh nhiem vu", "to be continued", "going on",
    ), "going"),
}  # fmt: skip
# The provinces, and the former ones, which people still name.
PROVINCES: Final = frozenset((
    "ha noi", "cao bang", "tuyen quang", "ha giang", "dien bien", "lai chau", "son la", "lao cai", "yen bai",
    "thai nguyen", "bac kan", "lang son", "quang ninh", "bac ninh", "bac giang", "phu tho", "hoa binh", "vinh phuc",
    "hai phong", "hai duong", "hung yen", "thai binh", "ninh binh", "ha nam", "nam dinh", "thanh hoa", "nghe an",
    "ha tinh", "quang tri", "quang binh", "hue", "thua thien hue", "da nang", "quang nam", "quang ngai", "kon tum",
    "gia lai", "binh dinh", "khanh hoa", "ninh thuan", "dak lak", "phu yen", "lam dong", "binh thuan", "dak nong",
    "dong nai", "binh phuoc", "ho chi minh", "tp ho chi minh", "tphcm", "tp hcm", "binh duong", "ba ria vung tau",
    "vung tau", "tay ninh", "long an", "dong thap", "tien giang", "vinh long", "ben tre", "tra vinh", "an giang",
    "kien giang", "can tho", "hau giang", "soc trang", "ca mau", "bac lieu", "nha trang", "da lat", "vinh", "ha long",
))  # fmt: skip
# Of "cổng/trang thông tin" alone "cổng" is too little to name a form: "công nhân" without marks is the same.
HALVES_OF_FORMS: Final = _set("cong trang")
# Words of which the first seems to end the name of a form, and is the beginning of something else.
NO_FORMS: Final = frozenset({("thanh", "nien"), ("thanh", "tra"), ("thanh", "pho"), ("thanh", "tich"), ("le", "phi")})
SPREADING: Final = ("tuyen", "truyen")  # before "thanh": "tuyên truyền thanh niên" is no truyền thanh
# Before "nhân" they say who: "công nhân", "cá nhân", "bệnh nhân"; elsewhere it begins what about: "nhân Ngày …".
PEOPLE_BEFORE_NHAN: Final = _set("cong ca benh quan doanh nan tu than")
