"""See to it that there is a browser for the browser tests.

Uses the one that is there (`CHROMIUM`, or chromium or chrome on the path), else the system's
package manager, else Playwright's own download. Prints what it did; fails with what to do.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """The path of a browser on this machine, or None."""
    given = os.environ.get("CHROMIUM")
    if given and Path(given).exists():
        return given
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    return found or _playwrights()


def _playwrights() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _commands() -> list[list[list[str]]]:
    """Ways of installing one, best first; each is a list of commands."""
    ways = []
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        ways.append([[*apt, "update", "-qq"], [*apt, "install", "-y", "-qq", "chromium"]])
    ways.append([[sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]])
    return ways


def main() -> int:
    for way in [[], *_commands()]:
        for command in way:
            if subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode:
                break
        if path := find():
            print(f"browser: {path}")
            return 0
    print("No browser was found or could be installed. Install Chromium, or set CHROMIUM.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
