"""Who takes part, from a spreadsheet: unit, role, name, title in the first four columns, a head in the first row."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from bot.rehearsal.cast import Player
from messages.folding import folded
from messages.words import LANGUAGES, catalogue, say
from plans.problems import PlanProblems, Problem
from plans.schema import Plan
from storage.members.people import Role

_COLUMNS: Final = 4
_LONGEST: Final = 120  # characters of a name, of a title
_AT_MOST: Final = 20_000  # rows


def read(file: Path, plan: Plan) -> tuple[Player, ...]:
    """Give the people of a spreadsheet. Raise PlanProblems with every row that cannot be used."""
    rows = list(_rows(file))
    players: list[Player] = []
    problems: list[Problem] = []
    for line, cells in rows:
        try:
            players.append(_player(plan, line, cells))
        except PlanProblems as error:
            problems += error.problems
    if not players and not problems:
        problems.append(Problem(0, "", "rehearse.people.nobody", {"file": file}))
    if problems:
        raise PlanProblems(tuple(problems))
    return tuple(players)


def _rows(file: Path) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give each row that says something, but for the head, with its number."""
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError):
        raise PlanProblems((Problem(0, "", "rehearse.people.unreadable", {"file": file}),)) from None
    try:
        rows = book.worksheets[0].iter_rows(min_row=2, max_row=_AT_MOST, max_col=_COLUMNS, values_only=True)
        for line, row in enumerate(rows, 2):
            cells = tuple("" if cell is None else " ".join(str(cell).split()) for cell in row)
            if any(cells):
                yield line, (*cells, *("" for _ in range(_COLUMNS - len(cells))))
    finally:
        book.close()


def _player(plan: Plan, line: int, cells: tuple[str, ...]) -> Player:
    unit, role, name, title = cells
    problems: list[Problem] = []
    found = _role(role)
    if found is None:
        known = ", ".join(say(f"role.{allowed}") for allowed in Role)
        problems.append(Problem(line, "", "rehearse.people.role", {"typed": role, "known": known}))
    units = plan.find_units(unit) if unit else ()
    if len(units) != 1 and found is not Role.ADMIN:
        names = ", ".join(unit.code for unit in units)
        because = "rehearse.people.units" if units else "rehearse.people.unit"
        problems.append(Problem(line, "", because, {"typed": unit, "names": names}))
    if not name or len(name) > _LONGEST or len(title) > _LONGEST:
        problems.append(Problem(line, "", "rehearse.people.name", {"at_most": _LONGEST}))
    if found is None or problems:
        raise PlanProblems(tuple(problems))
    return Player(str(line), "" if found is Role.ADMIN else units[0].code, found, name, title)


def _role(typed: str) -> Role | None:
    """Give the role of these words, in either language; an empty cell is a focal point."""
    if not typed:
        return Role.OFFICIAL
    for role in Role:
        words = (folded(catalogue(language)[f"role.{role}"]) for language in LANGUAGES)
        if folded(typed) in {role.value, *words}:
            return role
    return None
