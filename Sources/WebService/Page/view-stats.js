// What is in the library and who hears it, live: the tables of `catalog stats`, each with a bar for its main figure.
import { get } from "./api.js";
import { h, replace } from "./dom.js";
import { when } from "./state.js";
import { number, t } from "./words.js";

const subjects = ["artists", "tracks", "genres", "eras", "feedback", "trending"];
const rowsMax = 15;

export async function show(place, [, word]) {
    const subject = subjects.includes(word) ? word : "artists";

    async function draw() {
        const [overview, answer] = await Promise.all([
            get("/v1/stats/overview"), get(`/v1/statistics/${subject}`, { limit: rowsMax }),
        ]);
        const tables = answer.tables.filter((table) => table.rows.length);
        replace(place,
            h("h1", {}, t("view.stats")),
            h("dl", { class: "counts" }, ["tracks", "artists", "albums", "users", "events", "playlists"].map((name) =>
                h("div", {}, h("dt", {}, t(`count.${name}`)), h("dd", {}, number(overview[name]))))),
            h("p", { class: "tabs" }, subjects.map((each) =>
                h("a", { href: `#/stats/${each}`, "aria-current": each === subject ? "page" : null }, t(`stats.${each}`)))),
            tables.length
                ? h("div", { class: "columns wide" }, tables.map(card))
                : h("p", { class: "none" }, answer.remark ?? t("stats.none")));
    }
    await draw();
    let waits = null;
    const stop = when("feedback", () => { clearTimeout(waits); waits = setTimeout(draw, 600); });
    return () => { stop(); clearTimeout(waits); };
}

// The first column of numbers that are no names of things is drawn, the rest is read.
function card(table) {
    const rows = table.rows.slice(0, rowsMax);
    const isName = (column) => /(^|_)(id|rank|year|decade|hour|weekday)$/.test(column.name);
    const isNumber = (place) => rows.some((row) => typeof row[place] === "number")
        && rows.every((row) => row[place] === null || typeof row[place] === "number");
    const drawn = table.columns.findIndex((column, place) => isNumber(place) && !isName(column));
    const largest = Math.max(...rows.map((row) => Math.abs(row[drawn] ?? 0)), 1e-9);
    const shown = table.columns.map((column, place) => ({ ...column, place })).filter((column) => column.title && !/(^|_)id$/.test(column.name));
    return h("section", { class: "card" }, h("h2", {}, table.title),
        h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": table.title },
            h("table", { class: "figures bars-in" },
                h("thead", {}, h("tr", {}, shown.map((column) =>
                    h("th", { scope: "col", class: isNumber(column.place) ? "figure" : null }, column.title)))),
                h("tbody", {}, rows.map((row) => h("tr", {}, shown.map((column) => {
                    const value = row[column.place];
                    if (column.place !== drawn) return h("td", { class: isNumber(column.place) ? "figure" : null }, words(value, column));
                    return h("td", { class: "figure drawn" }, words(value, column),
                        h("i", { "aria-hidden": "true", style: { "--share": (Math.abs(value ?? 0) / largest).toFixed(4) } }));
                })))))));
}

function words(value, column) {
    if (value === null || value === undefined) return "";
    if (typeof value !== "number") return Array.isArray(value) ? value.join(", ") : String(value);
    if (/year|decade|rank/.test(column.name)) return String(value);
    return number(value, Number.isInteger(value) ? 0 : 2);
}
