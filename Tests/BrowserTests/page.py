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

    def tell(self, path, body):
        request = urllib.request.Request(
            self.address + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=WAIT_SECONDS) as answer:
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
    expect(browser.count("#judged-moods p, #judged-moods .bars") >= 1, "moods are shown, or why not")
    expect("is judged" in browser.script("return document.querySelector('.hidden[role=status]').textContent"),
           "one sentence tells the verdict")
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


def bans_from_the_queue(browser, service):
    browser.go("#/browse/albums")
    until(lambda: browser.count(".tile") > 0, "albums are listed again")
    browser.click(".tile")
    until(lambda: browser.count(".track") > 3, "an album has tracks enough for a queue")
    names = titles(browser)
    browser.click(".track .play")
    until(lambda: browser.text("#player .title") == names[0], "the first plays")
    until(lambda: browser.count(".track[aria-current]") == 1, "the row that plays is marked")
    browser.script("document.querySelectorAll('.track')[1].focus()")
    browser.press("b")
    until(lambda: browser.count(".track.refused") == 1, "a ban shows in its row")
    browser.press("n")
    until(lambda: browser.text("#player .title") == names[2], "what is banned is not played")
    browser.script("document.querySelectorAll('.track')[2].focus()")
    browser.press("s")
    until(lambda: browser.text("#player .title") == names[3], "a skip on the row that plays moves the player on")
    browser.script("document.querySelectorAll('.track')[1].focus()")
    browser.press("b")
    until(lambda: browser.count(".track.refused .stars") == 1, "a ban is taken back")


def survives_failures(browser, service):
    """A service that is away ends nothing; files that are away end the playing."""
    browser.expect_no_errors()
    browser.go("#/")
    until(lambda: browser.count(".track") >= 5, "the first view lists tracks")
    names = titles(browser)
    browser.click(".track .play")
    until(lambda: re.match(r"0:0[1-9]", browser.text("#player .time")), "a track plays")
    browser.go_offline(True)
    browser.click("#player .transport button:last-child")
    until(lambda: "does not answer" in browser.text("#toasts"), "it is said that the service does not answer")
    time.sleep(1)
    expect(browser.text("#player .title") == names[1], "and the player stays at the first track that fails")
    browser.go_offline(False)
    browser.click("#player .large")
    until(lambda: re.match(r"0:0[1-9]", browser.text("#player .time")), "it goes on when the service is back")
    away = service.library.with_name("away")
    service.library.rename(away)
    try:
        browser.go("#/trending")
        until(lambda: browser.text("h1") == "Trending" and browser.count(".track") >= 5, "another list is there")
        names = titles(browser)
        browser.click(".track .play")
        until(lambda: "3 tracks in a row" in browser.text("#toasts"), "after three files that are missing the player gives up")
        expect(browser.text("#player .title") in names[2:-1], "and keeps its place")
    finally:
        away.rename(service.library)
    browser.forget_errors()


