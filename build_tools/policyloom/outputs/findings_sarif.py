"""Findings as SARIF 2.1.0, for code hosts and editors. In: findings; out: JSON text.

The form is OASIS's "Static Analysis Results Interchange Format 2.1.0". A finding's code is the
rule's id; its identity from one run to the next is what it says of which file, not the line. What
has been accepted is there too, as a result that is suppressed with the reason given.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from policyloom import __version__
from policyloom.findings import Finding
from policyloom.model.checks import Acceptance
from policyloom.model.places import Place

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_IDENTITY = "policyloom/v1"
"""The name under which a result's identity is kept; a new way to make it needs a new name."""


def findings_sarif(
    findings: Sequence[Finding],
    folder: str = "",
    guide: str = "",
    titles: Mapping[str, str] | None = None,
    accepted: Sequence[tuple[Acceptance, Finding]] = (),
) -> str:
    """One run with a rule for each code that was found.

    `folder` is the trust's folder below the repository's, or ""; `guide` the address of the page
    on which each code has its anchor, or ""; `titles` are those of codes that have one; `accepted`
    is what may stand today, with the acceptance.
    """
    every = [*findings, *(finding for _, finding in accepted)]
    first = {finding.code: finding for finding in reversed(every)}
    codes = sorted(first)
    driver = {
        "name": "policyloom",
        "version": __version__,
        "rules": [_rule(first[code], guide, titles or {}) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            # Section 3.27.23: every result has suppressions, or none has.
            *(_result(f, codes.index(f.code), folder) | {"suppressions": []} for f in findings),
            *(
                _result(f, codes.index(f.code), folder) | {"suppressions": [_let(a, folder)]}
                for a, f in accepted
            ),
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(finding: Finding, guide: str, titles: Mapping[str, str]) -> dict[str, Any]:
    """The rule behind a code, told by the first finding that has it."""
    title = titles.get(finding.code, finding.code.replace("-", " ").capitalize())
    rule: dict[str, Any] = {
        "id": finding.code,
        "name": finding.code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": finding.why},
        "help": {"text": f"{finding.why} {finding.fix}"},
        "defaultConfiguration": {"level": str(finding.severity)},
    }
    return rule | ({"helpUri": f"{guide}#{finding.code}"} if guide else {})


def _result(finding: Finding, index: int, folder: str) -> dict[str, Any]:
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": str(finding.severity),
        "message": {"text": f"{finding.what} {finding.why} {finding.fix}"},
        "locations": [_location(finding.place, folder)],
        "partialFingerprints": {_IDENTITY: _identity(finding)},
        "properties": {"school": finding.scope.school, "policy": finding.scope.policy},
    }


def _let(acceptance: Acceptance, folder: str) -> dict[str, Any]:
    """Why a result may stand, by which line of which file, and until when."""
    return {
        "kind": "external",
        "justification": acceptance.because,
        "location": _location(acceptance.place, folder),
        "properties": {"until": acceptance.until},
    }


def _location(place: Place, folder: str) -> dict[str, Any]:
    file = f"{folder}/{place.file}" if folder else place.file
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(file)},
            "region": {"startLine": place.line, "startColumn": place.column},
        }
    }


def _identity(finding: Finding) -> str:
    said = (finding.code, finding.place.file, str(finding.scope), finding.what)
    return sha256("\n".join(said).encode()).hexdigest()
