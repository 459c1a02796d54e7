"""Small pieces of a redline page: signs, navigation from change to change, what is unchanged.

In: texts and numbers. Out: HTML. Whatever helps a reader and is no part of either edition carries
`data-aid`: without it the page holds the two texts and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from policyloom.model.changes import Mark
from policyloom.model.nodes import SectionBlock, Span
from policyloom.outputs.html_nodes import NodeWriter, anchor
from policyloom.outputs.markup import tag

SPOKEN = {
    Mark.ADDED: ("inserted: ", "+", "; end of what is inserted "),
    Mark.REMOVED: ("deleted: ", "−", "; end of what is deleted "),
    Mark.MOVED_HERE: ("moved here: ", "»", "; end of what has moved here "),
    Mark.MOVED_AWAY: ("moved away: ", "«", "; end of what has moved away "),
}
_TAGS = {
    Mark.ADDED: "ins",
    Mark.REMOVED: "del",
    Mark.MOVED_HERE: "ins",
    Mark.MOVED_AWAY: "del",
}


def name_of(mark: Mark) -> str:
    """The class that says which mark something has: `moved-here`."""
    return mark.value.replace(" ", "-")


def marked(mark: Mark, *content: str) -> Markup:
    """Words inside `ins` or `del`, with a sign for the eye and words for the ear."""
    if mark is Mark.KEPT:
        return Markup("").join(content)
    before, sign, after = SPOKEN[mark]
    return tag(
        _TAGS[mark],
        tag("span", sign, class_="sign", aria_hidden="true", data_aid=True),
        spoken(before),
        *content,
        spoken(after),
        class_=name_of(mark),
    )


def wrapped(mark: Mark, *content: str) -> Markup:
    """Whole paragraphs, tables or sections inside `ins` or `del`."""
    return tag(_TAGS[mark], *content, class_=f"{name_of(mark)} whole")


def spoken(words: str) -> Markup:
    """Words that are heard and not seen."""
    return tag("span", words, class_="spoken", data_aid=True)


@dataclass(slots=True)
class Steps:
    """The links from change to change. `total` is how many changes there are."""

    total: int
    met: set[int] = field(default_factory=set)

    def to(self, number: int, words: str = "") -> Markup:
        """Where a change stands: "3 of 12", with links to the one before and the one after.

        Where a change stands once more (a fact that several clauses name), a link back to its
        first place. `words` stand after the number.
        """
        if not number:
            return Markup("")
        if number in self.met:
            again = tag("a", f"{number}", href=f"#change-{number}", aria_label=f"Change {number}")
            return tag("span", again, class_="step", data_aid=True)
        self.met.add(number)
        here = tag(
            "a",
            f"{number} of {self.total}",
            spoken(": back to the list of changes"),
            id=f"change-{number}",
            href=f"#listed-{number}",
            class_="here",
        )
        before = self._beside(number - 1, "‹", "Change before")
        after = self._beside(number + 1, "›", "Change after")
        said = tag("span", words, class_="said") if words else ""
        return tag("span", before, here, after, said, class_="step", data_aid=True)

    def line(self, number: int, words: str) -> Markup:
        """The same on a line of its own, before a paragraph, a table or a section."""
        return tag("p", self.to(number, words), class_="step-line", data_aid=True)

    def _beside(self, number: int, sign: str, words: str) -> Markup:
        if not 0 < number <= self.total:
            return Markup("")
        return tag("a", sign, href=f"#change-{number}", aria_label=words)


@dataclass(slots=True)
class NewWriter(NodeWriter):
    """Writes what the new edition says, as the site does."""

    def clause(self, key: str) -> str:
        """The id of an occurrence, or "" where the page has it already."""
        name = anchor(key)
        first = name not in self._taken
        self._taken.add(name)
        return name if first else ""


@dataclass(slots=True)
class QuietWriter(NodeWriter):
    """Writes what is no longer there: without the ids and links that belong to the new text."""

    count: int = 0

    def claim(self, kind: str, name: str) -> str:
        self.count += 1
        return f"was__{kind}__{self.count}"

    def _section(self, block: SectionBlock) -> Markup:
        number = tag("span", block.label, class_="number") if block.label else ""
        words = (number, " " if number else "", self.inlines(block.heading))
        heading = tag(f"h{block.level}", *words) if block.heading else ""
        inner = min(block.level + 1, 6) if heading else block.level
        return tag("section" if heading else "div", heading, self.blocks(block.blocks, inner))

    def _span(self, span: Span) -> Markup:
        content = self.inlines(span.content)
        return tag("span", content, class_="clause") if span.key else content
