"""See to it that the servers are there which run the settings in the guide.

Uses those on the path, else the system's package manager. Prints what is there; fails with what to
do. (Debian's nginx starts itself where a machine starts its services.)
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PACKAGES = {"nginx": "nginx-light", "apache2": "apache2-bin", "openssl": "openssl", "curl": "curl"}
"""The programs, and the packages that have them on Debian."""


def where(program: str) -> str | None:
    """Where a program is. Servers lie beside what administrators alone type."""
    path = os.pathsep.join([os.environ["PATH"], "/usr/sbin", "/usr/local/sbin"])
    return shutil.which(program, path=path)


def lacking() -> list[str]:
    """The programs that this machine does not have."""
    return [name for name in PACKAGES if not where(name)]


def main() -> int:
    if lacking() and shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
        wanted = [PACKAGES[name] for name in lacking()]
        for asked in (["update", "-qq"], ["install", "-yqq", "--no-install-recommends", *wanted]):
            if subprocess.run([*apt, *asked], stdout=subprocess.DEVNULL, check=False).returncode:
                break
    if missing := lacking():
        print(f"Not found, and not installed: {', '.join(missing)}. Install them yourself.")
        return 1
    print(f"servers: {', '.join(PACKAGES)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
