"""Makes what one school publishes: its PDFs, then its site for each audience.

In: PDF and site jobs; out: what was made. Files are written only below the folders that the jobs
name.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from policyloom.model.pages import Page
from policyloom.outputs import catalogue, wordings
from policyloom.outputs.pdf import PdfError, PdfMaker
from policyloom.outputs.redline_pdf import RedlinePdfMaker
from policyloom.outputs.site import PortalSchool, Published, SchoolSite, SiteError
from policyloom.outputs.site_changes import redline_of
from policyloom.outputs.site_files import school_files, school_follow
from policyloom.outputs.site_life import Contrast

SchoolBuilder = Callable[[SchoolSite, Path, Path], Published]

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
    of them; `revisions` are those that the occurrences were taken from.
    """

    site: SchoolSite
    out: Path
    pdfs: Mapping[str, Path]
    listed: PortalSchool | None = None
    revisions: wordings.Revisions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """How much was made, and what went wrong, in the engine's words."""

    pdfs: int
    pages: int
    problems: tuple[str, ...]


def make(
    root: Path, pdfs: Iterable[PdfJob], sites: Iterable[SiteJob], build_school: SchoolBuilder
) -> Made:
    """Make one school's PDFs and sites. Problems are returned, not raised."""
    problems: list[str] = []
    pages, wanted = 0, tuple(pdfs)
    try:
        for pdf in wanted:
            _make_pdf(root, pdf)
        for site in sites:
            published = build_school(_measured(site), site.out, root / COMPILED)
            _place_pdfs(site)
            _place_files(site)
            _place_listing(site, published)
            problems += [f"{site.site.audience}: {warning}" for warning in published.warnings]
            problems += _missing(site)
            pages += len(published.pages)
    except PdfError as error:
        problems.append(str(error))
    except SiteError as error:
        problems.append("; ".join((error.what, *error.details)))
    return Made(len(wanted), pages, tuple(problems))


@lru_cache(maxsize=4)
def pdf_maker(root: Path) -> PdfMaker:
    """The maker of a trust's PDFs: one for all that a process makes."""
    return PdfMaker(root)


def _make_pdf(root: Path, job: PdfJob) -> None:
    if job.kept.exists():
        return
    data = _pdf(pdf_maker(root), job)
    job.kept.parent.mkdir(parents=True, exist_ok=True)
    partial = job.kept.with_suffix(f".{os.getpid()}.partial")
    partial.write_bytes(data)
    partial.replace(job.kept)


def _pdf(maker: PdfMaker, job: PdfJob) -> bytes:
    if job.contrast is None:
        return maker.make(job.page, job.links)
    return RedlinePdfMaker(maker).make(redline_of(job.contrast, job.page), job.links)


def _measured(job: SiteJob) -> SchoolSite:
    """The site with the sizes of its PDFs, which its pages tell, and the files beside them."""
    lengths = {folder: kept.stat().st_size for folder, kept in sorted(job.pdfs.items())}
    follow = school_follow(job.listed) if job.listed else ()
    return replace(job.site, lengths=lengths, follow=follow)


def _place_pdfs(job: SiteJob) -> None:
    for folder, name in job.site.pdfs():
        (job.out / folder / name).write_bytes(job.pdfs[folder].read_bytes())


def _place_files(job: SiteJob) -> None:
    """The feed and the calendar, which the pages lead to."""
    if job.listed is not None:
        for name, data in school_files(job.site, job.listed).items():
            (job.out / name).write_bytes(data)


def _place_listing(job: SiteJob, published: Published) -> None:
    """What the portal is to know, with the hash of each PDF as it is published; and wordings."""
    if job.listed is None or job.site.standalone:
        return
    entries = tuple(
        replace(entry, sha256=_sha256(job.pdfs[entry.policy])) if entry.pdf else entry
        for entry in job.listed.entries
    )
    pages = (entry.page for entry in job.site.entries)
    worded = wordings.write(wordings.school_wordings(job.site.school, pages, job.revisions))
    (job.out / wordings.NAME).write_bytes(worded)
    hashed = sha256(worded).hexdigest()
    listed = replace(job.listed, entries=entries, pages=published.found, wordings=hashed)
    text = catalogue.write(listed)
    (job.out / catalogue.NAME).write_text(text, "utf-8")


def _missing(job: SiteJob) -> list[str]:
    """The pages that should be there and are not: no engine is taken at its word."""
    expected = [job.out / entry.page.policy / "index.html" for entry in job.site.entries]
    expected.append(job.out / "index.html")
    return [f"{path.parent.name} was not published" for path in expected if not path.is_file()]


def _sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()
