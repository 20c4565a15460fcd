"""The sandbox's page in headless Chromium, as a person uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.common.exceptions import (
    ElementClickInterceptedException,
    ElementNotInteractableException,
    StaleElementReferenceException,
)
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--window-size=1440,900"),
)


@contextmanager
def opened(profile: Path) -> Iterator[Chrome]:
    """Open a browser with a new profile in a folder."""
    options = ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with Chrome(options=options, service=Service("/usr/bin/chromedriver")) as started:
        yield started


class Page:
    """The page as a person uses it."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser

    def see(self, selector: str, words: str = "") -> WebElement:
        def found(browser: Chrome) -> WebElement | None:
            shown = [one for one in browser.find_elements(By.CSS_SELECTOR, selector) if one.is_displayed()]
            return next((one for one in shown if words in one.text), None)

        waiting = WebDriverWait(self.browser, 60, ignored_exceptions=[StaleElementReferenceException])
        seen: WebElement = waiting.until(found, f"{selector} {words!r} was never there")
        return seen

    def click(self, selector: str, words: str = "") -> None:
        moving = [StaleElementReferenceException, ElementClickInterceptedException]
        waiting = WebDriverWait(self.browser, 60, ignored_exceptions=moving)
        waiting.until(lambda _: self.see(selector, words).click() is None)

    def write(self, person: int, *keys: str) -> None:
        moving = [StaleElementReferenceException, ElementNotInteractableException]
        waiting = WebDriverWait(self.browser, 60, ignored_exceptions=moving)
        waiting.until(lambda _: self.see(f"[data-column='{person}'] textarea").send_keys(*keys) is None)

    def attach(self, person: int, *paths: Path) -> None:
        picker = self.browser.find_element(By.CSS_SELECTOR, f"[data-picker='{person}']")
        picker.send_keys("\n".join(map(str, paths)))

    def gone(self, selector: str) -> bool:
        none = WebDriverWait(self.browser, 60).until_not(lambda b: b.find_elements(By.CSS_SELECTOR, selector))
        return not none
