"""The `policyloom` command: what people type, and what they read back.

Exit codes: 0 nothing blocking, 1 errors, 2 wrong use.
"""

from __future__ import annotations

import errno
from typing import Any

import click

from policyloom import __version__
from policyloom.cli.comparing import diff_command
from policyloom.cli.deciding import approve_command, verify
from policyloom.cli.desk import join, schema, status
from policyloom.cli.drifting import drift_command
from policyloom.cli.impacting import impact_command
from policyloom.cli.merging import merge_command
from policyloom.cli.packing import pack_command
from policyloom.cli.publishing import build_command, check, render, serve
from policyloom.cli.registering import register_command
from policyloom.cli.reminding import remind_command
from policyloom.cli.revising import revise_command
from policyloom.cli.starting import init, new
from policyloom.pipeline.locks import Busy
from policyloom.pipeline.standalone import NotOurs
from policyloom.render import LayoutError

EXAMPLES = {"max_content_width": 100, "help_option_names": ["-h", "--help"]}


class Told(click.Group):
    """Tells what a disk or another command under way refuses, in a sentence."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except NotOurs as error:
            raise click.UsageError(str(error), ctx) from error
        except (Busy, LayoutError) as error:
            raise click.ClickException(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:
                raise  # whoever read has had enough: click leaves without a word
            where = f"{error.filename}: " if error.filename else ""
            raise click.ClickException(
                f"{where}{error.strerror or error}. Nothing that was published has changed: "
                f"{_remedy(error)}, and try again."
            ) from error


def _remedy(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "put back what is missing"
    if isinstance(error, (FileExistsError, NotADirectoryError, IsADirectoryError)):
        return "move what is in the way"
    return "see to it that the folder can be written to and the disk has room"


@click.group(cls=Told, context_settings=EXAMPLES)
@click.version_option(__version__, prog_name="policyloom")
def main() -> None:
    """Write a trust's policies once; publish every school's own edition.

    Example: policyloom check
    """


COMMANDS = (
    check,
    render,
    build_command,
    merge_command,
    serve,
    revise_command,
    approve_command,
    diff_command,
    verify,
    pack_command,
    status,
    register_command,
    drift_command,
    impact_command,
    remind_command,
    join,
    schema,
    new,
    init,
)
for command in COMMANDS:
    main.add_command(command)
