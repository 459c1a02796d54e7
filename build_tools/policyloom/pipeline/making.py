"""Makes what one school publishes: its PDFs, then its site for each audience.

In: PDF and site jobs; out: what was made. Files are written only below the folders that the jobs
name.
"""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from policyloom.model.pages import Page
from policyloom.outputs import catalogue, wordings
from policyloom.outputs.pdf import PdfError, PdfMaker
from policyloom.outputs.policy_part import policy_parts
from policyloom.outputs.redline_pdf import RedlinePdfMaker
from policyloom.outputs.site import PortalSchool, Published, SchoolSite, SiteError
from policyloom.outputs.site_changes import redline_of
from policyloom.outputs.site_files import school_files, school_follow
from policyloom.outputs.site_life import Contrast
from policyloom.outputs.site_views import school_frame
from policyloom.outputs.standing import Standing
from policyloom.pipeline.checked import HEAD, read_checked, write_checked
from policyloom.pipeline.keys import key_of

SchoolBuilder = Callable[[SchoolSite, Path, Path, Standing | None], Published]

COMPILED = "build/cache/jinja"
"""Where compiled page templates are kept, relative to the trust's root."""


@dataclass(frozen=True, slots=True)
class PdfJob:
    """A PDF to be made: its page, the addresses that it may link to, and where it is kept.

    With a `contrast` it is that of a comparison, and `page` is any page of the policy.
    """

    page: Page
    links: Mapping[str, str]
    kept: Path
    contrast: Contrast | None = None


@dataclass(frozen=True, slots=True)
class SiteJob:
    """A site to be built at `out`; `pdfs` are the kept PDFs by the folder that they go to.

    `listed` is what portal, feed and calendar are to know of it, or None for a site that has none
    of them; `revisions` are those that the occurrences were taken from, `keys` those of what each
    policy's pages show. `old` is the folder as it
    is published, or None where it was touched since, and `stood` the keys of its policies' pages.
    """

    site: SchoolSite
    out: Path
    pdfs: Mapping[str, Path]
    listed: PortalSchool | None = None
    revisions: wordings.Revisions = field(default_factory=dict)
    engine: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    old: Path | None = None
    stood: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """How much was made, and what went wrong, in the engine's words. `keys` are those of each
    site's pages, by audience and policy."""

    pdfs: int
    pages: int
    problems: tuple[str, ...]
    keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def make(
    root: Path,
    pdfs: Iterable[PdfJob],
    sites: Iterable[SiteJob],
    build_school: SchoolBuilder,
    threads: int = 1,
) -> Made:
    """Make one school's PDFs, on so many threads, and sites. Problems are returned, not raised."""
    problems: list[str] = []
    keys: dict[str, Mapping[str, str]] = {}
    pages, wanted = 0, tuple(pdfs)
    try:
        _make_pdfs(root, wanted, threads)
        for site in sites:
            measured = _measured(site)
            keys[site.site.audience] = fresh = page_keys(measured, site)
            standing = _standing(site, fresh)
            published = build_school(measured, site.out, root / COMPILED, standing)
            _place_pdfs(site, standing)
            _place_files(site)
            _place_listing(site, published, standing)
            problems += [f"{site.site.audience}: {warning}" for warning in published.warnings]
            problems += _missing(site)
            pages += len(published.pages)
    except PdfError as error:
        problems.append(str(error))
    except SiteError as error:
        problems.append("; ".join((error.what, *error.details)))
    return Made(len(wanted), pages, tuple(problems), keys)


@lru_cache(maxsize=4)
def pdf_maker(root: Path) -> PdfMaker:
    """The maker of a trust's PDFs: one for all that a process makes."""
    return PdfMaker(root)


def _make_pdfs(root: Path, jobs: Sequence[PdfJob], threads: int) -> None:
    """Make what is not kept already. A thread has a maker of its own: the typesetter works on one
    PDF at a time, and lets others work meanwhile."""
    if threads < 2:
        for job in jobs:
            _make_pdf(pdf_maker(root), job)
        return
    own = threading.local()

    def begin() -> None:
        own.maker = PdfMaker(root)

    with ThreadPoolExecutor(threads, initializer=begin) as pool:
        for _ in pool.map(lambda job: _make_pdf(own.maker, job), jobs):
            pass


