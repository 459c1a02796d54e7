"""The program. In: a command line; out: what the command does, and its exit code."""

from __future__ import annotations

from policyloom.collector import collect_seldom, end_at_once


def main() -> None:
    """Ready the process, then read the commands: to read them makes many objects."""
    collect_seldom()
    end_at_once()
    from policyloom.cli import main as commands

    commands(prog_name="policyloom")


if __name__ == "__main__":
    main()
