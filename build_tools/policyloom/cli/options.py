"""Options that several commands share, and the only reading of the clock."""

from __future__ import annotations

import datetime
from pathlib import Path

import click


def as_day(_: click.Context, __: click.Parameter, value: str | None) -> str:
    """A day in ISO 8601, or "" where none is given."""
    if not value:
        return ""
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"'{value}' is not a date. Write it as 2026-03-12.") from error


root_option = click.option(
    "--root",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=Path(),
    help="The trust's folder, where templates/ and schools/ are. Here, unless you say.",
)
today_option = click.option(
    "--today",
    callback=as_day,
    envvar="POLICYLOOM_TODAY",
    help="Act as if today were this date (2026-03-12).",
)


def day_or_today(given: str) -> str:
    """The day given, or the day that the clock says it is."""
    return given or datetime.date.today().isoformat()
