"""What an override does to a tree: its entries enter, the operations that fit leave, and each that
does not is a finding.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from policyloom.findings import nearest
from policyloom.load.clauses import ClauseShelf, placer
from policyloom.load.documents import Document
from policyloom.load.documents import Path as Steps
from policyloom.load.overtaken import check_order, check_unmoved
from policyloom.load.report import Report
from policyloom.load.texts import Texts
from policyloom.load.treecheck import every_node
from policyloom.load.treewalk import placed_leaves
from policyloom.load.wordings import check_sentence
from policyloom.model.clauses import Adapt, Clause, RevisionKind, Wording
from policyloom.model.places import Place
from policyloom.model.policies import Policy, PolicyTree
from policyloom.model.schools import Add, Choose, Omit, Order, Replace
from policyloom.model.tree import Leaf, Section, Slot, leaves
from policyloom.schemas.schools import AddEntry, OmitEntry, OrderEntry, ReplaceEntry

_NO_EFFECT = "The school's change would have no effect."


@dataclass(frozen=True)
class Operations:
    """Checks an override's operations against the tree that it changes, where that is known."""

    document: Document
    school: str
    shelf: ClauseShelf
    tree: PolicyTree | None
    policy: Policy | None
    texts: Texts

    @property
    def report(self) -> Report:
        return self.texts.report

    @cached_property
    def occurrences(self) -> Mapping[str, Leaf]:
        return {leaf.key: leaf for leaf in leaves(self.tree.tree)} if self.tree else {}

    def _reason(self, because: str, path: Steps) -> None:
        """A reason is printed beside the text that it explains: plain words, without facts."""
        mark = self.document.mark((*path, "because"))
        self.texts.words(because, placer(mark.place, mark.exact), facts=False)

    def _words(self, key: str, text: str, path: Steps) -> Place:
        """Check a school's words, and that they fit where they will stand; give their place."""
        mark = self.document.mark(path)
        before = self.report.errors
        self.texts.words(text, placer(mark.place, mark.exact))
        if self.report.errors == before:
            wording = self.wordings.get(key, "statement")
            check_sentence(Wording(wording, text, mark.place), self.report)
        return mark.place

    @cached_property
    def wordings(self) -> Mapping[str, str]:
        """The name of the wording that each occurrence takes."""
        placed = placed_leaves(self.tree.tree, self.shelf.clauses) if self.tree else ()
        return {p.leaf.key: p.wording for p in placed}

    def replace(self, entries: Sequence[ReplaceEntry]) -> tuple[Replace, ...]:
        """The replacements that stand."""
        found: dict[str, Replace] = {}
        for i, entry in enumerate(entries):
            path: Steps = ("replace", i)
            text_place = self._words(entry.clause, entry.text, (*path, "text"))
            self._reason(entry.because, path)
            clause = self._clause(entry.clause, (*path, "clause"))
            if self._twice(entry.clause, found, path) or clause is None:
                continue
            if self._may_touch(clause, path) and self._against(clause, entry.against, path):
                found[entry.clause] = Replace(
                    entry.clause,
                    entry.text,
                    entry.because,
                    entry.against,
                    self.document.place((*path, "clause")),
                    text_place,
                )
        return tuple(found.values())

    def omit(self, entries: Sequence[OmitEntry], replaced: set[str]) -> tuple[Omit, ...]:
        """The omissions that stand."""
        found: dict[str, Omit] = {}
        for i, entry in enumerate(entries):
            path: Steps = ("omit", i)
            place = self.document.place((*path, "clause"))
            self._reason(entry.because, path)
            clause = self._clause(entry.clause, (*path, "clause"))
            if self._twice(entry.clause, found, path) or clause is None:
                continue
            if entry.clause in replaced:
                what = f"'{entry.clause}' is both replaced and omitted."
                why = "Only one of the two can be meant."
                self.report.error("override-twice", place, what, why, "Remove one of them.")
            elif (
                self._may_touch(clause, path)
                and self._is_optional(clause, path)
                and self._against(clause, entry.against, path)
            ):
                found[entry.clause] = Omit(entry.clause, entry.because, entry.against, place)
        return tuple(found.values())

    def add(self, entries: Sequence[AddEntry]) -> tuple[Add, ...]:
        """The school's own clauses that have a slot to go to."""
        found: dict[str, Add] = {}
        nodes = every_node(self.tree.tree) if self.tree else ()
        slots = [node.id for node in nodes if isinstance(node, Slot)]
        for i, entry in enumerate(entries):
            path: Steps = ("add", i)
            text_place = self._words(entry.id, entry.text, (*path, "text"))
            self._reason(entry.because, path)
            if self._fits(entry, slots, found, path):
                place = self.document.place((*path, "id"))
                found[entry.id] = Add(
                    entry.id, entry.slot, entry.text, entry.because, place, text_place
                )
        return tuple(found.values())

    def _fits(
        self, entry: AddEntry, slots: list[str], found: Mapping[str, Add], path: Steps
    ) -> bool:
        if entry.id.partition(".")[0] != self.school:
            what = f"'{entry.id}' is no id of this school's clauses."
            fix = f"Write '{self.school}.{entry.id.partition('.')[2]}'."
            why = "Two schools' clauses could not be told apart."
            self.report.error("bad-id", self.document.place((*path, "id")), what, why, fix)
            return False
        if self._twice(entry.id, found, path, "id"):
            return False
        if entry.slot in slots or self.tree is None:
            return self.tree is not None
        place = self.document.place((*path, "slot"))
        what = f"The policy opens no slot '{entry.slot}'."
        fix = nearest(entry.slot, slots) or "The trust has to open a slot for it first."
        self.report.error("unknown-slot", place, what, _NO_EFFECT, fix)
        return False

    def order(self, entry: OrderEntry | None) -> Order | None:
        """The order of sections, without those that the tree does not have."""
        if entry is None:
            return None
        self._reason(entry.because, ("order",))
        if self.tree is None:
            return None
        known = [node.id for node in self.tree.tree if isinstance(node, Section)]
        found: list[str] = []
        for i, section in enumerate(entry.sections):
            place = self.document.place(("order", "sections", i))
            if section in found:
                what = f"The section '{section}' is named twice."
                self.report.error("override-twice", place, what, _NO_EFFECT, "Name it once.")
            elif section not in known:
                what = f"The policy has no section '{section}' at its top level."
                fix = nearest(section, known) or "Name one of: " + ", ".join(known) + "."
                self.report.error("unknown-section", place, what, _NO_EFFECT, fix)
            else:
                found.append(section)
        if not found:
            return None
        place = self.document.key_place(("order",))
        order = Order(tuple(found), entry.because, entry.against, place)
        check_order(order, self.document, self.tree, self.shelf.clauses, self.report)
        if found == entry.sections:
            check_unmoved(found, known, self.document, self.report)
        return order

    def choose(self, choices: Mapping[str, str]) -> tuple[Choose, ...]:
        """The school's positions that the clauses offer."""
        found = []
        for id_, choice in choices.items():
            path: Steps = ("choose", id_)
            held = {leaf.clause: leaf for leaf in self.occurrences.values()}
            clause = self._clause(id_, path, held)
            if clause is None:
                continue
            if choice in clause.choices:
                found.append(Choose(id_, choice, self.document.key_place(path)))
                continue
            self.report.error(
                "unknown-choice",
                self.document.place(path),
                f"The clause '{id_}' has no choice '{choice}'.",
                "The school's position would not be published.",
                nearest(choice, clause.choices) or "It offers no choices: remove this line.",
            )
        return tuple(found)

    def _clause(
        self, key: str, path: Steps, held: Mapping[str, Leaf] | None = None
    ) -> Clause | None:
        """The clause that an occurrence is of; a finding if the tree has no such occurrence."""
        known = self.occurrences if held is None else held
        if self.tree is None:
            return None
        if key in known:
            return self.shelf.clauses.get(known[key].clause)
        place = self.document.key_place(path)
        if key.partition("/")[0] not in self.shelf.files:
            what = f"There is no clause '{key}' in this policy."
            fix = nearest(key, known) or "Name a clause of the policy's tree."
            self.report.error("unknown-clause", place, what, _NO_EFFECT, fix)
            return None
        self.report.error("not-in-policy", place, *self._elsewhere(key, known))
        return None

    def _elsewhere(self, key: str, known: Mapping[str, Leaf]) -> tuple[str, str, str]:
        """What, why and fix for a clause that exists but does not stand in this tree."""
        as_names = [k for k, leaf in known.items() if leaf.clause == key.partition("/")[0]]
        if as_names:
            what = f"'{key}' stands in this policy under another key."
            return what, _NO_EFFECT, "Name one of: " + ", ".join(as_names) + "."
        trees = self.policy.trees if self.policy else {}
        base = key.partition("/")[0]
        others = [t.id for t in trees.values() if base in {leaf.clause for leaf in leaves(t.tree)}]
        if others and self.tree:
            what = f"'{key}' does not stand in the tree '{self.tree.id}' that the school uses."
            return what, _NO_EFFECT, f"It stands in: {', '.join(others)}. Remove the entry."
        fix = nearest(key, known) or "Remove the entry."
        return f"'{key}' does not stand in this policy.", _NO_EFFECT, fix

    def _twice(
        self, key: str, found: Mapping[str, object], path: Steps, name: str = "clause"
    ) -> bool:
        if key not in found:
            return False
        place = self.document.place((*path, name))
        why = "Only one of the two can be meant."
        self.report.error(
            "override-twice", place, f"'{key}' stands here twice.", why, "Remove one."
        )
        return True

    def _may_touch(self, clause: Clause, path: Steps) -> bool:
        if clause.adapt is not Adapt.LOCKED:
            return True
        self.report.error(
            "override-locked",
            self.document.place((*path, "clause")),
            f"'{clause.id}' is locked: no school may change it.",
            "The trust must be able to say that this rule holds everywhere.",
            "Remove the entry, or ask the trust to make the clause adaptable.",
        )
        return False

    def _is_optional(self, clause: Clause, path: Steps) -> bool:
        if clause.adapt is Adapt.OPTIONAL:
            return True
        self.report.error(
            "omit-not-optional",
            self.document.place((*path, "clause")),
            f"'{clause.id}' is {clause.adapt}: a school may replace it but not leave it out.",
            "The rule has to stand in every school's policy.",
            "Replace it instead, or ask the trust to make the clause optional.",
        )
        return False

    def _against(self, clause: Clause, against: str, path: Steps) -> bool:
        """Whether an override was written for a wording that there was; a warning if it is old."""
        dates = [r.date for r in clause.revisions if r.kind is RevisionKind.MEANING]
        place = self.document.place((*path, "against"))
        if clause.id in self.shelf.damaged:
            return True
        if against not in dates:
            self.report.error(
                "unknown-revision",
                place,
                f"'{clause.id}' was not revised on {against}.",
                "Nobody could tell for which wording the change was written.",
                f"Its meaning was revised on: {', '.join(sorted(dates))}.",
            )
            return False
        if against < clause.revised:
            self.report.warning(
                "stale-override",
                place,
                f"'{clause.id}' was revised on {clause.revised}, after this was written for it.",
                "The school's words may contradict the rule as it now is.",
                f"Compare them with the clause, then write 'against: {clause.revised}'.",
            )
        return True
