// What is in the library and who hears it, live: the tables of `catalog stats`, each with a bar for its main figure.
import { get } from "./api.js";
import { columns as columnChart, lines, signed, week } from "./charts.js";
import { h, replace } from "./dom.js";
import { when } from "./state.js";
import { day, known, number, percent, t, weekdays } from "./words.js";

const subjects = ["artists", "tracks", "genres", "eras", "feedback", "trending"];
const rowsMax = 15;
// The hours of a week are 168 rows; what is drawn is not cut.
const drawnRowsMax = 200;

export async function show(place, [, word]) {
    const subject = subjects.includes(word) ? word : "artists";

    async function draw() {
        const [overview, answer] = await Promise.all([
            get("/v1/stats/overview"), get(`/v1/statistics/${subject}`, { limit: drawnRowsMax }),
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
                : h("p", { class: "none" }, t(subject === "trending" ? "trending.none" : "stats.none")));
    }
    await draw();
    let waits = null;
    const stop = when("feedback", () => { clearTimeout(waits); waits = setTimeout(draw, 600); });
    return () => { stop(); clearTimeout(waits); };
}

// How a table is drawn, by its name; what a drawing says whole needs no table.
const drawings = {
    timeline: (rows, at) => lines(
        ["plays", "skips", "likes"].map((name) => ({ name: known(`column.${name}`, name), values: rows.map((row) => row[at(name)] ?? 0) })),
        rows.map((row) => day(row[at("from")])), title({ name: "timeline" })),
    hours: (rows, at) => {
        const days = weekdays("long", "en");
        const values = days.map(() => new Array(24).fill(0));
        for (const row of rows) values[days.indexOf(row[at("weekday")])][row[at("hour")]] = row[at("heard")];
        return week(values, weekdays("short"), title({ name: "hours" }));
    },
    ratings: (rows, at) => columnChart(
        rows.map((row) => ({ name: number(row[at("rating")], 1), value: row[at("count")] })), title({ name: "ratings" })),
    eras: (rows, at) => columnChart(
        rows.map((row) => ({ name: String(row[at("decade")]), value: row[at("tracks")] })), title({ name: "eras" })),
};
const drawnAlone = ["hours", "ratings"];

const title = (table) => known(`table.${table.name}`, table.title);

function card(table) {
    const at = (name) => table.columns.findIndex((column) => column.name === name);
    if (at("measure") >= 0) return measures(table, at);
    const drawing = drawings[table.name]?.(table.rows, at);
    const shown = columnsOf(table);
    const isWide = shown.length > 5 || ["timeline", "hours"].includes(table.name);
    return h("section", { class: isWide ? "card whole" : "card" }, h("h2", {}, title(table)), drawing,
        drawnAlone.includes(table.name) ? null : tableOf(table, shown));
}

// A figure with its name each, as what is counted above.
function measures(table, at) {
    return h("section", { class: "card whole" }, h("h2", {}, title(table)),
        h("dl", { class: "counts" }, table.rows.map((row) => {
            const name = row[at("measure")];
            return h("div", {}, h("dt", {}, known(`measure.${name}`, name)), h("dd", {}, figure(row[at("value")], name)));
        })));
}

const isNumber = (rows, place) => rows.some((row) => typeof row[place] === "number")
    && rows.every((row) => row[place] === null || typeof row[place] === "number");

// Without what nothing is known of, and without numbers that are names for programs.
function columnsOf(table) {
    return table.columns.map((column, place) => ({ ...column, place, isNumber: isNumber(table.rows, place) }))
        .filter((column) => column.title && !/(^|_)(id|rows)$/.test(column.name)
            && table.rows.some((row) => row[column.place] !== null && row[column.place] !== ""));
}

// What a list is long by is drawn, the rest is read.
const weighty = ["plays", "plays_now", "heard", "both", "score", "count", "tracks", "minor", "major"];

function tableOf(table, shown) {
    const rows = table.name === "timeline" ? table.rows.slice(-rowsMax).reverse() : table.rows.slice(0, rowsMax);
    const drawn = weighty.map((name) => shown.find((column) => column.name === name && column.isNumber)).find(Boolean)
        ?? shown.find((column) => column.isNumber && !/(^|_)(rank|year|decade|hour|weekday)$/.test(column.name));
    const largest = drawn ? Math.max(...rows.map((row) => Math.abs(row[drawn.place] ?? 0)), 1e-9) : 1;
    return h("div", { class: "scrolls", tabindex: "0", role: "region", "aria-label": title(table) },
        h("table", { class: "figures bars-in" },
            h("thead", {}, h("tr", {}, shown.map((column) =>
                h("th", { scope: "col", class: column.isNumber ? "figure" : null }, known(`column.${column.name}`, column.title))))),
            h("tbody", {}, rows.map((row) => h("tr", {}, shown.map((column) => {
                const value = row[column.place];
                const text = words(value, column);
                if (column !== drawn) return h("td", { class: column.isNumber ? "figure" : null }, text);
                return h("td", { class: "figure drawn" }, text, value
                    ? h("i", { "aria-hidden": "true", style: { "--share": (Math.abs(value) / largest).toFixed(4) } }) : null);
            }))))));
}

const isShare = (name) => /(rate|share|completion|discovery|overlap|coverage)$/.test(name);

function figure(value, name) {
    if (typeof value !== "number") return /^\d{4}-\d\d-\d\d/.test(value) ? day(value) : String(value ?? "");
    return isShare(name) ? percent(value, value < 0.1 ? 1 : 0) : signed(value, Number.isInteger(value) ? 0 : 2);
}

function words(value, column) {
    if (value === null || value === undefined) return "";
    if (Array.isArray(value)) return value.join(", ");
    if (/year|decade|rank/.test(column.name)) return String(value);
    return figure(value, column.name);
}
