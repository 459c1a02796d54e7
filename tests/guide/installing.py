"""Stands in for `pip install .`, which asks the network. In: a new environment; out: policyloom.

The environment is lent the packages of the one that runs the tests, and gets the commands that
pyproject.toml declares, as pip would write them.

    python -m tests.guide.installing ENVIRONMENT
"""

from __future__ import annotations

import sys
import sysconfig
import tomllib
from pathlib import Path

from tests.trusts import HERE


def main(environment: Path) -> None:
    """Put policyloom into an environment."""
    (packages,) = environment.glob("lib/python*/site-packages")
    lent = (str(HERE / "build_tools"), sysconfig.get_path("purelib"))
    (packages / "lent.pth").write_text("\n".join(lent), "utf-8")
    declared = tomllib.loads((HERE / "pyproject.toml").read_text("utf-8"))["project"]["scripts"]
    for name, target in declared.items():
        module, function = target.split(":")
        command = environment / "bin" / name
        command.write_text(
            f"#!{environment}/bin/python\nfrom {module} import {function}\n{function}()\n", "utf-8"
        )
        command.chmod(0o755)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
