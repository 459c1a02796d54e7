"""MkDocs' settings are read once for many sites, and every site is as if it were the only one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest

from policyloom.outputs.site import SchoolSite
from policyloom.plugin import build_portal, build_school, settings

from . import samples
from .test_publish import files

SITES: dict[str, Callable[[Path], object]] = {
    "portal": lambda out: build_portal(samples.portal_site(), out),
    "school": lambda out: build_school(samples.school_site(), out),
    "plain": lambda out: build_school(plain(), out),
    "alone": lambda out: build_school(samples.school_site(standalone=True, site_url=""), out),
}
"""Sites that set otherwise what MkDocs asks for: icon, site map, address, the theme's files."""
SEES = """def on_page_context(context, *, page, config, nav):
    page.content += f"<!-- {len(page.content) > 1000} -->"
    return context
"""


def plain() -> SchoolSite:
    """A school without a logo and without an address."""
    site = samples.school_site(site_url="")
    return replace(site, masthead=replace(site.masthead, logo=""))


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """A trust's folder of which the settings may be changed."""
    root = tmp_path / "trust"
    root.mkdir()
    for name in ("site_overrides", "templates", "tests"):
        (root / name).symlink_to(samples.ROOT / name)
    change(root)
    return root


def change(root: Path, more: str = "") -> None:
    given = (samples.ROOT / "mkdocs.yml").read_text()
    (root / "mkdocs.yml").write_text(f"{given}{more}")


@pytest.mark.parametrize("order", list(permutations(SITES, 3)), ids="-".join)
def test_a_site_is_the_same_whatever_was_made_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, order: tuple[str, ...]
) -> None:
    """Nothing of one site is left in the settings of the next."""
    for name in order:
        SITES[name](tmp_path / "one" / name)
    for name in order:
        monkeypatch.setattr(settings, "_known", {})
        SITES[name](tmp_path / "alone" / name)
    assert files(tmp_path / "one") == files(tmp_path / "alone")


def test_changed_settings_are_read_again(trust: Path, tmp_path: Path) -> None:
    """The same process makes the next site by what the file says then."""
    site, seen = samples.school_site(root=trust), []
    for more in ("", "extra_css: [own.css]\n", ""):
        change(trust, more)
        build_school(site, tmp_path / "out")
        seen.append("own.css" in (tmp_path / "out/index.html").read_text())
    assert seen == [False, True, False]


def test_what_the_engine_has_to_say_of_settings_is_told_of_every_site(
    trust: Path, tmp_path: Path
) -> None:
    """A fault in the settings is not told of the first school alone."""
    change(trust, "odd: 1\n")
    for _ in range(2):
        (said,) = build_school(samples.school_site(root=trust), tmp_path / "out").warnings
        assert "odd" in said


def test_a_trusts_own_hook_sees_each_article(trust: Path, tmp_path: Path) -> None:
    """What is put aside for the search is put aside for nobody else."""
    (trust / "hook.py").write_text(SEES)
    change(trust, "hooks: [hook.py]\n")
    for _ in range(2):
        build_school(samples.school_site(root=trust), tmp_path / "out")
        assert "<!-- True -->" in (tmp_path / "out/complaints/index.html").read_text()
