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
    "redline_pages": "Of these, redlines",
    "proposals": "Schools with a proposal, its redline and its PDF",
    "words": "Words in a policy",
    "sampled": "Policies in the sample",
    "sheets": "policyloom, pages in its PDFs",
    "ours_s": "policyloom, wall seconds",
    "cpu_s": "policyloom, processor seconds",
    "peak_mib": "policyloom, peak MiB",
    "files": "policyloom, files written",
    "bytes": "policyloom, bytes written",
    "pdfs": "PDFs typeset",
    "pdf_files": "Files written that are PDFs",
    "pdf_bytes": "Bytes written in PDFs",
    "ms_a_sheet": "policyloom, milliseconds a page",
    "theirs_s": "Plain site, wall seconds",
    "theirs_cpu_s": "Plain site, processor seconds",
    "theirs_peak_mib": "Plain site, peak MiB",
    "theirs_files": "Plain site, files written",
    "theirs_bytes": "Plain site, bytes written",
    "weasyprint_sheets": "WeasyPrint, pages in its PDFs",
    "weasyprint_s": "WeasyPrint, wall seconds",
    "weasyprint_cpu_s": "WeasyPrint, processor seconds",
    "weasyprint_peak_mib": "WeasyPrint, peak MiB",
    "weasyprint_files": "WeasyPrint, files written",
    "weasyprint_bytes": "WeasyPrint, bytes written",
    "weasyprint_ms_a_sheet": "WeasyPrint, milliseconds a page",
    "ratio": "Ours of theirs, wall time",
    "cpu_ratio": "Ours of theirs, processor time",
    "peak_ratio": "Ours of theirs, peak memory",
    "files_ratio": "Ours of theirs, files written",
    "bytes_ratio": "Ours of theirs, bytes written",
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
