"""The command that compares: diff."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from policyloom.cli.asking import require_known, woven_trust
from policyloom.cli.options import root_option, today_option
from policyloom.cli.telling import report
from policyloom.findings import Findings
from policyloom.outputs.pdf import PdfError, PdfMaker
from policyloom.outputs.redline import Redline
from policyloom.outputs.redline_alone import redline_alone
from policyloom.outputs.redline_json import redline_json
from policyloom.outputs.redline_pdf import RedlinePdfMaker
from policyloom.outputs.redline_text import redline_text
from policyloom.outputs.site_changes import redline_of
from policyloom.pipeline.comparing import Incomparable, compared

_NAMES = "an edition, a day, 'trust' or another school"


@click.command("diff")
@click.argument("school")
@click.argument("policy")
@click.option("--from", "old", default="", metavar="TEXT", help=f"The older text: {_NAMES}.")
@click.option("--to", "new", default="", metavar="TEXT", help="The newer: one of them, 'proposed'.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "html", "pdf"]), default="text"
)
@click.option("--whole", is_flag=True, help="As text: what is unchanged as well.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@root_option
@today_option
def diff_command(
    school: str,
    policy: str,
    old: str,
    new: str,
    form: str,
    whole: bool,
    out: Path | None,
    root: Path,
    today: str,
) -> None:
    """Show what differs between two texts of a school's policy, and why.

    Unless you say, what is in force and what is proposed; where nothing is proposed, what is in
    force and the edition before it.

    Example: policyloom diff canal-street complaints --from 2025-03-12 --to proposed
    """
    if form == "pdf" and out is None:
        raise click.UsageError("A PDF goes to a file: add --out changes.pdf.")
    findings = Findings()
    woven = woven_trust(root, today, findings)
    require_known(woven, school, policy)
    stopped = Findings(findings.blocks(school, policy))
    if stopped.errors():
        report(stopped)
        sys.exit(1)
    try:
        asked, page = compared(woven, school, policy, old, new)
    except Incomparable as error:
        raise click.UsageError(str(error)) from error
    _give(_made(redline_of(asked, page), form, whole, root.resolve()), out)


def _made(redline: Redline, form: str, whole: bool, root: Path) -> bytes:
    """The redline in the form that is asked for; a PDF that cannot be made is an error."""
    match form:
        case "json":
            return redline_json(redline).encode()
        case "html":
            return redline_alone(redline, root).encode()
        case "pdf":
            try:
                return RedlinePdfMaker(PdfMaker(root)).make(redline, {})
            except PdfError as error:
                raise click.ClickException(str(error)) from error
        case _:
            return redline_text(redline, whole).encode()


def _give(data: bytes, out: Path | None) -> None:
    if out is None:
        click.echo(data, nl=False)
        return
    out.write_bytes(data)
    click.echo(f"Wrote {out}")
