"""Proving that no record was dropped or rewritten at the end of its chain.

In: the histories, and an earlier register of what was published (`policies.json`), whose `head`
names the newest record of each chain at that time. Out: findings. What this cannot prove is in
docs/records.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from policyloom.findings import Findings
from policyloom.model.places import Place, Scope
from policyloom.records.history import History


def verify_against(
    histories: Mapping[tuple[str, str], History],
    published: Iterable[Mapping[str, str]],
    findings: Findings,
) -> int:
    """Check each published head against the chains; returns how many heads were looked for."""
    looked = 0
    for entry in published:
        head, owner = entry.get("head", ""), (entry.get("school", ""), entry.get("policy", ""))
        if not head:
            continue
        looked += 1
        history = histories.get(owner)
        if history is None or all(record.digest != head for record in history.records):
            _missing(owner, entry, history, findings)
    return looked


def _missing(
    owner: tuple[str, str],
    entry: Mapping[str, str],
    history: History | None,
    findings: Findings,
) -> None:
    school, policy = owner
    folder = f"schools/{school}/approved/{policy}" if school else f"schools/approved/{policy}"
    edition = " ".join(part for part in ("record", entry.get("edition", "")) if part)
    whose = f"{policy} at {school}" if school else f"the trust's own decisions on {policy}"
    newest = history.records[-1].place if history and history.records else Place(folder)
    findings.error(
        "record-rewritten",
        newest,
        f"The {edition} of {whose}, which the earlier copy of the site published, is no longer "
        "here as it was",
        "It was dropped from the end of the chain or written anew, so what was approved is not "
        "what is shown.",
        f"Put {folder} back from a copy or from version control, and find out who changed it.",
        Scope(*owner),
    )
