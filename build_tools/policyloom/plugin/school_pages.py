"""A school's own pages beside its policies: its front page, its contacts, and the pages of roles.

In: a school's site and its frame. Out: planned pages by MkDocs' name for them, below the school's
folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from policyloom.model.schools import Role
from policyloom.outputs.html import Article
from policyloom.outputs.linked_data import school_data
from policyloom.outputs.site import SchoolSite
from policyloom.outputs.site_news import news
from policyloom.outputs.site_people import FOLDER as CONTACTS
from policyloom.outputs.site_people import contacts_article
from policyloom.outputs.site_roles import FOLDER as ROLES
from policyloom.outputs.site_roles import role_article, role_group, roles_article, told_roles
from policyloom.outputs.site_search import link_entry
from policyloom.outputs.site_views import Frame
from policyloom.plugin.planned import Planned

TEMPLATE = "policy.html"


def school_pages(site: SchoolSite, frame: Frame) -> Iterator[tuple[str, Planned]]:
    """The front page, the contacts, and a page for each role that some rule concerns."""
    told = told_roles(site)
    yield "index.md", _home(site, frame, told)
    if site.directory:
        words = "Telephone numbers, email addresses and people."
        yield (
            f"{CONTACTS}.md",
            _page(frame, CONTACTS, "Contacts", words, partial(contacts_article, site)),
        )
    if told:
        make = partial(roles_article, site, told)
        yield f"{ROLES}/index.md", _page(frame, ROLES, "Find the rules for you", "", make)
    for role, count in told:
        title = f"If you are {role.words}"
        words = "The rule that names you." if count == 1 else f"The {count} rules that name you."
        folder = role_group(role)
        make = partial(role_article, site, role, told)
        yield f"{folder}.md", _page(frame, folder, title, words, make)


def _home(site: SchoolSite, frame: Frame, told: tuple[tuple[Role, int], ...]) -> Planned:
    lines = news(site)
    return Planned(
        template="school.html",
        title="Policies",
        frame=frame,
        words="school.md",
        facts={"school.name": site.name, "trust.name": site.trust},
        updated=lines[0].day if lines else "",
        context={
            "audience": site.audience.value,
            "data": school_data(site),
            "news": lines,
            "roles": told,
        },
    )


def _page(
    frame: Frame, folder: str, title: str, words: str, make: Callable[[], Article]
) -> Planned:
    return Planned(
        template=TEMPLATE,
        title=title,
        frame=frame,
        description=words,
        article=make,
        # One result for the page: its words are the policies', which are found where they stand.
        results=(link_entry(f"{folder}/", title, words),),
        within=folder,
        group=folder,
    )
