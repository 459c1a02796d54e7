"""What pages are made with, looked at once before anything is woven: the site engine's settings,
layouts, page templates, the words of front pages, fonts. In: a trust's root; out: findings.

They are the trust's own files and serve every school, so what is wrong with them is of the
library, and is told at their own place instead of once for each page that could not be made.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from policyloom.findings import Findings
from policyloom.load.engine_settings import check_engine_settings
from policyloom.load.page_words import check_page_words
from policyloom.model.places import Place
from policyloom.outputs.glyphs import font_faults
from policyloom.outputs.pdf import FONTS
from policyloom.outputs.site_pages import PLACEHOLDERS, TEMPLATES, WORDS
from policyloom.outputs.trial import print_layout_faults, trial_page
from policyloom.pipeline.checked import read_checked, write_checked
from policyloom.pipeline.finished import LAYOUTS, finished_markdown
from policyloom.pipeline.keys import engine_key, files_key, key_of
from policyloom.render import LayoutError, template_faults

THEME = "site_overrides"
SOUND = "build/cache/workshop"
"""A key of all of it, as it was when nothing was wrong with it."""
STYLES = ("templates/layouts/pack.css",)
"""Files that are used as they are, so that it is enough that they are there."""


def workshop_findings(
    root: Path, findings: Findings, pdfs: bool = True, keep: bool = False
) -> None:
    """Add what is wrong with the things that pages, and with `pdfs` PDFs, are made with. Where it
    was kept that nothing is wrong with them, they are not looked at again."""
    if not (root / "templates").is_dir():
        return  # no trust's folder: loading says so
    key = key_of(engine_key(root), files_key(root, LAYOUTS, WORDS, FONTS), pdfs).encode()
    if read_checked(root / SOUND) == key:
        return
    found = Findings()
    check_engine_settings(root, found)
    check_page_words(root, WORDS, PLACEHOLDERS, found)
    _templates(root, found)
    _layout(root, found)
    if pdfs:
        _print(root, found)
    findings.extend(found)
    if keep and not len(found):
        with suppress(OSError):
            write_checked(root / SOUND, key)


def _templates(root: Path, findings: Findings) -> None:
    for name in TEMPLATES:
        _there(root, f"{THEME}/{name}", "page template", findings)
    for name, line, reason in template_faults(root / THEME):
        _wrong(f"{THEME}/{name}", line, 1, "page template", reason, findings)


def _layout(root: Path, findings: Findings) -> None:
    for name in STYLES:
        _there(root, name, "layout", findings)
    try:
        finished_markdown(root, trial_page())
    except LayoutError as error:
        if not _there(root, error.file, "layout", findings):
            return
        _wrong(error.file, error.line, 1, "layout", error.reason, findings)


def _print(root: Path, findings: Findings) -> None:
    """Fonts first: without them no layout can be tried."""
    faults = font_faults(root / FONTS)
    for name, reason in faults:
        findings.error(
            "missing-fonts",
            Place(f"{FONTS}/{name}" if name else FONTS),
            f"This font cannot be used: {reason}" if name else f"There are no fonts: {reason}",
            "No PDF can be made: one that is kept for years has to hold its own letters.",
            "Put back the .ttf files that policyloom brings, or others of your own.",
        )
    there = [
        _there(root, f"templates/layouts/{name}", "layout", findings)
        for name in ("policy.typ", "pack.typ")
    ]
    if faults or not all(there):
        return
    for fault in print_layout_faults(root):
        _wrong(fault.file, fault.line, fault.column, "layout", fault.reason, findings)


def _there(root: Path, name: str, kind: str, findings: Findings) -> bool:
    """Whether a file is there; a finding where it is not."""
    if (root / name).is_file():
        return True
    findings.error(
        "missing-file",
        Place(name),
        f"The {kind} {name} is missing",
        "Nothing can be made without it.",
        "Put it back: 'policyloom init' writes one like it into a new folder.",
    )
    return False


def _wrong(file: str, line: int, column: int, kind: str, reason: str, findings: Findings) -> None:
    findings.error(
        "bad-layout",
        Place(file, line, column),
        f"This {kind} is wrong: {reason}",
        "Nothing could be made with it, at any school.",
        "Correct it here, or put back the file as it was.",
    )
