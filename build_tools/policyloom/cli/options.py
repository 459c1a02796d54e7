"""Options that several commands share, and the only reading of the clock."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import click

from policyloom.pipeline.asked import Shard


def as_day(_: click.Context, __: click.Parameter, value: str | None) -> str:
    """A day in ISO 8601, or "" where none is given."""
    if not value:
        return ""
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"'{value}' is not a date. Write it as 2026-03-12.") from error


def as_cluster(_: click.Context, __: click.Parameter, value: str | None) -> str:
    """The address of a cluster's scheduler, or "" where none is given."""
    if value and not re.fullmatch(r"dask://(\[[0-9A-Fa-f:.]+\]|[\w.-]+):\d{1,5}", value):
        raise click.BadParameter(
            f"'{value}' is not the address of a cluster. Write it as dask://10.0.0.5:8786."
        )
    return value or ""


def as_shard(_: click.Context, __: click.Parameter, value: str | None) -> Shard | None:
    """Which of how many shards, or None where none is asked for."""
    if not value:
        return None
    found = re.fullmatch(r"([1-9]\d{0,3})/([1-9]\d{0,3})", value, re.ASCII)
    if not found or int(found[1]) > int(found[2]):
        raise click.BadParameter(
            f"'{value}' is no shard. Write which one of how many: the second of four is 2/4."
        )
    return Shard(int(found[1]), int(found[2]))


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
