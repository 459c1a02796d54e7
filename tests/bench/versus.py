"""policyloom beside plain MkDocs Material: the same pages, and then all that policyloom makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from tests.bench.building import (
    PROGRAMS,
    QUIET,
    Built,
    Case,
    build,
    pages_in,
    ratios,
    sized,
    sure,
    sure_of_files,
    written,
)
from tests.bench.library import policies_of
from tests.bench.measure import run
from tests.bench.schools import schools_of
from tests.bench.size import AUDIENCE, DECIDED, Size

_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n\n", re.DOTALL)
PLAIN = {
    "site_name": "Policies",
    "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
    "plugins": ["search"],
    "markdown_extensions": ["attr_list", "pymdownx.fancylists"],
}
"""The settings of the plain site: its search is on, and its menu is pruned as ours is."""


def site_vs_plain(trust: Path, plain: Path, size: Size) -> tuple[Case, Built]:
    """Our sites, one for each school, and one plain site of the same pages; and what the plain
    site took, for other cases to be held against.

    The editions are drafts: one page each on both sides, for an edition with a record has pages
    about its history as well, which a plain site has not.
    """
    ours = build(trust, "--no-pdfs", "--no-history")
    pages = write_plain(trust / "build/markdown", plain)
    cost = run([str(PROGRAMS / "mkdocs"), "build", "--quiet"], plain, QUIET)
    theirs = Built(cost, written(plain / "site"))
    check_published(trust / "site/governors", plain / "site", pages)
    sure(pages == size.schools * size.policies, f"{pages} pages are not one of each policy")
    return {
        "name": "site-vs-plain-mkdocs",
        **sized(size),
        "pages": pages,
        "our_pages": pages_in(trust / "site/governors"),
        **ours.figures(),
        **_plain(theirs),
        **ratios(ours, theirs),
    }, theirs


def all_vs_plain(trust: Path, size: Size, theirs: Built) -> Case:
    """All that governors get, from nothing, against the plain site alone: pages, PDFs, past
    editions and redlines. `trust` has two decisions on each policy, and `theirs` is the plain
    site's figures."""
    ours = build(trust)
    site = trust / "site" / AUDIENCE
    sure_of_files(site, _two_editions(size))
    redlines = len(list(site.glob("*/*/changes/*/index.html")))
    editions = 2 * size.schools * size.policies
    sure(ours.pdfs == editions, f"{ours.pdfs} PDFs were made of {editions} editions")
    return {
        "name": "all-vs-plain-mkdocs",
        **sized(size),
        "our_pages": pages_in(site),
        "redline_pages": redlines,
        **ours.figures(),
        **_plain(theirs),
        **ratios(ours, theirs),
    }


def _two_editions(size: Size) -> Iterator[str]:
    """What there must be of every policy at every school once it has been decided on twice."""
    before, since = DECIDED
    for school in schools_of(size):
        for policy in policies_of(size):
            folder, name = f"{school}/{policy}", f"{school}-{policy}"
            yield f"{folder}/index.html"
            yield f"{folder}/{name}.pdf"
            yield f"{folder}/changes/{before}..{since}/index.html"
            for edition in DECIDED:
                yield f"{folder}/versions/{edition}/index.html"
                yield f"{folder}/versions/{edition}/{name}-{edition}.pdf"


def write_plain(markdown: Path, plain: Path) -> int:
    """The plain site's folder: every edition's Markdown, the school's name in each path."""
    pages = sorted(markdown.glob("*/*.md"))
    for page in pages:
        target = plain / "docs" / page.relative_to(markdown)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_FRONT_MATTER.sub("", page.read_text("utf-8")), "utf-8")
    (plain / "docs/index.md").write_text("# Policies\n\nChoose a school.\n", "utf-8")
    (plain / "mkdocs.yml").write_text(yaml.safe_dump(PLAIN), "utf-8")
    return len(pages)


def check_published(ours: Path, theirs: Path, pages: int) -> None:
    """Both sites must hold every page, or the comparison would say nothing.

    Raises AssertionError where one does not.
    """
    found = [path.relative_to(theirs) for path in theirs.glob("*/*/index.html")]
    sure(len(found) == pages, f"{theirs} has {len(found)} pages, and {pages} were asked for")
    sure_of_files(ours, map(str, found))


def _plain(theirs: Built) -> Case:
    return {
        "theirs_s": round(theirs.cost.wall_s, 2),
        "theirs_cpu_s": round(theirs.cost.cpu_s, 2),
        "theirs_peak_mib": round(theirs.cost.peak_mib),
        "theirs_files": theirs.written.files,
        "theirs_bytes": theirs.written.bytes,
    }
