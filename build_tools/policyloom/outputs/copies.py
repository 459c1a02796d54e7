"""The code of a printed copy: a page enters; ten characters that say what the copy is leave.

A code names a school (two characters), an edition of one of its policies (four) and the
particulars that stand in the copy (three), and ends with a check character. It follows from what
is printed and from nothing else, so that an answer needs no memory of what was printed when.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from policyloom.document import for_audience
from policyloom.model.facts import Nature
from policyloom.model.letters import capital
from policyloom.model.nodes import (
    AsideBlock,
    Blocks,
    Emphasis,
    Fact,
    Inlines,
    Link,
    ListBlock,
    SectionBlock,
    Strong,
    Text,
    runs,
)
from policyloom.model.pages import Page
from policyloom.model.policies import Audience

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and capitals without I, L, O and U, which are easily taken for others (Crockford)."""

BEGINNING = 6
"""How many characters name the school and the edition: the part before the dash."""

LENGTH = 10
"""How many characters a whole code has, its dash not counted."""

_MEANT = str.maketrans("OILU", "011V")
_FIELD = 0b100101
"""x^5 + x^2 + 1: a primitive polynomial of the field of 32 elements, one for each character."""


def copy_code(page: Page) -> str:
    """The code of a copy of this page: the same for the same page, on any day."""
    begins = beginning(page.school, page.policy, page.edition)
    return checked(begins + particulars_part(page))


def beginning(school: str, policy: str, edition: str) -> str:
    """The first part of the codes of all copies of an edition, whatever particulars they name."""
    return school_part(school) + _characters(["edition", school, policy, edition], 4)


@lru_cache(maxsize=1_000)
def school_part(school: str) -> str:
    """The two characters with which the codes of a school begin. Two schools may have the same."""
    return _characters(["school", school], 2)


def particulars_part(page: Page) -> str:
    """Three characters for the particulars that the page names: who, where, and how to reach them.

    Words, conditions and dates play no part.
    """
    return _digest(page, _named(page.body))


def todays_parts(page: Page, audience: Audience) -> tuple[str, ...]:
    """The particulars' part of the codes of copies that name just what this page names.

    There may be several: a copy for a lower audience has fewer annexes, and so fewer particulars.
    """
    readers = (a for a in Audience if audience.may_read(a))
    bodies = {len(body): body for body in (for_audience(page.body, a) for a in readers)}
    named = {id(block): set(_named((block,))) for block in page.body}
    said = [chain.from_iterable(named[id(block)] for block in body) for body in bodies.values()]
    return tuple(sorted({_digest(page, each) for each in said}))


def checked(code: str) -> str:
    """A code with its check character.

    One wrong character is always told, and so are two that have changed places.
    """
    return code + ALPHABET[_remainder(code)]


def is_code(code: str) -> bool:
    """Whether a normal code is whole and its check character is right."""
    known = len(code) == LENGTH and all(char in ALPHABET for char in code)
    return known and checked(code[:-1]) == code


def normal(typed: str) -> str:
    """What somebody typed as codes are kept: capitals, nothing between, O for 0 forgiven."""
    kept = "".join(char for char in typed.upper() if char.isascii() and char.isalnum())
    return kept.translate(_MEANT)


def dashed(code: str) -> str:
    """A code as people read it: `7K3QFM-2XR9`."""
    return f"{code[:BEGINNING]}-{code[BEGINNING:]}"


def _remainder(code: str) -> int:
    """The weighted sum of the characters, each place with a weight of its own (Horner's rule)."""
    total = 0
    for char in code:
        total = (total ^ ALPHABET.index(char)) << 1
        total ^= _FIELD if total & 32 else 0
    return total


def _characters(parts: list[object], count: int) -> str:
    """So many characters of a hash of these parts: five bits each."""
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"))
    number = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big") >> (256 - 5 * count)
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(count)))


def _digest(page: Page, named: Iterable[tuple[str, str]]) -> str:
    """The characters for what stands around a text, and for the particulars that it names."""
    head = page.masthead
    people = (*page.signatures, *page.signoff, *page.provider)
    reach = [[d.label, d.value] for d in head.contacts] if head.address else []
    parts: list[object] = [
        "particulars",
        [head.school, head.trust, list(head.address), reach, page.footer, page.provider_name],
        sorted({(c.post, c.name, c.email, c.phone) for c in people}),
        sorted(set(named)),
    ]
    return _characters(parts, 3)


def _named(body: Blocks) -> Iterator[tuple[str, str]]:
    """Each particular in a text with what it says, headings included."""
    for run in runs(body):
        for span in run.spans:
            yield from _in_text(span.content)
    for heading in _headings(body):
        yield from _in_text(heading)


def _in_text(content: Inlines) -> Iterator[tuple[str, str]]:
    for node in content:
        if type(node) is Text:  # most are, and these are looked through for every page
            continue
        match node:
            case Fact(name, text, Nature.PARTICULAR):
                # A capital at the beginning of a sentence is no other particular.
                yield name, capital(text)
            case Link(href, children, named):
                if named:
                    yield named, href
                yield from _in_text(children)
            case Strong(children) | Emphasis(children):
                yield from _in_text(children)
            case _:
                pass


def _headings(blocks: Blocks) -> Iterator[Inlines]:
    for block in blocks:
        match block:
            case (
                SectionBlock(heading=heading, blocks=inner)
                | AsideBlock(heading=heading, blocks=inner)
            ):
                yield heading
                yield from _headings(inner)
            case ListBlock(items=items):
                for item in items:
                    yield from _headings(item.blocks)
            case _:
                pass
