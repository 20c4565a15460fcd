"""Make the bundle for a machine without the Internet: the wheels of the lock, the bot's own, their hashes, one script.

    python deploy/bundle.py FOLDER 3.11 3.13

The wheels are for this kind of machine and the releases of Python that are named. Nothing is built but our own wheel.
"""

import hashlib
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
GLIBC = ("manylinux_2_17", "manylinux_2_24", "manylinux_2_26", "manylinux_2_27", "manylinux_2_28", "manylinux_2_34")
BESIDE = (
    *("deploy/install.sh", "deploy/daumoi.service", "deploy/daumoi-backup.service", "deploy/daumoi-backup.timer"),
    *("docs/deploy.md", ".env.example", "LICENSE"),
)
PACKAGES = ("bot", "handlers", "plans", "storage", "messages")


def main(folder: Path, *pythons: str) -> Path:
    """Make it, and give its place."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    name = f"daumoi-{version}-{platform.machine()}"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        bundle = Path(made) / name
        wheels = bundle / "wheels"
        wheels.mkdir(parents=True)
        for python in pythons:
            _download(ROOT / "requirements.lock", wheels, python)
        _download(_only_pip(Path(made) / "pip.lock"), wheels, pythons[0])
        ours = own_wheel(Path(made) / "source", wheels)
        lock = (ROOT / "requirements.lock").read_text("utf-8")
        (bundle / "requirements.lock").write_text(
            f"{lock}./wheels/{ours.name} --hash=sha256:{_sha256(ours)}\n", "utf-8"
        )
        (bundle / "VERSION").write_text(f"{version}\n", "ascii")
        (bundle / "PYTHONS").write_text(f"Python {', '.join(pythons)} on {platform.machine()} (glibc)\n", "ascii")
        for beside in BESIDE:
            shutil.copy(ROOT / beside, bundle / Path(beside).name.replace(".env.example", "env.example"))
        sums = [
            f"{_sha256(file)}  {file.relative_to(bundle)}\n" for file in sorted(bundle.rglob("*")) if file.is_file()
        ]
        (bundle / "SHA256SUMS").write_text("".join(sums), "utf-8")
        packed = folder / f"{name}.tar.gz"
        with tarfile.open(packed, "w:gz") as tar:
            tar.add(bundle, name, filter=_of_nobody)
    (folder / f"{packed.name}.sha256").write_text(f"{_sha256(packed)}  {packed.name}\n", "ascii")
    return packed


def _download(lock: Path, into: Path, python: str) -> None:
    """Fetch the wheels of a lock for one release of Python; their hashes are looked at."""
    kinds = [f"--platform={glibc}_{platform.machine()}" for glibc in GLIBC]
    asked = ["--only-binary=:all:", f"--python-version={python}", "--implementation=cp", *kinds]
    command = [*PIP, "download", "--no-deps", "--require-hashes", *asked, "-d", into, "-r", lock]
    subprocess.run(command, check=True)


def _only_pip(lock: Path) -> Path:
    """Write a lock of pip alone: a machine may have Python and no pip."""
    releases = re.split(r"^(?=[\w.-]+==)", (ROOT / "requirements-dev.lock").read_text("utf-8"), flags=re.MULTILINE)
    lock.write_text(next(release for release in releases if release.startswith("pip==")), "utf-8")
    return lock


def own_wheel(source: Path, into: Path) -> Path:
    """Build our own from a copy: what an earlier build left beside the sources does not get into it."""
    source.mkdir()
    for package in PACKAGES:
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / file, source)
    subprocess.run([*PIP, "wheel", "--no-deps", "--no-build-isolation", "-w", into, source], check=True)
    return next(into.glob("daumoi-*.whl"))


def _of_nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


if __name__ == "__main__":
    sys.stdout.write(f"{main(Path(sys.argv[1]), *sys.argv[2:])}\n")
