"""One term, one spelling in an issue: the house's forms, abbreviations, dashes, decimal commas, the place of tone marks."""

import re
from collections import Counter
from collections.abc import Iterator

from issues.edition import Edition
from issues.preflight.context import Context, House
from issues.preflight.findings import HINT, WARNING, Finding, check
from issues.preflight.passages import Piece, passages, pieces
from news.text import unmarked

# A number of a legal document: 04/2026/TT-BKHCN, 57-NQ/TW. The ministry's part is written without "&" (Nghị định 30/2020/NĐ-CP).
DOCUMENT = re.compile(
    r"\b\d+/(?:\d{4}/)?[A-ZĐ]{1,5}\d{0,2}-[A-ZĐ&]{2,}(?:-[A-ZĐ&]+)*\b|\b\d+-[A-ZĐ]{2,}/[A-ZĐ]{2,}\b"
)
ACRONYM = re.compile(r"(?<![\w&./-])[A-ZĐ]{1,6}(?:\s?[&.-]\s?[A-ZĐ]{1,6}){0,3}(?![\w&]|[./-]\w)")
SHORTEST_ACRONYM = 3


@check
def document_numbers(edition: Edition, context: Context) -> Iterator[Finding]:
    """ "&" in the number of a legal document: a find-and-replace of the ministry's abbreviation went too far."""
    for piece in pieces(edition):
        for passage in piece.passages:
            for match in DOCUMENT.finditer(passage.text):
                if "&" in match.group():
                    right = match.group().replace("&", "")
                    message = f"Số hiệu văn bản “{match.group()}” không viết dấu &. Hãy viết “{right}”."
                    repair = piece.repair(passage, match.start(), match.group(), right)
                    place = {"quote": match.group(), "repair": repair}
                    yield piece.found("abbreviation-inconsistent", WARNING, message, passage, **place)


@check
def house_forms(edition: Edition, context: Context) -> Iterator[Finding]:
    """A term that the house writes one way, written in several: one finding on the issue, hints where."""
    texts = list(texts_of(edition))
    told: set[str] = set()
    for house in context.house:
        forms = (house.preferred, *house.variants)
        pattern = pattern_of(forms)
        counts = Counter(form for _, text in texts for form in forms_in(text, pattern, forms))
        if len(counts) > 1:
            told |= {letters(form) for form in counts}
            yield mixed(house, counts)
            if severity_of(house, counts) == WARNING:
                yield from places(edition, house, pattern, counts)
    yield from mixed_acronyms(texts, told)


def texts_of(edition: Edition) -> Iterator[tuple[bool, str]]:
    """Every printed text of the issue, and whether it is running text; numbers of documents are taken out."""
    yield False, edition.trends_title
    yield from ((True, DOCUMENT.sub(" ", p.text)) for p in passages(edition.trends_body))
    for article in edition.articles:
        yield from ((False, text) for text in {article.headline, article.toc_title})
        yield False, article.source
        yield from ((True, DOCUMENT.sub(" ", p.text)) for p in passages(article.body))


def pattern_of(forms: tuple[str, ...]) -> re.Pattern:
    """Finds any of these spellings as whole words, the longest first."""
    ordered = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![\w&])(?:{ordered})(?![\w&])")


def forms_in(text: str, pattern: re.Pattern, forms: tuple[str, ...]) -> Iterator[str]:
    """The spellings in a text; a capital where a sentence begins says nothing about the spelling."""
    for match in pattern.finditer(text):
        small = match.group()[0].lower() + match.group()[1:]
        if not (begins_sentence(text, match.start()) and small in forms):
            yield match.group()


def begins_sentence(text: str, start: int) -> bool:
    """Does a sentence, a line or a quotation begin here?"""
    before = text[:start].rstrip(" “\"'‘(")
    return not before or before.endswith((".", "!", "?", ":", "…", "-", "–")) or text[start - 1] in "“\"'‘"


def listed(counts: Counter) -> str:
    """`KH&CN 15 lần, KHCN 8 lần`."""
    return ", ".join(f"{form} {count} lần" for form, count in counts.most_common())


def mixed(house: House, counts: Counter) -> Finding:
    """The finding on the issue."""
    message = (
        f"Một từ viết nhiều cách trong số này: {listed(counts)}. Cách viết của tòa soạn: “{house.preferred}”."
    )
    return Finding("abbreviation-inconsistent", severity_of(house, counts), message, quote=", ".join(counts))


def severity_of(house: House, counts: Counter) -> str:
    """Capitals may have a reason ("thành phố cảng" is also a common noun), and so may a loan word ("hydro", "hydrogen");
    two ways to abbreviate have none."""
    capitals_only = len({form.casefold() for form in counts}) == 1
    return HINT if capitals_only or house.preferred.islower() else WARNING


def places(edition: Edition, house: House, pattern: re.Pattern, counts: Counter) -> Iterator[Finding]:
    """Where the other spellings stand, each with its repair."""
    for piece in pieces(edition):
        for passage in piece.passages:
            numbers = [m.span() for m in DOCUMENT.finditer(passage.text)]
            for match in pattern.finditer(passage.text):
                inside = any(start <= match.start() < end for start, end in numbers)
                if match.group() in counts and match.group() != house.preferred and not inside:
                    yield place(piece, passage, match, house.preferred, counts)


