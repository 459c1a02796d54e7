"""The preview served on this machine. In: a trust's root and a port; out: a running server."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.commands.serve import serve


def serve_preview(root: Path, port: int, today: str) -> None:
    """Serve the preview until it is interrupted; a saved file shows at once.

    `today` (ISO 8601) stands for the clock's day where it is given.
    """
    if today:
        os.environ["POLICYLOOM_TODAY"] = today
    serve(str(root / "mkdocs.yml"), dev_addr=f"127.0.0.1:{port}", livereload=True)
