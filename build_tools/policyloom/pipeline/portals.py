"""What each audience's front page and register list: drawn from what each school publishes.

In: the folders of a build; out: data. A school that is held keeps its last release, so it is
listed as it was last published.
"""

from __future__ import annotations

from policyloom.model.policies import Audience
from policyloom.outputs import catalogue
from policyloom.outputs.site import PortalSchool, PortalSite
from policyloom.pipeline.sites import portal_site
from policyloom.pipeline.staging import Release
from policyloom.pipeline.weave import Weave


class Listing:
    """The listings of one build, for the trust whose own editions are in `woven`."""

    def __init__(self, woven: Weave, release: Release) -> None:
        self.weave, self.release = woven, release

    def portal(self, audience: Audience) -> PortalSite:
        """The front page; a school that is held and was never published is not on it."""
        found = (self._school(audience, school) for school in self.weave.estate.schools)
        return portal_site(self.weave, audience, tuple(school for school in found if school))

    def _school(self, audience: Audience, school: str) -> PortalSchool | None:
        """A school as it was made by this build, else as it is published now."""
        for folder in (self.release.next, self.release.site):
            path = folder / audience / school / catalogue.NAME
            if path.is_file():
                return catalogue.read(path.read_text("utf-8"))
        return None
