// What next: for the person who listens, changing with every like and skip.
import { get, hasTracks } from "./api.js";
import { announce, h, replace, toast } from "./dom.js";
import { keptFocus, partsLegend, reason, trackList } from "./tracks.js";
import { playAll } from "./player.js";
import { state, when } from "./state.js";
import { t } from "./words.js";

const dialsKept = { diversity: 0.3, popularity: 0, fresh: 0, heard: "any", shuffle: null };
const pageSize = 20;
// So many rows are shown again to whoever comes back.
let lengthKept = pageSize;
const lengthMax = 1000;

export async function show(place, words, parameters, { isReturn = false } = {}) {
    const list = h("div", { class: "list-place" });
    const legend = partsLegend();
    const play = h("button", { type: "button", class: "primary", on: { click: () => playAll(wanted().map((entry) => entry.track), 0) } }, t("play.all"));
    const shuffle = h("button", {
        type: "button", on: { click: () => { dialsKept.shuffle = Math.floor(Math.random() * 1e9); load().catch(report); } },
    }, t("shuffle"));
    const more = h("button", { type: "button", hidden: true, on: { click: () => load(true).catch(report) } }, t("more"));
    let entries = [];
    let next = null;
    let asked = null;
    let waits = null;
    if (!isReturn) lengthKept = pageSize;

    const wanted = () => entries.filter((entry) => !state.skipped.has(entry.track.id));

    async function load(goesOn = false) {
        asked?.abort();
        asked = new AbortController();
        const { signal } = asked;
        try {
            const before = wanted()[0]?.track.id;
            const { length } = entries;
            if (goesOn) lengthKept = Math.min(lengthMax, length + pageSize);
            const answer = goesOn ? await pages(entries, length + pageSize, next, signal) : await pages([], lengthKept, null, signal);
            entries = answer.entries;
            next = answer.next;
            draw();
            if (goesOn && more.hidden) list.querySelectorAll(".track")[length]?.focus({ preventScroll: true });
            sayWhatIsFirst(before);
        } catch (problem) {
            if (problem.name === "AbortError") return;
            if (entries.length || problem.status !== 404 || await hasTracks()) throw problem;
            draw();
        }
    }

    // As many entries as are wanted, where there are so many: a page may hold fewer than it was asked for.
    async function pages(entries, length, cursor, signal) {
        do {
            const answer = await get("/v1/recommend", {
                user: state.person?.name, limit: length - entries.length, cursor,
                ...sent(dialsKept, state.person !== null),
            }, signal);
            entries = [...entries, ...answer.items.filter((entry) => !state.skipped.has(entry.track.id))];
            cursor = answer.next;
        } while (cursor && entries.length < length);
        return { entries, next: cursor };
    }

    function draw() {
        const rows = wanted().map((entry) => ({ track: entry.track, reason: reason(entry), parts: entry.parts }));
        const focusAgain = keptFocus(list);
        play.disabled = rows.length === 0;
        shuffle.disabled = rows.length === 0;
        legend.hidden = rows.length === 0;
        more.hidden = !next;
        replace(list, rows.length
            ? trackList(rows, { label: t("view.home"), gone: () => refreshSoon(0) })
            : nothing());
        focusAgain();
    }

    function nothing() {
        if (dialsKept.heard !== "any") return h("p", { class: "none" }, t("mix.none"));
        return h("p", { class: "none" }, t("home.none"), " ", h("a", { href: "#/library" }, t("view.library")));
    }

    function sayWhatIsFirst(before) {
        const first = wanted()[0]?.track;
        if (before && first && before !== first.id) announce(t("home.changed", { track: `${first.artist} – ${first.title}` }));
    }

    // Several clicks in a row make one new list.
    function refreshSoon(milliseconds = 250) {
        clearTimeout(waits);
        waits = setTimeout(() => load().catch(report), milliseconds);
    }

    const report = (problem) => toast(problem.message || t("problem.unreachable"));

    replace(place,
        h("div", { class: "heading" },
            h("h1", {}, state.person ? t("home.for", { name: state.person.display_name ?? state.person.name }) : t("home.all")),
            h("div", { class: "tools" }, play, shuffle)),
        h("p", { class: "lead" }, t("home.lead")),
        dials(dialsKept, state.person !== null, () => refreshSoon(150)),
        legend, list, more);
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
