// Playing: one queue, one audio element, and what was heard is told to the catalog.
import { audioAddress, coverAddress } from "./api.js";
import { duration, h, iconButton, replace, toast } from "./dom.js";
import { opinionTools, played, skip } from "./feedback.js";
import { when } from "./state.js";
import { t } from "./words.js";

const audio = new Audio();
audio.preload = "metadata";
let queue = [];
let place = -1;
// How long the present track was really heard, whatever was sought over.
let heardSeconds = 0;
let lastTick = null;
let isTold = true;

// Whoever left before this share of a track skipped it.
const skipShare = 0.5;
const skipSecondsMax = 240;

export function playAll(tracks, start) {
    tellHeard();
    queue = [...tracks];
    begin(start);
}

export const isPlaying = () => place >= 0 && !audio.paused;
export const playingTrack = () => queue[place] ?? null;

function begin(index) {
    place = index;
    const track = queue[place];
    if (!track) return stop();
    heardSeconds = 0;
    lastTick = null;
    isTold = false;
    audio.src = audioAddress(track.id);
    audio.play().catch(() => { /* the error event says it */ });
    show();
    showSession(track);
}

function stop() {
    audio.pause();
    audio.removeAttribute("src");
    place = -1;
    document.getElementById("player").hidden = true;
    document.body.classList.remove("plays");
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
    if (audio.paused) audio.play(); else audio.pause();
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
audio.addEventListener("error", () => {
    const track = queue[place];
    if (!track || !audio.src) return;
    isTold = true;
    toast(t("play.failed", { track: track.title }));
    if (place + 1 < queue.length) begin(place + 1); else stop();
});
addEventListener("pagehide", tellHeard);

let parts = null;

function show() {
    const shelf = document.getElementById("player");
    const track = queue[place];
    const tools = opinionTools(track, { skipped: nextTrackUntold });
    const position = h("input", {
        type: "range", min: "0", max: "1000", value: "0", step: "1", "aria-label": t("play.position"),
        on: { input: (event) => { if (audio.duration) audio.currentTime = event.target.value / 1000 * audio.duration; } },
    });
    const toggleButton = iconButton("pause", t("pause"), toggle, { class: "icon large" });
    const cover = h("img", {
        class: "cover", alt: "", width: "48", height: "48", src: coverAddress(track.id),
        on: { error: (event) => { event.target.hidden = true; } },
    });
    parts = { position, toggleButton, tools, time: h("span", { class: "time" }), track };
    shelf.setAttribute("aria-label", t("player"));
    replace(shelf,
        cover,
        h("div", { class: "names" },
            h("a", { class: "title", href: `#/track/${track.id}` }, track.title), h("span", { class: "artist" }, track.artist)),
        h("div", { class: "transport" },
            iconButton("previous", t("previous"), previousTrack), toggleButton, iconButton("next", t("next"), nextTrack)),
        position, parts.time, tools);
    shelf.hidden = false;
    document.body.classList.add("plays");
    refresh();
}

// The skip was told already by the button.
function nextTrackUntold() {
    isTold = true;
    begin(place + 1);
}

function refresh() {
    if (!parts) return;
    const total = Number.isFinite(audio.duration) ? audio.duration : parts.track.duration_seconds ?? 0;
    parts.position.value = total ? String(Math.round(audio.currentTime / total * 1000)) : "0";
    parts.position.setAttribute("aria-valuetext", `${duration(audio.currentTime)} / ${duration(total)}`);
    parts.time.textContent = `${duration(audio.currentTime)} / ${duration(total)}`;
    const isPaused = audio.paused;
    const label = t(isPaused ? "play" : "pause");
    parts.toggleButton.replaceChildren(iconButton(isPaused ? "play" : "pause", label).firstElementChild);
    parts.toggleButton.setAttribute("aria-label", label);
    parts.toggleButton.title = label;
}

function showSession(track) {
    if (!("mediaSession" in navigator)) return;
    navigator.mediaSession.metadata = new MediaMetadata({ title: track.title, artist: track.artist, album: track.album ?? "" });
    navigator.mediaSession.setActionHandler("nexttrack", nextTrack);
    navigator.mediaSession.setActionHandler("previoustrack", previousTrack);
}

when("opinion", (track) => { if (parts && track === parts.track.id) parts.tools.refresh(); });
when("language", () => { if (place >= 0) show(); });
