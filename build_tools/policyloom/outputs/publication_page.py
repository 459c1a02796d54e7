"""The page of what a school must publish: what it does publish of that enters, an article leaves.

It names nothing that is wanting: it is for everybody.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from markupsafe import Markup

from policyloom.model.dates import say_date
from policyloom.model.pages import Contact, Detail
from policyloom.outputs.html import Article
from policyloom.outputs.html_nodes import TocEntry
from policyloom.outputs.markup import outward, tag
from policyloom.outputs.register_rows import Publication, PublicItem

FOLDER = "publication"
TITLE = "What the school publishes by law"
ABOUT = "What the law or official guidance asks the school to publish, and where it stands."
_MUST = "These have to be published."
_SHOULD = "Official guidance advises schools to publish these."


def publication_article(said: Publication, name: str, ask: tuple[Contact, ...]) -> Article:
    """The page. `name` is the school's; `ask` are those who answer where something is not found."""
    parts = [("must", "Required", _MUST, said.must), ("should", "Advised", _SHOULD, said.should)]
    shown = [part for part in parts if part[3]]
    html = tag(
        "div",
        tag("h1", TITLE, id="title"),
        tag("p", _about(name), class_="summary"),
        *[_part(*part) for part in shown],
        _elsewhere(said, ask),
        class_="policy publication",
    )
    toc = [TocEntry(1, "title", TITLE)]
    toc += [TocEntry(2, id_, heading) for id_, heading, _, _ in shown]
    toc.append(TocEntry(2, "not-here", "If you look for something else"))
    return Article(str(html), tuple(toc), ())


def _about(name: str) -> str:
    return (
        f"What the law or official guidance asks schools such as {name} to publish. Each entry "
        "leads to where it stands."
    )


def _part(id_: str, heading: str, words: str, items: tuple[PublicItem, ...]) -> Markup:
    listed = tag("ul", *[_item(item) for item in items], class_="published")
    return tag("section", tag("h2", heading, id=id_), tag("p", words), listed, aria_labelledby=id_)


def _item(item: PublicItem) -> Markup:
    alone = len(item.links) == 1 and item.links[0].value.casefold() == item.title.casefold()
    head = _link(item.links[0]) if alone else Markup("")
    links = () if alone else tuple(tag("span", _link(link)) for link in item.links)
    due = tag("span", f"Brought up to date: {item.due}", class_="published__due")
    return tag(
        "li",
        tag("strong", head or item.title, class_="published__title"),
        *links,
        _hosts(item),
        due if item.due else "",
    )


def _hosts(item: PublicItem) -> Markup:
    """Which other sites the links lead to."""
    hosts = dict.fromkeys(urlsplit(link.href).hostname or "" for link in item.links)
    told = " and ".join(host for host in hosts if host)
    return tag("span", f"On {told}", class_="published__due") if told else Markup("")


def _link(link: Detail) -> Markup:
    """A page of this site, by its folder below the school's, or an address elsewhere."""
    away = outward(link.href)
    return tag("a", link.value, href=away or f"../{link.href}")


def _elsewhere(said: Publication, ask: tuple[Contact, ...]) -> Markup:
    lines = [line for contact in ask if (line := _contact(contact))]
    return tag(
        "section",
        tag("h2", "If you look for something else", id="not-here"),
        tag("p", "Ask the school.") if lines else "",
        tag("ul", *lines, class_="people") if lines else "",
        tag(
            "p",
            "This page follows the trust’s register of what the law and guidance ask, whose "
            f"sources were last read on {say_date(said.checked)}.",
            class_="published__checked",
        ),
        aria_labelledby="not-here",
    )


def _contact(contact: Contact) -> Markup:
    phone = contact.phone.replace(" ", "")
    parts = (
        tag("span", contact.post, class_="people__post") if contact.post else "",
        tag("strong", contact.name) if contact.name else "",
        tag("a", contact.phone, href=f"tel:{phone}") if phone else "",
        tag("a", contact.email, href=f"mailto:{contact.email}") if contact.email else "",
    )
    return tag("li", *parts) if contact.phone or contact.email else Markup("")
