"""Where something was written, and whom a problem with it concerns."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in an authored file.

    `file` is relative to the trust's root, with forward slashes; `line` and `column` count from 1.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """What a finding blocks: the whole library, one school, or one policy of one school.

    Empty strings mean "all": `Scope()` is the library, `Scope("ashby")` is one school.
    A policy with no school is that policy in every school.
    """

    school: str = ""
    policy: str = ""

    def covers(self, school: str, policy: str) -> bool:
        """Whether a problem of this scope concerns the edition of `policy` at `school`."""
        return self.school in ("", school) and self.policy in ("", policy)

    def __str__(self) -> str:
        if not self.school and not self.policy:
            return "library"
        if not self.policy:
            return f"school {self.school}"
        return f"policy {self.policy}" + (f" at {self.school}" if self.school else "")


EVERYTHING = Scope()
"""The whole library."""
