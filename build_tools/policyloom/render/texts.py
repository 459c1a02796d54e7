"""Facts into texts. In: an edition and the declared facts; out: Woven texts and findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policyloom.findings import Findings, nearest
from policyloom.model.editions import Edition, Occurrence, Origin
from policyloom.model.facts import FactEntry, FactSpec, Nature, Tier, Value, type_fields
from policyloom.model.nodes import Fact
from policyloom.model.places import Place, Scope
from policyloom.model.woven import Woven
from policyloom.render.syntax import SyntaxProblem, parse

RELATED = "related"
_READ = ("template-code", "fact-expression", "unclosed-fact", "stray-brace", "unknown-fact")
"""What reading a text finds wrong with its facts."""


@dataclass(frozen=True, slots=True)
class Weaver:
    """Writes facts into the texts of one edition.

    A fact that nobody gives is a finding that names the clause, the school, and the file and key
    where to write it; its place in the text then shows the fact's name in angle brackets. The
    trust's own text may leave facts to its schools, and has no such finding.
    `related` are the titles of the edition's related documents.
    """

    edition: Edition
    specs: Mapping[str, FactSpec]
    findings: Findings
    related: tuple[str, ...] = ()

    def occurrences(self) -> dict[str, Woven]:
        """Every occurrence that stands in the edition, by key."""
        standing = (Origin.OMITTED, Origin.NOT_APPLICABLE)
        return {
            key: self.occurrence(occurrence)
            for key, occurrence in self.edition.occurrences.items()
            if occurrence.origin not in standing
        }

    def occurrence(self, occurrence: Occurrence) -> Woven:
        return self.text(
            occurrence.text,
            occurrence.place,
            near=occurrence.facts,
            clause=occurrence.clause,
            markdown=not occurrence.school_words,
            fragment=occurrence.wording == "item",
        )

    def text(
        self,
        text: str,
        place: Place,
        near: Mapping[str, FactEntry] | None = None,
        clause: str = "",
        markdown: bool = False,
        fragment: bool = False,
    ) -> Woven:
        """Any text with facts: a wording, a heading, a label."""
        try:
            parsed = parse(text, self.edition.party)
        except SyntaxProblem as problem:
            self._bad_syntax(problem, place)
            return Woven("", (), markdown, fragment)
        facts = tuple(self._fact(name, near or {}, place, clause) for name in parsed.names)
        return Woven(parsed.text, facts, markdown, fragment)

    def value(self, fact: str) -> Value | None:
        """The winning value of a fact in this edition, or None where nobody gives it."""
        entry = self.edition.facts.get(fact)
        return entry.value if entry else None

    def entries(self, fact: str, place: Place) -> tuple[str, ...]:
        """The entries of a list fact, or of `related`; a missing one is a finding."""
        if fact == RELATED:
            return self.related
        value = self.value(fact)
        if value is None:
            self._missing(fact, place, "")
            return ()
        return value.items

    def _fact(self, name: str, near: Mapping[str, FactEntry], place: Place, clause: str) -> Fact:
        if name == RELATED:
            return Fact(name, listed(self.related), Nature.CONDITION)
        fact, field = split_name(name, self.specs)
        spec = self.specs.get(fact)
        if spec is None:
            self._unknown(name, place)
            return Fact(name, f"‹{name}›", Nature.CONDITION)
        entry = self.edition.facts.get(fact) or near.get(fact)
        if entry is None:
            self._missing(fact, place, clause)
            return self._gap(name, spec)
        text = entry.value.fields.get(field, "") if field else entry.value.text
        if not text:
            self._missing(f"{fact}.{field}", entry.place, clause)
            return self._gap(name, spec)
        return Fact(name, text, spec.nature)

    def _gap(self, name: str, spec: FactSpec) -> Fact:
        """The place of a fact that nobody gives. In the trust's own text it is a named place, so
        that it can be filled with what a school gives."""
        nature = spec.nature if self.edition.school else Nature.PARTICULAR
        return Fact(name, f"‹{name}›", nature)

    @property
    def _scope(self) -> Scope:
        return Scope(self.edition.school, self.edition.policy)

    def _told(self, place: Place) -> bool:
        """Whether reading the file has told of a fact in it already, at its own line and column."""
        return any(
            f.place.file == place.file and f.code in _READ and _covers(f.scope, self.edition.policy)
            for f in self.findings.errors()
        )

    def _bad_syntax(self, problem: SyntaxProblem, place: Place) -> None:
        if self._told(place):
            return
        self.findings.error(
            "template-code",
            Place(place.file, place.line + problem.line - 1, 1),
            f"This text holds {problem.what}",
            "Only `{{ fact }}` may stand in a text: everything else could change what it says.",
            "Write the name of a fact between `{{` and `}}`, and nothing else.",
            self._scope,
        )

    def _unknown(self, name: str, place: Place) -> None:
        if self._told(place):
            return
        self.findings.error(
            "unknown-fact",
            place,
            f"There is no fact '{name}'",
            "Its place in the text would stay empty.",
            f"Correct the name, or declare it in templates/facts.yml. {nearest(name, self.specs)}",
            self._scope,
        )

    def _missing(self, fact: str, place: Place, clause: str) -> None:
        declared, _ = split_name(fact, self.specs)
        spec = self.specs.get(declared)
        if not self.edition.school:
            return  # the trust's own text stops nobody: each school that needs the fact says so
        where = where_to_write(spec, self.edition.school, self.edition.policy)
        by = f"clause '{clause}'" if clause else "this place"
        whose = f"for {self.edition.school}"
        about = f" ({spec.about})" if spec else ""
        self.findings.error(
            "missing-fact",
            place,
            f"Nobody gives '{fact}'{about}, which {by} needs {whose}",
            "The published text would have a gap in it.",
            f"Write `{fact}: …` under `set:` in {where}.",
            self._scope,
        )


def listed(items: tuple[str, ...]) -> str:
    """Entries as a sentence has them: "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def split_name(name: str, specs: Mapping[str, FactSpec]) -> tuple[str, str]:
    """A dotted name as (fact, field): the longest declared fact, then a field of its type."""
    if name in specs:
        return name, ""
    fact, _, field = name.rpartition(".")
    spec = specs.get(fact)
    if spec is not None and field in type_fields.get(spec.type, ()):
        return fact, field
    return name, ""


def where_to_write(spec: FactSpec | None, school: str, policy: str) -> str:
    """The authored files in which a fact may be set for a school, nearest first."""
    tiers = spec.tiers if spec else frozenset({Tier.TRUST})
    files = {
        Tier.SCHOOL: f"schools/{school}/school.yml",
        Tier.POLICY: f"schools/{school}/{policy}.yml",
        Tier.PHASE: "schools/phases/<phase>.yml",
        Tier.AUTHORITY: "schools/authorities/<authority>.yml",
        Tier.TRUST: "schools/trust.yml",
    }
    allowed = [file for tier, file in files.items() if tier in tiers]
    return " or ".join(allowed[:2]) if allowed else "the clause's own `facts:`"


def _covers(scope: Scope, policy: str) -> bool:
    """Whether a finding stops this policy at every school."""
    return not scope.school and scope.policy in ("", policy)
