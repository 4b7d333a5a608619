// Playing: one queue, one audio element, and what was heard is told to the catalog.
import { audioAddress, audioObstacle, coverAddress } from "./api.js";
import { controlOn, duration, h, icon, iconButton, rename, replace, toast } from "./dom.js";
import { opinionTools, played, recall, skip } from "./feedback.js";
import { tell, when } from "./state.js";
import { t } from "./words.js";

const audio = new Audio();
audio.preload = "metadata";
let queue = [];
let place = -1;
// How long the present track was really heard, whatever was sought over.
let heardSeconds = 0;
let lastTick = null;
let isTold = true;
// How many tracks in a row could not be played.
let failures = 0;

const failuresMax = 3;

// Whoever left before this share of a track skipped it.
const skipShare = 0.5;
const skipSecondsMax = 240;

export function playAll(tracks, start) {
    tellHeard();
    queue = [...tracks];
    failures = 0;
    begin(start);
}

export const isPlaying = () => place >= 0 && !audio.paused;
export const playingTrack = () => queue[place] ?? null;

function begin(index, { plays = true } = {}) {
    place = index;
    const track = queue[place];
    if (!track) return stop();
    heardSeconds = 0;
    lastTick = null;
    isTold = false;
    audio.src = audioAddress(track.id);
    if (plays) start();
    show();
    showSession(track);
    recall(track.id);
    tell("playing");
}

function start() {
    audio.play().catch(() => { /* the error event says it */ });
}

function stop() {
    const shelf = document.getElementById("player");
    audio.pause();
    audio.removeAttribute("src");
    place = -1;
    if (shelf.contains(document.activeElement)) document.getElementById("main").focus({ preventScroll: true });
    shelf.hidden = true;
    document.body.classList.remove("plays");
    tell("playing");
}

// What was skipped or banned by hand is told already.
function leaveQueue(id) {
    const isPresent = playingTrack()?.id === id;
    const plays = !audio.paused;
    place -= queue.slice(0, Math.max(0, place)).filter((track) => track.id === id).length;
    queue = queue.filter((track) => track.id !== id);
    if (!isPresent) return;
    isTold = true;
    begin(place, { plays });
}

function tellHeard() {
    const track = queue[place];
    if (!track || isTold) return;
    isTold = true;
    const total = Number.isFinite(audio.duration) ? audio.duration : track.duration_seconds;
    const isSkip = heardSeconds < Math.min(skipSecondsMax, (total ?? Infinity) * skipShare);
    if (isSkip) skip(track.id, heardSeconds, total);
    else played(track.id, heardSeconds, total);
}

export function toggle() {
    if (place < 0) return;
    if (audio.error) retry();
    else if (audio.paused) start();
    else audio.pause();
}

function retry() {
    const from = audio.currentTime;
    isTold = false;
    audio.load();
    audio.currentTime = from;
    start();
}

export function nextTrack() {
    tellHeard();
    begin(place + 1);
}

export function previousTrack() {
    if (audio.currentTime > 4 || place <= 0) {
        audio.currentTime = 0;
    } else {
        tellHeard();
        begin(place - 1);
    }
}

audio.addEventListener("playing", () => { failures = 0; });
audio.addEventListener("timeupdate", () => {
    const now = audio.currentTime;
    if (lastTick !== null && now > lastTick && now - lastTick < 2) heardSeconds += now - lastTick;
    lastTick = now;
    refresh();
});
audio.addEventListener("seeking", () => { lastTick = null; });
audio.addEventListener("ended", nextTrack);
audio.addEventListener("play", refresh);
audio.addEventListener("pause", refresh);
audio.addEventListener("error", async () => {
    const track = queue[place];
    if (!track || !audio.src) return;
    const plays = !audio.paused;
    audio.pause();
    isTold ||= heardSeconds === 0;
    const obstacle = await audioObstacle(track.id);
    if (queue[place] !== track || !audio.error) return;
    if (obstacle === "unreachable") return toast(t("problem.unreachable"));
    isTold = true;
    failures += 1;
    if (!plays || failures >= failuresMax) {
        toast(t(failures >= failuresMax ? "play.given.up" : `play.${obstacle}`, { track: track.title, count: failures }));
        failures = 0;
        return;
    }
    toast(t(`play.${obstacle}`, { track: track.title }));
    if (place + 1 < queue.length) begin(place + 1); else stop();
});
addEventListener("pagehide", tellHeard);

let parts = null;

// The player is built once: whoever is on one of its controls stays there from track to track.
function build() {
    const position = h("input", {
        type: "range", min: "0", max: "1000", value: "0", step: "1",
        on: { input: (event) => { if (audio.duration) audio.currentTime = event.target.value / 1000 * audio.duration; } },
    });
    const cover = h("img", { class: "cover", alt: "", width: "48", height: "48", on: { error: () => { cover.hidden = true; } } });
    parts = {
        track: null, cover, position,
        title: h("a", { class: "title", dir: "auto" }),
        artist: h("span", { class: "artist", dir: "auto" }),
        previous: iconButton("previous", t("previous"), previousTrack),
        toggleButton: iconButton("pause", t("pause"), toggle, { class: "icon large" }),
        next: iconButton("next", t("next"), nextTrack),
        time: h("span", { class: "time" }),
        tools: h("div"),
    };
    replace(document.getElementById("player"),
        cover,
        h("div", { class: "names" }, parts.title, parts.artist),
        h("div", { class: "transport" }, parts.previous, parts.toggleButton, parts.next),
        position, parts.time, parts.tools);
}

function show() {
    if (!parts) build();
    const shelf = document.getElementById("player");
    const track = queue[place];
    if (parts.track !== track) {
        parts.cover.hidden = false;
        parts.cover.src = coverAddress(track.id);
    }
    parts.track = track;
    parts.title.textContent = track.title;
    parts.title.title = track.title;
    parts.title.href = `#/track/${track.id}`;
    parts.artist.textContent = track.artist;
    shelf.setAttribute("aria-label", t("player"));
    parts.position.setAttribute("aria-label", t("play.position"));
    rename(parts.previous, t("previous"));
    rename(parts.next, t("next"));
    showTools(opinionTools(track, { refused: () => {} }));
    shelf.hidden = false;
    document.body.classList.add("plays");
    refresh();
}

function showTools(tools) {
    const key = parts.tools.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    parts.tools.replaceWith(tools);
    parts.tools = tools;
    if (key) controlOn(tools, key).focus();
}

function refresh() {
    if (!parts) return;
    const total = Number.isFinite(audio.duration) ? audio.duration : parts.track.duration_seconds ?? 0;
    parts.position.value = total ? String(Math.round(audio.currentTime / total * 1000)) : "0";
    parts.position.setAttribute("aria-valuetext", `${duration(audio.currentTime)} / ${duration(total)}`);
    parts.time.textContent = `${duration(audio.currentTime)} / ${duration(total)}`;
    const isPaused = audio.paused;
    parts.toggleButton.replaceChildren(icon(isPaused ? "play" : "pause"));
    rename(parts.toggleButton, t(isPaused ? "play" : "pause"));
}

function showSession(track) {
    if (!("mediaSession" in navigator)) return;
    navigator.mediaSession.metadata = new MediaMetadata({ title: track.title, artist: track.artist, album: track.album ?? "" });
    navigator.mediaSession.setActionHandler("nexttrack", nextTrack);
    navigator.mediaSession.setActionHandler("previoustrack", previousTrack);
}

when("refused", leaveQueue);
when("opinion", (track) => { if (parts && track === parts.track.id) parts.tools.refresh(); });
when("language", () => { if (place >= 0) show(); });
