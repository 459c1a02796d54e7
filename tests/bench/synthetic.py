"""A synthetic trust of any size, for measuring: a size and a seed enter, a folder leaves.

Its words are the example's, recombined; its facts.yml, layouts, pages and styles are the
example's own. One school in five overrides something. Every policy is approved, unless asked.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from policyloom.findings import Findings
from policyloom.pipeline.approve import approve
from policyloom.pipeline.refusals import Approval
from policyloom.pipeline.weave import weave
from tests.bench.names import person_name, policy_title, school_name, slug
from tests.bench.words import Words, statements

EXAMPLE = Path(__file__).resolve().parents[2]
LOOKS = ("mkdocs.yml", "site_overrides", "templates/layouts", "templates/pages", "templates/assets")
TODAY = "2026-10-01"
APPROVED = "2026-03-12"
REVISED = "2025-09-01"
BODY = "local governing body"
LEADS, ITEMS, SHARED, ROWS = 1, 4, 2, 6
"""Of a policy's clauses: lead-ins, list items, those it shares with others; rows of a table."""
LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <circle cx="32" cy="32" r="{radius}" fill="{colour}"/>
  <path d="M16 40 32 20l16 20" fill="none" stroke="#fff" stroke-width="6"/>
</svg>
"""
COLOURS = (("#1d3557", "#a3431c"), ("#2f6429", "#8a4a12"), ("#0b5c4a", "#8a3a6b"))


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is. `words` is about how many a policy has, tables included."""

    schools: int = 100
    policies: int = 40
    clauses: int = 15
    tables: int = 2
    words: int = 2000
    seed: int = 1


def write_trust(folder: Path, size: Size, approved: bool = True) -> None:
    """Write a trust into an empty folder; the same size gives the same files.

    What is not approved has no history, and only governors may read it.

    Raises ValueError where a policy of that size cannot be written.
    """
    if size.clauses <= LEADS + ITEMS + SHARED:
        raise ValueError(f"a policy needs more than {LEADS + ITEMS + SHARED} clauses")
    made = _Maker(folder, size, "public" if approved else "governors")
    made.copy_looks()
    made.write_trust()
    made.write_library()
    made.write_schools()
    if approved:
        _approve_all(folder)


def _approve_all(folder: Path) -> None:
    """One decision for each policy, for all the schools, as `policyloom approve all` records it."""
    findings = Findings()
    woven = weave(folder, TODAY, findings)
    if woven is None or findings.errors():
        raise ValueError("; ".join(str(finding) for finding in findings.errors()[:5]))
    for policy in woven.estate.policies:
        approval = Approval(policy, APPROVED, BODY, minute="2026/14")
        for record in approve(woven, (), approval, findings):
            path = folder / record.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(record.text, "utf-8")


