"""The label of an issue, `8/2026` or `5–6/2026`, as people type it and as files are named."""

import re

LABEL = re.compile(r"(?:số\s+)?(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*/\s*(\d{4})", re.IGNORECASE)
YEARS = range(1990, 2200)  # the years that an issue may have


def label(number: int, last_number: int | None, year: int) -> str:
    """`8/2026`, or `5–6/2026` for a double issue."""
    return f"{number}–{last_number}/{year}" if last_number else f"{number}/{year}"


def parse_label(text: str) -> tuple[int, int]:
    """(number, year) of a label; of a double issue the first number. Raises ValueError with a Vietnamese sentence.

    >>> parse_label("5–6/2026")
    (5, 2026)
    """
    match = LABEL.fullmatch(text.strip())
    if match is None:
        raise ValueError(
            f"“{text}” không phải là số phát hành. Hãy viết dạng số/năm, ví dụ 8/2026 hoặc 5–6/2026."
        )
    number, last, year = (int(part) if part else None for part in match.groups())
    if number < 1 or (last is not None and last <= number):
        raise ValueError(f"“{text}” không hợp lệ: số đầu phải từ 1 trở lên và nhỏ hơn số cuối.")
    if year not in YEARS:
        raise ValueError(f"“{text}” không hợp lệ: năm phải từ {YEARS[0]} đến {YEARS[-1]}.")
    return number, year


def file_name(label: str, suffix: str = "pdf") -> str:
    """The name under which an issue is saved, in one of its formats.

    >>> file_name("5–6/2026")
    'diem-tin-so-5-6-2026.pdf'
    """
    return f"diem-tin-so-{re.sub('[–/]', '-', label)}.{suffix}"


def in_address(issue) -> str:
    """What stands for an issue in an address: `48-2026`, of a double issue with its first number."""
    return f"{issue.number}-{issue.year}"


def of_address(name: str | None) -> tuple[int, int] | None:
    """(number, year) of an issue's name in an address, None where it is none.

    >>> of_address("48-2026")
    (48, 2026)
    """
    try:
        return parse_label((name or "").replace("-", "/"))
    except ValueError:
        return None
