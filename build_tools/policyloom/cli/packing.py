"""The command for governors' meetings: pack."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policyloom.cli.asking import (
    require_known,
    require_of_the_trust,
    require_schools,
    woven_trust,
)
from policyloom.cli.options import as_day, root_option, today_option
from policyloom.cli.telling import report
from policyloom.findings import Findings
from policyloom.model.dates import say_date
from policyloom.outputs.pdf import PdfError
from policyloom.pipeline.locks import alone
from policyloom.pipeline.packing import (
    Meeting,
    decided_later,
    matters_of,
    next_due,
    pack_of,
)
from policyloom.pipeline.packing_matters import Put
from policyloom.pipeline.packing_out import write_pack
from policyloom.pipeline.weave import Weave


@click.command("pack")
@click.argument("school")
@click.option("--meeting", required=True, callback=as_day, help="The day of the meeting.")
@click.option(
    "--next",
    "following",
    callback=as_day,
    help="The day of the meeting after it: reviews due by then are listed. Else 60 days on.",
)
@click.option("--policy", "policies", multiple=True, help="Only this policy; may be repeated.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder in which the pack's own folder is put.",
)
@root_option
@today_option
def pack_command(
    school: str,
    meeting: str,
    following: str,
    policies: tuple[str, ...],
    out: Path | None,
    root: Path,
    today: str,
) -> None:
    """Make the governors' pack for one meeting: a folder with a PDF and the same as a page.

    Everything in it is as of the day of the meeting, unless --today names another day.

    Example: policyloom pack canal-street --meeting 2027-03-09
    """
    asked = Meeting(school, meeting, following, policies)
    _require_days(asked, today)
    require_schools(root, (school,))
    findings = Findings()
    woven = woven_trust(root, today or meeting, findings)
    require_of_the_trust(woven, school)
    for policy in policies:
        require_known(woven, school, policy)
    put = _put(woven, asked, findings)
    pack = pack_of(woven, asked, put)
    try:
        with alone(root.resolve(), "pack"):
            made = write_pack(root.resolve(), pack, out)
    except PdfError as error:
        raise click.ClickException(f"The pack could not be made. {error}") from error
    for path in made:
        below = path.is_relative_to(root.resolve())
        click.echo(f"Wrote {path.relative_to(root.resolve()) if below else path}")
    click.echo("After the meeting, record each decision with 'policyloom approve'.")


def _put(woven: Weave, asked: Meeting, findings: Findings) -> list[Put]:
    """What is put before the meeting; stops where that is nothing, or cannot be decided on."""
    later = decided_later(woven, asked)
    if later:
        raise click.UsageError(
            f"The meeting of {say_date(asked.day)} is before a decision that is on record, of "
            f"{say_date(later)}. Give a later day, or name other policies with --policy."
        )
    put = matters_of(woven, asked)
    if not put:
        raise click.UsageError(_nothing(woven, asked))
    stopped = Findings(
        f for p in put for f in findings.blocks(asked.school, p.woven.edition.policy)
    )
    if stopped.errors():
        report(stopped)
        click.echo("No pack was made: a policy with errors cannot be decided on.", err=True)
        sys.exit(1)
    return put


def _require_days(asked: Meeting, today: str) -> None:
    if asked.following and asked.following <= asked.day:
        raise click.UsageError(
            f"The next meeting, {say_date(asked.following)}, is not after this one, "
            f"{say_date(asked.day)}."
        )
    if today > asked.day:
        raise click.UsageError(
            f"The meeting, {say_date(asked.day)}, is before the day given with --today, "
            f"{say_date(today)}."
        )


def _nothing(woven: Weave, asked: Meeting) -> str:
    """Why there is no pack, and when there will be."""
    name = woven.estate.schools[asked.school].name
    day, title = next_due(woven, asked.school)
    coming = f" The next review is of {title}, by {say_date(day)}." if day else ""
    return (
        f"There is nothing to decide at {name} by {say_date(asked.ahead)}.{coming} "
        "Name a policy with --policy to put it before the meeting all the same."
    )
