"""Vietnamese text: one normal form, folding for search and comparison, alphabetical order, slugs.

Everything is NFC from the moment it enters. Folding happens here and nowhere else, so that both databases behave
alike: marks off, đ to d, lower case.
"""

import re
import unicodedata
from functools import lru_cache

LATIN = (*range(0x250), *range(0x1E00, 0x1F00))  # with all letters of Vietnamese
# What no XML document may contain (XML 1.0, section 2.2), and the controls that it discourages: feeds, PDF and e-books are XML.
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Those among them that part words: Word's soft line end, page breaks, separators.
PARTING = re.compile("[\x0b\x0c\x1c-\x1f\x85]")
ZERO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
SYLLABLE = re.compile(
    r"(?:qu(?=[aăâeêioôơy])|gi(?=[aăâeêoôơuư])|[bcdđghklmnpqrstvx]*)(?P<vowels>[aăâeêioôơuưy]{1,3})(?P<coda>[cghmnpt]*)"
)
# The order of the Vietnamese alphabet; tones count only between words that are otherwise equal.
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = "\u0300\u0309\u0303\u0301\u0323"  # huyền, hỏi, ngã, sắc, nặng: the dictionary's order


def nfc(text: str) -> str:
    """The text in Unicode's composed form (NFC), which is how it is stored, compared and printed."""
    return unicodedata.normalize("NFC", text)


def printable(text: str) -> str:
    """The text without control characters but tab and line ends; a space for those that part words."""
    return CONTROL.sub("", PARTING.sub(" ", text))


def stored(text: str) -> str:
    """The text as it is stored, whoever typed or imported it: printable, and NFC.

    >>> stored("Trạm\x0bđo\x02 mưa")
    'Trạm đo mưa'
    """
    return nfc(printable(text))


def squeeze(text: str) -> str:
    """One line: as it is stored, invisible characters off, runs of white space as one space, none at the ends."""
    return re.sub(r"\s+", " ", stored(text.translate(ZERO_WIDTH))).strip()


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


@lru_cache(maxsize=1024)
def folded_to(letter: str) -> str:
    """The characters that `fold` makes this one of: of a Latin letter or a digit all with marks, small and capital.

    >>> folded_to("q"), folded_to("d"), folded_to("я")
    ('Qq', 'DdĎďĐđḊḋḌḍḎḏḐḑḒḓ', 'яЯ')
    """
    latin = "".join(chr(code) for code in LATIN if fold(chr(code)) == letter) if letter.isascii() else ""
    return latin or "".join(dict.fromkeys((letter, *letter.upper())))


def exact(text: str) -> str:
    """The text as exact search compares it: marks kept, hoà as hòa, lower case, words separated by single spaces.

    Has as many words as `fold` makes of it, each the same word.

    >>> exact("Toà soạn, KHOẺ!")
    'tòa soạn khỏe'
    """
    composed = nfc(squeeze(text).casefold())
    plain = "".join(c for c in composed if not unicodedata.combining(c))
    return " ".join(tone_in_place(word) for word in re.sub(r"[\W_]+", " ", plain).split())


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether a word in small letters, with marks or without, has the form of a Vietnamese syllable."""
    return bool(
        SYLLABLE.fullmatch(nfc("".join(c for c in unicodedata.normalize("NFD", word) if c not in TONES)))
    )


@lru_cache(maxsize=65536)
def tone_in_place(syllable: str) -> str:
    """The syllable, in small letters, with its tone over the vowel where the old spelling puts it: hoà and hòa are hòa.

    On ê and ơ where there is one, before a final consonant on the last vowel, else on the last but one (hòa, thúy, ngoài);
    the u of qu and the i of gi are no vowels. What is no Vietnamese syllable stays as it is.
    """
    parts = unicodedata.normalize("NFD", syllable)
    tones = [c for c in parts if c in TONES]
    if len(tones) != 1:
        return syllable
    plain = nfc("".join(c for c in parts if c not in TONES))
    found = SYLLABLE.fullmatch(plain)
    if not found:
        return syllable
    vowels = found["vowels"]
    marked = [n for n, vowel in enumerate(vowels) if vowel in "êơâăôư"]
    place = marked[-1] if marked else len(vowels) - (1 if found["coda"] or len(vowels) == 1 else 2)
    at = found.start("vowels") + place + 1
    return nfc(plain[:at] + tones[0] + plain[at:])


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
