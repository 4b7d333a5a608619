// A file is dropped and judged: three genres, moods, a rating with reasons, what is like it. It is not kept.
import { get, post } from "./api.js";
import { duration, h, replace } from "./dom.js";
import { trackList } from "./tracks.js";
import { genreBars, moodBars, ratingParts } from "./view-track.js";
import { number, t } from "./words.js";

const pollMilliseconds = 400;
const waitSecondsMax = 900;

export function show(place) {
    const result = h("div", { id: "judged" });
    const status = h("p", { class: "hidden", role: "status" });
    const input = h("input", { type: "file", id: "file", class: "hidden", tabindex: "-1", accept: "audio/*,.flac,.opus,.ogg,.m4a,.aiff,.wma" });
    input.addEventListener("change", () => {
        const [file] = input.files;
        input.value = "";
        if (file) judge(file);
    });
    const drop = h("label", {
        class: "drop", for: "file", tabindex: "0", role: "button",
        on: { keydown: (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); input.click(); } } },
    }, h("strong", {}, t("judge.drop")), h("span", {}, t("judge.choose")));
    // The whole window takes files: one that is dropped beside the box would be opened instead of the page.
    const drags = {
        dragover: (event) => { event.preventDefault(); drop.classList.add("over"); },
        dragleave: (event) => { if (!event.relatedTarget) drop.classList.remove("over"); },
        drop: (event) => {
            event.preventDefault();
            drop.classList.remove("over");
            if (event.dataTransfer?.files[0]) judge(event.dataTransfer.files[0]);
        },
    };
    for (const [event, listener] of Object.entries(drags)) addEventListener(event, listener);
    let present = null;

    async function judge(file) {
        present = file;
        status.textContent = t("judge.hearing", { file: file.name });
        const bar = h("progress", { "aria-label": t("judge.hearing", { file: file.name }) });
        replace(result, h("div", { class: "card" }, h("p", {}, t("judge.hearing", { file: file.name })), bar));
        try {
            let answer = await post("/v1/analyze", file, { parameters: { name: file.name.slice(0, 200), wait_seconds: 2 } });
            const start = Date.now();
            while (answer.status) {
                if (present !== file) return;
                if (answer.status === "done") { answer = answer.result; break; }
                if (answer.error || answer.status === "cancelled") throw new Error(answer.error?.message ?? t("problem.unreachable"));
                if (Date.now() - start > waitSecondsMax * 1000) throw new Error(t("judge.slow"));
                bar.value = answer.progress;
                await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
                answer = await get(`/v1/jobs/${answer.id}`);
            }
            const tracks = await Promise.all(answer.nearest.map((near) => get(`/v1/tracks/${near.track_id}`)));
            if (present !== file) return;
            replace(result, verdict(answer, tracks));
            status.textContent = sentence(answer);
        } catch (problem) {
            if (present !== file) return;
            status.textContent = "";
            replace(result, h("p", { class: "notice", role: "alert" }, problem.message || t("problem.unreachable")));
        }
    }

    replace(place, h("h1", {}, t("view.judge")), h("p", { class: "lead" }, t("judge.lead")), input, drop, status, result);
    return () => {
        present = null;
        for (const [event, listener] of Object.entries(drags)) removeEventListener(event, listener);
    };
}

// What is said aloud of it.
function sentence({ name, genres, rating }) {
    const words = [genres[0]?.name, rating ? `${t("rating")} ${number(rating.value, 1)}` : null].filter(Boolean);
    return [t("judge.done", { file: name }), words.length ? `${words.join(", ")}.` : null].filter(Boolean).join(" ");
}

function verdict(judged, nearest) {
    const card = (id, title, content, none) =>
        h("section", { class: "card", id }, h("h3", {}, title), content ?? h("p", {}, none));
    return h("div", {},
        h("h2", {}, judged.name),
        h("p", { class: "facts" }, judged.duration_seconds ? duration(judged.duration_seconds) : ""),
        h("div", { class: "columns" },
            card("judged-genres", t("genres"), judged.genres.length ? genreBars(judged.genres) : null,
                judged.obstacles.genre ?? t("judge.no.genre")),
            card("judged-moods", t("moods"), judged.moods.length ? moodBars(judged.moods) : null,
                judged.obstacles.mood ?? t("judge.no.mood")),
            card("judged-rating", t("rating"), judged.rating ? ratingParts(judged.rating) : null,
                judged.obstacles.critic ?? t("judge.no.critic"))),
        nearest.length ? h("section", {}, h("h3", {}, t("similar")),
            trackList(nearest.map((track) => ({ track })), { label: t("similar") })) : null);
}
