"""What a tier says about facts: the mapping under `set` enters, entries by fact leave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from policyloom.findings import nearest
from policyloom.load.documents import Document, Mark, Path, Raw, YamlList, YamlMap, value_at
from policyloom.load.names import Names
from policyloom.load.report import Report
from policyloom.load.values import read_value
from policyloom.model.facts import FactEntry, FactSpec, FactType, Nature, Tier, Value
from policyloom.model.places import Place
from policyloom.model.schools import Facts
from policyloom.schemas.types import is_date

_LIBRARY = (Tier.CLAUSE, Tier.LEAF)
_WHY = "It would have no effect on any policy."


@dataclass
class Settings:
    """Collects one tier's facts from one document."""

    document: Document
    names: Names
    tier: Tier
    report: Report
    found: dict[str, tuple[FactEntry, ...]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def read(self, path: Path) -> Settings:
        """Take in the facts of the mapping at a path, nested or dotted."""
        for fact, value_path in self._facts(path, ""):
            self._take(fact, value_path)
        return self

    def name(self, fact: str, path: Path) -> Settings:
        """Take in the fact that a `name` key sets beside its own meaning.

        The name is checked all the same where facts.yml does not declare that fact.
        """
        if fact in self.names.facts:
            self._take(fact, path)
        else:
            place = self.document.key_place(path)
            spec = FactSpec(fact, FactType.TEXT, Nature.PARTICULAR, frozenset(), "", place)
            self._value(spec, value_at(self.document.root, path), path)
        return self

    @property
    def facts(self) -> Facts:
        """What was found, by fact, oldest first."""
        return dict(self.found)

    def single(self) -> dict[str, FactEntry]:
        """The same where nothing may be dated: one entry a fact."""
        return {fact: entries[-1] for fact, entries in self.found.items()}

    def _facts(self, path: Path, prefix: str) -> Iterator[tuple[str, Path]]:
        node = value_at(self.document.root, path)
        if not isinstance(node, YamlMap):
            return
        for key in node:
            name, at = f"{prefix}{key}", (*path, key)
            if name in self.names.facts:
                yield name, at
            elif name in self.names.broken:
                continue
            elif isinstance(node[key], YamlMap) and self._is_group(name):
                yield from self._facts(at, f"{name}.")
            else:
                self._unknown(name, at)

    def _is_group(self, name: str) -> bool:
        every = (*self.names.facts, *self.names.broken)
        return any(fact.startswith(f"{name}.") for fact in every)

    def _unknown(self, name: str, path: Path) -> None:
        base, _, part = name.rpartition(".")
        spec = self.names.facts.get(base)
        if spec is not None and spec.type is FactType.PERSON:
            fix = f"Write '{base}: {{{part}: …}}'."
        else:
            fix = nearest(name, self.names.facts) or "Declare it in templates/facts.yml."
        place = self.document.key_place(path)
        self.report.error("unknown-fact", place, f"There is no fact '{name}'.", _WHY, fix)

    def _take(self, fact: str, path: Path) -> None:
        spec, place = self.names.facts[fact], self.document.key_place(path)
        if fact in self.places:
            self._twice(fact, self.places[fact], place)
            return
        self.places[fact] = place
        if self.tier not in _LIBRARY and self.tier not in spec.tiers:
            self._wrong_tier(spec, place)
            return
        entries = self._entries(spec, path)
        if entries:
            self.found[fact] = entries

    def _twice(self, fact: str, first: Place, second: Place) -> None:
        self.report.error(
            "fact-set-twice",
            second,
            f"'{fact}' is set here and at {first}.",
            "Only one of the two can be right, and nobody could tell which.",
            "Remove one of them.",
        )

    def _wrong_tier(self, spec: FactSpec, place: Place) -> None:
        allowed = ", ".join(tier.name.lower() for tier in sorted(spec.tiers))
        self.report.error(
            "fact-tier",
            place,
            f"'{spec.id}' cannot be set here ({self.tier.name.lower()}).",
            "The trust decides where each fact is kept, so that it is kept once.",
            f"It can be set by: {allowed}. Move it there.",
        )

    def _entries(self, spec: FactSpec, path: Path) -> tuple[FactEntry, ...]:
        raw = value_at(self.document.root, path)
        if not _is_dated(raw):
            value = self._value(spec, raw, path)
            place = self.document.place(path)
            return (FactEntry(spec.id, value, self.tier, place),) if value else ()
        assert isinstance(raw, YamlList)
        if spec.nature is not Nature.PARTICULAR or self.tier in _LIBRARY:
            self.report.error(
                "dated-condition",
                self.document.key_place(path),
                f"'{spec.id}' has dated entries, but it is a condition.",
                "A condition changes with a decision, not by itself on a day.",
                "Give one value, and change it when the decision is made.",
            )
            return ()
        dated = (self._dated(spec, (*path, i)) for i in range(len(raw)))
        return self._in_order([entry for entry in dated if entry])

    def _dated(self, spec: FactSpec, path: Path) -> FactEntry | None:
        entry = value_at(self.document.root, path)
        place = self.document.place(path)
        if not isinstance(entry, YamlMap):
            self._bad_entry(place, "This entry has no date.", "Write {from: …, value: …}.")
            return None
        since = entry.get("from") or ""
        if since and not (isinstance(since, str) and is_date(since)):
            at = self.document.place((*path, "from"))
            self._bad_entry(at, "'from' is no date.", "Write year, month and day: 2026-03-12.")
            return None
        value = self._dated_value(spec, entry, path)
        return FactEntry(spec.id, value, self.tier, place, str(since)) if value else None

    def _dated_value(self, spec: FactSpec, entry: YamlMap, path: Path) -> Value | None:
        if "value" not in entry and spec.type is FactType.PERSON:
            person = _without_from(entry)
            return self._value(spec, person, path)
        extra = [key for key in entry if key not in ("from", "value")]
        if extra or "value" not in entry:
            at = self.document.key_place((*path, extra[0])) if extra else entry.place
            self._bad_entry(at, "A dated entry has 'from' and 'value'.", "Write no other key.")
            return None
        return self._value(spec, entry["value"], (*path, "value"))

    def _in_order(self, entries: list[FactEntry]) -> tuple[FactEntry, ...]:
        first: dict[str, FactEntry] = {}
        for entry in entries:
            other = first.setdefault(entry.since, entry)
            if other is not entry:
                day = entry.since or "no date"
                what = f"Two entries hold from the same day ({day}); the other is at {other.place}."
                self._bad_entry(entry.place, what, "Correct the date, or remove one.")
        return tuple(sorted(first.values(), key=lambda entry: entry.since))

    def _bad_entry(self, place: Place, what: str, fix: str) -> None:
        why = "Nobody could tell which value holds on a given day."
        self.report.error("dated-entry", place, what, why, fix)

    def _value(self, spec: FactSpec, raw: Raw, path: Path) -> Value | None:
        def mark_of(inner: Path) -> Mark:
            return self.document.mark((*path, *inner))

        return read_value(spec, raw, self.document.place(path), self.report, mark_of)


def _is_dated(raw: Raw) -> bool:
    return isinstance(raw, YamlList) and any(isinstance(e, YamlMap) and "from" in e for e in raw)


def _without_from(entry: YamlMap) -> YamlMap:
    person = YamlMap(entry.place)
    person.update({key: part for key, part in entry.items() if key != "from"})
    return person
