"""Follows a page of the guide as a reader would: files are written, commands are typed in order.

In: a page's text, with the current folder as the reader's; out: the page as it ought to be.

| on the page | what is done |
|---|---|
| `<!-- trust: starter -->` | the reader is in a new trust, as `policyloom init` writes it |
| `<!-- trust: example -->` | the reader is in a copy of the example trust |
| `<!-- put: path -->` | a PDF lies there, as if the reader had put it there |
| `<!-- before: policyloom … -->` | a command of an earlier page, whose answer is not shown |
| `<!-- in: path -->` before a block | the block's text stands in the file |
| a block with `title="path"`, or after `<!-- file: path -->` | the file is written |
| a `diff` block with `title="path"` | lines with a minus go, lines with a plus come in |
| a `console` block | each line `$ …` is typed; what is below it is what the command answers |

A line `…` in an answer stands for any lines.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.desk.deciding import run
from tests.trusts import HERE

BLOCK = re.compile(
    r"^<!-- (?P<mark>trust|put|before): (?P<value>.+?) -->$"
    r"|^(?:<!-- (?:file: (?P<file>\S+)|in: (?P<inside>\S+)) -->\n)?"
    r'```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<text>.*?)^```$',
    re.DOTALL | re.MULTILINE,
)
ELLIPSIS = "…"
READER = "/home/you/our-trust"
"""Where the trust lies on the reader's machine, in answers that say it."""
PDF = HERE / "schools/larkfield/attached/uncollected-children.pdf"
Trusts = Mapping[str, Callable[[Path], object]]


def follow(page: str, trusts: Trusts) -> str:
    """The page with the answers that the commands really give. `trusts` fill a new folder."""
    return BLOCK.sub(lambda block: _block(block, trusts), page)


def examples(page: str) -> bool:
    """Whether there is anything on a page to follow."""
    return any(b["kind"] == "console" or b["title"] or b["file"] for b in BLOCK.finditer(page))


def _block(block: re.Match[str], trusts: Trusts) -> str:
    file = block["file"] or block["title"]
    if block["mark"] == "trust":
        folder = Path("our-trust")
        trusts[block["value"]](folder)
        os.chdir(folder)
    elif block["mark"] == "put":
        Path(block["value"]).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PDF, block["value"])
    elif block["mark"]:
        assert run(*shlex.split(block["value"])[1:]).exit_code == 0, block[0]
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
