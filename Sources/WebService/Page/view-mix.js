// Mixes: a mood on a pad, a path from one track to another, and adding and taking away.
import { get } from "./api.js";
import { h, replace, svg, toast } from "./dom.js";
import { playAll } from "./player.js";
import { trackPicker } from "./search.js";
import { state } from "./state.js";
import { reason, trackList } from "./tracks.js";
import { number, percent, t } from "./words.js";

export async function show(place, words, parameters) {
    const result = h("div");
    const status = h("p", { class: "hidden", role: "status" });
    const play = h("button", { type: "button", class: "primary", disabled: true, on: { click: () => playAll(result.tracks, 0) } }, t("play.all"));
    let asked = null;

    function put(tracks, ...shown) {
        result.tracks = tracks;
        play.disabled = tracks.length === 0;
        status.textContent = tracks.length ? t("tracks.count", { count: tracks.length }) : "";
        replace(result, shown);
    }

    // What was asked before is not the answer to what is asked now: the place is empty, or says what is missing.
    function clear(sentence = null) {
        asked?.abort();
        put([], sentence ? h("p", { class: "none", role: "status" }, sentence) : null);
    }

    async function answer(question) {
        asked?.abort();
        asked = new AbortController();
        try {
            const found = await get("/v1/recommend", { user: state.person?.name, limit: 25, ...question }, asked.signal);
            const { items, remarks } = found;
            put(items.map((entry) => entry.track),
                // Where no mood is known the pad says so itself.
                (question.mood && !knowsMoods(items) ? [] : remarks).map((remark) => h("p", { class: "muted remark", lang: "en" }, remark)),
                items.length
                    ? trackList(items.map((entry) => ({ track: entry.track, reason: reason(entry), parts: entry.parts })), { label: t("mix") })
                    : h("p", { class: "none", role: "status" }, t("mix.none")));
            return found;
        } catch (problem) {
            if (problem.name === "AbortError") return null;
            put([], h("p", { class: "notice", role: "alert" }, problem.message || t("problem.unreachable")));
            return null;
        }
    }

    const kinds = { mood: moodPad, path: pathForm, blend: blendForm };
    const kind = parameters.has("from") || parameters.has("to") ? "path"
        : Object.hasOwn(kinds, parameters.get("kind")) ? parameters.get("kind") : "mood";
    const form = h("section", { class: "card" });
    replace(place,
        h("div", { class: "heading" }, h("h1", {}, t("view.mix")), h("div", { class: "tools" }, play)),
        h("p", { class: "tabs" }, Object.keys(kinds).map((each) =>
            h("a", { href: `#/mix?kind=${each}`, "aria-current": each === kind ? "page" : null }, t(`mix.${each}`)))),
        form, status, result);
    if (parameters.has("artist")) {
        form.hidden = true;
        await answer({ artist: parameters.get("artist") });
    } else {
        await kinds[kind](form, { answer, clear, parameters });
    }
    return () => asked?.abort();
}

// What is chosen is kept in the address, so that it is there when the page is loaded again.
function keep(kind, chosen) {
    const query = new URLSearchParams({ kind });
    for (const [name, tracks] of Object.entries(chosen)) {
        for (const track of [tracks].flat()) if (track) query.append(name, String(track.id));
    }
    history.replaceState(history.state, "", `#/mix?${query}`);
}

async function trackOf(id) {
    try {
        return await get(`/v1/tracks/${encodeURIComponent(id)}`);
    } catch (problem) {
        toast(problem.message || t("problem.unreachable"));
        return null;
    }
}

// Left sad, right happy; below calm, above lively. The keyboard and whoever does not see it have a slider for each.
const knowsMoods = (items) => items.some((entry) => entry.parts.some((part) => part.kind === "mood"));

