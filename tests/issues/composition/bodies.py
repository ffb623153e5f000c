"""Rich text of any shape that passes the cleaning, for hypothesis."""

from hypothesis import strategies as st

from news import richtext

WORDS = (
    "đo",
    "Tàu",
    "5",
    "A&B",
    "&lt;i&gt;",
    "cửa sông",
    "“xa”",
    " ",
    "\n",
    "&nbsp;",
    "dài hơn một chút",
    "-",
)
INLINE = ("strong", "em", "b", "i", "u", "s", "sub", "sup", "a")
BLOCKS = (
    "p",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "blockquote",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
)
OPENING = {
    "a": '<a href="https://vidu.example/?a=1&amp;b=2" title="x">',
    "td": '<td colspan="2">',
    "th": '<th rowspan="2">',
}
text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
void = st.sampled_from(("<br>", "<hr>"))


def element(inner):
    """An element of any kind around something."""
    names = st.sampled_from(INLINE + BLOCKS)
    return st.builds(
        lambda name, parts: f"{OPENING.get(name, f'<{name}>')}{''.join(parts)}</{name}>", names, inner
    )


anything = st.recursive(text | void, lambda inner: element(st.lists(inner, max_size=4)), max_leaves=14)
tidy_cell = st.builds("<{0}>{1}</{0}>".format, st.sampled_from(("td", "th")), text)
tidy_row = st.lists(tidy_cell, min_size=1, max_size=3).map(lambda cells: f"<tr>{''.join(cells)}</tr>")
tidy_table = st.builds(
    "<table><caption>{}</caption><thead>{}</thead><tbody>{}</tbody></table>".format,
    text,
    tidy_row,
    st.lists(tidy_row, min_size=1, max_size=4).map("".join),
)
tidy_item = st.builds(
    "<li>{}{}</li>".format, text, st.sampled_from(("", "<ul><li>trong</li></ul>", "<p>sau</p>"))
)
tidy = st.one_of(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(("p", "h2", "h3", "h4", "blockquote")), text),
    st.builds("<p>{} <b>{}</b>{}</p>".format, text, text, text),
    st.lists(tidy_item, min_size=1, max_size=3).map(lambda items: f"<ol>{''.join(items)}</ol>"),
    tidy_table,
    st.just("<hr>"),
)
bodies = st.lists(anything | tidy, min_size=1, max_size=6).map("".join).map(richtext.clean)
