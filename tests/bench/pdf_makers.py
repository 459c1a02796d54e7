"""The same policies' PDFs by two makers: a published trust enters, `pdf-vs-weasyprint` leaves.

Each maker is a process of its own that makes one PDF after the other. What it makes them of is
ready when it starts: for ours the pages as data, as a build hands them over; for WeasyPrint the
article of each published page, with a small print style.

WeasyPrint is there for this case alone (`uv sync --group bench`). Without it, the case is left out.
"""

from __future__ import annotations

import importlib
import pickle
import random
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf

from policyloom.findings import Findings
from policyloom.model.pages import Page
from policyloom.outputs.pdf import PdfMaker
from policyloom.pipeline.shelves import school_shelves
from policyloom.pipeline.sites import pdf_links
from policyloom.pipeline.weave import weave
from tests.bench.building import Built, Case, ratios, sure, written
from tests.bench.measure import run
from tests.bench.size import AUDIENCE, EXAMPLE, TODAY

SAMPLE = 20
PAGES, OURS, THEIRS = "pages.pickle", "policyloom", "weasyprint"
STYLE = Path(__file__).with_name("print.css")
_DOCUMENT = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{}</title></head>'
    "<body>{}</body></html>"
)
Ready = tuple[Page, Mapping[str, str]]
"""A page as a build hands it to its maker of PDFs, and the addresses that it may link to."""


def pdf_vs_weasyprint(trust: Path, work: Path, say: Callable[[str], None]) -> Iterator[Case]:
    """The case, for a trust that is published with PDFs; no case without WeasyPrint.

    Raises CommandFailed where a maker fails, and AssertionError where our PDFs are not the
    published ones, or one of either is missing.
    """
    if not has_weasyprint():
        say("pdf-vs-weasyprint is left out: WeasyPrint cannot be used here")
        return
    say("pdf-vs-weasyprint")
    names = prepare(trust, work)
    ours, theirs = (_measured(maker, trust, work) for maker in (OURS, THEIRS))
    for name in names:
        published = (trust / "site" / AUDIENCE / name).read_bytes()
        same = (work / OURS / Path(name).name).read_bytes() == published
        sure(same, f"the PDF made anew is not the one that is published as {name}")
    yield _case(work, len(names), ours, theirs)


def has_weasyprint() -> bool:
    """Whether WeasyPrint is installed, with the programs' libraries that it draws letters with."""
    tried = [sys.executable, "-c", "import weasyprint"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def prepare(trust: Path, work: Path) -> list[str]:
    """Lay ready what both makers need for a sample of the policies; the names of the published
    PDFs, below the audience's folder, are returned."""
    site = trust / "site" / AUDIENCE
    folders = sorted(path.parent for path in site.glob("*/*/versions"))
    chosen = random.Random(1).sample(folders, min(SAMPLE, len(folders)))
    work.mkdir()
    for name in (OURS, THEIRS):
        (work / name).mkdir()
    pages = _pages(trust, {folder.parent.name for folder in chosen})
    ready: dict[str, Ready] = {}
    for folder in chosen:
        school, policy = folder.parent.name, folder.name
        name = f"{school}-{policy}"
        ready[name] = pages[school, policy]
        (work / f"{name}.html").write_text(_article(folder / "index.html"), "utf-8")
    (work / PAGES).write_bytes(pickle.dumps(ready))
    return [f"{f.parent.name}/{f.name}/{f.parent.name}-{f.name}.pdf" for f in chosen]


def _pages(trust: Path, schools: set[str]) -> dict[tuple[str, str], Ready]:
    """The page of each policy in force at these schools, as a build has it."""
    findings = Findings()
    woven = weave(trust, TODAY, findings)
    assert woven is not None, list(findings)
    return {
        (school, folder): (page, pdf_links(woven.estate, shelf))
        for school in schools
        for shelf in school_shelves(woven, school, findings)
        for folder, page in shelf.printed()
    }


def _article(page: Path) -> str:
    """The article of a published page as a document of its own."""
    tree: Any = lxml.html.fromstring(page.read_bytes())
    (article,) = tree.xpath("//article")
    return _DOCUMENT.format(page.parent.name, lxml.html.tostring(article, encoding="unicode"))


def make_ours(trust: Path, work: Path) -> None:
    """Our maker's part, in a process of its own."""
    maker = PdfMaker(trust)
    ready: dict[str, Ready] = pickle.loads((work / PAGES).read_bytes())
    for name, (page, links) in ready.items():
        (work / OURS / f"{name}.pdf").write_bytes(maker.make(page, links))


def make_theirs(work: Path) -> None:
    """WeasyPrint's part, in a process of its own: accessible PDFs, as ours are."""
    weasyprint: Any = importlib.import_module("weasyprint")
    fonts: Any = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
    style = weasyprint.CSS(filename=str(STYLE), font_config=fonts)
    for page in sorted(work.glob("*.html")):
        target = work / THEIRS / f"{page.stem}.pdf"
        weasyprint.HTML(filename=str(page)).write_pdf(
            str(target), stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1"
        )


def _measured(maker: str, trust: Path, work: Path) -> Built:
    command = [sys.executable, "-m", "tests.bench.pdf_makers", maker, str(trust), str(work)]
    cost = run(command, EXAMPLE)
    return Built(cost, written(work / maker))


def _case(work: Path, number: int, ours: Built, theirs: Built) -> Case:
    sheets = {maker: _sheets(work / maker, number) for maker in (OURS, THEIRS)}
    return {
        "name": "pdf-vs-weasyprint",
        "sampled": number,
        "sheets": sheets[OURS],
        "ours_s": round(ours.cost.wall_s, 2),
        "cpu_s": round(ours.cost.cpu_s, 2),
        "peak_mib": round(ours.cost.peak_mib),
        "files": ours.written.files,
        "bytes": ours.written.bytes,
        "ms_a_sheet": round(ours.cost.wall_s * 1000 / sheets[OURS], 1),
        "weasyprint_sheets": sheets[THEIRS],
        "weasyprint_s": round(theirs.cost.wall_s, 2),
        "weasyprint_cpu_s": round(theirs.cost.cpu_s, 2),
        "weasyprint_peak_mib": round(theirs.cost.peak_mib),
        "weasyprint_files": theirs.written.files,
        "weasyprint_bytes": theirs.written.bytes,
        "weasyprint_ms_a_sheet": round(theirs.cost.wall_s * 1000 / sheets[THEIRS], 1),
        **ratios(ours, theirs),
    }


def _sheets(folder: Path, number: int) -> int:
    """How many pages the PDFs have. Raises AssertionError where one is missing."""
    pdfs = list(folder.glob("*.pdf"))
    sure(len(pdfs) == number, f"{folder} has {len(pdfs)} PDFs, and {number} were asked for")
    total = 0
    for path in pdfs:
        with pikepdf.open(path) as pdf:
            total += len(pdf.pages)
    return total


if __name__ == "__main__":
    maker, trust, work = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if maker == OURS:
        make_ours(trust, work)
    else:
        make_theirs(work)
