"""Hand-made pages and sites for tests: a policy in force and a draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from policyloom.model.editions import Origin
from policyloom.model.pages import (
    Contact,
    Detail,
    Difference,
    Masthead,
    Page,
    RelatedLine,
    Status,
)
from policyloom.model.places import Place
from policyloom.model.policies import Audience, Numbering, RelatedKind
from policyloom.model.schools import Role
from policyloom.outputs.copies import todays_parts
from policyloom.outputs.site import (
    PortalEntry,
    PortalPolicy,
    PortalSchool,
    PortalSite,
    SchoolSite,
    SitePage,
)
from policyloom.outputs.site_school import ContactChange, ContactGroup, Someone
from tests.site.sample_text import COMPLAINTS, SOCIAL_MEDIA

ROOT = Path(__file__).resolve().parents[2]


MASTHEAD = Masthead(
    school="Hazelbrook School",
    trust="Weaver’s Bridge Learning Trust",
    address=("Hazelbrook School", "Mill Lane", "Northmoor", "NM4 7QZ"),
    contacts=(
        Detail("Telephone", "01632 960123", "tel:01632960123"),
        Detail("Email", "office@hazelbrook.example.org", "mailto:office@hazelbrook.example.org"),
        Detail("Website", "www.hazelbrook.example.org", "https://www.hazelbrook.example.org"),
    ),
    motto="Know, care, dare",
    founded="1962",
    website="https://www.hazelbrook.example.org",
    logo="tests/site/logo.svg",
    primary="#0b5c4a",
    accent="#8a3ffc",
)

CONTACTS = (
    Contact("Head teacher", "Alma Reyes", "head@hazelbrook.example.org", "01632 960124"),
    Contact("Safeguarding lead", "Tom Hale", "safe@hazelbrook.example.org", "01632 960125"),
    Contact("School office", "", "office@hazelbrook.example.org", "01632 960123"),
)

HERE = Place("schools/trust.yml")
LUNCHTIME = ("rule-disrepute", "rule-discriminate", "rule-photographs", "con-pupils/own")
DIRECTORY = (
    ContactGroup(
        "school",
        "Hazelbrook School",
        MASTHEAD.address,
        MASTHEAD.contacts,
        (
            Someone("Alma Reyes", (CONTACTS[0],)),
            Someone("Tom Hale", (CONTACTS[1], Contact("Deputy head", "", "", "01632 960126"))),
        ),
    ),
    ContactGroup(
        "trust",
        "Weaver’s Bridge Learning Trust",
        (),
        (Detail("Telephone", "01632 960100", "tel:01632960100"),),
    ),
)


def page(policy: str = "social-media", **changes: object) -> Page:
    """A finished page; `changes` replace fields."""
    made = Page(
        school="hazelbrook",
        policy=policy,
        edition="2026-03-12-first",
        status=Status.IN_FORCE,
        title="Social media policy",
        noun="policy",
        number="HR02",
        summary="What staff may and may not do on social media, at work and at home.",
        audience=Audience.PUBLIC,
        numbering=Numbering.DECIMAL,
        contents=True,
        approved="2026-03-12",
        approved_by="governing body",
        effective="2026-03-12",
        review="2027-03-31",
        banner="",
        masthead=MASTHEAD,
        details=(
            Detail("Policy number", "HR02"),
            Detail("Approved by", "Governing body, 12 March 2026"),
            Detail("Next review", "31 March 2027"),
            Detail("Owner", "Director of people", "mailto:people@example.org"),
        ),
        adoption="Adopted by the governing body of Hazelbrook School on 12 March 2026.",
        signatures=(Contact("Head teacher", "Alma Reyes"), Contact("Chair of governors", "")),
        cycles=(("Every year", True), ("Every two years", False)),
        related=(
            RelatedLine(RelatedKind.POLICY, "Data protection policy", "", "policy:data-protection"),
            RelatedLine(RelatedKind.POLICY, "Complaints policy", "", "policy:complaints"),
            RelatedLine(RelatedKind.DOCUMENT, "Code of conduct", "HR01"),
            RelatedLine(
                RelatedKind.LAW,
                "Data Protection Act 2018",
                "",
                "https://www.legislation.gov.uk/ukpga/2018/12",
            ),
        ),
        body=SOCIAL_MEDIA,
        signoff=(Contact("Head teacher", "Alma Reyes"), Contact("Chair of governors", "Ivo Brand")),
        provider=(Contact("Adviser", "Nell Okoro", "nell@advice.example.org", "020 7946 0012"),),
        provider_name="Harbour Staffing Advice",
        end_mark="End of policy",
        footer="Hazelbrook School · Social media policy",
        differences=(
            Difference(
                "rule-photographs", "Photographs of pupils", Origin.CHOSEN, "Parents asked for it."
            ),
        ),
        titles={"data-protection": "Data protection policy", "complaints": "Complaints policy"},
    )
    return replace(made, policy=policy, **changes)  # type: ignore[arg-type]


def complaints() -> Page:
    """A draft: no record stands behind it."""
    return page(
        "complaints",
        edition="draft",
        status=Status.DRAFT,
        title="Complaints policy",
        number="",
        summary="How to raise a concern, and what happens then.",
        approved="",
        review="",
        banner="Draft: the governing body has not approved this text. Do not rely on it.",
        details=(Detail("Owner", "Head of governance"),),
        adoption="",
        signatures=(),
        cycles=(),
        body=COMPLAINTS,
        signoff=(),
        provider=(),
        provider_name="",
        end_mark="",
        differences=(),
    )


def school_site(**changes: object) -> SchoolSite:
    """A school's site with both pages; `changes` replace fields."""
    site = SchoolSite(
        root=ROOT,
        audience=Audience.GOVERNORS,
        school="hazelbrook",
        name="Hazelbrook School",
        trust="Weaver’s Bridge Learning Trust",
        masthead=MASTHEAD,
        contacts=CONTACTS,
        entries=(
            SitePage(
                page(),
                "hazelbrook-social-media.pdf",
                "Staff",
                roles={"lunchtime-supervisor": LUNCHTIME, "staff": ("con-report",)},
                ask=CONTACTS[:1],
                copied=todays_parts(page(), Audience.GOVERNORS),
            ),
            SitePage(
                complaints(),
                "hazelbrook-complaints.pdf",
                "Parents and the public",
                copied=todays_parts(complaints(), Audience.GOVERNORS),
            ),
        ),
        roles=(
            Role("lunchtime-supervisor", "a lunchtime supervisor", ("staff",), HERE),
            Role("staff", "a member of staff", (), HERE),
            Role("visitors", "a visitor", (), HERE),
        ),
        directory=DIRECTORY,
        changes=(ContactChange("2026-09-01", "Safeguarding lead", "Tom Hale", "Una Moss"),),
        site_url="https://policies.example.org/hazelbrook/",
        noindex=False,
        printed=("complaints", "social-media"),
        lengths={"social-media": 84_211, "complaints": 61_002},
    )
    return replace(site, **changes)  # type: ignore[arg-type]


