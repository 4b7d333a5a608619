// Plays, skips, likes and stars: sent at once, shown at once, taken back where the service says no.
import { remove, sendFeedback } from "./api.js";
import { iconButton, h, toast } from "./dom.js";
import { state, tell } from "./state.js";
import { t } from "./words.js";

const opinion = (track) => state.opinions.get(track) ?? { track_id: track, stance: null, rating: null };

async function send(track, event) {
    if (!state.person) {
        toast(t("feedback.nobody"), { label: t("people.choose"), run: () => { location.hash = "#/settings"; } });
        return null;
    }
    try {
        const outcome = await sendFeedback({ user_id: state.person.id, track_id: track, ...event });
        tell("feedback", { track, ...event });
        return outcome;
    } catch (problem) {
        toast(problem.message || t("problem.unreachable"));
        return null;
    }
}

// Likes, dislikes and bans switch: asked for again, they are taken back.
export async function switchStance(track, stance, name) {
    const before = opinion(track);
    const isTakenBack = before.stance === stance && before.stance_event_id;
    if (isTakenBack) {
        try {
            await remove(`/v1/users/${state.person.id}/feedback/${before.stance_event_id}`);
        } catch (problem) {
            toast(problem.message || t("problem.unreachable"));
            return;
        }
        state.opinions.set(track, { ...before, stance: null, stance_event_id: null });
        tell("feedback", { track, kind: "removal" });
    } else {
        const outcome = await send(track, { kind: stance });
        if (!outcome) return;
        state.opinions.set(track, { ...before, stance, stance_event_id: outcome.event_id });
        if (stance === "ban") {
            toast(t("feedback.banned", { track: name }), { label: t("undo"), run: () => switchStance(track, stance, name) });
        }
    }
    tell("opinion", track);
}

export async function rate(track, rating) {
    const outcome = await send(track, { kind: "rating", rating });
    if (!outcome) return;
    state.opinions.set(track, { ...opinion(track), rating, rating_event_id: outcome.event_id });
    tell("opinion", track);
}

export async function skip(track, playedSeconds, totalSeconds) {
    const outcome = await send(track, { kind: "skip", ...times(playedSeconds, totalSeconds) });
    if (outcome) state.skipped.add(track);
    return outcome;
}

export const played = (track, playedSeconds, totalSeconds) =>
    send(track, { kind: "play", ...times(playedSeconds, totalSeconds) });

function times(playedSeconds, totalSeconds) {
    const both = {};
    if (Number.isFinite(playedSeconds)) both.played_seconds = Math.max(0, playedSeconds);
    if (Number.isFinite(totalSeconds)) both.total_seconds = totalSeconds;
    return both;
}

// Like, skip, never again, and stars. `skipped` is told when the track was skipped or banned.
export function opinionTools(track, { skipped = () => {} } = {}) {
    const name = `${track.artist} – ${track.title}`;
    const like = iconButton("like", t("like"), () => switchStance(track.id, "like", name), { class: "icon outlined" });
    const skipButton = iconButton("skip", t("skip"), async () => { if (await skip(track.id)) skipped(); });
    const ban = iconButton("ban", t("ban"), async () => { await switchStance(track.id, "ban", name); skipped(); });
    const stars = starRow(track);
    const tools = h("div", { class: "tools", role: "group", "aria-label": t("feedback.about", { track: name }) },
        like, skipButton, ban, stars.element);
    tools.refresh = () => {
        const now = opinion(track.id);
        like.setAttribute("aria-pressed", String(now.stance === "like"));
        ban.setAttribute("aria-pressed", String(now.stance === "ban"));
        stars.show(now.rating);
    };
    tools.refresh();
    return tools;
}

function starRow(track) {
    const buttons = [1, 2, 3, 4, 5].map((count) =>
        iconButton("star", t("stars", { count }), () => rate(track.id, count), { class: "icon star outlined" }));
    return {
        element: h("span", { class: "stars" }, buttons),
        show(rating) {
            buttons.forEach((button, index) => {
                const isOn = rating !== null && rating !== undefined && rating >= index + 1;
                button.classList.toggle("on", isOn);
                button.setAttribute("aria-pressed", String(isOn));
            });
        },
    };
}
