"""What the case `page-weight` counts: each file once, as it is sent, ours and the theme's apart."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from tests.bench.page_weight import page_weight

PAGE = (
    '<link rel="stylesheet" href="../../assets/stylesheets/main.css">'
    '<link rel="stylesheet" href="../../assets/stylesheets/policyloom.css">'
    '<link rel="stylesheet" href="../look.css"><link rel="icon" href="../logo.svg">'
    '<img src="../logo.svg"><script src="../../assets/javascripts/policyloom.js"></script>'
    "<script>inline</script>"
)


def write(folder: Path, name: str, data: bytes) -> int:
    """Write a file; its compressed size leaves."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return len(gzip.compress(data, 9, mtime=0))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of one school with a light, a middling and a heavy policy, and a page that is none."""
    public = tmp_path / "public"
    for number, name in enumerate(("light", "middling", "heavy")):
        words = os.urandom(100 * number).hex()
        write(public, f"brook/{name}/index.html", (PAGE + words).encode())
        write(public, f"brook/{name}/versions/index.html", b"")
    write(public, "brook/contacts/index.html", PAGE.encode() * 9)
    return tmp_path


def test_ours_and_the_themes_are_counted_apart(site: Path) -> None:
    """The page in the middle, what it names, each once; fonts as they are, for they are packed."""
    public = site / "public"
    main = write(public, "assets/stylesheets/main.css", b"a" * 500)
    styles = write(public, "assets/stylesheets/policyloom.css", b"b{}" * 30)
    styles += write(public, "brook/look.css", b"c{}")
    script = write(public, "assets/javascripts/policyloom.js", b"d()" * 40)
    logo = write(public, "brook/logo.svg", b"<svg/>" * 20)
    write(public, "assets/fonts/one.woff2", b"f" * 1000)
    program = write(public, "assets/javascripts/workers/search.0.js", b"w()" * 50)
    index = write(public, "brook/search/search_index.json", b"{}" * 60)
    case = page_weight(site)
    html = len(gzip.compress((public / "brook/middling/index.html").read_bytes(), 9, mtime=0))
    assert case["page"] == "brook/middling"
    assert (case["html"], case["own_styles"], case["own_scripts"]) == (html, styles, script)
    assert (case["theme_styles"], case["theme_scripts"], case["fonts"]) == (main, 0, 1000)
    assert case["first_visit"] == html + styles + script + main + logo + 1000
    assert case["first_files"] == 7
    assert (case["search_program"], case["search_index"]) == (program, index)


def test_a_site_without_policies_has_no_weight(tmp_path: Path) -> None:
    """Nothing is measured where there is nothing, and that is said."""
    with pytest.raises(ValueError, match="holds no policy"):
        page_weight(tmp_path)
