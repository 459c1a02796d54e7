"""Findings as GitHub shows them, beside the lines of a change. In: findings; out: commands.

The form of a command and what is escaped in it are GitHub's ("Workflow commands for GitHub
Actions"; the runner's ActionCommand.cs has the escapes). GitHub shows ten of a kind for each step,
so what stops comes first.
"""

from __future__ import annotations

from collections.abc import Iterable

from policyloom.findings import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_TEXT = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
_IN_FIELD = (*_IN_TEXT, (":", "%3A"), (",", "%2C"))


def findings_github(findings: Iterable[Finding], folder: str = "") -> str:
    """A line for each finding. `folder` is the trust's folder below the repository's, or ""."""
    rank = list(Severity)
    worst = sorted(findings, key=lambda finding: rank.index(finding.severity))
    return "".join(f"{_command(finding, folder)}\n" for finding in worst)


def _command(finding: Finding, folder: str) -> str:
    place = finding.place
    fields = {
        "file": f"{folder}/{place.file}" if folder else place.file,
        "line": str(place.line),
        "col": str(place.column),
        "title": finding.code,
    }
    told = ",".join(f"{name}={_escaped(value, _IN_FIELD)}" for name, value in fields.items())
    text = _escaped(f"{finding.what}\n{finding.why}\n{finding.fix}", _IN_TEXT)
    return f"::{_COMMANDS[finding.severity]} {told}::{text}"


def _escaped(text: str, escapes: Iterable[tuple[str, str]]) -> str:
    for mark, code in escapes:
        text = text.replace(mark, code)
    return text
