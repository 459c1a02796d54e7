"""Random pages' blocks, of the kind that authors and schools can make."""

from __future__ import annotations

from hypothesis import strategies as st

from policyloom.model.facts import Nature
from policyloom.model.nodes import (
    AsideBlock,
    Block,
    Blocks,
    Emphasis,
    Fact,
    Inline,
    Inlines,
    Link,
    ListBlock,
    ListItem,
    Paragraph,
    Run,
    SectionBlock,
    Span,
    Strong,
    TableBlock,
    Text,
)
from policyloom.model.tree import Join, Style

HOSTILE = r"""*_`[]()<>{}#+-.!|\&;:=~"'^$@/1iva) """

STEMS = ("aim", "rule-no-images", "con-pupils", "ashby.pool-side", "net-log-off", "scope")
LETTERS = "abcdeghinorstuvxABI0129é–’“”€ß"

TRICKY = (
    "# ## - + * > | 1. 2) a. iv. (i) (a) A) --- *** === ~~~ ``` : ! [ ] ( ) { } < > & \\ / _ ^ "
    "*a* **b** _c_ __d__ a_b_c `e` [f](g) ![h](i) <b> </p> <!-- <!--/--> --> {{ }} {{x}} {% {# "
    "{:.k} {#l} [^m] &amp; &#35; &#1 &lt &copy; http://a.b <http://c.d> e@f.g \\* \\n 1,250.50 "
    "3:15pm half-term Annex A: 3.1 (ii) Table: | a|b || é ß “quoted” it’s £5,000 10% a/b ::: !!! "
    "the school must not be late again pupil staff , . ; ? !"
).split()

words = st.one_of(
    st.sampled_from(TRICKY), st.text(HOSTILE.replace(" ", "") + LETTERS, min_size=1, max_size=4)
)
sentences = st.lists(words, min_size=1, max_size=5).map(" ".join)
keys = st.sampled_from([f"{stem}{as_}" for stem in STEMS for as_ in ("", "/one", "/two-b")])
names = st.sampled_from(["school.name", "people.head.email", "days", "data.breach_report"])

conditions = st.builds(Fact, names, sentences, st.just(Nature.CONDITION))
particulars = names.map(lambda name: Fact(name, f"‹{name}›", Nature.PARTICULAR))


def _marked(draw_text: st.SearchStrategy[str]) -> st.SearchStrategy[Inline]:
    inner = draw_text.map(lambda text: (Text(text),))
    return st.one_of(
        st.builds(Strong, inner),
        st.builds(Emphasis, inner),
        st.builds(Link, st.just("policy:complaints"), inner),
        st.builds(
            Link,
            st.just("mailto:‹school.email›"),
            inner,
            st.just("mailto:{{ school.email }}"),
        ),
        st.builds(Link, st.just("https://www.example.org/a_b?c=d&e=f"), inner),
        conditions,
        particulars,
    )


plain_words = st.sampled_from(["must not", "a", "the head teacher", "one two three"])


@st.composite
def contents(draw: st.DrawFn) -> Inlines:
    """Text, then marked pieces with text between them, as a paragraph has them."""
    parts: list[Inline] = [Text(draw(sentences))]
    for piece in draw(st.lists(_marked(plain_words), max_size=3)):
        parts[-1] = Text(parts[-1].text + " ") if isinstance(parts[-1], Text) else parts[-1]
        parts += [piece, Text(" " + draw(sentences))]
    return tuple(parts)


@st.composite
def runs(draw: st.DrawFn, keyed: bool = True) -> Run:
    if not keyed and draw(st.booleans()):
        return Run((Span("", draw(contents())),))
    found = draw(st.lists(keys, min_size=1, max_size=3, unique=True))
    spans = tuple(Span(key, draw(contents())) for key in found)
    return Run(spans, draw(st.sampled_from(list(Join))) if len(spans) > 1 else Join.SPACE)


paragraphs = st.builds(Paragraph, runs())


def lists(depth: int = 1) -> st.SearchStrategy[ListBlock]:
    below: st.SearchStrategy[Blocks] = st.just(())
    if depth:
        below = st.one_of(
            st.just(()),
            lists(depth - 1).map(lambda block: (block,)),
            st.tuples(paragraphs, lists(depth - 1)),
        )
    items = st.lists(st.builds(ListItem, runs(keyed=False), below), min_size=1, max_size=3)
    return st.builds(ListBlock, st.just(""), st.sampled_from(list(Style)), items.map(tuple))


@st.composite
def tables(draw: st.DrawFn) -> TableBlock:
    columns = draw(st.integers(1, 3))
    row = st.tuples(*[st.one_of(runs(keyed=False), st.just(Run(())))] * columns)
    return TableBlock(
        draw(ids),
        draw(st.one_of(st.just(""), sentences)),
        draw(st.tuples(*[runs(keyed=False)] * columns)),
        tuple(draw(st.lists(row, min_size=1, max_size=3))),
        draw(st.booleans()),
    )


ids = st.sampled_from(STEMS)
headings = sentences.map(lambda text: (Text(text),))


def leaves() -> st.SearchStrategy[Block]:
    return st.one_of(
        paragraphs,
        lists(),
        tables(),
        st.builds(
            AsideBlock, ids, headings, st.lists(paragraphs, min_size=1, max_size=2).map(tuple)
        ),
    )


@st.composite
def sections(draw: st.DrawFn, level: int = 2) -> SectionBlock:
    inner: list[Block] = draw(st.lists(leaves(), min_size=1, max_size=3))
    if level < 4:
        inner += draw(st.lists(sections(level + 1), max_size=2))
    heading = draw(st.one_of(headings, st.just(())))
    return SectionBlock(draw(ids), level, "", heading, tuple(inner))


@st.composite
def documents(draw: st.DrawFn) -> Blocks:
    """A whole edition's blocks: an opening, sections, and perhaps an annex."""
    blocks: list[Block] = list(draw(st.lists(leaves(), max_size=2)))
    blocks += draw(st.lists(sections(), min_size=1, max_size=3))
    if draw(st.booleans()):
        audience = draw(st.sampled_from(["", "governors"]))
        inner = tuple(draw(st.lists(leaves(), min_size=1, max_size=2)))
        heading = draw(headings)
        blocks.append(SectionBlock(draw(ids), 2, "", heading, inner, "annex", audience))
    return tuple(blocks)
