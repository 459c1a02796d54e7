"""A synthetic trust's schools: a size enters, each school's facts and overrides are written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.bench.library import policies_of
from tests.bench.names import person_name, school_name, slug
from tests.bench.size import REVISED, Size, omittable, replaceable
from tests.bench.trust_files import TrustFiles
from tests.bench.words import Words

POSTS = ("head", "safeguarding_lead", "chair", "clerk", "complaints", "business_manager")
LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <circle cx="32" cy="32" r="{radius}" fill="{colour}"/>
  <path d="M16 40 32 20l16 20" fill="none" stroke="#fff" stroke-width="6"/>
</svg>
"""
COLOURS = (("#1d3557", "#a3431c"), ("#2f6429", "#8a4a12"), ("#0b5c4a", "#8a3a6b"))


def schools_of(size: Size) -> list[str]:
    """The ids of all schools."""
    return [slug(school_name(number)) for number in range(size.schools)]


def phone(number: int) -> str:
    """A number from the range that is reserved for drama."""
    return f"01632 {960000 + number % 1000}"


@dataclass(frozen=True, slots=True)
class Schools:
    """Writes schools/<school>. `posts` are the trust's words for the people of `POSTS`."""

    files: TrustFiles
    size: Size
    words: Words
    posts: dict[str, str]

    def write(self) -> None:
        """Write every school; one in five overrides something."""
        chance = random.Random(self.size.seed)
        for number, school in enumerate(schools_of(self.size)):
            colours = COLOURS[number % len(COLOURS)]
            logo = LOGO.format(radius=24 + number % 8, colour=colours[0])
            self.files.text(f"schools/{school}/logo.svg", logo)
            self.files.yaml(f"schools/{school}/school.yml", self._school(number, school))
            if number % 5 == 0:
                for policy, override in self._overrides(school, chance):
                    self.files.yaml(f"schools/{school}/{policy}.yml", override)

    def _school(self, number: int, school: str) -> dict[str, Any]:
        primary, accent = COLOURS[number % len(COLOURS)]
        name, site = school_name(number), f"{school}.example.org"
        own = {
            "short_name": name.split()[0],
            "address": [f"{number + 1} School Lane", "Northmoor"],
            "phone": phone(number),
            "email": f"office@{site}",
            "website": f"https://www.{site}/",
        }
        return {
            "name": name,
            "phase": "primary",
            "authority": {"id": "northmoor", "party": number % 4 != 0},
            "adopts": policies_of(self.size),
            "look": {"primary": primary, "accent": accent, "logo": "logo.svg"},
            "front": {"address": True, "adoption": True, "date_precision": "month"},
            "set": {"school": own, "people": self._people(number, site)},
        }

    def _people(self, number: int, site: str) -> dict[str, Any]:
        return {
            post: {
                "name": person_name(number * len(POSTS) + n),
                "post": self.posts[post],
                "email": f"{post.replace('_', '-')}@{site}",
                "phone": phone(number * len(POSTS) + n),
            }
            for n, post in enumerate(POSTS)
        }

    def _overrides(
        self, school: str, chance: random.Random
    ) -> Iterator[tuple[str, dict[str, Any]]]:
        """What a school does its own way: three policies, four kinds of difference."""
        policies = policies_of(self.size)
        for policy in chance.sample(policies, min(3, len(policies))):
            number = f"HR{chance.randint(1, 99):02}"
            noun = chance.choice(["guidance", "procedure"])
            replaced = _decided(replaceable(policy), text=self.words.paragraph(40))
            added = {
                "slot": "local-rules",
                "id": f"{school}.{policy}",
                "text": self.words.paragraph(20),
                "because": "Our building is arranged in another way.",
            }
            yield (
                policy,
                {
                    "number": number,
                    "set": {"noun": noun},
                    "replace": [replaced],
                    "omit": [_decided(omittable(policy))],
                    "add": [added],
                },
            )


def _decided(clause: str, **more: str) -> dict[str, str]:
    because = "The board considered this and found that it suits our school better."
    return {"clause": clause, **more, "because": because, "against": REVISED}
