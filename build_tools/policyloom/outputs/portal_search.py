"""The search over all schools. Distinct wordings enter; the files of the search leave.

Pagefind finds the wordings; `where.json` says at which schools each stands, so that the page can
leave out what the reader does not ask for before it fetches a single result.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from policyloom.outputs.pagefind_index import IndexRecord, write_index
from policyloom.outputs.portal_wordings import Findable, Found, Schools, TrustWordings
from policyloom.outputs.site import PortalSite

FOLDER = "search"
INDEX = "pagefind"
WHERE = "where.json"


def write_search(portal: PortalSite, wordings: TrustWordings, out: Path) -> int:
    """Write the search of a portal below `out`; the number of wordings that it finds.

    Raises SearchError where the index cannot be made.
    """
    records = {_address(n, each): each for n, each in enumerate(wordings.findable)}
    folder = out / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    ids = write_index((_record(address, r) for address, r in records.items()), folder / INDEX)
    where = _Where(portal)
    known = {ids[address]: list(where.places(record)) for address, record in records.items()}
    text = json.dumps(
        {
            "schools": [school.id for school in portal.schools],
            "policies": where.policies,
            "sets": where.sets,
            "records": known,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
    (folder / WHERE).write_text(text + "\n", "utf-8")
    return len(records)


def search_files(folder: Path) -> list[str]:
    """The files of a portal's search that `write_search` made, by name below the portal."""
    made = folder / FOLDER
    paths = [made / WHERE, *(path for path in (made / INDEX).rglob("*") if path.is_file())]
    return sorted(path.relative_to(folder).as_posix() for path in paths)


def _address(number: int, findable: Findable) -> str:
    """What the page needs to show a result, besides its words: where the lead-in and the wording
    end in them, and by place its anchor and heading, and its folder if that is its own."""
    lead = len(findable.lead.split())
    places = [
        [place.anchor, place.heading, *([place.folder] if place.folder else [])]
        for place in findable.places
    ]
    about = [number, lead, lead + len(findable.text.split()), places]
    return json.dumps(about, ensure_ascii=False, separators=(",", ":"))


def _record(address: str, findable: Findable) -> IndexRecord:
    content = " ".join((findable.lead, findable.text, *findable.more)).split()
    # Pagefind leaves out what has no content: a policy without a summary is found by its title.
    return IndexRecord(findable.title, " ".join(content) or findable.title, address)


class _Where:
    """Policies and sets of schools by number, so that each is written once."""

    def __init__(self, portal: PortalSite) -> None:
        self.every = len(portal.schools)
        self.policies: list[str] = []
        self.sets: list[str] = []
        self._policy: dict[str, int] = {}
        self._set: dict[Schools, int] = {}

    def places(self, findable: Findable) -> Iterator[list[int]]:
        """Policy and schools of each place; a third number says that it is a whole policy."""
        for place in findable.places:
            whole = [] if place.anchor else [1]
            yield [self._number(place), self._schools(place.schools), *whole]

    def _number(self, place: Found) -> int:
        if place.policy not in self._policy:
            self._policy[place.policy] = len(self.policies)
            self.policies.append(place.policy)
        return self._policy[place.policy]

    def _schools(self, schools: Schools) -> int:
        """Schools as a number's bits, in hexadecimal: the first school is the lowest bit."""
        if schools not in self._set:
            self._set[schools] = len(self.sets)
            self.sets.append(f"{sum(1 << number for number in schools):x}")
        return self._set[schools]
