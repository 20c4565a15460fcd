"""A plan for every commune of the country, to measure with: 3,321 units in one group, three tasks, a full calendar."""

import sys
from pathlib import Path
from typing import Final

import yaml

from plans import reading

COMMUNES: Final = 3_321
_TASKS: Final = ("Tuyên truyền trên hệ thống truyền thanh", "Treo băng rôn, khẩu hiệu", "Sinh hoạt chuyên đề")


def write(file: Path, communes: int = COMMUNES) -> Path:
    """Write the plan of 2025 with communes for its provinces, and three tasks for each."""
    shipped = next(path for path in reading.shipped() if path.stem == "705-2025")
    body = yaml.load(shipped.read_text(encoding="utf-8"), yaml.BaseLoader)  # "on" is a name here, no yes
    body["units"] = [one for one in body["units"] if one["code"] == body["office"]]
    members = [{"code": f"XA{n:04}", "rank": "xã", "short": f"Số {n}"} for n in range(1, communes + 1)]
    body["groups"] = [body["groups"][0] | {"members": members, "member_aliases": []}]
    task = {"unit": body["groups"][0]["code"], "role": "own"}
    body["tasks"] = [
        task | {"key": f"1.{n}", "label": label, "verbatim": f"{label}."} for n, label in enumerate(_TASKS, 1)
    ]
    body["calendar"] = [one for one in body["calendar"] if one["key"] != "window-opens"]
    body |= {"key": "xa-2025", "code": "XA", "corrections": [], "remarks": []}
    file.write_text(yaml.safe_dump(body, allow_unicode=True), encoding="utf-8")
    return file


def main() -> None:
    """Write it: `python -m benchmarks.communes FILE [COMMUNES]`."""
    file, *more = sys.argv[1:]
    write(Path(file), int(more[0]) if more else COMMUNES)


if __name__ == "__main__":
    main()
