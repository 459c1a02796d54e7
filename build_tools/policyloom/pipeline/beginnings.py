"""What a new school, policy or clause begins with. What its author says enters; files leave.

What is not said has a value that can be published and is easy to see: nobody has to know it all on
the first day. What is said is data, and is written so that it is read back as it was said.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

from policyloom.model.clauses import Adapt
from policyloom.model.letters import small
from policyloom.model.policies import Audience, Level

SCHOOL = """\
# yaml-language-server: $schema=../../docs/schemas/school.json
name: {name}
phase: {phase}
{authority}adopts: {adopts}
look: {{primary: "#1f3a5f", accent: "#9a4a1f", logo: logo.svg}}
# set:
#   school.short_name: {name}
#   school.address: [1 Example Street, Exampleton]
#   school.phone: 01632 960000
#   school.email: office@{id}.example.org
#   people.head: {{name: …, post: Head teacher, email: head@{id}.example.org}}
"""

TIER = """\
# yaml-language-server: $schema=../../docs/schemas/tier.json
set: {}
"""

POLICY = """\
# yaml-language-server: $schema=../../docs/schemas/policy.json
title: {title}
summary: {summary}
owner: {owner}
level: {level}
topic: {topic}
statutory: {statutory}
cycle: {cycle}
approving_body: {approving_body}
audience: {audience}
related: []
tree:
  - section: purpose
    heading: Purpose
    body:
      - {id}-purpose
"""

CLAUSE = """\
---
title: {title}
adapt: {adapt}
revisions:
  - {{date: {today}, kind: meaning, why: First issued}}
roles: {roles}
---
This document says how we do things well and safely. Write the rule here, in a sentence or two.

=== item do
complete a sentence that begins with "staff must:"
"""

LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <circle cx="32" cy="32" r="30" fill="#1f3a5f"/>
  <path d="M16 40 32 20l16 20" fill="none" stroke="#fff" stroke-width="6" stroke-linejoin="round"/>
</svg>
"""


@dataclass(frozen=True, slots=True)
class NewSchool:
    """A school's beginnings. An empty field takes its starting value; `authority` may stay empty.

    `party` says whether the authority is a party to the school's policies.
    """

    id: str
    name: str = ""
    phase: str = "primary"
    authority: str = ""
    party: bool = True
    adopts: tuple[str, ...] = ()

    def files(self) -> dict[str, str]:
        """The texts of its files, by their names in the trust's folder."""
        folder = f"schools/{self.id}"
        text = SCHOOL.format(
            id=self.id,
            name=_written(self.name or said(self.id)),
            phase=self.phase,
            authority=self._authority(),
            adopts=_written(list(self.adopts)),
        )
        return {f"{folder}/school.yml": text, f"{folder}/logo.svg": LOGO}

    def _authority(self) -> str:
        if not self.authority:
            return ""
        whole = f"{{id: {self.authority}, party: false}}"
        return f"authority: {self.authority if self.party else whole}\n"


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """A policy's beginnings; an empty title is made from the id. `cycle` is in months."""

    id: str
    title: str = ""
    summary: str = "Say in a sentence or two what this policy is about."
    owner: str = "Director of policy"
    level: Level = Level.SCHOOL
    topic: str = "General"
    statutory: bool = False
    cycle: int = 12
    approving_body: str = "governing body"
    audience: Audience = Audience.PUBLIC

    def files(self, today: str) -> dict[str, str]:
        """The texts of the policy and its first clause, which is issued today (ISO 8601)."""
        title, clause = self.title or said(self.id), f"{self.id}-purpose"
        text = POLICY.format(
            id=self.id,
            title=_written(title),
            summary=_written(self.summary),
            owner=_written(self.owner),
            level=self.level,
            topic=_written(self.topic),
            statutory=str(self.statutory).lower(),
            cycle=self.cycle,
            approving_body=_written(self.approving_body),
            audience=self.audience,
        )
        purpose = NewClause(clause, self.id, f"The purpose of {small(title)}")
        return {f"templates/policies/{self.id}.yml": text, **purpose.files(today)}


@dataclass(frozen=True, slots=True)
class NewClause:
    """A clause's beginnings; an empty title is made from the id. `topic` is its folder."""

    id: str
    topic: str = "general"
    title: str = ""
    adapt: Adapt = Adapt.ADAPTABLE
    roles: tuple[str, ...] = ("staff",)

    def files(self, today: str) -> dict[str, str]:
        """The text of its file, which is issued today (ISO 8601)."""
        text = CLAUSE.format(
            title=_written(self.title or said(self.id)),
            adapt=self.adapt,
            today=today,
            roles=_written(list(self.roles)),
        )
        return {f"templates/clauses/{self.topic}/{self.id}.md": text}


def said(name: str) -> str:
    """An id as a title: what it is until somebody says better."""
    return name.replace("-", " ").capitalize()


def _written(value: Any) -> str:
    """A text or a list of texts as YAML reads it back, on one line, quoted where need be."""
    whole = yaml.safe_dump([value], default_flow_style=True, allow_unicode=True, width=10**6)
    return whole.strip()[1:-1]
