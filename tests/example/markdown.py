"""Finished Markdown as the tests read it. In: a text; out: what each permanent key marks in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
_MARK = re.compile(r"<[^>]*>|\{#[^}]*\}|[*|]")


@dataclass(frozen=True)
class Finished:
    """One edition's finished Markdown."""

    text: str

    @property
    def edition(self) -> str:
        """The edition's own text, without what stands before and after it."""
        start = self.text.index("<!-- edition ")
        return self.text[self.text.index("\n", start) : self.text.index("<!-- /edition -->")]

    def position(self, key: str) -> int:
        """Where an occurrence or `section:<id>` begins; -1 where it is not."""
        if key.startswith("section:"):
            return self.heading(key.removeprefix("section:"))[0]
        return self.text.find(f'<a id="{key}"></a>')

    def said(self, key: str) -> str:
        """The words of an occurrence: up to the next one, the end of its cell or of its line."""
        start = self.position(key)
        if start < 0:
            return ""
        rest = self.text[start + len(f'<a id="{key}"></a>') :]
        end = re.search(r'<a id="| \||\n', rest)
        return words(rest[: end.start()] if end else rest)

    def line(self, key: str) -> str:
        """The whole line in which an occurrence stands."""
        start = self.position(key)
        return self.text[self.text.rfind("\n", 0, start) + 1 : self.text.find("\n", start)]

    def after(self, key: str) -> str:
        """The first line that is not empty after the line in which an occurrence stands."""
        rest = self.text[self.text.find("\n", self.position(key)) :]
        return next((line for line in rest.split("\n") if line.strip("> ")), "")

    def heading(self, name: str) -> tuple[int, str]:
        """Where the heading of a section, annex or aside stands, and its words; -1 for none."""
        found = re.search(rf"^(> )?#+ (.+) \{{#{re.escape(name)}\}}$", self.text, re.MULTILINE)
        found = found or re.search(
            rf"^<!-- @aside {re.escape(name)} -->\n+> ()\*\*(.+)\*\*$", self.text, re.MULTILINE
        )
        return (found.start(), words(found[2])) if found else (-1, "")

    def part(self, name: str) -> str:
        """The text of a section, up to the next heading of its level or higher."""
        start = self.heading(name)[0]
        assert start >= 0, name
        level = len(self.text[start:].split(" ", 1)[0])
        rest = self.text[start + level :]
        end = re.search(rf"^#{{1,{level}}} |^<!-- /edition", rest, re.MULTILINE)
        return rest[: end.start()] if end else rest

    def anchored(self) -> list[str]:
        """Every occurrence's key, in order."""
        return _ANCHOR.findall(self.text)


def words(text: str) -> str:
    """A text without its marks."""
    return " ".join(_MARK.sub(" ", text).split())


def finished(root: Path, school: str, policy: str) -> Finished:
    """The finished Markdown that a build wrote."""
    return Finished((root / "build/markdown" / school / f"{policy}.md").read_text("utf-8"))
