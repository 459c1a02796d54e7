"""How wide a printed table's columns are, and which rows stay whole: texts enter, numbers leave.

Everything is measured in characters of ordinary table text.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import permutations
from typing import TypeAlias

Texts: TypeAlias = Sequence[Sequence[str]]
Measure: TypeAlias = Callable[[str], int]

LINE = 102
"""Characters of table text that fit across the printed width, about."""

PADDING = 3
"""What a cell's inset takes from a line."""

RAGGED = 2
"""What a line of several loses at its end, because words are not broken."""

LONG_WORD = 24
"""A longer word (a web address) may be broken, so that it does not claim a column for itself."""

BOLD = 1.12
"""How much wider bold text is."""

WHOLE_LINES = 14
"""A row of at most this many lines moves to the next page rather than be cut in two."""


def column_widths(rows: Texts, row_header: bool = False) -> tuple[int, ...]:
    """Each column's share of the width; the first row is the header.

    No column is narrower than its longest word. What is left over is given where it makes the
    table shortest. A table that fits on single lines gets what each column needs.
    """
    lengths = _lengths(rows, row_header, len)
    columns = list(zip(*lengths, strict=True))
    words = zip(*_lengths(rows, row_header, _longest_word), strict=True)
    least = [max(column) + PADDING for column in words]
    wanted = [max(column) + PADDING for column in columns]
    if sum(wanted) <= LINE:
        return tuple(wanted)
    return _improved(lengths, least, _shared(least, wanted, [sum(c) + 1 for c in columns]))


def whole(row: Sequence[str], widths: Sequence[int]) -> bool:
    """Whether the row is short enough to be kept on one page."""
    share = LINE / max(1, sum(widths))
    lines = (_lines_of([len(text)], w * share) for text, w in zip(row, widths, strict=True))
    return max((n for (n,) in lines), default=0) <= WHOLE_LINES


def _lengths(rows: Texts, row_header: bool, measure: Measure) -> list[list[int]]:
    """Every cell's measure; bold cells count for more."""
    return [
        [
            math.ceil(measure(text) * (BOLD if y == 0 or (row_header and x == 0) else 1))
            for x, text in enumerate(row)
        ]
        for y, row in enumerate(rows)
    ]


def _shared(least: Sequence[int], wanted: Sequence[int], weight: Sequence[int]) -> list[int]:
    """A first guess: each its longest word, and the rest by the square root of the texts' lengths.

    A column that would get more than it wants gets what it wants, and the others share the rest.
    """
    widths = dict(enumerate(least))
    short = set(widths)
    while short:
        spare = max(0, LINE - sum(widths.values()) + sum(widths[i] - least[i] for i in short))
        roots = sum(math.sqrt(weight[i]) for i in short)
        share = {i: least[i] + int(spare * math.sqrt(weight[i]) / roots) for i in short}
        full = {i for i in short if share[i] >= wanted[i]}
        widths |= {i: wanted[i] for i in full} if full else share
        short = short - full if full else set()
    return [widths[i] for i in range(len(least))]


def _improved(
    lengths: Sequence[Sequence[int]], least: Sequence[int], widths: list[int]
) -> tuple[int, ...]:
    """The guess with room moved between columns for as long as the table gets shorter."""
    columns = [cache(partial(_lines_of, column)) for column in zip(*lengths, strict=True)]

    def height(tried: Sequence[int]) -> int:
        return sum(
            map(
                max,
                zip(*(of(width) for of, width in zip(columns, tried, strict=True)), strict=True),
            )
        )

    best = height(widths)
    for step in (16, 8, 4, 2, 1):
        for giver, taker in permutations(range(len(widths)), 2):
            if widths[giver] - step < least[giver]:
                continue
            tried = list(widths)
            tried[giver] -= step
            tried[taker] += step
            if (now := height(tried)) < best:
                best, widths = now, tried
    return tuple(widths)


def _lines_of(lengths: Sequence[int], width: float) -> tuple[int, ...]:
    """How many lines each cell of a column takes."""
    room = max(RAGGED + 1, width - PADDING)
    return tuple(math.ceil(n / (room if n <= room else room - RAGGED)) for n in lengths)


def _longest_word(text: str) -> int:
    return min(LONG_WORD, max(map(len, text.split()), default=0))
