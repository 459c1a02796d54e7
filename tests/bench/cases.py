"""What is measured: a work folder and a size enter, one result for each case leaves.

Each case is a `policyloom` (or another program) of its own, started as people start it. What is
said to be built from nothing has no build/, no site/ and no compiled templates.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tests.bench import redlines
from tests.bench.building import Case, build, pages_in, sized, sure
from tests.bench.edits import new_day, nothing_changed, one_clause, one_contact, one_telephone
from tests.bench.page_weight import page_weight
from tests.bench.pdf_makers import pdf_vs_weasyprint
from tests.bench.portal_search import portal_search
from tests.bench.size import AUDIENCE, EXAMPLE, Size
from tests.bench.synthetic import write_trust
from tests.bench.versus import all_vs_plain, site_vs_plain

Say = Callable[[str], None]


def measure_all(work: Path, size: Size, say: Say) -> Iterator[Case]:
    """Every case, one after the other, so that none takes from another.

    Raises CommandFailed where a program did not do its work, and AssertionError where what it
    made is not what it had to make.
    """
    say("example-cold")
    yield example_cold(work / "example")
    say("page-weight")
    yield page_weight(work / "example/site")
    yield from measure_trust(work, size, say)
    say("redlines")
    yield {"name": "redlines", **redlines.measure()}


def measure_trust(work: Path, size: Size, say: Say) -> Iterator[Case]:
    """The cases of a synthetic trust of that size. Raises as `measure_all` does."""
    drafts, plain, approved = work / "drafts", work / "plain", work / "approved"
    say(f"writing {size.schools} schools with {size.policies} policies")
    write_trust(drafts, size, decisions=0)
    say("site-vs-plain-mkdocs")
    case, theirs = site_vs_plain(drafts, plain, size)
    yield case
    _remove(drafts, plain)
    write_trust(approved, size)
    say("site-with-history")
    yield with_history(approved, size)
    say("portal-search")
    yield portal_search(approved)
    _remove(approved)
    trust = work / "trust"
    say("writing it again, with two decisions on each policy")
    write_trust(trust, size, decisions=2, audience=AUDIENCE)
    say("all-vs-plain-mkdocs")
    yield all_vs_plain(trust, size, theirs)
    yield from pdf_vs_weasyprint(trust, work / "pdfs", say)
    yield from measure_edits(trust, size, say)


def measure_edits(trust: Path, size: Size, say: Say) -> Iterator[Case]:
    """Builds after nothing, a contact and a clause have changed, of the governors' folder with
    everything in it. Raises as `measure_all` does."""
    say("nothing-changed")
    yield nothing_changed(trust, size)
    say("new-day")
    yield new_day(trust, size)
    say("one-contact")
    yield one_contact(trust, size, AUDIENCE)
    say("one-telephone")
    yield one_telephone(trust, size, AUDIENCE)
    say("one-clause")
    yield one_clause(trust, size, AUDIENCE)


def example_cold(root: Path) -> Case:
    """The example trust with all its audiences and PDFs."""
    for name in ("templates", "schools", "site_overrides"):
        shutil.copytree(EXAMPLE / name, root / name)
    shutil.copy2(EXAMPLE / "mkdocs.yml", root)
    built = build(root)
    sure(built.pdfs > 0, "the example has no PDFs")
    return {"name": "example-cold", **_example_size(root), **built.figures()}


def with_history(trust: Path, size: Size) -> Case:
    """The same trust with every edition approved: its records read, its history published."""
    built = build(trust, "--no-pdfs")
    pages = pages_in(trust / "site/public")
    editions = size.schools * size.policies
    told = len(list((trust / "site/public").glob("*/*/versions/*/index.html")))
    sure(told == editions, f"{told} editions have a page of their own, of {editions}")
    return {"name": "site-with-history", **sized(size), "our_pages": pages, **built.figures()}


def _example_size(root: Path) -> Case:
    schools: Sequence[Path] = list((root / "schools").glob("*/school.yml"))
    policies: Sequence[Path] = list((root / "templates/policies").glob("*.yml"))
    return {"schools": len(schools), "policies": len(policies)}


def _remove(*folders: Path) -> None:
    """Give the disk back what is not needed any more."""
    for folder in folders:
        shutil.rmtree(folder)
