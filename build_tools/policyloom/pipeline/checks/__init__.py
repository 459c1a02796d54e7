"""The checks that a careful officer would make. In: a Weave; out: findings.

`run_checks` makes all of them. A build makes only those that the trust has made errors, and each
school's in that school's own worker.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from policyloom.findings import Finding, Findings, Severity
from policyloom.model.checks import Acceptance, Check, CheckSeverity
from policyloom.pipeline.checks.acceptances import Accepted
from policyloom.pipeline.checks.caught import Caught
from policyloom.pipeline.checks.desk import Desk
from policyloom.pipeline.checks.registry import REGISTRY, page_of, severity
from policyloom.pipeline.weave import Weave

__all__ = ["REGISTRY", "block_library", "block_school", "page_of", "run_checks", "severity"]


def run_checks(weave: Weave, findings: Findings) -> list[tuple[Acceptance, Finding]]:
    """Add what every check finds that nobody accepts; what is accepted today is returned."""
    desk = Desk(weave)
    accepted = Accepted(weave.estate, weave.today)
    wanted = _wanted(weave, frozenset(CheckSeverity) - {CheckSeverity.OFF})
    caught = [*_library(desk, wanted), *_schools(desk, weave.estate.schools, wanted)]
    left = [*accepted.left(caught), *(c for c in accepted.told(caught) if c.check in wanted)]
    findings.extend(_finding(weave, found) for found in left)
    return [(a, _finding(weave, found)) for a, found in accepted.standing()]


def block_library(weave: Weave, findings: Findings) -> None:
    """Add what stops the whole library, or a policy everywhere: checks that the trust has made
    errors, of what is the trust's own."""
    wanted = _wanted(weave, {CheckSeverity.ERROR})
    if wanted:
        _block(weave, _library(Desk(weave), wanted), findings)


def block_school(weave: Weave, school: str, findings: Findings) -> None:
    """Add what stops one school, by the checks that the trust has made errors."""
    wanted = _wanted(weave, {CheckSeverity.ERROR})
    if wanted:
        _block(weave, _schools(Desk(weave), (school,), wanted), findings)


def _block(weave: Weave, caught: Iterable[Caught], findings: Findings) -> None:
    accepted = Accepted(weave.estate, weave.today)
    findings.extend(_finding(weave, found) for found in accepted.left(caught))


def _wanted(weave: Weave, severities: Iterable[CheckSeverity]) -> frozenset[Check]:
    chosen = weave.estate.trust.checking.severities
    return frozenset(check for check in Check if severity(check, chosen) in severities)


def _library(desk: Desk, wanted: frozenset[Check]) -> Iterator[Caught]:
    for check, entry in REGISTRY.items():
        if check in wanted and entry.library:
            yield from entry.library(desk)


def _schools(desk: Desk, schools: Iterable[str], wanted: frozenset[Check]) -> Iterator[Caught]:
    for school in schools:
        for check, entry in REGISTRY.items():
            if check in wanted and entry.school:
                yield from entry.school(desk, school)


def _finding(weave: Weave, caught: Caught) -> Finding:
    chosen = severity(caught.check, weave.estate.trust.checking.severities)
    return Finding(
        str(caught.check),
        Severity.NOTE if caught.unsure else Severity(chosen),
        caught.place,
        caught.what,
        caught.why,
        caught.fix,
        caught.scope,
    )
