"""What every conversation asks, in which orders: a page for officials, written from the walks."""

from collections.abc import Sequence

from handlers import book
from handlers.handler import Handler
from messages.words import say, speaking
from storage.members.people import Role
from tests.walking.tour import Went

HEAD = """# Các cuộc hỏi đáp

Mỗi lệnh hỏi những gì, theo thứ tự nào. Trang này do kiểm thử viết ra; muốn sửa câu chữ, sửa `messages/locale/vi.po`
rồi chạy `pytest --update-dialogues`.
"""


def outline(tour: Sequence[Went]) -> str:
    with speaking("vi", you="đồng chí"):
        return "\n".join(
            [HEAD, *(_part(handler, [one for one in tour if one.handler is handler]) for handler in book.HANDLERS)]
        )


def _once(asked: Sequence[str]) -> list[str]:
    """Leave out what is asked again in a loop; a question that bears a number of its own is named without it."""
    names: list[str] = []
    for key in asked:
        name, _, again = key.partition("#")
        if not again or name not in names:
            names.append(name)
    return names


# What no command begins by itself: a code, a sentence as one writes it, what follows from a list.
UNNAMED = {
    "register": "Đăng ký bằng mã",
    "sentence": "Một câu viết như thường ngày",
    "for_whom": "Ảnh, tệp của người báo cáo cho nhiều đơn vị",
    "new_difficulty": "Nêu khó khăn, vướng mắc mới (từ /vuongmac)",
    "new_inquiry": "Gửi câu hỏi mới (từ /hoi)",
    "replying": "Trả lời trong một khó khăn, vướng mắc hoặc câu hỏi",
}


def _part(handler: Handler[object, object], went: list[Went]) -> str:
    command = handler.commands[0] if handler.commands else ""
    title = f"/{command} – {say(f'command.{command}')}" if command else UNNAMED[handler.name]
    roles = ", ".join(say(f"role.{role.value}") for role in Role if role in {one.role for one in went})
    lines = [f"## {title}", "", f"Dùng cho: {roles}.", ""]
    paths = dict.fromkeys(" > ".join(_once(one.walk.asked)) for one in went if one.walk.asked)
    if not paths:
        return "\n".join([*lines, "Thường trả lời ngay; có khi hỏi thêm mã số hoặc đơn vị.", ""])
    words: dict[str, str] = {}
    for one in went:
        words = {**{key.partition("#")[0]: text for key, text in one.walk.words.items()}, **words}
    questions = [f"- `{key}`: {text.splitlines()[0]}" for key, text in words.items()]
    return "\n".join([*lines, *(f"    {path}" for path in paths), "", *questions, ""])
