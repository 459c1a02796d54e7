"""The figures written down: results enter, docs/benchmarks.json and its page's tables leave."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Case = Mapping[str, Any]
BEGIN, END = "<!-- figures: written by make bench -->", "<!-- end of figures -->"
FIGURES = {
    "schools": "Schools",
    "policies": "Policies each",
    "pages": "Policies' pages, in both",
    "our_pages": "policyloom's pages, past decisions and lists included",
    "pdfs": "PDFs",
    "words": "Words in a policy",
    "ours_s": "policyloom, wall seconds",
    "theirs_s": "Plain site, wall seconds",
    "ratio": "Ours of theirs",
    "cpu_s": "policyloom, processor seconds",
    "theirs_cpu_s": "Plain site, processor seconds",
    "peak_mib": "policyloom, peak MiB",
    "theirs_peak_mib": "Plain site, peak MiB",
    "page": "Page, the one in the middle by weight",
    "html_raw": "HTML as it lies, bytes",
    "html": "HTML, compressed",
    "own_styles": "policyloom's styles, compressed",
    "own_scripts": "policyloom's scripts, compressed",
    "own_page": "HTML, own styles and own scripts together, compressed",
    "theme_styles": "Material's styles, compressed",
    "theme_scripts": "Material's scripts, compressed",
    "fonts": "Fonts, if all four are needed",
    "first_visit": "Everything on a first visit, bytes",
    "first_files": "Files on a first visit",
    "heaviest": "HTML of the heaviest policy page, compressed",
    "search_program": "First search at a school: the program, compressed",
    "search_index": "First search at a school: the index, compressed",
    "wordings": "Distinct wordings, each found once",
    "search_s": "Making the search, wall seconds",
    "index_mib": "The search's files, MiB",
    "loaded_mib": "The trust loaded, MiB before the search is made",
    "search_adds_mib": "What making it adds, pagefind included, peak MiB",
    "query_kb": "A first query fetches, compressed, kB",
    "query_s": "A first query on this machine, seconds",
}
"""What the figures are called on the page; one that is not named here goes by its own name."""


def write_json(path: Path, machine: str, date: str, cases: Sequence[Case]) -> None:
    """All the figures for programs. `date` is ISO 8601."""
    data = {"machine": machine, "date": date, "cases": list(cases)}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def write_page(path: Path, machine: str, date: str, cases: Sequence[Case]) -> None:
    """The tables for people; all that stands around them is kept.

    Raises ValueError where the page has no place for them.
    """
    page = path.read_text("utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path} has no lines '{BEGIN}' and '{END}'")
    tables = "\n\n".join(table(case) for case in cases)
    made = f"Measured on {date}: {machine}.\n\n{tables}"
    path.write_text(f"{before}{begin}\n\n{made}\n\n{end}{after}", "utf-8")


def table(case: Case) -> str:
    """One case as a Markdown table under its name."""
    rows = [
        f"| {FIGURES.get(key, key)} | {_figure(value)} |"
        for key, value in case.items()
        if key != "name"
    ]
    return "\n".join([f"### {case['name']}", "", "| | |", "|---|---:|", *rows])


def _figure(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.2f}" if isinstance(value, float) else str(value)
