"""The estate: everything authored, read and checked, before any of it is resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policyloom.model.attached import Attached
from policyloom.model.checks import Guidance
from policyloom.model.clauses import Clause
from policyloom.model.facts import FactSpec
from policyloom.model.policies import Policy
from policyloom.model.schools import Facts, School, Trust
from policyloom.model.statutory import Statutory


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record as it lies on disk: its bytes are kept, so that a changed one is found."""

    school: str
    policy: str
    edition: str
    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Estate:
    """All of a trust's library and schools. `root` is the folder that holds `templates/`.

    `records` may be those of the trust and of what is gone alone, where a school's are read when it
    is woven; `recorded` names, by school ("" is the trust), the policies of which there are any.
    `superseded` has the wordings that clauses had before, by clause and the day (ISO 8601) of the
    revision that brought them; a clause that has gone keeps its own. `attached` are, by
    school, the files that are not woven; a school that has none is not among them. `guidance` is
    what policies cite, with its editions; `statutory` is the statutory register, None where the
    trust has none.
    """

    root: Path
    trust: Trust
    facts: Mapping[str, FactSpec]
    clauses: Mapping[str, Clause]
    policies: Mapping[str, Policy]
    schools: Mapping[str, School]
    phases: Mapping[str, Facts]
    authorities: Mapping[str, Facts]
    records: tuple[RecordFile, ...]
    superseded: Mapping[tuple[str, str], Clause] = field(default_factory=dict)
    attached: Mapping[str, tuple[Attached, ...]] = field(default_factory=dict)
    guidance: tuple[Guidance, ...] = ()
    statutory: Statutory | None = None
    recorded: Mapping[str, frozenset[str]] = field(default_factory=dict)
