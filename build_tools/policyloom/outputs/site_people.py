"""The contacts page of a school's site: people and addresses enter, an article leaves."""

from __future__ import annotations

from markupsafe import Markup

from policyloom.model.letters import capital
from policyloom.model.pages import Contact, Detail
from policyloom.outputs.html import Article
from policyloom.outputs.html_nodes import TocEntry
from policyloom.outputs.markup import join, outward, tag
from policyloom.outputs.site import SchoolSite
from policyloom.outputs.site_school import ContactGroup, Someone

FOLDER = "contacts"


def contacts_article(site: SchoolSite) -> Article:
    """Everyone whom the school's site names, by body."""
    title = f"Contacts at {site.name}"
    html = tag(
        "div",
        tag("h1", title, id="title"),
        tag(
            "p",
            "The people and offices that the school’s policies name. Each stands here once, "
            "with everything they are responsible for.",
            class_="summary",
        ),
        *[_group(group) for group in site.directory],
        class_="policy contacts-page",
    )
    toc = [TocEntry(1, "title", title)]
    toc += [TocEntry(2, f"contacts-{g.id}", g.title) for g in site.directory]
    return Article(str(html), tuple(toc), ())


def _group(group: ContactGroup) -> Markup:
    name = f"contacts-{group.id}"
    people = [_someone(person) for person in group.people]
    return tag(
        "section",
        tag("h2", group.title, id=name),
        _where(group),
        tag("ul", *people, class_="people") if people else "",
        aria_labelledby=name,
    )


def _where(group: ContactGroup) -> Markup:
    lines: list[str] = []
    for line in group.address:
        lines += [tag("br"), line] if lines else [line]
    address = tag("address", *lines) if lines else ""
    details = [tag("div", tag("dt", d.label), tag("dd", _value(d))) for d in group.lines]
    if not address and not details:
        return Markup("")
    shown = tag("dl", *details) if details else ""
    return tag("div", address, shown, class_="whereabouts")


def _value(detail: Detail) -> Markup:
    href = outward(detail.href)
    return tag("a", detail.value, href=href) if href else join([detail.value])


def _someone(person: Someone) -> Markup:
    name = capital(person.name)
    return tag("li", tag("strong", name), *[_post(post, person.name) for post in person.posts])


def _post(post: Contact, name: str) -> Markup:
    phone = post.phone.replace(" ", "")
    return tag(
        "span",
        tag("span", post.post, class_="people__post") if post.post != name else "",
        tag("a", post.phone, href=f"tel:{phone}") if phone else "",
        tag("a", post.email, href=f"mailto:{post.email}") if post.email else "",
        class_="people__line",
    )
