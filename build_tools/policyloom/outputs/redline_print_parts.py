"""The plain parts of a printed redline: lines, lists, and the list of changes as JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyloom.model.changes import Change, Comparison
from policyloom.outputs.pdf_blocks import Json, clean
from policyloom.outputs.redline import KINDS, from_to, groups, remarks, tally


def listed(comparison: Comparison) -> list[Json]:
    """The list of changes in groups, each change with its number, cause and reason."""
    written: list[Json] = [line_of([tally(comparison)])]
    for group in groups(comparison):
        items = [{"l": f"{c.number}.", "b": [line_of(_entry(c))]} for c in group.changes]
        heading = [{"t": "b", "c": group.title}, f": {group.about}"]
        written += [line_of(heading, stay=True), {"t": "labels", "i": items}]
    return written


def _entry(change: Change) -> list[Json]:
    value = from_to(change)
    values = f": from “{value[0]}” to “{value[1]}”" if value else ""
    said = ". ".join(remarks(change))
    reason = f" Reason: {change.reason}" if change.reason else ""
    head = {"t": "b", "c": clean(f"{KINDS[change.kind]}: {change.title}{values}.")}
    return [head, clean(f" {said}.{reason}")]


def line_of(written: Iterable[Json], stay: bool = False) -> dict[str, Json]:
    """A paragraph; `stay` keeps it on the page of what follows."""
    return {"t": "p", "c": list(written), "stay": stay}


def as_list(written: Json) -> list[Json]:
    """Inline content as a list, whichever of its two forms it has."""
    return written if isinstance(written, list) else [written] if written else []


def texts(row: list[Json]) -> list[str]:
    """The cells of a row as plain text, to measure columns by."""
    return ["".join(_words(cell)) for cell in row]


def _words(written: Json) -> Iterator[str]:
    if isinstance(written, str):
        yield written
    elif isinstance(written, list):
        for part in written:
            yield from _words(part)
    else:
        yield from _words(written.get("c", ""))
