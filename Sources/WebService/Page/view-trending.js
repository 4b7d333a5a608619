// What everybody plays now, and what is new.
import { get } from "./api.js";
import { h, replace } from "./dom.js";
import { playAll } from "./player.js";
import { trackList } from "./tracks.js";
import { t } from "./words.js";

export async function show(place, words, parameters) {
    const genre = parameters.get("genre");
    const [{ items }, genres] = await Promise.all([
        get("/v1/trending", { limit: 50, genre }), get("/v1/genres"),
    ]);
    replace(place,
        h("div", { class: "heading" }, h("h1", {}, t("view.trending")),
            h("div", { class: "tools" },
                h("label", { class: "quiet" }, h("span", { class: "hidden" }, t("genre")),
                    h("select", {
                        id: "trending-genre",
                        on: { change: (event) => { location.hash = event.target.value ? `#/trending?genre=${encodeURIComponent(event.target.value)}` : "#/trending"; } },
                    }, h("option", { value: "" }, t("genres.all")),
                        genres.items.filter((each) => each.parent_id === null).map((each) =>
                            h("option", { value: each.name, selected: each.name === genre }, each.name)))),
                h("button", { type: "button", class: "primary", disabled: items.length === 0, on: { click: () => playAll(items.map((entry) => entry.track), 0) } }, t("play.all")))),
        h("p", { class: "lead" }, t("trending.lead")),
        items.length
            ? trackList(items.map((entry) => ({ track: entry.track })), { label: t("view.trending") })
            : h("p", { class: "none" }, t("trending.none")));
}
