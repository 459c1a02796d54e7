"""What stands around a text, compared: its title, what is said of it, its related documents.

In: two sides and the ledger of changes. Out: redlines of each, from which both can be rebuilt.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

from policyloom.compare.align import SIMILAR
from policyloom.compare.ledger import Ledger
from policyloom.compare.lines import whole_text
from policyloom.compare.sides import RELATED, TITLE, Side
from policyloom.compare.words import compare_words, red_text, words_of
from policyloom.model.changes import Mark, Piece, RedDetail, RedText
from policyloom.model.nodes import Fact, Inlines, Link, Text, plain

Line = Piece[Inlines | RedText]


def title(ledger: Ledger, old: Side, new: Side) -> RedText:
    """The title, word by word."""
    was, now = (Text(old.title),), (Text(new.title),)
    number = ledger.around(TITLE, old.title, new.title) if was != now else 0
    return RedText(red_text(was, now).words, number)


def details(ledger: Ledger, old: Side, new: Side) -> tuple[RedDetail, ...]:
    """What is said of the document, in the new side's order; a value that goes is whole."""
    labels = dict.fromkeys([*new.details, *old.details])
    return tuple(
        RedDetail(label, _value(ledger, label, old.details.get(label, ()), now))
        for label in labels
        if (now := new.details.get(label, ())) or old.details.get(label)
    )


def _value(ledger: Ledger, label: str, was: Inlines, now: Inlines) -> RedText:
    if was == now:
        return red_text(was, now)
    marked = ((was, Mark.REMOVED), (now, Mark.ADDED))
    words = tuple(word for text, mark in marked if text for word in whole_text(text, mark))
    if len(was) == len(now) == 1 and isinstance(was[0], Fact) and isinstance(now[0], Fact):
        return RedText(words, ledger.fact(None, "", was[0], now[0]))
    return RedText(words, ledger.around(label, plain(was), plain(now)))


def lines(ledger: Ledger, olds: Sequence[Inlines], news: Sequence[Inlines]) -> tuple[Line, ...]:
    """Related documents: each stays, comes, goes, or is listed in other words."""
    return tuple(_line(ledger, was, now) for was, now in _aligned(olds, news))


def _line(ledger: Ledger, was: Inlines | None, now: Inlines | None) -> Line:
    if was is None:
        assert now is not None
        return Piece(Mark.ADDED, now, ledger.around(RELATED, "", plain(now), plain(now)))
    if now is None:
        return Piece(Mark.REMOVED, was, ledger.around(RELATED, plain(was), "", plain(was)))
    if was == now:
        return Piece(Mark.KEPT, now)
    number = ledger.around(RELATED, plain(was), plain(now), plain(now))
    words = (piece for region in compare_words(was, now) for piece in words_of(region))
    return Piece(Mark.KEPT, RedText(tuple(words), number))


def _aligned(
    olds: Sequence[Inlines], news: Sequence[Inlines]
) -> Iterator[tuple[Inlines | None, Inlines | None]]:
    numbers: dict[Hashable, int] = {}
    ids = [
        [numbers.setdefault(_name(line), len(numbers)) for line in side] for side in (olds, news)
    ]
    gone: list[Inlines] = []
    come: list[Inlines] = []
    for code in Indel.opcodes(ids[0], ids[1]):
        was, now = olds[code.src_start : code.src_end], news[code.dest_start : code.dest_end]
        if code.tag != "equal":
            gone += was
            come += now
            continue
        yield from _gap(gone, come)
        gone, come = [], []
        yield from zip(was, now, strict=True)
    yield from _gap(gone, come)


def _name(line: Inlines) -> Hashable:
    """What a line is known by: where it leads, or what it says."""
    first = line[0] if line else None
    return first.href if isinstance(first, Link) and first.href else plain(line)


def _gap(
    gone: list[Inlines], come: list[Inlines]
) -> Iterator[tuple[Inlines | None, Inlines | None]]:
    """Lines of one side alone; two that are much alike are one that is listed otherwise."""
    rest = list(come)
    for was in gone:
        alike = next((c for c in rest if ratio(plain(was), plain(c)) >= SIMILAR), None)
        if alike is not None:
            before = rest.index(alike)
            yield from ((None, line) for line in rest[:before])
            rest = rest[before + 1 :]
        yield was, alike
    yield from ((None, line) for line in rest)
