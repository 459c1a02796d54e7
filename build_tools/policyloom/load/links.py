"""Links between policies: whether each edition's links lead to policies that its school has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from policyloom.load.clauses import ClauseShelf
from policyloom.load.report import Report
from policyloom.load.texts import PolicyLink
from policyloom.load.treewalk import placed_leaves
from policyloom.model.places import Scope
from policyloom.model.policies import Policy
from policyloom.model.schools import Override, School


def check_links(
    schools: Mapping[str, School],
    policies: Mapping[str, Policy],
    shelf: ClauseShelf,
    report: Report,
) -> None:
    """Report each link, in each edition, to a policy that the school has not adopted."""
    if not shelf.links:
        return
    for school in schools.values():
        for id_ in (id_ for id_ in school.adopts if id_ in policies):
            here = report.within(Scope(school.id, id_))
            for key, link in _links(policies[id_], school.overrides.get(id_), shelf):
                if link.policy in policies and link.policy not in school.adopts:
                    here.error(
                        "link-not-adopted",
                        link.place,
                        f"'{key}' links to the policy '{link.policy}', which {school.name} has "
                        "not adopted.",
                        f"In the school's '{id_}' the link would go nowhere.",
                        f"Adopt it in {school.place.file}, or replace or omit the clause there.",
                    )


def _links(
    policy: Policy, override: Override | None, shelf: ClauseShelf
) -> Iterator[tuple[str, PolicyLink]]:
    tree = policy.trees[(override.tree if override else "") or policy.default_tree]
    gone: set[str] = set()
    chosen: dict[str, str] = {}
    if override:
        gone = {o.key for o in override.omit} | {r.key for r in override.replace}
        chosen = {c.clause: c.choice for c in override.choose}
    for placed in placed_leaves(tree.tree, shelf.clauses):
        clause = shelf.clauses.get(placed.leaf.clause)
        if clause is None or placed.leaf.key in gone:
            continue
        choice = chosen.get(clause.id, clause.default_choice)
        wording = clause.wording(placed.wording, choice)
        if wording:
            for link in shelf.links.get((clause.id, wording.name, wording.choice), ()):
                yield placed.leaf.key, link
