"""Every wording of every clause, under every option of every term: what it says, and its grammar.

tests/cases/terms/golden.txt holds all of it; `pytest tests/example/test_terms.py --write-golden`
writes it anew, and what changed in it is then for a person to read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from policyloom.document.inline import weave
from policyloom.findings import Findings
from policyloom.load import load_estate
from policyloom.model.clauses import Clause, Wording
from policyloom.model.editions import Edition
from policyloom.model.estate import Estate
from policyloom.model.facts import FactEntry, FactType
from policyloom.model.nodes import plain
from policyloom.model.tree import leaves
from policyloom.render import Weaver
from policyloom.render.texts import split_name
from policyloom.resolve import resolve_edition
from tests.trusts import HERE, TODAY

GOLDEN = Path(__file__).parent.parent / "cases" / "terms" / "golden.txt"
RELATED = ("Code of conduct", "Complaints policy")
_NAMES = re.compile(r"\{\{\s*([a-z0-9_.]+)\s*\}\}")
FRAGMENTS = frozenset(["item", "cell", "who", "label"])
"""Wordings that continue a sentence or stand alone in a cell."""


@dataclass(frozen=True)
class Rendering:
    """One wording under one set of terms; `under` says which, "" for the trust's own."""

    clause: str
    wording: Wording
    under: str
    text: str

    def __str__(self) -> str:
        named = " ".join(part for part in (self.wording.name, self.wording.choice) if part)
        return f"[{named}{' · ' if self.under else ''}{self.under}] {self.text}"


class Library:
    """The example's clauses, ready to be rendered with any terms."""

    def __init__(self) -> None:
        self.findings = Findings()
        estate = load_estate(HERE, self.findings)
        assert estate is not None
        self.estate: Estate = estate
        policy = next(iter(estate.policies))
        self.edition = resolve_edition(estate, "", policy, TODAY, Findings())
        self.near = dict(_nearest(estate))

    def all(self) -> Iterator[Rendering]:
        for clause in sorted(self.estate.clauses.values(), key=lambda c: c.id):
            for wording in clause.wordings:
                yield from self.renderings(clause, wording)

    def renderings(self, clause: Clause, wording: Wording) -> Iterator[Rendering]:
        """The trust's own terms first, then each term's other options, one at a time."""
        yield self.one(clause, wording, "", self.edition)
        if "[?la" in wording.text:
            yield self.one(clause, wording, "no authority", replace(self.edition, party=False))
        for term in self.terms(wording):
            for option, value in self.estate.facts[term].options.items():
                entry = self.edition.facts[term]
                if value != entry.value:
                    other = {**self.edition.facts, term: replace(entry, value=value)}
                    edition = replace(self.edition, facts=other)
                    yield self.one(clause, wording, f"{term}: {option}", edition)

    def terms(self, wording: Wording) -> list[str]:
        named = {split_name(name, self.estate.facts)[0] for name in _NAMES.findall(wording.text)}
        terms = (self.estate.facts.get(name) for name in sorted(named))
        return [spec.id for spec in terms if spec and spec.type is FactType.TERM]

    def one(self, clause: Clause, wording: Wording, under: str, edition: Edition) -> Rendering:
        weaver = Weaver(edition, self.estate.facts, self.findings, RELATED)
        near: Mapping[str, FactEntry] = {**self.near.get(clause.id, {}), **clause.defaults}
        woven = weaver.text(
            wording.text, wording.place, near, clause.id, True, wording.name == "item"
        )
        return Rendering(clause.id, wording, under, plain(weave(woven)))


def _nearest(estate: Estate) -> Iterator[tuple[str, Mapping[str, FactEntry]]]:
    """What a policy's tree gives a clause where it stands."""
    for policy in estate.policies.values():
        for tree in policy.trees.values():
            for leaf in leaves(tree.tree):
                if leaf.set:
                    yield leaf.clause, leaf.set


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


@pytest.fixture(scope="module")
def renderings(library: Library) -> list[Rendering]:
    return list(library.all())


def written(renderings: list[Rendering]) -> str:
    lines: list[str] = []
    before = ""
    for rendering in renderings:
        if rendering.clause != before:
            lines += ["", f"# {rendering.clause}"]
            before = rendering.clause
        lines.append(str(rendering))
    return "\n".join(lines).lstrip("\n") + "\n"


def test_golden(renderings: list[Rendering], request: pytest.FixtureRequest) -> None:
    """No wording changes, under any terms, unless somebody has read it."""
    text = written(renderings)
    if request.config.getoption("--write-golden"):
        GOLDEN.parent.mkdir(parents=True, exist_ok=True)
        GOLDEN.write_text(text, "utf-8")
    known = GOLDEN.read_text("utf-8").splitlines()
    found = text.splitlines()
    if found != known:
        fresh = [line for line in found if line not in set(known)]
        gone = [line for line in known if line not in set(found)]
        pytest.fail(
            f"{len(fresh)} lines are new and {len(gone)} are gone. Read them, then run\n"
            "pytest tests/example/test_terms.py --write-golden\n"
            + "\n".join([f"+ {line}" for line in fresh[:10]] + [f"- {line}" for line in gone[:10]])
        )


def test_no_fact_is_missing(library: Library, renderings: list[Rendering]) -> None:
    """The trust's own text has a value for every fact that any wording names."""
    assert renderings
    assert [str(f) for f in library.findings if f.code in ("missing-fact", "unknown-fact")] == []


