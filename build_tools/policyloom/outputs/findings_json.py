"""Findings for other programs. In: findings and the day; out: JSON text."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from policyloom.findings import Finding, Severity


def findings_json(findings: Sequence[Finding], today: str) -> str:
    """`{"today": …, "counts": {…}, "findings": [{…}]}`, findings in the order given.

    `today` (ISO 8601) is the day as of which was looked. `school` and `policy` say what a finding
    concerns; "" means all. `file` is relative to the trust's folder, lines and columns from 1.
    """
    counted = Counter(finding.severity for finding in findings)
    data = {
        "today": today,
        "counts": {str(severity): counted[severity] for severity in Severity},
        "findings": [_entry(finding) for finding in findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _entry(finding: Finding) -> dict[str, str | int]:
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "what": finding.what,
        "why": finding.why,
        "fix": finding.fix,
        "school": finding.scope.school,
        "policy": finding.scope.policy,
    }
