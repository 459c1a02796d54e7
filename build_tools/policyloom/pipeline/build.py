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
from policyloom.model.places import Place, Scope
from policyloom.model.policies import Audience
from policyloom.outputs.pdf import PdfMaker
from policyloom.outputs.site import PortalSite, Published, SiteError
from policyloom.pipeline import register
from policyloom.pipeline.collector import collect_seldom
from policyloom.pipeline.crew import Crew
from policyloom.pipeline.finished import place_markdown, write_markdown
from policyloom.pipeline.jobs import (
    COMPILED,
    Job,
    PdfJob,
    SchoolBuilder,
    SiteJob,
)
from policyloom.pipeline.keys import engine_key, key_of
from policyloom.pipeline.portals import Listing
from policyloom.pipeline.printing import printing
from policyloom.pipeline.shelves import school_shelves
from policyloom.pipeline.sites import (
    Shelf,
    pdf_links,
    school_site,
)
from policyloom.pipeline.staging import Part, Staging
from policyloom.pipeline.upcoming import Upcoming, next_change
from policyloom.pipeline.weave import Weave, blocking, weaving, with_policies

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
    report = Report()
    collect_seldom()
    estate = load_estate(asked.root, findings)
    if estate is None:
        return report
    woven, owners = weaving(estate, asked.today, findings)
    woven = with_policies(woven, findings)
    work = _Build(asked, engines, woven, report, findings, progress)
    try:
        work.run(owners)
    finally:
        work.crew.dismiss()
    report.next_change = next_change(woven, asked.schools)
    return report


def _others_may_go(findings: Findings) -> bool:
    """Whether what is wrong stays within schools: the library's errors stop everyone."""
    return all(finding.scope.school for finding in findings.errors())


