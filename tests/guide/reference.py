"""The pages of the guide's reference, as the program itself has them: Markdown leaves.

What a finding means is written in docs/reference/findings.yml; what a key means, what may be
written and what a command can be told comes from schemas, checks and click.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence

import click
import yaml

from policyloom.cli import main
from policyloom.pipeline.checks.registry import REGISTRY
from tests.guide.codes import codes
from tests.trusts import HERE

FOLDER = HERE / "docs" / "reference"


def meanings() -> dict[str, dict[str, str]]:
    """What docs/reference/findings.yml says, by group and code."""
    text = (FOLDER / "findings.yml").read_text("utf-8")
    found: dict[str, dict[str, str]] = yaml.safe_load(text)
    return found


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A table in Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(
        "| " + " | ".join(c.replace("|", "\\|") for c in line) + " |" for line in lines
    )


def findings_page() -> str:
    """Every code, with an anchor of its name: how much it stops, what it means, what to do."""
    parts = [
        "# Findings",
        "Every message of `policyloom check` ends with a code in square brackets. Here is what "
        "each means and what to do. An **error** stops what it is about from being published; a "
        "**warning** and a **note** stop nothing.",
    ]
    for group, known in meanings().items():
        parts.append(f"## {group}")
        for code, words in known.items():
            parts.append(f"### {code}\n\n**{str(codes()[code]).capitalize()}.** {words}")
    parts.append("## Checks of a careful officer")
    parts.append("The trust chooses how much each of these stops: see [checks](../checks.md).")
    for check, entry in REGISTRY.items():
        more = f"[What it looks for, and how to mend it](../checks.md#{check})."
        parts.append(
            f"### {check}\n\n**{str(entry.severity).capitalize()}**, unless your trust says "
            f"otherwise. {entry.title}. {more}"
        )
    return "\n\n".join(parts) + "\n"


def commands_page() -> str:
    """Every command, with its options, as `--help` tells them."""
    parts = [
        "# Commands",
        "What `policyloom COMMAND --help` says, on one page. The exit code of every command is 0 "
        "where nothing stands in the way, 1 where there are errors, 2 where it was typed wrongly. "
        "Where a command takes `--today`, the variable `POLICYLOOM_TODAY` says the same.",
    ]
    for name, command in _commands("policyloom", main):
        parts += _command(name, command)
    return "\n\n".join(parts) + "\n"


def _commands(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(command, click.Group):
        yield name, command
        return
    for word in sorted(command.commands):
        yield from _commands(f"{name} {word}", command.commands[word])


def _command(name: str, command: click.Command) -> list[str]:
    ctx = click.Context(command, info_name=name)
    usage = " ".join([name, *command.collect_usage_pieces(ctx)])
    said = inspect.cleandoc(command.help or "").split("\n\n")
    example = [part for part in said if part.startswith("Example:")]
    text = [" ".join(part.split()) for part in said if part not in example]
    typed = [" ".join(part.removeprefix("Example:").split()) for part in example]
    rows = [row for param in command.params for row in _option(param, ctx)]
    return [
        f"## {name}",
        *text,
        "```text\n" + usage + "\n```",
        *(f"For example: `{line}`" for line in typed),
        *([table(("option", "meaning"), rows)] if rows else []),
    ]


def _option(param: click.Parameter, ctx: click.Context) -> list[tuple[str, ...]]:
    told = param.get_help_record(ctx)
    if told is None or isinstance(param, click.Argument):
        return []
    names = ", ".join(f"`{name}`" for name in [*param.opts, *param.secondary_opts])
    kind = "" if getattr(param, "is_flag", False) else param.make_metavar(ctx)
    choices = kind.strip("[]").split("|") if kind.startswith("[") else []
    shown = "" if choices or not kind else f" `{kind}`"
    words = " ".join(told[1].split())
    if choices:
        listed = ", ".join(f"`{choice}`" for choice in choices)
        words = f"{words} One of {listed}.".strip()
    return [(names + shown, words)]
