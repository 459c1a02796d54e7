"""The only room that reads authored files.

A trust's folder enters; an `Estate` and findings leave.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from policyloom.findings import Findings
from policyloom.load.attached import Library, read_attached
from policyloom.load.clauses import read_clauses
from policyloom.load.declarations import read_facts
from policyloom.load.elsewhere import check_rows
from policyloom.load.files import Folder
from policyloom.load.guidance import read_guidance
from policyloom.load.history import read_history
from policyloom.load.links import check_links
from policyloom.load.pictures import read_pictures
from policyloom.load.policies import policy_files, read_policies
from policyloom.load.records import by_school, list_policy, list_records, read_records
from policyloom.load.report import Report
from policyloom.load.roles import check_roles
from policyloom.load.schools import Around, folder_names, read_schools
from policyloom.load.statutory import has_statutory, read_statutory
from policyloom.load.texts import Texts
from policyloom.load.treewalk import is_filled
from policyloom.load.trust import read_tiers, read_trust
from policyloom.model.estate import Estate, RecordFile
from policyloom.model.facts import Tier
from policyloom.model.places import Place
from policyloom.model.policies import Policy
from policyloom.model.schools import Front, School

__all__ = ["load_estate", "load_records"]


def load_estate(root: Path, findings: Findings, apart: bool = False) -> Estate | None:
    """Read and check everything authored under `root`, the folder that holds `templates/`.

    All that is wrong is added to `findings`, each error with the scope that it blocks; no input
    file makes this raise. What is whole is returned: operations, settings, schools and policies
    that are at fault are left out, so that every leaf of a policy has its clause and wording, and
    every school its phase, authority and policies. None if trust.yml or the declared facts cannot
    be made out. Where they are to be read `apart`, by `load_records`, the records of these schools
    are not among the estate's.
    """
    folder, report = Folder(root), Report(findings)
    names = read_facts(folder, report) if _has_folders(folder, report) else None
    if names is None:
        return None
    files = policy_files(folder, report)
    texts = Texts(names, frozenset(files), read_pictures(folder, report), report)
    shelf = read_clauses(folder, texts)
    policies = read_policies(folder, files, shelf, texts)
    trust = read_trust(folder, texts)
    phases = read_tiers(folder, "phases", Tier.PHASE, texts)
    authorities = read_tiers(folder, "authorities", Tier.AUTHORITY, texts)
    around = Around(
        trust.front if trust else Front(),
        trust.look if trust else None,
        shelf,
        policies,
        phases,
        authorities,
    )
    schools = read_schools(folder, around, texts)
    check_links(schools, policies.policies, shelf, report)
    listed = list_records(folder, report)
    recorded = by_school(listed)
    library = Library(schools, folder_names(folder), policies.names, policies.policies, recorded)
    attached = read_attached(folder, library, texts)
    if trust is None:
        return None
    check_roles(trust, shelf, report)
    statutory = read_statutory(folder, phases.names, texts)
    if statutory or not has_statutory(folder):
        check_rows(statutory, trust, schools, policies.policies.values(), attached, report)
    left = schools if apart else {}
    whole = {id_: p for id_, p in policies.policies.items() if is_filled(p, shelf.clauses)}
    return Estate(
        root=root,
        trust=trust,
        facts=names.facts,
        clauses=shelf.clauses,
        policies=whole,
        schools={id_: _with(school, whole) for id_, school in schools.items()},
        phases=phases.facts,
        authorities=authorities.facts,
        records=read_records(folder, (r for r in listed if r.school not in left), report),
        recorded=recorded,
        superseded=read_history(folder, shelf, texts),
        attached=attached,
        guidance=read_guidance(folder, report),
        statutory=statutory,
    )


def load_records(
    root: Path, school: str, policies: Collection[str], findings: Findings
) -> tuple[RecordFile, ...]:
    """The records of one school on these policies; `load_estate` has looked through its folders.
    One that cannot be read is left out, with a finding."""
    folder, looked = Folder(root), Report(Findings())
    listed = (each for policy in policies for each in list_policy(folder, school, policy, looked))
    return read_records(folder, listed, Report(findings))


def _with(school: School, policies: Mapping[str, Policy]) -> School:
    """A school without the policies that are at fault."""
    adopts = tuple(id_ for id_ in school.adopts if id_ in policies)
    overrides = {id_: o for id_, o in school.overrides.items() if id_ in policies}
    return replace(school, adopts=adopts, overrides=overrides)


def _has_folders(folder: Folder, report: Report) -> bool:
    missing = [name for name in ("templates", "schools") if not folder.has(folder.root / name)]
    for name in missing:
        report.error(
            "missing-folder",
            Place(name),
            f"There is no folder '{name}' here.",
            "Without it there is no trust to read.",
            "Run the command in a trust's folder, or start one with 'policyloom init'.",
        )
    return not missing
