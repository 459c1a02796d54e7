"""What people read: findings, counts, summaries, progress."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from policyloom.findings import Finding, Findings, Severity
from policyloom.model.checks import Acceptance
from policyloom.model.dates import say_date
from policyloom.outputs.findings_text import findings_text
from policyloom.outputs.impact_words import count
from policyloom.pipeline.reports import Report
from policyloom.pipeline.weave import Weave


def report(findings: Findings) -> None:
    click.echo(findings_text(findings.in_order(), painted), err=True, nl=False)


def painted(severity: Severity) -> str:
    colour = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
    return click.style(str(severity), fg=colour[severity], bold=True)


def counted(woven: Weave) -> str:
    estate = woven.estate
    editions = sum(1 for school, _ in woven.editions if school)
    return (
        f"{count(len(estate.clauses), 'clause')}, "
        f"{count(len(estate.policies), 'policy', 'policies')}, "
        f"{count(len(estate.schools), 'school')}, {count(editions, 'edition')}."
    )


def accepted(standing: Iterable[tuple[Acceptance, Finding]]) -> str:
    """A line for each finding that is let stand: nothing that was accepted goes unsaid."""
    lines = sorted(
        f"\nAccepted until {say_date(a.until)}: {f.place}: {f.what} [{f.code}]" for a, f in standing
    )
    return "".join(lines)


def summary(report: Report, findings: Findings) -> None:
    errors = len(findings.errors())
    if report.left:
        _left(report, report.left)
        return
    if errors and not report.published and not _stands(report, findings):
        click.echo(f"Nothing was published: {errors} error{'s' * (errors > 1)}.", err=True)
        return
    if not report.published:
        click.echo("Nothing has changed.")
        if errors:
            click.echo(
                "What is published stands; what the errors say is still to be put right.", err=True
            )
        _coming(report)
        return
    click.echo(
        f"Published {report.pages} pages and {report.pdfs} PDFs in {len(report.rendered)} sites; "
        f"{len(report.unchanged)} unchanged."
    )
    if report.held:
        click.echo("Kept at their last release: " + ", ".join(report.held) + ".", err=True)
    _coming(report)


def _left(report: Report, folder: Path) -> None:
    """What a shard holds; nothing was published."""
    parts = [*report.rendered, *report.unchanged]
    schools = {part.rpartition("/")[2] for part in parts}
    click.echo(
        f"Left {count(len(schools), 'school')} in {folder}: {report.pages} pages and {report.pdfs} "
        f"PDFs made for {len(report.rendered)} sites; {len(report.unchanged)} unchanged. Join the "
        "shards with 'policyloom merge'."
    )
    if report.held:
        click.echo("Held back by errors: " + ", ".join(report.held) + ".", err=True)


def _stands(report: Report, findings: Findings) -> bool:
    """Whether no error stopped the build: each is of a school whose pages are as they should be,
    or that keeps its last release."""
    whole = {part.rpartition("/")[2] for part in report.unchanged} | set(report.held)
    return all(finding.scope.school in whole for finding in findings.errors())


def _coming(report: Report) -> None:
    """One line: when to publish again though no file has changed."""
    coming = report.next_change
    if coming is None:
        return
    more = f" (and {len(coming.why) - 1} more)" if len(coming.why) > 1 else ""
    click.echo(f"Publish again on {say_date(coming.day)}: {coming.why[0]}{more}.")


def progress(step: str) -> None:
    """Say what has just been done, on a terminal; say nothing into a pipe or a file."""
    if sys.stderr.isatty():
        click.echo(f"  {step}", err=True)