def place(piece: Piece, passage, match: re.Match, right: str, counts: Counter) -> Finding:
    """One place."""
    message = f"“{match.group()}”: trong số này viết nhiều cách ({listed(counts)})."
    repair = piece.repair(passage, match.start(), match.group(), right)
    return piece.found(
        "abbreviation-inconsistent", HINT, message, passage, quote=match.group(), repair=repair
    )


def mixed_acronyms(texts: list[tuple[bool, str]], told: set[str]) -> Iterator[Finding]:
    """Abbreviations of the same letters in several spellings that no house form speaks of."""
    groups: dict[str, Counter] = {}
    for running, text in texts:
        for match in ACRONYM.finditer(text) if running else ():
            key = letters(match.group())
            if len(key) >= SHORTEST_ACRONYM:
                groups.setdefault(key, Counter())[match.group()] += 1
    for key, counts in groups.items():
        if len(counts) > 1 and key not in told:
            message = (
                f"Một chữ viết tắt có nhiều cách viết trong số này: {listed(counts)}. Hãy chọn một cách."
            )
            severity = WARNING if joined(counts) else HINT
            yield Finding("abbreviation-inconsistent", severity, message, quote=", ".join(counts))


def letters(form: str) -> str:
    """The letters of an abbreviation alone, without marks."""
    return re.sub(r"[\W_]+", "", unmarked(form)).upper()


def joined(counts: Counter) -> bool:
    """Do the spellings differ in what joins their letters only, all marks alike?"""
    return len({re.sub(r"[\W_]+", "", form) for form in counts}) == 1 and max(counts.values()) > 1


JOINED = re.compile(
    # Only from the beginning of a word, and each word whole: a word of a million letters is looked at once.
    r"(?<![^\W\d_])(?P<lead>[^\W\d_]++ )?(?P<left>[^\W\d_]++)(?P<dash> [–-] |[–-])(?P<right>[^\W\d_]++(?: [^\W\d_]++)?)"
)


@check
def dashes(edition: Edition, context: Context) -> Iterator[Finding]:
    """Two words joined by different dashes: `khoa học - công nghệ`, `khoa học – công nghệ`, `khoa học-công nghệ`."""
    groups: dict[str, Counter] = {}
    for running, text in texts_of(edition):
        for match in JOINED.finditer(text) if running else ():
            key = f"{match['left']} {match['right']}".lower()
            groups.setdefault(key, Counter())[match.group()] += 1
    for counts in groups.values():
        if len({JOINED.fullmatch(form)["dash"] for form in counts}) > 1:
            yield Finding(
                "format-inconsistent",
                HINT,
                f"Gạch nối viết nhiều cách: {listed(counts)}.",
                quote=", ".join(counts),
            )


DECIMAL_POINT = re.compile(r"(?<![\w.,/-])\d{1,3}\.\d{1,2}(?!\w|[.,/]\d)")
# A name before the number ("USB 3.2"), or what has parts by number, makes it no quantity.
NUMBERED = re.compile(r"(?:\b[A-Z][A-Za-z-]*|[Pp]hiên bản|[Mm]ục|[Đđ]iều|[Bb]ảng|[Hh]ình) $")


@check
def decimals(edition: Edition, context: Context) -> Iterator[Finding]:
    """A decimal point: Vietnamese writes a comma. Versions ("công nghiệp 4.0", "9HA.02") and hours are left alone."""
    for piece in pieces(edition):
        for passage in piece.passages:
            for match in DECIMAL_POINT.finditer(passage.text):
                number = match.group()
                if number.endswith(".0") or NUMBERED.search(passage.text[: match.start()]):
                    continue
                message = f"Số thập phân viết dấu phẩy: “{number}” → “{number.replace('.', ',')}”."
                yield piece.found("format-inconsistent", HINT, message, passage, quote=number)


OLD_TONE = re.compile(r"(?<![qQ])(?:oà|oá|oả|oã|oạ|oè|oé|oẻ|oẽ|oẹ|uỳ|uý|uỷ|uỹ|uỵ)\b", re.IGNORECASE)
NEW_TONE = re.compile(r"(?<![qQ])(?:òa|óa|ỏa|õa|ọa|òe|óe|ỏe|õe|ọe|ùy|úy|ủy|ũy|ụy)\b", re.IGNORECASE)


@check
def tone_places(edition: Edition, context: Context) -> Iterator[Finding]:
    """`hoà` beside `hòa` in one issue."""
    old, new = Counter(), Counter()
    for _, text in texts_of(edition):
        for word in text.split():
            if OLD_TONE.search(word):
                old[word.strip(".,;:!?…()“”\"'").lower()] += 1
            elif NEW_TONE.search(word):
                new[word.strip(".,;:!?…()“”\"'").lower()] += 1
    if old and new:
        few, many = sorted((old, new), key=lambda c: c.total())
        sample = ", ".join(word for word, _ in few.most_common(3))
        message = (
            f"Dấu thanh đặt hai kiểu (hoà, hòa) trong số này: {few.total()} và {many.total()} lần. "
            f"Kiểu ít gặp: {sample}. Hãy dùng một kiểu."
        )
        yield Finding("format-inconsistent", HINT, message, quote=sample)
