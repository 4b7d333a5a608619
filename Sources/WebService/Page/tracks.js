// A list of tracks with all that can be done with each; the keyboard works on the focused row.
import { duration, h, icon } from "./dom.js";
import { opinionTools, rate, skip, switchStance } from "./feedback.js";
import { playAll } from "./player.js";
import { when } from "./state.js";
import { t } from "./words.js";

// `entries`: `{track, reason?, parts?}`. `gone` is told when a row was skipped or banned away.
export function trackList(entries, { label, isNumbered = false, showAlbum = true, gone = null } = {}) {
    const list = h("ol", { class: "tracks", "aria-label": label });
    list.replaceChildren(...entries.map((entry, index) => row(entry, index)));

    function row(entry, index) {
        const { track } = entry;
        const leave = () => {
            if (!gone) return;
            const next = item.nextElementSibling ?? item.previousElementSibling;
            const hadFocus = item.contains(document.activeElement);
            item.remove();
            if (hadFocus) next?.focus();
            gone(entry);
        };
        const tools = opinionTools(track, { skipped: leave });
        const play = h("button", {
            type: "button", class: "icon play", "aria-label": t("play.track", { track: track.title }), title: t("play"),
            on: { click: () => playAll(rowsFrom(item), 0) },
        }, icon("play"));
        const item = h("li", { class: "track", tabindex: "-1", data: { track: String(track.id) } },
            play,
            isNumbered ? h("span", { class: "number" }, String(track.track_number ?? index + 1)) : null,
            h("div", { class: "names" },
                h("a", { class: "title", href: `#/track/${track.id}` }, track.title),
                h("span", { class: "artist" }, track.artist),
                entry.reason ? h("span", { class: "reason" }, entry.reason) : null),
            showAlbum ? h("span", { class: "album" },
                track.album_id ? h("a", { href: `#/album/${track.album_id}` }, track.album) : track.album ?? "") : null,
            entry.parts ? partsBar(entry.parts) : null,
            h("span", { class: "length" }, duration(track.duration_seconds)),
            tools);
        item.entry = entry;
        item.leave = leave;
        item.tools = tools;
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
    const stop = when("opinion", (track) => {
        if (!list.isConnected && list.wasShown) return stop();
        list.wasShown ||= list.isConnected;
        for (const item of list.children) if (item.entry.track.id === track) item.tools.refresh();
    });
    return list;
}

function keyOn(list, event) {
    const item = event.target.closest(".track");
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOnRow = event.target === item;
    const { track } = item.entry;
    const name = `${track.artist} – ${track.title}`;
    const actions = {
        ArrowDown: () => item.nextElementSibling?.focus(),
        ArrowUp: () => item.previousElementSibling?.focus(),
        j: () => item.nextElementSibling?.focus(),
        k: () => item.previousElementSibling?.focus(),
        l: () => switchStance(track.id, "like", name),
        s: async () => { if (await skip(track.id)) item.leave(); },
        b: async () => { await switchStance(track.id, "ban", name); item.leave(); },
        p: () => item.querySelector(".play").click(),
    };
    for (let stars = 1; stars <= 5; stars++) actions[String(stars)] = () => rate(track.id, stars);
    if (isOnRow) actions.Enter = () => { location.hash = `#/track/${track.id}`; };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
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

// What a score is made of, as a bar of its parts; the numbers are its name.
export function partsBar(parts) {
    const sizes = parts.filter((part) => Math.abs(part.value) >= 0.005);
    const total = sizes.reduce((sum, part) => sum + Math.abs(part.value), 0) || 1;
    const words = sizes.map((part) => `${t(`part.${part.kind}`)} ${part.value.toFixed(2)}`).join(", ");
    return h("span", { class: "parts", role: "img", "aria-label": words, title: words },
        sizes.map((part) => h("i", {
            class: `part ${partKinds.includes(part.kind) ? part.kind : "chance"}${part.value < 0 ? " minus" : ""}`,
            style: { "--share": (Math.abs(part.value) / total).toFixed(4) },
        })));
}
