"""Makes what one school publishes: its site for each audience, with its PDFs in their places.

In: site jobs; out: what was made. Files are written only below the folders that the jobs name.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from policyloom.outputs import catalogue, wordings
from policyloom.outputs.policy_part import policy_parts
from policyloom.outputs.site import PortalSchool, Published, SchoolSite, SiteError
from policyloom.outputs.site_files import school_files, school_follow
from policyloom.outputs.site_roles import made_of_role, role_group, told_roles
from policyloom.outputs.site_views import school_frame
from policyloom.outputs.standing import Standing
from policyloom.pipeline.checked import HEAD
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.typesetting import PdfJob, kept_pdf

SchoolBuilder = Callable[[SchoolSite, Path, Path, Standing | None], Published]

COMPILED = "build/cache/jinja"
"""Where compiled page templates are kept, relative to the trust's root."""


@dataclass(frozen=True, slots=True)
class SiteJob:
    """A site to be built at `out`; `pdfs` are the kept PDFs by the folder that they go to.

    `listed` is what portal, feed and calendar are to know of it, or None for a site that has none
    of them; `revisions` are those that the occurrences were taken from, `keys` those of what each
    policy's pages show. `old` is the folder as it is published, or None where it was touched since,
    and `stood` the keys of its policies' pages; `carries` says that folders of it which stand will
    be moved from there.
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
    carries: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """How much was made, and what went wrong, in the engine's words. `keys` are those of each
    site's pages, by audience and policy; `carried` are, by audience, the folders of policies that
    are to be moved from the published site."""

    pdfs: int
    pages: int
    problems: tuple[str, ...]
    keys: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    carried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


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
    keys: dict[str, Mapping[str, str]] = {}
    carried: dict[str, tuple[str, ...]] = {}
    pages = 0
    try:
        for site in sites:
            measured = _measured(site)
            keys[site.site.audience] = fresh = page_keys(measured, site)
            standing = _standing(site, fresh)
            published = build_school(measured, site.out, root / COMPILED, standing)
            carried[site.site.audience] = published.carried
            _place_pdfs(site, standing, published.carried)
            _place_files(site)
            _place_listing(site, published, standing)
            problems += [f"{site.site.audience}: {warning}" for warning in published.warnings]
            problems += _missing(site, published.carried)
            pages += len(published.pages)
    except SiteError as error:
        problems.append("; ".join((error.what, *error.details)))
    return Made(len(pdfs), pages, tuple(problems), keys, carried)


def page_keys(site: SchoolSite, job: SiteJob) -> dict[str, str]:
    """For each policy of a site, a key of all that its pages, its wordings and the PDFs beside
    them are made of; and one for the page of each role. A job without the keys of its policies is
    done whole each time.
    """
    parts = [p for p in policy_parts(site, school_frame(site)) if p.entry.page.policy in job.keys]
    if not parts:
        return {}
    around = key_of(job.engine, parts[0].around)
    told = told_roles(site)
    found = {role_group(r): key_of(around, *made_of_role(site, r, told)) for r, _ in told}
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
    return Standing(job.old, same, job.carries) if job.old and same else None


def _place_pdfs(job: SiteJob, standing: Standing | None, carried: Collection[str]) -> None:
    for folder, name in job.site.pdfs():
        path, top = f"{folder}/{name}", folder.partition("/")[0]
        if top in carried:
            continue
        if standing and top in standing.made and standing.has((path,)):
            standing.place((path,), job.out)
        else:
            (job.out / folder / name).write_bytes(kept_pdf(job.pdfs[folder]))


def _place_files(job: SiteJob) -> None:
    """The feed and the calendar, which the pages lead to."""
    if job.listed is not None:
        for name, data in school_files(job.site, job.listed).items():
            (job.out / name).write_bytes(data)


def _place_listing(job: SiteJob, published: Published, standing: Standing | None) -> None:
    """What the portal is to know, with the hash of each PDF as it is published; and wordings."""
    if job.listed is None or job.site.standalone:
        return
    known = _known_hashes(standing)
    entries = tuple(
        replace(entry, sha256=known.get(entry.policy) or _hashed(job.pdfs[entry.policy]))
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


def _known_hashes(standing: Standing | None) -> dict[str, str]:
    """The hashes of the PDFs of policies that stand, as they are published."""
    path = standing.folder / catalogue.NAME if standing else None
    listed = catalogue.read(path.read_text("utf-8")) if path and path.is_file() else None
    if standing is None or listed is None:
        return {}
    return {each.policy: each.sha256 for each in listed.entries if each.policy in standing.made}


def _hashed(kept: Path) -> str:
    return sha256(kept_pdf(kept)).hexdigest()


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


def _missing(job: SiteJob, carried: Collection[str]) -> list[str]:
    """The pages that should be there and are not: no engine is taken at its word."""
    policies = (e.page.policy for e in job.site.entries if e.page.policy not in carried)
    expected = [job.out / policy / "index.html" for policy in policies]
    expected.append(job.out / "index.html")
    return [f"{path.parent.name} was not published" for path in expected if not path.is_file()]
