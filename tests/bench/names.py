"""The names of a synthetic trust's schools, people and policies. A number enters, names leave."""

from __future__ import annotations

_FIRST = ["Alder", "Birch", "Clay", "Dun", "Elm", "Fair", "Gorse", "Heather", "Iron", "Juniper"]
_SECOND = ["brook", "field", "ford", "gate", "ham", "hurst", "ley", "mere", "stead", "wick"]
_GIVEN = [
    "Aisha",
    "Bronwen",
    "Callum",
    "Dilip",
    "Eleri",
    "Farah",
    "Gareth",
    "Hye-jin",
    "Imogen",
    "Jakub",
    "Kwame",
    "Lucía",
]
_FAMILY = [
    "Abara",
    "Bexley",
    "Corrin",
    "Dunmore",
    "Eastlake",
    "Farrow",
    "Goddard",
    "Hallam",
    "Ibsley",
    "Jarrow",
    "Kell",
]
_KINDS = ("Primary School", "Academy", "Community School", "School")

POLICIES = (
    "Admissions",
    "Accessibility plan",
    "Anti-bullying",
    "Appraisal",
    "Asbestos",
    "Attendance",
    "Behaviour",
    "Business continuity",
    "Capability",
    "Careers",
    "Charging and remissions",
    "Children in care",
    "Collective worship",
    "Curriculum",
    "Disciplinary procedure",
    "Early careers",
    "Educational visits",
    "Equality",
    "Examinations",
    "Exclusions",
    "Fire safety",
    "First aid",
    "Flexible working",
    "Food in school",
    "Freedom of information",
    "Gifts and hospitality",
    "Grievance procedure",
    "Health and safety",
    "Home learning",
    "Intimate care",
    "Lettings",
    "Lone working",
    "Medicines",
    "Premises",
    "Records management",
    "Relationships education",
    "Reserves",
    "Special educational needs",
    "Uniform",
    "Visitors",
)


def school_name(number: int) -> str:
    """The name of a school: another for each number."""
    turn, within = divmod(number, len(_FIRST) * len(_SECOND))
    place = _FIRST[within % len(_FIRST)] + _SECOND[within // len(_FIRST)]
    kind = _KINDS[number % len(_KINDS)]
    return f"{place} {kind}" if not turn else f"{place} {kind} {turn + 1}"


def person_name(number: int) -> str:
    """A person's name."""
    family = _FAMILY[number // len(_GIVEN) % len(_FAMILY)]
    return f"{_GIVEN[number % len(_GIVEN)]} {family}"


def policy_title(number: int) -> str:
    """The title of a policy: another for each number."""
    turn, within = divmod(number, len(POLICIES))
    return POLICIES[within] if not turn else f"{POLICIES[within]}, part {turn + 1}"


def slug(name: str) -> str:
    """A name as an id."""
    return "-".join(name.lower().replace(",", "").split())
