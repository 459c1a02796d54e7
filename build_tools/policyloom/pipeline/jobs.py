"""What a worker does for a school: weave it, and make what has changed of it.

In: a Setup, which every worker is given once, and Jobs; out: what came of each. Nothing of what a
school publishes needs another school, so all of it happens in one process.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from pathlib import Path

from policyloom.findings import Finding, Findings
from policyloom.load import load_records
from policyloom.model.estate import Estate
from policyloom.model.remembered import Key, keep_common
from policyloom.outputs.site_files import school_follow
from policyloom.pipeline.asked import Asked
from policyloom.pipeline.checks import block_school
from policyloom.pipeline.finished import has_markdown, write_markdown
from policyloom.pipeline.grouping import groups_of
from policyloom.pipeline.growing import MARKDOWN, own_folder
from policyloom.pipeline.holding import Holds, holding, one_day
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.known_accounts import SchoolMemory
from policyloom.pipeline.looks import Part
from policyloom.pipeline.loom import Loom
from policyloom.pipeline.making import Made, SchoolBuilder, SiteJob, make
from policyloom.pipeline.memory import TRUST, recalled
from policyloom.pipeline.printing import printing
from policyloom.pipeline.school_notes import SchoolNotes, recall_for
from policyloom.pipeline.shelves import told_shelves
from policyloom.pipeline.sites import Shelf, listed_school, pdf_links, school_site
from policyloom.pipeline.staging import Release
from policyloom.pipeline.telling import Library, Teller
from policyloom.pipeline.typesetting import PdfJob, make_pdfs, pdf_maker
from policyloom.pipeline.upcoming import Upcoming, next_change
from policyloom.pipeline.weave import Weave, blocking, weave_trust
from policyloom.pipeline.widest import widest_pages

_NOTHING = Made(0, 0, ())


@dataclass(frozen=True, slots=True, eq=False)
class Setup:
    """What the work for every school needs. `estate` holds no school's records but the trust's.

    `found` is what loading has found wrong; `engine` the key of what policies' pages are made with,
    `programs` that of the programs among it. Whatever a job writes of what is to be published, it
    writes below `making`. `beside` is a key of the front pages' words and the clauses' images. PDFs
    of one school are made on so many `threads`. `days` are those that the trust's own files name,
    or None where a school's result has to be looked at anew every day.
    """

    asked: Asked
    estate: Estate
    found: tuple[Finding, ...]
    engine: str
    release: Release
    build_school: SchoolBuilder
    programs: str
    making: Path
    beside: str
    days: frozenset[str] | None
    threads: int = 1


@dataclass(frozen=True, slots=True)
class Job:
    """The work for one school. `key` is that of all it is made from, `files` are the digests of
    its own files by name; `look` asks only what is wrong: nothing is made."""

    school: str
    key: str
    files: Mapping[str, str]
    look: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a job, and for which days it is right. `keys` says what each part of the site
    is made of; `unchanged` are the parts that stand as they are, `rendered` those that were made.
    `blocked` says that an error stops this school. `at` is the folder in which it was made, and
    `markdown` are the keys of the files of the Markdown in it, or None where that was not made."""

    school: str
    holds: Holds
    findings: tuple[Finding, ...]
    blocked: bool
    keys: dict[str, str] = field(default_factory=dict)
    unchanged: tuple[str, ...] = ()
    rendered: tuple[str, ...] = ()
    made: Made = _NOTHING
    upcoming: Upcoming | None = None
    at: str = ""
    markdown: Mapping[str, str] | None = None


def run(setup: Setup, jobs: Iterable[Job]) -> tuple[Done, ...]:
    """Do the work of some schools, whose PDFs are made together. What goes wrong is returned, not
    raised."""
    begun = [_begun(setup, job) for job in jobs]
    pdfs = [pdf for each in begun for pdf in each.pdfs]
    failed = make_pdfs(setup.asked.root, pdfs, setup.threads)
    done = tuple(_finished(setup, each, failed) for each in begun)
    read = {key for each in begun for key in each.notes.read()}
    keep_common(read, _shared_memory(setup.asked.root, setup.programs))
    return done


@dataclass(frozen=True, slots=True)
class _Begun:
    """A school that is woven; where there is something to be made, `planner` knows what, and of
    which PDFs."""

    done: Done
    notes: SchoolNotes
    memory: SchoolMemory
    weave: Weave
    shelves: tuple[Shelf, ...]
    key: str
    planner: _Planner | None = None
    pdfs: tuple[PdfJob, ...] = ()


@lru_cache(maxsize=4)
def _shared_memory(root: Path, programs: str) -> Set[Key]:
    """What every school's texts share is known to this process; the keys of it."""
    return recalled(root, TRUST, programs)


def _begun(setup: Setup, job: Job) -> _Begun:
    root, programs = setup.asked.root, setup.programs
    known = _shared_memory(root, programs)
    notes = SchoolNotes(root, job.school, programs, known)
    with notes.taken():
        return _planned(setup, job, notes)


def _planned(setup: Setup, job: Job, notes: SchoolNotes) -> _Begun:
    school, findings = job.school, Findings(setup.found)
    library = _library(setup)
    memory = SchoolMemory(setup.asked.root, school, setup.programs, job.files)
    holds = _holds(setup, memory)
    loom = Loom(library.trust, school, partial(load_records, setup.asked.root, school), findings)
    told = Teller(library, loom, memory, notes.texts, holds).tell(findings)
    woven = loom.whole()
    shelves = told_shelves(woven, school, told, findings)
    block_school(woven, school, findings)
    blocked = school in blocking(findings, woven)
    fresh = tuple(findings)[len(setup.found) :]
    coming = next_change(woven, (school,), [day for each in told for day in each.coming])
    done = Done(school, holds, fresh, blocked, upcoming=coming)
    begun = _Begun(done, notes, memory, woven, shelves, job.key)
    if blocked or job.look:
        return begun
    planner = _Planner(setup, woven, memory, own_folder(setup.making))
    for shelf in shelves:
        planner.plan(shelf)
    recall_for(notes.redlines, planner.anew, planner.policies)
    return replace(begun, planner=planner, pdfs=tuple(planner.wanted()))


