"""The page that answers for printed copies. In: a school's site; out: the planned page, by name.

A site without an address has no such page, because its PDFs cannot lead to one and bear no code.
"""

from __future__ import annotations

from collections.abc import Iterator

from policyloom.outputs.copy_page import ABOUT, FOLDER, TITLE, copy_article
from policyloom.outputs.site import SchoolSite
from policyloom.outputs.site_search import link_entry
from policyloom.outputs.site_views import Frame
from policyloom.plugin.planned import Planned

TEMPLATE = "copy.html"


def copy_pages(site: SchoolSite, frame: Frame) -> Iterator[tuple[str, Planned]]:
    """The page at `copy/`, or nothing."""
    if site.site_url:
        yield (
            f"{FOLDER}.md",
            Planned(
                template=TEMPLATE,
                title=TITLE,
                frame=frame,
                description=ABOUT,
                article=lambda: copy_article(site),
                results=(link_entry(f"{FOLDER}/", TITLE, ABOUT),),
                group=FOLDER,
            ),
        )
