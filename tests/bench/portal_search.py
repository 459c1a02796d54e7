"""The search over all schools, measured: a published trust enters, the case `portal-search` leaves.

The search is made once more from what the schools publish, by a process of its own, of which and
of pagefind's the memory is looked at together. What a first query costs is asked of a browser,
where there is one: everything that the page of results fetches until the first result stands.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sys
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from tests.bench.measure import run, session_bytes
from tests.bench.size import TODAY

Case = dict[str, Any]
AUDIENCE = "public"
WORD = "photographs"
_ZIPPED = (".html", ".css", ".js", ".json", ".svg", "/")
"""What a host compresses as it sends it; pagefind's own files are compressed as they lie."""


def portal_search(trust: Path) -> Case:
    """The case, for a trust that has been published for its public. Raises CommandFailed."""
    out = trust / "build/bench-search"
    command = [sys.executable, "-m", "tests.bench.portal_search", str(trust), str(out)]
    cost = run(command, Path(__file__).parents[2])
    told: Case = json.loads((out / "told.json").read_text("utf-8"))
    shutil.rmtree(out)
    return {
        "name": "portal-search",
        **told,
        "peak_mib": round(cost.peak_mib),
        "search_adds_mib": round(cost.peak_mib - told["loaded_mib"]),
        **first_query(trust / "site" / AUDIENCE),
    }


def make(trust: Path, out: Path) -> None:
    """Make the search below `out`, and tell there how long it took and of how many wordings."""
    from policyloom.findings import Findings
    from policyloom.load import load_estate
    from policyloom.model.policies import Audience
    from policyloom.pipeline.portals import Listing
    from policyloom.pipeline.staging import Staging
    from policyloom.pipeline.weave import weave_trust

    findings = Findings()
    estate = load_estate(trust, findings)
    assert estate is not None, list(findings)
    release = Staging(trust, trust / "site").release
    # Made by no engine that has published: so the search that is published is not taken over.
    listing = Listing(weave_trust(estate, TODAY, findings), release, engine="")
    portal = listing.portal(Audience(AUDIENCE))
    loaded, begun = session_bytes(os.getsid(0)), time.perf_counter()
    listing.worded(portal, out, findings)
    seconds = time.perf_counter() - begun
    told = {
        "schools": len(portal.schools),
        "policies": len(portal.policies),
        "wordings": len(listing.wordings(portal).findable),
        "search_s": round(seconds, 2),
        "index_mib": round(_size(out) / 2**20, 1),
        "loaded_mib": round(loaded / 2**20),
    }
    (out / "told.json").write_text(json.dumps(told), "utf-8")


def first_query(site: Path) -> Case:
    """What the first query of a portal costs a reader who has its page of results open: bytes as
    they are sent, and seconds until the first result; nothing where there is no browser."""
    from playwright.sync_api import Error, sync_playwright

    found = filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=next(found, None), args=["--no-sandbox"]
            )
            return _asked(browser.new_page(), f"http://127.0.0.1:{server.server_port}/")
    except Error as error:
        print(f"no browser: {error.message}", file=sys.stderr)
        return {}
    finally:
        server.shutdown()


def _asked(page: Any, address: str) -> Case:
    page.goto(f"{address}search/")
    sent: list[int] = []
    page.on("response", lambda response: sent.append(_sent(response.url, response.body())))
    begun = time.perf_counter()
    page.locator("#finder-words").fill(WORD)
    page.keyboard.press("Enter")
    page.locator(".finder__list li h2").first.wait_for()
    seconds = time.perf_counter() - begun
    page.wait_for_load_state("networkidle")
    return {"query_kb": round(sum(sent) / 1000), "query_s": round(seconds, 2)}


def _sent(address: str, body: bytes) -> int:
    zipped = address.partition("?")[0].endswith(_ZIPPED)
    return len(gzip.compress(body, 6, mtime=0)) if zipped else len(body)


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


if __name__ == "__main__":
    make(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve())
