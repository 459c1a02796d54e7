"""Status rows as plain, aligned text for a terminal or a pipe. In: rows; out: lines.

Where a width is given, the widest columns of words are wrapped to keep within it; without one
each row is one line, so that other programs can read it.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from policyloom.outputs.status_rows import SHORT, Column, Shown, StatusRow

GAP = "  "
NARROWEST = 12
"""Characters below which no column of words is wrapped."""


def status_table(rows: Iterable[StatusRow], width: int | None = None) -> str:
    """The table with its headings; `width` is the terminal's in characters, None for a pipe."""
    values = [[column.value(row) for column in SHORT] for row in rows]
    cells = [[c.heading for c in SHORT], *([_text(value) for value in row] for row in values)]
    numbers = {i for i in range(len(SHORT)) if any(isinstance(row[i], int) for row in values)}
    widths = [max(len(row[i]) for row in cells) for i in range(len(SHORT))]
    if width is not None:
        _narrow(widths, width, SHORT)
    rule = [["-" * size for size in widths]]
    lines = [
        line for row in (cells[:1] + rule + cells[1:]) for line in _lines(row, widths, numbers)
    ]
    return "".join(f"{line}\n" for line in lines)


def _text(value: Shown) -> str:
    return "" if value is None else str(value)


def _narrow(widths: list[int], width: int, columns: Sequence[Column]) -> None:
    """Take characters from the widest column that may be wrapped until the table fits.

    Dates, numbers and ids are never broken: a terminal too narrow for them wraps the line itself.
    """
    wrapped = {"states", "overrides", "owner", "decides"}
    soft = [i for i, column in enumerate(columns) if column.key in wrapped]
    while sum(widths) + len(GAP) * (len(widths) - 1) > width:
        widest = max(soft, key=lambda i: widths[i])
        if widths[widest] <= NARROWEST:
            return
        widths[widest] -= 1


def _lines(row: Sequence[str], widths: Sequence[int], numbers: set[int]) -> Iterable[str]:
    """One row as a line, or as several where a cell is wrapped."""
    wrapped = [
        textwrap.wrap(cell, size, break_on_hyphens=False) or [""]
        for cell, size in zip(row, widths, strict=True)
    ]
    for level in range(max(len(parts) for parts in wrapped)):
        parts = [cell[level] if level < len(cell) else "" for cell in wrapped]
        aligned = (
            part.rjust(size) if i in numbers else part.ljust(size)
            for i, (part, size) in enumerate(zip(parts, widths, strict=True))
        )
        yield GAP.join(aligned).rstrip()
