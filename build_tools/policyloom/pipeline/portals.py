"""What each audience's front page and register list. In: shelves and what is published; out: data.

A school that is held keeps its last release, so it is listed as it was last published.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policyloom.model.policies import Audience
from policyloom.outputs.site import PortalEntry, PortalSchool, PortalSite
from policyloom.pipeline import register
from policyloom.pipeline.jobs import file_sha256
from policyloom.pipeline.sites import (
    Shelf,
    pdf_name,
    portal_entry,
    portal_school,
    portal_site,
)
from policyloom.pipeline.weave import Weave


class Listing:
    """The listings of one build; `site` is the folder of what is published now."""

    def __init__(
        self, woven: Weave, shelves: Mapping[tuple[Audience, str], Shelf], site: Path
    ) -> None:
        self.weave, self.shelves = woven, shelves
        self.old = {a: _published(site / a / register.NAME) for a in woven.estate.trust.sites}

    def portal(self, audience: Audience, held: frozenset[str]) -> PortalSite:
        """The front page; a school that is held and was never published is not on it."""
        schools: list[PortalSchool] = []
        for school in self.weave.estate.schools:
            entries = self._entries(audience, school, held)
            if entries or school not in held:
                schools.append(portal_school(self.weave.estate, school, entries))
        return portal_site(self.weave, audience, tuple(schools))

    def _entries(
        self, audience: Audience, school: str, held: frozenset[str]
    ) -> tuple[PortalEntry, ...]:
        if school not in held:
            return tuple(portal_entry(page) for page in self.shelves[audience, school].pages)
        return tuple(
            register.portal_entry_of(item)
            for item in self.old[audience]
            if item["school"] == school
        )

    def register(
        self,
        audience: Audience,
        held: frozenset[str],
        pdfs: Mapping[tuple[Audience, str], Mapping[str, Path]],
    ) -> list[dict[str, str]]:
        """The register's entries; `pdfs` are the kept PDFs of each shelf, by policy."""
        entries = [item for item in self.old[audience] if item["school"] in held]
        for school in self.weave.estate.schools:
            if school not in held:
                entries += self._fresh(audience, school, pdfs[audience, school])
        return entries

    def _fresh(
        self, audience: Audience, school: str, pdfs: Mapping[str, Path]
    ) -> list[dict[str, str]]:
        entries: list[dict[str, str]] = []
        for page in self.shelves[audience, school].pages:
            pdf = pdfs.get(page.policy)
            name, digest = (pdf_name(page), file_sha256(pdf)) if pdf else ("", "")
            head = self.weave.editions[school, page.policy].history.head
            entries.append(register.entry(page, name, digest, head))
        return entries


def _published(path: Path) -> list[dict[str, str]]:
    return register.read(path.read_text("utf-8")) if path.is_file() else []
