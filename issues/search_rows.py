"""The rows that search reads: made from editions by `issues.shelving`, in the transaction in which an article goes out.

Vietnamese is written in syllables: most words are two of them, and single ones are so frequent that they tell little. So
every pair of neighbours is a key of its own, a number of 31 bits, which finds "công nghệ" as quickly as a rare word.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from zlib import crc32

from django.db import connection
from django.db.models.signals import post_delete

from issues.edition import Edition, EditionArticle
from issues.models import PublicArticle, PublicIssue, SearchRow, SearchWord
from news.richtext import blocks
from news.text import exact, fold, is_syllable

LONGEST_WORD = 60  # characters; databases refuse words of thousands
LONGEST_TEXT = 200_000  # characters
VOCABULARY = range(2, 31)  # characters of a word that may be suggested
NUMBERS, PLACES = 1000, 100_000
TABLE = SearchRow._meta.db_table
TOKENS = f"{TABLE}_tokens"  # SQLite's FTS5 table
# By which letter a word begins there: each place and spelling has lists of its own, as long as its own rows are many.
HEADLINE_EXACT, HEADLINE_FOLDED, EXACT, FOLDED = "abcd"
BETWEEN = "x"  # no phrase reaches from a headline into the body


def stand(year: int, number: int, place: int) -> int:
    """An article's stand in the archive: greater for a newer issue, and within an issue for what is printed earlier."""
    return (year * NUMBERS + number) * PLACES + PLACES - 1 - place


def year_of(stand: int) -> int:
    """The year of an article's stand."""
    return stand // (NUMBERS * PLACES)


def key(text: str) -> int:
    """The number of a pair of folded words, or of a tag. Two texts in two thousand million share one."""
    return crc32(text.encode()) & 0x7FFFFFFF


def year_key(year: int) -> int:
    """The number that all articles of a year have."""
    return key(f"year:{year}")


def section_key(slug: str) -> int:
    """The number that all articles of a section have."""
    return key(f"section:{slug}")


def outlet_key(source_key: str) -> int:
    """The number that all articles have that name an outlet in this way; `source_key` is the folded name."""
    return key(f"outlet:{source_key}")


def pair_keys(words: Sequence[str]) -> list[int]:
    """The numbers of neighbours among folded words."""
    return [key(f"{one} {other}") for one, other in pairwise(words)]


def name_keys(words: Sequence[str]) -> list[int]:
    """The numbers of those folded words that are no Vietnamese syllables: names and foreign words, rare as pairs are."""
    return [key(word) for word in words if len(word) > 2 and word.isalpha() and not is_syllable(word)]


def exact_words(text: str) -> str:
    """The words of a text with their marks, one space between them, within what the databases can hold."""
    words = exact(text[:LONGEST_TEXT]).split()
    return " ".join(word[:LONGEST_WORD] for word in words)


def search_row(article: PublicArticle, printed: EditionArticle) -> SearchRow:
    """What search reads of an article, not saved: headline, then body, the words of pictures and of key figures."""
    parts = [*blocks(printed.body)]
    parts += [f"{figure.value} {figure.label}" for figure in printed.key_figures]
    parts += [f"{picture.caption} {picture.alt}" for picture in printed.pictures]
    texts = [exact_words(part) for part in (printed.headline, *parts)]
    folded = [fold(text) for text in texts]
    source = fold(article.source_name)[:LONGEST_TEXT]
    tags = [year_key(article.year), section_key(article.section), outlet_key(source)]
    words = [text.split() for text in folded]
    numbers = chain.from_iterable(pair_keys(each) + name_keys(each) for each in words)
    return SearchRow(
        id=stand(article.year, article.number, article.place),
        article_id=article.pk,
        section=article.section,
        source_key=source,
        headline_exact=texts[0],
        headline_folded=folded[0],
        body_exact=" ".join(texts[1:])[:LONGEST_TEXT],
        body_folded=" ".join(folded[1:])[:LONGEST_TEXT],
        keys=" ".join(map(str, sorted({*tags, *numbers}))),
    )


def replace(shelved: PublicIssue, articles: list[PublicArticle], edition: Edition) -> None:
    """Have search read an issue's articles as they stand now. Call inside the transaction in which they change."""
    printed = {article.id: article for article in edition.articles}
    SearchRow.objects.filter(article__issue=shelved).delete()
    write([search_row(article, printed[article.pk]) for article in articles])


def write(rows: list[SearchRow]) -> None:
    """Store rows and what the database searches in. Rows of the same stand must be gone. Call inside a transaction."""
    SearchRow.objects.bulk_create(rows)
    words = {word for row in rows for text in (row.headline_folded, row.body_folded) for word in text.split()}
    known = (SearchWord(word=w) for w in sorted(words) if len(w) in VOCABULARY and w.isalpha())
    SearchWord.objects.bulk_create(known, ignore_conflicts=True)
    if connection.vendor == "sqlite":
        forget([row.pk for row in rows])
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TOKENS} (rowid, tokens) VALUES (%s, %s)",
                [(row.pk, tokens(row)) for row in rows],
            )


def tokens(row: SearchRow) -> str:
    """What SQLite searches in of a row."""
    parts = (
        *(lettered(HEADLINE_EXACT, row.headline_exact), lettered(HEADLINE_FOLDED, row.headline_folded)),
        *(lettered(EXACT, row.headline_exact), BETWEEN, lettered(EXACT, row.body_exact)),
        *(lettered(FOLDED, row.headline_folded), BETWEEN, lettered(FOLDED, row.body_folded)),
    )
    return " ".join((*parts, row.keys))


def lettered(letter: str, text: str) -> str:
    """The words of a text, each with a letter before it."""
    return " ".join(letter + word for word in text.split())


def forget(stands: Iterable[int]) -> None:
    """Take rows out of SQLite's FTS5 table, which no cascade reaches. A trigger would do it, until the day on which Django
    makes the rows' table anew to change it: triggers of the old table go with it, and nothing says so."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.executemany(f"DELETE FROM {TOKENS} WHERE rowid = %s", [(each,) for each in stands])


def is_written() -> bool:
    """Whether search can find every row. One query at most."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {TABLE} WHERE id NOT IN (SELECT rowid FROM {TOKENS}))")
        return not cursor.fetchone()[0]


def connect() -> None:
    """Called once, when the app is ready."""
    post_delete.connect(on_delete, sender=SearchRow, dispatch_uid="issues.search_rows")


def on_delete(sender, instance: SearchRow, **kwargs) -> None:
    """A row was deleted, by itself or with its article or issue."""
    forget([instance.pk])
