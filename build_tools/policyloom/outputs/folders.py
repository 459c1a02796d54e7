"""Where a folder of the site is reached: names of files enter, addresses leave."""

from __future__ import annotations

from dataclasses import dataclass

from policyloom.model.policies import Audience


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of an audience's portal, or that of a school.

    `address` is where it is published, or "" where nobody knows; addresses are then relative to
    the folder. `inside` is the folder below the portal: "" or "hazelbrook/".
    """

    audience: Audience
    address: str = ""
    inside: str = ""

    def to(self, name: str) -> str:
        """The address of a name in this folder."""
        return f"{self.address.rstrip('/')}/{name}" if self.address else name

    def below(self, url: str) -> str:
        """The address of what is known by its address below the portal."""
        return self.to(url.removeprefix(self.inside))
