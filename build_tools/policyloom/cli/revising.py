"""Commands about clauses: revise."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policyloom.cli.options import as_day, day_or_today, root_option
from policyloom.cli.telling import report
from policyloom.findings import Findings
from policyloom.load import load_estate
from policyloom.model.clauses import Revision, RevisionKind
from policyloom.pipeline.locks import alone
from policyloom.pipeline.revising import Revised, revise


def _reason(_: click.Context, __: click.Parameter, value: str) -> str:
    """A reason on one line, with nothing in it that an authored text may not hold."""
    reason = " ".join(value.split())
    if not reason or not reason.isprintable() or any(mark in reason for mark in ("{{", "{%", "<")):
        raise click.BadParameter("Say in plain words why the clause changes.")
    return reason


@click.command("revise")
@click.argument("clause")
@click.option(
    "--kind",
    required=True,
    type=click.Choice([str(kind) for kind in RevisionKind]),
    help="A new meaning makes overrides stale; a correction (a comma) does not.",
)
@click.option("--why", required=True, callback=_reason, help="Why it changes, in a sentence.")
@click.option("--on", callback=as_day, help="From when the new wording counts; today unless given.")
@root_option
def revise_command(clause: str, kind: str, why: str, on: str, root: Path) -> None:
    """Before you edit a clause: keep its wording, and say why it changes.

    Example: policyloom revise rule-no-disrepute --kind meaning --why "Online conduct is named"
    """
    revision = Revision(day_or_today(on), RevisionKind(kind), why)
    with alone(root.resolve(), "revision"):
        done = _revise(root.resolve(), clause, revision)
    if done.filed:
        click.echo(f"Kept the wording as it was in {done.filed}")
    click.echo(f"Added the {kind} of {revision.date} to {done.file}: now edit its text there.")


def _revise(root: Path, clause: str, revision: Revision) -> Revised:
    """Read the trust and revise; stop with the findings that stand in the way."""
    found, refused = Findings(), Findings()
    estate = load_estate(root, found)
    if estate is None:
        report(found)
        sys.exit(1)
    done = revise(estate, clause, revision, refused)
    if done is None:
        report(refused)
        sys.exit(1)
    return done
