"""The trust's own words on front pages. In: the files of words; out: findings.

The words are ordinary Markdown and are not read here: only that each file is there, that its
placeholders are known, and that no file lies there for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from policyloom.findings import Findings, nearest
from policyloom.load.files import Folder, place_in
from policyloom.load.report import Report
from policyloom.model.places import Place

_BRACES = re.compile(r"\{\{(?P<name>[^{}\n]*)\}\}|\{\{")
_WHY = "The page would show the braces, or could not be made."


def check_page_words(
    root: Path, where: str, placeholders: Mapping[str, tuple[str, ...]], findings: Findings
) -> None:
    """Check the files of words in the folder `where`, below the trust's `root`.

    `placeholders` names each file that there must be, and the facts that it may hold.
    """
    folder, report = Folder(root), Report(findings)
    for path in folder.entries(root / where, report):
        if path.suffix == ".md" and path.name not in placeholders:
            report.warning(
                "unused-page",
                Place(folder.name(path)),
                f"No page shows the words of '{path.name}'.",
                "What it says is published nowhere.",
                nearest(path.name, placeholders) or "Remove it.",
            )
    for name, known in placeholders.items():
        text = folder.text(root / where / name, report)
        if text is not None:
            _check_placeholders(text, f"{where}/{name}", known, report)


def _check_placeholders(text: str, file: str, known: tuple[str, ...], report: Report) -> None:
    for match in _BRACES.finditer(text):
        place = place_in(text, match.start(), file)
        if match["name"] is None:
            what = "A {{ is not closed on its line."
            report.error("unclosed-fact", place, what, _WHY, "Write the }} that belongs to it.")
            continue
        name = match["name"].strip()
        if name not in known:
            report.error(
                "unknown-fact",
                place,
                f"This page has no fact '{name[:60]}'.",
                _WHY,
                f"{nearest(name, known)} A front page knows no other facts.",
            )