def keeps_focus_and_place(browser, service):
    focused = "return document.activeElement.id || document.activeElement.tagName"
    browser.go("#/trending")
    until(lambda: browser.text("h1") == "Trending", "the trends show")
    browser.script("location.hash = '#/track/3'")
    until(lambda: browser.count(".hero") == 1 and browser.script(focused) == "H1", "a new view has the focus on its heading")
    browser.script("document.getElementById('skip-link').focus()")
    browser.press("Enter")
    expect(browser.script(focused) == "main", "the way past the navigation ends at the content")
    expect(browser.script("return location.hash") == "#/track/3" and browser.count(".hero") == 1, "and the view stays")
    browser.click("#play-track")
    until(lambda: browser.count("#player:not([hidden])") == 1, "the player shows")
    browser.script("location.hash = '#/'")
    until(lambda: browser.text("h1").startswith("Next for") and browser.count(".track") >= 10, "the first view shows")
    browser.click(".track .play")
    browser.script("document.querySelector('#player .transport button:last-child').focus()")
    before = browser.text("#player .title")
    browser.press("Enter")
    until(lambda: browser.text("#player .title") != before, "the next track begins")
    expect(browser.script("return document.activeElement.matches('#player .transport button:last-child')"), "its button keeps the focus")
    browser.script("document.getElementById('theme').focus()")
    for _ in range(3):
        browser.press("Enter")
        expect(browser.script(focused) == "theme", "the theme's button keeps the focus")
    browser.script("[...document.querySelectorAll('#main button')].at(-1).click()")
    until(lambda: browser.count(".track") > 30, "more is listed")
    count = browser.count(".track")
    browser.script("const row = document.querySelectorAll('.track')[25]; row.scrollIntoView({ block: 'center' }); row.focus()")
    place, before = browser.script("return scrollY"), titles(browser)
    browser.press("l")
    until(lambda: titles(browser) != before, "a like changes the list")
    expect(browser.count(".track") >= count - 1, "the list stays as long as it was")
    expect(abs(browser.script("return scrollY") - place) < 100, "and where it was")
    expect(browser.script("return document.activeElement.matches('.track')"), "and a row keeps the focus")
    place = browser.script("return scrollY")
    time.sleep(0.3)
    browser.script("location.hash = '#/settings'")
    until(lambda: browser.count("#new-person") == 1, "the settings show")
    browser.script("history.back()")
    until(lambda: browser.count(".track") >= count - 1 and abs(browser.script("return scrollY") - place) < 100, "the way back leads to where one was")


def mixes(browser, service):
    browser.go("#/mix?kind=mood")
    until(lambda: browser.count(".pad") == 1, "the mood pad shows")
    told = "return document.querySelector('#mood-valence').getAttribute('aria-valuetext')"
    browser.script("document.querySelector('#mood-valence').focus()")
    before = browser.script(told)
    browser.press("ArrowRight")
    expect(browser.script(told) != before, "an arrow key moves the mood")
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
    expect("60" in browser.text(".counts"), "the counts are still right after the run")


def changes_language_and_theme(browser, service):
    browser.go("#/")
    until(lambda: browser.count(".track") > 0, "the first view shows again")
    for code, heading in (("de", "Als Nächstes"), ("es", "Lo que sigue"), ("fr", "La suite"), ("en", "Next for")):
        browser.choose("#language", code)
        until(lambda: heading in browser.text("h1"), f"the page speaks {code}")
        expect(browser.script("return document.documentElement.lang") == code, "and says which language it speaks")
    expect(browser.script("return document.activeElement.id") == "language", "and whoever chose it is still there")
    browser.script("document.getElementById('main').focus()")
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


def finds_only_while_one_is_there(browser, service):
    browser.resize(1280, 900)
    browser.go("#/")
    browser.find("#search").clear()
    browser.find("#search").send_keys("thaw")
    until(lambda: browser.count("#search-results [role=option]") >= 2, "search finds an album and a track")
    kinds = [each.text for each in browser.driver.find_elements("css selector", "#search-results .artist")]
    expect(len(set(kinds)) >= 2, f"an album and a track of one name are told apart ({kinds})")
    browser.press("\ue004")
    until(lambda: browser.count("#search-results:not([hidden])") == 0, "the list goes when Tab leaves the field")
    browser.go("#/mix?kind=blend")
    until(lambda: browser.count(".picker input") == 2, "add and take away shows")
    browser.find(".picker input").send_keys("qqqxxqqq")
    until(lambda: browser.count(".picker .search-results:not([hidden]) .none") == 1, "a picker says that nothing is found")
    browser.click("h1")
    until(lambda: browser.count(".picker .search-results:not([hidden])") == 0, "and its list goes with a click elsewhere")


