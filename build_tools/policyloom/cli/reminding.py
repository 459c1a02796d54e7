"""The command that tells who owes what: remind."""

from __future__ import annotations

from pathlib import Path

import click

from policyloom.cli.options import day_or_today, today_option
from policyloom.outputs.register_read import NotARegister, read_register
from policyloom.outputs.reminder_json import reminder_json
from policyloom.outputs.reminder_markdown import reminder_markdown
from policyloom.outputs.reminder_rows import By, Reminder
from policyloom.outputs.reminder_text import reminder_text
from policyloom.outputs.status_rows import DUE_DAYS
from policyloom.pipeline.fetching import Unreadable, fetched
from policyloom.pipeline.reminding import reminder


@click.command("remind")
@click.argument("source", metavar="POLICIES.JSON")
@click.option(
    "--within",
    type=click.IntRange(0, 3660),
    default=DUE_DAYS,
    show_default=True,
    help="Days before its review from which a policy counts as due.",
)
@click.option(
    "--by",
    type=click.Choice([str(by) for by in By]),
    default=str(By.OWNER),
    show_default=True,
    help="Sort by the owner, by the body that decides next, or by school.",
)
@click.option("--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@today_option
def remind_command(
    source: str, within: int, by: str, form: str, out: Path | None, today: str
) -> None:
    """Tell who owes what, from the policies.json of a published site.

    POLICIES.JSON is a file, or its https address; nothing else is asked. A list that cannot be
    read is an error: a weekly job never fails in silence.

    Example: policyloom remind site/governors/policies.json
    """
    try:
        found = fetched(source)
        listed = read_register(found.text)
    except (Unreadable, NotARegister) as error:
        raise click.ClickException(f"Nobody could be reminded: {source}: {error}") from error
    told = _told(reminder(listed, day_or_today(today), within, source, found.address), form, By(by))
    if out is None:
        click.echo(told, nl=False)
        return
    out.write_text(told, "utf-8", newline="\n")
    click.echo(f"Wrote {out}")


def _told(made: Reminder, form: str, by: By) -> str:
    match form:
        case "json":
            return reminder_json(made)
        case "markdown":
            return reminder_markdown(made, by)
        case _:
            return reminder_text(made, by)
