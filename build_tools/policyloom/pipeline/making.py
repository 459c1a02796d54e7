"""Makes what one school publishes: its site for each audience, with its PDFs in their places.

In: site jobs; out: what was made. Files are written only below the folders that the jobs name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from policyloom.outputs import catalogue, wordings
from policyloom.outputs.site import PortalSchool, Published, SchoolSite, SiteError
from policyloom.outputs.site_files import school_files
from policyloom.outputs.standing import Standing
from policyloom.pipeline.grouping import Groups, size_of, standing
from policyloom.pipeline.looks import Part, listing
from policyloom.pipeline.staging import Found, Grown
from policyloom.pipeline.typesetting import PdfJob, kept_pdf

SchoolBuilder = Callable[[SchoolSite, Path, Path, Standing | None], Published]

COMPILED = "build/cache/jinja"
"""Where compiled page templates are kept, relative to the trust's root."""


@dataclass(frozen=True, slots=True)
class SiteJob:
    """A site to be built at `out`; `pdfs` are the kept PDFs by the folder that they go to.

    `listed` is what portal, feed and calendar are to know of it; `revisions` are those that the
    occurrences were taken from. `old` is the site as it is published, or None where it was touched
    since; `carries` says that folders of it which stand will be moved from there.
    """

    site: SchoolSite
    out: Path
    pdfs: Mapping[str, Path]
    listed: PortalSchool
    revisions: wordings.Revisions = field(default_factory=dict)
    groups: Groups = field(default_factory=Groups)
    old: Found | None = None
    carries: bool = False

    def keys(self) -> dict[str, str]:
        """The keys of its groups, as far as their PDFs are made already."""
        return self.groups.keys(self.old.pages if self.old else {})

    def stands(self, keys: Mapping[str, str]) -> frozenset[str]:
        """The groups that stand, where these are the keys of all."""
        return standing(keys, self.old.pages) if self.old else frozenset()

    def needed(self, stand: Collection[str]) -> Iterator[Path]:
        """The PDFs that somebody will look into: those of what stands are there already."""
        for folder, kept in self.pdfs.items():
            if self.groups.of(folder) not in stand:
                yield kept


@dataclass(frozen=True, slots=True)
class Made:
    """How much was made, and what went wrong, in the engine's words; and how each audience's site
    was made."""

    pdfs: int
    pages: int
    problems: tuple[str, ...]
    grown: Mapping[str, Grown] = field(default_factory=dict)


def make(
    root: Path,
    pdfs: Collection[PdfJob],
    failed: Mapping[Path, str],
    sites: Iterable[SiteJob],
    build_school: SchoolBuilder,
) -> Made:
    """Make one school's sites around its PDFs, which are made but for those that have `failed`.
    Problems are returned, not raised."""
    problems = [failed[pdf.kept] for pdf in pdfs if pdf.kept in failed]
    if problems:
        return Made(len(pdfs), 0, tuple(problems))
    grown: dict[str, Grown] = {}
    pages = 0
    try:
        for site in sites:
            keys = site.keys()
            stands = _standing(site, keys)
            published = build_school(_measured(site), site.out, root / COMPILED, stands)
            _place_pdfs(site, stands, published.carried)
            _place_files(site, stands)
            _place_listing(site, published, stands)
            problems += [f"{site.site.audience}: {warning}" for warning in published.warnings]
            problems += _missing(site, published.carried)
            pages += len(published.pages)
            grown[site.site.audience] = _grown(site, keys, published.carried)
    except SiteError as error:
        problems.append("; ".join((error.what, *error.details)))
    return Made(len(pdfs), pages, tuple(problems), grown)


def _grown(job: SiteJob, keys: Mapping[str, str], carried: tuple[str, ...]) -> Grown:
    known = {name: job.old.looks[name] for name in carried} if job.old else {}
    return Grown(keys, carried, listing(job.out.parent, Part(job.out.name), known))


def _measured(job: SiteJob) -> SchoolSite:
    """The site with the sizes of its PDFs, which its pages tell."""
    sizes = ((folder, size_of(kept)) for folder, kept in sorted(job.pdfs.items()))
    return replace(job.site, lengths={folder: size for folder, size in sizes if size is not None})


def _standing(job: SiteJob, keys: Mapping[str, str]) -> Standing | None:
    """What stands published as it would be made, if anything does."""
    same = job.stands(keys)
    return Standing(job.old.folder, same, job.carries) if job.old and same else None


def _place_pdfs(job: SiteJob, stands: Standing | None, carried: Collection[str]) -> None:
    for folder, name in job.site.pdfs():
        path = f"{folder}/{name}"
        if folder.partition("/")[0] in carried:
            continue
        if stands and job.groups.of(folder) in stands.made and stands.has((path,)):
            stands.place((path,), job.out)
        else:
            (job.out / folder / name).write_bytes(kept_pdf(job.pdfs[folder]))


def _place_files(job: SiteJob, stands: Standing | None) -> None:
    """The feed and the calendar, which the pages lead to."""
    same = [each.name for each in job.site.follow if stands and each.name in stands.made]
    if stands and stands.has(same):
        stands.place(same, job.out)
    else:
        same = []
    for name, data in school_files(job.site, job.listed, without=same).items():
        (job.out / name).write_bytes(data)


def _place_listing(job: SiteJob, published: Published, stands: Standing | None) -> None:
    """What the portal is to know, with the hash of each PDF as it is published; and wordings."""
    if job.site.standalone:
        return
    known = _known_hashes(stands)
    entries = tuple(
        replace(entry, sha256=known.get(entry.policy) or _hashed(job.pdfs[entry.policy]))
        if entry.pdf
        else entry
        for entry in job.listed.entries
    )
    lines = _worded(job, stands)
    worded = wordings.write(job.site.school, lines)
    (job.out / wordings.NAME).write_bytes(worded)
    hashed = sha256(worded).hexdigest()
    listed = replace(job.listed, entries=entries, pages=published.found, wordings=hashed)
    text = catalogue.write(listed)
    (job.out / catalogue.NAME).write_text(text, "utf-8")


def _known_hashes(stands: Standing | None) -> dict[str, str]:
    """The hashes of the PDFs of policies that stand, as they are published."""
    path = stands.folder / catalogue.NAME if stands else None
    listed = catalogue.read(path.read_text("utf-8")) if path and path.is_file() else None
    if stands is None or listed is None:
        return {}
    return {each.policy: each.sha256 for each in listed.entries if each.policy in stands.made}


def _hashed(kept: Path) -> str:
    return sha256(kept_pdf(kept)).hexdigest()


def _worded(job: SiteJob, stands: Standing | None) -> dict[str, wordings.Lines]:
    """How each policy is worded: as it stands published where its pages do."""
    path = stands.folder / wordings.NAME if stands else None
    old = (wordings.read_lines(path.read_bytes()) or {}) if path and path.is_file() else {}
    made = stands.made if stands else frozenset()
    pages = (entry.page for entry in job.site.entries if wordings.is_worded(entry.page))
    return {
        page.policy: old[page.policy]
        if page.policy in made and page.policy in old
        else wordings.lines(*wordings.worded(page, job.revisions))
        for page in pages
    }


def _missing(job: SiteJob, carried: Collection[str]) -> list[str]:
    """The pages that should be there and are not: no engine is taken at its word."""
    policies = (e.page.policy for e in job.site.entries if e.page.policy not in carried)
    expected = [job.out / policy / "index.html" for policy in policies]
    expected.append(job.out / "index.html")
    return [f"{path.parent.name} was not published" for path in expected if not path.is_file()]
