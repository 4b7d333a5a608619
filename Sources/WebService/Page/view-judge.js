// A file is dropped and judged: three genres, moods, a rating with reasons, what is like it. It is not kept.
import { get, post } from "./api.js";
import { bars } from "./charts.js";
import { duration, h, keyName, replace } from "./dom.js";
import { trackList } from "./tracks.js";
import { ratingParts } from "./view-track.js";
import { number, percent, t } from "./words.js";

const pollMilliseconds = 400;
const waitSecondsMax = 900;

export function show(place) {
    const result = h("div", { id: "judged", "aria-live": "polite" });
    const input = h("input", { type: "file", id: "file", class: "hidden", accept: "audio/*,.flac,.opus,.ogg,.m4a,.aiff,.wma" });
    input.addEventListener("change", () => { if (input.files[0]) judge(input.files[0]); });
    const drop = h("label", {
        class: "drop", for: "file", tabindex: "0", role: "button",
        on: {
            dragover: (event) => { event.preventDefault(); drop.classList.add("over"); },
            dragleave: () => drop.classList.remove("over"),
            drop: (event) => {
                event.preventDefault();
                drop.classList.remove("over");
                if (event.dataTransfer.files[0]) judge(event.dataTransfer.files[0]);
            },
            keydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); input.click(); } },
        },
    }, h("strong", {}, t("judge.drop")), h("span", {}, t("judge.choose")));
    let stopped = false;

    async function judge(file) {
        const bar = h("progress", { "aria-label": t("judge.hearing", { file: file.name }) });
        replace(result, h("div", { class: "card" }, h("p", {}, t("judge.hearing", { file: file.name })), bar));
        try {
            let answer = await post("/v1/analyze", file, { parameters: { name: file.name.slice(0, 200) } });
            const start = Date.now();
            while (answer.job && answer.state !== "done") {
                if (stopped) return;
                if (answer.state === "failed") throw new Error(answer.problem ?? t("problem.unreachable"));
                if (Date.now() - start > waitSecondsMax * 1000) throw new Error(t("judge.slow"));
                if (answer.progress !== null && answer.progress !== undefined) bar.value = answer.progress;
                await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
                answer = await get(`/v1/jobs/${answer.job}`);
            }
            replace(result, verdict(file.name, answer.result ?? answer));
        } catch (problem) {
            replace(result, h("p", { class: "notice", role: "alert" }, problem.message || t("problem.unreachable")));
        }
    }

    replace(place, h("h1", {}, t("view.judge")), h("p", { class: "lead" }, t("judge.lead")), input, drop, result);
    return () => { stopped = true; };
}

function verdict(name, judged) {
    const facts = [
        judged.duration_seconds ? duration(judged.duration_seconds) : null,
        judged.sound?.tempo_bpm ? t("tempo.bpm", { bpm: Math.round(judged.sound.tempo_bpm) }) : null,
        judged.sound?.key !== null && judged.sound?.key !== undefined
            ? `${keyName(judged.sound.key)} ${judged.sound.mode === null ? "" : t(judged.sound.mode ? "major" : "minor")}` : null,
        judged.sound?.loudness_lufs ? `${number(judged.sound.loudness_lufs, 1)} LUFS` : null,
    ].filter(Boolean);
    return h("div", {},
        h("h2", {}, judged.title ? [judged.artist, judged.title].filter(Boolean).join(" – ") : name),
        h("p", { class: "facts" }, facts.join(" · ")),
        h("div", { class: "columns" },
            judged.genres.length ? h("section", { class: "card", id: "judged-genres" }, h("h3", {}, t("genres")),
                bars(judged.genres.map((genre) => ({ name: genre.label, value: genre.probability })),
                    { label: t("genres.heard"), max: 1, format: (value) => percent(value) }))
                : h("section", { class: "card" }, h("h3", {}, t("genres")), h("p", {}, t("judge.no.genre"))),
            judged.moods.length ? h("section", { class: "card" }, h("h3", {}, t("moods")),
                bars(judged.moods.map((mood) => ({ name: t(`mood.${mood.name}`), value: mood.value })),
                    { label: t("moods"), max: 1, format: (value) => percent(value) })) : null,
            judged.rating ? h("section", { class: "card", id: "judged-rating" }, h("h3", {}, t("rating")), ...ratingParts(judged.rating))
                : h("section", { class: "card" }, h("h3", {}, t("rating")), h("p", {}, t("judge.no.critic")))),
        judged.similar.length ? h("section", {}, h("h3", {}, t("similar")),
            trackList(judged.similar.map((entry) => ({ track: entry.track })), { label: t("similar") })) : null);
}
