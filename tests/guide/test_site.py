"""The guide as a site: it builds without a warning, holds every page, and asks no other host."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.guide.building import build_guide
from tests.trusts import HERE

DOCS = HERE / "docs"
ASKED = re.compile(r"""(?:src|srcset|href)=["']?((?:https?:)?//[^"'\s>]+)""")
LOADS = re.compile(r"<(?:script|link|img|iframe|source|video|audio|object)\b[^>]*>")


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide, built as `make guide` builds it."""
    return build_guide(tmp_path_factory.mktemp("guide") / "site")


def test_every_page_is_published(guide: Path) -> None:
    """Each page of docs/ is one of the site; what only makes pages is not."""
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).with_suffix("")
        folder = name.parent if name.name == "index" else name
        assert (guide / folder / "index.html").is_file(), name
    assert {path.parent.name for path in guide.rglob("*.yml")} == {"workflows"}


def test_no_other_host_is_asked(guide: Path) -> None:
    """Nothing that a browser loads by itself lies on another host."""
    pages = [*guide.rglob("*.html")]
    assert len(pages) > 30
    for page in pages:
        for tag in LOADS.findall(page.read_text("utf-8")):
            assert not ASKED.search(tag), (page.name, tag)
    for style in guide.rglob("*.css"):
        assert not re.search(r"url\(\W?(https?:)?//", style.read_text("utf-8")), style.name
