"""Random edits of an edition's blocks, such as trusts and schools make, and worse ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from policyloom.model.facts import Nature
from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Blocks,
    Emphasis,
    Fact,
    Inline,
    Inlines,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    Strong,
    TableBlock,
    Text,
)
from policyloom.model.tree import Join, Style

WORDS = ["the", "school", "must", "half-term", "1,250.50", "3:15pm", "record,", "tell", "parent."]

Edit = Callable[[Random, Blocks], Blocks]


def edited(random: Random, blocks: Blocks, count: int) -> Blocks:
    """The blocks after some random edits."""
    for _ in range(count):
        blocks = random.choice(EDITS)(random, blocks)
    return blocks


def anywhere(random: Random, blocks: Blocks, edit: Callable[[Blocks], Blocks]) -> Blocks:
    """The blocks with one row of blocks, at any depth, edited."""
    holders = [i for i, b in enumerate(blocks) if isinstance(b, SectionBlock | AsideBlock)]
    if not holders or random.random() < 0.3:
        return edit(blocks)
    at = random.choice(holders)
    block: Any = blocks[at]
    inner = anywhere(random, block.blocks, edit)
    return (*blocks[:at], replace(block, blocks=inner), *blocks[at + 1 :])


def each(blocks: Blocks, change: Callable[[Block], Block]) -> Blocks:
    """Every block, innermost first, changed."""
    done: list[Block] = []
    for block in blocks:
        if isinstance(block, SectionBlock | AsideBlock):
            block = replace(block, blocks=each(block.blocks, change))
        done.append(change(block))
    return tuple(done)


def one(random: Random, blocks: Blocks, sort: type, change: Callable[[Any], Block]) -> Blocks:
    """One block of a sort changed, wherever it is."""
    found: list[int] = []

    def count(block: Block) -> Block:
        found.extend([0] * isinstance(block, sort))
        return block

    each(blocks, count)
    target = random.randrange(len(found)) if found else -1
    seen = iter(range(len(found)))
    return each(blocks, lambda b: change(b) if isinstance(b, sort) and next(seen) == target else b)


def delete(random: Random, blocks: Blocks) -> Blocks:
    def drop(row: Blocks) -> Blocks:
        at = random.randrange(len(row)) if row else 0
        return (*row[:at], *row[at + 1 :])

    return anywhere(random, blocks, drop)


def insert(random: Random, blocks: Blocks) -> Blocks:
    key = f"new-{random.randrange(10_000)}"
    fresh = Paragraph(Run((Span(key, (Text(sentence(random)),)),)))

    def put(row: Blocks) -> Blocks:
        at = random.randint(0, len(row))
        return (*row[:at], fresh, *row[at:])

    return anywhere(random, blocks, put)


def move(random: Random, blocks: Blocks) -> Blocks:
    """A block taken out of one place and put in at another, of any depth."""
    taken: list[Block] = []

    def take(row: Blocks) -> Blocks:
        if not row:
            return row
        at = random.randrange(len(row))
        taken.append(row[at])
        return (*row[:at], *row[at + 1 :])

    def put(row: Blocks) -> Blocks:
        at = random.randint(0, len(row))
        return (*row[:at], *taken, *row[at:])

    return anywhere(random, anywhere(random, blocks, take), put)


def repeat(random: Random, blocks: Blocks) -> Blocks:
    """A block said twice: two occurrences with one key."""
    copied = random.choice(blocks) if blocks else None
    return anywhere(random, blocks, lambda row: (*row, copied) if copied else row)


def shuffle(random: Random, blocks: Blocks) -> Blocks:
    def mix(row: Blocks) -> Blocks:
        return tuple(random.sample(row, len(row)))

    return anywhere(random, blocks, mix)


def reword(random: Random, blocks: Blocks) -> Blocks:
    return spans_edited(random, blocks, lambda c: words_edited(random, c))


def mark(random: Random, blocks: Blocks) -> Blocks:
    """Words set in bold, in italics or linked, or no more; a link's target changed."""

    def change(content: Inlines) -> Inlines:
        if not content:
            return content
        at = random.randrange(len(content))
        return (*content[:at], *marked(random, content[at]), *content[at + 1 :])

    return spans_edited(random, blocks, change)


def marked(random: Random, node: Inline) -> Inlines:
    match node:
        case Strong(children) | Emphasis(children) if random.random() < 0.5:
            return children
        case Link(href, children):
            return (Link(random.choice([href + "/new", "policy:complaints"]), children),)
        case Fact(name, text, nature):
            changed = Fact(name, random.choice(["10 school days", "Ann Example", text]), nature)
            return (choice(random, [changed, Text(text), Fact(name + ".x", text, nature)]),)
        case _:
            return (choice(random, [Strong((node,)), Emphasis((node,))]),)


def choice(random: Random, nodes: list[Inline]) -> Inline:
    return random.choice(nodes)


def words_edited(random: Random, content: Inlines) -> Inlines:
    done: list[Inline] = []
    for node in content:
        if not isinstance(node, Text) or random.random() < 0.3:
            done.append(node)
            continue
        words = node.text.split(" ")
        at = random.randint(0, len(words))
        words[at : at + random.randint(0, 3)] = random.sample(WORDS, random.randint(0, 3))
        done.append(Text(" ".join(words)))
    if random.random() < 0.3:
        done.append(Fact("days.reply", f"{random.randint(1, 9)} days", Nature.CONDITION))
    return tuple(done)


