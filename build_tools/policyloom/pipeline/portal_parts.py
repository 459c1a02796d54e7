"""The audiences' own pages: front page, register, search, feeds. In: what the schools publish, in
the folders of a build; out: those folders with the portals in them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from policyloom.findings import Findings
from policyloom.model.places import Place, Scope
from policyloom.outputs.site import PortalSite, Published, SiteError
from policyloom.outputs.site_files import portal_files
from policyloom.outputs.site_pages import WORDS
from policyloom.outputs.standing import Standing, same_file
from policyloom.pipeline import register
from policyloom.pipeline.keys import COPIED, files_key, key_of
from policyloom.pipeline.looks import Part
from policyloom.pipeline.making import COMPILED
from policyloom.pipeline.portals import Listing
from policyloom.pipeline.staging import Grown, Staging
from policyloom.pipeline.weave import Weave

PortalBuilder = Callable[[PortalSite, Path, Path, Standing | None], Published]


class PortalParts:
    """The portals of one build, for the trust whose own editions are in `trust`.

    `keys` and `grown` are known when they are written: what each part is made of, and how.
    """

    def __init__(self, trust: Weave, staging: Staging, engine: str) -> None:
        self.trust, self.staging, self.engine = trust, staging, engine
        self.listing = Listing(trust, staging.release, engine)
        self.beside = files_key(trust.estate.root, COPIED, WORDS)
        self.keys: dict[Part, str] = {}
        self.grown: dict[str, Grown] = {}

    def same(self, made: Collection[Part], kept: Collection[str]) -> bool:
        """Whether the published portals are as they would be made, and nothing is published but
        them, the parts `made` and those that may be `kept`."""
        release = self.staging.release
        portals = {self._part(each): each for each in self._portals()}
        known = {part.folder for part in (*made, *portals)}
        return known <= set(release.state) <= known | set(kept) and all(
            release.unchanged(part, self._key(portal)) for part, portal in portals.items()
        )

    def write(self, build: PortalBuilder, findings: Findings) -> bool:
        """Make every portal; False, with a finding, where one fails."""
        for portal in self._portals():
            try:
                self._write(portal, build, findings)
            except SiteError as error:
                problem = "; ".join((error.what, *error.details))
                tell_engine(findings, problem, Place("mkdocs.yml"), Scope())
                return False
        return True

    def _portals(self) -> list[PortalSite]:
        return [self.listing.portal(audience) for audience in self.trust.estate.trust.sites]

    def _write(self, portal: PortalSite, build: PortalBuilder, findings: Findings) -> None:
        root, part = self.trust.estate.root, self._part(portal)
        target = self.staging.next / portal.audience
        out = root / "build" / f"portal-{portal.audience}"
        shutil.rmtree(out, ignore_errors=True)
        worded = self.listing.worded(portal, out, findings)
        build(worded.portal, out, root / COMPILED, worded.standing)
        shutil.copytree(out, target, copy_function=same_file, dirs_exist_ok=True)
        shutil.rmtree(out)
        (target / register.NAME).write_text(register.write(portal), "utf-8")
        self._write_files(portal, target)
        self.keys[part], self.grown[part.folder] = self._key(portal), Grown(worded.keys)

    def _write_files(self, portal: PortalSite, target: Path) -> None:
        """The trust's feed and calendars, which the portal leads to."""
        made = self.listing.calendars(portal.audience)
        for name, data in portal_files(portal, made).items():
            path = target / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)

    def _part(self, portal: PortalSite) -> Part:
        return Part(str(portal.audience), frozenset(self.trust.estate.schools))

    def _key(self, portal: PortalSite) -> str:
        logo = (portal.root / portal.logo).read_bytes() if portal.logo else b""
        return key_of(self.engine, self.beside, replace(portal, root=Path(), logos={}), logo)


def tell_engine(findings: Findings, problem: str, place: Place, scope: Scope) -> None:
    """A finding that pages could not be made, in the engine's own words."""
    findings.error(
        "site-engine",
        place,
        f"The site could not be made: {problem}",
        "A page would be missing or wrong, so nothing was published.",
        "Correct what the message names. If it names nothing you wrote, it is a fault of "
        "policyloom: please report it.",
        scope,
    )
