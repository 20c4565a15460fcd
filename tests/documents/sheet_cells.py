"""What stands in a sheet below its headings."""

import re

from openpyxl.worksheet.worksheet import Worksheet


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


def column(sheet: Worksheet, heading: str) -> list[object]:
    """Give what stands under a heading; the first, where two are alike."""
    headings = [cell.value for cell in sheet[1]]
    return [row[headings.index(heading)] for row in rows(sheet)]


_LISTED = re.compile(r"([\w-]+-)(\d{3,})(?: đến (\d{3,}))?")


def numbers_in(cell: object) -> list[str]:
    """Give every number of a list of results, those within its ranges too."""
    return [
        f"{before}{nth:03}"
        for before, first, last in _LISTED.findall(str(cell or ""))
        for nth in range(int(first), int(last or first) + 1)
    ]
