"""Pagefind's index of records. Records enter; files that a browser searches in leave.

Pagefind's own program is driven as its Python package drives it, a message at a time: the package
waits a tenth of a second for each answer, which would be minutes for a trust. Its filters are not
used: they are written in another order every time, and the same input is to give the same bytes.
"""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO, Any

FOLDERS = frozenset({"fragment", "index"})
_WANTED = frozenset({"pagefind.js", "pagefind-entry.json", "wasm.en.pagefind"})
"""What our own page of results asks for; the rest are ready-made looks for other pages."""
_MAGIC = b"pagefind_dcd"


class SearchError(Exception):
    """The index could not be made. The message says why, in words."""


@dataclass(frozen=True, slots=True)
class IndexRecord:
    """A result: what is searched, and `address`, which comes back with it as it is."""

    title: str
    content: str
    address: str


def write_index(records: Iterable[IndexRecord], out: Path) -> dict[str, str]:
    """Write the index of these records into `out`; each result's id by its address.

    Raises SearchError where Pagefind cannot be had or does not answer as it should.
    """
    shutil.rmtree(out, ignore_errors=True)
    try:
        with _Service() as service:
            for record in records:
                service.add(record)
            files = {name: data for name, data in service.files() if _wanted(name)}
        for name, data in files.items():
            path = out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return dict(_ids(files))
    except (OSError, ValueError, KeyError, EOFError) as error:
        shutil.rmtree(out, ignore_errors=True)
        raise SearchError(str(error)) from error


def _executable() -> str:
    try:
        from pagefind.service import get_executable
    except ImportError as error:
        raise SearchError("the Python package 'pagefind' is not installed") from error
    found = get_executable()
    if found is None:
        raise SearchError("there is no pagefind program for this machine")
    return str(found)


class _Service:
    """Pagefind's program, running for as long as the block lasts."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [_executable(), "--service"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.sent = 0
        self.index: int = -1

    def __enter__(self) -> _Service:
        self.index = self.ask("NewIndex", config={})["index_id"]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                _open(pipe).close()
        self.process.terminate()
        self.process.wait()

    def add(self, record: IndexRecord) -> None:
        self.ask(
            "AddRecord",
            index_id=self.index,
            url=record.address,
            content=record.content,
            language="en",
            meta={"title": record.title},
            filters={},
            sort={},
        )

    def files(self) -> Iterator[tuple[str, bytes]]:
        """The index's files by name. Pagefind would write them itself, but may say that it has
        before it has."""
        for file in self.ask("GetFiles", index_id=self.index)["files"]:
            yield file["path"], base64.b64decode(file["content"])

    def ask(self, kind: str, **payload: Any) -> dict[str, Any]:
        """One message and its answer, each as base64 of JSON with a comma at the end."""
        self.sent += 1
        message = {"message_id": self.sent, "payload": {"type": kind, **payload}}
        pipe = _open(self.process.stdin)
        pipe.write(base64.b64encode(json.dumps(message).encode()) + b",")
        pipe.flush()
        answer: dict[str, Any] = json.loads(base64.b64decode(self._answer()))["payload"]
        if answer["type"] == "Error":
            raise ValueError(answer.get("message", "pagefind reports an error"))
        return answer

    def _answer(self) -> bytes:
        read = bytearray()
        pipe = _open(self.process.stdout)
        while not read.endswith(b","):
            part = pipe.read1(65_536)  # type: ignore[attr-defined]
            if not part:
                raise EOFError("pagefind ended without an answer")
            read += part
        return bytes(read[:-1])


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise ValueError("pagefind has no pipe")
    return pipe


def _wanted(name: str) -> bool:
    """Whether a page of ours asks for the file."""
    path = PurePosixPath(name)
    return path.parts[0] in FOLDERS or name in _WANTED or path.suffix == ".pf_meta"


def _ids(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The address of each record and the id by which Pagefind tells of it."""
    for name, packed in sorted(files.items()):
        if not name.startswith("fragment/"):
            continue
        data = gzip.decompress(packed)
        if not data.startswith(_MAGIC):
            raise ValueError("pagefind writes its records in a form that policyloom does not know")
        yield json.loads(data[len(_MAGIC) :])["url"], PurePosixPath(name).stem