def spans_edited(
    random: Random, blocks: Blocks, change: Callable[[Inlines], Inlines], share: float = 0.2
) -> Blocks:
    """Some of the spans and headings with other content."""

    def inlines(content: Inlines) -> Inlines:
        return change(content) if random.random() < share else content

    def run(line: Run) -> Run:
        return replace(line, spans=tuple(Span(s.key, inlines(s.content)) for s in line.spans))

    def item(listed: ListItem) -> ListItem:
        return ListItem(run(listed.run), each(listed.blocks, block))

    def block(found: Block) -> Block:
        match found:
            case Paragraph():
                return replace(found, run=run(found.run))
            case ListBlock():
                return replace(found, items=tuple(map(item, found.items)))
            case TableBlock():
                rows = tuple(tuple(map(run, row)) for row in found.rows)
                return replace(found, rows=rows, header=tuple(map(run, found.header)))
            case _:
                return replace(found, heading=inlines(found.heading))

    return each(blocks, block)


def shape(random: Random, blocks: Blocks) -> Blocks:
    """Heading level, list style, readers, caption, row headers."""

    def change(block: Block) -> Block:
        match block:
            case SectionBlock():
                return random.choice(
                    [
                        replace(block, level=random.randint(2, 5)),
                        replace(block, label=f"{random.randint(1, 9)}"),
                        replace(block, audience=random.choice(["", "staff"])),
                        replace(block, id=block.id + "x"),
                    ]
                )
            case ListBlock():
                return replace(block, style=random.choice(list(Style)))
            case TableBlock():
                caption = random.choice(["", sentence(random)])
                return replace(block, caption=caption, row_header=not block.row_header)
            case Paragraph():
                return replace(block, label=f"({random.choice('iv')})")
            case _:
                return block

    sort = random.choice([SectionBlock, ListBlock, TableBlock, Paragraph])
    return one(random, blocks, sort, change)


def items(random: Random, blocks: Blocks) -> Blocks:
    """List items shuffled, taken out, or moved into the list after."""

    def change(block: ListBlock) -> Block:
        row = list(block.items)
        random.shuffle(row)
        return replace(block, items=tuple(row[random.randint(0, 1) :]))

    return one(random, blocks, ListBlock, change)


def cells(random: Random, blocks: Blocks) -> Blocks:
    """Two cells swapped, a row taken out or moved, a column taken out or put in."""

    def change(table: TableBlock) -> Block:
        rows = [list(row) for row in table.rows]
        y, width = random.randrange(len(rows)), len(table.header)
        a, b = random.randrange(width), random.randrange(width)
        what = random.randrange(4)
        if what == 0:
            rows[y][a], rows[y][b] = rows[y][b], rows[y][a]
        elif what == 1:
            rows.append(rows.pop(y))
        elif what == 2 and len(rows) > 1:
            rows.pop(y)
        elif what == 3:
            column = Run((Span("", (Text(sentence(random)),)),))
            head = (*table.header[:a], column, *table.header[a + random.randint(0, 1) :])
            grown = [(*row[:a], *([column] if len(head) > width else []), *row[a:]) for row in rows]
            return replace(table, header=head, rows=tuple(grown))
        return replace(table, rows=tuple(tuple(row) for row in rows))

    return one(random, blocks, TableBlock, change)


def split(random: Random, blocks: Blocks) -> Blocks:
    """A paragraph of several clauses made into several, or two made into one."""

    def cut(row: Blocks) -> Blocks:
        done: list[Block] = []
        for block in row:
            last = done[-1] if done else None
            if isinstance(block, Paragraph) and len(block.run.spans) > 1 and random.random() < 0.5:
                done += [Paragraph(Run((span,))) for span in block.run.spans]
            elif isinstance(block, Paragraph) and isinstance(last, Paragraph):
                join = random.choice(list(Join))
                done[-1] = Paragraph(Run((*last.run.spans, *block.run.spans), join), last.label)
            else:
                done.append(block)
        return tuple(done)

    return anywhere(random, blocks, cut)


def listed(random: Random, blocks: Blocks) -> Blocks:
    """A paragraph made into a list of its clauses, or a list into paragraphs."""

    def change(block: Block) -> Block:
        if isinstance(block, Paragraph):
            entries = tuple(ListItem(Run((span,))) for span in block.run.spans)
            return ListBlock("", random.choice(list(Style)), entries)
        return block

    return one(random, blocks, Paragraph, change)


def joins(random: Random, blocks: Blocks) -> Blocks:
    def change(block: Paragraph) -> Block:
        return replace(block, run=replace(block.run, join=random.choice(list(Join))))

    return one(random, blocks, Paragraph, change)


def sentence(random: Random) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(1, 8)))


EDITS: list[Edit] = [
    delete, insert, move, repeat, shuffle, reword, reword, mark, shape, items, cells, split,
    listed, joins,
]  # fmt: skip
