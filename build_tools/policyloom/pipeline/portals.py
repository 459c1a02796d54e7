"""What each audience's portal and register list: drawn from what each school publishes.

In: the folders of a build; out: data, and the files of the search. A school that is held keeps
its last release, so it is listed as it was last published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

from policyloom.findings import Findings
from policyloom.model.places import Place
from policyloom.model.policies import Audience
from policyloom.outputs import calendars, catalogue, wordings
from policyloom.outputs.pagefind_index import SearchError
from policyloom.outputs.portal_policy import policy_views
from policyloom.outputs.portal_search import search_files, write_search
from policyloom.outputs.portal_views import POLICIES, portal_frame
from policyloom.outputs.portal_wordings import PolicyWordings, TrustWordings
from policyloom.outputs.site import PortalSchool, PortalSite
from policyloom.outputs.site_files import portal_follow
from policyloom.outputs.site_views import logo_name
from policyloom.outputs.standing import Standing
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.looks import Part
from policyloom.pipeline.sites import portal_site
from policyloom.pipeline.staging import Release
from policyloom.pipeline.weave import Weave
from policyloom.pipeline.worded import gathering

_SEARCH, _SAID = "search", "said"


@dataclass(frozen=True, slots=True)
class Worded:
    """A portal with what its schools say. Pages that are `standing` need not be made, and the
    wordings of their policies are left out; `keys` are those of pages, by name."""

    portal: PortalSite
    standing: Standing
    keys: Mapping[str, str]


class _Said:
    """What the schools of a portal say: gathered where somebody needs it, for the schools tell by
    a hash whether they say what they said when the portal was published (`stood`)."""

    def __init__(self, listing: Listing, portal: PortalSite, stood: Mapping[str, str]) -> None:
        self.listing, self.portal, self.stood = listing, portal, stood
        told = [(school.id, school.wordings, titles(school)) for school in portal.schools]
        self.key = key_of(listing.key, told)
        self.same = stood.get(_SAID) == self.key and _SEARCH in stood

    @cached_property
    def found(self) -> TrustWordings:
        """All that they say."""
        return self.listing.wordings(self.portal)

    @cached_property
    def _digests(self) -> dict[str, str]:
        return {each.policy: key_of(each) for each in self.found.policies}

    @property
    def search(self) -> str:
        """A key of all that the search finds."""
        if self.same:
            return self.stood[_SEARCH]
        schools = [school.id for school in self.portal.schools]
        return key_of(self.listing.key, schools, self.found.findable)

    def digest(self, policy: str) -> str:
        """A key of all that they say in a policy, or ""."""
        known = self.stood.get(f"{_SAID}/{policy}", "") if self.same else None
        return self._digests.get(policy, "") if known is None else known

    def kept(self, policies: Iterable[str]) -> dict[str, str]:
        """What the next portal is to know."""
        return {_SAID: self.key} | {f"{_SAID}/{each}": self.digest(each) for each in policies}

    def of(self, policies: frozenset[str]) -> tuple[PolicyWordings, ...]:
        """What they say in these policies."""
        if not policies:
            return ()
        found = self.listing.wordings(self.portal, policies) if self.same else self.found
        return tuple(each for each in found.policies if each.policy in policies)


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
        found, old = self.release.found(part), self.release.site / part.folder
        stood = found.pages if found else {}
        said = _Said(self, portal, stood)
        if stood.get(_SEARCH) == said.search:
            Standing(old, frozenset()).place(search_files(old), out)
            portal = replace(portal, searchable=True)
        else:
            portal = _searchable(portal, said.found, out, findings)
        views = {view.policy.id: view for view in policy_views(portal)}
        around = key_of(self.key, portal_frame(portal))
        keys = {
            f"{POLICIES}{policy}": key_of(around, view, said.digest(policy))
            for policy, view in views.items()
        }
        same = frozenset(name for name, made in keys.items() if stood.get(name) == made)
        wanted = frozenset(policy for policy in views if f"{POLICIES}{policy}" not in same)
        portal = replace(portal, wordings=TrustWordings(said.of(wanted)))
        kept = said.kept(views) | ({_SEARCH: said.search} if portal.searchable else {})
        return Worded(portal, Standing(old, same), keys | kept)

    def calendars(self, audience: Audience) -> dict[str, str]:
        """The calendar that each school publishes, by school."""
        schools = self.weave.estate.schools
        paths = {s: self._published(audience, s) / calendars.NAME for s in schools}
        return {s: p.read_bytes().decode() for s, p in paths.items() if p.is_file()}

    def _school(self, audience: Audience, school: str) -> PortalSchool | None:
        path = self._published(audience, school) / catalogue.NAME
        return catalogue.read(path.read_text("utf-8")) if path.is_file() else None

    def wordings(self, portal: PortalSite, wanted: Collection[str] | None = None) -> TrustWordings:
        """The wordings of all schools, of these policies or of all: one school's file is read after
        the other, and what several say alike is kept once."""
        gathered = gathering(self.weave.estate.facts)
        words = cache(wordings.read_words)
        for number, school in enumerate(portal.schools):
            path = self._published(portal.audience, school.id) / wordings.NAME
            lines = wordings.read_lines(path.read_bytes()) if path.is_file() else None
            for name, (words_line, values_line) in (lines or {}).items():
                if wanted is not None and name not in wanted:
                    continue
                policy, values = words(words_line), wordings.read_values(values_line)
                if policy is not None and values is not None:
                    gathered.add(number, policy, values)
            for title in titles(school):
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


def titles(school: PortalSchool) -> list[tuple[str, str, str, str]]:
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
