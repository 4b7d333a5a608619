"""Drives the page of the service in headless Chromium, as a person would.

    page.py CATALOG-BINARY [--screenshots FOLDER] [--world FOLDER]

Composes the demo library, has the catalog hear it and learn from it, starts the service, and goes through the page:
search, a track, a dropped file, likes and skips, playing, mixes, the map, statistics, languages, themes, a phone.
A world that is named is kept: what was heard and learnt once is there the next time.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

from browser import Browser, Failure, expect, until

WAIT_SECONDS = 20


class Service:
    """The real program, with a catalog of its own."""

    def __init__(self, binary, folder):
        self.binary = str(binary)
        self.folder = pathlib.Path(folder)
        self.catalog = self.folder / "page.catalog"
        self.library = self.folder / "library"

    def run(self, *words):
        command = [self.binary, *words, "--catalog", str(self.catalog), "--quiet"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode not in (0, 1):
            raise Failure(f"{' '.join(words)} ended with {done.returncode}: {done.stderr.strip()}")

    def prepare(self):
        if self.catalog.exists():
            return
        self.run("init")
        self.run("demo-library", str(self.library))
        self.run("ingest", str(self.library))
        self.run("import", "listens", str(self.library / "listens.jsonl"))
        self.run("train", "genre", "--epochs", "6", "--patches", "2")
        self.run("train", "critic")

    def start(self):
        self.process = subprocess.Popen(
            [self.binary, "serve", "--catalog", str(self.catalog), "--listen", "127.0.0.1:0",
             "--library", str(self.library)],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        for line in self.process.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                self.address = found.group(0)
                return
        raise Failure("the service did not start")

    def ask(self, path):
        with urllib.request.urlopen(self.address + path, timeout=WAIT_SECONDS) as answer:
            return json.load(answer)

    def stop(self):
        self.process.terminate()
        self.process.wait(WAIT_SECONDS)


def titles(browser):
    return browser.script("return [...document.querySelectorAll('.track .title')].map((each) => each.textContent)")


def searches(browser, service):
    field = browser.find("#search")
    field.send_keys("glacer")
    until(lambda: browser.count("#search-results [role=option]") > 0, "search finds something as one types")
    expect("Glacier Choir" in browser.text("#search-results"), "a typing mistake is forgiven")
    browser.press("ArrowDown")
    browser.press("Enter")
    until(lambda: "Glacier Choir" in browser.text("h1"), "Enter opens what was chosen")


def opens_a_track(browser, service):
    track = service.ask("/v1/search?q=Drift%20Station")["tracks"][0]
    browser.go(f"#/track/{track['id']}")
    until(lambda: browser.text("h1") == track["title"], "the track's page opens")
    text = browser.text("#main")
    for word in ("Tempo", "BPM", "Key", "LUFS", "Rating", "Similar", "Genres"):
        expect(word in text, f"a track's page shows {word}")
    expect(browser.count(".rating-scale") == 1, "the rating is drawn")
    expect(browser.count(".balance tr") >= 5, "the rating has reasons")
    expect(browser.count(".flower .petal") == 12, "the pitch classes are drawn")
    expect(browser.count(".track") >= 5, "similar tracks are listed")


def judges_a_file(browser, service):
    browser.go("#/judge")
    until(lambda: browser.count("#file") == 1, "the judge waits for a file")
    song = sorted(service.library.rglob("*.mp3"))[0]
    browser.find("#file").send_keys(str(song))
    until(lambda: browser.count("#judged-genres .bars tbody tr") == 3, "three genres are shown", seconds=60)
    until(lambda: browser.count("#judged-rating .rating-scale") == 1, "a rating is shown")
    expect(browser.count("#judged-rating .balance tr") >= 5, "the rating has reasons")
    text = service.folder / "text.mp3"
    text.write_text("This is no music at all.\n" * 50)
    browser.find("#file").send_keys(str(text))
    until(lambda: browser.count("#judged [role=alert]") == 1, "what is no audio is refused with a sentence")


def likes_and_skips(browser, service):
    """As somebody who has just come: whatever they say first counts most."""
    browser.go("#/settings")
    until(lambda: browser.count("#new-person") == 1, "a listener can be added")
    name = f"visitor {time.time_ns() % 10**9}"
    browser.find("#new-person").send_keys(name)
    browser.press("Enter")
    until(lambda: name in browser.text("#person"), "whoever was added is chosen")
    browser.go("#/")
    until(lambda: name in browser.text("h1") and browser.count(".track") >= 10, "recommendations are listed")
    before = titles(browser)
    browser.script("document.querySelector('.track').focus()")
    track = int(browser.script("return document.activeElement.dataset.track"))
    person = int(browser.script("return document.getElementById('person').value"))
    browser.press("l")
    until(lambda: service.ask(f"/v1/users/{person}/opinions/{track}")["stance"] == "like", "l likes the row")
    until(lambda: titles(browser) != before, "a like changes the list")
    now = titles(browser)
    browser.script("document.querySelector('.track').focus()")
    browser.press("s")
    until(lambda: now[0] not in titles(browser)[:1], "a skipped track leaves its place")
    browser.script("document.querySelector('.track').focus()")
    track = int(browser.script("return document.activeElement.dataset.track"))
    browser.press("4")
    until(lambda: service.ask(f"/v1/users/{person}/opinions/{track}")["rating"] == 4, "4 gives four stars")
    kinds = [event["kind"] for event in service.ask(f"/v1/users/{person}/feedback?limit=5")["items"]]
    expect({"like", "skip", "rating"} <= set(kinds), f"like, skip and stars are on disk ({kinds})")
    shown = titles(browser)
    told = json.dumps({"user_id": person, "track_id": track, "kind": "ban"}).encode()
    request = urllib.request.Request(service.address + "/v1/feedback", told, {"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=WAIT_SECONDS).close()
    until(lambda: titles(browser) != shown, "what another player tells changes the list without a click")


def plays(browser, service):
    browser.go("#/browse/albums")
    until(lambda: browser.count(".tile") > 0, "albums are listed")
    browser.click(".tile")
    until(lambda: browser.count(".track") > 0, "an album lists its tracks")
    browser.click(".track .play")
    until(lambda: browser.count("#player:not([hidden])") == 1, "the player shows")
    until(lambda: re.match(r"0:0[1-9]", browser.text("#player .time")), "a track plays")
    person = int(browser.script("return document.getElementById('person').value"))
    before = service.ask(f"/v1/users/{person}/feedback?limit=1")["items"][0]["id"]
    browser.click("#player .transport button:last-child")
    until(lambda: service.ask(f"/v1/users/{person}/feedback?limit=1")["items"][0]["id"] != before,
          "what was left early is told as a skip")
    expect(service.ask(f"/v1/users/{person}/feedback?limit=1")["items"][0]["kind"] == "skip", "and it is a skip")


def mixes(browser, service):
    browser.go("#/mix?kind=mood")
    until(lambda: browser.count(".pad") == 1, "the mood pad shows")
    browser.script("document.querySelector('.pad').focus()")
    before = browser.script("return document.querySelector('.pad').getAttribute('aria-valuetext')")
    browser.press("ArrowRight")
    expect(browser.script("return document.querySelector('.pad').getAttribute('aria-valuetext')") != before,
           "an arrow key moves the mood")
    first, last = (service.ask(f"/v1/search?q={word}")["tracks"][0]["id"] for word in ("Thaw", "Sodium"))
    browser.go(f"#/mix?from={first}&to={last}")
    until(lambda: browser.count(".track") >= 5, "a path from one track to another is found")
    browser.go("#/mix?kind=blend")
    until(lambda: browser.count(".picker input") == 2, "add and take away shows")
    browser.find(".picker input").send_keys("Thaw")
    until(lambda: browser.count(".picker [role=option]") > 0, "a picker finds tracks")
    browser.press("Enter")
    until(lambda: browser.count(".track") >= 5, "what is like a track is found")


def shows_pictures(browser, service):
    browser.go("#/map")
    until(lambda: browser.count("canvas.map") == 1, "the map shows")
    inked = "const c = document.querySelector('canvas.map'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;" \
            "let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n"
    until(lambda: browser.script(inked) > 500, "the map is not empty")
    browser.script("document.querySelector('canvas.map').focus()")
    browser.press("ArrowRight")
    until(lambda: browser.count(".map-card a") == 1, "an arrow key chooses a track on the map")
    browser.go("#/stats")
    until(lambda: browser.count(".drawn i") >= 10, "statistics show bars")
    browser.go("#/stats/feedback")
    until(lambda: browser.count(".curve") >= 2 and browser.count(".cell") >= 24 * 7, "listening is drawn over days and hours")
    browser.go("#/trending")
    until(lambda: browser.count(".track") >= 5, "what trends is listed")
    browser.go("#/library")
    until(lambda: "60" in browser.text(".counts"), "the library is counted")
    browser.click("#main .primary")
    until(lambda: "60 unchanged" in browser.text("#main"), "an ingest runs and reconciles", seconds=60)


def changes_language_and_theme(browser, service):
    browser.go("#/")
    until(lambda: browser.count(".track") > 0, "the first view shows again")
    for code, heading in (("de", "Als Nächstes"), ("es", "Lo que sigue"), ("fr", "La suite"), ("en", "Next for")):
        browser.choose("#language", code)
        until(lambda: heading in browser.text("h1"), f"the page speaks {code}")
        expect(browser.script("return document.documentElement.lang") == code, "and says which language it speaks")
    browser.press("?")
    until(lambda: browser.count("dialog[open] kbd") >= 8, "? lists the keys")
    browser.press("Escape")
    until(lambda: browser.count("dialog[open]") == 0, "and Escape puts the list away")
    background = "return getComputedStyle(document.documentElement).backgroundColor"
    before = browser.script(background)
    for _ in range(3):
        browser.click("#theme")
        if browser.script(background) != before:
            break
    expect(browser.script(background) != before, "the theme changes")


def speaks_whole_languages(browser, service):
    """What English says every language says, with the same gaps."""
    lacks = browser.wait_for("""
        const [done] = [...arguments].slice(-1);
        const gaps = (text) => [...[text].flat().join(" ").matchAll(/\\{\\w+\\}/g)].map(String).filter((each, index, all) => all.indexOf(each) === index).sort().join();
        (async () => {
            const english = (await import("/words-en.js")).default;
            const lacks = [];
            for (const code of ["de", "es", "fr"]) {
                const words = (await import(`/words-${code}.js`)).default;
                for (const [name, text] of Object.entries(english)) {
                    if (words[name] === undefined || gaps(words[name]) !== gaps(text)) lacks.push(`${code}: ${name}`);
                }
            }
            done(lacks);
        })().catch((error) => done([String(error)]));
    """)
    expect(not lacks, f"every language is whole: {lacks[:5]}")


CHECKS = [searches, opens_a_track, judges_a_file, likes_and_skips, plays, mixes, shows_pictures, speaks_whole_languages,
          changes_language_and_theme]
VIEWS = ["#/", "#/browse/artists", "#/judge", "#/mix", "#/map", "#/trending", "#/stats", "#/stats/feedback",
         "#/library", "#/settings", "#/track/1"]


def looks_right(browser, screenshots):
    """Every view at both widths and in both themes: readable, labelled, nothing wider than the window."""
    for name, size in (("desktop", (1280, 900)), ("phone", (390, 844))):
        browser.resize(*size)
        for theme in ("light", "dark"):
            browser.script(f"document.documentElement.dataset.theme = '{theme}'")
            for view in VIEWS:
                browser.go(view)
                until(lambda: browser.count("#main h1") == 1 and browser.count("#main .view > *") > 1, f"{view} shows")
                time.sleep(0.3)
                expect(browser.script("return document.documentElement.scrollWidth <= innerWidth + 1"),
                       f"{view} fits into the window of a {name}")
                for problem in browser.accessibility_problems():
                    raise Failure(f"{view}, {name}, {theme}: {problem}")
                if screenshots:
                    word = re.sub(r"\W+", "-", view.strip("#/")) or "home"
                    browser.picture(screenshots / f"{word}-{name}-{theme}.png")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path)
    parser.add_argument("--world", type=pathlib.Path)
    options = parser.parse_args()
    if options.screenshots:
        options.screenshots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if options.world:
            options.world.mkdir(parents=True, exist_ok=True)
        service = Service(options.binary.resolve(), options.world or folder)
        service.prepare()
        service.start()
        browser = Browser(service.address + "/")
        passed = 0
        try:
            browser.go("#/")
            for check in CHECKS:
                check(browser, service)
                passed += 1
                print(f"passed: {check.__name__.replace('_', ' ')}")
            looks_right(browser, options.screenshots)
            passed += 1
            browser.expect_no_errors()
            browser.expect_only_own_requests()
        except Failure as failure:
            print(f"failed: {failure}", file=sys.stderr)
            if options.screenshots:
                browser.picture(options.screenshots / "failed.png")
            print(f"{passed} passed, 1 failed")
            return 1
        finally:
            browser.close()
            service.stop()
        print(f"{passed} passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
