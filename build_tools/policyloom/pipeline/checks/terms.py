"""retired-term: a term that the trust no longer uses. In: a Desk; out: what is caught."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from policyloom.model.checks import Check, Retired
from policyloom.model.facts import FactType
from policyloom.model.places import EVERYTHING
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk
from policyloom.pipeline.checks.passages import Passage, begins

_WHY = "Readers would look for a body or a thing that has another name now."


def in_library(desk: Desk) -> Iterator[Caught]:
    """The trust's wording and facts, and the options of its terms."""
    yield from _found(desk, desk.library)
    yield from _found(desk, _options(desk))


def in_school(desk: Desk, school: str) -> Iterator[Caught]:
    """A school's own words and facts."""
    return _found(desk, desk.passages(school))


def _options(desk: Desk) -> Iterator[Passage]:
    """The words among which schools may choose."""
    for spec in desk.weave.estate.facts.values():
        if spec.type in (FactType.TERM, FactType.CHOICE):
            for value in spec.options.values():
                said = value.fields.get("one") or value.text
                yield Passage(said, begins(spec.place), EVERYTHING, spec.id, is_fact=True)


def _found(desk: Desk, passages: Iterable[Passage]) -> Iterator[Caught]:
    retired = desk.weave.estate.trust.checking.retired
    for passage in passages if retired else ():
        for term in retired:
            for found in _pattern(term).finditer(passage.text):
                if not found["old"]:
                    continue
                yield Caught(
                    Check.RETIRED_TERM,
                    passage.at(found.start()),
                    f"'{found[0]}' is a term that the trust has retired",
                    _WHY,
                    f"Write '{term.now}', or a fact that says it.",
                    passage.scope,
                    passage.key,
                )


@lru_cache(maxsize=1000)
def _pattern(term: Retired) -> re.Pattern[str]:
    """The term as whole words, in any case, also in the plural and across more spaces than one.

    The new term is looked for first, for the old one may be a part of it.
    """
    old, new = (_words(text) for text in (term.term, term.now))
    return re.compile(rf"(?<![\w-])(?:{new}|(?P<old>{old}s?))(?![\w-])", re.IGNORECASE)


def _words(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())
