"""Which PDFs a school's site needs, and where each is kept. In: a shelf; out: PDF jobs by folder.

Nothing is made here: a PDF that is kept already is never made again.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping

from policyloom.model.pages import Page
from policyloom.model.remembered import remembered_as
from policyloom.outputs.pdf import PdfMaker
from policyloom.outputs.site_life import Contrast
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.sites import Shelf
from policyloom.pipeline.typesetting import PdfJob, print_data

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
    known: dict[int, PdfJob] = {}  # an edition may have a page of its own and be the policy's too
    jobs: dict[str, PdfJob] = {}
    for folder, page in shelf.printed():
        if id(page) not in known:
            known[id(page)] = _job(maker, page, links, engine)
        jobs[folder] = known[id(page)]
    if redlines:
        for page, contrast in shelf.contrasted():
            jobs[contrast.folder] = _job(maker, page, links, engine, contrast)
    return jobs


def _job(
    maker: PdfMaker,
    page: Page,
    links: Mapping[str, str],
    engine: str,
    contrast: Contrast | None = None,
) -> PdfJob:
    """A PDF's job. Its key is worked out once for the same page, links and engine."""
    packed = b""

    def made() -> str:
        nonlocal packed
        data = print_data(page, links, contrast)
        packed = pickle.dumps(data)
        return maker.key(page, data)

    if engine:
        known = key_of(engine, maker.version(), page, sorted(links.items()), contrast)
        key = remembered_as("pdf", known.encode(), made)
    else:
        key = made()
    return PdfJob(page, links, maker.root / PDFS / f"{key}.kept", contrast, packed)
