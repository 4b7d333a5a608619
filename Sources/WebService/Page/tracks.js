// A list of tracks with all that can be done with each; the keyboard works on the focused row.
import { controlOn, duration, h, icon } from "./dom.js";
import { opinionTools, sayWhatIsSkipped } from "./feedback.js";
import { playAll, playingTrack } from "./player.js";
import { state, when } from "./state.js";
import { number, t } from "./words.js";

// `entries`: `{track, reason?, parts?}`. `gone` is told when a row was skipped or banned away.
export function trackList(entries, { label, isNumbered = false, showAlbum = true, gone = null } = {}) {
    const list = h("ol", { class: "tracks", "aria-label": label });
    list.replaceChildren(...entries.map((entry, index) => row(entry, index)));

    function row(entry, index) {
        const { track } = entry;
        const leave = (kind) => {
            if (!gone) {
                item.classList.add("refused");
                sayWhatIsSkipped(track, kind);
                return;
            }
            const next = item.nextElementSibling ?? item.previousElementSibling;
            const { key } = document.activeElement.dataset;
            const hadFocus = item.contains(document.activeElement);
            item.remove();
            if (hadFocus) focusIn(next, key);
            gone(entry);
        };
        const tools = opinionTools(track, { refused: leave });
        const play = h("button", {
            type: "button", class: "icon play", "aria-label": t("play.track", { track: track.title }), title: t("play"), data: { key: "p" },
            on: { click: () => playAll(rowsFrom(item), 0) },
        }, icon("play"));
        const item = h("li", { class: "track", tabindex: "-1", data: { track: String(track.id) } },
            play,
            isNumbered ? h("span", { class: "number" }, String(track.track_number ?? index + 1)) : null,
            h("div", { class: "names" },
                h("a", { class: "title", dir: "auto", href: `#/track/${track.id}`, data: { key: "Enter" } }, track.title),
                h("span", { class: "artist", dir: "auto" }, track.artist),
                entry.reason ? h("span", { class: "reason", dir: "auto" }, entry.reason) : null),
            showAlbum ? h("span", { class: "album", dir: "auto" },
                track.album_id ? h("a", { href: `#/album/${track.album_id}` }, track.album) : track.album ?? "") : null,
            entry.parts ? partsBar(entry.parts) : null,
            h("span", { class: "length" }, duration(track.duration_seconds)),
            tools);
        item.entry = entry;
        item.refresh = () => {
            tools.refresh();
            item.classList.toggle("refused", state.opinions.get(track.id)?.stance === "ban");
        };
        item.refresh();
        return item;
    }

    function rowsFrom(item) {
        const rows = [...list.children];
        return rows.slice(rows.indexOf(item)).map((each) => each.entry.track);
    }

    list.addEventListener("keydown", (event) => keyOn(list, event));
    if (list.firstElementChild) list.firstElementChild.tabIndex = 0;
    list.addEventListener("focusin", (event) => {
        const focused = event.target.closest(".track");
        for (const item of list.children) item.tabIndex = item === focused ? 0 : -1;
    });
    whileShown(list, "opinion", (track) => {
        for (const item of list.children) if (item.entry.track.id === track) item.refresh();
    });
    const markPlaying = () => {
        const playing = playingTrack()?.id;
        for (const item of list.children) {
            if (item.entry.track.id === playing) item.setAttribute("aria-current", "true");
            else item.removeAttribute("aria-current");
        }
    };
    markPlaying();
    whileShown(list, "playing", markPlaying);
    return list;
}

function whileShown(list, topic, listener) {
    const stop = when(topic, (value) => {
        if (!list.isConnected && list.wasShown) return stop();
        list.wasShown ||= list.isConnected;
        listener(value);
    });
}

// The control of a row that `key` works, else the row.
function focusIn(item, key) {
    const control = item && key ? controlOn(item, key) : null;
    (control ?? item)?.focus({ preventScroll: true });
}

// For a list that is drawn anew: puts the focus back on its track, else, or where that is far now, on the row in its place.
export function keptFocus(list) {
    const item = document.activeElement?.closest(".track");
    if (!item || !list.contains(item)) return () => {};
    const index = [...item.parentElement.children].indexOf(item);
    const { key } = document.activeElement.dataset;
    return () => {
        const rows = [...list.querySelectorAll(".track")];
        const same = rows.find((row) => row.dataset.track === item.dataset.track && isInSight(row));
        focusIn(same ?? rows[Math.min(index, rows.length - 1)], key);
    };
}

function isInSight(element) {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
}

function keyOn(list, event) {
    const item = event.target.closest(".track");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnRow = event.target === item;
    const actions = {
        ArrowDown: () => item.nextElementSibling?.focus(),
        ArrowUp: () => item.previousElementSibling?.focus(),
        j: () => item.nextElementSibling?.focus(),
        k: () => item.previousElementSibling?.focus(),
    };
    const pressed = event.key !== "Enter" || isOnRow ? controlOn(item, event.key) : null;
    if (!actions[event.key] && !pressed) return;
    event.preventDefault();
    if (pressed) pressed.click(); else actions[event.key]();
}

// Why a track is recommended, in the page's language: what weighs most, and what it is near to.
export function reason({ parts, near }) {
    const strongest = parts.reduce((best, part) => (best && best.value >= part.value ? best : part), null);
    if (!strongest || strongest.value <= 0) return t("reason.left");
    const close = near.find((each) => each.kind === strongest.kind) ?? near[0];
    const isNear = close && ["people", "sound"].includes(strongest.kind);
    return isNear ? t(`reason.${strongest.kind}.near`, { track: close.title }) : t(`reason.${strongest.kind}`);
}

const partKinds = ["people", "sound", "popularity", "freshness", "mood", "variety", "penalty", "chance"];

// What the colours of the bar mean; only where there is a bar.
export function partsLegend() {
    const colours = [["people"], ["sound"], ["mood", "freshness"], ["popularity", "variety", "chance"]];
    return h("div", { class: "parts-legend", hidden: true }, h("span", {}, t("home.bar")),
        h("ul", { class: "legend" }, colours.map((kinds) =>
            h("li", {}, h("i", { class: `part ${kinds[0]}`, "aria-hidden": "true" }), kinds.map((kind) => t(`part.${kind}`)).join(", ")))));
}

// What a score is made of, as a bar of its parts; the numbers are its name.
export function partsBar(parts) {
    const sizes = parts.filter((part) => Math.abs(part.value) >= 0.005);
    const total = sizes.reduce((sum, part) => sum + Math.abs(part.value), 0) || 1;
    if (!sizes.length) return h("span", { class: "parts", "aria-hidden": "true" });
    const words = sizes.map((part) => `${t(`part.${part.kind}`)} ${number(part.value, 2)}`).join(", ");
    return h("span", { class: "parts", role: "img", "aria-label": words, title: words },
        sizes.map((part) => h("i", {
            class: `part ${partKinds.includes(part.kind) ? part.kind : "chance"}${part.value < 0 ? " minus" : ""}`,
            style: { "--share": (Math.abs(part.value) / total).toFixed(4) },
        })));
}
