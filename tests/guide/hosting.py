"""The blocks of docs/hosting.md. In: the page; out: each block by what it is for.

A block that has no name here stops every test of the page, so that none goes without one.
"""

from __future__ import annotations

import re

from tests.guide.fences import DOCS, on

PAGE = "hosting.md"
TEXT = (DOCS / PAGE).read_text("utf-8")
(HEADERS,) = (block.text for block in on(PAGE, ""))
PUBLIC, STAFF, PROXIED = (block.text for block in on(PAGE, "nginx"))
(GOVERNORS,) = (block.text for block in on(PAGE, "apache"))
(DAILY,) = (block.text for block in on(PAGE, "crontab"))
LOOKED_FOR, ASKED_FOR = (block.text for block in on(PAGE, "sh"))
(_NEEDED,) = re.findall(r"^It needs (`mod_.+?)\. ", TEXT, re.MULTILINE)
MODULES = [*re.findall(r"`mod_(\w+)`", _NEEDED), "socache_shmcb"]
"""The modules that the page says Apache needs, and the one that comes with mod_ssl everywhere."""
DRAFT = "a phrase that nobody has approved"
"""What stands in the governors' folder of the trust that is served, and in no other."""
