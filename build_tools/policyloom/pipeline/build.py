"""Building: from authored files to a published site. One story, told in `build`.

In: a trust's root and what is asked. Out: the site's folders, and a Report. Nothing is published
where something that is asked for cannot be.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from pathlib import Path

from policyloom.findings import Findings
from policyloom.model.places import Place, Scope
from policyloom.model.policies import Audience
from policyloom.outputs.pdf import PdfMaker
from policyloom.outputs.site import PortalSite, Published, SiteError
from policyloom.pipeline import register
from policyloom.pipeline.collector import collect_seldom
from policyloom.pipeline.finished import place_markdown, write_markdown
from policyloom.pipeline.jobs import (
    COMPILED,
    Done,
    Job,
    PdfJob,
    SchoolBuilder,
    SiteJob,
    run,
)
from policyloom.pipeline.keys import engine_key, key_of
from policyloom.pipeline.portals import Listing
from policyloom.pipeline.printing import printing
from policyloom.pipeline.shelves import all_shelves
from policyloom.pipeline.sites import (
    Shelf,
    pdf_links,
    school_site,
)
from policyloom.pipeline.staging import Part, Staging
from policyloom.pipeline.upcoming import Upcoming, next_change
from policyloom.pipeline.weave import Weave, blocking, weave

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
    woven = weave(asked.root, asked.today, findings)
    if woven is None:
        return report
    shelves = all_shelves(woven, findings)
    stopped = blocking(findings, woven)
    if stopped and not (asked.keep_going and _others_may_go(findings)):
        return report
    report.held = sorted(stopped)
    work = _Build(asked, engines, woven, shelves, report, findings, progress)
    work.run(frozenset(stopped))
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
        shelves: list[Shelf],
        report: Report,
        findings: Findings,
        progress: Progress,
    ) -> None:
        self.asked, self.engines, self.weave = asked, engines, woven
        self.shelves = {(s.audience, s.school): s for s in shelves}
        self.report, self.findings, self.progress = report, findings, progress
        self.root = asked.root
        self.staging = Staging(self.root, self.root / asked.site)
        self.engine = engine_key(self.root)
        self.maker = PdfMaker(self.root)
        self.listing = Listing(woven, self.shelves, self.root / asked.site)
        self.keys: dict[Part, str] = {}
        self.kept_pdfs: dict[tuple[Audience, str], dict[str, Path]] = {}
        self.held: frozenset[str] = frozenset()

    def run(self, stopped: frozenset[str]) -> None:
        self.held = held = stopped | self._not_asked()
        jobs = self.plan(held)
        if not jobs and self._same_portals(held):
            self.staging.discard()
            return
        if not self.make(jobs):
            self.staging.discard()
            return
        try:
            self.write_portals(held)
        except SiteError as error:
            self._engine_problem("", "; ".join((error.what, *error.details)))
            self.staging.discard()
            return
        place_markdown(self.root, held)
        self.staging.publish(self.keys)
        self.report.published = True

    def _not_asked(self) -> frozenset[str]:
        schools = frozenset(self.weave.estate.schools)
        return schools - frozenset(self.asked.schools) if self.asked.schools else frozenset()

    def plan(self, held: frozenset[str]) -> list[Job]:
        """A job for each school with something to make; what is unchanged is carried over."""
        jobs: list[Job] = []
        for school in self.weave.estate.schools:
            pdfs: dict[Path, PdfJob] = {}
            sites: list[SiteJob] = []
            for audience in self.weave.estate.trust.sites:
                part = Part(f"{audience}/{school}")
                if school in held:
                    if self.staging.keep(part):
                        self.keys[part] = self.staging.key(part)
                    continue
                made = self.site_job(self.shelves[audience, school], pdfs)
                key = key_of(self.engine, _rootless(made), self._logo(school))
                self.keys[part] = key
                if self.staging.unchanged(part, key) and self.staging.keep(part):
                    self.report.unchanged.append(part.folder)
                else:
                    sites.append(made)
                    self.report.rendered.append(part.folder)
            if sites:
                needed = {p for site in sites for p in site.pdfs.values()}
                wanted = tuple(job for kept, job in pdfs.items() if kept in needed)
                jobs.append(Job(self.root, school, wanted, tuple(sites), self.engines.school))
        return jobs

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

    def make(self, jobs: list[Job]) -> bool:
        """Run the jobs; False, with findings, where one could not be done."""
        for number, done in enumerate(self._done(jobs), 1):
            self.report.pages += done.pages
            self.report.pdfs += done.pdfs
            self.progress(f"{done.school} ({number} of {len(jobs)})")
            for problem in done.problems:
                self._engine_problem(done.school, problem)
        return not any(f.code == "site-engine" for f in self.findings)

    def _done(self, jobs: list[Job]) -> Iterator[Done]:
        workers = min(self.asked.workers or os.cpu_count() or 1, len(jobs))
        if workers <= 1:
            self.write_markdown()
            yield from map(run, jobs)
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(workers, context, collect_seldom) as pool:
            futures = [pool.submit(run, job) for job in jobs]
            self.write_markdown()  # while the workers work
            for future in as_completed(futures):
                yield future.result()

    def write_markdown(self) -> None:
        """The Markdown of what the last audience, which reads most, may read; none of a school
        that keeps its last release."""
        widest = list(self.weave.estate.trust.sites)[-1:]
        shelved = (
            shelf
            for (audience, school), shelf in self.shelves.items()
            if audience in widest and school not in self.held
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

    def write_portals(self, held: frozenset[str]) -> None:
        schools = frozenset(self.weave.estate.schools)
        for audience in self.weave.estate.trust.sites:
            portal = self.listing.portal(audience, held)
            part = Part(str(audience), schools)
            self.keys[part] = self._portal_key(portal)
            out = self.root / "build" / f"portal-{audience}"
            self.engines.portal(portal, out, self.root / COMPILED)
            shutil.copytree(out, self.staging.next / audience, dirs_exist_ok=True)
            shutil.rmtree(out)
            entries = self.listing.register(audience, held, self.kept_pdfs)
            path = self.staging.next / audience / register.NAME
            path.write_text(register.write(entries), "utf-8")
        self.progress("portal")

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
