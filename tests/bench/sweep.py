"""How the cost grows with the trust: numbers of schools enter, a few cases for each leave.

The sites are made without PDFs for all schools; with PDFs for a few of them, since what a PDF
costs does not depend on how many others there are. Both are built from nothing, again with
nothing changed, and again with another head at one school.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tests.bench.building import Built, Case, build, on_disk, pages_in, sized, sure
from tests.bench.edits import HEAD, NEW_HEAD, build_again, build_with
from tests.bench.schools import schools_of
from tests.bench.size import Size
from tests.bench.synthetic import write_trust

WITH_PDFS = 5
"""How many schools are built with PDFs, however many there are."""
AUDIENCE = "public"
OTHER_HEAD = "Ottoline Rusk"


def sweep(
    work: Path, size: Size, numbers: Sequence[int], say: Callable[[str], None]
) -> Iterator[Case]:
    """The cases for each number of schools. Raises CommandFailed, and AssertionError where a build
    did not publish what it had to."""
    for number in numbers:
        trust, sized_so = work / str(number), replace(size, schools=number)
        say(f"writing {number} schools with {size.policies} policies")
        write_trust(trust, sized_so)
        schools = schools_of(sized_so)
        for case in _three(trust, schools, schools[0], NEW_HEAD, ("--no-pdfs",), say):
            yield {**case, **sized(sized_so)}
        shutil.rmtree(trust / "site")
        shutil.rmtree(trust / "build")
        few = schools[:WITH_PDFS]
        options = tuple(part for school in few for part in ("--school", school))
        for case in _three(trust, few, schools[0], OTHER_HEAD, options, say):
            yield {**case, **sized(sized_so)}
        shutil.rmtree(trust)


def _three(
    trust: Path,
    schools: Sequence[str],
    school: str,
    head: str,
    options: Sequence[str],
    say: Callable[[str], None],
) -> Iterator[Case]:
    """From nothing, with nothing changed, with another head at one school."""
    printed = "--no-pdfs" not in options
    kind = "pdfs" if printed else "pages"
    say(f"{kind}: cold")
    cold = build(trust, *options)
    published = {
        path.parent.parent.name
        for path in (trust / "site" / AUDIENCE).glob("*/contacts/index.html")
    }
    sure(published == set(schools), f"{len(published)} schools were published, not {len(schools)}")
    sure(bool(cold.pdfs) == printed, f"{cold.pdfs} PDFs were made")
    yield _case(trust, f"{kind}-cold", cold)
    say(f"{kind}: nothing changed")
    yield _case(trust, f"{kind}-nothing-changed", build_again(trust, *options))
    say(f"{kind}: one contact")
    contact = build_with(trust, AUDIENCE, school, HEAD, head, *options)
    yield _case(trust, f"{kind}-one-contact", contact)


def _case(trust: Path, name: str, built: Built) -> Case:
    pages = pages_in(trust / "site")
    return {
        "name": name,
        "our_pages": pages,
        "ms_a_page": round(built.cost.wall_s * 1000 / pages, 3),
        **built.figures(),
        "disk_bytes": on_disk(trust / "site", trust / "build"),
    }
