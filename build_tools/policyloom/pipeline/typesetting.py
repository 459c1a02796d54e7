"""Makes the PDFs that are not kept already. In: PDF jobs; out: kept files, and what went wrong.

The typesetter knows again, for ten PDFs, a paragraph that it has set. So the PDFs of one policy
are made one after the other, whichever school's they are.
"""

from __future__ import annotations

import errno
import pickle
import threading
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from policyloom.model.pages import Page
from policyloom.outputs.glyphs import font_characters, font_faults
from policyloom.outputs.pdf import PdfError, PdfMaker
from policyloom.outputs.pdf_json import page_json
from policyloom.outputs.redline_pdf import redline_print
from policyloom.outputs.site_changes import redline_of
from policyloom.outputs.site_life import Contrast
from policyloom.pipeline.checked import read_checked, write_checked
from policyloom.pipeline.clearing import used


@dataclass(frozen=True, slots=True)
class PdfJob:
    """A PDF to be made: its page, the addresses that it may link to, and where it is kept.

    With a `contrast` it is that of a comparison, and `page` is any page of the policy. `packed` is
    what the layout is given, where that is known already.
    """

    page: Page
    links: Mapping[str, str]
    kept: Path
    contrast: Contrast | None = None
    packed: bytes = b""


def print_data(
    page: Page, links: Mapping[str, str], contrast: Contrast | None
) -> Mapping[str, Any]:
    """What the layout is given for a page, or for a comparison."""
    if contrast is None:
        return page_json(page, links)
    return redline_print(redline_of(contrast, page), links)


@lru_cache(maxsize=4)
def pdf_maker(root: Path) -> PdfMaker:
    """The maker of a trust's PDFs: one for all that a process makes."""
    return PdfMaker(root)


def look_anew() -> None:
    """Let this process read layouts and fonts again, which may be others since its last build."""
    for kept in (pdf_maker, font_characters, font_faults):
        kept.cache_clear()


def make_pdfs(root: Path, jobs: Iterable[PdfJob], threads: int = 1) -> dict[Path, str]:
    """Make what is not kept already, on so many threads: what went wrong, by where it would be.

    A thread has a maker of its own: the typesetter works on one PDF at a time, and lets others
    work meanwhile.
    """
    ordered = sorted(jobs, key=_place)
    if threads < 2:
        return _failed((job, _tried(pdf_maker(root), job)) for job in ordered)
    own = threading.local()

    def begin() -> None:
        own.maker = PdfMaker(root)

    with ThreadPoolExecutor(threads, initializer=begin) as pool:
        tried = pool.map(lambda job: _tried(own.maker, job), ordered)
        return _failed(zip(ordered, tried, strict=True))


def kept_pdf(path: Path) -> bytes:
    """A PDF that was made. Raises OSError where somebody has damaged it since."""
    data = read_checked(path)
    if data is None:
        raise OSError(errno.EIO, "This file was changed while it was being published", str(path))
    return data


def _place(job: PdfJob) -> tuple[str, bool, str]:
    return job.page.policy, job.contrast is not None, job.page.edition


def _failed(tried: Iterable[tuple[PdfJob, str]]) -> dict[Path, str]:
    return {job.kept: problem for job, problem in tried if problem}


def _tried(maker: PdfMaker, job: PdfJob) -> str:
    """Make a PDF; what went wrong, or ""."""
    if read_checked(job.kept) is not None:
        used(job.kept)
        return ""
    try:
        write_checked(job.kept, _pdf(maker, job))
    except PdfError as error:
        return str(error)
    return ""


def _pdf(maker: PdfMaker, job: PdfJob) -> bytes:
    packed = job.packed
    data = pickle.loads(packed) if packed else print_data(job.page, job.links, job.contrast)
    return maker.make_from(job.page, data)
