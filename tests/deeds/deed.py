"""One deed: what somebody sends, who may, and how to see that it was done.

Five places stand for the article's writer, another writer, editor, chief and administrator. A letter: it is done. A dash:
refused with 403. An exclamation mark: refused with a sentence on the page that comes next. A dot: there is no such page (404).
In all but the first case the database stays as it was.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model
from django.test import Client

from news.models import User
from tests.news.admin_forms import change_url, filled_in, step_url

ACTORS = {"w": "writer", "o": "other_writer", "e": "editor", "c": "chief", "a": "administrator"}
NOBODY = "-----"
NO_PAGE = "....."


@dataclass(frozen=True)
class Cast:
    """The people; others than those who act prepare what is acted on."""

    writer: User
    other_writer: User
    editor: User
    second_editor: User
    chief: User
    second_chief: User
    administrator: User
    owner: User


@dataclass(frozen=True)
class Request:
    """What is sent, and whether it has worked; `done` looks at the database."""

    address: str
    data: dict
    done: Callable[[], bool]


@dataclass(frozen=True)
class Deed:
    """`prepare(cast, actor)` sets the scene and returns the request."""

    name: str
    who: str
    prepare: Callable[[Cast, User], Request]


DEEDS: list[Deed] = []


def deed(who: str):
    """Enter a function in the list, with who may do it."""

    def enter(prepare):
        DEEDS.append(Deed(prepare.__name__, who, prepare))
        return prepare

    return enter


def now(row: Model) -> Model:
    """The row as it is stored."""
    return type(row)._default_manager.get(pk=row.pk)


def step(row: Model, name: str, target: str, **data) -> Request:
    """A step of the workflow, as its confirm page sends it."""
    sent = {"seen": row.status, "seen_version": row.version, "note": "Vì thế.", **data}
    return Request(step_url(row, name), sent, lambda: now(row).status == target)


def form_of(row: Model, user: User, **changes) -> tuple[str, dict]:
    """Address and fields of a row's form, as they stand before somebody who may fill it in."""
    browser = Client()
    browser.force_login(user)
    address = change_url(row)
    return address, filled_in(browser.get(address), **changes)


def form_at(address: str, user: User, **changes) -> dict:
    """The fields of an empty form."""
    browser = Client()
    browser.force_login(user)
    return filled_in(browser.get(address), **changes)


def deletion_of(row: Model) -> str:
    """The address that deletes a row."""
    return change_url(row).replace("/change/", "/delete/")
