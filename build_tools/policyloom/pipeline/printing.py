"""Which PDFs a school's site needs, and where each is kept. In: a shelf; out: PDF jobs by folder.

Nothing is made here: a PDF that is kept already is never made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from policyloom.model.pages import Page
from policyloom.model.remembered import remembered_as
from policyloom.outputs.pdf import PdfMaker
from policyloom.outputs.redline_pdf import RedlinePdfMaker
from policyloom.outputs.site_changes import redline_of
from policyloom.outputs.site_life import Contrast
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.sites import Shelf
from policyloom.pipeline.typesetting import PdfJob

PDFS = "build/cache/pdf"


def printing(
    maker: PdfMaker,
    shelf: Shelf,
    links: Mapping[str, str],
    redlines: bool = False,
    engine: str = "",
) -> dict[str, PdfJob]:
    """The PDFs of a shelf by folder; `redlines` asks for those of the comparisons as well.

    `engine` is a key of all that stands in a PDF besides the page, or "" where none is known.

    Raises PdfError.
    """
    kept = maker.root / PDFS
    paths: dict[int, Path] = {}  # an edition may have a page of its own and be the policy's too
    jobs: dict[str, PdfJob] = {}
    for folder, page in shelf.printed():
        path = paths.get(id(page)) or kept / f"{_key(maker, page, links, engine)}.kept"
        paths[id(page)] = path
        jobs[folder] = PdfJob(page, links, path)
    if redlines:
        for page, contrast in shelf.contrasted():
            path = kept / f"{_key(maker, page, links, engine, contrast)}.kept"
            jobs[contrast.folder] = PdfJob(page, links, path, contrast)
    return jobs


def _key(
    maker: PdfMaker,
    page: Page,
    links: Mapping[str, str],
    engine: str,
    contrast: Contrast | None = None,
) -> str:
    """The key of a PDF: worked out once for the same page, links and engine."""

    def made() -> str:
        if contrast is None:
            return maker.key(page, links)
        return RedlinePdfMaker(maker).key(redline_of(contrast, page), links)

    if not engine:
        return made()
    known = key_of(engine, maker.version(), page, sorted(links.items()), contrast)
    return remembered_as("pdf", known.encode(), made)
