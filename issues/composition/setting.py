"""How running text is set: faces, sizes and spaces, as print.css has them. Lengths are points."""

from dataclasses import dataclass

from issues.composition.blocks import HEADINGS, ITEM, PICTURE, QUOTE, RULE, TABLE, Block
from issues.composition.geometry import MM
from issues.composition.typeset import Style

ITEM_INDENT = 5 * MM
QUOTE_SIDE, QUOTE_PADDING = 5.2 * MM, 1 * MM
RULE_HEIGHT = 0.3 * MM
AFTER = {
    **dict.fromkeys(HEADINGS, 1 * MM),
    ITEM: 1.2 * MM,
    QUOTE: 3 * MM,
    TABLE: 3 * MM,
    RULE: 3 * MM,
    PICTURE: 3 * MM,
}
BEFORE = {
    **dict.fromkeys(HEADINGS, 3 * MM),
    ITEM: 1.2 * MM,
    QUOTE: 3 * MM,
    TABLE: 3 * MM,
    RULE: 3 * MM,
    PICTURE: 3 * MM,
}
BETWEEN_ITEMS = 0.6 * MM
INDENT = 4 * MM
HEADING = {
    "h2": Style("sans-bold", 10.4),
    "h3": Style("sans-bold", 10.4),
    "h4": Style("sans-semibold", 10.4),
}
QUOTATION, QUOTE_LEADING = Style("serif-italic", 12), 16.0


@dataclass(frozen=True)
class Setting:
    """The sizes of a running text."""

    size: float = 9.6
    leading: float = 13.7
    heading_leading: float = 13.7
    look: str = ""  # the class that print.css sets the text by

    def style(self, kind: str) -> Style:
        """The style of a kind of block."""
        if kind in HEADINGS:
            return HEADING[kind]
        return QUOTATION if kind == QUOTE else Style("serif", self.size)


TEXT = Setting()


def space_between(previous: Block | None, block: Block) -> float:
    """The space between two blocks."""
    if previous is None:
        return 0.0
    if previous.kind == block.kind == ITEM:
        return BETWEEN_ITEMS
    return max(AFTER.get(previous.kind, 0.0), BEFORE.get(block.kind, 0.0))
