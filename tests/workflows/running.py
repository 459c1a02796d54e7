"""A code host in a folder: runs the `run:` steps of a workflow as GitHub's runner would.

In: a workflow and what the host knows; out: what each step printed. Actions (`uses:`) are not run:
the test gives the folder as they would leave it. Programs that reach out (pip, gh, rsync) are
replaced by ones that write down how they were called.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.trusts import HERE, TODAY

WORKFLOWS = HERE / "docs" / "workflows"
_EXPRESSION = re.compile(r"\$\{\{ *(.+?) *\}\}")

POLICYLOOM = f"""#!{sys.executable}
from policyloom.cli import main
if __name__ == "__main__":
    main()
"""
NOTED = f"""#!{sys.executable}
import json, os, pathlib, sys
pathlib.Path(os.environ["NOTES"]).open("a").write(json.dumps([{{name!r}}, *sys.argv[1:]]) + "\\n")
"""
GH = f"""#!{sys.executable}
import json, os, pathlib, sys
said = sys.argv[1:]
pathlib.Path(os.environ["NOTES"]).open("a").write(json.dumps(["gh", *said]) + "\\n")
store = pathlib.Path(os.environ["ISSUES"])
issues = json.loads(store.read_text()) if store.exists() else []
def option(name):
    return said[said.index(name) + 1]
if said[:2] == ["issue", "list"]:
    assert option("--jq") == ".[].number"
    print("\\n".join(str(i["number"]) for i in issues if i["label"] == option("--label")))
elif said[:2] == ["issue", "create"]:
    body = pathlib.Path(option("--body-file")).read_text()
    number, title, label = len(issues) + 1, option("--title"), option("--label")
    issues.append(dict(number=number, title=title, label=label, body=body, comments=[]))
elif said[:2] == ["issue", "edit"]:
    issues[int(said[2]) - 1]["body"] = pathlib.Path(option("--body-file")).read_text()
elif said[:2] == ["issue", "comment"]:
    text = pathlib.Path(option("--body-file")).read_text()
    issues[int(said[2]) - 1]["comments"].append(text)
else:
    assert said[:2] == ["label", "create"], said
store.write_text(json.dumps(issues))
"""


@dataclass
class Ran:
    """How a job went: `failed` is the step that ended it, "" for none; `output` by step."""

    failed: str = ""
    output: dict[str, str] = field(default_factory=dict)


def workflow(name: str) -> dict[str, Any]:
    """A workflow as YAML 1.2 has it, where `on` is a word."""
    found: dict[Any, Any] = yaml.safe_load((WORKFLOWS / name).read_text("utf-8"))
    return {"on" if key is True else str(key): value for key, value in found.items()}


class Host:
    """A code host's runner with a folder that was checked out, and what it keeps beside it."""

    def __init__(self, folder: Path, checkout: Path) -> None:
        self.folder, self.checkout = folder, checkout
        self.temp, self.programs = folder / "temp", folder / "programs"
        for each in (self.temp, self.programs):
            each.mkdir(parents=True, exist_ok=True)
        pip, rsync = (NOTED.replace("{name!r}", repr(name)) for name in ("pip", "rsync"))
        self._program("policyloom", POLICYLOOM)
        for name, text in (("pip", pip), ("rsync", rsync), ("gh", GH)):
            self._program(name, text)

    def run(self, name: str, job: str, known: Mapping[str, str], **changed: str) -> Ran:
        """Run a job. `known` are the values of expressions, `changed` those of the workflow's env.

        An expression that is not known is an error of the test's, as is a condition.
        """
        whole = workflow(name)
        ran, env = Ran(), whole.get("env", {}) | changed | whole["jobs"][job].get("env", {})
        for step in whole["jobs"][job]["steps"]:
            if "run" in step and self._wanted(step, known, ran):
                self._step(step, {**env, **step.get("env", {})}, known, ran)
        return ran

    def notes(self, program: str) -> list[list[str]]:
        """How a program was called, each time."""
        path = self.folder / "notes"
        lines = path.read_text().splitlines() if path.exists() else []
        return [said[1:] for line in lines if (said := json.loads(line))[0] == program]

    def issues(self) -> list[dict[str, Any]]:
        path = self.folder / "issues.json"
        found: list[dict[str, Any]] = json.loads(path.read_text()) if path.exists() else []
        return found

    def summary(self) -> str:
        """What the job has written for people to read."""
        return (self.folder / "summary.md").read_text("utf-8")

    def _wanted(self, step: dict[str, Any], known: Mapping[str, str], ran: Ran) -> bool:
        condition = step.get("if", "success()")
        states = {
            "success()": not ran.failed,
            "failure()": bool(ran.failed),
            "success() || failure()": True,
        }
        if condition in states:
            return states[condition]
        return not ran.failed and bool(known[condition])

    def _step(
        self, step: dict[str, Any], env: Mapping[str, Any], known: Mapping[str, str], ran: Ran
    ) -> None:
        script = self.temp / "step.sh"
        script.write_text(_EXPRESSION.sub(lambda m: known[m[1]], step["run"]), "utf-8")
        said = {k: _EXPRESSION.sub(lambda m: known[m[1]], str(v)) for k, v in env.items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.checkout,
            env=self._environment() | said,
            capture_output=True,
            text=True,
            check=False,
        )
        ran.output[step["name"]] = done.stdout + done.stderr
        if done.returncode and not ran.failed:
            ran.failed = step["name"]

    def _environment(self) -> dict[str, str]:
        """What GitHub's runner sets, with the programs of this host before all others."""
        return {
            "PATH": f"{self.programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.temp),
            "PYTHONPATH": str(HERE / "build_tools"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_BASE_REF": "main",
            "RUNNER_TEMP": str(self.temp),
            "POLICYLOOM_TODAY": TODAY,
            "NOTES": str(self.folder / "notes"),
            "ISSUES": str(self.folder / "issues.json"),
        }

    def _program(self, name: str, text: str) -> None:
        path = self.programs / name
        path.write_text(text, "utf-8")
        path.chmod(0o755)


def repository(folder: Path, origin: Path) -> None:
    """Put a trust under git, and check it out as the host does: `origin/main` is as it is now."""
    for command in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "Start"],
        ["clone", "--quiet", "--bare", ".", str(origin)],
        ["remote", "add", "origin", str(origin)],
        ["fetch", "--quiet", "origin"],
    ):
        subprocess.run(["git", *command], cwd=folder, check=True, capture_output=True)


HAS_GIT = shutil.which("git") is not None and shutil.which("bash") is not None
