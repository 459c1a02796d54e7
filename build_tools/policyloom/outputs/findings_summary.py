"""A summary of findings that fits a pull request. In: findings; out: Markdown.

Authored words in it are data: nothing in them becomes markup, a mention or a link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from policyloom.findings import Finding, Severity
from policyloom.model.places import Scope
from policyloom.outputs.markdown_words import plain

TOP = 20
"""How many findings are told one by one; a list that is longer is not read."""

_NOUNS = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.NOTE: ("note", "notes"),
}


def findings_summary(findings: Sequence[Finding], looked_at: str) -> str:
    """Counts by school and policy, then the findings that matter most.

    `looked_at` says in lines what there is, or is "" where it could not be read.
    """
    parts = [_headline(findings), *map(plain, looked_at.splitlines())]
    if findings:
        parts += [_counts(findings), *_top(findings)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _headline(findings: Sequence[Finding]) -> str:
    counted = Counter(finding.severity for finding in findings)
    said = [_count(counted[severity], severity) for severity in Severity if counted[severity]]
    verdict = (
        "An error stops the publication of what it concerns."
        if counted[Severity.ERROR]
        else "Nothing stops publication."
    )
    return f"## Policies: {', '.join(said) or 'nothing found'}\n\n{verdict}"


def _count(number: int, severity: Severity) -> str:
    one, many = _NOUNS[severity]
    return f"{number} {one if number == 1 else many}"


def _counts(findings: Sequence[Finding]) -> str:
    """A table with a line for each scope that something was found in."""
    tally: dict[Scope, Counter[Severity]] = {}
    for finding in findings:
        tally.setdefault(finding.scope, Counter())[finding.severity] += 1
    lines = ["| School | Policy | Errors | Warnings | Notes |", "|---|---|--:|--:|--:|"]
    lines += [_line(scope, tally[scope]) for scope in sorted(tally)]
    return "\n".join(lines)


def _line(scope: Scope, counted: Mapping[Severity, int]) -> str:
    numbers = " | ".join(str(counted[severity] or "") for severity in Severity)
    return f"| {plain(scope.school or 'all')} | {plain(scope.policy or 'all')} | {numbers} |"


def _top(findings: Sequence[Finding]) -> Iterator[str]:
    """The worst findings first, and how many are not told here."""
    rank = list(Severity)
    worst = sorted(findings, key=lambda finding: rank.index(finding.severity))[:TOP]
    yield "\n".join(_told(finding) for finding in worst)
    if len(findings) > TOP:
        left = len(findings) - TOP
        yield f"And {left} more, which `policyloom check` tells."


def _told(finding: Finding) -> str:
    where, kind = plain(str(finding.place)), str(finding.severity).capitalize()
    what, fix = plain(finding.what), plain(finding.fix)
    return f"- **{kind}** {where}: {what} ({finding.code})\n  <br>{fix}"
