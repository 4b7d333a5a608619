// Mixes: a mood on a pad, a path from one track to another, and adding and taking away.
import { get } from "./api.js";
import { h, replace, svg, toast } from "./dom.js";
import { playAll } from "./player.js";
import { trackPicker } from "./search.js";
import { state } from "./state.js";
import { reason, trackList } from "./tracks.js";
import { number, t } from "./words.js";

export async function show(place, words, parameters) {
    const result = h("div", { "aria-live": "polite" });
    const play = h("button", { type: "button", class: "primary", disabled: true, on: { click: () => playAll(result.tracks, 0) } }, t("play.all"));
    let asked = null;

    async function answer(question) {
        asked?.abort();
        asked = new AbortController();
        try {
            const { items } = await get("/v1/recommend", { user: state.person?.name, limit: 25, ...question }, asked.signal);
            result.tracks = items.map((entry) => entry.track);
            play.disabled = items.length === 0;
            replace(result, items.length
                ? trackList(items.map((entry) => ({ track: entry.track, reason: reason(entry), parts: entry.parts })), { label: t("mix") })
                : h("p", { class: "none" }, t("mix.none")));
        } catch (problem) {
            if (problem.name === "AbortError") return;
            replace(result, h("p", { class: "notice", role: "alert" }, problem.message || t("problem.unreachable")));
        }
    }

    const kinds = { mood: moodPad, path: pathForm, blend: blendForm };
    const kind = parameters.has("from") || parameters.has("to") ? "path" : parameters.get("kind") ?? "mood";
    const form = h("section", { class: "card" });
    replace(place,
        h("div", { class: "heading" }, h("h1", {}, t("view.mix")), h("div", { class: "tools" }, play)),
        h("p", { class: "tabs" }, Object.keys(kinds).map((each) =>
            h("a", { href: `#/mix?kind=${each}`, "aria-current": each === kind ? "page" : null }, t(`mix.${each}`)))),
        form, result);
    if (parameters.has("artist")) {
        form.hidden = true;
        await answer({ artist: parameters.get("artist") });
    } else {
        await kinds[kind](form, answer, parameters);
    }
    return () => asked?.abort();
}

// Left sad, right happy; below calm, above lively. Arrow keys move the point.
function moodPad(form, answer) {
    const mood = { valence: 0.6, energy: 0.6 };
    const size = 240;
    const point = svg("circle", { r: 11, class: "point" });
    const pad = svg("svg", {
        viewBox: `0 0 ${size} ${size}`, class: "drawing pad", tabindex: "0", role: "slider",
        "aria-valuemin": "0", "aria-valuemax": "100", "aria-label": t("mood.pad"),
    },
        svg("rect", { width: size, height: size, rx: 14, class: "field" }),
        svg("line", { x1: size / 2, x2: size / 2, y1: 12, y2: size - 12, class: "axis" }),
        svg("line", { y1: size / 2, y2: size / 2, x1: 12, x2: size - 12, class: "axis" }),
        [["mood.tense", 14, 26, "start"], ["mood.happy", size - 14, 26, "end"],
            ["mood.sad", 14, size - 14, "start"], ["mood.calm", size - 14, size - 14, "end"]].map(([name, x, y, anchor]) =>
            svg("text", { x, y, "text-anchor": anchor }, t(name))),
        point);
    const words = h("p", { class: "muted" });
    let waits = null;

    function draw() {
        point.setAttribute("cx", mood.valence * size);
        point.setAttribute("cy", (1 - mood.energy) * size);
        const text = t("mood.is", { energy: number(mood.energy, 2), valence: number(mood.valence, 2) });
        words.textContent = text;
        pad.setAttribute("aria-valuenow", String(Math.round(mood.valence * 100)));
        pad.setAttribute("aria-valuetext", text);
        clearTimeout(waits);
        waits = setTimeout(() => answer({ mood: `energy=${mood.energy.toFixed(2)},valence=${mood.valence.toFixed(2)}` }), 180);
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
    pad.addEventListener("keydown", (event) => {
        const moves = { ArrowLeft: [-0.05, 0], ArrowRight: [0.05, 0], ArrowUp: [0, 0.05], ArrowDown: [0, -0.05] };
        const move = moves[event.key];
        if (!move) return;
        event.preventDefault();
        mood.valence = limit(mood.valence + move[0]);
        mood.energy = limit(mood.energy + move[1]);
        draw();
    });
    replace(form, h("h2", {}, t("mix.mood")), h("p", {}, t("mix.mood.about")), pad, words);
    draw();
}

async function pathForm(form, answer, parameters) {
    const ends = { from: null, to: null };
    const ask = () => { if (ends.from && ends.to) answer({ from: ends.from.id, to: ends.to.id, limit: 15 }); };
    const pickers = ["from", "to"].map((end) => trackPicker(t(`mix.${end}`), (track) => { ends[end] = track; ask(); }));
    replace(form, h("h2", {}, t("mix.path")), h("p", {}, t("mix.path.about")), h("div", { class: "pair" }, pickers));
    for (const [index, end] of ["from", "to"].entries()) {
        if (!parameters.has(end)) continue;
        try {
            ends[end] = await get(`/v1/tracks/${parameters.get(end)}`);
            pickers[index].querySelector("input").value = `${ends[end].artist} – ${ends[end].title}`;
        } catch (problem) {
            toast(problem.message);
        }
    }
    ask();
}

function blendForm(form, answer) {
    const chosen = { like: [], unlike: [] };
    const chips = { like: h("p", { class: "chips" }), unlike: h("p", { class: "chips" }) };

    function draw() {
        for (const side of ["like", "unlike"]) {
            replace(chips[side], chosen[side].map((track) => h("button", {
                type: "button", class: "chip", title: t("remove"), "aria-label": `${t("remove")}: ${track.title}`,
                on: { click: () => { chosen[side] = chosen[side].filter((each) => each !== track); draw(); } },
            }, `${side === "like" ? "+" : "−"} ${track.title}`)));
        }
        if (chosen.like.length) {
            answer({ like: chosen.like.map((track) => track.id), unlike: chosen.unlike.map((track) => track.id) });
        }
    }

    const picker = (side) => {
        const box = trackPicker(t(`mix.${side}`), (track) => {
            if (!track) return;
            if (!chosen[side].some((each) => each.id === track.id)) chosen[side].push(track);
            box.querySelector("input").value = "";
            draw();
        });
        return h("div", {}, box, chips[side]);
    };
    replace(form, h("h2", {}, t("mix.blend")), h("p", {}, t("mix.blend.about")), h("div", { class: "pair" }, picker("like"), picker("unlike")));
}
