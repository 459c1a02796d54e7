"""Building: from authored files to a published site. One story, told in `build`.

In: a trust's root and what is asked. Out: the site's folders, and a Report. Nothing is published
where something that is asked for cannot be.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from policyloom.findings import Findings
from policyloom.load import load_estate
from policyloom.model.estate import Estate
from policyloom.model.places import Place, Scope
from policyloom.outputs.site import PortalSite, Published, SiteError
from policyloom.outputs.site_files import portal_files
from policyloom.pipeline import register
from policyloom.pipeline.checks import block_library
from policyloom.pipeline.collector import collect_seldom
from policyloom.pipeline.crew import Crew
from policyloom.pipeline.finished import drop_markdown, has_markdown, place_markdown
from policyloom.pipeline.jobs import Done, Job, Setup
from policyloom.pipeline.keys import engine_key, key_of, sources_key
from policyloom.pipeline.last import Last, forget_last, read_last, write_last
from policyloom.pipeline.making import COMPILED, SchoolBuilder
from policyloom.pipeline.portals import Listing
from policyloom.pipeline.staging import Part, Staging
from policyloom.pipeline.upcoming import Upcoming, soonest
from policyloom.pipeline.weave import (
    Weave,
    records_by_school,
    stops_everyone,
    weave_trust,
    with_policies,
)

PortalBuilder = Callable[[PortalSite, Path, Path], Published]
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Engines:
    """What makes pages: handed in, so that the site engine stays behind one door."""

    school: SchoolBuilder
    portal: PortalBuilder


@dataclass(frozen=True, slots=True)
class Asked:
    """What a build is asked for. `schools` empty means all; `workers` 0 means one a core."""

    root: Path
    today: str
    schools: tuple[str, ...] = ()
    keep_going: bool = False
    pdfs: bool = True
    history: bool = True
    redline_pdfs: bool = False
    workers: int = 0
    site: str = "site"


@dataclass(slots=True)
class Report:
    """What a build did. `held` are schools that keep their last release; `next_change` is when
    the same files will give other pages."""

    published: bool = False
    rendered: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    pages: int = 0
    pdfs: int = 0
    next_change: Upcoming | None = None


def build(asked: Asked, engines: Engines, findings: Findings, progress: Progress) -> Report:
    """Publish a trust's policies: every audience's folder, whole, or nothing.

    What stops it is in `findings`. Raises OSError where the disk refuses.
    """
    collect_seldom()
    engine = engine_key(asked.root)
    key = sources_key(asked.root, engine, replace(asked, root=Path(), workers=0))
    staging = Staging(asked.root, asked.root / asked.site)
    if (last := read_last(asked.root)) and last.key == key and _stands(asked, staging, last):
        findings.extend(last.findings)
        return Report(unchanged=list(last.parts), next_change=last.next_change)
    forget_last(asked.root)
    estate = load_estate(asked.root, findings)
    if estate is None:
        return Report()
    loaded = Findings(findings)
    trust = with_policies(weave_trust(estate, asked.today, findings), findings)
    block_library(trust, findings)
    work = _Build(asked, engines, trust, findings, progress, staging, engine)
    work.run(estate, loaded)
    if not findings.errors():
        parts = (*work.report.unchanged, *work.report.rendered)
        write_last(asked.root, Last(key, parts, tuple(findings), work.report.next_change))
    return work.report


def _stands(asked: Asked, staging: Staging, last: Last) -> bool:
    """Whether all that the last build made is there as it made it."""
    schools = {folder.partition("/")[2] for folder in last.parts}
    return staging.release.whole() and all(has_markdown(asked.root, each) for each in schools)


class _Build:
    """One build under way."""

    def __init__(
        self,
        asked: Asked,
        engines: Engines,
        trust: Weave,
        findings: Findings,
        progress: Progress,
        staging: Staging,
        engine: str,
    ) -> None:
        self.asked, self.engines, self.trust = asked, engines, trust
        self.findings, self.progress = findings, progress
        self.report = Report()
        self.root = asked.root
        self.staging, self.engine = staging, engine
        self.listing = Listing(trust, self.staging.release)
        self.audiences = tuple(trust.estate.trust.sites)
        self.schools = tuple(trust.estate.schools)
        self.keys: dict[Part, str] = {}
        self.stopped: set[str] = set()
        self.coming: list[Upcoming] = []

    def run(self, estate: Estate, loaded: Findings) -> None:
        drop_markdown(self.root)
        self.do_jobs(estate, loaded)
        self.report.next_change = soonest(self.coming)
        held = frozenset(self.stopped) | self._not_asked()
        if self._must_stop() or any(f.code == "site-engine" for f in self.findings):
            self.discard()
            return
        self.report.held = sorted(self.stopped)
        if not self.report.rendered and self._same_portals():
            place_markdown(self.root, self.schools)
            self.discard()
            return
        self.keep(held)
        if not self.write_portals():
            self.discard()
            return
        place_markdown(self.root, self.schools)
        self.staging.publish(self.keys)
        self.report.published = True

    def discard(self) -> None:
        """Leave everything as it was."""
        self.staging.discard()
        drop_markdown(self.root)

    def do_jobs(self, estate: Estate, loaded: Findings) -> None:
        """Have each school woven and made; every school is looked at, so that every finding is
        told in one run."""
        gone = tuple(file for file in estate.records if file.school not in estate.schools)
        # Each worker weaves the trust's own editions again, from what that was woven from.
        lean = replace(estate, schools=self.trust.estate.schools, records=gone)
        setup = Setup(
            self.asked, lean, tuple(loaded), self.engine, self.staging.release, self.engines.school
        )
        crew = Crew(self.asked.workers or os.cpu_count() or 1, setup)
        for number, done in enumerate(crew.done(self._jobs(estate), len(self.schools)), 1):
            self.take(done)
            self.progress(f"{done.school} ({number} of {len(self.schools)})")

    def _jobs(self, estate: Estate) -> Iterator[Job]:
        """A job for each school; once the build has to stop, only to look."""
        not_asked, records = self._not_asked(), records_by_school(estate)
        for school in self.schools:
            look = school in not_asked or self._must_stop()
            yield Job(school, records.get(school, ()), look)

    def take(self, done: Done) -> None:
        """Add what came of a job to what is known."""
        self.findings.extend(done.findings)
        if done.blocked:
            self.stopped.add(done.school)
        self.keys |= {Part(folder): key for folder, key in done.keys.items()}
        self.report.unchanged += done.unchanged
        self.report.rendered += done.rendered
        self.report.pages += done.made.pages
        self.report.pdfs += done.made.pdfs
        if done.upcoming and done.school not in self._not_asked():
            self.coming.append(done.upcoming)
        for problem in done.made.problems:
            self._engine_problem(done.school, problem)

    def _must_stop(self) -> bool:
        """Whether something is wrong that keeps every school from being published."""
        if stops_everyone(self.findings, self.trust):
            return True
        return bool(self.stopped) and not self.asked.keep_going

    def _not_asked(self) -> frozenset[str]:
        return frozenset(self.schools) - frozenset(self.asked.schools or self.schools)

    def keep(self, held: frozenset[str]) -> None:
        """Carry over as they are what has not changed, and the last release of a school that is
        held."""
        for folder in self.report.unchanged:
            self.staging.release.keep(Part(folder))
        for school in sorted(held):
            for audience in self.audiences:
                part = Part(f"{audience}/{school}")
                if self.staging.release.keep(part):
                    self.keys[part] = self.staging.release.key(part)

    def _engine_problem(self, school: str, problem: str) -> None:
        self.findings.error(
            "site-engine",
            self.trust.estate.schools[school].place if school else Place("mkdocs.yml"),
            f"The site could not be made: {problem}",
            "A page would be missing or wrong, so nothing was published.",
            "Correct what the message names. If it names nothing you wrote, it is a fault of "
            "policyloom: please report it.",
            Scope(school),
        )

    def write_portals(self) -> bool:
        """Each audience's front page and register; False, with a finding, where one fails."""
        for audience in self.audiences:
            portal = self.listing.portal(audience)
            part = Part(str(audience), frozenset(self.schools))
            self.keys[part] = self._portal_key(portal)
            out = self.root / "build" / f"portal-{audience}"
            shutil.rmtree(out, ignore_errors=True)
            try:
                worded = self.listing.worded(portal, out, self.findings)
                self.engines.portal(worded, out, self.root / COMPILED)
            except SiteError as error:
                self._engine_problem("", "; ".join((error.what, *error.details)))
                return False
            shutil.copytree(out, self.staging.next / audience, dirs_exist_ok=True)
            shutil.rmtree(out)
            path = self.staging.next / audience / register.NAME
            path.write_text(register.write(portal), "utf-8")
            self.write_files(portal)
        self.progress("portal")
        return True

    def write_files(self, portal: PortalSite) -> None:
        """The trust's feed and calendars, which the portal leads to."""
        made = self.listing.calendars(portal.audience)
        for name, data in portal_files(portal, made).items():
            path = self.staging.next / portal.audience / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(data)

    def _portal_key(self, portal: PortalSite) -> str:
        return key_of(self.engine, replace(portal, root=Path()))

    def _same_portals(self) -> bool:
        """Whether nothing at all has changed, so that the published site may simply stand."""
        release, schools = self.staging.release, frozenset(self.schools)
        portals = {Part(str(a), schools): self.listing.portal(a) for a in self.audiences}
        held = frozenset(self.stopped) | self._not_asked()
        kept = {f"{audience}/{school}" for audience in self.audiences for school in held}
        known = {part.folder for part in (*self.keys, *portals)}
        return known <= set(release.state) <= known | kept and all(
            release.unchanged(part, self._portal_key(portal)) for part, portal in portals.items()
        )
