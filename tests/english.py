"""English that nobody translated, heard in a page."""

import re
from html.parser import HTMLParser

# Words of the English that Django and its libraries speak, and none that Vietnamese or a name here has.
ENGLISH = re.compile(
    r"\b(the|this|that|these|your|you|with|from|for|and|or|not|are|is|was|were|has|have|been|be|will|can|cannot|please|select"
    r"|selected|add|added|change|changed|delete|deleted|remove|save|saved|view|history|user|users|object|objects|action"
    r"|actions|go|search|filter|filters|all|any|none|yes|no|unknown|date|time|today|yesterday|tomorrow|now|show|hide|home"
    r"|password|log|login|logout|site|issues|historical|administration|permission|permissions|group|groups|field|fields|required|error|errors"
    r"|warning|below|above|another|new|old|current|currently|clear|reason|comment|version|versions|compare|revert|back"
    r"|next|previous|page|pages|results|result|total|total|row|rows|choose|available|choices|one|file|files|upload|browse"
    r"|created|updated|modified|successfully|task|tasks|status|queue|priority|worker|started|finished|enqueued|empty|by)\b",
    re.IGNORECASE,
)
# What is the same in both languages, or stands as it is: names, kinds of files, and the Vietnamese words written alike.
KEPT = re.compile(
    r"\b(admin|podcast|facebook|e-?mail|web|pdf|url|html|utf-8|\.txt|ai|logo)\b|[\w.+-]+@[\w.-]+|https?://\S+|\S+\.example\S*",
    re.IGNORECASE,
)
SPOKEN = ("title", "alt", "placeholder", "aria-label", "value")


class Words(HTMLParser):
    """What a person sees or hears of a page: its text, and the attributes that are read out."""

    def __init__(self):
        super().__init__()
        self.found, self.silent = [], 0

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style")
        values = dict(attrs)
        kinds = ("submit", "button") if tag == "input" else ()
        self.found += [
            values[name]
            for name in SPOKEN
            if values.get(name) and (name != "value" or values.get("type") in kinds)
        ]

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")

    def handle_data(self, data):
        if not self.silent and data.strip():
            self.found.append(data.strip())


def english(page: str) -> list[str]:
    """The pieces of a page with an English word in them."""
    words = Words()
    words.feed(page)
    return [text for text in words.found if ENGLISH.search(KEPT.sub(" ", text))]
