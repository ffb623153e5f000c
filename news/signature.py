"""What a text is recognised by: a key for its headline, one for its link, and a MinHash signature for its body.

Kept beside the text when an article is saved, so that looking for the same story in the whole archive is a look-up.
The signature has 128 values of 32 bits, made of runs of three syllables without marks; it is cut into 32 bands of four
values. Two bodies that share half of their runs share a band with a probability of 87 %, two thirds: 99.9 %.
(Broder, "On the resemblance and containment of documents", 1997.)
"""

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from rensa import RMinHash

from news import richtext
from news.text import fold

RUN = 3
VALUES, BAND = 128, 4
SEED = 20260227
WIDTH = 4  # bytes a value
SUBDOMAINS = re.compile(r"^(?:www\d?|m|amp|mobile)\.")
# Parameters that tell where a reader came from, never what he reads.
TRACKING = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|zarsrc|zalo\w*|ref|ref_src|referrer|src|source|from|spm|igshid|mc_[ce]id|"
    r"_ga|_gl|yclid|gidzl|share|amp|cmpid)$",
    re.IGNORECASE,
)


def headline_key(headline: str) -> str:
    """The headline without marks, case and punctuation."""
    return fold(headline)[:400]


def link_key(link: str) -> str:
    """The address without what does not tell articles apart: scheme, www, tracking, fragment, closing slash.

    Empty for what is no address and for a home page, which names no article.

    >>> link_key("https://www.bao.example/tin/bai-1/?utm_source=zalo#dau-trang")
    'bao.example/tin/bai-1'
    """
    try:
        parts = urlsplit(link.strip())
        host = SUBDOMAINS.sub("", (parts.hostname or "").lower())
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return ""
    path = re.sub(r"/+", "/", parts.path).removesuffix("/").removesuffix("/amp")
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not TRACKING.match(k)))
    if not host or not (path or query):
        return ""
    return f"{host}{port}{path}{'?' + query if query else ''}"[:1000]


def runs(text: str, length: int = RUN) -> set[str]:
    """The runs of so many syllables of a plain text, folded; a shorter text is one run."""
    words = fold(text).split()
    if len(words) < length:
        return {" ".join(words)} if words else set()
    return {" ".join(words[n : n + length]) for n in range(len(words) - length + 1)}


def signature(body: str) -> bytes:
    """The signature of a rich-text body: 512 bytes, empty for an empty body."""
    return signature_of(runs(richtext.plain_text(body)))


def signature_of(shingles: set[str]) -> bytes:
    """The signature of a set of runs."""
    if not shingles:
        return b""
    minhash = RMinHash(num_perm=VALUES, seed=SEED)
    minhash.update(sorted(shingles))
    return b"".join(value.to_bytes(WIDTH, "big") for value in minhash.digest())


def bands(signed: bytes) -> list[int]:
    """The bands of a signature as signed 64-bit numbers, each once; bands of different rank never meet."""
    size = BAND * WIDTH
    return sorted(
        {
            int.from_bytes(
                hashlib.blake2b(bytes([n // size]) + signed[n : n + size], digest_size=8).digest(),
                "big",
                signed=True,
            )
            for n in range(0, len(signed), size)
        }
    )


def likeness(one: bytes, other: bytes) -> float:
    """The estimated share of runs that two bodies have in common, 0 to 1."""
    if not one or len(one) != len(other):
        return 0.0
    same = sum(one[n : n + WIDTH] == other[n : n + WIDTH] for n in range(0, len(one), WIDTH))
    return same * WIDTH / len(one)
