// One track: what it is, how it sounds, what the models say and why, what is like it.
import { coverAddress, get } from "./api.js";
import { balance, bars, pitchFlower, portrait, ratingScale, signed } from "./charts.js";
import { duration, h, icon, keyName, replace } from "./dom.js";
import { opinionTools } from "./feedback.js";
import { playAll } from "./player.js";
import { when } from "./state.js";
import { trackList } from "./tracks.js";
import { number, percent, t } from "./words.js";

const missing = (problem) => { if (problem.status === 404) return null; throw problem; };

export async function show(place, [, id]) {
    const track = await get(`/v1/tracks/${id}`);
    const [features, judgement, similar] = await Promise.all([
        get(`/v1/tracks/${id}/features`).catch(missing),
        get(`/v1/tracks/${id}/judgement`).catch(missing),
        get(`/v1/tracks/${id}/similar`, { limit: 12 }).catch(missing),
    ]);
    const tools = opinionTools(track);
    replace(place,
        h("div", { class: "hero" },
            h("img", {
                class: "cover", alt: "", width: "160", height: "160", src: coverAddress(track.id),
                on: { error: (event) => event.target.remove() },
            }),
            h("div", {},
                h("h1", {}, track.title),
                h("p", { class: "lead" },
                    track.artists.flatMap((artist, index) => [index ? ", " : "", h("a", { href: `#/artist/${artist.id}` }, artist.name)])),
                h("p", { class: "facts" }, facts(track)),
                h("div", { class: "tools" },
                    track.has_audio ? h("button", {
                        type: "button", class: "primary", id: "play-track", on: { click: () => playAll([track], 0) },
                    }, icon("play"), t("play")) : null,
                    tools,
                    h("a", { class: "button", href: `#/mix?from=${track.id}` }, t("track.mix"))))),
        h("div", { class: "columns" },
            soundCard(track, features),
            genreCard(track, judgement),
            ratingCard(judgement)),
        similar?.items.length
            ? h("section", {}, h("h2", {}, t("similar")),
                trackList(similar.items.map((entry) => ({ track: entry.track })), { label: t("similar") }))
            : null,
        features ? allFeatures(features) : null);
    return when("opinion", (changed) => { if (changed === track.id) tools.refresh(); });
}

function facts(track) {
    const facts = [];
    if (track.album) facts.push(h("a", { href: `#/album/${track.album_id}` }, track.album));
    if (track.year) facts.push(String(track.year));
    if (track.duration_seconds) facts.push(duration(track.duration_seconds));
    if (track.is_explicit) facts.push(t("explicit"));
    return facts.flatMap((fact, index) => index ? [" · ", fact] : [fact]);
}

const shares = ["energy", "danceability", "valence", "acousticness", "instrumentalness", "liveness", "speechiness"];