class _Build:
    """One build under way."""

    def __init__(
        self,
        asked: Asked,
        engines: Engines,
        woven: Weave,
        report: Report,
        findings: Findings,
        progress: Progress,
    ) -> None:
        self.asked, self.engines, self.weave = asked, engines, woven
        self.shelves: dict[tuple[Audience, str], Shelf] = {}
        self.report, self.findings, self.progress = report, findings, progress
        self.root = asked.root
        self.staging = Staging(self.root, self.root / asked.site)
        self.engine = engine_key(self.root)
        self.maker = PdfMaker(self.root)
        self.listing = Listing(woven, self.shelves, self.root / asked.site)
        self.keys: dict[Part, str] = {}
        self.kept_pdfs: dict[tuple[Audience, str], dict[str, Path]] = {}
        self.crew = Crew(asked.workers or os.cpu_count() or 1)

    def run(self, owners: Iterator[str]) -> None:
        self.weave_and_give(owners)
        if self._must_stop():
            self.crew.dismiss()  # before their half-made folders are taken away
            self.staging.discard()
            return
        self.report.held = sorted(blocking(self.findings, self.weave))
        held = frozenset(self.report.held) | self._not_asked()
        if not self.crew.jobs and self._same_portals(held):
            self.staging.discard()
            return
        self.write_markdown(held)  # while the workers work
        if not self.collect() or not self.write_portals(held):
            self.staging.discard()
            return
        place_markdown(self.root, held)
        self.staging.publish(self.keys)
        self.report.published = True

    def weave_and_give(self, owners: Iterator[str]) -> None:
        """Weave each school and hand its work to the crew, unless something has to stop all.

        Weaving goes on to the end all the same, so that every finding is told in one run.
        """
        not_asked = self._not_asked()
        for school in owners:
            if school not in self.weave.estate.schools:
                continue
            shelves = school_shelves(self.weave, school, self.findings, self.asked.history)
            self.shelves |= {(s.audience, s.school): s for s in shelves}
            if self._must_stop():
                continue
            if school in not_asked or school in blocking(self.findings, self.weave):
                self.keep(school)
            elif job := self.plan(school):
                self.crew.give(job)

    def _must_stop(self) -> bool:
        """Whether something is wrong that keeps every school from being published."""
        stopped = blocking(self.findings, self.weave)
        return bool(stopped) and not (self.asked.keep_going and _others_may_go(self.findings))

    def _not_asked(self) -> frozenset[str]:
        schools = frozenset(self.weave.estate.schools)
        return schools - frozenset(self.asked.schools) if self.asked.schools else frozenset()

    def keep(self, school: str) -> None:
        """Carry a school's last release over as it is."""
        for audience in self.weave.estate.trust.sites:
            part = Part(f"{audience}/{school}")
            if self.staging.keep(part):
                self.keys[part] = self.staging.key(part)

    def plan(self, school: str) -> Job | None:
        """The job of a school with something to make; what is unchanged is carried over."""
        pdfs: dict[Path, PdfJob] = {}
        sites: list[SiteJob] = []
        for audience in self.weave.estate.trust.sites:
            part = Part(f"{audience}/{school}")
            made = self.site_job(self.shelves[audience, school], pdfs)
            key = key_of(self.engine, _rootless(made), self._logo(school))
            self.keys[part] = key
            if self.staging.unchanged(part, key) and self.staging.keep(part):
                self.report.unchanged.append(part.folder)
            else:
                sites.append(made)
                self.report.rendered.append(part.folder)
        if not sites:
            return None
        needed = {p for site in sites for p in site.pdfs.values()}
        wanted = tuple(job for kept, job in pdfs.items() if kept in needed)
        return Job(self.root, school, wanted, tuple(sites), self.engines.school)

    def site_job(self, shelf: Shelf, pdfs: dict[Path, PdfJob]) -> SiteJob:
        links = pdf_links(self.weave.estate, shelf)
        made = (
            printing(self.maker, shelf, links, self.asked.redline_pdfs) if self.asked.pdfs else {}
        )
        kept = {folder: job.kept for folder, job in made.items()}
        for job in made.values():
            pdfs.setdefault(job.kept, job)
        self.kept_pdfs[shelf.audience, shelf.school] = kept
        site = school_site(self.weave, shelf, kept)
        out = self.staging.next / shelf.audience / shelf.school
        return SiteJob(site, out, kept)

    def _logo(self, school: str) -> bytes:
        logo = self.weave.estate.schools[school].look.logo
        return (self.root / logo).read_bytes() if logo else b""

    def collect(self) -> bool:
        """What came of the jobs; False, with findings, where one could not be done."""
        for number, done in enumerate(self.crew.done(), 1):
            self.report.pages += done.pages
            self.report.pdfs += done.pdfs
            self.progress(f"{done.school} ({number} of {self.crew.jobs})")
            for problem in done.problems:
                self._engine_problem(done.school, problem)
        return not any(f.code == "site-engine" for f in self.findings)

    def write_markdown(self, held: frozenset[str]) -> None:
        """The Markdown of what the last audience, which reads most, may read; none of a school
        that keeps its last release."""
        widest = list(self.weave.estate.trust.sites)[-1:]
        shelved = (
            shelf
            for (audience, school), shelf in self.shelves.items()
            if audience in widest and school not in held
        )
        write_markdown(self.root, (page for shelf in shelved for page in shelf.pages))

    def _engine_problem(self, school: str, problem: str) -> None:
        self.findings.error(
            "site-engine",
            self.weave.estate.schools[school].place if school else Place("mkdocs.yml"),
            f"The site could not be made: {problem}",
            "A page would be missing or wrong, so nothing was published.",
            "Correct what the message names. If it names nothing you wrote, it is a fault of "
            "policyloom: please report it.",
            Scope(school),
        )

    def write_portals(self, held: frozenset[str]) -> bool:
        """Each audience's front page and register; False, with a finding, where one fails."""
        schools = frozenset(self.weave.estate.schools)
        for audience in self.weave.estate.trust.sites:
            portal = self.listing.portal(audience, held)
            part = Part(str(audience), schools)
            self.keys[part] = self._portal_key(portal)
            out = self.root / "build" / f"portal-{audience}"
            try:
                self.engines.portal(portal, out, self.root / COMPILED)
            except SiteError as error:
                self._engine_problem("", "; ".join((error.what, *error.details)))
                return False
            shutil.copytree(out, self.staging.next / audience, dirs_exist_ok=True)
            shutil.rmtree(out)
            entries = self.listing.register(audience, held, self.kept_pdfs)
            path = self.staging.next / audience / register.NAME
            path.write_text(register.write(entries), "utf-8")
        self.progress("portal")
        return True

    def _portal_key(self, portal: PortalSite) -> str:
        return key_of(self.engine, replace(portal, root=Path()))

    def _same_portals(self, held: frozenset[str]) -> bool:
        """Whether nothing at all has changed, so that the published site may simply stand."""
        schools = frozenset(self.weave.estate.schools)
        parts = {
            Part(str(a), schools): self.listing.portal(a, held)
            for a in self.weave.estate.trust.sites
        }
        known = {part.folder for part in (*self.keys, *parts)}
        return known == set(self.staging.state) and all(
            self.staging.unchanged(part, self._portal_key(portal)) for part, portal in parts.items()
        )


def _rootless(job: SiteJob) -> object:
    """What a site is made of, wherever the trust's folder lies."""
    return replace(job.site, root=Path()), sorted((p, k.name) for p, k in job.pdfs.items())
