// What next: for the person who listens, changing with every like and skip.
import { get } from "./api.js";
import { h, iconButton, replace, toast } from "./dom.js";
import { reason, trackList } from "./tracks.js";
import { playAll } from "./player.js";
import { state, when } from "./state.js";
import { t } from "./words.js";

const dialsKept = { diversity: 0.3, popularity: 0, fresh: 0, heard: "any", shuffle: null };

export async function show(place) {
    const list = h("div", { class: "list-place", "aria-live": "polite" });
    const more = h("button", { type: "button", hidden: true, on: { click: () => load(true) } }, t("more"));
    let entries = [];
    let next = null;
    let asked = null;
    let waits = null;

    async function load(goesOn = false) {
        asked?.abort();
        asked = new AbortController();
        try {
            const answer = await get("/v1/recommend", {
                user: state.person?.name, limit: 20, cursor: goesOn ? next : null,
                ...sent(dialsKept, state.person !== null),
            }, asked.signal);
            entries = goesOn ? [...entries, ...answer.items] : answer.items;
            next = answer.next;
            more.hidden = !next;
            draw();
        } catch (problem) {
            if (problem.name === "AbortError") return;
            toast(problem.message || t("problem.unreachable"));
        }
    }

    function draw() {
        const focused = document.activeElement?.closest(".track")?.dataset.track;
        const rows = entries.filter((entry) => !state.skipped.has(entry.track.id)).map((entry) => ({ track: entry.track, reason: reason(entry), parts: entry.parts }));
        replace(list, rows.length
            ? trackList(rows, { label: t("view.home"), gone: () => refreshSoon(0) })
            : h("p", { class: "none" }, t("home.none")));
        if (focused) list.querySelector(`[data-track="${focused}"]`)?.focus({ preventScroll: true });
    }

    // Several clicks in a row make one new list.
    function refreshSoon(milliseconds = 250) {
        clearTimeout(waits);
        waits = setTimeout(() => load(), milliseconds);
    }

    replace(place,
        h("div", { class: "heading" },
            h("h1", {}, state.person ? t("home.for", { name: state.person.display_name ?? state.person.name }) : t("home.all")),
            h("div", { class: "tools" },
                h("button", {
                    type: "button", class: "primary", on: { click: () => playAll(entries.map((entry) => entry.track), 0) },
                }, t("play.all")),
                h("button", {
                    type: "button", on: { click: () => { dialsKept.shuffle = Math.floor(Math.random() * 1e9); load(); } },
                }, t("shuffle")))),
        h("p", { class: "lead" }, t("home.lead")),
        dials(dialsKept, state.person !== null, () => refreshSoon(150)),
        list, more);
    await load();
    const stops = [when("feedback", () => refreshSoon()), when("recommendations", () => refreshSoon())];
    return () => { for (const stop of stops) stop(); clearTimeout(waits); asked?.abort(); };
}

function sent(dials, hasPerson) {
    return {
        diversity: dials.diversity, popularity: dials.popularity, fresh: dials.fresh, shuffle: dials.shuffle,
        heard: hasPerson ? { any: null, heard: "yes", unheard: "no" }[dials.heard] : null,
    };
}

// The dials of a ranking: each says what its ends mean.
function dials(values, hasPerson, changed) {
    const slider = (name, min, max, step) => {
        const id = `dial-${name}`;
        return h("div", { class: "dial" },
            h("label", { for: id }, t(`dial.${name}`)),
            h("input", {
                type: "range", id, min, max, step, value: String(values[name]),
                on: { input: (event) => { values[name] = Number(event.target.value); changed(); } },
            }),
            h("div", { class: "ends", "aria-hidden": "true" }, h("span", {}, t(`dial.${name}.low`)), h("span", {}, t(`dial.${name}.high`))));
    };
    const heard = !hasPerson ? null : h("div", { class: "dial" },
        h("label", { for: "dial-heard" }, t("dial.heard")),
        h("select", { id: "dial-heard", on: { change: (event) => { values.heard = event.target.value; changed(); } } },
            ["any", "unheard", "heard"].map((each) => h("option", { value: each, selected: values.heard === each }, t(`heard.${each}`)))));
    return h("details", { class: "dials" },
        h("summary", {}, t("dials")),
        h("div", { class: "dial-row" },
            slider("diversity", "0", "1", "0.05"), slider("popularity", "-1", "1", "0.1"), slider("fresh", "0", "1", "0.05"), heard));
}
