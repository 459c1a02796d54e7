"""The names that texts may use: facts with their fields. A dotted name enters; what it names, or
the nearest right name, leaves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policyloom.findings import nearest
from policyloom.model.facts import FactSpec, FactType, type_fields

RELATED = "related"
"""A list that every edition has: the titles of its related documents."""


@dataclass(frozen=True)
class Names:
    """Every fact that is declared, and those whose declaration is broken."""

    facts: Mapping[str, FactSpec]
    broken: frozenset[str] = frozenset()

    def known(self, name: str) -> bool:
        """Whether `{{ name }}` can be written."""
        if name == RELATED or name in self.facts:
            return True
        base, _, field = name.rpartition(".")
        spec = self.facts.get(base)
        if spec is not None and field in type_fields.get(spec.type, ()):
            return True
        return name in self.broken or base in self.broken

    def type_of(self, name: str) -> FactType | None:
        """The type of the fact that a name belongs to."""
        spec = self.facts.get(name) or self.facts.get(name.rpartition(".")[0])
        return spec.type if spec else None

    def suggestion(self, name: str) -> str:
        """What may have been meant by an unknown name."""
        base, _, field = name.rpartition(".")
        if (spec := self.facts.get(base)) is not None:
            fields = type_fields.get(spec.type, ())
            if not fields:
                return f"'{base}' has no parts: write {{{{ {base} }}}}."
            return nearest(field, fields)
        return nearest(name, self._all()) or "The facts are those of templates/facts.yml."

    def _all(self) -> Iterator[str]:
        yield RELATED
        for name, spec in self.facts.items():
            yield name
            yield from (f"{name}.{field}" for field in type_fields.get(spec.type, ()))
