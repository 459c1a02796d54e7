"""Two texts compared word by word: inline nodes enter, regions of atoms leave.

The alignment is rapidfuzz's (Indel: the fewest words put in or taken out). What is done to it
afterwards changes only how the difference is shown, never what either side says.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz.distance import Indel

from policyloom.compare.addresses import address_facts, known_by
from policyloom.compare.atoms import atoms, joined, shown, text_of, tokens
from policyloom.model.changes import Atom, Mark, RedText, Words
from policyloom.model.letters import small
from policyloom.model.nodes import Fact, Image, Inlines, Text

ALIKE = 0.4
"""Below this share of kept text, a text is shown as removed whole and added whole."""

CRUMB = 3
"""Kept text of at most this many letters between two changes is shown as a part of them."""


class Sort(Enum):
    """What a region is: the same on both sides, other words, or a fact with another value.

    An address is a link's, in which a fact has another value while the words stay.
    """

    KEPT = 1
    WORDS = 2
    FACT = 3
    ADDRESS = 4


_FACTS = (Sort.FACT, Sort.ADDRESS)


@dataclass(slots=True)
class Region:
    sort: Sort
    old: list[Atom]
    new: list[Atom]


def compare_words(old: Inlines, new: Inlines) -> list[Region]:
    """The regions of two texts, in order: joined, each side gives its text again."""
    if old == new:
        return [Region(Sort.KEPT, atoms(old), atoms(new))]
    regions = _merged(_aligned(tokens(old), tokens(new)))
    return _whole(_tidy(regions))


def facts_of(region: Region) -> tuple[tuple[Fact, Fact], ...]:
    """The facts that have another value in a region: one, or a text's and its address's."""
    if region.sort not in _FACTS:
        return ()
    old, new = region.old[0], region.new[0]
    own: tuple[tuple[Fact, Fact], ...] = ()
    if isinstance(old.node, Fact) and isinstance(new.node, Fact):
        own = ((old.node, new.node),) if region.sort is Sort.FACT else ()
    return own + address_facts(old.within, new.within)


def words_of(region: Region, *changes: int) -> tuple[Words, ...]:
    """A region as the pieces of a redline: what is removed stands before what is added.

    Of two changes at one place the removed piece has the first, the added piece the last.
    """
    old, new = joined(region.old), joined(region.new)
    if region.sort is Sort.KEPT:
        return (Words(Mark.KEPT, old, new),)
    first, last = (changes[0], changes[-1]) if changes else (0, 0)
    removed = (Words(Mark.REMOVED, old, (), first),) if old else ()
    added = (Words(Mark.ADDED, (), new, last),) if new else ()
    return removed + added


def red_text(old: Inlines, new: Inlines) -> RedText:
    """Two texts as a redline in which no change has a number."""
    words = (piece for region in compare_words(old, new) for piece in words_of(region))
    return RedText(tuple(words))


def _aligned(old: list[Atom], new: list[Atom]) -> list[Region]:
    numbers: dict[Hashable, int] = {}
    ids = [[numbers.setdefault(_key(a), len(numbers)) for a in side] for side in (old, new)]
    regions: list[Region] = []
    for step in Indel.opcodes(ids[0], ids[1]):
        was, now = old[step.src_start : step.src_end], new[step.dest_start : step.dest_end]
        if step.tag == "equal":
            regions += _equal(was, now)
        else:
            regions.append(Region(Sort.WORDS, was, now))
    return regions


def _equal(old: list[Atom], new: list[Atom]) -> list[Region]:
    """Atoms that match, one by one. Nearly always they read the same throughout."""
    same = ((a.node, a.within) == (b.node, b.within) for a, b in zip(old, new, strict=True))
    if all(same):
        return [Region(Sort.KEPT, old, new)]
    pairs = zip(old, new, strict=True)
    return [region for pair in pairs for region in _matched(*pair)]


def _key(atom: Atom) -> Hashable:
    """What must be the same for two atoms to be each other's. Facts match by name."""
    if isinstance(atom.node, Text):
        text = atom.node.text
        word = text.strip() or text[:1]
        return (word, known_by(atom.within)) if atom.within else word
    within = known_by(atom.within)
    match atom.node:
        case Fact(name):
            return (name, within, Fact)
        case Image(src, alt):
            return (src, alt, within)
        case _:
            return (within, None)


