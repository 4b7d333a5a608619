// Artists, albums and genres, and the pages of one of each.
import { get } from "./api.js";
import { h, replace, toast } from "./dom.js";
import { playAll } from "./player.js";
import { trackList } from "./tracks.js";
import { number, t } from "./words.js";

export function show(place, [word, id]) {
    switch (word) {
        case "artist": return showArtist(place, id);
        case "album": return showAlbum(place, id);
        case "genre": return showGenre(place, id);
        default: return showShelves(place, id ?? "artists");
    }
}

const shelves = {
    artists: { path: "/v1/artists", card: (artist) => [`#/artist/${artist.id}`, artist.name, ""] },
    albums: { path: "/v1/albums", card: (album) => [`#/album/${album.id}`, album.title, [album.artist, album.year].filter(Boolean).join(" · ")] },
    genres: { path: "/v1/genres" },
};

async function showShelves(place, name) {
    const grid = h("ul", { class: "grid" });
    const more = h("button", { type: "button", hidden: true, on: { click: load } }, t("more"));
    let next = null;
    const shelf = shelves[name] ?? shelves.artists;

    async function load() {
        try {
            const page = await get(shelf.path, name === "genres" ? {} : { limit: 120, cursor: next });
            // Genres are known before there is any music.
            if (name === "genres") drawGenres(grid, page.items.filter((genre) => genre.has_tracks));
            else grid.append(...page.items.map((item) => card(...shelf.card(item))));
            next = page.next ?? null;
            more.hidden = !next;
        } catch (problem) {
            toast(problem.message || t("problem.unreachable"));
        }
    }

    replace(place, h("h1", {}, t("view.browse")),
        h("p", { class: "tabs" }, Object.keys(shelves).map((each) =>
            h("a", { href: `#/browse/${each}`, "aria-current": each === name ? "page" : null }, t(each)))),
        grid, more);
    await load();
    if (!grid.childElementCount) grid.replaceWith(h("p", { class: "none" }, t("browse.none")));
}

function card(href, name, about) {
    return h("li", {}, h("a", { class: "tile", href },
        h("span", { class: "monogram", "aria-hidden": "true" }, [...name][0]?.toUpperCase() ?? "♪"),
        h("span", { class: "title", dir: "auto" }, name), about ? h("span", { class: "artist", dir: "auto" }, about) : null));
}

function drawGenres(grid, genres) {
    const children = new Map();
    for (const genre of genres) {
        if (genre.parent_id !== null) children.set(genre.parent_id, [...(children.get(genre.parent_id) ?? []), genre]);
    }
    grid.className = "genre-tree";
    grid.append(...genres.filter((genre) => genre.parent_id === null).map((genre) => h("li", {},
        h("h2", {}, h("a", { href: `#/genre/${genre.id}` }, genre.name)),
        h("p", { class: "chips" }, (children.get(genre.id) ?? []).map((child) =>
            h("a", { class: "chip", href: `#/genre/${child.id}` }, child.name))))));
}

async function showArtist(place, id) {
    const artist = await get(`/v1/artists/${id}`);
    replace(place,
        h("div", { class: "heading" }, h("h1", { dir: "auto" }, artist.name),
            h("div", { class: "tools" },
                h("button", { type: "button", class: "primary", disabled: artist.tracks.length === 0, on: { click: () => playAll(artist.tracks, 0) } }, t("play.all")),
                h("a", { class: "button", href: `#/mix?artist=${artist.id}` }, t("artist.mix")))),
        h("p", { class: "lead" }, t("tracks.count", { count: artist.track_count })),
        artist.albums.length ? h("section", {}, h("h2", {}, t("albums")),
            h("ul", { class: "grid" }, artist.albums.map((album) => card(`#/album/${album.id}`, album.title, album.year ? String(album.year) : "")))) : null,
        h("section", {}, h("h2", {}, t("tracks")),
            trackList(artist.tracks.map((track) => ({ track })), { label: t("tracks") })));
}

async function showAlbum(place, id) {
    const album = await get(`/v1/albums/${id}`);
    replace(place,
        h("div", { class: "heading" }, h("h1", { dir: "auto" }, album.title),
            h("div", { class: "tools" },
                h("button", { type: "button", class: "primary", disabled: album.tracks.length === 0, on: { click: () => playAll(album.tracks, 0) } }, t("play.all")))),
        h("p", { class: "lead", dir: "auto" }, [album.artist, album.year].filter(Boolean).join(" · ")),
        trackList(album.tracks.map((track) => ({ track })), { label: album.title, isNumbered: true, showAlbum: false }));
}

async function showGenre(place, id) {
    const pageAfter = (cursor) => get(`/v1/genres/${id}/tracks`, { limit: 100, cursor });
    const [{ items: genres }, first] = await Promise.all([get("/v1/genres"), pageAfter(null)]);
    const name = genres.find((each) => String(each.id) === id)?.name ?? t("genre");
    const [list, shown] = [h("div"), h("p", { class: "muted" })];
    const more = h("button", { type: "button", on: { click: goOn } }, t("more"));
    let tracks = [];
    let next = null;

    function draw(page) {
        const { length } = tracks;
        tracks = [...tracks, ...page.items];
        next = page.next;
        replace(list, tracks.length
            ? trackList(tracks.map((track) => ({ track })), { label: name })
            : h("p", { class: "none" }, t("genre.none")));
        shown.textContent = t("tracks.shown", { count: number(tracks.length) });
        more.hidden = !next;
        if (length) list.querySelectorAll(".track")[length]?.focus({ preventScroll: true });
    }

    async function goOn() {
        try {
            draw(await pageAfter(next));
        } catch (problem) {
            toast(problem.message || t("problem.unreachable"));
        }
    }

    draw(first);
    replace(place,
        h("div", { class: "heading" }, h("h1", {}, name),
            h("div", { class: "tools" },
                h("button", { type: "button", class: "primary", disabled: tracks.length === 0, on: { click: () => playAll(tracks, 0) } }, t("play.all")))),
        list, shown, more);
}
