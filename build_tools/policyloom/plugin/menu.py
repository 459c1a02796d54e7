"""The menu, written once for a site, with the page marked that it is shown on.

In: the menu's HTML and where its page lies; out: the menu for that page.
"""

from __future__ import annotations

from markupsafe import Markup, escape

_LINK = '{href} class="md-nav__link"'


def marked(menu: Markup, up: str, url: str, within: str) -> Markup:
    """The menu with the link to this page, or to what it is a part of, as the current one.

    `up` leads from the page to the root of the site, `url` and `within` from there to the page and
    to the folder that it belongs to ("" where it belongs to none).
    """
    text = str(menu)
    for folder, current in ((url, "page"), *((folder, "true") for folder in _upwards(within))):
        link = _LINK.format(href=f'href="{escape(f"{up}/{folder}")}"')
        if link in text:
            return Markup(text.replace(link, f'{link} aria-current="{current}"', 1))
    return Markup(text)


def _upwards(folder: str) -> list[str]:
    """A folder and all that it lies in: `a/b/`, `a/`."""
    parts = folder.rstrip("/").split("/") if folder else []
    return ["/".join(parts[:end]) + "/" for end in range(len(parts), 0, -1)]
