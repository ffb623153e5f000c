"""What an address asks for: its parameters, checked. A misspelt filter must not give other articles than were meant."""

import re
from dataclasses import dataclass

from django.http import QueryDict

from issues.labels import YEARS

DEFAULT, MOST = 20, 100
SLUG = r"[a-z0-9_-]{1,80}"


class Unclear(ValueError):
    """The question cannot be answered as it stands; str() is a Vietnamese sentence."""


@dataclass(frozen=True)
class Parameter:
    """A parameter of lists: what its value looks like, what it means, an example. The API's description is made of these."""

    name: str
    pattern: str
    meaning: str
    example: str


LIMIT = Parameter("limit", r"[1-9]|[1-9][0-9]|100", f"Số mục mỗi trang, từ 1 đến {MOST}.", str(DEFAULT))
YEAR = Parameter("year", r"199[0-9]|20[0-9]{2}|21[0-9]{2}", f"Năm, từ {YEARS[0]} đến {YEARS[-1]}.", "2026")
BEFORE = Parameter(
    "before", r"[1-9][0-9]{0,2}-[0-9]{4}", "Chỉ những số ra trước số này, viết số-năm.", "47-2026"
)
ISSUE = Parameter("issue", r"[1-9][0-9]{0,2}-[0-9]{4}", "Chỉ tin của số này, viết số-năm.", "8-2026")
SECTION = Parameter("section", SLUG, "Chỉ tin của chuyên mục này (xem /api/v1/sections/).", "haiphong")
SOURCE = Parameter("source", SLUG, "Chỉ tin của nguồn này (xem /api/v1/sources/).", "bao-song-bien")
AFTER = Parameter(
    "after",
    r"[1-9][0-9]{0,2}-[0-9]{4}-[1-9][0-9]{0,3}",
    "Chỉ những tin đứng sau tin này trong danh sách, viết số-năm-thứ tự. Hãy dùng địa chỉ “next” có sẵn.",
    "8-2026-20",
)
OF_ISSUES = (YEAR, BEFORE, LIMIT)
OF_ARTICLES = (SECTION, SOURCE, YEAR, ISSUE, AFTER, LIMIT)


def read(query: QueryDict, known: tuple[Parameter, ...]) -> dict[str, str]:
    """The parameters that are given, each once and well formed. Raises Unclear."""
    names = {parameter.name: parameter for parameter in known}
    found = {}
    for name, given in query.lists():
        if name not in names:
            allowed = ", ".join(names) or "không có tham số nào"
            raise Unclear(f"Không có tham số “{name[:40]}”. Các tham số dùng được: {allowed}.")
        if len(given) != 1:
            raise Unclear(f"Tham số “{name}” chỉ được ghi một lần.")
        if not re.fullmatch(names[name].pattern, given[0], re.ASCII):
            raise Unclear(
                f"Giá trị của “{name}” không đúng. {names[name].meaning} Ví dụ: {names[name].example}."
            )
        found[name] = given[0]
    return found


def limit(asked: dict[str, str]) -> int:
    """How many rows a page has."""
    return int(asked.get("limit", DEFAULT))


def year(asked: dict[str, str]) -> int | None:
    """The year, where one is asked for."""
    return int(asked["year"]) if "year" in asked else None


def issue(text: str | None) -> tuple[int, int] | None:
    """(year, number) of `8-2026`."""
    if not text:
        return None
    number, _, year = text.partition("-")
    return int(year), int(number)


def position(text: str | None) -> tuple[int, int, int] | None:
    """(year, number, place) of `8-2026-20`."""
    if not text:
        return None
    number, year, place = map(int, text.split("-"))
    return year, number, place
