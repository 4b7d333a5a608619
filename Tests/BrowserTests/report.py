#!/usr/bin/env python3
"""The report in headless Chromium: it loads without errors or requests, its pictures are there, and it is accessible.

Run as: python3 Tests/BrowserTests/report.py --catalog BINARY [--page FILE.html] [--screenshots FOLDER]
Without --page a demo catalog is made and reported. Needs selenium and Debian's chromium and chromium-driver.
"""
import argparse
import base64
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from PIL import Image
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import Browser

SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
# Pixels; a browser takes no picture of any height at once.
STRIP = 4000

# Each returns a list of sentences about what is wrong.
ACCESSIBILITY = r"""
const wrong = [];
const shown = element => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
const channel = value => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
const color = text => { const n = (text.match(/[\d.]+/g) || []).map(Number); return n.length < 3 || n[3] === 0 ? null : n; };
const behind = element => {
  for (let e = element; e; e = e.parentElement) { const c = color(getComputedStyle(e).backgroundColor); if (c) return c; }
  return [255, 255, 255];
};
const behindInPicture = label => {
  const box = label.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
  let found = null;
  for (const shape of label.ownerSVGElement.querySelectorAll("rect")) {
    if (shape.compareDocumentPosition(label) & Node.DOCUMENT_POSITION_FOLLOWING) {
      const r = shape.getBoundingClientRect(), c = color(getComputedStyle(shape).fill);
      if (c && r.left <= x && x <= r.right && r.top <= y && y <= r.bottom) found = c;
    }
  }
  return found || behind(label.ownerSVGElement.parentElement);
};
const seen = new Set();
for (const element of document.querySelectorAll("body *")) {
  if (!shown(element) || element.closest(".skip")) continue;
  const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
  if (!own || ["TITLE", "DESC", "SCRIPT", "STYLE"].includes(element.tagName.toUpperCase())) continue;
  const style = getComputedStyle(element), isLabel = element.tagName === "text";
  const ink = color(isLabel ? style.fill : style.color), paper = isLabel ? behindInPicture(element) : behind(element);
  const ratio = contrast(ink, paper);
  const key = `${ink}|${paper}`;
  if (ratio < 4.5 && !seen.has(key)) { seen.add(key); wrong.push(`contrast ${ratio.toFixed(2)} of "${element.textContent.trim().slice(0, 40)}"`); }
}
if (document.documentElement.lang !== "en") wrong.push("the page does not say its language");
if (!document.title) wrong.push("the page has no title");
for (const picture of document.querySelectorAll("svg, img")) {
  const ids = (picture.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean);
  const name = picture.getAttribute("alt") || ids.map(id => (document.getElementById(id) || {textContent: ""}).textContent).join(" ");
  if (!name.trim()) wrong.push(`picture ${picture.id} has no name`);
  if (!["img", "group"].includes(picture.getAttribute("role"))) wrong.push(`picture ${picture.id} has no role`);
}
let level = 0;
for (const heading of document.querySelectorAll("h1,h2,h3,h4")) {
  const next = Number(heading.tagName[1]);
  if (next > level + 1) wrong.push(`heading "${heading.textContent.trim()}" skips a level`);
  level = next;
}
if (document.querySelectorAll("h1").length !== 1) wrong.push("the page has not one h1");
if (document.querySelectorAll("main").length !== 1 || !document.querySelector("nav[aria-label]")) wrong.push("landmarks are missing");
const ids = new Set();
for (const element of document.querySelectorAll("[id]")) { if (ids.has(element.id)) wrong.push(`id ${element.id} is there twice`); ids.add(element.id); }
for (const link of document.querySelectorAll("a[href^='#']")) if (!document.getElementById(link.getAttribute("href").slice(1))) wrong.push(`link ${link.getAttribute("href")} leads nowhere`);
for (const table of document.querySelectorAll("table")) if (![...table.querySelectorAll("thead th")].every(h => h.scope === "col")) wrong.push("a table's heads have no scope");
for (const area of document.querySelectorAll(".scroll")) if (area.tabIndex !== 0 || !area.getAttribute("aria-label")) wrong.push("an area that scrolls cannot be reached");
if (document.documentElement.scrollWidth > window.innerWidth) wrong.push(`the page is ${document.documentElement.scrollWidth - window.innerWidth} pixels too wide`);
return wrong;
"""

# Words of a picture that lie on each other, or that its edge cuts off.
LABELS = r"""
const wrong = [];
for (const picture of document.querySelectorAll("figure svg")) {
  if (!picture.getClientRects().length) continue;
  const frame = picture.getBoundingClientRect(), placed = [];
  for (const label of picture.querySelectorAll("text")) {
    const box = label.getBoundingClientRect();
    // The box around a slanted word is larger than the word: such words lie beside each other as the lines of a text do.
    if (!box.width || /rotate/.test(label.getAttribute("transform") || "")) continue;
    const word = label.textContent.trim().slice(0, 30);
    if (box.left < frame.left - 1.5 || box.right > frame.right + 1.5 || box.top < frame.top - 1.5 || box.bottom > frame.bottom + 1.5) {
      wrong.push(`${picture.id}: "${word}" is cut off`);
    }
    // The line of a letter is higher than the letter: a third of the height may be shared.
    const air = box.height / 6;
    for (const other of placed) {
      const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
      const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
      if (across > 1 && down > 2 * air) wrong.push(`${picture.id}: "${word}" lies on "${other.word}"`);
    }
    placed.push({ box, word });
  }
}
return wrong.slice(0, 40);
"""


