"""Words for a page of Markdown that a code host shows. In: any text; out: Markdown that says it."""

from __future__ import annotations

from policyloom.document.write import escape


def plain(text: str) -> str:
    """Words on one line that say what they say and do nothing else: no markup, no mention.

    A code host looks for mentions in the finished text, so an empty comment parts `@` from a name.
    """
    escaped = escape(" ".join(text.split())).replace("~", "&#126;")
    return escaped.replace("@", "&#64;<!-- -->")
