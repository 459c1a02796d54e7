"""Dates as people write them. ISO 8601 in, words out; the clock is never read here."""

from __future__ import annotations

from datetime import date


def say_date(iso: str, precision: str = "day") -> str:
    """An ISO date (`2026`, `2026-03`, `2026-03-12`) in words, no finer than `precision`.

    `precision` is "day", "month" or "year". An empty date gives "".
    """
    parts = iso.split("-")
    if not parts[0]:
        return ""
    keep = {"day": 3, "month": 2, "year": 1}[precision]
    numbers = [int(part) for part in parts[:keep]]
    if len(numbers) == 1:
        return str(numbers[0])
    month = date(2000, numbers[1], 1).strftime("%B")
    if len(numbers) == 2:
        return f"{month} {numbers[0]}"
    return f"{numbers[2]} {month} {numbers[0]}"


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
