"""Kinds of one-line values: a text as written enters, the words that people read leave, and
`Wrong` is raised where it is no such value.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

import phonenumbers

from policyloom.load.documents import Path
from policyloom.model.dates import say_date
from policyloom.schemas.types import is_date

_UNITS = ("school day", "working day", "day", "week", "month", "year", "hour")
_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_URL = re.compile(r"[A-Za-z0-9:/?#\[\]@!$&'()*+,;=%._~-]+")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}", re.IGNORECASE)
_DRAMA = re.compile(
    r"(?:1632960|20794[6]0|7700900|3069990|808157|909879|(?:11[3-8]|121|131|141|151|161)4960"
    r"|1914980|2896496|29201[8]0)\d{3,4}"
)
"""Numbers that Ofcom reserves for drama ("Telephone numbers for use in TV and radio drama
programmes"); no library counts them as valid, and examples must be able to use them."""


class Wrong(Exception):
    """A value that is not what its fact was declared to be.

    `path` leads to the faulty part within the value, `offset` to the faulty letter in its text.
    """

    def __init__(
        self, code: str, what: str, fix: str, path: Path = (), why: str = "", offset: int = 0
    ) -> None:
        super().__init__(what)
        self.code, self.what, self.fix, self.path = code, what, fix, path
        self.why, self.offset = why, offset


def _shown(text: str) -> str:
    return text if len(text) <= 60 else text[:60] + "…"


def joined(items: Sequence[str]) -> str:
    """A list in a sentence: "A, B and C"."""
    if len(items) < 2:
        return "".join(items)
    return ", ".join(items[:-1]) + " and " + items[-1]


def read_date(text: str) -> str:
    """`2026-03-12`, `2026-03` or `2026` as people say it: "12 March 2026", "March 2026", "2026"."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", text)
    parts = [part for part in match.groups() if part] if match else []
    if not parts or not is_date("-".join([*parts, "01", "01"][:3])):
        raise Wrong(
            "fact-type",
            f"'{_shown(text)}' is no date.",
            "Write 2026, 2026-03 or 2026-03-12.",
        )
    return say_date(text)


def read_phone(text: str) -> str:
    """A telephone number that can be dialled in or from the United Kingdom, shown as written."""
    wrong = Wrong(
        "fact-type",
        f"'{_shown(text)}' is no telephone number.",
        "Write it with its area code, as in 01632 960123 or +44 1632 960123.",
    )
    if not re.fullmatch(r"[+(]?[0-9][0-9() -]{2,24}(?: ?(?:ext\.?|extension) ?\d{1,6})?", text):
        raise wrong
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        raise wrong from None
    drama = number.country_code == 44 and _DRAMA.fullmatch(str(number.national_number))
    if not drama and not phonenumbers.is_valid_number(number):
        raise wrong
    return " ".join(text.split())


def read_email(text: str) -> str:
    """An email address (the plain forms of RFC 5322, no quoted names)."""
    if len(text) > 254 or not _EMAIL.fullmatch(text):
        raise Wrong(
            "fact-type",
            f"'{_shown(text)}' is no email address.",
            "Write it as in office@hazelbrook.example.org.",
        )
    return text


def read_url(text: str) -> str:
    """A web address that begins with https: or http: and names a host."""
    fix = "Write it as in https://www.hazelbrook.example.org/."
    scheme = re.match(r"\s*([A-Za-z][A-Za-z0-9+.-]*):", text)
    if scheme and scheme.group(1).lower() not in ("http", "https"):
        raise Wrong(
            "link-scheme", f"An address that begins with '{scheme.group(1)}:' is not allowed.", fix
        )
    wrong = Wrong("fact-type", f"'{_shown(text)}' is no web address.", fix)
    if not scheme or not _URL.fullmatch(text):
        raise wrong
    try:
        parts = urlsplit(text)
        host, user, _ = parts.hostname or "", parts.username, parts.port
    except ValueError:
        raise wrong from None
    if user is not None or not _HOST.fullmatch(host):
        raise wrong
    return text


def read_money(text: str) -> str:
    """A sum in pounds: `5000` or `£5,000` as "£5,000", `1.10` as "£1.10"."""
    match = re.fullmatch(r"£?\s?((?:0|[1-9]\d{0,11})|[1-9]\d{0,2}(?:,\d{3}){1,3})(\.\d{2})?", text)
    if match is None:
        raise Wrong("fact-type", f"'{_shown(text)}' is no sum of money.", "Write 5000 or £12.50.")
    return f"£{int(match.group(1).replace(',', '')):,}{match.group(2) or ''}"


def read_number(text: str) -> str:
    """A number as written: `13`, `1.10`, `1,250`; one that begins with an idle 0 is none."""
    if not re.fullmatch(r"(?:0|[1-9]\d{0,11}|[1-9]\d{0,2}(?:,\d{3}){1,3})(?:\.\d{1,6})?", text):
        raise Wrong("fact-type", f"'{_shown(text)}' is no number.", "Write digits, as in 13.")
    return text


def read_duration(text: str) -> str:
    """`10 school days`; the word is made to fit the number."""
    match = re.fullmatch(r"([1-9]\d{0,3}) +([a-z]+(?: [a-z]+)?)", " ".join(text.split()))
    unit = match.group(2).removesuffix("s") if match else ""
    if match is None or unit not in _UNITS:
        raise Wrong(
            "fact-type",
            f"'{_shown(text)}' is no length of time.",
            "Write a number and one of: " + ", ".join(f"{unit}s" for unit in _UNITS) + ".",
        )
    return f"{match.group(1)} {unit}" + ("" if match.group(1) == "1" else "s")
