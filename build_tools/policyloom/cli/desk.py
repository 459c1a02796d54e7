"""Commands for the officer's desk: status, join, schema."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from policyloom.cli.asking import require_known, require_of_the_trust, woven_trust
from policyloom.cli.joining import told
from policyloom.cli.options import as_day, root_option, today_option
from policyloom.cli.telling import report
from policyloom.findings import Findings, nearest
from policyloom.model.policies import Audience
from policyloom.outputs.status_csv import status_csv
from policyloom.outputs.status_json import status_json
from policyloom.outputs.status_rows import State, StatusRow
from policyloom.outputs.status_table import status_table
from policyloom.outputs.status_xlsx import status_xlsx
from policyloom.pipeline.finished import finished_markdown
from policyloom.pipeline.joining import joining
from policyloom.pipeline.pages import draft_page
from policyloom.pipeline.schema_files import FOLDER, write_schemas
from policyloom.pipeline.status import Wanted, status_rows
from policyloom.pipeline.weave import Weave

FORMATS = ("table", "json", "csv", "xlsx")
STATES = {str(state).replace(" ", "-"): state for state in State}
"""States as they are typed, without spaces."""


@click.command()
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="A table, unless --out's ending says."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option("--owner", default="", help="Only this post's policies; part of its name will do.")
@click.option("--school", "schools", multiple=True, help="Only this school; may be repeated.")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(list(STATES)),
    help="Only policies of which this holds; may be repeated.",
)
@click.option("--due-before", callback=as_day, help="Only policies to be reviewed before this day.")
@root_option
@today_option
def status(
    form: str | None,
    out: Path | None,
    owner: str,
    schools: tuple[str, ...],
    states: tuple[str, ...],
    due_before: str,
    root: Path,
    today: str,
) -> None:
    """Tell what each policy is at each school, when it is due, and who decides next.

    Example: policyloom status --state overdue --state due-in-60-days
    """
    form = form or _form(out)
    if form == "xlsx" and out is None:
        raise click.UsageError("A workbook goes into a file: add --out status.xlsx.")
    findings = Findings()
    weave = woven_trust(root, today, findings)
    wanted = Wanted(schools, owner, tuple(STATES[state] for state in states), due_before)
    _require(weave, wanted)
    rows = status_rows(weave, wanted)
    _write(_data(rows, form, weave.today, out), out)
    errors = Findings(findings.errors())
    report(errors)
    if form == "table":
        click.echo(_counted(rows), err=True)
    sys.exit(1 if len(errors) else 0)


def _form(out: Path | None) -> str:
    ending = out.suffix.removeprefix(".").lower() if out else ""
    return ending if ending in FORMATS else "table"


def _require(weave: Weave, wanted: Wanted) -> None:
    """Stop, with the nearest right name, on a school or an owner that is not there."""
    for school in wanted.schools:
        if school not in weave.estate.schools:
            known = weave.estate.schools
            raise click.UsageError(f"There is no school '{school}'. {nearest(school, known)}")
    policies = weave.estate.policies.values()
    owners = {policy.owner for policy in policies if policy.owner}
    owners |= {a.owner for attached in weave.estate.attached.values() for a in attached}
    if not any(wanted.owner.casefold() in owner.casefold() for owner in owners):
        raise click.UsageError(
            f"Nobody called '{wanted.owner}' owns a policy. {nearest(wanted.owner, owners)}"
        )


def _data(rows: Sequence[StatusRow], form: str, today: str, out: Path | None) -> bytes:
    if form == "xlsx":
        return status_xlsx(rows, today)
    width = shutil.get_terminal_size().columns if not out and sys.stdout.isatty() else None
    texts: dict[str, Callable[[], str]] = {
        "table": lambda: status_table(rows, width),
        "json": lambda: status_json(rows, today),
        "csv": lambda: status_csv(rows),
    }
    return texts[form]().encode()


def _write(data: bytes, out: Path | None) -> None:
    if out is None:
        click.echo(data, nl=False)
        return
    out.write_bytes(data)
    click.echo(f"Wrote {out}", err=True)


def _counted(rows: Sequence[StatusRow]) -> str:
    """How many policies are in each state: "5 policies: 3 in force, 1 overdue"."""
    held = [state for row in rows for state in row.states]
    counts = [f"{count} {state}" for state in State if (count := held.count(state))]
    noun = "policy" if len(rows) == 1 else "policies"
    return f"{len(rows)} {noun}" + (f": {', '.join(counts)}." if counts else ".")


@click.command()
@click.argument("school")
@click.option("--preview", metavar="POLICY", help="Print this policy as it would be now.")
@root_option
@today_option
def join(school: str, preview: str | None, root: Path, today: str) -> None:
    """List what a new school has still to supply, and which of its policies are complete.

    Example: policyloom join larkfield
    """
    findings = Findings()
    weave = woven_trust(root, today, findings)
    if school not in weave.estate.schools:
        if (weave.estate.root / "schools" / school / "school.yml").exists():
            report(Findings(findings.errors()))
            sys.exit(1)
        near = nearest(school, weave.estate.schools)
        raise click.UsageError(
            f"There is no school '{school}'. {near} 'policyloom new school' starts a new one."
        )
    require_of_the_trust(weave, school)
    found = joining(weave, school, findings)
    if preview:
        require_known(weave, school, preview)
        page = draft_page(weave.estate, weave.editions[school, preview], Audience.GOVERNORS)
        click.echo(finished_markdown(weave.estate.root, page), nl=False)
    else:
        click.echo(told(found), nl=False)
    sys.exit(0 if found.complete else 1)


@click.command()
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help=f"The folder to write to; {FOLDER} in the trust's folder unless you say.",
)
@root_option
def schema(out: Path | None, root: Path) -> None:
    """Write JSON Schemas of every kind of file, with which an editor completes and checks.

    Example: policyloom schema
    """
    for path in write_schemas(out or root / FOLDER):
        click.echo(f"Wrote {path}")