def _matched(old: Atom, new: Atom) -> list[Region]:
    """A matched pair of atoms: kept, or a fact with another value, or other space before it."""
    elsewhere = address_facts(old.within, new.within)
    if isinstance(old.node, Fact) and isinstance(new.node, Fact):
        sort = _fact_sort(old.node, new.node)
        return [_told(Region(sort, [old], [new]), len(elsewhere))]
    if elsewhere:
        return [_told(Region(Sort.KEPT, [old], [new]), len(elsewhere))]
    if text_of(old) == text_of(new):
        return [Region(Sort.KEPT, [old], [new])]
    spaces, rests = zip(_split(old), _split(new), strict=True)
    before = Region(Sort.WORDS, *([s] if s else [] for s in spaces))
    after = [Region(Sort.KEPT, *([r] for r in rests if r))] if all(rests) else []
    return [before, *after]


def _told(region: Region, elsewhere: int) -> Region:
    """A matched pair of atoms whose links' addresses differ in so many facts."""
    if elsewhere and region.sort is Sort.KEPT:
        same = text_of(region.old[0]) == text_of(region.new[0])
        region.sort = Sort.ADDRESS if same else Sort.WORDS
    # A place has room for two changes.
    if elsewhere + (region.sort is Sort.FACT) > 2:
        region.sort = Sort.WORDS
    return region


def _fact_sort(old: Fact, new: Fact) -> Sort:
    if old.text == new.text:
        return Sort.KEPT
    # A capital that follows from the words before it is not another value.
    return Sort.WORDS if small(old.text) == small(new.text) else Sort.FACT


def _split(atom: Atom) -> tuple[Atom | None, Atom | None]:
    """An atom as the space before it and the rest, either of which may be missing."""
    if not isinstance(atom.node, Text):
        return (None, atom)
    text = atom.node.text
    rest = text.lstrip()
    space = text[: len(text) - len(rest)]
    if not space or not rest:
        return (atom, None) if space else (None, atom)
    return (
        Atom(Text(space), atom.within, atom.tie),
        Atom(Text(rest), atom.within, len(atom.within) + 1),
    )


def _merged(regions: Sequence[Region]) -> list[Region]:
    """Regions of the same sort that follow each other as one; each change of a fact stays alone."""
    result: list[Region] = []
    for region in regions:
        if result and _goes_on(result[-1], region):
            result[-1].old += region.old
            result[-1].new += region.new
        else:
            result.append(Region(region.sort, list(region.old), list(region.new)))
    return result


def _goes_on(before: Region, region: Region) -> bool:
    if before.sort is not region.sort or region.sort is Sort.FACT:
        return False
    if region.sort is not Sort.ADDRESS:
        return True
    last, first = (before.old[-1], before.new[-1]), (region.old[0], region.new[0])
    return all(a.within == b.within for a, b in zip(last, first, strict=True))


def _tidy(regions: list[Region]) -> list[Region]:
    merged = _merged(_crumbs_joined(regions))
    return _merged([part for region in merged for part in _trimmed(region)])


def _crumbs_joined(regions: list[Region]) -> list[Region]:
    """Small words kept between two changes become a part of them: fewer, readable changes."""
    result = list(regions)
    for index in range(1, len(result) - 1):
        here = result[index]
        between = result[index - 1].sort is Sort.WORDS and result[index + 1].sort is Sort.WORDS
        if between and here.sort is Sort.KEPT and _short(here.old):
            result[index] = Region(Sort.WORDS, here.old, here.new)
    return result


def _length(part: Sequence[Atom]) -> int:
    return len("".join(map(text_of, part)).strip())


def _short(part: Sequence[Atom]) -> bool:
    return len(part) <= CRUMB + 1 and _length(part) <= CRUMB


def _size(part: Sequence[Atom]) -> int:
    return sum(map(len, map(text_of, part)))


def _trimmed(region: Region) -> list[Region]:
    """A change of words without what reads the same: all of it, or the space it begins with."""
    if region.sort is not Sort.WORDS:
        return [region]
    if shown(region.old) == shown(region.new):
        return [Region(Sort.KEPT, region.old, region.new)]
    if not region.old or not region.new:
        return [region]
    (old, old_rest), (new, new_rest) = _split(region.old[0]), _split(region.new[0])
    if old and new and shown([old]) == shown([new]) and old_rest and new_rest:
        rest = Region(Sort.WORDS, [old_rest, *region.old[1:]], [new_rest, *region.new[1:]])
        return [Region(Sort.KEPT, [old], [new]), rest]
    return [region]


def _whole(regions: list[Region]) -> list[Region]:
    """Texts that have little in common as one change. A fact's change is never hidden in it."""
    if len(regions) < 2 or any(region.sort in _FACTS for region in regions):
        return regions
    sizes = [(r.sort, _size(r.old) + _size(r.new)) for r in regions]
    kept = sum(size for sort, size in sizes if sort is Sort.KEPT)
    total = sum(size for _, size in sizes)
    if kept >= ALIKE * total or not kept:
        return regions
    old = [atom for region in regions for atom in region.old]
    return [Region(Sort.WORDS, old, [atom for region in regions for atom in region.new])]
