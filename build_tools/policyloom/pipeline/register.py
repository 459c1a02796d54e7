"""`policies.json`: what an audience's folder holds, for other programs.

A portal enters; text leaves.
"""

from __future__ import annotations

import json
from typing import Any

from policyloom.outputs.site import PortalEntry, PortalSchool, PortalSite

NAME = "policies.json"


def write(portal: PortalSite) -> str:
    """The register's text, in order of school and policy.

    Addresses are relative to the folder; dates are ISO 8601 or "". `head` is the digest of the
    newest record: the end of the chain that proves the others. `trust` has those of the trust's
    own chains. `owner` is a post; `decides` are the bodies that may take the next decision,
    `scheduled` the day on which one that is taken already takes effect after what is in force.
    """
    entries = [_entry(school, entry) for school in portal.schools for entry in school.entries]
    entries.sort(key=lambda e: (e["school"], e["policy"]))
    trust = [{"policy": policy, "head": head} for policy, head in portal.heads]
    return json.dumps({"policies": entries, "trust": trust}, ensure_ascii=False, indent=1) + "\n"


def _entry(school: PortalSchool, entry: PortalEntry) -> dict[str, Any]:
    return {
        "kind": "attached" if entry.file else "woven",
        "school": school.id,
        "school_name": school.name,
        "policy": entry.policy,
        "title": entry.title,
        "summary": entry.summary,
        "audience": str(entry.audience),
        "edition": entry.edition,
        "status": str(entry.status),
        "approved": entry.approved,
        "effective": entry.effective,
        "review": entry.review,
        "url": entry.url,
        "pdf": entry.pdf or (entry.file if entry.file.endswith(".pdf") else ""),
        "file": entry.file,
        "sha256": entry.sha256,
        "head": entry.head,
        "owner": entry.owner,
        "approved_by": entry.approved_by,
        "decides": list(entry.decides),
        "scheduled": entry.scheduled,
        "proposed": entry.proposed,
    }


def read(text: str) -> list[dict[str, str]]:
    """The entries of a register; none where the text is not one."""
    try:
        data: Any = json.loads(text)
        return [dict(item) for item in data["policies"]]
    except (ValueError, KeyError, TypeError):
        return []


def read_heads(text: str) -> list[dict[str, str]]:
    """What a register says of each chain's end; the trust's own have the school "".

    Registers of before there were any of the trust's have none. Nothing where it is no register.
    """
    found = read(text)
    if not found:
        return []
    own: Any = json.loads(text).get("trust", [])
    try:
        return found + [{**item, "school": ""} for item in own]
    except TypeError:
        return found
