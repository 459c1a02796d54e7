"""Which PDFs a school's site needs, and where each is kept. In: a shelf; out: PDF jobs by folder.

Nothing is made here: a PDF that is kept already is never made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policyloom.model.pages import Page
from policyloom.outputs.pdf import PdfMaker
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.making import PdfJob
from policyloom.pipeline.sites import Shelf

PDFS = "build/cache/pdf"


def printing(
    maker: PdfMaker, shelf: Shelf, links: Mapping[str, str], redlines: bool = False
) -> dict[str, PdfJob]:
    """The PDFs of a shelf by folder; `redlines` asks for those of the comparisons as well.

    Raises PdfError.
    """
    kept = maker.root / PDFS
    paths: dict[int, Path] = {}  # an edition may have a page of its own and be the policy's too
    jobs: dict[str, PdfJob] = {}
    for folder, page in shelf.printed():
        path = paths.get(id(page)) or kept / f"{maker.key(page, links)}.kept"
        paths[id(page)] = path
        jobs[folder] = PdfJob(page, links, path)
    if redlines:
        version = maker.version()
        for page, contrast in shelf.contrasted():
            path = kept / f"{key_of(version, contrast, _who(page), links)}.kept"
            jobs[contrast.folder] = PdfJob(page, links, path, contrast)
    return jobs


def _who(page: Page) -> object:
    """What a redline's PDF takes from the policy's page."""
    return page.masthead, page.title, page.summary, page.details, page.number, page.noun
