"""The trust's page for printed copies: what the schools publish enters, the page's HTML leaves.

A code names its school. The page leads on to that school's own page, which knows what the copy is.
"""

from __future__ import annotations

from markupsafe import Markup

from policyloom.outputs.copies import school_part
from policyloom.outputs.copy_known import Answer
from policyloom.outputs.copy_page import FOLDER, TITLE, asking, wrong_codes
from policyloom.outputs.html import Article
from policyloom.outputs.html_nodes import TocEntry
from policyloom.outputs.markup import tag
from policyloom.outputs.site import PortalSchool, PortalSite

ABOUT = "What a printed copy of any school’s policy is today: type its code."
_PAGE = f"{FOLDER}/"
_HEADS = ("Code begins", "School")


def answering(portal: PortalSite) -> tuple[PortalSchool, ...]:
    """The schools that publish a page for their copies: those of a site with an address, but for
    one whose last release is older than that. A preview does not know which pages there are."""
    return tuple(
        school
        for school in (portal.schools if portal.site_url else ())
        if not school.pages or any(page.url == _PAGE for page in school.pages)
    )


def copies_article(portal: PortalSite) -> Article:
    """The page that finds the school of a code; without scripts, the list of schools."""
    schools = sorted(answering(portal), key=lambda school: (school_part(school.id), school.name))
    html = tag(
        "div",
        tag("h1", TITLE, id="title"),
        *asking("", _sayings(portal.trust)),
        tag("h2", "Each school’s copies", id="schools"),
        tag("p", *_how(), class_="copy-how"),
        tag(
            "table",
            tag("thead", tag("tr", *(tag("th", words, scope="col") for words in _HEADS))),
            tag("tbody", *map(_row, schools)),
            class_="loom-table copies__table",
            aria_labelledby="schools",
        ),
        class_="policy copies",
    )
    toc = (TocEntry(1, "title", TITLE), TocEntry(2, "schools", "Each school’s copies"))
    return Article(str(html), toc, ())


def _sayings(trust: str) -> dict[str, Answer]:
    return {
        **wrong_codes(),
        "unknown": Answer(
            "unknown",
            "Unknown",
            f"The code is a possible one, but no school of {trust} has codes that begin so. Do not "
            "rely on this copy: ask the school that it names.",
        ),
        "found": Answer("found", "The school is found", "Its page tells what the copy is today:"),
        "several": Answer(
            "found",
            "More than one school has codes that begin so",
            "The copy names its school. That school’s page tells what the copy is today:",
        ),
    }


def _how() -> tuple[str, ...]:
    return (
        "The first two characters of a code are the school’s. Its page lists every copy ",
        "that it knows, and says what each is today.",
    )


def _row(school: PortalSchool) -> Markup:
    begins = school_part(school.id)
    return tag(
        "tr",
        tag("th", tag("code", begins), scope="row", data_label=_HEADS[0]),
        tag("td", tag("a", school.name, href=f"../{school.url}{_PAGE}"), data_label=_HEADS[1]),
        data_begins=begins,
    )
