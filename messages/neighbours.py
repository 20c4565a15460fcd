"""The words beside "mật" by which the guard tells a mark of secrecy from honey, density and passwords.

Lists, to be lengthened as people meet false alarms. A word of `BEFORE` or `AFTER` makes an
ordinary word with "mật" (bảo mật, mật độ); one of `PAPERS` makes a mark of it (công văn MẬT).
"""

from messages.folding import folded


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# bảo mật, cơ mật, sỏi mật, nuôi ong lấy mật, làng Lệ Mật, Nguyễn Văn Mật, giải mật (no longer secret)
BEFORE = _set(
    """bí bảo cơ thân ẩn trù cẩn nghiêm trăng túi sỏi ống gan dịch đường viêm lấy hút hoạch rỉ hoa ong nếm lớn
    ngọt lệ văn thị giải mắc"""
)
# mật độ, mật khẩu, mật ong, mật mã, mật thiết, Mật tông
AFTER = _set(
    """độ khẩu ong mã thiết vụ danh hiệu thám ước hoa mía ngọt tông giáo gấu nghị ngữ lệnh thất phục nhân gỗ
    bò heo lợn tụy cật"""
)
# A word of `AFTER` makes none before these: "MẬT thư mời" is a letter under a stamp, "cuộc thi mật thư" a game.
AFTER_UNLESS = {"thư": _set("mời ký viện khen ngỏ của gửi số"), "thu": _set("moi ky vien khen ngo cua gui so hoi")}
# The few that still count when a line ends between them and "mật".
BEFORE_OVER_LINES = _set("bí bảo")
AFTER_OVER_LINES = _set("độ khẩu ong mã")

# Without tone marks "mat" is also mặt, mắt, mất and mát.
BEFORE_BARE = frozenset(map(folded, BEFORE)) | _set(
    """ra co vang thay be truoc sau gap tien bo kham mo dau doi sang vien benh da chua khong bong ngoai trong hai mot
    ba tam khuon guong xanh rua noi chong nhin tinh thoang ve cham bi dat kinh giao len hop giap quay nhan mac lo"""
)
AFTER_BARE = frozenset(map(folded, AFTER)) | _set(
    """troi tran bang dat nuoc duong hang na mau tien tron mua me tich cap kinh xa can cay trang ket doi ngu an
    lien dien ve rung hai truoc sau ham cat bien phang cuoi rang tham nha ca cong tuoi quyen nguoi nguon viec
    con bo me"""
)

# What a degree of secrecy is written beside, without tone marks.
PAPERS = frozenset({
    "cong van", "van ban", "tai lieu", "ho so", "bao cao", "to trinh", "ke hoach", "quyet dinh", "chi thi",
    "thong bao", "cong dien", "de an", "phu luc", "nghi quyet", "bien ban", "giay moi", "du thao", "thong tin",
    "noi dung", "dong dau", "dau chi", "muc do", "cv", "vb", "bc", "tl", "hs", "kh", "ttr", "qd",
})  # fmt: skip
PAPERS_TONED = _set("điện dấu mức loại cấp hạng")  # too common without their tone marks

# "Tài liệu thu hồi đất" is about land, not a paper to be given back.
TAKEN_BACK = _set("dat no von tien tai giay san thuoc thue bang kinh ngan xe vat cong rung mat con dau the nha cac")
