"""What each audience's portal and register list: drawn from what each school publishes.

In: the folders of a build; out: data, and the files of the search. A school that is held keeps
its last release, so it is listed as it was last published.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath

from policyloom.findings import Findings
from policyloom.model.places import Place
from policyloom.model.policies import Audience
from policyloom.outputs import calendars, catalogue, wordings
from policyloom.outputs.pagefind_index import SearchError
from policyloom.outputs.portal_policy import policy_views
from policyloom.outputs.portal_search import search_files, write_search
from policyloom.outputs.portal_views import POLICIES, portal_frame
from policyloom.outputs.portal_wordings import TrustWordings
from policyloom.outputs.site import PortalSchool, PortalSite
from policyloom.outputs.site_files import portal_follow
from policyloom.outputs.site_views import logo_name
from policyloom.outputs.standing import Standing
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.sites import portal_site
from policyloom.pipeline.staging import Part, Release
from policyloom.pipeline.weave import Weave
from policyloom.pipeline.worded import gathering

_SEARCH = "search"


@dataclass(frozen=True, slots=True)
class Worded:
    """A portal with what its schools say. Pages that are `standing` need not be made, and the
    wordings of their policies are left out; `keys` are those of pages, by name."""

    portal: PortalSite
    standing: Standing
    keys: Mapping[str, str]


class Listing:
    """The listings of one build, for the trust whose own editions are in `woven`. `engine` is the
    key of all that pages are made with."""

    def __init__(self, woven: Weave, release: Release, engine: str) -> None:
        self.weave, self.release = woven, release
        self.key = key_of(engine, woven.estate.facts)

    def portal(self, audience: Audience) -> PortalSite:
        """The portal; a school that is held and was never published is not on it."""
        found = (self._school(audience, school) for school in self.weave.estate.schools)
        made = portal_site(self.weave, audience, tuple(school for school in found if school))
        return replace(made, follow=portal_follow(made), logos=self._logos(made))

    def _logos(self, portal: PortalSite) -> dict[str, Path]:
        """Each school's logo as the school publishes it: that of one that is held may have gone
        from its own folder since."""
        return {
            school.id: self._published(portal.audience, school.id) / logo_name(school.logo)
            for school in portal.schools
            if school.logo
        }

    def worded(self, portal: PortalSite, out: Path, findings: Findings) -> Worded:
        """The portal with what its schools say; the files of the search are written below `out`.

        Where they cannot be made, that is a finding, and the portal has no search; nor has one at
        which nothing is published.
        """
        part = Part(str(portal.audience), frozenset(self.weave.estate.schools))
        stood, old = self.release.pages(part), self.release.site / part.folder
        found = self._wordings(portal)
        key = key_of(self.key, [school.id for school in portal.schools], found.findable)
        if stood.get(_SEARCH) == key:
            Standing(old, frozenset()).place(search_files(old), out)
            portal = replace(portal, searchable=True)
        else:
            portal = _searchable(portal, found, out, findings)
        keys = self._page_keys(portal, found)
        same = frozenset(name for name, made in keys.items() if stood.get(name) == made)
        wanted = tuple(p for p in found.policies if f"{POLICIES}{p.policy}" not in same)
        searched = {_SEARCH: key} if portal.searchable else {}
        portal = replace(portal, wordings=replace(found, policies=wanted))
        return Worded(portal, Standing(old, same), keys | searched)

    def _page_keys(self, portal: PortalSite, found: TrustWordings) -> dict[str, str]:
        """The key of each policy's page: of what it shows beside the wordings, and of these."""
        worded = {each.policy: each for each in found.policies}
        return {
            f"{POLICIES}{view.policy.id}": key_of(
                self.key, portal_frame(portal), view, worded.get(view.policy.id)
            )
            for view in policy_views(portal)
        }

    def calendars(self, audience: Audience) -> dict[str, str]:
        """The calendar that each school publishes, by school."""
        schools = self.weave.estate.schools
        paths = {s: self._published(audience, s) / calendars.NAME for s in schools}
        return {s: p.read_bytes().decode() for s, p in paths.items() if p.is_file()}

    def _school(self, audience: Audience, school: str) -> PortalSchool | None:
        path = self._published(audience, school) / catalogue.NAME
        return catalogue.read(path.read_text("utf-8")) if path.is_file() else None

    def _wordings(self, portal: PortalSite) -> TrustWordings:
        """The wordings of all schools: one school's file is read after the other, and what several
        say alike is kept once."""
        gathered = gathering(self.weave.estate.facts)
        words = cache(wordings.read_words)
        for number, school in enumerate(portal.schools):
            path = self._published(portal.audience, school.id) / wordings.NAME
            lines = wordings.read_lines(path.read_bytes()) if path.is_file() else None
            for words_line, values_line in (lines or {}).values():
                policy, values = words(words_line), wordings.read_values(values_line)
                if policy is not None and values is not None:
                    gathered.add(number, policy, values)
            for title in _titles(school):
                gathered.add_title(number, *title)
        return gathered.result()

    def _published(self, audience: Audience, school: str) -> Path:
        """A school's folder as it was made by this build, else as it is published now."""
        fresh = self.release.next / audience / school
        return (
            fresh if (fresh / catalogue.NAME).is_file() else self.release.site / audience / school
        )


def _searchable(
    portal: PortalSite, found: TrustWordings, out: Path, findings: Findings
) -> PortalSite:
    """The portal with its search, where there is anything to find."""
    try:
        made = bool(found.findable) and write_search(portal, found, out) > 0
        return replace(portal, searchable=made)
    except SearchError as error:
        _no_search(error, findings)
        return portal


def _titles(school: PortalSchool) -> list[tuple[str, str, str, str]]:
    """The attached files of a school: policy, title, summary, and the folder of the page."""
    attached = (entry for entry in school.entries if entry.file)
    return [(e.policy, e.title, e.summary, PurePosixPath(e.url).name) for e in attached]


def _no_search(error: SearchError, findings: Findings) -> None:
    findings.warning(
        "no-search",
        Place("mkdocs.yml"),
        f"The search over all schools could not be made: {error}",
        "The portal is published without it. Each school's own search works as before.",
        "Install policyloom with its dependencies, or put a pagefind program on the path, and "
        "build again.",
    )
