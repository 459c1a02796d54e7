"""A text's `{{ facts }}` and `[?la …]` spans, parsed and never run.

In: an authored text. Out: the text with a token for each fact, and what each token names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from policyloom.model.remembered import remembered
from policyloom.model.woven import token

_PARTY = re.compile(r"(\s*)\[\?la\s+([^\[\]]*)\]")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_env = ImmutableSandboxedEnvironment(cache_size=-1)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text whose i-th fact reference is the token `token(i)`; `names` are dotted names."""

    text: str
    names: tuple[str, ...]


class SyntaxProblem(Exception):
    """A text holds template code that is not a fact's name."""

    def __init__(self, what: str, line: int) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


@remembered
def parse(text: str, party: bool) -> Parsed:
    """Parse a text; `party` says whether `[?la …]` spans stand.

    Raises SyntaxProblem, with a line within the text, on anything but names of facts.
    """
    text = _PARTY.sub(lambda m: m[1] + m[2] if party else "", text)
    try:
        template = _env.parse(text)
    except TemplateSyntaxError as error:
        raise SyntaxProblem(error.message or "template syntax", error.lineno) from error
    parts: list[str] = []
    names: list[str] = []
    for output in template.body:
        if not isinstance(output, nodes.Output):
            raise SyntaxProblem("template code", output.lineno)
        for node in output.nodes:
            if isinstance(node, nodes.TemplateData):
                parts.append(node.data)
            else:
                parts.append(token(len(names)))
                names.append(_dotted(node))
    return Parsed(_SPACE.sub(" ", "".join(parts)).strip(), tuple(names))


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr) and not node.attr.startswith("_"):
        return f"{_dotted(node.node)}.{node.attr}"
    raise SyntaxProblem("an expression where a fact's name belongs", node.lineno)
