"""Podcasts of issues: which address a page may play by itself, and from which origin."""

import re
from urllib.parse import urlsplit

AUDIO = (".mp3", ".m4a", ".aac", ".ogg", ".oga", ".opus", ".wav")
# Only what a content policy can name: anything else might say more than an origin there.
HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?")


def origin(link: str) -> str:
    """`https://nghe.example` where the link is an audio file that a page may play; empty where a page can only link to it.

    >>> origin("https://nghe.example/so-46.mp3?nguon=web"), origin("https://nghe.example/so-46"), origin("http://a.example/b.mp3")
    ('https://nghe.example', '', '')
    """
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    host = parts.netloc.lower()
    playable = parts.scheme == "https" and parts.path.lower().endswith(AUDIO) and HOST.fullmatch(host)
    return f"https://{host}" if playable else ""
