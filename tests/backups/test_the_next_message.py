"""A bot that was lost in the midst of a conversation is brought back, and answers the next message as it would have."""

import asyncio
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.sandbox import people
from bot.sandbox.world import Persona, add_person
from tests.backups.lived_in import OWN, PHRASE
from tests.kills.officials import Official
from tests.running import PATIENCE, PLAN, House, house, leave

LAN, HA = 101, 102
REGISTERING = ("/start {code}", "Phạm Thu Hà", "Chuyên viên", "đúng", "đồng ý", "đã rõ")
ENTRY = ("/baocao 2.1b", "hôm qua", "hội nghị", "Hội nghị về quyền con người")
NEXT = "1 hội nghị, hơn 120 đại biểu"


def of_the_bot(home: House, person: int, after: int = 0) -> list[str]:
    said = people.messages(home.running.world, person, after)
    return [one["text"] for one in said if one["from"]["is_bot"] and "text" in one]


def answer(home: House, person: int, text: str) -> str:
    """Write as somebody, and give the bot's next words."""
    told = home.running.do(people.write, home.running.world, person, text)[-1]["message_id"]
    return home.running.when(lambda: next(iter(of_the_bot(home, person, told)), "")).result(PATIENCE)


@dataclass(frozen=True)
class Lost:
    """A house whose disk was lost, its backups by kind, and what it would have answered next."""

    home: House
    backups: dict[str, tuple[Path, tuple[str, ...]]]
    next_words: str


@pytest.fixture(scope="module")
def lost(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lost]:
    home = house(tmp_path_factory.mktemp("lost"), messages_per_chat="100", backup_at="02:10")
    try:
        yield lived_and_lost(home)
    finally:
        leave(home)


def lived_and_lost(home: House) -> Lost:
    identity, phrase = home.path / "key.txt", home.path / "phrase.txt"
    identity.write_text(f"{OWN}\n")
    phrase.write_text(f"{PHRASE}\n", encoding="utf-8")
    keys = {"plain": (), "key": ("--identity", str(identity)), "passphrase": ("--passphrase-file", str(phrase))}
    home.order(order="load", plan=PLAN)
    for number, name in ((LAN, "Lan"), (HA, "Hà")):
        home.running.do(add_person, home.running.world, Persona(number, name))
    home.start_and_wait()
    lan = home.order(order="invite", unit="BNG", role="official")["code"]
    asyncio.run(Official(home.running, LAN, "BNG", lan, 0, lambda _: True).live())
    for line in REGISTERING:
        answer(home, HA, line.format(code=home.order(order="invite", role="admin")["code"] if "{" in line else ""))
    for line in ENTRY:
        answer(home, LAN, line)
    backups = {name: (home.path / f"{name}.tar", key) for name, key in keys.items()}
    encrypting = {"plain": (), "key": ("--recipient", str(OWN.to_public())), "passphrase": keys["passphrase"]}
    for name, words in encrypting.items():  # while it serves
        assert home.command("backup", str(backups[name][0]), *words).returncode == 0
    before = set((home.data / "backups").glob("*.tar"))
    answer(home, HA, "/saoluu")
    home.running.when(lambda: any("Đã lập bản sao lưu" in said for said in of_the_bot(home, HA))).result(PATIENCE)
    (asked,) = set((home.data / "backups").glob("*.tar")) - before
    backups["asked for in the chat"] = shutil.copy(asked, home.path / "asked.tar"), ()
    home.kill()
    backups["not serving"] = home.path / "still.tar", ()
    assert home.command("backup", str(backups["not serving"][0])).returncode == 0
    home.start_and_wait()
    next_words = answer(home, LAN, NEXT)
    home.kill()
    home.data.rename(home.path / "lost")
    return Lost(home, backups, next_words)


@pytest.mark.parametrize("kind", ["plain", "key", "passphrase", "asked for in the chat", "not serving"])
def test_the_next_message_is_answered_as_if_nothing_had_happened(lost: Lost, kind: str) -> None:
    home, (file, key) = lost.home, lost.backups[kind]
    shutil.rmtree(home.data, ignore_errors=True)
    told = people.messages(home.running.world, HA, 0)[-1]["message_id"]

    restored = home.command("restore", str(file), *key)
    home.start_and_wait()
    words = answer(home, LAN, NEXT)
    gap = home.running.when(
        lambda: next((said for said in of_the_bot(home, HA, told) if "khôi phục từ bản sao lưu" in said), "")
    ).result(PATIENCE)
    home.kill()

    assert (restored.returncode, restored.stderr) == (0, "")
    assert "409 Conflict" in restored.stdout
    assert words == lost.next_words
    assert "Những gì đến từ 08:3" in gap
    assert not (home.data / "restored").exists()


def test_a_restored_house_tells_of_it_only_once(lost: Lost) -> None:
    home, (file, _) = lost.home, lost.backups["plain"]
    shutil.rmtree(home.data, ignore_errors=True)
    home.command("restore", str(file))
    told = people.messages(home.running.world, HA, 0)[-1]["message_id"]
    shown, heard = [], []
    for _ in range(2):
        home.start_and_wait()
        shown.append(answer(home, HA, "/trangthai"))
        heard.append("\n".join(of_the_bot(home, HA, told)))
        home.kill()

    restored, fallen = "khôi phục từ bản sao lưu", "ngắt đột ngột"
    assert [(restored in said, fallen in said) for said in shown] == [(True, False), (False, True)]
    assert [said.count("Hệ thống đã được khôi phục") for said in heard] == [1, 1]
