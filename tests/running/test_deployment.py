"""What is handed to whoever deploys: the units, the bundle's script, the document that names them."""

import configparser
import hashlib
import importlib.util
import os
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.programs import needs
from tests.running import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted(file.name for file in DEPLOY.glob("*.service"))
TIMERS = sorted(file.name for file in DEPLOY.glob("*.timer"))
MOST_EXPOSED = 2.0


class Unit(configparser.RawConfigParser):
    """A unit, each setting with its last value."""

    def __init__(self, name: str) -> None:
        super().__init__(strict=False)
        self.read(DEPLOY / name, "utf-8")

    def optionxform(self, optionstr: str) -> str:
        return optionstr


@pytest.mark.systemd
def test_the_units_are_sound(tmp_path: Path):
    needs("systemd-analyze")
    units = tmp_path / "etc" / "systemd" / "system"
    units.mkdir(parents=True)
    for name in (*UNITS, *TIMERS):
        (units / name).write_bytes((DEPLOY / name).read_bytes())
    for program in ("opt/daumoi/current/bin/daumoi", "bin/sh", "usr/bin/find"):
        (tmp_path / program).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / program).write_text("#!/bin/sh\n")
        (tmp_path / program).chmod(0o755)
    asked = ["systemd-analyze", "verify", "--recursive-errors=no", f"--root={tmp_path}"]

    told = subprocess.run([*asked, *units.iterdir()], capture_output=True, text=True, check=False)

    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


@pytest.mark.systemd
@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_hardly_exposed(unit: str):
    needs("systemd-analyze")

    told = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", DEPLOY / unit],
        capture_output=True,
        text=True,
        check=True,
    )

    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", told.stdout)
    assert found is not None
    assert float(found[1]) <= MOST_EXPOSED


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_not_started_again_where_no_restart_helps(unit: str):
    service = Unit(unit)["Service"]

    assert service["Restart"] == "on-failure"
    assert {"2", "78"} <= set(service["RestartPreventExitStatus"].split())
    assert "75" not in service["RestartPreventExitStatus"].split()


@pytest.mark.parametrize("unit", UNITS)
def test_what_a_unit_keeps_is_for_its_user_alone(unit: str):
    service = Unit(unit)["Service"]

    assert (service["User"], service["UMask"], service["StateDirectoryMode"]) == ("daumoi", "0077", "0700")


def test_whatever_is_no_python_is_in_the_wheel_and_nothing_that_was_built_before(tmp_path: Path):
    known = importlib.util.spec_from_file_location("bundle", DEPLOY / "bundle.py")
    assert known is not None
    assert known.loader is not None
    making = importlib.util.module_from_spec(known)
    known.loader.exec_module(making)

    built = making.own_wheel(tmp_path / "source", tmp_path)

    there = {name for name in zipfile.ZipFile(built).namelist() if ".dist-info/" not in name}
    ours = (
        Path(folder, name)
        for package in making.PACKAGES
        for folder, _, names in os.walk(ROOT / package, followlinks=True)
        for name in names
    )
    assert there == {file.relative_to(ROOT).as_posix() for file in ours if "__pycache__" not in file.parts}


def bundle(folder: Path) -> Path:
    """Lay out a bundle without wheels."""
    folder.mkdir()
    (folder / "wheels").mkdir()
    (folder / "VERSION").write_text("0.1.0\n")
    (folder / "PYTHONS").write_text("Python 3.11\n")
    (folder / "requirements.lock").write_text("nothing==1 --hash=sha256:" + "0" * 64 + "\n")
    (folder / "wheels" / "pip-0-py3-none-any.whl").write_bytes(b"no wheel")
    (folder / "install.sh").write_bytes((DEPLOY / "install.sh").read_bytes())
    files = [file for file in folder.rglob("*") if file.is_file()]
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder)}\n" for file in files]
    (folder / "SHA256SUMS").write_text("".join(sums))
    return folder


def installed(folder: Path, into: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = ["sh", folder / "install.sh", into]
    return subprocess.run(command, env=os.environ | environment, capture_output=True, text=True, check=False)


def test_a_bundle_in_which_a_byte_was_changed_is_not_installed(tmp_path: Path):
    folder = bundle(tmp_path / "bundle")
    (folder / "requirements.lock").write_text("other==1\n")

    told = installed(folder, tmp_path / "opt")

    assert (told.returncode, (tmp_path / "opt").exists()) == (1, False)
    assert told.stderr.endswith("The bundle is damaged or incomplete: nothing was installed.\n")


def test_an_older_python_is_told_and_nothing_is_installed(tmp_path: Path):
    old = tmp_path / "python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    told = installed(bundle(tmp_path / "bundle"), tmp_path / "opt", PYTHON=str(old))

    assert (told.returncode, (tmp_path / "opt").exists()) == (1, False)
    assert told.stderr == "Python 3.11 or newer is needed: PYTHON=python3.13 sh install.sh\n"


def test_what_could_not_be_installed_whole_is_taken_away_and_the_version_before_stays(tmp_path: Path):
    (tmp_path / "opt" / "0.0.9").mkdir(parents=True)
    (tmp_path / "opt" / "current").symlink_to("0.0.9")

    told = installed(bundle(tmp_path / "bundle"), tmp_path / "opt")

    assert told.returncode == 1
    assert told.stderr.endswith("Not installed. The wheels are for: Python 3.11\n")
    assert {file.name for file in (tmp_path / "opt").iterdir()} == {"0.0.9", "current"}
    assert (tmp_path / "opt" / "current").readlink() == Path("0.0.9")


def test_a_version_that_is_there_is_not_written_over(tmp_path: Path):
    (tmp_path / "opt" / "0.1.0").mkdir(parents=True)

    told = installed(bundle(tmp_path / "bundle"), tmp_path / "opt")

    assert (told.returncode, told.stderr.count("\n")) == (1, 1)
    assert list((tmp_path / "opt" / "0.1.0").iterdir()) == []


def test_the_document_names_every_unit_and_lays_out_what_they_say():
    document = (ROOT / "docs" / "deploy.md").read_text("utf-8")
    service = Unit("daumoi.service")["Service"]

    assert [unit for unit in (*UNITS, *TIMERS) if unit not in document] == []
    assert service["WorkingDirectory"] in document
    assert service["ExecStart"].removesuffix("/bin/daumoi run") in document
