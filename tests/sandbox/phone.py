"""The end of a conversation of the sandbox's page as a telephone shows it: a small PNG, and the words on it."""

import base64
import re
from io import BytesIO
from typing import Any

from PIL import Image
from selenium.webdriver import Chrome

from tests.browser import Page

WIDTH, HIGHEST = 390, 540  # CSS pixels
LETTERS = 1.6  # pixels of the picture for each
_TALL = 2400  # the last message is seen whole, however long
_COLOURS = 96
_LOOK = """
const [person, highest, done] = arguments;
for (const one of document.querySelectorAll(".column")) one.style.background = "#e6ece9"; // fewer bytes
const log = document.querySelector(`[data-column="${person}"] .log`);
const settled = () => {
  const places = [...log.querySelectorAll(".turn")].map((one) => ({ one, ...one.getBoundingClientRect().toJSON() }));
  const last = places.at(-1);
  const fits = places.filter((place) => last.bottom - place.top <= highest);
  const shown = fits.length ? fits : [last];
  done([shown[0].top, Math.min(last.bottom, shown[0].top + highest), shown.map((place) => place.one.innerText)]);
};
const loaded = [...log.querySelectorAll("img")].map((one) => one.decode());
Promise.all(loaded).then(() => {
  log.scrollTop = log.scrollHeight;
  requestAnimationFrame(() => requestAnimationFrame(settled));
});
"""


def photographed(browser: Chrome, address: str, person: int) -> tuple[bytes, str]:
    """Give the last messages that fit, or the beginning of the last one, and their words without hours and codes."""
    browser.get(address)
    browser.execute_script("localStorage.setItem('timeline', 'closed')")
    browser.get(address)
    page = Page(browser)
    page.click(f"[data-person='{person}']")
    page.see(f"[data-column='{person}'] .turn")
    size = {"width": WIDTH, "height": _TALL, "deviceScaleFactor": LETTERS, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    top, bottom, words = browser.execute_async_script(_LOOK, person, HIGHEST)
    clip = {"x": 0, "y": top - 5, "width": WIDTH - 8, "height": bottom - top + 10, "scale": 1}
    taken: dict[str, Any] = browser.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.get("about:blank")
    image = Image.open(BytesIO(base64.b64decode(taken["data"]))).convert("RGB")
    kept = BytesIO()
    image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(kept, "PNG")
    return kept.getvalue(), _lasting(words)


def _lasting(words: list[str]) -> str:
    return re.sub(r"\b[A-Z0-9]{10}\b", "…", re.sub(r"\d\d:\d\d", "…", "\n\n".join(words)))