def portal_site(**changes: object) -> PortalSite:
    """A portal of three schools; only the first has a site in these samples."""
    schools = tuple(
        PortalSchool(
            id=name,
            name=title,
            url=f"{name}/",
            logo="tests/site/logo.svg",
            primary=primary,
            accent=accent,
            place=place,
            entries=tuple(
                PortalEntry(
                    policy, words_, "What the rules are.", status, review, f"{name}/{policy}/"
                )
                for policy, words_, status, review in held
            ),
        )
        for name, title, primary, accent, place, held in (
            (
                "hazelbrook",
                "Hazelbrook School",
                "#0b5c4a",
                "#8a3ffc",
                "Primary, Northmoor",
                (
                    ("social-media", "Social media policy", Status.IN_FORCE, "2027-03-31"),
                    ("complaints", "Complaints policy", Status.DRAFT, ""),
                ),
            ),
            (
                "canal-street",
                "Canal Street Academy",
                "#7a1f3d",
                "#d08a00",
                "Secondary, Eastvale",
                (("social-media", "Guidance on social media", Status.SCHEDULED, "2026-12"),),
            ),
            ("fenwick-park", "Fenwick Park School", "#f5c400", "#00a0c6", "", ()),
        )
    )
    portal = PortalSite(
        root=ROOT,
        audience=Audience.GOVERNORS,
        trust="Weaver’s Bridge Learning Trust",
        logo="tests/site/logo.svg",
        primary="#1f3a5f",
        accent="#b4552d",
        schools=schools,
        policies=(
            PortalPolicy("complaints", "Complaints policy", "Parents and the public"),
            PortalPolicy("social-media", "Social media policy", "Staff"),
        ),
        contacts=(Detail("Telephone", "01632 960100", "tel:01632960100"),),
        site_url="https://policies.example.org/",
    )
    return replace(portal, **changes)  # type: ignore[arg-type]