def test_the_golden_is_thorough(library: Library, renderings: list[Rendering]) -> None:
    """Every clause is there, and every option of every term is tried on some wording."""
    assert {r.clause for r in renderings} == set(library.estate.clauses)
    tried = {r.under for r in renderings}
    terms = [s for s in library.estate.facts.values() if s.type is FactType.TERM]
    for spec in terms:
        own = library.edition.facts[spec.id].value
        others = {f"{spec.id}: {name}" for name, value in spec.options.items() if value != own}
        assert others and others <= tried, spec.id
    assert "no authority" in tried


# ------------------------------------------------------------------ grammar

_A_BEFORE_VOWEL = re.compile(
    r"\b[Aa] (?!one\b|once\b|uni|us(e|er|ers|ual|ing|eful)\b|eu|ewe|UK\b|URL\b|usab)[aeiouAEIOU]"
)
_AN_BEFORE_CONSONANT = re.compile(
    r"\b[Aa]n (?!hour|honest|honou?r|heir|[AEFHILMNORSX][A-Z])[^aeiouAEIOU\W]"
)
_REPEATED = re.compile(r"\b(?!that\b|had\b)([A-Za-z]+) \1\b", re.IGNORECASE)
_TWO_ARTICLES = re.compile(r"\b(a|an|the|this|these|any|each|every) (a|an|the)\b", re.IGNORECASE)
_SMALL_START = re.compile(r"[.!?]['\"’”)]* +[a-z]")
_ENDS = (".", "!", "?", ":")
_ABBREVIATED = re.compile(r"\b(e\.g|i\.e|etc|Dr|Mr|Mrs|Ms|St)\. +[a-z]")

RULES: dict[str, Callable[[str], object]] = {
    "two spaces": lambda t: "  " in t,
    "a space before punctuation": lambda t: re.search(r" [,.;:!?)]", t),
    "a space after an opening bracket": lambda t: "( " in t,
    "punctuation twice": lambda t: re.search(r"[,;:]{2}|,\.|;\.|(?<!\.)\.\.(?!\.)", t),
    "'a' before a vowel": _A_BEFORE_VOWEL.search,
    "'an' before a consonant": _AN_BEFORE_CONSONANT.search,
    "a word twice": _REPEATED.search,
    "two articles": _TWO_ARTICLES.search,
    "an unfilled fact": lambda t: re.search(r"[‹›{}\ue000-\uf8ff]|\[|\]", t),
    "a sentence with a small letter": lambda t: _SMALL_START.search(_ABBREVIATED.sub("", t)),
    "space at an end": lambda t: t != t.strip(),
    "no words": lambda t: not re.search(r"[A-Za-z]{2}", t),
    "'s twice": lambda t: re.search(r"['’]s['’]s?\b|s['’]s\b(?<!ss['’]s)", t),
}
"""What no text may do, whatever terms it holds."""


@pytest.mark.parametrize("rule", RULES)
def test_grammar(renderings: list[Rendering], rule: str) -> None:
    """No wording breaks the rule under any terms."""
    broken = [f"{r.clause} {r}" for r in renderings if RULES[rule](r.text)]
    assert broken == []


def test_sentences_begin_and_end_as_sentences_do(renderings: list[Rendering]) -> None:
    """A wording in sentences begins with a capital and ends with its full stop."""
    wrong: list[str] = []
    for r in renderings:
        if r.wording.name in ("statement", "pledge", "question", "lead-in"):
            first = re.sub(r"^\W+", "", r.text)[:1]
            ends = r.text.rstrip("'\"’”)").endswith(_ENDS)
            if (first.isalpha() and not first.isupper()) or not ends:
                wrong.append(f"{r.clause} {r}")
    assert wrong == []


def test_items_complete_a_sentence(renderings: list[Rendering]) -> None:
    """An item begins with a small letter, unless with a name, and brings no full stop."""
    wrong = [
        f"{r.clause} {r}"
        for r in renderings
        if r.wording.name == "item" and (r.text.endswith((".", ";", ",")) or r.text[:1].isupper())
    ]
    assert wrong == []


def test_lead_ins_lead_in(renderings: list[Rendering]) -> None:
    """A lead-in ends with a colon."""
    leads = [r for r in renderings if r.wording.name == "lead-in"]
    assert leads
    assert [f"{r.clause} {r}" for r in leads if not r.text.endswith(":")] == []


def test_pledges_are_in_the_first_person(renderings: list[Rendering]) -> None:
    """Whoever signs speaks of themselves."""
    pledges = [r for r in renderings if r.wording.name == "pledge"]
    assert pledges
    assert [str(r) for r in pledges if not re.search(r"\b(I|my|me|My)\b", r.text)] == []


PLURAL = re.compile(
    r"(?<!\b(?:to|of|by) )(?<!\bfor )(?<!\b(?:with|from) )"
    r"\{\{\s*\w+\.many\s*\}\} (is|has|was|does)\b"
)
SINGULAR = re.compile(r"(?<!or )(?<!of this )\{\{\s*\w+(\.one|\.a)?\s*\}\} (are|have|were|do)\b")
ARTICLE = re.compile(r"\b(a|an)\s+\{\{", re.IGNORECASE)


def test_terms_agree_with_their_verbs(library: Library) -> None:
    """`.many` takes the plural and `.one` the singular, and no article stands before a fact."""
    terms = {s.id for s in library.estate.facts.values() if s.type is FactType.TERM}
    wrong: list[str] = []
    for clause in library.estate.clauses.values():
        for wording in clause.wordings:
            for pattern in (PLURAL, SINGULAR, ARTICLE):
                for match in pattern.finditer(wording.text):
                    named = _NAMES.findall(wording.text[match.start() : match.end() + 40])
                    if named and named[0].split(".")[0] in terms:
                        wrong.append(f"{clause.id} [{wording.name}]: {match[0]}")
    assert wrong == []
