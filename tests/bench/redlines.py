"""How long redlines take: 1,000 of editions of about 2,000 words, on one core."""

from __future__ import annotations

import time
from random import Random

from policyloom.compare import Side, compare
from policyloom.model.nodes import Blocks, plain, spans
from tests.compare.edits import edited, spans_edited, words_edited
from tests.compare.test_truth import example

REDLINES = 1000
PAIRS = 50


def measure() -> dict[str, float]:
    """Seconds for the redlines, their words on average, and their changes on average.

    The editions are the example's of 1,500 to 2,500 words; each is compared with itself after a
    revision that rewords one clause in ten and makes six edits of any other kind.
    """
    pairs = _pairs()
    words = sum(_words(new) for _, new in pairs) / len(pairs)
    begun = time.perf_counter()
    changes = 0
    for number in range(REDLINES):
        old, new = pairs[number % len(pairs)]
        changes += len(compare(Side("Old", old), Side("New", new)).changes)
    seconds = time.perf_counter() - begun
    return {
        "redlines": REDLINES,
        "seconds": round(seconds, 2),
        "words": round(words),
        "changes": round(changes / REDLINES, 1),
    }


def _pairs() -> list[tuple[Blocks, Blocks]]:
    random = Random(7)
    found = [w.blocks for w in example().editions.values()]
    sized = [blocks for blocks in found if 1500 <= _words(blocks) <= 2500]
    olds = [sized[number % len(sized)] for number in range(PAIRS)]
    return [(old, _revised(random, old)) for old in olds]


def _revised(random: Random, old: Blocks) -> Blocks:
    reworded = spans_edited(random, old, lambda c: words_edited(random, c), share=0.1)
    return edited(random, reworded, 6)


def _words(blocks: Blocks) -> int:
    return sum(len(plain(span.content).split()) for span in spans(blocks))


if __name__ == "__main__":
    print(measure())
