"""Carry out a task in a browser with the mouse, or with the keyboard only."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.e2e.browser import Visits

_MOST_TABS = 150

#: Each task is done by mouse on a phone and on a tablet, and by the keyboard alone on a laptop; in both themes.
HANDS = ("mouse, 360, light", "mouse, 768, dark", "keyboard, 1366, dark")


class Hand:
    """Who does a task: points and clicks, or presses keys alone."""

    def __init__(self, page: Page, *, keyboard: bool) -> None:
        self.page, self._keyboard = page, keyboard
        # As long as somebody listens, a file is asked of us; else, now and then, of a dialogue that nobody sees.
        page.on("filechooser", lambda _: None)

    def press(self, what: Locator) -> None:
        """Press a button, follow a link."""
        if self._keyboard:
            self._reach(what)
            self.page.keyboard.press("Enter")
        else:
            what.click()

    def write(self, what: Locator, text: str) -> None:
        """Write into a field."""
        if self._keyboard:
            self._reach(what)
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(text)
        else:
            what.fill(text)

    def day(self, what: Locator, day: str) -> None:
        """Write a day into a field of days, which has three parts."""
        if self._keyboard:
            self._reach(what)
            year, month, number = day.split("-")
            self.page.keyboard.type(month + number + year)
        else:
            what.fill(day)

    def choose(self, what: Locator, file: Path) -> None:
        """Choose a file; the dialogue is the system's."""
        if self._keyboard:
            self._reach(what)
            with self.page.expect_file_chooser() as chooser:
                self.page.keyboard.press("Space")
        else:
            with self.page.expect_file_chooser() as chooser:
                what.click()
        chooser.value.set_files(file)

    def _reach(self, what: Locator) -> None:
        """By the tabulator, as everybody must be able to; what is reached must show that it is."""
        what.wait_for()
        for _ in range(_MOST_TABS):
            if what.evaluate("one => document.activeElement === one"):  # an update of the page may replace it meanwhile
                outline = self.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
                assert outline != "none", "the focus cannot be seen"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{what} is not reached by the keyboard")


@contextmanager
def hand_of(visits: Visits, kind: str, *, fresh: bool = False) -> Generator[Hand]:
    """One of `HANDS` on a page of its own, signed in unless it is to be fresh."""
    way, width, theme = kind.split(", ")
    with visits.page(int(width), fresh=fresh, color_scheme=theme) as page:
        yield Hand(page, keyboard=way == "keyboard")
