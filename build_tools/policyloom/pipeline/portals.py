"""What each audience's portal and register list: drawn from what each school publishes.

In: the folders of a build; out: data, and the files of the search. A school that is held keeps
its last release, so it is listed as it was last published.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from policyloom.findings import Findings
from policyloom.model.places import Place
from policyloom.model.policies import Audience
from policyloom.outputs import calendars, catalogue, wordings
from policyloom.outputs.pagefind_index import SearchError
from policyloom.outputs.portal_search import write_search
from policyloom.outputs.portal_wordings import TrustWordings
from policyloom.outputs.site import PortalSchool, PortalSite
from policyloom.outputs.site_files import portal_follow
from policyloom.pipeline.sites import portal_site
from policyloom.pipeline.staging import Release
from policyloom.pipeline.weave import Weave
from policyloom.pipeline.worded import gathering


class Listing:
    """The listings of one build, for the trust whose own editions are in `woven`."""

    def __init__(self, woven: Weave, release: Release) -> None:
        self.weave, self.release = woven, release

    def portal(self, audience: Audience) -> PortalSite:
        """The portal; a school that is held and was never published is not on it."""
        found = (self._school(audience, school) for school in self.weave.estate.schools)
        made = portal_site(self.weave, audience, tuple(school for school in found if school))
        return replace(made, follow=portal_follow(made))

    def worded(self, portal: PortalSite, out: Path, findings: Findings) -> PortalSite:
        """The portal with what its schools say; the files of the search are written below `out`.

        Where they cannot be made, that is a finding, and the portal has no search; nor has one at
        which nothing is published.
        """
        found = self._wordings(portal)
        if not found.findable:
            return portal
        try:
            write_search(portal, found, out)
        except SearchError as error:
            _no_search(error, findings)
            return replace(portal, wordings=found)
        return replace(portal, wordings=found, searchable=True)

    def calendars(self, audience: Audience) -> dict[str, str]:
        """The calendar that each school publishes, by school."""
        schools = self.weave.estate.schools
        paths = {s: self._published(audience, s) / calendars.NAME for s in schools}
        return {s: p.read_bytes().decode() for s, p in paths.items() if p.is_file()}

    def _school(self, audience: Audience, school: str) -> PortalSchool | None:
        path = self._published(audience, school) / catalogue.NAME
        return catalogue.read(path.read_text("utf-8")) if path.is_file() else None

    def _wordings(self, portal: PortalSite) -> TrustWordings:
        """The wordings of all schools: one school's file is read after the other, so that there
        is never more than one in memory."""
        gathered = gathering(self.weave.estate.facts)
        for number, school in enumerate(portal.schools):
            path = self._published(portal.audience, school.id) / wordings.NAME
            found = wordings.read(path.read_bytes()) if path.is_file() else None
            if found is not None:
                gathered.add(number, found)
            for entry in school.entries:
                if entry.file:
                    folder = PurePosixPath(entry.url).name
                    gathered.add_title(number, entry.policy, entry.title, entry.summary, folder)
        return gathered.result()

    def _published(self, audience: Audience, school: str) -> Path:
        """A school's folder as it was made by this build, else as it is published now."""
        fresh = self.release.next / audience / school
        return (
            fresh if (fresh / catalogue.NAME).is_file() else self.release.site / audience / school
        )


def _no_search(error: SearchError, findings: Findings) -> None:
    findings.warning(
        "no-search",
        Place("mkdocs.yml"),
        f"The search over all schools could not be made: {error}",
        "The portal is published without it. Each school's own search works as before.",
        "Install policyloom with its dependencies, or put a pagefind program on the path, and "
        "build again.",
    )
