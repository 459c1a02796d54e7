"""Status rows as an Excel workbook. In: rows and the day; out: bytes, the same for the same rows.

Texts are written as texts (never as formulas, links or numbers), dates and numbers as such.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from policyloom.model.dates import say_date
from policyloom.outputs.status_rows import COLUMNS, StatusRow

SHEET = "Status"
WIDEST = 40
"""Characters beyond which a column is not widened; longer texts wrap in their cells."""

AS_WRITTEN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def status_xlsx(rows: Sequence[StatusRow], today: str) -> bytes:
    """A workbook of one sheet with headings that stay, filters, and a print title.

    `today` (ISO 8601) is the day that the rows are of; the file says that it was created then, so
    that nothing in it depends on the clock.
    """
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, AS_WRITTEN) as book:
        book.set_properties(
            {"title": f"Policies on {say_date(today)}", "created": datetime.fromisoformat(today)}
        )
        sheet = book.add_worksheet(SHEET)
        bold = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
        plain = book.add_format({"valign": "top", "text_wrap": True})
        day = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd", "align": "left"})
        for place, column in enumerate(COLUMNS):
            sheet.write_string(0, place, column.heading, bold)
            sheet.set_column(place, place, _width(place, rows))
            for line, row in enumerate(rows, 1):
                value = column.value(row)
                if isinstance(value, int):
                    sheet.write_number(line, place, value, plain)
                elif value and column.date:
                    sheet.write_datetime(line, place, datetime.fromisoformat(value), day)
                elif value:
                    sheet.write_string(line, place, value, plain)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(COLUMNS) - 1)
        _print_setup(sheet, today)
    return file.getvalue()


def _width(place: int, rows: Sequence[StatusRow]) -> int:
    """A column's width in characters: its longest text and room for the filter's arrow."""
    column = COLUMNS[place]
    longest = max((len(str(column.value(row) or "")) for row in rows), default=0)
    return min(max(longest, len(column.heading) + 3) + 2, WIDEST)


def _print_setup(sheet: xlsxwriter.worksheet.Worksheet, today: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&LAs on {say_date(today)}&RPage &P of &N")
