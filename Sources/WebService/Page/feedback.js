// Plays, skips, likes and stars: sent at once, shown at once, taken back where the service says no.
import { get, remove, sendFeedback } from "./api.js";
import { announce, iconButton, h, toast } from "./dom.js";
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

const opinionPath = (track) => `/v1/users/${state.person.id}/opinions/${track}`;
const eventPath = (event) => `/v1/users/${state.person.id}/feedback/${event}`;

// What the person has said of a track by now, here or in another player.
export async function recall(track) {
    const { person } = state;
    const before = state.opinions.get(track);
    if (!person) return;
    try {
        const known = await get(opinionPath(track));
        if (state.person !== person || state.opinions.get(track) !== before) return;
        state.opinions.set(track, known);
        tell("opinion", track);
    } catch { /* what is not known is not shown */ }
}

// Likes, dislikes and bans switch: asked for again, they are taken back. True where the stance holds now.
async function switchStance(track, stance, name) {
    const before = opinion(track);
    const isTakenBack = before.stance === stance && before.stance_event_id;
    if (isTakenBack) {
        try {
            await remove(eventPath(before.stance_event_id));
        } catch (problem) {
            toast(problem.message || t("problem.unreachable"));
            return false;
        }
        state.opinions.set(track, { ...before, stance: null, stance_event_id: null });
        tell("feedback", { track, kind: "removal" });
        announce(t("feedback.removed", { track: name }));
    } else {
        const outcome = await send(track, { kind: stance });
        if (!outcome) return false;
        state.opinions.set(track, { ...before, stance, stance_event_id: outcome.event_id });
        if (stance === "ban") {
            toast(t("feedback.banned", { track: name }), { label: t("undo"), run: () => switchStance(track, stance, name) });
        } else {
            announce(t("feedback.liked", { track: name }));
        }
    }
    tell("opinion", track);
    return !isTakenBack;
}

// The stars that are chosen already are taken back.
async function rate(track, rating, name) {
    const before = opinion(track);
    if (before.rating === rating && before.rating_event_id) return unrate(track, name);
    const outcome = await send(track, { kind: "rating", rating });
    if (!outcome) return;
    state.opinions.set(track, { ...opinion(track), rating, rating_event_id: outcome.event_id });
    tell("opinion", track);
    announce(t("feedback.rated", { track: name, stars: t("stars", { count: rating }) }));
}

// Under a rating lies the one before it: none is to be left.
async function unrate(track, name) {
    try {
        for (let event = opinion(track).rating_event_id; event; event = opinion(track).rating_event_id) {
            await remove(eventPath(event));
            state.opinions.set(track, await get(opinionPath(track)));
        }
        announce(t("feedback.removed", { track: name }));
    } catch (problem) {
        toast(problem.message || t("problem.unreachable"));
    }
    tell("feedback", { track, kind: "removal" });
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

// Like, skip, never again, and stars. `refused` is told when the track was skipped or banned; each is also on a key.
export function opinionTools(track, { refused = (kind) => sayWhatIsSkipped(track, kind) } = {}) {
    const name = fullName(track);
    const refuse = (kind) => {
        refused(kind);
        tell("refused", track.id);
    };
    const like = iconButton("like", t("like"), () => switchStance(track.id, "like", name), { class: "icon outlined", data: { key: "l" } });
    const skipButton = iconButton("skip", t("skip"), async () => { if (await skip(track.id)) refuse("skip"); }, { data: { key: "s" } });
    const ban = iconButton("ban", t("ban"), async () => { if (await switchStance(track.id, "ban", name)) refuse("ban"); }, { data: { key: "b" } });
    const stars = starRow(track, name);
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

const fullName = (track) => `${track.artist} – ${track.title}`;

// A ban says itself that the track will not come again.
export function sayWhatIsSkipped(track, kind) {
    if (kind === "skip") toast(t("feedback.skipped", { track: fullName(track) }));
}

// Five stars of which one is chosen: arrow keys go along them, and nothing is sent before one is pressed.
function starRow(track, name) {
    const buttons = [1, 2, 3, 4, 5].map((count) =>
        iconButton("star", t("stars", { count }), () => rate(track.id, count, name), { class: "icon star", role: "radio", data: { key: String(count) } }));
    const element = h("span", { class: "stars", role: "radiogroup", "aria-label": t("rating") }, buttons);
    element.addEventListener("keydown", (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (!step) return;
        event.preventDefault();
        buttons[(buttons.indexOf(event.target) + step + buttons.length) % buttons.length].focus();
    });
    return {
        element,
        show(rating) {
            const chosen = Math.floor(rating ?? 0);
            buttons.forEach((button, index) => {
                button.classList.toggle("on", index < chosen);
                button.setAttribute("aria-checked", String(index + 1 === chosen));
                button.tabIndex = index === Math.max(0, chosen - 1) ? 0 : -1;
            });
        },
    };
}
