"""Questions that a command asks on a terminal, for what was not said on its line.

In: what was said, and a starting value; out: the answer. Where nobody can answer (a pipe, a job,
`--no-input`) nothing is asked and the starting value holds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import click

from policyloom.findings import nearest

no_input_option = click.option(
    "--no-input", is_flag=True, help="Ask nothing, on a terminal either; say the rest as options."
)


@dataclass(frozen=True, slots=True)
class Questions:
    """Asks if `asks` is true; an answer that will not do is told, and the question comes again."""

    asks: bool

    def words(self, given: str | None, question: str, start: str, known: Sequence[str] = ()) -> str:
        """Some text; `known` shows what others have said."""
        if given is not None or not self.asks:
            return start if given is None else given
        hint = f" ({', '.join(known)}, or other words)" if known else ""
        answer: str = click.prompt(question + hint, default=start, value_proc=_one_line)
        return answer

    def id(self, given: str | None, question: str, check: Callable[[str], str]) -> str:
        """An id; `check` gives it back or raises ValueError."""
        if given is not None:
            return given
        if not self.asks:
            raise click.UsageError("Missing argument 'ID'.", click.get_current_context(True))
        rule = "small letters, digits and hyphens"
        answer: str = click.prompt(f"{question} ({rule})", value_proc=_checked(check))
        return answer

    def pick(
        self,
        given: str | None,
        question: str,
        options: Sequence[str],
        start: str,
        begin: Callable[[str], str] | None = None,
    ) -> str:
        """One of some names; with `begin`, another one too that it lets pass, if it is meant."""
        if given is not None or not self.asks:
            return start if given is None else given
        shown = f"{question} ({', '.join((*options, *['or a new one'] * bool(begin)))})"
        first = start if start in options or not options else None
        while True:
            proc = _checked(begin) if begin else _one_line
            answer: str = click.prompt(shown, default=first, value_proc=proc)
            if answer in options:
                return answer
            if begin and click.confirm(f"There is no '{answer}' yet. Begin it?", default=False):
                return answer
            if not begin:
                click.echo(f"There is no '{answer}'. {nearest(answer, options)}")

    def several(
        self, given: Iterable[str], question: str, options: Mapping[str, str]
    ) -> tuple[str, ...]:
        """Any number of names, shown with what each stands for."""
        chosen = tuple(given)
        if chosen or not self.asks or not options:
            return chosen
        wide = max(map(len, options))
        click.echo(f"{question}:")
        for name, words in options.items():
            click.echo(f"  {name.ljust(wide)}  {words}".rstrip())
        answer: tuple[str, ...] = click.prompt(
            "Names with commas between them, all or none",
            default="none",
            value_proc=lambda typed: _names(typed, options),
        )
        return answer

    def number(self, given: int | None, question: str, start: int, most: int) -> int:
        """A whole number from 1."""
        if given is not None or not self.asks:
            return start if given is None else given
        answer: int = click.prompt(question, default=start, type=click.IntRange(1, most))
        return answer

    def yes(self, given: bool | None, question: str, start: bool) -> bool:
        """Whether something is so."""
        if given is not None or not self.asks:
            return start if given is None else given
        return click.confirm(question, default=start)


def questions(no_input: bool) -> Questions:
    """Questions to whoever sits at the terminal; none where either end is not one."""
    return Questions(not no_input and sys.stdin.isatty() and sys.stdout.isatty())


def _one_line(typed: str) -> str:
    words = " ".join(typed.split())
    if not words or not words.isprintable():
        raise click.UsageError("Type some words, or nothing to take what stands in brackets.")
    return words


def _checked(check: Callable[[str], str]) -> Callable[[str], str]:
    def proc(typed: str) -> str:
        try:
            return check(typed.strip())
        except ValueError as error:
            raise click.UsageError(str(error)) from error

    return proc


def _names(typed: str, options: Mapping[str, str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(typed.replace(",", " ").split()))
    if names in ((), ("none",)):
        return ()
    if names == ("all",):
        return tuple(options)
    for name in names:
        if name not in options:
            raise click.UsageError(f"There is no '{name}'. {nearest(name, options)}")
    return names
