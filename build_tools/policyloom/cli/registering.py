"""The command that holds schools against the statutory register."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from policyloom.cli.asking import woven_trust
from policyloom.cli.options import root_option, today_option
from policyloom.cli.telling import report
from policyloom.findings import Findings, nearest
from policyloom.model.letters import small
from policyloom.outputs.register_formats import register_csv, register_json, register_table
from policyloom.outputs.register_rows import WORDS, SchoolRegister, words
from policyloom.pipeline.registering import school_register
from policyloom.pipeline.weave import Weave

FORMATS = ("text", "json", "csv")


@click.command("register")
@click.argument("school", required=False)
@click.option("--gaps", is_flag=True, help="Only the rows of which something is wanting.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True)
@root_option
@today_option
def register_command(school: str | None, gaps: bool, form: str, root: Path, today: str) -> None:
    """Hold schools against the statutory register: what each has, and what is wanting.

    Example: policyloom register hazelbrook --gaps
    """
    findings = Findings()
    weave = woven_trust(root, today, findings)
    found = _registers(weave, school)
    if gaps:
        found = [replace(r, rows=tuple(row for row in r.rows if row.lacks)) for r in found]
    click.echo(_text(found, form, weave.today).encode(), nl=False)
    errors = Findings(findings.errors())
    report(errors)
    if form == "text":
        click.echo(_counted(found), err=True)
    sys.exit(1 if len(errors) else 0)


def _registers(weave: Weave, school: str | None) -> list[SchoolRegister]:
    """The register of each school asked for. Stops where the trust has none, or no such school."""
    known = weave.estate.schools
    if school is not None and school not in known:
        raise click.UsageError(f"There is no school '{school}'. {nearest(school, known)}")
    if weave.estate.statutory is None:
        raise click.UsageError(
            "The trust has no statutory register, templates/statutory.yml. Begin with that of "
            "England: policyloom new register"
        )
    asked = [school] if school else sorted(known)
    every = (school_register(weave, each) for each in asked)
    found = [register for register in every if register is not None]
    if school and not found:
        raise click.UsageError(f"{known[school].name} has left the trust.")
    return found


def _text(found: Sequence[SchoolRegister], form: str, today: str) -> str:
    if form == "json":
        return register_json(found, today)
    if form == "csv":
        return register_csv(found)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return register_table(found, width)


def _counted(found: Sequence[SchoolRegister]) -> str:
    """How many rows there are, and how many gaps of each kind, the surest first."""
    rows = [row for register in found for row in register.rows]
    gaps = Counter(gap for row in rows for gap in {words(lack) for lack in row.lacks})
    told = "; ".join(f"{gaps[gap]} {small(gap)}" for gap in WORDS.values() if gaps[gap])
    noun = "row" if len(rows) == 1 else "rows"
    return f"{len(rows)} {noun}" + (f": {told}." if told else ": nothing is wanting.")
