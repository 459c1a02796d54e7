"""What a school has still to supply, in words. In: a Joining; out: text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby

from policyloom.pipeline.joining import Joining, Need, Ready, Urgency

HEADINGS = {
    Urgency.MISSING: "Missing: a policy that needs one of these cannot be published",
    Urgency.LENT: "Still the trust's own: it stands in the policies until the school gives its own",
    Urgency.CHOICE: "To choose: the trust's own position holds until the school takes one",
    Urgency.EMPTY: "Empty: no policy waits for it, and its place on the pages stays empty",
}
WIDTH = 100


def told(found: Joining) -> str:
    """Everything to supply, by file, and then how far each policy is."""
    lines = [f"{found.school.name} ({found.school.id})", ""]
    for file, needs in groupby(found.needs, key=lambda need: need.file):
        lines.append(file)
        for urgency, group in groupby(needs, key=lambda need: need.urgency):
            lines.append(f"  {HEADINGS[urgency]}")
            lines += _needs(list(group))
        lines.append("")
    if not found.needs:
        lines += ["Nothing is left to supply.", ""]
    lines += _policies(found)
    return "".join(f"{line}\n" for line in lines)


def _needs(needs: list[Need]) -> Iterator[str]:
    """The lines to write, as they stand in the file, each with what it is about."""
    for under, group in groupby(needs, key=lambda need: need.under):
        if under:
            yield f"    {under}:"
        indent = " " * (6 if under else 4)
        for need in group:
            yield f"{indent}{need.key}: {need.shape}"
            yield from textwrap.wrap(
                _about(need),
                WIDTH,
                initial_indent=indent + "    ",
                subsequent_indent=indent + "    ",
                break_on_hyphens=False,
            )


def _about(need: Need) -> str:
    about = need.about.rstrip(".") + "."
    if need.now:
        about += f" Now: {need.now}."
    if need.policies:
        about += f" For: {', '.join(need.policies)}."
    return about


def _policies(found: Joining) -> list[str]:
    if not found.policies:
        return ["No policy is adopted yet."]
    wide = max(len(ready.policy) for ready in found.policies)
    lines = ["Policies"]
    lines += [f"  {ready.policy.ljust(wide)}  {_how_far(ready)}" for ready in found.policies]
    whole = sum(ready.complete for ready in found.policies)
    lines += ["", f"{whole} of {len(found.policies)} complete. To read one as it would be now:"]
    return [*lines, f"  policyloom join {found.school.id} --preview {found.policies[0].policy}"]


def _how_far(ready: Ready) -> str:
    parts = [f"{ready.gaps} missing"] if ready.gaps else []
    if ready.errors:
        noun = "error" if ready.errors == 1 else "errors"
        parts.append(f"{ready.errors} {noun} that 'policyloom check' tells")
    said = ", ".join(parts) or "complete"
    return f"{said}, with {ready.lent} of the trust's own particulars" if ready.lent else said
