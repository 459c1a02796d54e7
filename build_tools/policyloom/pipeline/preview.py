"""What the plugin previews: every school's site for governors, and the portal, without PDFs."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

from policyloom.findings import Findings
from policyloom.model.policies import Audience
from policyloom.outputs.site import PortalSite, SchoolSite
from policyloom.pipeline.sites import listed_school, portal_site, school_site, shelf
from policyloom.pipeline.weave import weave, with_policies
from policyloom.pipeline.worded import gathering, shelf_wordings


class NothingToPreview(Exception):
    """The trust could not be read; `findings` say why."""

    def __init__(self, findings: Findings) -> None:
        super().__init__("; ".join(str(finding) for finding in findings.errors()))
        self.findings = findings


def preview_sites(
    root: Path, today: str = "", findings: Findings | None = None
) -> tuple[PortalSite, tuple[SchoolSite, ...]]:
    """The sites as governors will see them on a day (today unless given).

    Raises NothingToPreview.
    """
    findings = Findings() if findings is None else findings
    woven = weave(
        root, today or os.environ.get("POLICYLOOM_TODAY") or date.today().isoformat(), findings
    )
    if woven is None:
        raise NothingToPreview(findings)
    woven = with_policies(woven, findings)
    audience = Audience.GOVERNORS
    shelves = [shelf(woven, school, audience) for school in woven.estate.schools]
    schools = tuple(listed_school(woven, each) for each in shelves)
    gathered = gathering(woven.estate.facts)
    for number, each in enumerate(shelves):
        for found in shelf_wordings(each):
            gathered.add(number, *found)
    portal = replace(portal_site(woven, audience, schools), wordings=gathered.result())
    return portal, tuple(school_site(woven, s, ()) for s in shelves)
