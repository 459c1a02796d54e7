"""Every page of every audience, looked at before anything is made. In: a Weave; out: Shelves."""

from __future__ import annotations

from policyloom.findings import Findings
from policyloom.model.places import Place, Scope
from policyloom.outputs.pdf import PdfMaker
from policyloom.pipeline.sites import Shelf, shelf
from policyloom.pipeline.weave import Weave


def all_shelves(woven: Weave, findings: Findings) -> list[Shelf]:
    """Every school's pages for every audience."""
    return [s for school in woven.estate.schools for s in school_shelves(woven, school, findings)]


def school_shelves(
    woven: Weave, school: str, findings: Findings, history: bool = True, glyphs: bool = True
) -> list[Shelf]:
    """One school's pages for every audience; where PDFs are made, `glyphs`, a character that the
    fonts lack is a finding."""
    shelves = [shelf(woven, school, audience, history) for audience in woven.estate.trust.sites]
    if not glyphs:
        return shelves
    maker = PdfMaker(woven.estate.root)
    printed = {(p.school, p.policy, p.edition): p for s in shelves for _, p in s.printed()}
    for page in printed.values():
        for char, key in maker.missing_glyphs(page):
            _missing_glyph(woven, page.school, page.policy, char, key, findings)
    return shelves


def _missing_glyph(
    woven: Weave, school: str, policy: str, char: str, key: str, findings: Findings
) -> None:
    found = woven.editions.get((school, policy))
    occurrence = found.edition.occurrences.get(key) if found else None
    edition = found.edition.place if found else Place(f"schools/{school}/school.yml")
    place = occurrence.place if occurrence else edition
    findings.error(
        "missing-glyph",
        place,
        f"The font has no '{char}' (U+{ord(char):04X}), which stands in {key or 'the page'}",
        "In the PDF there would be an empty box.",
        "Use another character, or add a font that has it to site_overrides/assets/fonts.",
        Scope(school, policy),
    )
