"""Commands that write starting files: new, init."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import click

from policyloom.cli.options import root_option
from policyloom.pipeline.starting import AlreadyThere, new_clause, new_policy, new_school, start


@click.group()
def new() -> None:
    """Write a starting file for a school, a policy or a clause.

    Example: policyloom new clause sign-in --topic visitors
    """


@new.command("school")
@click.argument("name", metavar="ID")
@root_option
def new_school_command(name: str, root: Path) -> None:
    """A school's folder with its facts to fill in.

    Example: policyloom new school riverside
    """
    _write(lambda: new_school(root, name))


@new.command("policy")
@click.argument("name", metavar="ID")
@root_option
def new_policy_command(name: str, root: Path) -> None:
    """A policy with a first section and a first clause.

    Example: policyloom new policy lone-working
    """
    _write(lambda: new_policy(root, name, datetime.date.today().isoformat()))


@new.command("clause")
@click.argument("name", metavar="ID")
@click.option("--topic", default="general", show_default=True, help="The folder it belongs in.")
@root_option
def new_clause_command(name: str, topic: str, root: Path) -> None:
    """A clause with its wordings to write.

    Example: policyloom new clause sign-in --topic visitors
    """
    _write(lambda: new_clause(root, name, topic, datetime.date.today().isoformat()))


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def init(folder: Path) -> None:
    """Start a trust in a new folder; it builds at once.

    Example: policyloom init our-trust
    """
    _write(lambda: start(folder))
    click.echo(f"Next: cd {folder} and run policyloom build")


def _write(make: Callable[[], list[str]]) -> None:
    try:
        for name in make():
            click.echo(f"Wrote {name}")
    except (AlreadyThere, ValueError) as error:
        raise click.UsageError(str(error)) from error