def _make_pdf(maker: PdfMaker, job: PdfJob) -> None:
    if read_checked(job.kept) is None:
        write_checked(job.kept, _pdf(maker, job))


def _pdf(maker: PdfMaker, job: PdfJob) -> bytes:
    if job.contrast is None:
        return maker.make(job.page, job.links)
    return RedlinePdfMaker(maker).make(redline_of(job.contrast, job.page), job.links)


def page_keys(site: SchoolSite, job: SiteJob) -> dict[str, str]:
    """For each policy of a site, a key of all that its pages, its wordings and the PDFs beside
    them are made of. A job without the keys of its policies is done whole each time.
    """
    parts = [p for p in policy_parts(site, school_frame(site)) if p.entry.page.policy in job.keys]
    around = key_of(job.engine, parts[0].around) if parts else ""
    found = {}
    for part in parts:
        policy, pdfs = part.entry.page.policy, [job.pdfs[folder].name for folder in part.printed]
        found[policy] = key_of(around, job.keys[policy], part.printed, part.lengths, pdfs)
    return found


def _measured(job: SiteJob) -> SchoolSite:
    """The site with the sizes of its PDFs, which its pages tell, and the files beside them."""
    lengths = {folder: kept.stat().st_size - HEAD for folder, kept in sorted(job.pdfs.items())}
    follow = school_follow(job.listed) if job.listed else ()
    return replace(job.site, lengths=lengths, follow=follow)


def _standing(job: SiteJob, keys: Mapping[str, str]) -> Standing | None:
    """The policies whose pages stand published as they would be made, if there are any."""
    same = frozenset(policy for policy, key in keys.items() if job.stood.get(policy) == key)
    return Standing(job.old, same) if job.old and same else None


def _place_pdfs(job: SiteJob, standing: Standing | None) -> None:
    for folder, name in job.site.pdfs():
        path = f"{folder}/{name}"
        stands = standing and folder.partition("/")[0] in standing.made and standing.has((path,))
        if standing and stands:
            standing.place((path,), job.out)
        else:
            (job.out / folder / name).write_bytes(_kept(job.pdfs[folder]))


def _place_files(job: SiteJob) -> None:
    """The feed and the calendar, which the pages lead to."""
    if job.listed is not None:
        for name, data in school_files(job.site, job.listed).items():
            (job.out / name).write_bytes(data)


def _place_listing(job: SiteJob, published: Published, standing: Standing | None) -> None:
    """What the portal is to know, with the hash of each PDF as it is published; and wordings."""
    if job.listed is None or job.site.standalone:
        return
    entries = tuple(
        replace(entry, sha256=sha256(_kept(job.pdfs[entry.policy])).hexdigest())
        if entry.pdf
        else entry
        for entry in job.listed.entries
    )
    lines = _worded(job, standing)
    worded = wordings.write(job.site.school, lines)
    (job.out / wordings.NAME).write_bytes(worded)
    hashed = sha256(worded).hexdigest()
    listed = replace(job.listed, entries=entries, pages=published.found, wordings=hashed)
    text = catalogue.write(listed)
    (job.out / catalogue.NAME).write_text(text, "utf-8")


def _worded(job: SiteJob, standing: Standing | None) -> dict[str, wordings.Lines]:
    """How each policy is worded: as it stands published where its pages do."""
    path = standing.folder / wordings.NAME if standing else None
    old = (wordings.read_lines(path.read_bytes()) or {}) if path and path.is_file() else {}
    made = standing.made if standing else frozenset()
    pages = (entry.page for entry in job.site.entries if wordings.is_worded(entry.page))
    return {
        page.policy: old[page.policy]
        if page.policy in made and page.policy in old
        else wordings.lines(*wordings.worded(page, job.revisions))
        for page in pages
    }


def _missing(job: SiteJob) -> list[str]:
    """The pages that should be there and are not: no engine is taken at its word."""
    expected = [job.out / entry.page.policy / "index.html" for entry in job.site.entries]
    expected.append(job.out / "index.html")
    return [f"{path.parent.name} was not published" for path in expected if not path.is_file()]


def _kept(path: Path) -> bytes:
    """A PDF that was made. Raises OSError where somebody has damaged it since."""
    data = read_checked(path)
    if data is None:
        raise OSError(errno.EIO, "This file was changed while it was being published", str(path))
    return data
