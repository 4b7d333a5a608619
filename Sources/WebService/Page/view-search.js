// All that a search finds.
import { get } from "./api.js";
import { h, replace } from "./dom.js";
import { trackList } from "./tracks.js";
import { t } from "./words.js";

export async function show(place, words, parameters) {
    const text = parameters.get("q") ?? "";
    const found = await get("/v1/search", { q: text, limit: 50 });
    const links = (items, href, name) => h("p", { class: "chips" }, items.map((item) =>
        h("a", { class: "chip", href: `${href}${item.id}` }, name(item))));
    replace(place,
        h("h1", {}, t("search.for", { text })),
        found.is_corrected ? h("p", { class: "muted" }, t("search.corrected")) : null,
        found.artists.length ? h("section", {}, h("h2", {}, t("artists")), links(found.artists, "#/artist/", (artist) => artist.name)) : null,
        found.albums.length ? h("section", {}, h("h2", {}, t("albums")), links(found.albums, "#/album/", (album) => album.title)) : null,
        found.tracks.length
            ? h("section", {}, h("h2", {}, t("tracks")), trackList(found.tracks.map((track) => ({ track })), { label: t("tracks") }))
            : found.artists.length || found.albums.length ? null : h("p", { class: "none" }, t("search.none")));
}
