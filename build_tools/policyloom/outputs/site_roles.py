"""The rules for one role: a school's pages enter, an article with the rules' own words leaves.

A rule is shown where it stands: under its policy, its headings and its lead-in, in the words of
the page's node tree, with a link to its place. What concerns others is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Blocks,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    TableBlock,
    run_text,
    spans,
)
from policyloom.model.pages import Status
from policyloom.model.schools import Role
from policyloom.model.tree import Style
from policyloom.outputs.html import Article
from policyloom.outputs.html_nodes import NodeWriter, TocEntry, anchor
from policyloom.outputs.markup import join, tag
from policyloom.outputs.site import SchoolSite, SitePage

FOLDER = "roles"
_UP = "../../"


def told_roles(site: SchoolSite) -> tuple[tuple[Role, int], ...]:
    """The roles that some clause of the school concerns, each with how many do."""
    counts = Counter[str]()
    for entry in site.entries:
        counts.update({role: len(keys) for role, keys in entry.roles.items()})
    return tuple((role, counts[role.id]) for role in site.roles if counts[role.id])


def made_of_role(
    site: SchoolSite, role: Role, told: Sequence[tuple[Role, int]]
) -> tuple[object, ...]:
    """What the page of a role is made of, besides what all pages have around them."""
    entries = (entry for entry in site.entries if entry.roles.get(role.id))
    return (site.name, role, told, [(e.page, e.roles[role.id]) for e in entries])


def role_group(role: Role) -> str:
    """The name by which it is known whether the page of a role stands published."""
    return f"{FOLDER}/{role.id}"


def roles_article(site: SchoolSite, told: Sequence[tuple[Role, int]]) -> Article:
    """The list of roles."""
    title = "Find the rules for you"
    items = [
        tag(
            "li",
            tag("a", _said(role), href=f"{role.id}/"),
            tag("span", _counted(count), class_="quiet"),
        )
        for role, count in told
    ]
    html = tag(
        "div",
        tag("h1", title, id="title"),
        tag("p", f"Choose who you are at {site.name}.", class_="summary"),
        tag("ul", *items, class_="role-list"),
        class_="policy",
    )
    return Article(str(html), (TocEntry(1, "title", title),), ())


def role_article(site: SchoolSite, role: Role, told: Sequence[tuple[Role, int]]) -> Article:
    """The rules for one role, by policy and heading."""
    toc = [TocEntry(1, "title", _said(role))]
    hrefs = {f"policy:{e.page.policy}": f"{_UP}{e.page.policy}/" for e in site.entries}
    entries, shown, taken = [], [], set[str]()
    for entry in site.entries:
        keys = frozenset(entry.roles.get(role.id, ()))
        writer = _Excerpts(hrefs, f"{_UP}images/", keys=keys, entry=entry, _taken=taken)
        if keys and writer.look(entry.page.body):
            found = writer.blocks(entry.page.body, 3)
            entries.append(entry)
            shown.append(_policy(entry, found))
            toc.append(TocEntry(2, f"policy-{entry.page.policy}", entry.page.title))
    html = tag(
        "div",
        tag("h1", _said(role), id="title"),
        tag("p", _about(site, entries), class_="summary"),
        _also(role, told),
        *shown,
        class_="policy role",
    )
    return Article(str(html), tuple(toc), ())


def _said(role: Role) -> str:
    return f"If you are {role.words}"


def _counted(count: int) -> str:
    return "1 rule" if count == 1 else f"{count} rules"


def _about(site: SchoolSite, entries: Sequence[SitePage]) -> str:
    drafts = any(entry.page.status is Status.DRAFT for entry in entries)
    more = " Drafts, which bind nobody yet, are marked." if drafts else ""
    return (
        f"These are the rules at {site.name} that name you, as they stand in its policies. "
        f"Follow a rule’s link to read it in its place.{more}"
    )


def _also(role: Role, told: Iterable[tuple[Role, int]]) -> Markup:
    """What the same person is besides: rules for all staff bind a lunchtime supervisor too."""
    others = [other for other, _ in told if other.id in role.also]
    if not others:
        return Markup("")
    items = [tag("li", tag("a", _said(other), href=f"../{other.id}/")) for other in others]
    lead = tag("p", "These rules are for you as well:")
    return tag("div", lead, tag("ul", *items), class_="also")


def _policy(entry: SitePage, found: str) -> Markup:
    name = f"policy-{entry.page.policy}"
    chip = ""
    if entry.page.status is Status.DRAFT:
        chip = tag("span", "Draft", class_="chip draft")
    link = tag("a", entry.page.title, href=f"{_UP}{entry.page.policy}/")
    heading = tag("h2", link, " ", chip, id=name)
    return tag("section", heading, found, aria_labelledby=name)


@dataclass(slots=True)
class _Excerpts(NodeWriter):
    """Writes of a page's blocks those that hold certain occurrences, each with its link."""

    keys: frozenset[str] = frozenset()
    entry: SitePage = field(kw_only=True)
    _concerned: set[int] = field(default_factory=set)

    def look(self, blocks: Blocks) -> bool:
        """Find the blocks that hold such an occurrence, once; False where none does."""
        found = False
        for block in blocks:
            if self._looked(block):
                self._concerned.add(id(block))
                found = True
        return found

    def _looked(self, block: Block) -> bool:
        match block:
            case Paragraph(run):
                return self._says(run)
            case ListBlock(items=items):
                # Every item is looked at: the first that is found must not end the search.
                below = [self.look(item.blocks) for item in items]
                return any(below) or any(self._says(item.run) for item in items)
            case TableBlock(header=header, rows=rows):
                return any(self._says(cell) for row in (header, *rows) for cell in row)
            case SectionBlock(blocks=inner) | AsideBlock(blocks=inner):
                return self.look(inner)

    def _says(self, run: Run) -> bool:
        return any(span.key in self.keys for span in run.spans)

    def blocks(self, blocks: Blocks, level: int) -> Markup:
        return self._after(blocks, level, None)

    def _after(self, blocks: Blocks, level: int, item: Run | None) -> Markup:
        """Blocks one after the other, below the item of a list where one is given."""
        parts: list[str] = []
        leads = item is not None and self._says(item)
        before: Block | None = None
        for block in blocks:
            if id(block) in self._concerned:
                parts += self._lead(before, block)
                parts.append(self._block(block, level))
                leads = True
            elif leads:
                parts += self._entries(block, level)
                leads = False
            before = block
        return join(parts)

    def _entries(self, block: Block, level: int) -> list[str]:
        """A list that is no clause's own, such as the grounds in a rule, goes with its rule."""
        if not isinstance(block, ListBlock) or any(span.key for span in spans((block,))):
            return []
        return [NodeWriter._list(self, block, level)]

    def _lead(self, before: Block | None, block: Block) -> list[str]:
        """The paragraph that a list completes, unless it is shown for itself."""
        opens = isinstance(block, ListBlock | TableBlock)
        if not opens or not isinstance(before, Paragraph) or id(before) in self._concerned:
            return []
        return [self._paragraph(before)] if run_text(before.run).rstrip().endswith(":") else []

    def _list(self, block: ListBlock, level: int) -> Markup:
        kept = [
            (number, item)
            for number, item in enumerate(block.items, 1)
            if self._says(item.run) or any(id(inner) in self._concerned for inner in item.blocks)
        ]
        if block.style is Style.BULLET:
            return tag("ul", *[self._item(item, level) for _, item in kept])
        items = [tag("li", self._inside(item, level), value=str(number)) for number, item in kept]
        marks = {Style.DECIMAL: "1", Style.ROMAN: "i", Style.LETTERS: "a"}
        return tag("ol", *items, type=marks[block.style], class_=block.style.value)

    def _item(self, item: ListItem, level: int) -> Markup:
        return tag("li", self._inside(item, level))

    def _inside(self, item: ListItem, level: int) -> Markup:
        return join([self.run(item.run), self._after(item.blocks, level, item.run)])

    def _table(self, block: TableBlock) -> Markup:
        rows = tuple(row for row in block.rows if any(map(self._says, row)))
        # A caption is no clause, but it says what the rows are about.
        return NodeWriter._table(self, replace(block, rows=rows))

    def _section(self, block: SectionBlock) -> Markup:
        return self._part(block, min(block.level + 1, 6))

    def _aside(self, block: AsideBlock, level: int) -> Markup:
        return self._part(block, level)

    def _part(self, block: SectionBlock | AsideBlock, level: int) -> Markup:
        if not block.heading:
            return self.blocks(block.blocks, level)
        label = f"{block.label} " if isinstance(block, SectionBlock) and block.label else ""
        number = tag("span", label, class_="number") if label else ""
        heading = tag(f"h{level}", number, self.inlines(block.heading))
        return join([heading, self.blocks(block.blocks, min(level + 1, 6))])

    def run(self, run: Run) -> Markup:
        words = NodeWriter.run(self, run)
        return join([words, *[self._place(s) for s in run.spans if s.key in self.keys]])

    def _span(self, span: Span) -> Markup:
        return self.inlines(span.content)

    def _place(self, span: Span) -> Markup:
        page = self.entry.page
        title = page.titles.get(span.key, span.key)
        return tag("a", title, href=f"{_UP}{page.policy}/#{anchor(span.key)}", class_="place")
