"""Dates as people write them. ISO 8601 in, words out; the clock is never read here."""

from __future__ import annotations

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""By name and not from the system, whose language must not reach a page."""


def say_date(iso: str, precision: str = "day") -> str:
    """An ISO date (`2026`, `2026-03`, `2026-03-12`) in words, no finer than `precision`.

    `precision` is "day", "month" or "year". An empty date gives "".
    """
    parts = iso.split("-")[: {"day": 3, "month": 2, "year": 1}[precision]]
    if len(parts) == 1:
        return parts[0]
    month = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def say_cycle(months: int) -> str:
    """A review cycle in words: 12 is "every year", 24 "every two years"."""
    words = {1: "every month", 3: "every three months", 4: "every term", 6: "every six months"}
    if months in words:
        return words[months]
    if months % 12 == 0:
        years = months // 12
        names = {1: "every year", 2: "every two years", 3: "every three years"}
        return names.get(years, f"every {years} years")
    return f"every {months} months"
