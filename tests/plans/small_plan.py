"""A plan small enough to break on purpose, line by line."""

from pathlib import Path

SMALL = """\
key: small-2025
code: SM
title: Kế hoạch nhỏ
short: Kế hoạch nhỏ
issuer: Sở A
office: VPS
office_name: Văn phòng Sở
office_short: Văn phòng
period_word: giai đoạn
starts: 2025-12-01
ends: 2025-12-31
phases:
  - {key: "1", name: Trước, starts: 2025-12-01, ends: 2025-12-10, topics: []}
  - {key: "2", name: Sau, starts: 2025-12-10, ends: 2025-12-31, topics: [Một nội dung]}
deadline: {before: 2026-02-10, last_day: 2026-02-09, text: trước ngày 10/02/2026}
addressees: {units: [Sở A], office: [Ủy ban]}
units:
  - {code: VPS, short: Văn phòng, name: Văn phòng Sở, kind: division, aliases: [VP]}
  - {code: HTQT, short: Hợp tác, name: Phòng Hợp tác quốc tế, kind: division}
groups:
  - code: XA
    name: Các xã
    kind: province
    member_name: Ủy ban {rank} {short}
    members:
      - {code: XAA, rank: xã, short: An Bình}
      - {code: XAB, rank: xã, short: Hòa Bình, merged_from: [Cũ]}
tasks:
  - {key: 1.10, verbatim: Họp, label: Họp, unit: VPS, role: own, ties: ["2.1"]}
  - {key: "2.1", verbatim: phối hợp;, text: Phối hợp., label: Phối hợp, unit: XA, role: cooperate, ties: ["1.10"]}
forms:
  - {key: other, label: Khác, indicators: [people]}
indicators:
  - {key: people, label: Lượt người, unit: lượt người, words: [lượt người, người]}
"""


def written(into: Path, *changes: tuple[str, str]) -> Path:
    """Write the small plan with some of its text changed; every change must find its place."""
    text = SMALL
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    path = into / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def line(part: str) -> int:
    """Give the line of the small plan on which this stands."""
    return next(number for number, text in enumerate(SMALL.splitlines(), 1) if part in text)
