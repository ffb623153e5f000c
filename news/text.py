"""Vietnamese text: one normal form, folding for search and comparison, alphabetical order, slugs.

Everything is NFC from the moment it enters. Folding happens here and nowhere else, so that both databases behave
alike: marks off, đ to d, lower case.
"""

import re
import unicodedata

ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# The order of the Vietnamese alphabet; tones count only between words that are otherwise equal.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order


def nfc(text: str) -> str:
    """The text in Unicode's composed form (NFC), which is how it is stored, compared and printed."""
    return unicodedata.normalize("NFC", text)


def squeeze(text: str) -> str:
    """One line: NFC, invisible characters off, runs of white space as one space, none at the ends."""
    return re.sub(r"\s+", " ", nfc(text).translate(ZERO_WIDTH)).strip()


def unmarked(text: str) -> str:
    """The text without Vietnamese marks, đ as d, case kept."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D")


def fold(text: str) -> str:
    """The text as search compares it: no marks, lower case, letters and digits separated by single spaces.

    >>> fold("Chuyển đổi số (KH&CN)")
    'chuyen doi so kh cn'
    """
    return re.sub(r"[\W_]+", " ", unmarked(text).casefold()).strip()


def slugify(text: str, length: int = 70) -> str:
    """The text as a part of an address: folded, words joined by hyphens, cut at a word, never empty.

    >>> slugify("Hải Phòng đón 3 tàu mới")
    'hai-phong-don-3-tau-moi'
    """
    slug = re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")
    if len(slug) > length:
        slug = slug[: length + 1].rpartition("-")[0] or slug[:length]
    return slug or "tin"


def sort_key(text: str) -> str:
    """A key that sorts as a Vietnamese dictionary does, under any database's order of digits and letters a to f.

    đ after d; ă, â after a; spaces and digits before letters; tones count only where words are otherwise equal.
    """
    letters, tones = "", ""
    for char in nfc(text).casefold():
        parts = unicodedata.normalize("NFD", char)
        tones += str(max((TONES.find(p) + 1 for p in parts), default=0))
        letters += f"{place_in_alphabet(nfc(''.join(p for p in parts if p not in TONES))):02x}"
    return f"{letters}00{tones}"


def initial(text: str) -> str:
    """The letter under which a dictionary lists the text: capital, without its tone; `#` for what begins with none.

    >>> initial("Đài Hải Phòng"), initial("ẩm thực"), initial("24h")
    ('Đ', 'Â', '#')
    """
    letter = nfc("".join(p for p in unicodedata.normalize("NFD", nfc(text)[:1].casefold()) if p not in TONES))
    return letter.upper() if letter and letter in ALPHABET else "#"


def place_in_alphabet(base: str) -> int:
    """1 for a space, then digits, then signs that are no letters, then the alphabet."""
    if base in ALPHABET and base:
        return 13 + ALPHABET.index(base)
    if base.isascii() and base.isdigit():
        return 2 + int(base)
    return 1 if base.isspace() or not base else 12
