"""The API's OpenAPI 3.1 document, and the same for the page that people read. Schemas come from the types that are sent."""

from dataclasses import dataclass

import msgspec

from issues.addresses import absolute
from issues.api import values
from issues.api.answers import PROBLEM, TITLES
from issues.api.asking import OF_ARTICLES, OF_ISSUES, Parameter

VERSION = "1.0.0"
REFERENCE = "#/components/schemas/{name}"
YEAR = Parameter("year", r"199[0-9]|20[0-9]{2}|21[0-9]{2}", "Năm của số.", "2026")
NUMBER = Parameter("number", r"[1-9][0-9]{0,2}", "Số phát hành; của số kép là số đầu.", "8")
KEY = Parameter("id", r"[1-9][0-9]{0,17}", "Mã của tin.", "123")


@dataclass(frozen=True)
class Address:
    """One address of the API: what it gives, its parameters in the path and in the query, what else it may answer."""

    path: str
    name: str
    summary: str
    gives: type | None
    within: tuple[Parameter, ...] = ()
    query: tuple[Parameter, ...] = ()
    answers: tuple[int, ...] = (400,)


ADDRESSES = (
    Address("/api/v1/issues/", "issues", "Các số, mới nhất trước", values.IssuePage, query=OF_ISSUES),
    Address(
        "/api/v1/issues/{year}/{number}/",
        "issue",
        "Một số với mục lục, bài tổng kết và đính chính",
        values.Issue,
        within=(YEAR, NUMBER),
        answers=(301, 400, 404, 410),
    ),
    Address(
        "/api/v1/issues/{year}/{number}/articles/{id}/",
        "article",
        "Một tin, toàn văn",
        values.Article,
        within=(YEAR, NUMBER, KEY),
        answers=(301, 400, 404, 410),
    ),
    Address(
        "/api/v1/articles/",
        "articles",
        "Các tin, số mới nhất trước; lọc theo chuyên mục, nguồn, năm, số",
        values.ArticlePage,
        query=OF_ARTICLES,
    ),
    Address("/api/v1/sections/", "sections", "Các chuyên mục có tin", values.SectionList),
    Address("/api/v1/sources/", "sources", "Các nguồn có tin, theo vần", values.SourceList),
    Address("/api/v1/openapi.json", "openapi", "Bản mô tả này, theo OpenAPI 3.1", None),
)
SENT = tuple(address.gives for address in ADDRESSES if address.gives)
REASONS = {
    301: "Số kép: địa chỉ đúng mang số đầu.",
    304: "Không đổi từ lần trước (theo ETag trong If-None-Match).",
    400: "Tham số lạ hoặc sai.",
    404: "Không có, hoặc chưa phát hành.",
    410: "Số đã bị thu hồi; câu trả lời ghi ngày và lý do.",
    429: "Hỏi quá nhiều trong thời gian ngắn; hãy chờ số giây ghi ở Retry-After.",
}
ABOUT = (
    "Đọc các số và tin đã phát hành dưới dạng JSON. Chỉ đọc, không cần khóa, dùng được từ mọi trang web. Danh sách đi "
    "từ mới đến cũ; trang sau ở địa chỉ “next”. Mọi câu trả lời có ETag: gửi lại trong If-None-Match thì nhận 304 khi "
    "nội dung chưa đổi. Tin bị thu hồi trả lời 410 kèm ngày và lý do."
)


def described(name: str) -> dict:
    """The OpenAPI document; `name` is the publication's."""
    _, schemas = msgspec.json.schema_components([*SENT, values.Problem], ref_template=REFERENCE)
    return {
        "openapi": "3.1.0",
        "info": {"title": f"{name}: giao diện dữ liệu", "version": VERSION, "description": ABOUT},
        "servers": [{"url": absolute("")}],
        "paths": {address.path: {"get": operation(address)} for address in ADDRESSES},
        "components": {"schemas": schemas, "headers": {"ETag": etag()}},
    }


def operation(address: Address) -> dict:
    """One address in OpenAPI's form."""
    return {
        "operationId": address.name,
        "summary": address.summary,
        "parameters": [
            *(parameter(each, "path") for each in address.within),
            *(parameter(each, "query") for each in address.query),
        ],
        "responses": {
            "200": {
                "description": address.summary,
                "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
                "content": {"application/json": {"schema": schema(address.gives)}},
            },
            "304": {"description": REASONS[304]},
            **{str(status): other(status) for status in (*address.answers, 429)},
        },
    }


def schema(gives: type | None) -> dict:
    """The schema of an answer; the description itself is some object."""
    return {"$ref": REFERENCE.format(name=gives.__name__)} if gives else {"type": "object"}


def parameter(described_one: Parameter, place: str) -> dict:
    """A parameter in OpenAPI's form."""
    return {
        "name": described_one.name,
        "in": place,
        "required": place == "path",
        "description": described_one.meaning,
        "schema": {"type": "string", "pattern": f"^(?:{described_one.pattern})$"},
        "example": described_one.example,
    }


def other(status: int) -> dict:
    """An answer that is not the value that was asked for."""
    if status not in TITLES:
        return {
            "description": REASONS[status],
            "headers": {"Location": {"schema": {"type": "string", "format": "uri-reference"}}},
        }
    content = {PROBLEM: {"schema": {"$ref": REFERENCE.format(name="Problem")}}}
    return {"description": REASONS[status], "content": content}


def etag() -> dict:
    """The header by which an unchanged answer is not sent again."""
    return {"description": REASONS[304], "schema": {"type": "string"}}


def paths_for_people() -> list[dict]:
    """Each address with its parameters and a working form of its path, for the page."""
    return [
        {
            "path": address.path,
            "summary": address.summary,
            "parameters": [*address.within, *address.query],
        }
        for address in ADDRESSES
    ]