class _Maker:
    def __init__(self, folder: Path, size: Size, audience: str) -> None:
        self.folder, self.size, self.audience = folder, size, audience
        self.random = random.Random(size.seed)
        example = yaml.safe_load((EXAMPLE / "schools/trust.yml").read_text("utf-8"))
        self.facts: dict[str, Any] = example["set"]
        names = frozenset(_dotted(self.facts))
        self.words = Words(statements(EXAMPLE / "templates/clauses"), names, size.seed)
        self.policies = [slug(policy_title(n)) for n in range(size.policies)]
        plain = size.clauses - LEADS - ITEMS
        in_tables = size.tables * ROWS * 36
        self.long = max(20, (size.words - in_tables - 20 * (ITEMS + LEADS)) // plain)

    def copy_looks(self) -> None:
        for name in LOOKS:
            source, target = EXAMPLE / name, self.folder / name
            if source.is_dir():
                shutil.copytree(source, target)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source, target)
        shutil.copy2(EXAMPLE / "templates/facts.yml", self.folder / "templates/facts.yml")

    def write_trust(self) -> None:
        trust = {
            "name": "Plain Weave Learning Trust",
            "audiences": {self.audience: "https://policies.plainweave.example.org/"},
            "look": {"primary": COLOURS[0][0], "accent": COLOURS[0][1], "logo": "logo.svg"},
            "set": self.facts,
            "accessibility": {"contact": "people.head", "reviewed": REVISED},
        }
        self.yaml("schools/trust.yml", trust)
        self.text("schools/logo.svg", LOGO.format(radius=30, colour=COLOURS[0][0]))
        self.yaml("schools/phases/primary.yml", {"set": {"pupils": "pupils"}})
        council = {"authority.name": "Northmoor Council", "authority.safeguarding_phone": _phone(5)}
        self.yaml("schools/authorities/northmoor.yml", {"set": council})

    def write_library(self) -> None:
        shared = [f"shared-{n:02}" for n in range(max(SHARED, self.size.policies // 2))]
        for name in shared:
            self.clause("shared", name)
        for number, policy in enumerate(self.policies):
            own = [f"{policy}-{n:02}" for n in range(1, self.size.clauses - SHARED + 1)]
            for name in own:
                self.clause(policy, name)
            lead = own.pop()
            self.lead_in(policy, lead)
            turn = [shared[(number * SHARED + n) % len(shared)] for n in range(SHARED)]
            self.policy(number, lead, own, turn)

    def clause(self, topic: str, name: str) -> None:
        title = self.words.fragment(8)
        text = (
            f"{_front(title, 'optional')}{self.words.paragraph(self.long)}\n\n"
            f"=== item do\n{self.words.fragment(20)}\n\n=== cell\n{self.words.sentence(24)}\n\n"
            f"=== who\n{self.words.fragment(10)}\n"
        )
        self.text(f"templates/clauses/{topic}/{name}.md", text)

    def lead_in(self, topic: str, name: str) -> None:
        text = f"{_front('Who must do this', 'locked')}{self.words.sentence()}\n\n"
        text += "=== lead-in do\nAt {{ school.name }}, {{ staff.many }} must:\n"
        self.text(f"templates/clauses/{topic}/{name}.md", text)

    def policy(self, number: int, lead: str, own: list[str], shared: list[str]) -> None:
        items, plain = own[:ITEMS], own[ITEMS:]
        third = max(1, len(plain) // 3)
        listing = {"list": "bullet", "lead": lead, "items": items}
        tables = [self.table(n, own) for n in range(self.size.tables)]
        about, duties, practice = plain[:third], plain[third : 2 * third], plain[2 * third :]
        tree = [
            _section("about", "About this {{ noun }}", about),
            _section("duties", "What {{ staff.many }} must do", [listing, *duties, *tables[:1]]),
            _section("practice", "How it works at {{ school.name }}", [*practice, *tables[1:]]),
            _section("keeping", "Keeping to it", [*shared, {"slot": "local-rules"}]),
        ]
        known = self.policies[:number][-2:]
        policy = {
            "title": policy_title(number),
            "summary": f"What {policy_title(number).lower()} means for everybody at the school.",
            "owner": "Director of policy",
            "level": "school",
            "topic": ("Pupils", "Staff", "Premises", "Governance")[number % 4],
            "statutory": number % 3 == 0,
            "cycle": 12,
            "approving_body": "{{ board }}",
            "audience": "public",
            "numbering": "decimal",
            "contents": True,
            "related": [{"policy": name} for name in known],
            "tree": tree,
        }
        self.yaml(f"templates/policies/{self.policies[number]}.yml", policy)

    def table(self, number: int, clauses: list[str]) -> dict[str, Any]:
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

    def write_schools(self) -> None:
        for number in range(self.size.schools):
            school = slug(school_name(number))
            colours = COLOURS[number % len(COLOURS)]
            logo = LOGO.format(radius=24 + number % 8, colour=colours[0])
            self.text(f"schools/{school}/logo.svg", logo)
            self.yaml(f"schools/{school}/school.yml", self.school(number, school))
            if number % 5 == 0:
                for policy, override in self.overrides(school):
                    self.yaml(f"schools/{school}/{policy}.yml", override)

    def school(self, number: int, school: str) -> dict[str, Any]:
        primary, accent = COLOURS[number % len(COLOURS)]
        name, site = school_name(number), f"{school}.example.org"
        posts = ("head", "safeguarding_lead", "chair", "clerk", "complaints", "business_manager")
        people = {
            post: {
                "name": person_name(number * len(posts) + n),
                "post": self.facts["people"][post]["post"],
                "email": f"{post.replace('_', '-')}@{site}",
                "phone": _phone(number * len(posts) + n),
            }
            for n, post in enumerate(posts)
        }
        own = {
            "name": name,
            "short_name": name.split()[0],
            "address": [f"{number + 1} School Lane", "Northmoor"],
            "phone": _phone(number),
            "email": f"office@{site}",
            "website": f"https://www.{site}/",
        }
        del own["name"]  # `name` at the top of the file sets it
        return {
            "name": name,
            "phase": "primary",
            "authority": {"id": "northmoor", "party": number % 4 != 0},
            "adopts": self.policies,
            "look": {"primary": primary, "accent": accent, "logo": "logo.svg"},
            "front": {"address": True, "adoption": True, "date_precision": "month"},
            "set": {"school": own, "people": people},
        }

    def overrides(self, school: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """What a school does its own way: three policies, four kinds of difference."""
        for policy in self.random.sample(self.policies, min(3, len(self.policies))):
            clause = f"{policy}-{ITEMS + 1:02}"
            yield (
                policy,
                {
                    "number": f"HR{self.random.randint(1, 99):02}",
                    "set": {"noun": self.random.choice(["guidance", "procedure"])},
                    "replace": [_decided(clause, text=self.words.paragraph(40))],
                    "omit": [_decided(f"{policy}-{ITEMS:02}")],
                    "add": [
                        {
                            "slot": "local-rules",
                            "id": f"{school}.{policy}",
                            "text": self.words.paragraph(20),
                            "because": "Our building is arranged in another way.",
                        }
                    ],
                },
            )

    def yaml(self, name: str, data: Mapping[str, Any]) -> None:
        text = yaml.safe_dump(dict(data), sort_keys=False, allow_unicode=True, width=100)
        self.text(name, text)

    def text(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def _dotted(facts: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """The names of the facts in a mapping. A person, who has a post, is one fact."""
    for key, value in facts.items():
        if isinstance(value, dict) and "post" not in value:
            yield from _dotted(value, f"{before}{key}.")
        else:
            yield before + key


def _front(title: str, adapt: str) -> str:
    head = {
        "title": title.replace("{", "").replace("}", ""),
        "adapt": adapt,
        "revisions": [{"date": REVISED, "kind": "meaning", "why": "First issued"}],
        "roles": ["staff"],
    }
    written = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=100)
    return f"---\n{written.replace(repr(REVISED), REVISED)}---\n"


def _section(name: str, heading: str, body: list[Any]) -> dict[str, Any]:
    return {"section": name, "heading": heading, "body": body}


def _decided(clause: str, **more: str) -> dict[str, str]:
    because = "The board considered this and found that it suits our school better."
    return {"clause": clause, **more, "because": because, "against": REVISED}


def _phone(number: int) -> str:
    """A number from the range that is reserved for drama."""
    return f"01632 {960000 + number % 1000}"
