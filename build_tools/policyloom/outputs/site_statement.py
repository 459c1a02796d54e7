"""The accessibility statement of a site: what the trust says and what is known of the pages enter,
an article leaves.

What it says of tests is what this project's own tests do (tests/browser, tests/pdf); it promises
no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from policyloom.model.dates import say_date
from policyloom.model.pages import Contact, Detail
from policyloom.outputs.html import Article
from policyloom.outputs.html_nodes import TocEntry
from policyloom.outputs.markup import join, outward, tag

FOLDER = "accessibility"
TITLE = "Accessibility statement"
ABOUT = "How easy these pages are meant to be to use, what was checked, and whom to tell."
WCAG = "https://www.w3.org/TR/WCAG22/"

_MADE = (
    "They can be used with a keyboard alone, and the place you are at is always marked.",
    "They fit a screen 320 pixels wide, and text can be enlarged to four times its size without "
    "reading from side to side; wide tables scroll by themselves.",
    "They have light and dark colours, and keep movement still for those who ask their device "
    "for that.",
    "Nothing is told by colour alone: what was added or removed is also said in words.",
    "Everything but the search and a few shortcuts works without JavaScript.",
    "Each PDF that is made with them has its headings, lists, tables and pictures marked, so that "
    "they can be read aloud in the right order.",
)
_CHECKED = (
    "The program that makes these pages, policyloom, is tested whenever it is changed. axe-core, "
    "which finds faults against WCAG 2.2, looks at every kind of page, wide and narrow, in "
    "light and dark colours, with the menu and the search open. A test goes through pages by "
    "keyboard. Each PDF is made to the standard PDF/UA-1, and its structure is looked through.",
    "Programs find some barriers and miss others. They cannot tell whether words are clear.",
)
_UNKNOWN = (
    "The tests look at policyloom’s own example. They do not know the words and pictures that "
    "are published here, nor a change that was made to the look of this site.",
    "No independent body has certified these pages or PDFs.",
)
_NO_CHECK = (
    "No check of this site by people, for example by somebody who uses a screen reader, is "
    "recorded here."
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a site says of its accessibility.

    `who` is the school or trust that publishes it; `reviewed` is ISO 8601. Where the trust has
    said nothing, `contact` is the office and the rest is "".
    """

    who: str
    contact: Contact
    reviewed: str = ""
    method: str = ""
    reply: str = ""
    problems: tuple[str, ...] = ()
    body: str = ""
    url: str = ""


def statement_article(said: Statement, elsewhere: tuple[Detail, ...] = ()) -> Article:
    """The statement's page. `elsewhere` are documents that were made by other means, as links."""
    parts = list(_parts(said, elsewhere))
    html = tag(
        "div",
        tag("h1", TITLE, id="title"),
        tag("p", *_about(said), class_="summary"),
        *[tag("section", tag("h2", title, id=name), *body) for name, title, body in parts],
        class_="policy statement",
    )
    toc = (TocEntry(1, "title", TITLE), *(TocEntry(2, name, title) for name, title, _ in parts))
    return Article(str(html), toc, ())


def _parts(
    said: Statement, elsewhere: tuple[Detail, ...]
) -> Iterator[tuple[str, str, tuple[Markup, ...]]]:
    yield "tell-us", "If something is hard to use", _tell(said)
    yield "made-to", "What these pages are made to do", (_aim(), _listed(_MADE))
    checked = [tag("p", words) for words in _CHECKED]
    if said.method:
        checked.append(tag("p", "What we did ourselves: ", said.method))
    yield "checked", "What was checked", tuple(checked)
    yield "not-known", "What is not known", _unknown(said, elsewhere)
    yield "problems", "Known problems", _problems(said)
    if said.body:
        yield "enforcement", "If our answer does not help", (_enforcement(said),)


def _about(said: Statement) -> tuple[str, ...]:
    about = f"This is about the policies that {said.who} publishes on this site. "
    if said.reviewed:
        return (about, f"It was last reviewed on {say_date(said.reviewed)}.")
    return (about, "No review of it has been recorded yet.")


def _aim() -> Markup:
    standard = tag("a", "Web Content Accessibility Guidelines (WCAG) 2.2", href=WCAG)
    return tag("p", "They are made to meet the ", standard, " at level AA.")


def _tell(said: Statement) -> tuple[Markup, ...]:
    ask = (
        "Tell us which page it was and what got in the way. You may also ask for any policy in "
        "another form, such as large print, or to have it read to you."
    )
    soon = f" You will have an answer within {said.reply}." if said.reply else ""
    return tag("p", ask, soon), _contact(said.contact)


def _contact(contact: Contact) -> Markup:
    phone = contact.phone.replace(" ", "")
    lines = (
        tag("span", contact.post, class_="people__post") if contact.post else "",
        tag("strong", contact.name) if contact.name else "",
        tag("a", contact.phone, href=f"tel:{phone}") if phone else "",
        tag("a", contact.email, href=f"mailto:{contact.email}") if contact.email else "",
    )
    return tag("ul", tag("li", *lines), class_="people") if any(lines) else Markup("")


def _unknown(said: Statement, elsewhere: tuple[Detail, ...]) -> tuple[Markup, ...]:
    words = _UNKNOWN if said.method else (*_UNKNOWN, _NO_CHECK)
    if not elsewhere:
        return (_listed(words),)
    links = [tag("li", tag("a", d.value, href=d.href)) for d in elsewhere]
    attached = "These documents were made elsewhere. The page of each says what was found in it:"
    return _listed(words), tag("p", attached), tag("ul", *links)


def _problems(said: Statement) -> tuple[Markup, ...]:
    if said.problems:
        return (_listed(said.problems),)
    return (tag("p", "None has been told of."),)


def _enforcement(said: Statement) -> Markup:
    href = outward(said.url)
    body = tag("a", said.body, href=href) if href else join([said.body])
    return tag("p", "You may turn to the ", body, ".")


def _listed(words: tuple[str, ...]) -> Markup:
    return tag("ul", *[tag("li", line) for line in words])
