"""What is measured: a work folder and a size enter, one result for each case leaves.

Each case is a `policyloom` (or `mkdocs`) of its own, started as people start it, from nothing:
no build/, no site/, no compiled templates.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from tests.bench.measure import Cost, run
from tests.bench.page_weight import page_weight
from tests.bench.portal_search import portal_search
from tests.bench.synthetic import EXAMPLE, TODAY, Size, write_trust

Case = dict[str, Any]
Say = Callable[[str], None]
PROGRAMS = Path(sys.executable).parent
QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONWARNINGS": "ignore"}
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n\n", re.DOTALL)
PLAIN = {
    "site_name": "Policies",
    "theme": {"name": "material", "font": False, "features": ["navigation.prune"]},
    "plugins": ["search"],
    "markdown_extensions": ["attr_list", "pymdownx.fancylists"],
}
"""The settings of the plain site: its search is on, and its menu is pruned as ours is."""


def measure_all(work: Path, size: Size, say: Say) -> Iterator[Case]:
    """Every case, one after the other, so that none takes from another.

    Raises CommandFailed where a program did not do its work.
    """
    say("example-cold")
    yield example_cold(work / "example")
    say("page-weight")
    yield page_weight(work / "example/site")
    yield from measure_trust(work, size, say)
    yield from redlines(say)


def measure_trust(work: Path, size: Size, say: Say) -> Iterator[Case]:
    """The cases of a synthetic trust of that size. Raises as `measure_all` does."""
    drafts, trust = work / "drafts", work / "trust"
    say(f"writing {size.schools} schools with {size.policies} policies")
    write_trust(drafts, size, approved=False)
    say("site-vs-plain-mkdocs")
    yield site_vs_plain(drafts, work / "plain", size)
    write_trust(trust, size)
    say("site-with-history")
    yield with_history(trust, size)
    say("nothing-changed")
    yield nothing_changed(trust, size)
    say("portal-search")
    yield portal_search(trust)


def example_cold(root: Path) -> Case:
    """The example trust with all its audiences and PDFs."""
    for name in ("templates", "schools", "site_overrides"):
        shutil.copytree(EXAMPLE / name, root / name)
    shutil.copy2(EXAMPLE / "mkdocs.yml", root)
    cost = build(root)
    return {
        "name": "example-cold",
        **_example_size(root),
        "pdfs": len(list((root / "build/cache/pdf").glob("*.pdf"))),
        **_ours(cost),
    }


def site_vs_plain(trust: Path, plain: Path, size: Size) -> Case:
    """Our sites, one for each school, and one plain site of the same pages.

    The editions are drafts: one page each on both sides, for an edition with a record has pages
    about its history as well, which a plain site has not.
    """
    ours = build(trust, "--no-pdfs", "--no-history")
    pages = write_plain(trust / "build/markdown", plain)
    theirs = run([str(PROGRAMS / "mkdocs"), "build", "--quiet"], plain, QUIET)
    check_published(trust / "site/governors", plain / "site", pages)
    return {
        "name": "site-vs-plain-mkdocs",
        **_size(size),
        "pages": pages,
        "our_pages": len(list((trust / "site/governors").rglob("index.html"))),
        **_ours(ours),
        "theirs_s": round(theirs.wall_s, 2),
        "theirs_cpu_s": round(theirs.cpu_s, 2),
        "theirs_peak_mib": round(theirs.peak_mib),
        "ratio": round(ours.wall_s / theirs.wall_s, 3),
    }


def with_history(trust: Path, size: Size) -> Case:
    """The same trust with every edition approved: its records read, its history published."""
    cost = build(trust, "--no-pdfs")
    pages = len(list((trust / "site/public").rglob("index.html")))
    return {"name": "site-with-history", **_size(size), "our_pages": pages, **_ours(cost)}


def nothing_changed(trust: Path, size: Size) -> Case:
    """A second build, with nothing to do. Raises AssertionError where it publishes all the same."""
    site = trust / "site"
    before = site.stat().st_ino
    cost = build(trust, "--no-pdfs")
    if site.stat().st_ino != before:
        raise AssertionError("nothing had changed, and the site was published again")
    return {"name": "nothing-changed", **_size(size), **_ours(cost)}


def redlines(say: Say) -> Iterator[Case]:
    """The cases of the redlines, where there are any: `redlines.measure` gives them."""
    try:
        from tests.bench.redlines import measure  # type: ignore[import-not-found,unused-ignore]
    except ModuleNotFoundError as error:
        if error.name != "tests.bench.redlines":
            raise
        return
    say("redlines")
    found = measure()
    yield from ({"name": "redlines", **case} for case in _listed(found))


def _listed(found: Case | Sequence[Case]) -> Sequence[Case]:
    return [found] if isinstance(found, dict) else found


def build(root: Path, *options: str) -> Cost:
    """`policyloom build`, measured."""
    command = [str(PROGRAMS / "policyloom"), "build", "--today", TODAY, *options]
    return run(command, root, QUIET)


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
    if len(found) != pages:
        raise AssertionError(f"{theirs} has {len(found)} pages, and {pages} were asked for")
    if missing := [path for path in found if not (ours / path).is_file()]:
        raise AssertionError(f"{ours} lacks {len(missing)} of them, {missing[0]} first")


def machine() -> str:
    """The machine in a line: processor, cores that may be used, memory, Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    model = re.search(r"^model name\s*:\s*(.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    name = model[1].strip() if model else os.uname().machine
    cores = len(os.sched_getaffinity(0))
    version = ".".join(map(str, sys.version_info[:3]))
    return f"{name}, {cores} cores, {memory:.0f} GiB, Python {version}"


def _read(name: str) -> str:
    path = Path(name)
    return path.read_text("utf-8", "replace") if path.is_file() else ""


def _ours(cost: Cost) -> Case:
    return {
        "ours_s": round(cost.wall_s, 2),
        "cpu_s": round(cost.cpu_s, 2),
        "peak_mib": round(cost.peak_mib),
    }


def _size(size: Size) -> Case:
    return {"schools": size.schools, "policies": size.policies, "words": size.words}


def _example_size(root: Path) -> Case:
    schools: Sequence[Path] = list((root / "schools").glob("*/school.yml"))
    policies: Sequence[Path] = list((root / "templates/policies").glob("*.yml"))
    return {"schools": len(schools), "policies": len(policies)}
