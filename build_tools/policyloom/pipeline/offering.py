"""What a trust has already, to be offered where somebody begins something new.

In: the trust's folder; out: names. Files that are at fault stop nobody from beginning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from policyloom.findings import Findings
from policyloom.load import load_estate


@dataclass(frozen=True, slots=True)
class Offers:
    """Names to choose from: ids in order, words with what is said most often first.

    `policies` are titles by id; `folders` are the topics that clauses are kept under, `topics`
    those that policies are listed under.
    """

    schools: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    policies: Mapping[str, str] = field(default_factory=dict)
    topics: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def offers(root: Path) -> Offers:
    """What there is under a trust's folder; of files that cannot be read, their names alone."""
    estate = load_estate(root, Findings())
    policies = list(estate.policies.values()) if estate else []
    titles = {id_: id_ for id_ in _stems(root / "templates/policies", "*.yml")}
    return Offers(
        schools=tuple(sorted(p.parent.name for p in (root / "schools").glob("*/school.yml"))),
        phases=_stems(root / "schools/phases", "*.yml"),
        authorities=_stems(root / "schools/authorities", "*.yml"),
        folders=tuple(sorted({p.parent.name for p in (root / "templates/clauses").glob("*/*.md")})),
        policies=titles | {policy.id: policy.title for policy in policies if policy.trees},
        topics=_by_use(policy.topic for policy in policies),
        owners=_by_use(policy.owner for policy in policies),
        bodies=_by_use(policy.approving_body for policy in policies),
        roles=tuple(sorted(estate.trust.roles)) if estate else (),
    )


def _stems(folder: Path, pattern: str) -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in folder.glob(pattern)))


def _by_use(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(word for word, _ in Counter(word for word in words if word).most_common())