def mixes_say_what_is_missing(browser, service):
    browser.go("#/mix")
    until(lambda: browser.count(".track") >= 5 and browser.count(".notice:not([hidden])") == 1, "that no moods are known is said")
    expect(browser.count(".remark") == 0, "and said once")
    first, last = (service.ask(f"/v1/search?q={word}")["tracks"][0]["id"] for word in ("Thaw", "Sodium"))
    is_off = "return document.querySelector('#main .primary').disabled"
    browser.go(f"#/mix?kind=blend&unlike={first}")
    until(lambda: browser.count("#main .none") == 1, "taking away alone says what is missing")
    browser.go(f"#/mix?kind=blend&like={last}&unlike={first}")
    until(lambda: browser.count(".track") >= 5, "what is in the address is asked")
    asked = browser.script("return performance.getEntriesByType('resource').map((each) => each.name)"
                           ".filter((each) => each.includes('like=')).at(-1)")
    expect("user=" not in asked, "nobody's taste counts unless one says so")
    browser.click(".picker + .chips .chip")
    until(lambda: browser.count(".track") == 0 and browser.script(is_off), "without the last like the old answer goes")
    browser.go(f"#/mix?from={first}&to={last}")
    until(lambda: browser.count(".track") >= 3, "a path is found")
    browser.find(".picker input").send_keys("x")
    until(lambda: browser.count(".track") == 0 and browser.script(is_off), "without an end the old path goes")
    expect("from=" not in browser.script("return location.hash"), "and the address says so")
    for kind in ("foo", "constructor"):
        browser.go(f"#/mix?kind={kind}")
        until(lambda: browser.count(".pad") == 1, "a kind that is none is the first")


def map_takes_fingers(browser, service):
    browser.resize(390, 844)
    browser.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})

    def touch(kind, *points):
        browser.driver.execute_cdp_cmd("Input.dispatchTouchEvent", {
            "type": kind, "touchPoints": [{"x": x, "y": y, "id": place} for place, (x, y) in enumerate(points)]})

    browser.go("#/map")
    until(lambda: browser.count("canvas.map") == 1, "the map shows")
    time.sleep(0.3)
    browser.script("document.getElementById('main').style.paddingBottom = '60rem'; scrollTo(0, 0)")
    left, top, width, height = browser.script(
        "const box = document.querySelector('canvas.map').getBoundingClientRect(); return [box.left, box.top, box.width, box.height]")
    x, y = left + width / 2, top + height / 2
    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x, y - 20 * step))
        time.sleep(0.02)
    touch("touchEnd")
    until(lambda: browser.script("return scrollY") > 50, "one finger on the map scrolls the page")
    browser.script("document.getElementById('main').style.paddingBottom = ''")
    browser.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
    browser.go("#/trending")
    browser.go("#/map")
    until(lambda: browser.count("canvas.map") == 1, "the map shows again")
    browser.script("document.querySelector('canvas.map').focus()")
    browser.press("+")
    until(lambda: browser.count("canvas.map.zoomed") == 1, "a key zooms the map")
    browser.click("#map-whole")
    until(lambda: browser.count("canvas.map.zoomed") == 0, "a button shows the whole map again")
    browser.script("document.querySelector('canvas.map').focus()")
    browser.press("ArrowRight")
    until(lambda: browser.count(".map-card a") == 1, "a mark is chosen")
    expect(browser.script("return document.querySelector('.map-card').getBoundingClientRect().bottom"
                          " <= document.getElementById('navigation').getBoundingClientRect().top"), "its card is above the navigation")
    browser.resize(1280, 900)


def keeps_files_that_miss(browser, service):
    browser.go("#/judge")
    until(lambda: browser.count("#file") == 1, "the judge waits for a file")
    drag = "const drag = new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer: new DataTransfer() });" \
           "document.body.dispatchEvent(drag); return drag.defaultPrevented"
    expect(browser.script(drag), "a file beside the box is taken too")
    expect(browser.script("return document.getElementById('file').tabIndex") == -1, "the box is one stop of the Tab key")
    browser.go("#/stats")
    until(lambda: browser.count(".tabs") == 1, "another view shows")
    expect(not browser.script(drag), "elsewhere files are not taken")


