"""The guide as a site. In: a folder; out: the pages in it, built as `make guide` builds them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.trusts import HERE


def build_guide(out: Path) -> Path:
    """Build the guide into a folder; a warning is a failure."""
    command = [sys.executable, "-m", "mkdocs", "build", "-f", "docs/mkdocs/mkdocs.yml"]
    done = subprocess.run(
        [*command, "-d", str(out)],
        cwd=HERE,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert done.returncode == 0, done.stderr
    return out
