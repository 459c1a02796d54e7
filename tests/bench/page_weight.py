"""What a page weighs: a published example enters, the case `page-weight` leaves.

Everything that a policy's page names in its markup is taken from the folder as a host would send
it: compressed (gzip, the best that it can), except what is packed already. The page is the one in
the middle, by weight, of all policies in force in the public's folder.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import lxml.html

Case = dict[str, Any]
AUDIENCE = "public"
PACKED = (".woff2", ".png", ".jpg")
OURS = ("policyloom", "look.css")
"""How files that are policyloom's own begin; the others are the theme's."""
_NAMED = (
    ("//link[@rel='stylesheet']/@href", "styles"),
    ("//script[@src]/@src", "scripts"),
    ("//img/@src | //link[@rel='icon']/@href", "pictures"),
)


def page_weight(site: Path) -> Case:
    """The case, for a published `site/`, in bytes and files. Raises ValueError where no policy is
    published to the public."""
    folder = site / AUDIENCE
    pages = sorted(_policies(folder), key=lambda path: (sent(path), path))
    if not pages:
        raise ValueError(f"{folder} holds no policy")
    page = pages[len(pages) // 2]
    named = {kind: _named(page, path) for path, kind in _NAMED}
    ours = {kind: [f for f in files if f.name.startswith(OURS)] for kind, files in named.items()}
    fonts = list((folder / "assets/fonts").glob("*.woff2"))
    every = {page, *fonts, *(file for files in named.values() for file in files)}
    return {
        "name": "page-weight",
        "page": page.parent.relative_to(folder).as_posix(),
        "html_raw": page.stat().st_size,
        "html": sent(page),
        "own_styles": _sum(ours["styles"]),
        "own_scripts": _sum(ours["scripts"]),
        "own_page": sent(page) + _sum(ours["styles"]) + _sum(ours["scripts"]),
        "theme_styles": _sum(named["styles"]) - _sum(ours["styles"]),
        "theme_scripts": _sum(named["scripts"]) - _sum(ours["scripts"]),
        "fonts": _sum(fonts),
        "first_visit": _sum(every),
        "first_files": len(every),
        "heaviest": sent(pages[-1]),
        **_search(folder / page.relative_to(folder).parts[0], folder),
    }


def sent(path: Path) -> int:
    """How many bytes of a file a host sends."""
    data = path.read_bytes()
    return len(data) if path.suffix in PACKED else len(gzip.compress(data, 9, mtime=0))


def _policies(folder: Path) -> Iterator[Path]:
    """The pages of policies: those below which editions are kept."""
    for versions in folder.glob("*/*/versions"):
        yield versions.parent / "index.html"


def _named(page: Path, path: str) -> list[Path]:
    """The files that a page names, each once."""
    found: Any = lxml.html.fromstring(page.read_bytes()).xpath(path)
    return sorted({(page.parent / str(name)).resolve() for name in found})


def _search(school: Path, folder: Path) -> Case:
    """The first search at a school: its index and the program that reads it. Those after it cost
    nothing, for both are kept in the page."""
    program = next((folder / "assets/javascripts/workers").glob("search.*.js"))
    index = school / "search/search_index.json"
    return {"search_program": sent(program), "search_index": sent(index)}


def _sum(files: Iterable[Path]) -> int:
    return sum(sent(file) for file in files)
