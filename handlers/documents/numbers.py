"""Numbers of results as documents list them: those that follow each other as a range, a joint activity as one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from handlers.closings.snapshot import HowCounted, JointActivity
from messages.words import write

Partners = Mapping[str, str]  # of each number of a joint activity: the number that stands for all of it


def partners(joint: Iterable[JointActivity]) -> Partners:
    """Give those of the activities that are counted once, though several units told them."""
    found: dict[str, str] = {}
    for pair in joint:
        if pair.counted is HowCounted.ONCE:
            first, second = (found.get(part.number, part.number) for part in pair.parts)
            found = {number: first if stands == second else stands for number, stands in found.items()}
            found |= {part.number: first for part in pair.parts}
    return found


def together(numbers: Sequence[str], of: Partners) -> dict[str, list[str]]:
    """Put together what is one activity: the number that stands first, and those beside it."""
    found: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for number in numbers:
        leads = first.setdefault(of.get(number, number), number)
        found.setdefault(leads, []).extend([number] if leads != number else [])
    return found


def listed(numbers: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Word them one after another: "705-BNG-001 đến 027", "705-BNG-031 (chung với 705-BYT-003)"."""
    for (before, is_joint), mine in groupby(numbers, lambda one: (_split(one)[0], bool(numbers[one]))):
        for number in mine if is_joint else ():
            yield write("table.joint", number=number, others=", ".join(numbers[number]))
        if not is_joint:
            yield from (f"{before}-{one}" for one in ranges(_split(number)[1] for number in mine))


def ranges(ends: Iterable[int]) -> Iterator[str]:
    """Word numbers within a unit, in their order: "001 đến 027", "031"."""
    held: list[int] = []
    for end in ends:
        if held and end != held[-1] + 1:
            yield _range(held)
            held = []
        held.append(end)
    if held:
        yield _range(held)


def _range(held: Sequence[int]) -> str:
    if len(held) == 1:
        return f"{held[0]:03}"
    return write("table.range", first=f"{held[0]:03}", last=f"{held[-1]:03}")


def _split(number: str) -> tuple[str, int]:
    before, _, end = number.rpartition("-")
    return before, int(end)
