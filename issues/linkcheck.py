"""Do the links of an issue still lead to the news? Results are kept, so that preflight only looks them up.

Hosts are asked side by side, the links of one host one after the other. A site in trouble is asked a second time
before it counts; where no site at all answers, the trouble is ours and nothing is kept. The threads touch no database.
"""

import logging
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils import timezone

from issues import fetching
from issues.edition import Edition
from issues.models import LinkCheck, Masthead

logger = logging.getLogger(__name__)

KEPT = timedelta(hours=24)
# A site may be in trouble for an hour only; a link that works is not asked again all day.
TROUBLE_KEPT = timedelta(hours=1)
SECOND_LOOK = 3.0
SIDE_BY_SIDE = 4
PERMANENT = (301, 308)
# Names that never are a site: RFC 2606, RFC 6761, RFC 6762. The demo newsroom's outlets live there.
RESERVED = ("example", "test", "invalid", "localhost", "local", "internal", "onion")
RESERVED_NAMES = ("example.com", "example.net", "example.org")


@dataclass(frozen=True)
class Result:
    """What a link answered: `status` None where nothing came, with the reason in `error`. Where the link itself has
    moved for good, `status` is that redirect's and `final_url` the new address."""

    url: str
    status: int | None = None
    final_url: str = ""
    error: str = ""


def links_of(edition: Edition) -> list[str]:
    """The links that an issue prints, each once, in printed order."""
    links = [edition.podcast_url, *(article.link for article in edition.articles)]
    return [link for link in dict.fromkeys(links) if link]


def host_of(url: str) -> str:
    """The host of an address, or an empty string where it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_reserved(url: str) -> bool:
    """Is this an address that by its very name leads nowhere?"""
    host = host_of(url)
    return host.rpartition(".")[2] in RESERVED or any(
        host == name or host.endswith(f".{name}") for name in RESERVED_NAMES
    )


def to_ask(urls: Iterable[str]) -> list[str]:
    """The links that may lead somewhere and have no result that still holds."""
    now = timezone.now()
    well = Q(status__lt=400, checked_at__gte=now - KEPT)
    fresh = LinkCheck.objects.filter(well | Q(checked_at__gte=now - TROUBLE_KEPT)).filter(url__in=urls)
    known = set(fresh.values_list("url", flat=True))
    return [url for url in dict.fromkeys(urls) if url not in known and not is_reserved(url)]


def agent() -> str:
    """Who we say we are: the software, and the site where a webmaster finds us."""
    site = Masthead.current().site.encode("ascii", "ignore").decode()
    return f"{fetching.AGENT} (+{site})" if site else fetching.AGENT


def moved_to(answer: fetching.Answer) -> fetching.Redirect | None:
    """The last of the permanent redirects that an answer begins with: a temporary one says nothing about the link."""
    moves = list(takewhile(lambda hop: hop.status in PERMANENT, answer.redirects))
    return moves[-1] if moves else None


def ask(url: str, fetch: Callable = fetching.fetch, pause: float = SECOND_LOOK) -> Result:
    """One link's result; a server in trouble (5xx) gets a second chance `pause` seconds later. Never raises."""
    try:
        answer = fetch(url)
        if answer.status >= 500:
            time.sleep(pause)
            answer = fetch(url)
    except (fetching.FetchRefused, fetching.FetchFailed) as error:
        return Result(url, error=str(error))
    if answer.status < 400 and (move := moved_to(answer)):
        return Result(url, move.status, move.url)
    return Result(url, answer.status, answer.final_url)


def ask_all(urls: list[str], one: Callable[[str], Result]) -> Iterable[Result]:
    """The results of all links as they come, a few hosts at a time."""
    hosts = {}
    for url in urls:
        hosts.setdefault(host_of(url), []).append(url)
    with ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="links") as pool:
        rounds = [pool.submit(lambda group=group: [one(url) for url in group]) for group in hosts.values()]
        for done in as_completed(rounds):
            yield from done.result()


def keep(result: Result) -> None:
    """Store one result over the older one."""
    values = {"status": result.status, "final_url": result.final_url, "error": result.error}
    LinkCheck.objects.update_or_create(url=result.url, defaults={**values, "checked_at": timezone.now()})


def check_links(urls: Iterable[str], fetch: Callable = fetching.fetch, pause: float = SECOND_LOOK) -> int:
    """Ask those links that have no fresh result and keep what they answer. Returns how many results were kept."""
    urls = list(urls)
    name = agent()

    def one(url: str) -> Result:
        return ask(url, lambda address: fetch(address, agent=name), pause)

    results = list(ask_all(to_ask(urls), one))
    if results and not online(urls, results, one):
        logger.warning("Không trang nào trong %d liên kết trả lời: máy chủ này mất mạng?", len(results))
        return 0
    for result in results:
        keep(result)
    return len(results)


def online(urls: list[str], results: list[Result], one: Callable[[str], Result]) -> bool:
    """Are we connected? Without a connection every domain looks unknown. Where nothing answered, one of the links
    that is known to work is asked again."""
    if any(result.status for result in results):
        return True
    known = LinkCheck.objects.filter(url__in=urls, status__lt=400).order_by("-checked_at").first()
    return known is not None and one(known.url).status is not None
