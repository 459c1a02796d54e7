"""The page that says whether a printed copy is current. In: a school's site; out: its HTML.

Everything is in the page: a table of the copies that the site knows, for people without scripts,
and the sentences that `policyloom-copy.js` shows for a code. The script works out nothing but
which of them fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup

from policyloom.outputs.copies import ALPHABET, BEGINNING, LENGTH, school_part
from policyloom.outputs.copy_known import Answer, Known, known_copies
from policyloom.outputs.html import Article
from policyloom.outputs.html_nodes import TocEntry
from policyloom.outputs.markup import join, tag
from policyloom.outputs.site import SchoolSite
from policyloom.outputs.site_words import up

FOLDER = "copy"
TITLE = "Is this copy current?"
ABOUT = "What a printed copy of a policy is today: type its code, or find it in the list."


def copy_article(site: SchoolSite) -> Article:
    """The page for copies of this school's policies."""
    sections, toc = [], [TocEntry(1, "title", TITLE)]
    for number, (title, known) in enumerate(known_copies(site), 1):
        if known:
            sections.append(_section(f"copies-{number}", title, known))
            toc.append(TocEntry(2, f"copies-{number}", title))
    html = tag(
        "div",
        tag("h1", TITLE, id="title"),
        *asking(school_part(site.school), _sayings(site)),
        tag("p", *_how(), class_="copy-how"),
        *sections,
        class_="policy copies",
    )
    return Article(str(html), tuple(toc), ())


def asking(school: str, found: Mapping[str, Answer]) -> tuple[Markup, ...]:
    """The question and the place of its answer. `school` is that school's part of a code, or ""
    where every school's copies may be asked for; `found` is said where a code is of no copy."""
    says = (tag("template", _block(a, ""), id=f"copy-says-{name}") for name, a in found.items())
    return (
        tag("p", *_intro(), class_="summary"),
        _form(school),
        tag("div", id="copy-answer", class_="copy-answer", role="status"),
        join(tuple(says)),
    )


def _intro() -> tuple[str, ...]:
    code = tag("strong", "Copy XXXXXX-XXXX")
    said = "Every page of a policy’s PDF has a code at its foot, written like this: "
    return (said, code, ".")


def _how() -> tuple[str, ...]:
    return (
        "All copies that this site knows are listed below. Find the policy, then the six ",
        "characters that stand before the dash on your copy. If they are not there, ",
        "do not rely on the copy: ask the school.",
    )


def _form(school: str) -> Markup:
    """A code to ask for; without scripts the form stays hidden, and the tables answer."""
    field = tag(
        "input",
        type="text",
        id="copy-code",
        name_="c",
        maxlength="40",
        autocomplete="off",
        autocapitalize="characters",
        spellcheck="false",
        aria_describedby="copy-hint",
    )
    hint = "Ten letters and digits. Capitals, dash and spaces do not matter."
    return tag(
        "form",
        tag("label", "Code on the copy", for_="copy-code"),
        tag("div", field, tag("button", "Check", type="submit"), class_="copy-ask__field"),
        tag("p", hint, id="copy-hint"),
        class_="copy-ask",
        role="search",
        aria_label="Check a copy",
        hidden=True,
        data_loom_copy=True,
        data_alphabet=ALPHABET,
        data_beginning=str(BEGINNING),
        data_length=str(LENGTH),
        data_school=school,
    )


def wrong_codes() -> dict[str, Answer]:
    """What is said of what cannot be the code of any copy."""
    return {
        "short": Answer(
            "slip",
            "That is not a whole code",
            "A code has ten characters. Type all of it, as it stands at the foot of the page.",
        ),
        "slip": Answer(
            "slip",
            "There is a slip in that code",
            "No copy has it. Look at each character again: two may have changed places, or one "
            "may be another.",
        ),
    }


def _sayings(site: SchoolSite) -> dict[str, Answer]:
    """What is said where a code is of none of the copies below."""
    link = () if site.standalone else (("Find its school", ""),)
    ask = "Do not rely on this copy: ask the school."
    return {
        **wrong_codes(),
        "school": Answer(
            "unknown",
            "Not a copy of this school’s policies",
            f"The code is right, but it does not belong to {site.name}. Check it with the school "
            "that the copy names.",
            link,
        ),
        "unknown": Answer(
            "unknown",
            "Unknown",
            f"The code is a possible one, but this site knows no such copy. {ask}",
        ),
        "several": Answer(
            "slip",
            "More than one copy fits this code",
            "Which one is yours, its title and its edition tell.",
        ),
    }


def _section(id_: str, title: str, known: tuple[Known, ...]) -> Markup:
    heads = [tag("th", words, scope="col") for words in ("Code begins", "Copy", "Today")]
    table = tag(
        "table",
        tag("thead", tag("tr", *heads)),
        tag("tbody", *[_row(each, title) for each in known]),
        class_="loom-table copies__table",
        aria_labelledby=id_,
    )
    return tag("section", tag("h2", title, id=id_), table)


def _row(known: Known, title: str) -> Markup:
    codes = [tag("code", begins) for begins in known.begins]
    said = Markup(" or ").join(codes)
    return tag(
        "tr",
        tag("th", said, scope="row", data_label="Code begins"),
        tag("td", known.copy, data_label="Copy"),
        tag("td", *_answers(known), data_label="Today"),
        data_begins=" ".join(known.begins),
        data_now=" ".join(known.today),
        data_turns=known.turns,
        data_title=title,
    )


def _answers(known: Known) -> tuple[Markup, ...]:
    """What holds today; for an edition in force, by how the code ends; and what is to come."""
    parts = [_block(known.answer, "same", _with(known))]
    if known.changed is not None:
        parts.append(_block(known.changed, "changed", "With anything else after the dash:"))
    if known.later is not None:
        parts.append(tag("template", _block(known.later, "later")))
    return tuple(parts)


def _with(known: Known) -> Markup:
    if not known.today:
        return Markup("")
    codes = Markup(" or ").join(tag("code", part) for part in known.today)
    return Markup("With {} after the dash:").format(codes)


@lru_cache(maxsize=4_000)
def _block(answer: Answer, name: str, before: str = "") -> Markup:
    """An answer as the table shows it and as the script repeats it, without what is `before`."""
    here = up(FOLDER)
    links = [
        tag("li", tag("a", words, href=f"{here}{folder or f'../{FOLDER}'}/"))
        for words, folder in answer.links
    ]
    return tag(
        "div",
        tag("p", before, class_="copy-before") if before else "",
        tag("p", tag("strong", answer.short, class_=f"chip {answer.tone}")),
        tag("p", answer.words),
        tag("ul", *links, class_="links") if links else "",
        class_="copy-says",
        data_says=name,
        data_tone=answer.tone,
    )
