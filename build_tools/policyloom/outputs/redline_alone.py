"""A redline as a file of its own, for a mail or a folder. In: a redline; out: one HTML document.

Its styles are in it and nothing is fetched, so that it reads alike wherever it is opened.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from policyloom.outputs.markup import tag
from policyloom.outputs.redline import Redline
from policyloom.outputs.redline_html import redline_article
from policyloom.outputs.site_look import palette_css

STYLES = "site_overrides/assets/stylesheets"
SHEETS = ("policyloom.css", "policyloom-pages.css", "policyloom-redline.css")
_PAGE = (
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;font:100%/1.6 sans-serif;"
    "color:var(--loom-ink);background:var(--loom-surface)}html{font-size:125%}"
    "a{color:var(--loom-link)}"
)


def redline_alone(redline: Redline, root: Path) -> str:
    """The redline with the trust's styles; `root` is the trust's folder."""
    page = redline.page
    look = palette_css(page.masthead.primary, page.masthead.accent)
    sheets = "\n".join(_sheet(root / STYLES / name) for name in SHEETS)
    title = f"{page.title}: from {redline.old_name} to {redline.new_name}"
    head = tag(
        "head",
        Markup('<meta charset="utf-8"><meta name="viewport" content="width=device-width">'),
        tag("title", title),
        tag("style", Markup(look + sheets + _PAGE)),
    )
    made = Markup(redline_article(redline, {}).html)
    body = tag("body", tag("main", made), class_="md-typeset", data_md_color_scheme="default")
    return "<!doctype html>\n" + tag("html", head, body, lang=page.lang) + "\n"


def _sheet(path: Path) -> str:
    """A style sheet without its fonts, which lie elsewhere."""
    text = path.read_text("utf-8") if path.is_file() else ""
    start = text.find(":root")
    return text[start:] if path.name == "policyloom.css" and start > 0 else text
