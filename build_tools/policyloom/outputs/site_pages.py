"""Which pages carry the trust's own words, and which placeholders each may hold. Data alone."""

from __future__ import annotations

from collections.abc import Mapping

WORDS = "templates/pages"
"""Where the files of words lie, below the trust's root."""

PLACEHOLDERS: Mapping[str, tuple[str, ...]] = {
    "index.md": ("trust.name",),
    "school.md": ("school.name", "trust.name"),
}
"""By file: the portal's front page, and every school's."""

TEMPLATES = ("main.html", "policy.html", "portal.html", "school.html")
"""The page templates below `site_overrides/` without which no site can be made."""
