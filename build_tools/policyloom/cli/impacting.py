"""The command that looks ahead: impact."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from policyloom.cli.asking import woven_trust
from policyloom.cli.options import day_or_today, root_option, today_option
from policyloom.cli.telling import report
from policyloom.findings import Findings
from policyloom.outputs.impact_json import impact_json
from policyloom.outputs.impact_markdown import impact_markdown
from policyloom.outputs.impact_rows import Impact
from policyloom.outputs.impact_text import WIDTH, impact_text
from policyloom.pipeline.impact import impact_of, impact_since
from policyloom.pipeline.past_files import NoPast, files_at
from policyloom.pipeline.subjects import Unknown, subject_of
from policyloom.pipeline.weave import weave


@click.command("impact")
@click.argument("name", required=False, metavar="[CLAUSE|FACT|FILE]")
@click.option("--since", metavar="REV", help="What has been edited since this git revision.")
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text")
@root_option
@today_option
def impact_command(name: str | None, since: str | None, form: str, root: Path, today: str) -> None:
    """Tell what an edit touches before it is published, and who has to decide.

    Example: policyloom impact --since main
    """
    if (name is None) == (since is None):
        raise click.UsageError("Name a clause, a fact or a file, or give a revision: --since REV.")
    findings, day = Findings(), day_or_today(today)
    if since is not None:
        made = _since(root.resolve(), since, day, findings)
    else:
        made = _named(root.resolve(), name or "", day, findings)
    click.echo(_form(made, form, day), nl=False)
    errors = Findings(findings.errors())
    report(errors)
    sys.exit(1 if len(errors) else 0)


def _named(root: Path, name: str, today: str, findings: Findings) -> Impact:
    woven = woven_trust(root, today, findings)
    try:
        subject, about = subject_of(woven.estate, name, Path.cwd())
    except Unknown as error:
        raise click.UsageError(str(error)) from error
    return impact_of(woven, subject, about)


def _since(root: Path, revision: str, today: str, findings: Findings) -> Impact:
    new = woven_trust(root, today, findings)
    try:
        with files_at(root, revision) as then:
            old = weave(then, today, Findings())
            if old is None:
                raise NoPast(
                    f"The files of '{revision}' cannot be read as a trust's. Name a revision at "
                    "which 'policyloom check' could."
                )
            return impact_since(old, new, revision, findings)
    except NoPast as error:
        raise click.ClickException(str(error)) from error


def _form(impact: Impact, form: str, today: str) -> str:
    match form:
        case "json":
            return impact_json(impact, today)
        case "markdown":
            return impact_markdown(impact)
        case _:
            wide = sys.stdout.isatty()
            return impact_text(impact, shutil.get_terminal_size().columns if wide else WIDTH)
