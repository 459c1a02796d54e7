"""reading-age: a policy that asks more of its readers than the trust wants.

In: a Desk; out: what is caught.

The measure is Flesch and Kincaid's grade (Kincaid and others, "Derivation of new readability
formulas", 1975) as the library `readability` works it out, plus five: the grade counts years at
school from the age of five.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from policyloom.model.checks import Check
from policyloom.model.editions import Origin
from policyloom.model.nodes import run_text, runs
from policyloom.model.places import Scope
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk
from policyloom.pipeline.weave import Woven

FIRST_AGE = 5
FEWEST_WORDS = 100
"""Below this the formula says nothing: one long name decides."""

_SENTENCE = re.compile(r"(?<=[.?!])[)\]’”\"']*\s+")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_OWN = (Origin.REPLACED, Origin.ADDED)


def in_library(desk: Desk) -> Iterator[Caught]:
    """The trust's own text of each policy."""
    limit = desk.weave.estate.trust.checking.reading_age
    for woven in desk.editions("") if limit else ():
        yield from _hard(woven, limit, Scope("", woven.edition.policy))


def in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """Policies in which a school has words of its own, where the trust's text keeps the limit."""
    limit = desk.weave.estate.trust.checking.reading_age
    for woven in desk.editions(school) if limit else ():
        edition = woven.edition
        trust = desk.weave.editions.get(("", edition.policy))
        own = any(o.origin in _OWN for o in edition.occurrences.values())
        if own and (trust is None or reading_age(_texts(trust)) <= limit):
            yield from _hard(woven, limit, Scope(school, edition.policy))


def _texts(woven: Woven) -> tuple[str, ...]:
    return tuple(run_text(run) for run in runs(woven.blocks))


def _hard(woven: Woven, limit: int, scope: Scope) -> Iterator[Caught]:
    texts = _texts(woven)
    age = reading_age(texts)
    if age <= limit:
        return
    edition = woven.edition
    yield Caught(
        Check.READING_AGE,
        edition.place,
        f"'{edition.title}' asks for a reading age of {age}; the trust's limit is {limit}",
        "Many of those whom it concerns would not read it to the end.",
        f"Shorten sentences and choose plainer words. {_longest(woven)}",
        scope,
    )


def _longest(woven: Woven) -> str:
    """The clause with the longest sentence: where to begin."""
    found = (
        (len(_WORD.findall(sentence)), span.key)
        for run in runs(woven.blocks)
        for span in run.spans
        if span.key
        for sentence in sentences(run_text(run))
    )
    words, key = max(found, default=(0, ""))
    return f"The longest sentence has {words} words: '{key}'." if key else ""


def reading_age(texts: Iterable[str]) -> int:
    """The reading age, in whole years, that these paragraphs and items ask for; 0 for a few words.

    It is a measure of sentences and syllables and knows nothing of sense.
    """
    return _age(tuple(texts))


@lru_cache(maxsize=2_000)
def _age(texts: tuple[str, ...]) -> int:
    lines = [" ".join(words) for text in texts for s in sentences(text) if (words := _words(s))]
    if sum(line.count(" ") + 1 for line in lines) < FEWEST_WORDS:
        return 0
    import readability  # it takes as long to load as some commands to run, and few trusts ask

    measured = readability.getmeasures(lines, lang="en")
    grade = float(measured["readability grades"]["Kincaid"])
    return max(FIRST_AGE, round(grade + FIRST_AGE))


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph; an item of a list is one, with or without its full stop."""
    return [sentence for sentence in _SENTENCE.split(text) if sentence.strip()]


def _words(sentence: str) -> list[str]:
    return _WORD.findall(sentence)
