"""Findings as people read them at a terminal. In: findings; out: lines of plain text.

Each has its place, what is wrong with its stable code, why it matters and what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from policyloom.findings import Finding, Severity

Paint = Callable[[Severity], str]
"""Writes a severity, in colour where that is wanted."""


def findings_text(findings: Iterable[Finding], paint: Paint = str) -> str:
    """The findings in the order given, three lines each; what several schools share, once."""
    return "".join(dict.fromkeys(f"{told(finding, paint)}\n" for finding in findings))


def told(finding: Finding, paint: Paint = str) -> str:
    """One finding, without a line end after it."""
    return (
        f"{finding.place}: {paint(finding.severity)}: {finding.what} [{finding.code}]\n"
        f"    why: {finding.why}\n"
        f"    do:  {finding.fix}"
    )
