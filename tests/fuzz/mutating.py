"""Seeded damage: to bytes, to packages, to JSON. The same seed does the same."""

import io
import random
import zipfile
from typing import Any

_TOKENS = (
    b"\0", b"\xff", b"<<", b">>", b"[", b"]", b"(", b")", b"/", b" 0 R", b"<", b">", b"&a;", b"'", b'"', b"0", b"-1",
    b"<!DOCTYPE x>", b"2147483648", b"99999999999999999999", b"stream", b"endstream", b"endobj", b"PK\x03\x04",
    b"%PDF-", b"\xff\xd8\xff", b"IDAT", b"RIFF", "MẬT".encode(), b"]]>", b"<w:p>", b"</w:p>", b"xmlns:w='urn:w'",
)  # fmt: skip
CANARY = "trại giam Z"
MARKED = f"TUYỆT MẬT: {CANARY}"
_ODD: tuple[Any, ...] = (
    None, True, 0, -1, 2**31, 2**63, 2**80, 1e308, float("nan"), "", "\0", "\ud800", "x" * 5000, "\u202e\u200b",
    "\U0001f642" * 50, [], {}, [[]], {"id": 1}, ["a", None], {"": {"": ""}}, "1", "/", MARKED,
)  # fmt: skip


def of_bytes(data: bytes, chance: random.Random) -> bytes:
    """Give the bytes with one to eight of them changed, cut out, doubled, moved, or something put in."""
    content = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(content) + 1), chance.choice((1, 1, 2, 4, 16, 200))
        match chance.randrange(6):
            case 0:
                content[at : at + length] = chance.randbytes(length)
            case 1:
                del content[at : at + length]
            case 2:
                content[at:at] = content[at : at + length] * chance.choice((1, 2, 50))
            case 3:
                content[at:at] = chance.choice(_TOKENS)
            case 4:
                content[at : at + length] = chance.choice(_TOKENS)
            case _:
                other = chance.randrange(len(content) + 1)
                content[at : at + length] = content[other : other + length]
    return bytes(content[: chance.randrange(len(content) + 1)] if chance.random() < 0.1 else content)


def of_package(data: bytes, chance: random.Random) -> bytes:
    """Give a package one part of which is damaged, or its packing; the damage reaches what reads the parts."""
    if chance.random() < 0.3:
        return of_bytes(data, chance)
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as made:
        entries = old.infolist()
        struck = chance.choice(entries)
        for entry in entries:
            part = old.read(entry)
            made.writestr(entry.filename, of_bytes(part, chance) if entry is struck else part)
    return new.getvalue()


def of_json(value: Any, chance: random.Random, share: float = 0.08) -> Any:
    """Give a value some parts of which are odd, missing, doubled or somewhere else."""
    if chance.random() < share:
        return chance.choice(_ODD)
    match value:
        case dict():
            kept = {key: of_json(inner, chance, share) for key, inner in value.items() if chance.random() > share}
            for key in [key for key in kept if key.endswith("id") and kept[key] == MARKED]:
                kept[key] = ""  # a channel's own key is no word of anybody
            if len(kept) > 1 and chance.random() < share:
                kept[chance.choice([key for key in kept if not key.endswith("id")] or ["x"])] = chance.choice(
                    list(kept.values())
                )
            return kept
        case list():
            return [of_json(inner, chance, share) for inner in value for _ in range(chance.choice((0, 1, 1, 1, 1, 2)))]
        case _:
            return value
