"""A published file, read from the disk or from its address. A name enters; its text leaves.

No other host is asked than the one that is named: an address that leads to another is refused,
since it is as a rule the page on which people sign in.
"""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

MOST = 100 * 1024 * 1024
"""Bytes that are read; the list of a national trust is far smaller."""
PATIENCE = 30
"""Seconds that a host may take."""


class Unreadable(Exception):
    """A file could not be had. The text says what is in the way and what to do."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file's text, and the address that it came from ("" for a file on the disk)."""

    text: str
    address: str = ""


def fetched(source: str) -> Fetched:
    """The text at a path or an http(s) address. Raises Unreadable."""
    data, address = _over_http(source) if _is_address(source) else (_on_disk(source), "")
    if len(data) > MOST:
        raise Unreadable(f"It is larger than {MOST // 1024**2} MB, which no list of policies is.")
    try:
        return Fetched(data.decode("utf-8-sig"), address)
    except UnicodeDecodeError as error:
        raise Unreadable("It is not text in UTF-8, so it is no list of policies.") from error


def _is_address(source: str) -> bool:
    return source.lower().startswith(("https://", "http://"))


def _on_disk(source: str) -> bytes:
    path = Path(source)
    if path.is_dir():
        raise Unreadable(f"It is a folder. Name the list in it: {path / 'policies.json'}.")
    try:
        with path.open("rb") as file:
            return file.read(MOST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Unreadable(f"{reason}. Name a policies.json, or its https address.") from error


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows an address to another on the same host alone."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        host = urlsplit(newurl).hostname
        if host != urlsplit(req.full_url).hostname:
            raise Unreadable(
                f"It leads on to {host}, perhaps to sign in. Name an address that answers itself."
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _over_http(address: str) -> tuple[bytes, str]:
    opener = urllib.request.build_opener(_SameHost)
    try:
        with opener.open(address, timeout=PATIENCE) as answer:
            return answer.read(MOST + 1), answer.url
    except urllib.error.HTTPError as error:
        raise Unreadable(_refused(error.code, error.reason)) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or str(error) or type(error).__name__
        raise Unreadable(
            f"{reason}. See to it that the address is right and the host up."
        ) from error


def _refused(code: int, reason: str) -> str:
    if code in (401, 403):
        return f"The host refuses it without a sign-in ({code}). Name a list that is open to all."
    if code in (404, 410):
        return f"The host has nothing there ({code}). Name the policies.json of a published folder."
    return f"The host answered {code} {reason}. Try again later."