def drawings_fit_and_speak(browser, service):
    cut = """
        const cut = [];
        for (const drawing of document.querySelectorAll("svg.drawing")) {
            const box = drawing.getBoundingClientRect();
            for (const text of drawing.querySelectorAll("text")) {
                const letters = text.getBoundingClientRect();
                if (letters.left < box.left - 1 || letters.right > box.right + 1) cut.push(text.textContent);
            }
        }
        return cut"""
    for width in (390, 1280, 1920):
        browser.resize(width, 900)
        for view in ("#/track/1", "#/stats/feedback", "#/stats/eras"):
            browser.go(view)
            until(lambda: browser.count("svg.drawing") >= 1, f"{view} has a drawing")
            expect(not browser.script(cut), f"no letters of {view} are cut off at {width}: {browser.script(cut)}")
            browser.script("for (const each of document.querySelectorAll('details')) each.open = true")
            expect(browser.script("return document.documentElement.scrollWidth <= innerWidth + 1"), f"{view}, opened, fits into {width}")
    browser.resize(1280, 900)
    browser.go("#/stats/feedback")
    until(lambda: browser.count(".week") == 1, "the hours are drawn")
    expect(browser.count(".hidden tbody tr") == 7, "and are there as a table")


def shows_ten_years_of_opinions(browser, service):
    """A library larger than any page of a list, and more opinions in it than one."""
    folder = service.folder / "large"
    folder.mkdir(exist_ok=True)
    table = folder / "tracks.csv"
    count = 1_300
    table.write_text("id,title,artist,genre\n" + "".join(
        f"t{number},Title {number:04},Artist {number % 7},dub\n" for number in range(1, count + 1)))
    large = Service(service.binary, folder)
    if not large.catalog.exists():
        large.run("init")
        large.run("import", "tracks", str(table))
        large.run("user", "add", "mira")
    large.start()
    try:
        genre = next(each["id"] for each in large.ask("/v1/genres")["items"] if each["name"] == "dub")
        said = [{"kind": "like", "user": "mira", "track_id": number, "key": f"l{number}"} for number in range(1, 700)]
        said += [{"kind": "rating", "rating": 4, "user": "mira", "track_id": number, "key": f"r{number}"} for number in range(700, 1_000)]
        large.tell("/v1/feedback/batch", {"events": said})
        browser.address = large.address + "/"
        browser.go(f"#/genre/{genre}")
        until(lambda: browser.count(".track") == 100, "the first page of a genre shows")
        for length in range(200, 1_001, 100):
            browser.click("p.muted + button")
            until(lambda: browser.count(".track") == length, f"{length} tracks show")
        pressed = "return document.querySelector('.track[data-track=\"{}\"] [aria-pressed=true]') !== null"
        until(lambda: browser.script(pressed.format(699)), "the last of many likes shows")
        stars = "return [...document.querySelectorAll('.track[data-track=\"{}\"] .star')].filter((each) => each.getAttribute('aria-checked') === 'true').length"
        until(lambda: browser.script(stars.format(999)) == 1, "stars of an earlier visit show in a list")
        expect(browser.script(stars.format(1)) == 0, "and none where none were given")
    finally:
        browser.address = service.address + "/"
        browser.go("#/")
        large.stop()


CHECKS = [searches, opens_a_track, judges_a_file, likes_and_skips, plays, bans_from_the_queue, survives_failures, keeps_focus_and_place,
          mixes, shows_pictures, finds_only_while_one_is_there, mixes_say_what_is_missing, map_takes_fingers, keeps_files_that_miss,
          drawings_fit_and_speak, shows_ten_years_of_opinions, speaks_whole_languages, changes_language_and_theme]
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