def dress(browser, size, scheme):
    """The page as it is seen on a screen of that size and colour."""
    width, height = SIZES[size]
    browser.resize(width, height)
    browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})


def requests(driver, page):
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if url.split("#")[0] != page and not url.startswith("data:"):
                yield url


def photograph(driver):
    """The whole page as one image, taken strip by strip: a picture for each figure takes a busy machine minutes."""
    width, height = driver.execute_script(
        "return [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    whole = Image.new("RGB", (width, height))
    for top in range(0, height, STRIP):
        clip = {"x": 0, "y": top, "width": width, "height": min(STRIP, height - top), "scale": 1}
        taken = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", "clip": clip, "captureBeyondViewport": True})
        whole.paste(Image.open(io.BytesIO(base64.b64decode(taken["data"]))).convert("RGB"), (0, top))
    return whole


def pictures(driver, whole):
    """What is wrong with the pictures, each looked at as pixels."""
    shown = driver.execute_script("""
        return [...document.querySelectorAll("figure svg")].filter(each => each.getClientRects().length).map(each => {
            const box = each.getBoundingClientRect();
            return [each.id, box.left + scrollX, box.top + scrollY, box.right + scrollX, box.bottom + scrollY];
        });""")
    if len(shown) < 8:
        yield f"only {len(shown)} pictures are shown"
    for name, left, top, right, bottom in shown:
        image = whole.crop((round(left), round(top), round(right), round(bottom)))
        if image.width < 200 or image.height < 60:
            yield f"{name} is {image.width} x {image.height}"
            continue
        # Below the heading there is more than paper.
        body = image.crop((0, min(70, image.height // 2), image.width, image.height))
        counts = body.getcolors(1 << 24)
        drawn = 1 - max(counts)[0] / (body.width * body.height)
        if drawn < 0.004 or len(counts) < 8:
            yield f"{name} is empty ({drawn:.2%} drawn, {len(counts)} colours)"


def labels(driver):
    """Words of a picture that lie on each other or outside of it."""
    return driver.execute_script(LABELS)


def keyboard(driver):
    points = [point for point in driver.find_elements(By.CSS_SELECTOR, ".map [tabindex]") if point.is_displayed()]
    if len(points) < 3:
        return ["the map has no points that can be focused"]
    driver.execute_script("arguments[0].focus()", next(p for p in points if p.get_attribute("tabindex") == "0"))
    told = [driver.find_element(By.ID, "map-told").text]
    for key in (Keys.END, Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_LEFT, Keys.ARROW_DOWN, Keys.ARROW_UP):
        driver.switch_to.active_element.send_keys(key)
        told.append(driver.find_element(By.ID, "map-told").text)
    label = driver.switch_to.active_element.get_attribute("aria-label")
    wrong = [] if len(set(told)) > 2 and label == told[-1] else [f"the arrow keys do not tell tracks: {told}"]
    driver.execute_script("arguments[0].dispatchEvent(new PointerEvent('pointerover', {bubbles: true}))", points[2])
    if driver.find_element(By.ID, "map-told").text != points[2].get_attribute("aria-label"):
        wrong.append("hovering does not tell the track")
    return wrong


def make_page(catalog, folder):
    environment = os.environ | {"CATALOG": folder + "/demo.catalog"}

    def run(*words):
        result = subprocess.run([catalog, *words], capture_output=True, text=True, env=environment, cwd=folder)
        if result.returncode not in (0, 1):
            sys.exit(f"catalog {' '.join(words)}: {result.stderr}")

    run("init")
    run("demo-library", folder + "/library")
    run("ingest", folder + "/library")
    run("import", "listens", folder + "/library/listens.jsonl")
    run("evaluate")
    run("evaluate", "--seed", "2")
    run("report", folder + "/report.html")
    return folder + "/report.html"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--catalog", required=True)
    parser.add_argument("--page")
    parser.add_argument("--screenshots")
    options = parser.parse_args()
    problems, looked = [], 0
    with tempfile.TemporaryDirectory() as folder:
        path = options.page or make_page(str(pathlib.Path(options.catalog).resolve()), folder)
        page = pathlib.Path(path).resolve().as_uri()
        browser = Browser(page)
        driver = browser.driver
        try:
            for size in SIZES:
                for scheme in ("light", "dark"):
                    dress(browser, size, scheme)
                    browser.go()
                    whole = photograph(driver)
                    found = list(pictures(driver, whole)) + labels(driver) + driver.execute_script(ACCESSIBILITY)
                    found += keyboard(driver)
                    found += [f"console: {entry['message']}" for entry in driver.get_log("browser")]
                    found += [f"request: {url}" for url in requests(driver, page)]
                    problems += [f"{size}, {scheme}: {sentence}" for sentence in found]
                    looked += 1
                    if options.screenshots:
                        whole.save(pathlib.Path(options.screenshots, f"{size}-{scheme}.png"))
        finally:
            browser.close()
    print("\n".join(problems) or f"The report is whole in {looked} looks: no error, no request, every picture drawn, accessible.")
    sys.exit(1 if problems else 0)


main()
