"""The files, and pieces of files, that pages of the guide show. In: a block; out: where it stands.

A whole file takes the place of the example's; of a piece, each key takes the place of the same key.
What a block leaves out with an ellipsis is left out.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from tests.guide import following
from tests.guide.fences import Fence, pages

FILES = {
    "A clause": "templates/clauses/conduct/rule-new.md",
    "A policy": "templates/policies/behaviour.yml",
    "The trust": "schools/trust.yml",
    "A school": "schools/hazelbrook/school.yml",
    "An attached file": "schools/hazelbrook/attached/behaviour.yml",
    "An override": "schools/hazelbrook/social-media.yml",
}
"""Where the file stands that docs/authoring.md shows below a heading. The attached file stands in
for the policy; the example has neither a clause nor a policy of these names."""
GUIDANCE = "templates/guidance.yml"
PARTS = ("schools/trust.yml", "schools/hazelbrook/school.yml")
"""The files of which a page need not show all: the example's rest stays."""
PAGES = (("authoring.md",), ("checks.md", "copies.md"))
"""Pages whose blocks show different keys, and can stand in one trust."""


class _Plain(yaml.SafeDumper):
    """Writes nothing for nothing, as authors do."""


_Plain.add_representer(
    type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "")
)


def takes(block: Fence) -> bool:
    """Whether a block is a file or a piece of one, and nobody follows it."""
    return (
        any(block.page in group for group in PAGES)
        and block.kind in ("yaml", "markdown")
        and not following.takes(block)
    )


def place(block: Fence) -> str:
    """The file that a block shows. Raises KeyError where nobody has said which."""
    if block.page == "authoring.md":
        return FILES[_heading(block).partition(":")[0]]
    return GUIDANCE if re.search(r"^guidance:", block.text, re.MULTILINE) else "schools/trust.yml"


def keys(block: Fence) -> list[str]:
    """The keys that a block shows; of a clause, the one that stands for the whole of it."""
    return ["---"] if block.kind == "markdown" else [*read(block.text)]


def put(block: Fence, root: Path) -> str:
    """Write a block into a copy of the example; the file that it went to."""
    name = place(block)
    path = root / name
    if block.kind == "markdown":
        path.write_text(block.text, "utf-8")
        return name
    shown = read(block.text)
    if name in PARTS:
        shown = merged(read(path.read_text("utf-8")), shown)
    path.write_text(yaml.dump(shown, Dumper=_Plain, allow_unicode=True, sort_keys=False), "utf-8")
    return name


def read(text: str) -> Any:
    """What a block says, its scalars as they stand, as the loader has them."""
    text = re.sub(r"\{…\}", "{}", re.sub(r"\[….*?\]", "[]", text))
    text = re.sub(r"\[\{check: ….*?\}\]", "[]", text)
    return _nested(_without_empty(yaml.load(text, yaml.BaseLoader)))


def merged(old: Any, new: Any) -> Any:
    """`old` with the keys of `new`, at every depth."""
    if not isinstance(old, dict) or not isinstance(new, dict):
        return new
    return old | {key: merged(old.get(key), value) for key, value in new.items()}


def _heading(block: Fence) -> str:
    above = pages()[block.page].read_text("utf-8").splitlines()[: block.line]
    return next(line[3:] for line in reversed(above) if line.startswith("## "))


def _without_empty(value: Any) -> Any:
    """An empty value is none, as the loader has it."""
    if isinstance(value, dict):
        return {key: None if part == "" else _without_empty(part) for key, part in value.items()}
    return [_without_empty(part) for part in value] if isinstance(value, list) else value


def _nested(written: dict[str, Any]) -> dict[str, Any]:
    """Facts by name under `set`, whether they are written nested or dotted."""
    if not isinstance(facts := written.get("set"), dict):
        return written
    nested: dict[str, Any] = {}
    for name, value in facts.items():
        for part in reversed(name.split(".")):
            value = {part: value}
        nested = merged(nested, value)
    return written | {"set": nested}
