"""Headless Chromium for the tests of pages, and what every page is held to."""

import os
import pathlib
import time

from selenium import webdriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select
from selenium.common.exceptions import WebDriverException

WAIT_SECONDS = 20


class Failure(Exception):
    """Something is not as a person would find it."""


def expect(holds, sentence):
    if not holds:
        raise Failure(f"does not hold: {sentence}")


def until(condition, sentence, seconds=WAIT_SECONDS):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if condition():
                return
        except WebDriverException:
            pass
        time.sleep(0.05)
    raise Failure(f"does not hold after {seconds} s: {sentence}")


class Browser:
    def __init__(self, address):
        options = webdriver.ChromeOptions()
        for word in ("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--autoplay-policy=no-user-gesture-required",
                     "--lang=en", "--window-size=1280,900", "--force-prefers-reduced-motion", "--mute-audio"):
            options.add_argument(word)
        if os.geteuid() == 0:
            options.add_argument("--no-sandbox")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.address = address
        self.driver = webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))

    def go(self, place=""):
        self.driver.get(self.address + place)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def count(self, selector):
        return len(self.driver.find_elements(By.CSS_SELECTOR, selector))

    def text(self, selector):
        return self.find(selector).text

    def click(self, selector):
        self.find(selector).click()

    def press(self, key):
        ActionChains(self.driver).send_keys(getattr(Keys, {"ArrowDown": "ARROW_DOWN", "ArrowUp": "ARROW_UP",
                                                           "ArrowRight": "ARROW_RIGHT", "ArrowLeft": "ARROW_LEFT",
                                                           "Enter": "ENTER", "Escape": "ESCAPE"}.get(key, ""), key)).perform()

    def choose(self, selector, value):
        Select(self.find(selector)).select_by_value(value)

    def script(self, text, *arguments):
        return self.driver.execute_script(text, *arguments)

    def wait_for(self, text):
        """What a script calls its last argument with."""
        return self.driver.execute_async_script(text)

    def resize(self, width, height):
        # The window of a headless browser is no narrower than 500: a phone is emulated.
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600})

    def picture(self, path):
        pathlib.Path(path).write_bytes(self.driver.get_screenshot_as_png())

    def go_offline(self, is_offline):
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.emulateNetworkConditions",
                                    {"offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})

    def forget_errors(self):
        """After what was made to fail on purpose."""
        self.driver.get_log("browser")

    def expect_no_errors(self):
        # A file that is refused on purpose is an answer and no error.
        lines = [line["message"] for line in self.driver.get_log("browser") if line["level"] == "SEVERE"]
        lines = [line for line in lines if "/v1/analyze" not in line]
        expect(not lines, f"the console has no error: {lines[:3]}")

    def expect_only_own_requests(self):
        names = self.script("return performance.getEntriesByType('resource').map((each) => each.name)")
        foreign = [name for name in names if not name.startswith((self.address, "data:", "blob:"))]
        expect(not foreign, f"nothing is asked of anybody else: {foreign[:3]}")

    def accessibility_problems(self):
        return self.script(ACCESSIBILITY)

    def close(self):
        self.driver.quit()


# Contrast of every visible text, a name for everything that can be used or seen, headings in order, a language.
ACCESSIBILITY = r"""
const problems = [];
const visible = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && Number(style.opacity) > 0.5
        && !element.closest("[hidden], [aria-hidden=true]") && element.checkVisibility?.() !== false;
};
const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const color = (text) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = text;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
};
const over = (top, bottom) => [0, 1, 2].map((i) => top[i] * top[3] + bottom[i] * (1 - top[3])).concat(1);
const background = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) {
        const style = getComputedStyle(each);
        if (style.backgroundImage !== "none") return null;
        const layer = color(style.backgroundColor);
        if (layer[3] > 0) layers.push(layer);
        if (layer[3] === 1) break;
    }
    return layers.reverse().reduce((bottom, top) => over(top, bottom), [255, 255, 255, 1]);
};
const luminance = ([r, g, b]) => {
    const linear = [r, g, b].map((value) => value / 255).map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
};
const contrast = (one, other) => {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || !visible(element) || element.closest("script, style, noscript, option, :disabled")) continue;
    const style = getComputedStyle(element);
    const behind = background(element.closest("svg") ?? element);
    if (!behind) continue;
    const ink = over(color(element.closest("svg") ? style.fill : style.color), behind);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700;
    const ratio = contrast(ink, behind);
    if (ratio < (isLarge ? 3 : 4.5)) problems.push(`contrast ${ratio.toFixed(2)} of "${node.textContent.trim().slice(0, 40)}"`);
}
const name = (element) => (element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent
    || element.title || element.alt || element.getAttribute("placeholder")
    || (element.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join("")).trim();
for (const element of document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=img], [role=slider], [role=application], canvas[tabindex]")) {
    if (visible(element) && !name(element)) problems.push(`no name: ${element.outerHTML.slice(0, 90)}`);
}
for (const image of document.querySelectorAll("img")) if (!image.hasAttribute("alt")) problems.push(`no alt: ${image.outerHTML.slice(0, 90)}`);
let level = 0;
for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    if (!visible(heading)) continue;
    const next = Number(heading.tagName[1]);
    if (next > level + 1) problems.push(`the heading "${heading.textContent.slice(0, 40)}" skips a level`);
    level = next;
}
if (!document.documentElement.lang) problems.push("the page does not say its language");
const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) problems.push(`the id ${id} is there twice`);
return [...new Set(problems)].slice(0, 5);
"""
