"""Which PDFs a school's site needs, and where each is kept. In: a shelf; out: PDF jobs by folder.

Nothing is made here: a PDF that is kept already is never made again.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping

from policyloom.model.pages import Page
from policyloom.outputs.pdf import PdfMaker
from policyloom.outputs.site_life import Contrast
from policyloom.pipeline.keys import key_of
from policyloom.pipeline.sites import Shelf
from policyloom.pipeline.typesetting import PdfJob, print_data

PDFS = "build/cache/pdf"
Recall = Callable[[str, Callable[[], str]], str]
"""Knows again what was made of something, by a key of that; or else has it made."""


def _anew(_: str, make: Callable[[], str]) -> str:
    return make()


def printing(
    maker: PdfMaker,
    shelf: Shelf,
    links: Mapping[str, str],
    redlines: bool = False,
    engine: str = "",
    recall: Recall = _anew,
) -> dict[str, PdfJob]:
    """The PDFs of a shelf by folder; `redlines` asks for those of the comparisons as well.

    `engine` is a key of all that stands in a PDF besides the page; the keys of PDFs are made
    through `recall`.

    Raises PdfError.
    """
    around = key_of(engine, maker.version(), sorted(links.items()))
    known: dict[int, PdfJob] = {}  # an edition may have a page of its own and be the policy's too
    jobs: dict[str, PdfJob] = {}
    for folder, page in shelf.printed():
        if id(page) not in known:
            known[id(page)] = _job(maker, page, links, around, recall)
        jobs[folder] = known[id(page)]
    if redlines:
        for page, contrast in shelf.contrasted():
            jobs[contrast.folder] = _job(maker, page, links, around, recall, contrast)
    return jobs


def _job(
    maker: PdfMaker,
    page: Page,
    links: Mapping[str, str],
    around: str,
    recall: Recall,
    contrast: Contrast | None = None,
) -> PdfJob:
    """A PDF's job. Its key is asked for by a key of the page and of what is `around`."""
    packed = b""

    def made() -> str:
        nonlocal packed
        data = print_data(page, links, contrast)
        packed = pickle.dumps(data)
        return maker.key(page, data)

    key = recall(key_of(around, page, contrast), made)
    return PdfJob(page, links, maker.root / PDFS / f"{key}.kept", contrast, packed)
