"""Numbers for sections, paragraphs and annexes: a pure function of the blocks and the style."""

from __future__ import annotations

from dataclasses import replace

from policyloom.model.nodes import Block, Blocks, Paragraph, SectionBlock
from policyloom.model.policies import Numbering

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """A whole number from 1 in small Roman figures."""
    figures = "x" * (number // 10)
    rest = number % 10
    for value, figure in _ROMAN[1:]:
        while rest >= value:
            figures += figure
            rest -= value
    return figures


def label_text(block: SectionBlock) -> str:
    """A section's label as it is written before its heading: "3.1 ", "Annex A: ", or ""."""
    if not block.label:
        return ""
    return f"{block.label}: " if block.kind == "annex" else f"{block.label} "


def number(blocks: Blocks, style: Numbering) -> Blocks:
    """The blocks with labels: sections "1", "3.1"; annexes "Annex A"; paragraphs "(ii)".

    Annexes are lettered whatever the style. Sections without a heading take no number.
    """
    count = annexes = 0
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, SectionBlock) and block.kind == "annex":
            annexes += 1
            label = f"Annex {chr(64 + annexes)}"
            result.append(replace(block, label=label, blocks=_inside(block.blocks, "", style)))
        elif isinstance(block, SectionBlock):
            count += bool(block.heading)
            result.append(_section(block, str(count), style))
        else:
            result.append(block)
    return tuple(result)


def _section(block: SectionBlock, label: str, style: Numbering) -> SectionBlock:
    shown = label if block.heading and style is not Numbering.NONE else ""
    return replace(block, label=shown, blocks=_inside(block.blocks, shown, style))


def _inside(blocks: Blocks, above: str, style: Numbering) -> Blocks:
    sections = paragraphs = 0
    result: list[Block] = []
    for block in blocks:
        if isinstance(block, SectionBlock):
            sections += bool(block.heading)
            # Within an annex, or under a part without a number, there is nothing to count from.
            label = f"{above}.{sections}" if above else ""
            result.append(_section(block, label, style if above else Numbering.NONE))
        elif isinstance(block, Paragraph) and above and style is Numbering.ROMAN:
            paragraphs += 1
            result.append(replace(block, label=f"({roman(paragraphs)})"))
        else:
            result.append(block)
    return tuple(result)
