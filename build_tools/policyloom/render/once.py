"""`{% once %}`: what is the same on all pages of a site is written once. A Jinja extension.

In: a template's part and the page's context; out: its text, from the context's `once` where it was
written before. Without such a store the part is written every time.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

from jinja2 import nodes
from jinja2.ext import Extension
from jinja2.parser import Parser

Store = MutableMapping[str, str]
"""Parts that were written, by where they stand in the templates. One for all pages of a site that
lie as deep below its root, for links are relative."""


class Once(Extension):
    """`{% once %}…{% endonce %}`, around what depends on nothing but the site and the depth."""

    tags = {"once"}

    def parse(self, parser: Parser) -> nodes.CallBlock:
        """The part as a call that writes it where that was not done yet."""
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endonce",), drop_needle=True)
        place = nodes.Const(f"{parser.name}:{line}")
        call = self.call_method("_written", [place, nodes.ContextReference()], lineno=line)
        return nodes.CallBlock(call, [], [], body, lineno=line)

    def _written(self, place: str, context: Any, caller: Callable[[], str]) -> str:
        store: Store | None = context.get("once")
        if store is None:
            return caller()
        written = store.get(place)
        if written is None:
            written = store[place] = caller()
        return written
