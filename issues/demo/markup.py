"""The few marks of the demo texts -> rich text: lists, pull quotes, subheads, tables, paragraphs."""

from django.utils.html import format_html, format_html_join

from news import richtext


def to_html(text: str) -> str:
    """Rich text: blank lines end a block; `- ` list, `> ` quotation, `## ` subhead, `| a | b |` table."""
    blocks = (block.strip().splitlines() for block in text.strip().split("\n\n") if block.strip())
    return richtext.clean("\n".join(block_html([line.strip() for line in lines]) for lines in blocks))


def block_html(lines: list[str]) -> str:
    """One block as HTML."""
    if lines[0].startswith("- "):
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((x[2:],) for x in lines)))
    if lines[0].startswith("> "):
        return format_html("<blockquote><p>{}</p></blockquote>", " ".join(line[2:] for line in lines))
    if lines[0].startswith("## "):
        return format_html("<h3>{}</h3>", lines[0][3:])
    if lines[0].startswith("|"):
        return table_html([[cell.strip() for cell in line.strip("|").split("|")] for line in lines])
    return format_html("<p>{}</p>", " ".join(lines))


def table_html(rows: list[list[str]]) -> str:
    """A table; the first row is its head, a row of dashes is decoration."""
    head, *body = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    cells = format_html_join("", '<th scope="col">{}</th>', ((c,) for c in head))
    lines = format_html_join(
        "", "<tr>{}</tr>", ((format_html_join("", "<td>{}</td>", ((c,) for c in row)),) for row in body)
    )
    return format_html("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>", cells, lines)