function moodPad(form, { answer }) {
    const mood = { valence: 0.6, energy: 0.6 };
    const size = 240;
    const point = svg("circle", { r: 11, class: "point" });
    const pad = svg("svg", {
        viewBox: `0 0 ${size} ${size}`, class: "drawing pad", "aria-hidden": "true",
    },
        svg("rect", { width: size, height: size, rx: 14, class: "field" }),
        svg("line", { x1: size / 2, x2: size / 2, y1: 12, y2: size - 12, class: "axis" }),
        svg("line", { y1: size / 2, y2: size / 2, x1: 12, x2: size - 12, class: "axis" }),
        [["mood.tense", 14, 26, "start"], ["mood.happy", size - 14, 26, "end"],
            ["mood.sad", 14, size - 14, "start"], ["mood.calm", size - 14, size - 14, "end"]].map(([name, x, y, anchor]) =>
            svg("text", { x, y, "text-anchor": anchor }, t(name))),
        point);
    const sliders = ["valence", "energy"].map((name) => h("input", {
        type: "range", id: `mood-${name}`, min: "0", max: "100", step: "5",
        on: { input: (event) => { mood[name] = event.target.value / 100; draw(); } },
    }));
    const words = h("p", { class: "muted" });
    const unknown = h("p", { class: "notice", role: "status", hidden: true }, t("mood.unknown"));
    let waits = null;

    async function ask() {
        const found = await answer({ mood: `energy=${mood.energy.toFixed(2)},valence=${mood.valence.toFixed(2)}` });
        if (found) unknown.hidden = !found.items.length || knowsMoods(found.items);
    }

    function draw() {
        point.setAttribute("cx", mood.valence * size);
        point.setAttribute("cy", (1 - mood.energy) * size);
        words.textContent = t("mood.is", { energy: number(mood.energy, 2), valence: number(mood.valence, 2) });
        for (const [index, name] of ["valence", "energy"].entries()) {
            sliders[index].value = String(mood[name] * 100);
            sliders[index].setAttribute("aria-valuetext", percent(mood[name]));
        }
        clearTimeout(waits);
        waits = setTimeout(ask, 180);
    }

    const limit = (value) => Math.min(1, Math.max(0, value));
    function follow(event) {
        const box = pad.getBoundingClientRect();
        mood.valence = limit((event.clientX - box.left) / box.width);
        mood.energy = limit(1 - (event.clientY - box.top) / box.height);
        draw();
    }
    pad.addEventListener("pointerdown", (event) => { pad.setPointerCapture(event.pointerId); follow(event); });
    pad.addEventListener("pointermove", (event) => { if (pad.hasPointerCapture(event.pointerId)) follow(event); });
    replace(form, h("div", { class: "mood" }, pad, h("div", { role: "group", "aria-label": t("mood.pad") },
        h("h2", {}, t("mix.mood")), h("p", {}, t("mix.mood.about")),
        sliders.map((slider, index) => h("div", {},
            h("label", { for: slider.id }, t(`mood.${["valence", "energy"][index]}`)), slider)),
        words, unknown)));
    draw();
}

async function pathForm(form, { answer, clear, parameters }) {
    const ends = { from: null, to: null };
    const ask = () => {
        if (ends.from && ends.to) return answer({ from: ends.from.id, to: ends.to.id, limit: 15 });
        return clear();
    };
    const pickers = ["from", "to"].map((end) => trackPicker(t(`mix.${end}`), (track) => {
        if (track === ends[end]) return;
        ends[end] = track;
        keep("path", ends);
        ask();
    }));
    replace(form, h("h2", {}, t("mix.path")), h("p", {}, t("mix.path.about")), h("div", { class: "pair" }, pickers));
    for (const [index, end] of ["from", "to"].entries()) {
        if (!parameters.has(end)) continue;
        ends[end] = await trackOf(parameters.get(end));
        pickers[index].show(ends[end]);
    }
    await ask();
}

// It is asked for the sound alone: a taste would outweigh what is added and taken away.
async function blendForm(form, { answer, clear, parameters }) {
    const chosen = { like: [], unlike: [] };
    const forMe = h("input", { type: "checkbox", id: "mix-for-me", on: { change: () => draw() } });
    const chips = { like: h("p", { class: "chips" }), unlike: h("p", { class: "chips" }) };

    function change(side, tracks) {
        chosen[side] = tracks;
        keep("blend", chosen);
        draw();
    }

    function draw() {
        for (const side of ["like", "unlike"]) {
            replace(chips[side], chosen[side].map((track) => h("button", {
                type: "button", class: "chip", title: t("remove"), "aria-label": `${t("remove")}: ${track.title}`,
                on: { click: () => change(side, chosen[side].filter((each) => each !== track)) },
            }, `${side === "like" ? "+" : "−"} ${track.title}`)));
        }
        if (!chosen.like.length) return clear(chosen.unlike.length ? t("mix.like.missing") : null);
        return answer({
            like: chosen.like.map((track) => track.id), unlike: chosen.unlike.map((track) => track.id),
            user: forMe.checked ? state.person?.name : null,
        });
    }

    const picker = (side) => {
        const box = trackPicker(t(`mix.${side}`), (track) => {
            if (!track) return;
            box.show(null);
            change(side, [...chosen[side].filter((each) => each.id !== track.id), track]);
        });
        return h("div", {}, box, chips[side]);
    };
    replace(form, h("h2", {}, t("mix.blend")), h("p", {}, t("mix.blend.about")), h("div", { class: "pair" }, picker("like"), picker("unlike")),
        state.person ? h("label", { class: "choice" }, forMe, t("mix.for.me")) : null);
    for (const side of ["like", "unlike"]) {
        chosen[side] = (await Promise.all(parameters.getAll(side).map(trackOf))).filter(Boolean);
    }
    await draw();
}
