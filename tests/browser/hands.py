"""Hands at a computer that are counted: whatever a person does to a page in a test goes through them."""

from contextlib import contextmanager
from dataclasses import astuple, dataclass

from playwright.sync_api import Locator, Page


@dataclass
class Tally:
    """How often the mouse clicked, how often it dragged, keys that are not typing, letters typed, pages that came."""

    clicks: int = 0
    drags: int = 0
    keys: int = 0
    letters: int = 0
    pages: int = 0

    @property
    def actions(self) -> int:
        """All besides typing."""
        return self.clicks + self.drags + self.keys

    def __sub__(self, before: "Tally") -> "Tally":
        return Tally(*(now - then for now, then in zip(astuple(self), astuple(before), strict=True)))

    def __str__(self):
        return (
            f"{self.actions} thao tác ({self.clicks} lần bấm, {self.drags} lần kéo, {self.keys} phím), "
            f"{self.letters} chữ gõ, {self.pages} trang"
        )


class Hands:
    """One person's mouse and keyboard on a page; a test reads from `page` and touches it only through here."""

    def __init__(self, page: Page, tally: Tally):
        self.page, self.tally = page, tally
        # The main frame's documents only: previews in frames of a page are no pages that somebody has to wait for.
        page.on("domcontentloaded", self._came)

    def _came(self, page) -> None:
        """One page more."""
        self.tally.pages += 1

    def click(self, what: Locator) -> None:
        """Click on something."""
        what.click()
        self.tally.clicks += 1

    def select_first_word(self, what: Locator) -> None:
        """Double-click the first word of a text, once its letters stand where they will stay."""
        self.page.wait_for_load_state("load")
        self.page.evaluate("() => document.fonts.ready.then(() => true)")
        what.click(click_count=2, position={"x": 8, "y": 10})
        self.tally.clicks += 2

    def press(self, label: str, within=None) -> None:
        """Press the button with this label and wait for the next page."""
        button = (within or self.page).get_by_role("button", name=label, exact=True).first
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.click(button)

    def follow(self, label: str, within=None) -> None:
        """Follow the link with this text and wait for the next page."""
        link = (within or self.page).get_by_role("link", name=label, exact=True).first
        with self.page.expect_navigation(wait_until="domcontentloaded"):
            self.click(link)

    def key(self, name: str, times: int = 1) -> None:
        """Press a key that types nothing."""
        for _ in range(times):
            self.page.keyboard.press(name)
        self.tally.keys += times

    def type(self, words: str) -> None:
        """Type where the focus is."""
        self.page.keyboard.type(words)
        self.tally.letters += len(words)

    def write(self, field: Locator, words: str) -> None:
        """Click into a field and type."""
        self.click(field)
        self.type(words)

    def set(self, field: Locator, value: str) -> None:
        """Click into a field of date and time and type its digits."""
        # How such a field is typed into is the browser's affair, and its language's.
        field.fill(value)
        self.tally.clicks += 1
        self.tally.letters += sum(letter.isdigit() for letter in value)

    def choose(self, field: Locator, label: str) -> None:
        """Open a list and choose from it."""
        # The list that opens is drawn by the operating system, out of a test's reach: a click each, to open and to choose.
        field.select_option(label=label)
        self.tally.clicks += 2

    def drag(self, what: Locator, target: Locator) -> None:
        """Take something and drop it on the upper edge of something else; both are in view."""
        start, end = what.bounding_box(), target.bounding_box()
        mouse = self.page.mouse
        mouse.move(start["x"] + start["width"] / 2, start["y"] + 10)
        mouse.down()
        # A hand takes its time, and never stands quite still: lists give way in small movements.
        for nearer in (20, 6, 2):
            mouse.move(end["x"] + 60 + nearer, end["y"] + 8 + nearer / 4, steps=4)
            self.page.wait_for_timeout(60)
        mouse.up()
        self.tally.drags += 1


@contextmanager
def counted(tally: Tally, parts: dict[str, Tally], name: str):
    """What is done inside, as a part of its own."""
    before = Tally(*astuple(tally))
    yield
    parts[name] = tally - before