function soundCard(track, features) {
    const sound = track.sound;
    if (!sound) return h("section", { class: "card" }, h("h2", {}, t("sound")), h("p", {}, t("sound.none")));
    const known = shares.filter((name) => sound[name] !== null)
        .map((name) => ({ name: t(`mood.${name}`), value: sound[name] }));
    const chroma = features?.features.filter((feature) => /^chroma_cqt_\d+_mean$/.test(feature.name)) ?? [];
    const words = [
        [t("tempo"), sound.tempo_bpm === null ? null : t("tempo.bpm", { bpm: Math.round(sound.tempo_bpm) })],
        [t("key"), sound.key === null ? null : `${keyName(sound.key)} ${sound.mode === null ? "" : t(sound.mode ? "major" : "minor")}`],
        [t("loudness"), sound.loudness_lufs === null ? null : `${signed(sound.loudness_lufs, 1)} LUFS`],
        [t("loudness.range"), sound.loudness_range_lu === null ? null : `${number(sound.loudness_range_lu, 1)} LU`],
    ].filter(([, value]) => value !== null);
    return h("section", { class: "card" },
        h("h2", {}, t("sound")),
        h("dl", { class: "facts-list" }, words.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
        known.length >= 3
            ? portrait(known, `${t("sound")}: ${known.map((each) => `${each.name} ${percent(each.value)}`).join(", ")}`)
            : known.length ? bars(known, { label: t("moods"), max: 1, format: (value) => percent(value) }) : null,
        chroma.length === 12
            ? h("figure", {}, pitchFlower(chroma.map((feature) => feature.value), chroma.map((_, index) => keyName(index)), t("pitches")),
                h("figcaption", {}, t("pitches")))
            : null);
}

function genreCard(track, judgement) {
    const guessed = judgement?.genres ?? [];
    const said = [...new Map(track.genres.filter((genre) => genre.source !== "predicted").map((genre) => [genre.id, genre])).values()];
    const moods = judgement?.moods ?? [];
    if (!judgement && !said.length) return null;
    const hasMoods = moods.length || shares.some((name) => (track.sound?.[name] ?? null) !== null);
    return h("section", { class: "card" },
        h("h2", {}, t("genres")),
        said.length ? h("p", { class: "chips" }, said.map((genre) =>
            h("a", { class: "chip", href: `#/genre/${genre.id}` }, genre.name))) : null,
        guessed.length ? genreBars(guessed) : obstacle(judgement, "genre"),
        moods.length ? moodBars(moods) : hasMoods ? null : obstacle(judgement, "mood"));
}

// Why a model says nothing, in the service's words where it has some.
const obstacle = (judgement, kind) =>
    judgement ? h("p", { class: "muted" }, judgement.obstacles[kind] ?? t(`judge.no.${kind}`)) : null;

export const genreBars = (genres) =>
    bars(genres.map((genre) => ({ name: genre.name, value: genre.probability })),
        { label: t("genres.heard"), max: 1, format: (value) => percent(value) });

export const moodBars = (moods) =>
    bars(moods.map((mood) => ({ name: t(`mood.${mood.name}`), value: mood.value })),
        { label: t("moods"), max: 1, format: (value) => percent(value) });

function ratingCard(judgement) {
    if (!judgement) return null;
    return h("section", { class: "card" }, h("h2", {}, t("rating")),
        judgement.rating ? ratingParts(judgement.rating) : obstacle(judgement, "critic"));
}

// A rating with its reasons, as a track's page and the judge show it.
export function ratingParts(rating) {
    const label = t("rating.label", {
        rating: number(rating.value, 1), lower: number(rating.lower ?? rating.value, 1), upper: number(rating.upper ?? rating.value, 1),
    });
    return [
        h("p", { class: "big-figure" }, number(rating.value, 1), h("small", {}, ` / ${number(5)}`)),
        ratingScale(rating, label),
        h("p", { class: "muted" }, label),
        rating.contributions.length
            ? balance(rating.contributions.map((each) => ({ name: t(`group.${each.group}`), value: each.value })), { label: t("rating.why") })
            : null,
        neighbours(rating.closest),
        change(rating.moves[0]),
    ].flat().filter(Boolean);
}

function neighbours(closest) {
    const rated = closest.filter((near) => near.rating !== null);
    if (!rated.length) return null;
    const mean = rated.reduce((sum, near) => sum + near.rating, 0) / rated.length;
    return h("p", {}, t("rating.closest"), " ",
        rated.flatMap((near, index) => [index ? ", " : "", h("a", { href: `#/track/${near.track_id}` }, near.title), ` (${number(near.rating, 1)})`]),
        " ", t("rating.closest.mean", { rating: number(mean, 1) }));
}

// What would change the rating most.
function change(move) {
    if (!move || Math.abs(move.change) < 0.01) return null;
    const figure = (value) => signed(value, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 0.1 ? 2 : 4);
    return h("p", { class: "muted" }, t("rating.move", {
        group: t(`group.${move.group}`), feature: move.feature.replaceAll("_", " "), from: figure(move.from), to: figure(move.to),
        change: signed(move.change, 2, "+"),
    }));
}

function allFeatures({ features }) {
    const groups = Map.groupBy ? Map.groupBy(features, (feature) => feature.group) : grouped(features);
    return h("details", { class: "all-features" }, h("summary", {}, t("features.all", { count: features.length })),
        [...groups].map(([group, members]) => h("section", {}, h("h3", {}, t(`group.${group}`)),
            h("table", { class: "figures" },
                h("thead", {}, h("tr", {}, h("th", {}, t("feature")), h("th", { class: "figure" }, t("value")), h("th", {}, t("unit")))),
                h("tbody", {}, members.map((feature) => h("tr", {},
                    h("th", { scope: "row" }, breakable(feature.name)), h("td", { class: "figure" }, signed(feature.value, 3)), h("td", {}, feature.unit))))))));
}

// A name in lines that end after its words.
const breakable = (name) => name.split("_").flatMap((word, index) => index ? ["_", h("wbr"), word] : [word]);

function grouped(features) {
    const groups = new Map();
    for (const feature of features) groups.set(feature.group, [...(groups.get(feature.group) ?? []), feature]);
    return groups;
}
