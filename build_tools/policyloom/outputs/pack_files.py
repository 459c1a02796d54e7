"""What a pack's page holds inside: style, letters, pictures, and redlines with ids of their own.

In: a trust's root, and pieces of HTML. Out: texts that need no other file.
"""

from __future__ import annotations

import base64
import mimetypes
from dataclasses import dataclass
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement
from markupsafe import Markup

from policyloom.model.pages import Masthead
from policyloom.outputs.pdf import FONTS
from policyloom.outputs.pdf import IMAGES as ASSETS
from policyloom.outputs.site_look import palette_css

STYLES = (
    "templates/layouts/pack.css",
    "site_overrides/assets/stylesheets/policyloom-redline.css",
)
FACE = "AtkinsonHyperlegibleNext_{}.woff2"
FACES = (
    ("400Regular", "400", "normal"),
    ("400Regular_Italic", "400", "italic"),
    ("700Bold", "700", "normal"),
    ("700Bold_Italic", "700", "italic"),
)
REFERENCES = ("aria-labelledby", "aria-describedby", "for")


@dataclass(frozen=True, slots=True)
class PackFiles:
    """Reads what a page holds inside from the trust's root."""

    root: Path

    def style(self, head: Masthead) -> str:
        """The whole style sheet: letters, the school's colours, the pack's rules, the redline's.

        Raises OSError where the pack's own style sheet cannot be read.
        """
        sheets = [(self.root / name).read_text("utf-8") for name in STYLES]
        return "\n".join([self._faces(), palette_css(head.primary, head.accent), *sheets])

    def picture(self, name: str) -> str:
        """A picture of the trust's as an address that holds it; "" where it is not to be had."""
        path = (self.root / name).resolve()
        if not path.is_relative_to(self.root.resolve()) or not path.is_file():
            return ""
        return _inside(path, mimetypes.guess_type(path.name)[0] or "application/octet-stream")

    def placed(self, html: Markup, prefix: str, images: str) -> Markup:
        """A policy's text, made to stand below the pack's headings beside other policies' texts.

        Every id begins with `prefix`; pictures in the folder `images` are put inside.
        """
        root = lxml.html.fragment_fromstring(html)
        for element in root.iter():
            if isinstance(element, HtmlElement):
                _renamed(element, prefix)
                _lowered(element)
                source = element.get("src", "")
                if source.startswith(images):
                    name = f"{ASSETS}/{source.removeprefix(images)}"
                    element.set("src", self.picture(name))
        return Markup(lxml.html.tostring(root, encoding="unicode"))

    def _faces(self) -> str:
        """The letters; a trust without these files reads the page in the reader's own."""
        found = [
            f'@font-face{{font-family:"Atkinson Hyperlegible Next";font-weight:{weight};'
            f'font-style:{style};src:url("{_inside(path, "font/woff2")}") format("woff2")}}'
            for name, weight, style in FACES
            if (path := self.root / FONTS / FACE.format(name)).is_file()
        ]
        return "".join(found)


def _inside(path: Path, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}"


def _renamed(element: HtmlElement, prefix: str) -> None:
    if name := element.get("id"):
        element.set("id", prefix + name)
    for attribute in REFERENCES:
        if name := element.get(attribute):
            element.set(attribute, " ".join(prefix + part for part in name.split()))
    if (href := element.get("href", "")).startswith("#"):
        element.set("href", f"#{prefix}{href[1:]}")


def _lowered(element: HtmlElement) -> None:
    """A policy's own headings begin at level 2; here they stand under one of level 3."""
    if element.tag in ("h2", "h3", "h4", "h5"):
        element.tag = f"h{min(6, int(element.tag[1]) + 2)}"
