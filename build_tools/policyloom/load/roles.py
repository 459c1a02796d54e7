"""Whom clauses concern: the roles that trust.yml declares enter, and those that clauses name.

Out: the declared roles by id, with findings where an id is nobody's.
"""

from __future__ import annotations

from policyloom.findings import nearest
from policyloom.load.clauses import ClauseShelf, placer
from policyloom.load.documents import Document
from policyloom.load.report import Report
from policyloom.load.texts import Texts
from policyloom.model.schools import Role, Trust
from policyloom.schemas.schools import TrustFile


def read_roles(document: Document, model: TrustFile, texts: Texts) -> dict[str, Role]:
    """The roles of trust.yml in their order; one that names an unknown role besides is told of."""
    found = {}
    for name, entry in model.roles.items():
        path = ("roles", name)
        own = document.root.get("roles")
        whole = isinstance(own, dict) and isinstance(own.get(name), str)
        mark = document.mark(path if whole else (*path, "you"))
        texts.words(entry.you, placer(mark.place, mark.exact))
        also = tuple(_also(document, model, name, texts.report))
        found[name] = Role(name, entry.you, also, document.key_place(path))
    return found


def _also(document: Document, model: TrustFile, name: str, report: Report) -> list[str]:
    known = []
    for i, other in enumerate(model.roles[name].also):
        if other in model.roles and other != name:
            known.append(other)
            continue
        what = f"There is no other role '{other}'."
        why = "Its readers would be sent to rules that are not there."
        others = [role for role in model.roles if role != name]
        fix = nearest(other, others) or "Declare it under 'roles', or remove it."
        report.error("unknown-role", document.place(("roles", name, "also", i)), what, why, fix)
    return known


def check_roles(trust: Trust, shelf: ClauseShelf, report: Report) -> None:
    """Warn of each role that a clause names and trust.yml does not, where that declares any."""
    if not trust.roles:
        return
    for (clause, role), place in shelf.roles.items():
        if role not in trust.roles:
            report.warning(
                "unknown-role",
                place,
                f"The clause '{clause}' concerns '{role}', which is no role of the trust.",
                "The rule is missing from the pages that tell people what concerns them.",
                nearest(role, trust.roles) or f"Declare it under 'roles' in {trust.place.file}.",
            )
