"""Status rows as comma-separated values (RFC 4180). In: rows; out: text.

Spreadsheet programs run a cell that begins like a formula, so a text that does is given an
apostrophe in front (OWASP, "CSV Injection"). Numbers are written by this program and stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from policyloom.outputs.status_rows import COLUMNS, Shown, StatusRow

_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def status_csv(rows: Iterable[StatusRow]) -> str:
    """The rows with a line of headings."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.heading for column in COLUMNS)
    writer.writerows([safe(column.value(row)) for column in COLUMNS] for row in rows)
    return text.getvalue()


def safe(value: Shown) -> str | int:
    """A cell that no spreadsheet takes for a formula, white space before it notwithstanding."""
    if value is None:
        return ""
    if isinstance(value, str) and (value.lstrip(" ")[:1] or " ") in _BEGINS_FORMULA:
        return f"'{value}"
    return value