def _holds(setup: Setup, memory: SchoolMemory) -> Holds:
    today = setup.asked.today
    if setup.days is None:
        return one_day(today)
    return holding(setup.days | memory.days(), today)


_libraries: dict[Path, Library] = {}
"""The library of the build that this process works for, by the folder that it makes things in."""


def lend(setup: Setup, trust: Weave) -> None:
    """Let this process, and its copies, know the trust's own editions: they are woven already."""
    woven = replace(trust, estate=setup.estate)
    _libraries.clear()
    _libraries[setup.making] = Library(setup.asked, woven, setup.programs)


def _library(setup: Setup) -> Library:
    """The trust's own editions: woven once a process. What is wrong with them is told once,
    by the build itself."""
    if setup.making not in _libraries:
        lend(setup, weave_trust(setup.estate, setup.asked.today, Findings(setup.found)))
    return _libraries[setup.making]


def _finished(setup: Setup, begun: _Begun, failed: Mapping[Path, str]) -> Done:
    done = begun.done
    if begun.planner is not None:
        with begun.notes.taken():
            done = _made(setup, begun, begun.planner, failed)
    begun.notes.keep()
    begun.memory.keep()
    return done


def _made(setup: Setup, begun: _Begun, planner: _Planner, failed: Mapping[Path, str]) -> Done:
    root, school, at = setup.asked.root, begun.done.school, planner.at
    made = _NOTHING
    if planner.sites:
        made = make(root, begun.pdfs, failed, planner.sites, setup.build_school)
    markdown = None
    if not has_markdown(root, school, begun.key, setup.asked.today):
        pages = widest_pages(begun.weave, school, begun.shelves)
        markdown = write_markdown(root, at / MARKDOWN / school, school, setup.programs, pages)
    return replace(
        begun.done,
        at=str(at),
        markdown=markdown,
        keys=planner.keys,
        unchanged=tuple(planner.unchanged),
        rendered=tuple(folder for folder in planner.keys if folder not in planner.unchanged),
        made=made,
    )


class _Planner:
    """Finds out which of a school's sites have to be made, and which PDFs are `needed`. Of all
    sites' `policies` so many are made `anew`."""

    def __init__(self, setup: Setup, woven: Weave, memory: SchoolMemory, at: Path) -> None:
        self.setup, self.weave, self.memory, self.at = setup, woven, memory, at
        self.maker = pdf_maker(woven.estate.root)
        self.pdfs: dict[Path, PdfJob] = {}
        self.sites: list[SiteJob] = []
        self.keys: dict[str, str] = {}
        self.unchanged: list[str] = []
        self.policies = self.anew = 0
        self.needed: set[Path] = set()

    def plan(self, shelf: Shelf) -> None:
        """Add one audience's site, unless it is published just so already."""
        part = Part(f"{shelf.audience}/{shelf.school}")
        made = self._site_job(shelf)
        looks = (self.setup.engine, self.setup.beside, self._logo(shelf.school))
        key = key_of(*looks, _rootless(made), made.groups.policies)
        self.keys[part.folder] = key
        self.policies += len(made.groups.policies)
        if self.setup.release.unchanged(part, key):
            self.unchanged.append(part.folder)
        else:
            old, carries = self.setup.release.found(part), self.setup.asked.shard is None
            site = replace(made, old=old, carries=carries)
            self.sites.append(site)
            stand = site.stands(site.keys()) if old else frozenset()
            self.anew += len(made.groups.policies.keys() - stand)
            self.needed.update(site.needed(stand))

    def wanted(self) -> Iterator[PdfJob]:
        """The PDFs of the pages that have to be made."""
        return (job for kept, job in self.pdfs.items() if kept in self.needed)

    def _site_job(self, shelf: Shelf) -> SiteJob:
        asked, links = self.setup.asked, pdf_links(self.weave.estate, shelf)
        engine = key_of(self.setup.engine, self.setup.beside, self._logo(shelf.school))
        made: dict[str, PdfJob] = {}
        if asked.pdfs:
            recall = self.memory.pdf
            made = printing(self.maker, shelf, links, asked.redline_pdfs, engine, recall)
        kept = {folder: job.kept for folder, job in made.items()}
        for job in made.values():
            self.pdfs.setdefault(job.kept, job)
        out = self.at / shelf.audience / shelf.school
        listed = listed_school(self.weave, shelf, kept)
        site = replace(school_site(self.weave, shelf, kept), follow=school_follow(listed))
        keys = {
            each.page.policy: key_of(each.key, each.page.policy in kept, each.revised)
            for each in shelf.told
        }
        groups = groups_of(site, listed, self.setup.engine, keys, kept)
        return SiteJob(site, out, kept, listed, shelf.revisions(), groups)

    def _logo(self, school: str) -> bytes:
        estate = self.weave.estate
        logo = estate.schools[school].look.logo
        return (estate.root / logo).read_bytes() if logo else b""


def _rootless(job: SiteJob) -> object:
    """What a site is made of besides its policies, wherever the trust's folder lies."""
    pdfs = sorted((folder, kept.name) for folder, kept in job.pdfs.items())
    return replace(job.site, root=Path(), entries=()), pdfs, job.listed
