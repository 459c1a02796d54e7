"""The page of what a school publishes by law, and, for governors, that of the statutory register.

In: a school's site. Out: planned pages by MkDocs' name for them, below the school's folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from policyloom.model.pages import Contact
from policyloom.outputs import publication_page, register_page
from policyloom.outputs.html import Article
from policyloom.outputs.site import SchoolSite
from policyloom.outputs.site_search import link_entry
from policyloom.outputs.site_views import Frame
from policyloom.plugin.planned import Planned

TEMPLATE = "register.html"


def register_pages(site: SchoolSite, frame: Frame) -> Iterator[tuple[str, Planned]]:
    """The pages, as far as the site has something to say on them."""
    page = publication_page
    if site.publication is not None:
        make = partial(page.publication_article, site.publication, site.name, _office(site))
        yield _page(frame, page.FOLDER, page.TITLE, page.ABOUT, make)
    if site.register is not None:
        told = partial(register_page.register_article, site.register)
        own = register_page
        yield _page(frame, own.FOLDER, own.TITLE, own.ABOUT, told)


def _office(site: SchoolSite) -> tuple[Contact, ...]:
    """How to reach the school's office."""
    said = {line.href.partition(":")[0]: line.value for line in site.masthead.contacts}
    office = Contact("School office", "", said.get("mailto", ""), said.get("tel", ""))
    return (office,) if office.email or office.phone else site.contacts[:1]


def _page(
    frame: Frame, folder: str, title: str, about: str, make: Callable[[], Article]
) -> tuple[str, Planned]:
    planned = Planned(
        template=TEMPLATE,
        title=title,
        frame=frame,
        description=about,
        article=make,
        results=(link_entry(f"{folder}/", title, about),),
        within=folder,
        group=folder,
    )
    return f"{folder}.md", planned
