"""Python's collector of garbage, asked to look less often. Nothing enters, nothing leaves.

A program that starts makes tens of thousands of objects, a weave millions of frozen nodes, and none
of them is ever garbage in a cycle. With its usual settings the collector looks through them all
again and again, which takes longer than weaving them.
"""

from __future__ import annotations

import atexit
import gc

NEW_OBJECTS = 100_000
ROUNDS = 20


def collect_seldom() -> None:
    """Let the collector of this process look after many new objects instead of a few hundred."""
    gc.set_threshold(NEW_OBJECTS, ROUNDS, ROUNDS)


def end_at_once() -> None:
    """When this process ends, do not look once more through all that it holds."""
    atexit.register(gc.freeze)
