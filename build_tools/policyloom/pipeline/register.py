"""`policies.json`: what an audience's folder holds, for other programs. Data in, data out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from policyloom.model.pages import Page, Status
from policyloom.outputs.site import PortalEntry

NAME = "policies.json"


def entry(page: Page, pdf: str, sha256: str, head: str) -> dict[str, str]:
    """One published policy. Addresses are relative to the folder; dates are ISO 8601 or "".

    `head` is the digest of the newest record: the end of the chain that proves the others.
    """
    folder = f"{page.school}/{page.policy}/"
    return {
        "school": page.school,
        "policy": page.policy,
        "title": page.title,
        "summary": page.summary,
        "audience": str(page.audience),
        "edition": page.edition,
        "status": str(page.status),
        "approved": page.approved,
        "effective": page.effective,
        "review": page.review,
        "url": folder,
        "pdf": folder + pdf if pdf else "",
        "sha256": sha256,
        "head": head,
    }


def write(entries: Iterable[Mapping[str, str]]) -> str:
    """The register's text, in order of school and policy."""
    ordered = sorted((dict(e) for e in entries), key=lambda e: (e["school"], e["policy"]))
    return json.dumps({"policies": ordered}, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> list[dict[str, str]]:
    """The entries of a register; none where the text is not one."""
    try:
        data: Any = json.loads(text)
        return [dict(item) for item in data["policies"]]
    except (ValueError, KeyError, TypeError):
        return []


def portal_entry_of(item: Mapping[str, str]) -> PortalEntry:
    """An entry of an earlier register as the portal lists it."""
    return PortalEntry(
        policy=item["policy"],
        title=item["title"],
        summary=item.get("summary", ""),
        status=Status(item["status"]),
        review=item["review"],
        url=item["url"],
    )
