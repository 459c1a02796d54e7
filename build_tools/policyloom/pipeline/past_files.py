"""The authored files as git has them at a revision. In: a trust's root and a revision; out: a
folder with `templates/` and `schools/` as they then were, for as long as it is needed.

Git is asked, never told: nothing in the repository changes.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDERS = ("templates", "schools")


class NoPast(Exception):
    """There is no git, no repository or no such revision; says which, and what to do."""


class _Refused(NoPast):
    """Git was asked, and said no."""


@contextmanager
def files_at(root: Path, revision: str) -> Iterator[Path]:
    """A temporary folder with the trust's authored files of a revision. Raises NoPast, OSError."""
    commit = commit_of(root, revision)
    below = _git(root, "rev-parse", "--show-prefix").decode().strip()
    for name in FOLDERS:
        if not _has(root, f"{commit}:{below}{name}"):
            raise NoPast(
                f"At '{revision}' there was no folder '{name}' here, so there was no trust to "
                "compare with. Name a later revision."
            )
    tree = f"{commit}:{below.rstrip('/')}"
    top = Path(_git(root, "rev-parse", "--show-toplevel").decode().strip())
    archive = _git(top, "archive", "--format=tar", tree, "--", *FOLDERS)
    with tempfile.TemporaryDirectory(prefix="policyloom-") as folder:
        try:
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                _unpack(tar, folder)
        except tarfile.TarError as error:
            raise NoPast(f"What git has at '{revision}' cannot be unpacked: {error}.") from error
        yield Path(folder)


def _unpack(tar: tarfile.TarFile, folder: str) -> None:
    """Files and folders alone. The first releases of Python 3.11 have no filter for what leads
    outside; git writes no such name."""
    members = [member for member in tar if member.isfile() or member.isdir()]
    if hasattr(tarfile, "data_filter"):
        tar.extractall(folder, members, filter="data")
    else:
        tar.extractall(folder, members)


def _has(root: Path, name: str) -> bool:
    try:
        _git(root, "cat-file", "-e", name)
    except _Refused:
        return False
    return True


def commit_of(root: Path, revision: str) -> str:
    """The commit that a revision names. Raises NoPast."""
    try:
        _git(root, "rev-parse", "--is-inside-work-tree")
    except _Refused as error:
        raise NoPast(
            f"{root} is in no git repository, so there is no '{revision}' to compare with. Name a "
            "clause, a fact or a file to see what an edit of it would touch."
        ) from error
    try:
        named = ("--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return _git(root, "rev-parse", *named).decode().strip()
    except _Refused as error:
        raise NoPast(
            f"Git knows no revision '{revision}' here. Name a branch, a tag or a commit, such as "
            "'main' or 'HEAD~1'; a fetch of a code host's checking job may have to be deeper."
        ) from error


def _git(root: Path, *asked: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", "-C", str(root), *asked], capture_output=True, check=True, timeout=300
        )
    except FileNotFoundError as error:
        raise NoPast("The program git is not installed, so there is no past to read.") from error
    except subprocess.CalledProcessError as error:
        told = error.stderr.decode("utf-8", "replace").strip().splitlines()
        raise _Refused(f"Git refuses: {told[-1] if told else 'no reason given'}") from error
    except subprocess.TimeoutExpired as error:
        raise NoPast("Git did not answer within five minutes. Try again.") from error
    return done.stdout
