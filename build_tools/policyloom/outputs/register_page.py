"""The statutory register at a school, for its governors: the register enters, an article leaves."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from policyloom.model.dates import say_date
from policyloom.model.rows import Lack, Met, SchoolRow, Way, Weight
from policyloom.model.statutory import Answer, Source
from policyloom.outputs.html import Article
from policyloom.outputs.html_nodes import TocEntry
from policyloom.outputs.markup import join, outward, tag
from policyloom.outputs.register_rows import WORDS, SchoolRegister, words

FOLDER = "register"
TITLE = "Statutory register"
ABOUT = "What the law and guidance ask of the school, what it has, and what is wanting."
_UNKNOWN = (
    "Of these nobody can tell by the register alone: it has no source for them, or they depend on "
    "something that it cannot know. Say in the school’s file whether they apply."
)
_ADVICE = "These follow advice: guidance, or copies of a list that has been withdrawn."
Part = tuple[str, str, Markup]


def register_article(said: SchoolRegister) -> Article:
    """The page: what is wanting, the surest first; then what is met, and what does not apply."""
    parts = [part for part in _parts(said) if part[2]]
    html = tag(
        "div",
        tag("h1", TITLE, id="title"),
        tag("p", _about(said), class_="summary"),
        _counts(said),
        *[
            tag("section", tag("h2", heading, id=id_), body, aria_labelledby=id_)
            for id_, heading, body in parts
        ],
        class_="policy register",
    )
    toc = (TocEntry(1, "title", TITLE), *(TocEntry(2, id_, h) for id_, h, _ in parts))
    return Article(str(html), toc, ())


def _about(said: SchoolRegister) -> str:
    kind = f"a school of the type “{said.type}”" if said.type else "the school"
    return (
        f"What the law and guidance ask of {kind}, what {said.name} has, and what is wanting. "
        "For governors: it is on no other site. It is no legal advice."
    )


def _counts(said: SchoolRegister) -> Markup:
    """How many rows have a gap of each weight, so that a governor knows where to begin."""
    surest = [min((list(Weight).index(w.weight) for w in r.lacks), default=None) for r in said.rows]
    labels = (
        "where something required is wanting",
        "where something advised is wanting",
        "where nobody can tell",
    )
    told = [(label, surest.count(i)) for i, label in enumerate(labels)]
    told.append(("without a gap", surest.count(None)))
    items = [tag("li", tag("strong", str(n)), f" {label}") for label, n in told]
    return tag("ul", *items, class_="register__counts")


def _parts(said: SchoolRegister) -> Iterator[Part]:
    for label in WORDS.values():
        found = [(r, w) for r in said.rows for w in r.lacks if words(w) == label]
        if found:
            note = _note(found[0][1])
            items = [_lack(said, row, lack) for row, lack in _merged(found)]
            yield (
                label.lower().replace(" ", "-").replace(",", ""),
                label,
                join([note, _list(items)]),
            )
    met = [tag("li", *_met(row)) for row in said.rows if row.met]
    yield "met", "What the school has", _list(met)
    refused = [_refused(row) for row in said.rows if row.refused and not row.lacks]
    yield "does-not-apply", "What does not apply, as the school says", _list(refused)
    waived = [tag("li", row.row.title) for row in said.rows if _waived(row)]
    yield "not-required", "What the register does not ask of such a school", _list(waived)
    yield "sources", "Sources", _sources(said)


def _cited(said: SchoolRegister) -> list[Source]:
    """The sources that the gaps above name."""
    named = {source for row in said.rows for lack in row.lacks for source in lack.sources}
    return [source for source in said.sources.values() if source.id in named]


def _id(label: str) -> str:
    return label.lower().replace(" ", "-").replace(",", "")


def _note(lack: Lack) -> Markup:
    told = {Weight.ADVICE: _ADVICE, Weight.UNKNOWN: _UNKNOWN}.get(lack.weight)
    return tag("p", told) if told else Markup("")


def _merged(found: list[tuple[SchoolRow, Lack]]) -> list[tuple[SchoolRow, list[Lack]]]:
    """The gaps of each row together."""
    by_row: dict[str, tuple[SchoolRow, list[Lack]]] = {}
    for row, lack in found:
        by_row.setdefault(row.row.id, (row, []))[1].append(lack)
    return list(by_row.values())


def _list(items: list[Markup]) -> Markup:
    return tag("ul", *items, class_="register__rows") if items else Markup("")


def _lack(said: SchoolRegister, row: SchoolRow, lacks: list[Lack]) -> Markup:
    sources = dict.fromkeys(source for lack in lacks for source in lack.sources)
    told = [tag("span", lack.why, class_="register__why") for lack in lacks]
    law = "; ".join(row.row.law.names)
    return tag(
        "li",
        tag("strong", row.row.title),
        *told,
        tag("span", f"Law and guidance: {law}", class_="register__aside") if law else "",
        tag("span", row.row.note, class_="register__aside") if row.row.note else "",
        _named(said, tuple(sources)),
    )


def _named(said: SchoolRegister, sources: tuple[str, ...]) -> Markup:
    if not sources:
        return Markup("")
    links: list[str] = []
    for source in sources:
        links += ["; "] if links else []
        links.append(tag("a", said.sources[source].title, href=f"#source-{source}"))
    noun = "Source" if len(sources) == 1 else "Sources"
    return tag("span", f"{noun}: ", *links, class_="register__aside")


def _met(row: SchoolRow) -> Iterator[Markup]:
    yield tag("strong", row.row.title)
    for met in row.met:
        yield tag("span", *_how(met), class_="register__why")


def _how(met: Met) -> Iterator[str]:
    href = outward(met.href) or (f"../{met.href}" if met.href else "")
    if met.way is Way.KEPT:
        yield f"Kept: {met.where}"
        return
    if met.way is Way.PUBLISHED:
        yield tag("a", met.href, href=href)
    else:
        yield tag("a", met.title, href=href)
    if met.review:
        yield f", next review {say_date(met.review)}"
    yield "" if met.public else ". Not for everybody to read."


def _refused(row: SchoolRow) -> Markup:
    return tag("li", tag("strong", row.row.title), tag("span", row.refused, class_="register__why"))


def _waived(row: SchoolRow) -> bool:
    said = row.needed
    sure = said is not None and said.answer is Answer.NOT_REQUIRED and said.bounds.sources
    return bool(sure) and not row.met and not row.refused


def _sources(said: SchoolRegister) -> Markup:
    items = []
    for source in _cited(said):
        href = outward(source.url)
        title = tag("a", source.title, href=href) if href else tag("strong", source.title)
        about = tag("span", source.about, class_="register__why") if source.about else ""
        items.append(tag("li", title, about, id=f"source-{source.id}"))
    intro = f"Last read on {say_date(said.checked)}. {said.about}".strip()
    return join([tag("p", intro), _list(items)])
