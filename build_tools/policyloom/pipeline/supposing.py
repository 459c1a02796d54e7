"""An edition as it would be if something were edited. In: a Woven and what is edited; out: another.

Nothing is known of what the edit would say, so a mark is added wherever its words would reach: what
then differs is what an edit would touch, found by the same means that draw the pages.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from policyloom.document import Texts, build_blocks, number
from policyloom.findings import Findings
from policyloom.model.editions import Edition, Occurrence
from policyloom.model.estate import Estate
from policyloom.model.facts import FactEntry, Value
from policyloom.pipeline.weave import Woven

FACTS = "templates/facts.yml"
MARK = "…"
"""What stands for an edit's words."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is edited: a clause, a fact, or a file (relative to the root); the others are ""."""

    clause: str = ""
    fact: str = ""
    file: str = ""

    @property
    def declares(self) -> bool:
        """Whether it is the file in which facts are declared, from which every value comes."""
        return self.file == FACTS

    def says(self, occurrence: Occurrence) -> bool:
        """Whether an occurrence's words would be edited."""
        own = occurrence.school_words
        return (occurrence.clause == self.clause and not own) or occurrence.place.file == self.file

    def gives(self, entry: FactEntry) -> bool:
        """Whether a fact's value would be edited."""
        return self.declares or entry.fact == self.fact or entry.place.file == self.file

    def arranges(self, estate: Estate, edition: Edition) -> bool:
        """Whether the policy's own file would be edited, or the arrangement that the school uses,
        or the school's file for it."""
        policy, school = estate.policies[edition.policy], estate.schools.get(edition.school)
        override = school.overrides.get(edition.policy) if school else None
        tree = policy.trees.get((override and override.tree) or policy.default_tree)
        places = (policy.place, tree.place if tree else None, override.place if override else None)
        return self.file in {place.file for place in places if place}


def supposed_estate(estate: Estate, subject: Subject) -> Estate:
    """The estate with marks in what pages say of the trust and of a policy, besides its text."""
    trust, policies = estate.trust, dict(estate.policies)
    if trust.place.file == subject.file:
        trust = replace(trust, name=trust.name + MARK)
    for id_, policy in estate.policies.items():
        if policy.place.file == subject.file:
            policies[id_] = replace(policy, summary=policy.summary + MARK)
    return replace(estate, trust=trust, policies=policies)


def supposed(estate: Estate, woven: Woven, subject: Subject) -> Woven:
    """The edition with marks where an edit would reach; the same one where it reaches nothing."""
    edition = woven.edition
    facts = {name: _marked_entry(e, subject) for name, e in edition.facts.items()}
    said = {key: _marked(o, subject) for key, o in edition.occurrences.items()}
    title = edition.title + MARK * subject.arranges(estate, edition)
    made = replace(edition, title=title, facts=facts, occurrences=said)
    if woven.kept is not None or made == edition:
        return woven
    weaver = replace(woven.weaver, edition=made, findings=Findings())
    texts = Texts(weaver.occurrences(), weaver.text, weaver.entries)
    blocks = number(build_blocks(made.tree, texts), made.numbering)
    noun = weaver.value("noun")
    return replace(
        woven, edition=made, weaver=weaver, blocks=blocks, noun=noun.text if noun else woven.noun
    )


def _marked(occurrence: Occurrence, subject: Subject) -> Occurrence:
    near = _marked_all(occurrence.facts, subject)
    text = occurrence.text + MARK * subject.says(occurrence)
    return replace(occurrence, text=text, facts=near)


def _marked_all(entries: Mapping[str, FactEntry], subject: Subject) -> dict[str, FactEntry]:
    return {name: _marked_entry(entry, subject) for name, entry in entries.items()}


def _marked_entry(entry: FactEntry, subject: Subject) -> FactEntry:
    return replace(entry, value=_marked_value(entry.value)) if subject.gives(entry) else entry


def _marked_value(value: Value) -> Value:
    fields = {name: text + MARK for name, text in value.fields.items() if text}
    items = tuple(item + MARK for item in value.items)
    return replace(value, text=value.text + MARK, fields=fields, items=items)
