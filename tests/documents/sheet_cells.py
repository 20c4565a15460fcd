"""What stands in a sheet below its headings."""

from openpyxl.worksheet.worksheet import Worksheet


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=2, values_only=True))


def column(sheet: Worksheet, heading: str) -> list[object]:
    """Give what stands under a heading; the first, where two are alike."""
    headings = [cell.value for cell in sheet[1]]
    return [row[headings.index(heading)] for row in rows(sheet)]
