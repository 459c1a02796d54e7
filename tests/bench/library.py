"""A synthetic trust's library: a size and sentences enter, clauses and policies leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.bench.names import policy_title, slug
from tests.bench.size import ITEMS, LEADS, REVISED, ROWS, SHARED, Size
from tests.bench.trust_files import TrustFiles, as_yaml
from tests.bench.words import Words


def policies_of(size: Size) -> list[str]:
    """The ids of all policies."""
    return [slug(policy_title(number)) for number in range(size.policies)]


@dataclass(frozen=True, slots=True)
class Library:
    """Writes templates/clauses and templates/policies."""

    files: TrustFiles
    size: Size
    words: Words

    def write(self) -> None:
        """Write every clause and every policy. Raises ValueError where a policy is too short."""
        size = self.size
        if size.clauses <= LEADS + ITEMS + SHARED:
            raise ValueError(f"a policy needs more than {LEADS + ITEMS + SHARED} clauses")
        shared = [f"shared-{n:02}" for n in range(max(SHARED, size.policies // 2))]
        for name in shared:
            self._clause("shared", name)
        for number, policy in enumerate(policies_of(size)):
            own = [f"{policy}-{n:02}" for n in range(1, size.clauses - SHARED + 1)]
            for name in own:
                self._clause(policy, name)
            lead = own.pop()
            self._lead_in(policy, lead)
            turn = [shared[(number * SHARED + n) % len(shared)] for n in range(SHARED)]
            self._policy(number, lead, own, turn)

    @property
    def _long(self) -> int:
        """How many words the statement of a clause has, for a policy to have those asked for."""
        plain = self.size.clauses - LEADS - ITEMS
        in_tables = self.size.tables * ROWS * 36
        return max(20, (self.size.words - in_tables - 20 * (ITEMS + LEADS)) // plain)

    def _clause(self, topic: str, name: str) -> None:
        title = self.words.fragment(8)
        text = (
            f"{_front(title, 'optional')}{self.words.paragraph(self._long)}\n\n"
            f"=== item do\n{self.words.fragment(20)}\n\n=== cell\n{self.words.sentence(24)}\n\n"
            f"=== who\n{self.words.fragment(10)}\n"
        )
        self.files.text(f"templates/clauses/{topic}/{name}.md", text)

    def _lead_in(self, topic: str, name: str) -> None:
        text = f"{_front('Who must do this', 'locked')}{self.words.sentence()}\n\n"
        text += "=== lead-in do\nAt {{ school.name }}, {{ staff.many }} must:\n"
        self.files.text(f"templates/clauses/{topic}/{name}.md", text)

    def _policy(self, number: int, lead: str, own: list[str], shared: list[str]) -> None:
        policies = policies_of(self.size)
        title = policy_title(number)
        policy = {
            "title": title,
            "summary": f"What {title.lower()} means for everybody at the school.",
            "owner": "Director of policy",
            "level": "school",
            "topic": ("Pupils", "Staff", "Premises", "Governance")[number % 4],
            "statutory": number % 3 == 0,
            "cycle": 12,
            "approving_body": "{{ board }}",
            "audience": "public",
            "numbering": "decimal",
            "contents": True,
            "related": [{"policy": name} for name in policies[:number][-2:]],
            "tree": self._tree(lead, own, shared),
        }
        self.files.yaml(f"templates/policies/{policies[number]}.yml", policy)

    def _tree(self, lead: str, own: list[str], shared: list[str]) -> list[dict[str, Any]]:
        items, plain = own[:ITEMS], own[ITEMS:]
        third = max(1, len(plain) // 3)
        listing = {"list": "bullet", "lead": lead, "items": items}
        tables = [_table(n, own) for n in range(self.size.tables)]
        about, duties, practice = plain[:third], plain[third : 2 * third], plain[2 * third :]
        return [
            _section("about", "About this {{ noun }}", about),
            _section("duties", "What {{ staff.many }} must do", [listing, *duties, *tables[:1]]),
            _section("practice", "How it works at {{ school.name }}", [*practice, *tables[1:]]),
            _section("keeping", "Keeping to it", [*shared, {"slot": "local-rules"}]),
        ]


def _table(number: int, clauses: list[str]) -> dict[str, Any]:
    rows = []
    for row in range(ROWS):
        clause = clauses[(number * ROWS + row) % len(clauses)]
        rule = {"clause": clause, "as": f"table-{number}", "wording": "cell"}
        who = {"clause": clause, "as": f"who-{number}", "wording": "who"}
        rows.append({"row": [{"text": f"Step {row + 1}"}, rule, who]})
    return {
        "table": f"steps-{number + 1}",
        "caption": f"Steps and duties, part {number + 1}",
        "header": [{"text": "Step"}, {"text": "Rule"}, {"text": "Who"}],
        "row_header": True,
        "rows": rows,
    }


def _section(name: str, heading: str, body: list[Any]) -> dict[str, Any]:
    return {"section": name, "heading": heading, "body": body}


def _front(title: str, adapt: str) -> str:
    head = {
        "title": title.replace("{", "").replace("}", ""),
        "adapt": adapt,
        "revisions": [{"date": REVISED, "kind": "meaning", "why": "First issued"}],
        "roles": ["staff"],
    }
    return f"---\n{as_yaml(head).replace(repr(REVISED), REVISED)}---\n"
