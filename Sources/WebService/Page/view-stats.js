// What is in the library and who hears it, live.
import { get } from "./api.js";
import { bars, line, week } from "./charts.js";
import { h, replace } from "./dom.js";
import { when } from "./state.js";
import { language, number, percent, t } from "./words.js";

const quiet = (promise) => promise.catch(() => null);

export async function show(place) {
    async function draw() {
        const [overview, genres, artists, tracks, listening, eras] = await Promise.all([
            get("/v1/stats/overview"), quiet(get("/v1/stats/genres", { limit: 12 })), quiet(get("/v1/stats/artists", { limit: 12 })),
            quiet(get("/v1/stats/tracks", { limit: 12 })), quiet(get("/v1/stats/feedback")), quiet(get("/v1/stats/eras")),
        ]);
        replace(place,
            h("h1", {}, t("view.stats")),
            h("dl", { class: "counts" }, ["tracks", "artists", "albums", "users", "events", "playlists"].map((name) =>
                h("div", {}, h("dt", {}, t(`count.${name}`)), h("dd", {}, number(overview[name]))))),
            h("div", { class: "columns wide" },
                card(t("stats.artists"), artists?.items.length && bars(artists.items.map((each) =>
                    ({ name: each.name, value: each.plays ?? each.popularity, href: each.id ? `#/artist/${each.id}` : null })), { label: t("stats.artists.about") })),
                card(t("stats.tracks"), tracks?.items.length && bars(tracks.items.map((each) =>
                    ({ name: each.title ?? each.name, value: each.plays ?? each.popularity, href: `#/track/${each.id}` })), { label: t("stats.tracks.about") })),
                card(t("stats.genres"), genres?.items.length && bars(genres.items.map((each) =>
                    ({ name: each.name, value: each.track_count ?? each.tracks })), { label: t("stats.genres.about") })),
                card(t("stats.eras"), eras?.items.length && line(eras.items.map((each) =>
                    ({ name: String(each.decade ?? each.year ?? each.name), value: each.track_count ?? each.tracks })), { label: t("stats.eras.about") }))),
            listening ? listeningCards(listening) : null);
    }
    await draw();
    let waits = null;
    const stop = when("feedback", () => { clearTimeout(waits); waits = setTimeout(draw, 600); });
    return () => { stop(); clearTimeout(waits); };
}

function card(title, content) {
    return content ? h("section", { class: "card" }, h("h2", {}, title), content) : null;
}

function listeningCards(listening) {
    const days = Array.from({ length: 7 }, (_, day) =>
        new Intl.DateTimeFormat(language(), { weekday: "short", timeZone: "UTC" }).format(new Date(Date.UTC(2024, 0, 1 + day))));
    const figures = [
        ["stats.completion", listening.completion_rate], ["stats.skips", listening.skip_rate], ["stats.discovery", listening.discovery_share],
    ].filter(([, value]) => typeof value === "number");
    return h("div", { class: "columns wide" },
        listening.by_hour?.length ? card(t("stats.hours"), week(listening.by_hour, days, t("stats.hours"))) : null,
        listening.by_day?.length ? card(t("stats.days"), line(listening.by_day.map((each) => ({ name: each.day, value: each.plays })), { label: t("stats.days") })) : null,
        figures.length ? card(t("stats.habits"), h("dl", { class: "counts" }, figures.map(([name, value]) =>
            h("div", {}, h("dt", {}, t(name)), h("dd", {}, percent(value, 1)))))) : null);
}
