"""The statutory register of schools as a table, CSV and JSON. In: registers; out: text."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from policyloom.model.rows import Lack, SchoolRow
from policyloom.outputs.register_rows import SchoolRegister, met_words, needed_words, words
from policyloom.outputs.status_csv import safe

HEADINGS = ("School", "Row", "Required", "Met by", "Gaps")
COLUMNS = (
    *("School", "School name", "Row", "Title", "Kind", "Required", "Website", "Met by", "Way"),
    *("Last review", "Next review", "Gap", "Certainty", "Why", "Sources"),
)
GAP = "  "
NARROWEST = 16
"""Characters below which no column is made narrower."""


def register_table(registers: Iterable[SchoolRegister], width: int | None = None) -> str:
    """A line for each row at each school. `width` is the terminal's in characters, within which
    the wide columns are wrapped; None for a pipe, where each row is one line."""
    cells = [HEADINGS, *(line for register in registers for line in _lines(register))]
    widths = [max(len(line[i]) for line in cells) for i in range(len(HEADINGS))]
    if width is not None:
        _narrow(widths, width)
    rule = tuple("-" * size for size in widths)
    every = (part for line in (HEADINGS, rule, *cells[1:]) for part in _wrapped(line, widths))
    return "".join(f"{line}\n" for line in every)


def _lines(register: SchoolRegister) -> Iterator[tuple[str, ...]]:
    for row in register.rows:
        met = "; ".join(met_words(met) for met in row.met)
        if row.refused and not row.met:
            met = f"does not apply: {row.refused}"
        gaps = "; ".join(dict.fromkeys(words(lack) for lack in row.lacks))
        yield register.school, row.row.id, needed_words(row), met, gaps


def _narrow(widths: list[int], width: int) -> None:
    """Take characters from the widest of the last columns until the table fits, if it can."""
    while sum(widths) + len(GAP) * (len(widths) - 1) > width:
        widest = max((2, 3, 4), key=lambda i: widths[i])
        if widths[widest] <= NARROWEST:
            return
        widths[widest] -= 1


def _wrapped(line: tuple[str, ...], widths: list[int]) -> Iterator[str]:
    parts = [textwrap.wrap(c, w) or [""] for c, w in zip(line, widths, strict=True)]
    for level in range(max(len(part) for part in parts)):
        shown = (part[level] if level < len(part) else "" for part in parts)
        yield GAP.join(c.ljust(w) for c, w in zip(shown, widths, strict=True)).rstrip()


def register_csv(registers: Iterable[SchoolRegister]) -> str:
    """A line for each gap, and one for each row without any, with a line of headings (RFC 4180).

    No text is one that a spreadsheet would run.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for register in registers:
        for row in register.rows:
            lacks: tuple[Lack | None, ...] = row.lacks or (None,)
            writer.writerows(map(safe, _csv(register, row, lack)) for lack in lacks)
    return text.getvalue()


def _csv(register: SchoolRegister, row: SchoolRow, lack: Lack | None) -> tuple[str, ...]:
    titles = [register.sources[source].title for source in lack.sources] if lack else []
    return (
        *(register.school, register.name, row.row.id, row.row.title, str(row.row.kind)),
        *(needed_words(row), str(row.published.answer) if row.published else ""),
        "; ".join(met_words(met) for met in row.met),
        "; ".join(dict.fromkeys(str(met.way) for met in row.met)),
        "; ".join(met.reviewed for met in row.met if met.reviewed),
        "; ".join(met.review for met in row.met if met.review),
        *((words(lack), str(lack.weight), lack.why) if lack else ("", "", "")),
        "; ".join(titles),
    )


def register_json(registers: Iterable[SchoolRegister], today: str) -> str:
    """`{"today": …, "schools": [{…, "rows": […]}], "sources": {…}}`.

    `required` and `website` are what the register says of such a school, each with the sources
    of that value; without one it is not known. Absent texts are "", absent values null.
    """
    every = list(registers)
    sources = {s.id: s for register in every for s in register.sources.values()}
    data = {
        "today": today,
        "schools": [_school(register) for register in every],
        "sources": {
            id_: {"title": s.title, "url": s.url, "about": s.about} for id_, s in sources.items()
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _school(register: SchoolRegister) -> dict[str, Any]:
    return {
        "school": register.school,
        "name": register.name,
        "type": register.type,
        "checked": register.checked,
        "rows": [_row(row) for row in register.rows],
    }


def _row(row: SchoolRow) -> dict[str, Any]:
    needed, published = row.needed, row.published
    return {
        "row": row.row.id,
        "title": row.row.title,
        "kind": str(row.row.kind),
        "law": list(row.row.law.names),
        "required": needed
        and {"answer": needed.answer, "if": needed.if_, "sources": needed.bounds.sources},
        "website": published
        and {
            "answer": published.answer,
            "if": published.if_,
            "due": published.due,
            "sources": published.bounds.sources,
        },
        "does_not_apply": row.refused,
        "met": [
            {
                "title": met.title,
                "way": met.way,
                "address": met.href,
                "where": met.where,
                "public": met.public,
                "reviewed": met.reviewed,
                "review": met.review,
                "by": met.by,
            }
            for met in row.met
        ],
        "gaps": [
            {
                "gap": lack.gap,
                "certainty": lack.weight,
                "words": words(lack),
                "why": lack.why,
                "sources": lack.sources,
            }
            for lack in row.lacks
        ],
    }
