"""Enter a result as an official does, whatever /baocao asks by now: each question is known by a word of it."""

from collections.abc import Mapping

from tests.dialogue import Stage

CEDAW = "Hội thảo về Công ước CEDAW"
_KNOWN_BY = {
    "Đơn vị đã dự kiến": "due",
    "Đơn vị đã làm gì": "days",
    "Hoạt động diễn ra ngày nào": "days",
    "Hình thức hoạt động": "form",
    "Tên hoặc nội dung": "title",
    "Số liệu của hoạt động": "figures",
    "Số liệu vừa nhập là": "counts",
    "Minh chứng?": "evidence",
    "Tình trạng của nhiệm vụ": "finished",
    "kiểm tra trước khi gửi": "send",
    "phần không công khai": "part",
    "bao nhiêu hoạt động": "count",
    "đường văn bản mật chưa": "by_letter",
}
USUAL = {
    "due": "Hoạt động khác",
    "days": "4/12",
    "form": "hội thảo",
    "title": CEDAW,
    "figures": "120 đại biểu",
    "counts": "Phát sinh thêm",
    "evidence": "không",
    "finished": "Còn tiếp tục",
    "send": "gửi",
    "part": "Phần công khai",
    "count": "3",
    "by_letter": "rồi",
}


async def enter(stage: Stage, task: str = "2.1b", **answers: str) -> str:
    """Enter a result as the present speaker, the usual answers but for these; give the receipt."""
    return await answer(stage, "\n".join(await stage.say(f"/baocao {task}")), USUAL | answers)


async def answer(stage: Stage, heard: str, answers: Mapping[str, str]) -> str:
    """Answer until the receipt; a question that is not known is skipped."""
    for _ in range(30):
        if "Mã số:" in heard:
            return heard
        asked = next((key for words, key in _KNOWN_BY.items() if words in heard), "")
        if asked == "send" and f"Tình trạng nhiệm vụ: {answers['finished']}" not in heard and "Sửa tình trạng" in heard:
            await stage.say("Sửa tình trạng")
            asked = "finished"
        heard = "\n".join(await stage.say(answers.get(asked, "bỏ qua")))
    raise AssertionError(f"no receipt after all that, but:\n{heard}")


async def hears(stage: Stage, who: str, *words: str) -> str:
    """Let somebody say these; give the last answer."""
    await stage.enter(who)
    heard: list[str] = []
    for word in words:
        heard = await stage.say(word)
    return "\n".join(heard)
