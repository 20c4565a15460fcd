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
    """Leave out what is asked again in a loop."""
    return [key for key in asked if "#" not in key]


def _unnamed(went: Sequence[Went]) -> str:
    """Give the title of what no command begins: a code, or a sentence as one writes it."""
    registers = any("name" in one.walk.words or "join" in one.walk.words for one in went)
    return "Đăng ký bằng mã" if registers else "Một câu viết như thường ngày"


def _part(handler: Handler[object, object], went: list[Went]) -> str:
    command = handler.commands[0] if handler.commands else ""
    title = f"/{command} – {say(f'command.{command}')}" if command else _unnamed(went)
    roles = ", ".join(say(f"role.{role.value}") for role in Role if role in {one.role for one in went})
    lines = [f"## {title}", "", f"Dùng cho: {roles}.", ""]
    paths = dict.fromkeys(" > ".join(_once(one.walk.asked)) for one in went if one.walk.asked)
    if not paths:
        return "\n".join([*lines, "Thường trả lời ngay; có khi hỏi thêm mã số hoặc đơn vị.", ""])
    words: dict[str, str] = {}
    for one in went:
        words = {**one.walk.words, **words}
    questions = [f"- `{key}`: {text.splitlines()[0]}" for key, text in words.items() if "#" not in key]
    return "\n".join([*lines, *(f"    {path}" for path in paths), "", *questions, ""])
