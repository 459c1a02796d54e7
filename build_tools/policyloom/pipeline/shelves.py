"""Every page of every audience, looked at before anything is made. In: a Weave; out: Shelves."""

from __future__ import annotations

from policyloom.findings import Findings
from policyloom.pipeline.attaching import check_attached
from policyloom.pipeline.sites import Shelf, shelf
from policyloom.pipeline.unprintable import tell_unprintable
from policyloom.pipeline.weave import Weave


def all_shelves(woven: Weave, findings: Findings) -> list[Shelf]:
    """Every school's pages for every audience."""
    return [s for school in woven.estate.schools for s in school_shelves(woven, school, findings)]


def school_shelves(
    woven: Weave, school: str, findings: Findings, history: bool = True, glyphs: bool = True
) -> list[Shelf]:
    """One school's pages for every audience; where PDFs are made, `glyphs`, a character that the
    fonts lack is a finding."""
    check_attached(woven, school, findings)
    shelves = [shelf(woven, school, audience, history) for audience in woven.estate.trust.sites]
    if not glyphs:
        return shelves
    printed = {(p.school, p.policy, p.edition): p for s in shelves for _, p in s.printed()}
    tell_unprintable(woven, printed.values(), findings)
    return shelves
