"""What the doctor finds beside the data: token, network, clock, who may read; none of it hides anything else."""

import socket
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web
from typer.testing import CliRunner, Result

from bot import exits
from bot.__main__ import commands
from bot.clock import Clock
from bot.data_dir import Folder
from bot.health import examining
from bot.settings import Settings
from tests.dialogue import HOUSE
from tests.doctor.test_doctor import officials, sql
from tests.talk.telling import entry


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DAUMOI_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DAUMOI_LANGUAGE", "en")
    (tmp_path / "secret").write_bytes(HOUSE.secret)
    (tmp_path / "secret").chmod(0o600)
    return Folder(tmp_path)


def doctor() -> Result:
    return CliRunner().invoke(commands, ["doctor"])


def unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as line:
        port = line.getsockname()[1]
    monkeypatch.setenv("DAUMOI_TELEGRAM_BASE_URL", f"http://127.0.0.1:{port}")


def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAUMOI_TELEGRAM_TOKEN", "705000001:of-somebody-who-has-no-bot-here")


@pytest.mark.parametrize(("harm", "says"), [(unreachable, "cannot be reached"), (refused, "refuses the token")])
def test_what_is_wrong_with_the_channel_is_told_beside_what_is_wrong_with_the_data(
    folder: Folder, harm, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    officials(folder, entry("2.1b"))
    sql(folder, "update audit set about = 'another' where id = 1")
    harm(monkeypatch)
    went = doctor()

    assert went.exit_code == exits.FAILED
    assert says in went.stdout
    assert "line 1 does not follow" in went.stdout
    assert "of-somebody" not in went.stdout


def test_without_a_token_the_rest_is_looked_at(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    officials(folder, entry("2.1b"))
    monkeypatch.setenv("DAUMOI_TELEGRAM_TOKEN", "")
    went = doctor()

    assert (went.exit_code, went.stdout.startswith("DAUMOI_TELEGRAM_TOKEN is not set")) == (0, True)


def test_what_others_may_read_is_named_with_what_to_type(folder: Folder) -> None:
    officials(folder, entry("2.1b"))
    (folder.path / ".env").write_text("", encoding="utf-8")
    folder.path.chmod(0o750)
    folder.secret.chmod(0o644)
    (folder.path / ".env").chmod(0o604)
    went = doctor()

    assert went.exit_code == exits.FAILED
    assert [line.rpartition("Run: ")[2] for line in went.stdout.splitlines()] == [
        f"chmod 700 {folder.path}.",
        f"chmod 600 {folder.secret}.",
        "chmod 600 .env.",
    ]


async def a_day_behind(_: web.Request) -> web.Response:
    """Say who the bot is, by a clock of yesterday."""
    me = {"id": 705000001, "is_bot": True, "first_name": "Đầu Mối", "username": "dau_moi_bot"}
    dated = {"Date": format_datetime(Clock().now() - timedelta(days=1), usegmt=True)}
    return web.json_response({"ok": True, "result": me}, headers=dated)


async def test_a_clock_that_is_off_that_of_the_channel_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    application = web.Application()
    application.add_routes([web.post("/{token}/getMe", a_day_behind)])
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        monkeypatch.setenv("DAUMOI_TELEGRAM_BASE_URL", f"http://127.0.0.1:{runner.addresses[0][1]}")
        (found,) = await examining.channel(Settings())
    finally:
        await runner.cleanup()

    assert (found.what, found.wrong) == ("clock_off", True)
    assert 86_300 < found.facts["seconds"] < 86_500


def test_messages_that_wait_too_long_are_told_though_no_bot_runs(folder: Folder) -> None:
    officials(folder, entry("2.1b"))
    sql(folder, "update inbox set state = 'kept', said = '{}' where id = 1")

    assert "Messages not served yet: 1" in doctor().stdout
