"""Columns that a table has in one edition alone: matched tables enter, changes leave.

A column is one change where all its cells came or went for one reason and nothing in it stands
elsewhere in the other edition; else each of its cells is a change by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from policyloom.compare.align import align
from policyloom.compare.ledger import Ledger, keys_of
from policyloom.compare.lines import columns
from policyloom.compare.units import Unit, scattered
from policyloom.model.changes import ChangeKind, Mark
from policyloom.model.nodes import Paragraph, Run, TableBlock, run_text

_KINDS = {Mark.ADDED: ChangeKind.ADDED, Mark.REMOVED: ChangeKind.REMOVED}


def cell_unit(row: Unit, run: Run, at: int) -> Unit:
    """A cell as a paragraph of its own would be."""
    return Unit(Paragraph(run), row, lines=[row.lines[at]])


class Grown:
    """Columns that came or went in one redline's tables."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.changes: dict[tuple[int, int, Mark, int], int] = {}

    def meet(self, old: Unit, new: Unit) -> None:
        """Give each column that one of two matched tables lacks its change, where it is one."""
        for at, to in columns(old, new):
            if to is None and at is not None:
                self._column(old, new, Mark.REMOVED, at)
            elif at is None and to is not None:
                self._column(old, new, Mark.ADDED, to)

    def change(self, old: Unit, new: Unit, mark: Mark, at: int) -> int:
        """The change that a cell of two matched rows (or headers) belongs to, or 0."""
        tables = [_table(unit) for unit in (old, new)]
        if any(t is None or not _fits(u, t) for u, t in zip((old, new), tables, strict=True)):
            return 0
        return self.changes.get((id(tables[0]), id(tables[1]), mark, at), 0)

    def _column(self, old: Unit, new: Unit, mark: Mark, at: int) -> None:
        unit = old if mark is Mark.REMOVED else new
        cells = list(_cells(old, new, unit, at))
        causes = {self.ledger.causes.presence(key) for cell in cells for key in keys_of(cell)}
        if len(cells) < 2 or len(causes) > 1 or any(map(scattered, cells)):
            return
        assert isinstance(unit.node, TableBlock)
        head = run_text(unit.node.header[at])
        number = self.ledger.column(_KINDS[mark], unit, head, cells)
        self.changes[id(old), id(new), mark, at] = number


def _cells(old: Unit, new: Unit, unit: Unit, at: int) -> Iterator[Unit]:
    """The cells of a column: the header's, and those of the rows that both tables have."""
    assert isinstance(unit.node, TableBlock)
    yield cell_unit(unit, unit.node.header[at], at)
    other = new if unit is old else old
    align(old.children, new.children)  # gives rows that are only alike their twins
    for row in unit.children:
        twin = row.twin
        if twin and twin.parent is other and _fits(row, unit) and _fits(twin, other):
            assert isinstance(row.node, tuple)
            yield cell_unit(row, row.node[at], at)


def _table(unit: Unit) -> Unit | None:
    return unit if isinstance(unit.node, TableBlock) else unit.parent


def _fits(row: Unit, table: Unit | None) -> bool:
    """Whether a row has a cell for each column of its table."""
    return table is not None and len(row.lines) == len(table.lines)
