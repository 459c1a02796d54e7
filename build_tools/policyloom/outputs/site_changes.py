"""Two readings compared: data from the pipeline enters, a redline ready to be written leaves.

Comparing is left to whoever writes the page, so that a page which is there already costs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from policyloom.compare import Side, compare
from policyloom.document import (
    fill_particulars,
    for_audience,
    names_left_out,
    number,
    read_blocks,
)
from policyloom.model.changes import Comparison
from policyloom.model.facts import Nature
from policyloom.model.nodes import (
    Block,
    Blocks,
    Fact,
    Inlines,
    Link,
    Paragraph,
    SectionBlock,
    Text,
)
from policyloom.model.pages import Page
from policyloom.model.policies import Audience
from policyloom.model.records import RecordedLine
from policyloom.model.remembered import remembered_as
from policyloom.outputs.html import Article
from policyloom.outputs.redline import Redline
from policyloom.outputs.redline_html import redline_article
from policyloom.outputs.site_life import Contrast, Reading

CALLED = "Called"
REDLINES = f"{__name__}.contrast_article"
"""The name under which the articles of comparisons are remembered."""


def redline_of(contrast: Contrast, page: Page) -> Redline:
    """The redline of a contrast; `page` is any page of the policy, for who publishes it."""
    old, new = contrast.old, contrast.new
    shown = replace(page, title=new.title)
    return Redline(shown, comparison_of(contrast), old.name, new.name, old.words, new.words)


def contrast_article(
    contrast: Contrast, page: Page, hrefs: Mapping[str, str], images: str, pdf: str
) -> Article:
    """The redline of a contrast as an article, made once for the same two texts: `page` is only
    asked whose it is. The rest is as `redline_article` has it."""
    shown = (contrast, page.school, page.policy, page.lang, sorted(hrefs.items()), images, pdf)
    return remembered_as(
        REDLINES,
        shown,
        lambda: redline_article(redline_of(contrast, page), hrefs, images, pdf),
    )


def comparison_of(contrast: Contrast) -> Comparison:
    """The two texts compared, as far as the contrast's audience may read them."""
    return compare(
        side(contrast.old, contrast.audience, contrast.own),
        side(contrast.new, contrast.audience, contrast.own),
        contrast.revisions,
        {**contrast.old.about, **contrast.new.about},
    )


def side(reading: Reading, audience: Audience, own: tuple[str, ...] = ()) -> Side:
    """One text as `compare` wants it, its annexes kept to the audience."""
    blocks = for_audience(read_blocks(reading.body, reading.numbering), audience)
    if reading.shown is not reading.numbering:
        blocks = number(_unnumbered(blocks), reading.shown)
    filled = fill_particulars(blocks, lambda name: reading.fills.get(name, f"‹{name}›"))
    return Side(
        title=reading.title,
        blocks=names_left_out(filled, reading.posts),
        recorded={recorded.key: recorded for recorded in reading.recorded},
        authority=frozenset(reading.authority),
        details=_details(reading),
        related=tuple(map(_line, reading.related)),
        own=frozenset(own),
        tree=reading.tree,
        order=reading.order,
        party=reading.party,
        positions=reading.positions,
    )


def _details(reading: Reading) -> dict[str, Inlines]:
    """What is said of the document. What it is called is a fact, which its text may name too."""
    noun = (Fact("noun", reading.noun, Nature.CONDITION),) if reading.noun else ()
    told: dict[str, Inlines] = {label: (Text(value),) for label, value in reading.details}
    return {CALLED: noun, **told} if noun else told


def _line(line: RecordedLine) -> Inlines:
    """A related document as a policy's page lists it."""
    number = (Text(f" ({line.number})"),) if line.number else ()
    title = Text(line.title)
    return ((Link(line.href, (title,)) if line.href else title), *number)


def _unnumbered(blocks: Blocks) -> Blocks:
    """The blocks without the numbers of paragraphs, which another style may not have."""
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            result.append(replace(block, label=""))
        elif isinstance(block, SectionBlock):
            result.append(replace(block, blocks=_unnumbered(block.blocks)))
        else:
            result.append(block)
    return tuple(result)
