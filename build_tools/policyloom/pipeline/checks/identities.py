"""By what a school can be told: its names, numbers, domains and people. In: an estate and a day;
out: an index of them, and where a text holds one that is another school's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policyloom.model.estate import Estate
from policyloom.model.facts import FactEntry, FactType
from policyloom.model.schools import Facts, School
from policyloom.pipeline.checks.people_names import bare_name, is_full
from policyloom.resolve.facts import current

SHORT_NAME = "school.short_name"
PHRASE = "phrase"
"""What something else is called, at a school or for everyone: "Larkfield Road". It is no sign of a
school, but a school's name within it is none either."""

EVERYONE = "*"
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\+?\(?\d[\d ()-]{7,}\d")
_HOST = re.compile(r"(?:@|https?://|\bwww\.)([A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A school's sign in a text, at an offset: its `kind` in words, and what stands there."""

    kind: str
    text: str
    offset: int
    schools: frozenset[str]


@dataclass(frozen=True, slots=True)
class Identities:
    """Each sign of a school, with the schools whose it is.

    `names` are by their first word, the longest first. `own` are signs that a school gives for
    itself; `staffed` has besides them those of the people whom it names.
    """

    names: Mapping[str, tuple[tuple[str, str, frozenset[str]], ...]]
    numbers: Mapping[str, frozenset[str]]
    domains: Mapping[str, frozenset[str]]
    staffed: Mapping[str, frozenset[str]]

    def foreign(self, text: str, school: str, is_fact: bool = False) -> Iterator[Sighting]:
        """The signs in a text that belong to other schools alone; `school` "" has none itself.

        In a fact's value (`is_fact`) people do not count: two schools may share one.
        """
        named = self._named(text, school, is_fact)
        for seen in (*named, *self._numbered(text, is_fact), *self._at(text)):
            if school not in seen.schools:
                yield seen

    def _named(self, text: str, school: str, is_fact: bool) -> Iterator[Sighting]:
        done = 0
        for word in _WORD.finditer(text):
            if word.start() < done:
                continue
            for name, kind, schools in self.names.get(word[0], ()):
                end = word.start() + len(name)
                if kind == PHRASE and not schools & {school, EVERYONE}:
                    continue
                if text.startswith(name, word.start()) and not text[end : end + 1].isalnum():
                    done = end
                    if kind == "name" or (kind == "person" and not is_fact):
                        yield Sighting(kind, name, word.start(), schools)
                    break

    def _numbered(self, text: str, is_fact: bool) -> Iterator[Sighting]:
        for number in _NUMBER.finditer(text):
            digits = as_dialled(number[0])
            schools = self.numbers.get(digits, frozenset())
            if not is_fact:
                schools = schools or self.staffed.get(digits, frozenset())
            if schools:
                yield Sighting("telephone number", number[0], number.start(), schools)

    def _at(self, text: str) -> Iterator[Sighting]:
        for host in _HOST.finditer(text):
            schools = self.owners(host[1])
            if schools:
                yield Sighting("domain", host[1], host.start(1), schools)

    def owners(self, host: str) -> frozenset[str]:
        """The schools whose domain a host is, or is part of."""
        labels = host.lower().split(".")
        for start in range(len(labels) - 1):
            if found := self.domains.get(".".join(labels[start:])):
                return found
        return frozenset()


def as_dialled(number: str) -> str:
    """A telephone number's digits as dialled within the United Kingdom."""
    digits = re.sub(r"\D", "", number)
    return f"0{digits[2:]}" if number.startswith("+44") else digits


def domain_of(address: str) -> str:
    """The domain of an email or web address, without `www.`."""
    host = address.rpartition("@")[2] if "@" in address else address.partition("://")[2]
    return host.partition("/")[0].partition(":")[0].lower().removeprefix("www.")


def identities(estate: Estate, today: str) -> Identities:
    """The signs of every school that are not the trust's or an authority's as well."""
    maker = _Maker(estate, today)
    for school in estate.schools.values():
        maker.add(school)
    return maker.made()


class _Maker:
    def __init__(self, estate: Estate, today: str) -> None:
        self.estate, self.today = estate, today
        self.names: dict[tuple[str, str], set[str]] = {}
        self.numbers: dict[str, set[str]] = {}
        self.domains: dict[str, set[str]] = {}
        self.staffed: dict[str, set[str]] = {}
        shared = (estate.trust.facts, *estate.authorities.values())
        entries = [e for facts in shared for held in facts.values() for e in held]
        self.common = {bare_name(part) for entry in entries for part in _parts(entry)}
        self.common |= {as_dialled(part) for part in self.common if part[:1] in "0+"}
        self.common |= {domain_of(part) for part in self.common if "@" in part or "://" in part}
        for entry in entries:
            self._phrases(entry, EVERYONE)

    def add(self, school: School) -> None:
        for name in {school.name, *self._short(school)}:
            self._name(name, "name", school.id)
        for entry in self._held(school.facts):
            kind, value = self.estate.facts[entry.fact].type, entry.value
            if kind is FactType.PHONE:
                self._put(self.numbers, as_dialled(value.text), school.id)
            elif kind in (FactType.EMAIL, FactType.URL):
                self._put(self.domains, domain_of(value.text), school.id)
            elif kind is FactType.PERSON:
                self._person(value.fields, school.id)
            self._phrases(entry, school.id)

    def _phrases(self, entry: FactEntry, owner: str) -> None:
        """The names of streets, and for everyone of bodies, among a tier's facts."""
        spec = self.estate.facts.get(entry.fact)
        kinds = (FactType.ADDRESS, FactType.TEXT) if owner is EVERYONE else (FactType.ADDRESS,)
        if spec is not None and spec.type in kinds:
            for part in entry.value.items or (entry.value.text,):
                if is_full(part):
                    self.names.setdefault((part, PHRASE), set()).add(owner)

    def _person(self, fields: Mapping[str, str], school: str) -> None:
        name = bare_name(fields.get("name", ""))
        if is_full(name):
            self._name(name, "person", school)
        self._put(self.staffed, as_dialled(fields.get("phone", "")), school)

    def _held(self, facts: Facts) -> Iterator[FactEntry]:
        for fact, entries in facts.items():
            entry = current(entries, self.today)
            if entry is not None and fact in self.estate.facts:
                yield entry

    def _short(self, school: School) -> Iterator[str]:
        entry = current(school.facts.get(SHORT_NAME, ()), self.today)
        if entry is not None:
            yield entry.value.text

    def _name(self, name: str, kind: str, school: str) -> None:
        if name and name not in self.common:
            self.names.setdefault((name, kind), set()).add(school)

    def _put(self, index: dict[str, set[str]], key: str, school: str) -> None:
        if key and key not in self.common:
            index.setdefault(key, set()).add(school)

    def made(self) -> Identities:
        first: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
        for (name, kind), schools in self.names.items():
            if word := _WORD.match(name):
                first.setdefault(word[0], []).append((name, kind, frozenset(schools)))
        by_length = {
            word: tuple(sorted(named, key=lambda n: (-len(n[0]), n)))
            for word, named in first.items()
        }
        frozen = [
            {key: frozenset(schools) for key, schools in index.items()}
            for index in (self.numbers, self.domains, self.staffed)
        ]
        return Identities(by_length, *frozen)


def _parts(entry: FactEntry) -> Iterator[str]:
    yield entry.value.text
    yield from entry.value.fields.values()
