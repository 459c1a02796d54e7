"""Sentences that look like a policy's: the example's clauses enter, new sentences leave.

A chain of words, two by two, learnt from the example's statements. A fact in double braces is a
word, so the new sentences hold the facts that real ones hold, as often as real ones do.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.bench.size import EXAMPLE

_FACT = re.compile(r"\{\{\s*([a-z0-9_.]+)\s*\}\}")
_PARTY = re.compile(r"\s*\[\?la\s[^\[\]]*\]")
_WORD = re.compile(r"\{\{[^{}]*\}\}[^\s{}]*|\S+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_UNFIT = re.compile(r"[\[\]()*`|\\\"“”‘]|:$")
_SHORTEST = 5


def example_words(seed: int) -> Words:
    """Sentences like the example's, with the facts that its trust sets."""
    names = frozenset(_dotted(example_facts()))
    return Words(statements(EXAMPLE / "templates/clauses"), names, seed)


def example_facts() -> dict[str, Any]:
    """What the example's trust sets, in the nested form of its file."""
    trust = yaml.safe_load((EXAMPLE / "schools/trust.yml").read_text("utf-8"))
    facts: dict[str, Any] = trust["set"]
    return facts


def statements(clauses: Path) -> Iterator[str]:
    """The first wording of every clause file below a folder, as one line."""
    for path in sorted(clauses.rglob("*.md")):
        body = path.read_text("utf-8").split("---\n", 2)[-1]
        first = re.split(r"^=== ", body, maxsplit=1, flags=re.MULTILINE)[0]
        yield " ".join(_PARTY.sub("", first).split())


class Words:
    """Makes sentences out of the words of others. The same seed gives the same sentences."""

    def __init__(self, texts: Iterable[str], facts: frozenset[str], seed: int) -> None:
        self._random = random.Random(seed)
        self._starts: list[tuple[str, str]] = []
        self._next: dict[tuple[str, str], list[str]] = defaultdict(list)
        for sentence in _sentences(texts, facts):
            words = _WORD.findall(sentence)
            self._starts.append((words[0], words[1]))
            for one, two, three in zip(words, words[1:], words[2:], strict=False):
                self._next[one, two].append(three)

    def sentence(self, longest: int = 30) -> str:
        """One sentence of at most that many words."""
        while True:
            words = list(self._random.choice(self._starts))
            while len(words) <= longest and words[-1][-1] not in ".!?":
                words.append(self._random.choice(self._next[words[-2], words[-1]]))
            if _SHORTEST <= len(words) <= longest:
                return " ".join(words)

    def paragraph(self, words: int) -> str:
        """Sentences of about that many words together."""
        made: list[str] = []
        while sum(len(_WORD.findall(sentence)) for sentence in made) < words:
            made.append(self.sentence())
        return " ".join(made)

    def fragment(self, longest: int) -> str:
        """The end of a sentence, without its full stop: what a list's item is made of."""
        sentence = self.sentence(longest + 1).rstrip(".!?")
        return sentence if sentence.startswith("{{") else sentence[0].lower() + sentence[1:]


def _sentences(texts: Iterable[str], facts: frozenset[str]) -> Iterator[str]:
    """The sentences that can be taken apart: no marks that come in pairs, known facts alone."""
    for text in texts:
        for sentence in _SENTENCE_END.split(text):
            fit = sentence[-1:] in tuple(".!?") and not _UNFIT.search(sentence)
            known = all(_declared(name, facts) for name in _FACT.findall(sentence))
            if fit and known and len(_WORD.findall(sentence)) >= _SHORTEST:
                yield sentence


def _declared(name: str, facts: frozenset[str]) -> bool:
    return name in facts or name.rpartition(".")[0] in facts


def _dotted(facts: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The names of the facts in a mapping. A person, who has a post, is one fact."""
    for key, value in facts.items():
        if isinstance(value, dict) and "post" not in value:
            yield from _dotted(value, f"{before}{key}.")
        else:
            yield before + key
