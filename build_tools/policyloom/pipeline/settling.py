"""A stale override settled: the school's words stand, or the trust's wording holds.

In: a trust's root, a stale override's name and what is to become of it. Out: the school's file with
that one entry changed or gone, or findings and no change at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from policyloom.findings import Findings, nearest
from policyloom.model.places import Place, Scope
from policyloom.outputs.drift_rows import Doing, Stale
from policyloom.pipeline.drifting import stale_overrides
from policyloom.pipeline.putting import put
from policyloom.pipeline.weave import Weave
from policyloom.pipeline.yaml_cuts import CannotBeCut, Cutter, read


class Settlement(StrEnum):
    """What becomes of a stale override."""

    KEEP = "keep"
    ADOPT = "adopt"


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done: the override, the school's file, and whether nothing is left in it."""

    stale: Stale
    settlement: Settlement
    file: str
    empty: bool


def override_file(school: str, policy: str) -> str:
    """A school's file for one policy, relative to the trust's root."""
    return f"schools/{school}/{policy}.yml"


def settle(
    weave: Weave,
    name: tuple[str, str, str],
    settlement: Settlement,
    before: bytes,
    findings: Findings,
) -> Settled | None:
    """Settle a stale override; None, with a finding, where that cannot be.

    `name` is the school, the policy and the key; `before` are the bytes of the school's file from
    before the trust was read: a file that has others by now is not touched. Raises OSError where
    the disk refuses; the file is then as it was.
    """
    stale = _stale(weave, name, settlement, findings)
    if stale is None:
        return None
    file = override_file(stale.school, stale.policy)
    try:
        after = settled_text(before.decode(), stale, settlement)
    except CannotBeCut as error:
        _cannot(stale, settlement, error, findings)
        return None
    path: Path = weave.estate.root / file
    if path.read_bytes() != before:
        _changed(file, Scope(stale.school, stale.policy), findings)
        return None
    put(path, after.encode())
    return Settled(stale, settlement, file, not read(after))


def settled_text(text: str, stale: Stale, settlement: Settlement) -> str:
    """The file's text once the override is settled.

    Raises CannotBeCut where it would not then say what it said but for that entry.
    """
    cutter = Cutter(text)
    said = read(text)
    if stale.doing is Doing.ORDER:
        return _settled(cutter, said, stale, settlement, None)
    entries = said.get(str(stale.doing))
    found = enumerate(entries if isinstance(entries, list) else ())
    held = [i for i, e in found if isinstance(e, dict) and e.get("clause") == stale.key]
    if len(held) != 1:
        raise CannotBeCut(f"'{stale.key}' does not stand in it once")
    return _settled(cutter, said, stale, settlement, held[0])


def _settled(
    cutter: Cutter, said: dict[str, Any], stale: Stale, settlement: Settlement, index: int | None
) -> str:
    key = str(stale.doing)
    node = cutter.pair(key)[1] if index is None else cutter.entries(key)[index]
    if settlement is Settlement.KEEP:
        entry = said[key] if index is None else said[key][index]
        entry["against"] = stale.revised
        against = cutter.pair("against", node)[1]
        return _checked(cutter.with_value(against, stale.against, stale.revised), said)
    if index is None or len(said[key]) == 1:
        del said[key]
        return _checked(cutter.without_key(key), said)
    del said[key][index]
    return _checked(cutter.without_entry(key, index), said)


def _checked(text: str, ought: Mapping[str, Any]) -> str:
    """The text, if it says what it ought to: no guess is ever written."""
    if read(text) != ought:
        raise CannotBeCut("it is written in an unusual way")
    return text


def _stale(
    weave: Weave, name: tuple[str, str, str], settlement: Settlement, findings: Findings
) -> Stale | None:
    """The override that is meant; a finding where it is not stale, or locked and to be kept."""
    school, policy, key = name
    found = {
        s.key: s for s in reversed(stale_overrides(weave.estate, weave.editions[school, policy]))
    }
    stale = found.get(key)
    if stale is None:
        known = f"Stale there: {', '.join(sorted(found))}." if found else "Nothing is stale there."
        findings.error(
            "not-stale",
            Place(override_file(school, policy)),
            f"No override of '{key}' is stale here",
            "Only what was written for an older text has to be settled.",
            f"{nearest(key, found) if len(found) > 1 else ''} {known}".strip(),
            Scope(school, policy),
        )
    elif stale.locked and settlement is Settlement.KEEP:
        findings.error(
            "locked-holds",
            stale.place,
            f"The trust has locked '{key}', so the school's words cannot stand",
            "The trust must be able to say that this rule holds everywhere.",
            "Settle it with --adopt, or ask the trust to make the clause adaptable.",
            Scope(school, policy),
        )
        return None
    return stale


def _cannot(stale: Stale, settlement: Settlement, error: CannotBeCut, findings: Findings) -> None:
    by_hand = f"Write 'against: {stale.revised}' in the entry by hand."
    findings.error(
        "cannot-settle",
        stale.place,
        f"The file cannot be changed here: {error}",
        "Guessing what belongs to the entry could change what the rest of the file says.",
        by_hand if settlement is Settlement.KEEP else "Remove the entry by hand.",
        Scope(stale.school, stale.policy),
    )


def _changed(file: str, scope: Scope, findings: Findings) -> None:
    findings.error(
        "changed-meanwhile",
        Place(file),
        "Somebody has changed this file since it was read",
        "Their change would be lost.",
        "Look at what it says now, and settle again what is still stale.",
        scope,
    )
