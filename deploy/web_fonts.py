"""The fonts of the web pages, made anew from the print edition's: `static/fonts/*.ttf` -> `static/fonts/web/*.woff2`.

    .venv/bin/python deploy/web_fonts.py [--check]

A page's fonts have to reach a cheap phone: only the letters that Vietnamese and its neighbours write, the signs that the
pages print, and kerning. Hints go, screens no longer use them. `--check` writes nothing and tells whether the files are
what this script makes. The same input gives the same bytes: the files carry the time of their original.
"""

import argparse
import io
import sys
import unicodedata
from pathlib import Path

from fontTools import subset

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
# What the style sheets of the public pages and of the newsroom name.
MADE = {
    "be-vietnam-pro-400": "BeVietnamPro_400Regular",
    "be-vietnam-pro-600": "BeVietnamPro_600SemiBold",
    "be-vietnam-pro-700": "BeVietnamPro_700Bold",
    "be-vietnam-pro-800": "BeVietnamPro_800ExtraBold",
    "source-serif-4-400": "SourceSerif4_400Regular",
    "source-serif-4-400-italic": "SourceSerif4_400Regular_Italic",
    "source-serif-4-600": "SourceSerif4_600SemiBold",
}
VOWELS, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
# Names and loan words in the news: Zürich, Nuñez, Besançon, Ørsted, Škoda.
NEIGHBOURS = "äåæçëïîñöøœšûüžß"
SIGNS = "\u00a0\u202f–—‘’“”«»…·•°±×²³µ€₫‰′″→−≈≤≥©®½"
FEATURES = ["kern"]


def letters() -> str:
    """All characters that the fonts keep."""
    marked = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
    small = marked | set(NEIGHBOURS)
    ascii_signs = map(chr, range(0x20, 0x7F))
    return "".join(sorted({*ascii_signs, *small, *(c.upper() for c in small if len(c.upper()) == 1), *SIGNS}))


def made(source: Path) -> bytes:
    """The web font of a print font."""
    options = subset.Options(
        flavor="woff2", hinting=False, layout_features=FEATURES, name_IDs=[1, 2], recalc_timestamp=False
    )
    options.ignore_missing_unicodes = True
    font = subset.load_font(source, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=letters())
    subsetter.subset(font)
    buffer = io.BytesIO()
    font.flavor = "woff2"
    font.save(buffer)
    return buffer.getvalue()


def main() -> int:
    """Write the fonts, or compare them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = parser.parse_args().check
    different = []
    for name, source in MADE.items():
        data, path = made(FONTS / f"{source}.ttf"), FONTS / "web" / f"{name}.woff2"
        if check and (not path.exists() or path.read_bytes() != data):
            different.append(name)
        elif not check:
            path.write_bytes(data)
        print(f"{name}: {len(data):,} bytes")
    for name in different:
        print(f"{name} is not what this script makes", file=sys.stderr)
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
