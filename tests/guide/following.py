"""Follows a page of the guide as a reader would: files are written, commands are typed in order.

In: a page's text, with the current folder as the reader's; out: the page as it ought to be.

| on the page | what is done |
|---|---|
| `<!-- trust: starter -->` | the reader is in a new trust, as `policyloom init` writes it |
| `<!-- trust: example -->` | the reader is in a copy of the example trust |
| `<!-- put: path -->` | a PDF lies there, as if the reader had put it there |
| `<!-- before: command -->` | a command of an earlier page, whose answer is not shown |
| `<!-- in: path -->` before a block | the block's text stands in the file |
| a block with `title="path"`, or after `<!-- file: path -->` | the file is written |
| a `diff` block with `title="path"` | lines with a minus go, lines with a plus come in |
| a `console` block | each line `$ …` is typed; what is below it is what the command answers |
| a `sh` block | it is typed as a whole, and works |
| `<!-- shows: page: words -->` before a `sh` block | what it starts goes on, and shows the page |

A line `…` in an answer stands for any lines.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.desk.deciding import run
from tests.guide.fences import BESIDE, Fence
from tests.guide.shell import Terminal, free_port
from tests.trusts import HERE

BLOCK = re.compile(
    r"^<!-- (?P<mark>trust|put|before): (?P<value>.+?) -->$"
    r"|^(?:<!-- (?:file: (?P<file>\S+)|in: (?P<inside>\S+)|shows: (?P<shows>.+?)) -->\n)?"
    r'```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$',
    re.DOTALL | re.MULTILINE,
)
ELLIPSIS = "…"
READER = "/home/you/our-trust"
"""Where the trust lies on the reader's machine, in answers that say it."""
PDF = HERE / "schools/larkfield/attached/uncollected-children.pdf"
OURS = f"{shlex.quote(sys.executable)} -m tests.guide.installing"
STAND_INS = {"~/policyloom/bin/pip install .": f"PYTHONPATH={HERE} {OURS} ~/policyloom"}
"""What would ask the network, and what is done instead."""
APART = (*BESIDE, "hosting.md")
"""Pages that nobody follows in a trust: tests of their own run their blocks."""
Trusts = Mapping[str, Callable[[Path], object]]


def follow(page: str, trusts: Trusts) -> str:
    """The page with the answers that the commands really give. `trusts` fill a new folder."""
    terminal = Terminal(Path.cwd() / "home")
    return BLOCK.sub(lambda block: _block(block, trusts, terminal), page)


def takes(block: Fence) -> bool:
    """Whether a block is one that is followed."""
    if block.page in APART:
        return False
    marked = block.mark.startswith(("file: ", "in: "))
    return marked or bool(block.title) or block.kind in ("console", "sh")


def blocks(page: str) -> int:
    """How many blocks of a page are followed."""
    found = (b for b in BLOCK.finditer(page) if b["kind"])
    return sum(
        b["kind"] in ("console", "sh") or bool(b["title"] or b["file"] or b["inside"])
        for b in found
    )


def _block(block: re.Match[str], trusts: Trusts, terminal: Terminal) -> str:
    file = block["file"] or block["title"]
    if block["mark"] == "trust":
        folder = Path("our-trust")
        trusts[block["value"]](folder)
        os.chdir(folder)
    elif block["mark"] == "put":
        Path(block["value"]).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PDF, block["value"])
    elif block["mark"]:
        _before(block["value"], terminal)
    elif block["shows"]:
        _started(block["text"], block["shows"], terminal)
    elif block["kind"] == "sh":
        _worked(block["text"], terminal)
    elif block["kind"] == "console":
        return f"```console\n{_typed(block['text'])}```"
    elif block["inside"]:
        assert block["text"] in Path(block["inside"]).read_text("utf-8"), block[0]
    elif file and block["kind"] == "diff":
        _edit(Path(file), block["text"])
    elif file:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
        Path(file).write_text(block["text"], "utf-8")
    return block[0]


def _before(command: str, terminal: Terminal) -> None:
    """What happened before, on another page."""
    if not command.startswith("policyloom "):
        terminal.says(command, Path.cwd())
        return
    result = run(*shlex.split(command)[1:])
    assert result.exit_code == 0, result.output


def _started(text: str, shows: str, terminal: Terminal) -> None:
    """Start what a block starts, on a port that is free, and look at the page that it shows."""
    page, words = shows.split(": ", 1)
    port = free_port()
    address = f"http://127.0.0.1:{port}/{page}"
    with terminal.started(f"{text.strip()} --port {port}", Path.cwd(), address) as shown:
        assert words in shown, shows


def _worked(text: str, terminal: Terminal) -> None:
    """Type what works as a whole; what is installed, on a machine that has it not yet."""
    for line, instead in STAND_INS.items():
        if line in text:
            text = text.replace(line, instead)
            terminal = Terminal(terminal.home / "new", new=True)
    terminal.says(text, Path.cwd())


def _typed(text: str) -> str:
    """The commands of a block with their answers."""
    first, *typed = re.split(r"^\$ ", text, flags=re.MULTILINE)
    assert not first and typed, text
    parts = [part.partition("\n") for part in (p.replace("\\\n", "\\\\\0") for p in typed)]
    return "\n".join(_answered(c.replace("\\\\\0", "\\\n"), shown) for c, _, shown in parts)


def _answered(command: str, shown: str) -> str:
    answer = _answer(command, bool(shown.strip()))
    told = shown if _says(shown.strip("\n"), answer.strip("\n")) else answer
    return f"$ {command}\n{told.rstrip()}\n" if told.strip() else f"$ {command}\n"


def _answer(command: str, expected: bool) -> str:
    """What a command says; one that fails does so only where the page shows that already."""
    words = shlex.split(command.replace("\\\n", " "), comments=True)
    if words[0] == "cd":
        os.chdir(words[1])
        return ""
    if words[0] == "mv":
        Path(words[1]).rename(words[2])
        return ""
    assert words[0] == "policyloom", command
    result = run(*words[1:])
    assert result.exit_code == 0 or expected, result.output
    return result.output.replace(str(Path.cwd()), READER)


def _says(shown: str, answer: str) -> bool:
    """Whether an answer is what a page shows of it."""
    lines = (".*" if line.strip() == ELLIPSIS else re.escape(line) for line in shown.split("\n"))
    return re.fullmatch("\n".join(lines), answer, re.DOTALL) is not None


def _edit(path: Path, text: str) -> None:
    """Make an edit: what goes stands once in the file; with nothing to go by, it is added."""
    lines = text.splitlines()
    old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
    new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
    there = path.read_text("utf-8")
    assert not old or there.count(old) == 1, f"{path}:\n{old}"
    path.write_text(there.replace(old, new) if old else there + new, "utf-8")


def starter(made: Path) -> Callable[[Path], object]:
    """Fills a folder with a copy of a new trust."""
    return lambda folder: shutil.copytree(made, folder)
