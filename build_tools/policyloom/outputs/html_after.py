"""What stands on a page after an edition's text: a `Page` enters, escaped HTML leaves.

None of it is approved text: what is different at the school, related documents, whom to ask, and
the lines on which people sign.
"""

from __future__ import annotations

from markupsafe import Markup

from policyloom.model.editions import Origin
from policyloom.model.letters import small
from policyloom.model.pages import Contact, Difference, Page, RelatedLine
from policyloom.model.policies import RelatedKind
from policyloom.outputs.html_nodes import NodeWriter, TocEntry, anchor
from policyloom.outputs.markup import join, tag

DIFFERENT = "What is different at this school"

_RELATED = {
    RelatedKind.POLICY: "Policies",
    RelatedKind.DOCUMENT: "Other documents",
    RelatedKind.LAW: "Laws and guidance",
}
_DONE = {
    Origin.KEPT: "Kept",
    Origin.SET: "Set: the school gives its own word or figure",
    Origin.CHOSEN: "Chosen by the school",
    Origin.REPLACED: "Replaced by the school’s own words",
    Origin.OMITTED: "Omitted",
    Origin.ADDED: "Added by the school",
    Origin.NOT_APPLICABLE: "Not applicable",
}


def after_text(
    page: Page, writer: NodeWriter, ask: tuple[Contact, ...] = (), redline: str = ""
) -> Markup:
    """What stands after the text: what is different here, related documents, whom to ask, the
    sign-off. `redline` is the address of the comparison with the trust's text, or ""."""
    parts = [
        _differences(page, writer, redline),
        _related(page.related, writer),
        _ask(ask, writer),
        _signoff(page.signoff, writer),
        _provider(page, writer),
        tag("p", page.end_mark, class_="end-mark") if page.end_mark else Markup(""),
    ]
    return tag("div", *parts, class_="back") if any(parts) else Markup("")


def _titled(writer: NodeWriter, name: str, title: str, *content: str) -> Markup:
    """A part after the text, with a heading that the table of contents knows."""
    chosen = writer.claim(name, "")
    writer.toc.append(TocEntry(2, chosen, title))
    return tag("section", tag("h2", title, id=chosen), *content, class_=name)


def _related(lines: tuple[RelatedLine, ...], writer: NodeWriter) -> Markup:
    if not lines:
        return Markup("")
    groups: list[str] = []
    for kind, heading in _RELATED.items():
        items = [tag("li", _related_line(line, writer)) for line in lines if line.kind is kind]
        if items:
            groups += [tag("h3", heading), tag("ul", *items)]
    return _titled(writer, "related", "Related documents", *groups)


def _related_line(line: RelatedLine, writer: NodeWriter) -> Markup:
    number = f" ({line.number})" if line.number else ""
    return join([writer.link(line.href, line.title), number])


def _signoff(posts: tuple[Contact, ...], writer: NodeWriter) -> Markup:
    if not posts:
        return Markup("")
    heads = [tag("th", word, scope="col") for word in ("Position", "Name", "Signature", "Date")]
    rows = [
        tag(
            "tr",
            tag("th", post.post, scope="row"),
            tag("td", post.name, data_label="Name"),
            tag("td", data_label="Signature"),
            tag("td", data_label="Date"),
        )
        for post in posts
    ]
    caption = tag("caption", "Who signs this document", class_="spoken")
    table = tag(
        "table", caption, tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="loom-table"
    )
    return _titled(writer, "signoff", "Sign-off", table)


def _provider(page: Page, writer: NodeWriter) -> Markup:
    if not page.provider_name and not page.provider:
        return Markup("")
    people = [tag("li", contact(person)) for person in page.provider]
    title = page.provider_name or "Advice"
    return _titled(writer, "provider", title, tag("ul", *people) if people else "")


def contact(person: Contact) -> Markup:
    """A person with the ways to reach them: post, name, e-mail address and telephone number."""
    phone = person.phone.replace(" ", "")
    parts = [
        tag("span", person.post, class_="post") if person.post else "",
        tag("span", person.name, class_="name") if person.name else "",
        tag("a", person.email, href=f"mailto:{person.email}") if person.email else "",
        tag("a", person.phone, href=f"tel:{phone}") if person.phone else "",
    ]
    return tag("span", Markup(" ").join(part for part in parts if part), class_="contact")


def _ask(people: tuple[Contact, ...], writer: NodeWriter) -> Markup:
    if not people:
        return Markup("")
    items = [tag("li", contact(person)) for person in people]
    return _titled(writer, "whom", "Who to ask", tag("ul", *items, class_="plain"))


def _differences(page: Page, writer: NodeWriter, redline: str) -> Markup:
    """The clauses that do not read as the trust's do, each with what was done to it and why."""
    if not page.differences:
        return Markup("")
    items = [_difference(alike, writer) for alike in different(page)]
    more = tag("a", "See the words side by side with the trust’s", href=redline)
    return _titled(
        writer,
        "differences",
        DIFFERENT,
        tag("p", f"In this {page.noun} the school has its own way in these:", class_="quiet"),
        tag("ul", *items),
        tag("p", "Every other clause is in the trust’s words.", class_="quiet"),
        tag("p", more) if redline else "",
    )


def different(page: Page) -> list[list[Difference]]:
    """What is different at the school, a clause that stands in several places counted once."""
    alike: dict[tuple[str, ...], list[Difference]] = {}
    for found in page.differences:
        kind = (found.title, found.origin.value, found.because, found.choice)
        alike.setdefault(kind, []).append(found)
    return list(alike.values())


def _difference(alike: list[Difference], writer: NodeWriter) -> Markup:
    first = alike[0]
    done = _DONE[first.origin]
    choice = f": {small(first.choice)}" if first.choice else ""
    places = f" In {len(alike)} places." if len(alike) > 1 else ""
    kind = tag("span", f"{done}{choice}.{places}", class_="kind")
    why = tag("span", first.because, class_="because") if first.because else ""
    # A clause of the school's own has no title but what was done.
    said = "" if first.title == done else join([" ", kind])
    return tag("li", tag("strong", _place_of(alike, writer)), said, why)


def _place_of(alike: list[Difference], writer: NodeWriter) -> Markup:
    """The clause's title, a link to its first place where it stands on this page."""
    names = (anchor(found.key) for found in alike)
    place = next((name for name in names if name in writer.occurrences), "")
    title = alike[0].title
    return tag("a", title, href=f"#{place}") if place else join([title])
