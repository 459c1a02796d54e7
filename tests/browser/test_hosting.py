"""What docs/hosting.md tells hosts to send, and that pages need no more than it allows.

All tests that open a page do so under this policy (conftest.py); here is proved that it holds.
"""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
import pytest
from playwright.sync_api import Browser

from tests.kinds import AUDIENCES, looked_at

from .conftest import HOSTING, asked_headers

pytestmark = pytest.mark.browser
POLICY = "Content-Security-Policy"
_INLINE = (
    "//style | //*[@style] | //script[not(@src) and not(contains(@type, 'json'))]"
    " | //*[@*[starts-with(name(), 'on')]] | //*[starts-with(@href, 'javascript:')]"
)


def test_every_example_of_the_guide_has_the_same_policy() -> None:
    """nginx, Apache and the list say the same, and it forbids what stands in pages."""
    said = re.findall(rf'{POLICY}:? "?(default-src[^"\n]+)', HOSTING.read_text("utf-8"))
    assert len(said) == 3
    assert set(said) == {asked_headers()[POLICY]}
    assert "default-src 'self'" in said[0] and "'unsafe-inline'" not in said[0]


@pytest.mark.parametrize("page", looked_at())
def test_nothing_that_runs_or_styles_stands_in_a_page(example_root: Path, page: str) -> None:
    """No kind of page holds a script, a style or an event's words of its own."""
    tree = lxml.html.parse(str(example_root / "site" / page))
    assert [lxml.html.tostring(part)[:90] for part in tree.xpath(_INLINE)] == []


def test_the_policy_is_in_force(browser: Browser, example: str) -> None:
    """A script put into a page, were it ever to happen, does not run."""
    page = browser.new_page()
    page.goto(f"{example}hazelbrook/")
    page.evaluate(
        "() => { const put = document.createElement('script'); put.textContent = 'window.ran = 1';"
        " document.onsecuritypolicyviolation = e => { window.told = e.blockedURI };"
        " document.body.append(put) }"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("window.told") == "inline"
    page.close()


def test_each_audience_has_a_folder_to_point_a_host_at(example_root: Path) -> None:
    """The folders that the guide names are those that are published, and nothing lies beside them
    that a host would show."""
    told = set(re.findall(r"^\| `site/([a-z]+)/`", HOSTING.read_text("utf-8"), re.MULTILINE))
    site = example_root / "site"
    assert told == set(AUDIENCES) == {path.name for path in site.iterdir() if path.is_dir()}
    assert [path.name for path in site.iterdir() if path.is_file()] == [".policyloom.json"]
