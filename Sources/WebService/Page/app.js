// The frame of the page: navigation, search, keys, and which view is shown.
import { get, openSession, Problem, whenUnauthorized } from "./api.js";
import { h, icon, iconButton, replace, toast } from "./dom.js";
import { startLive } from "./live.js";
import { nextTrack, toggle } from "./player.js";
import { startSearch } from "./search.js";
import { choosePerson, chooseTheme, loadPeople, showTheme, state, when } from "./state.js";
import { chooseLanguage, language, languages, showLanguage, t } from "./words.js";

// The views by the first word of the address; each is loaded when it is first shown.
const views = {
    "": { load: () => import("./view-home.js"), icon: "home", name: "home" },
    browse: { load: () => import("./view-browse.js"), icon: "browse", name: "browse" },
    judge: { load: () => import("./view-judge.js"), icon: "judge", name: "judge" },
    mix: { load: () => import("./view-mix.js"), icon: "mix", name: "mix" },
    map: { load: () => import("./view-map.js"), icon: "map", name: "map" },
    trending: { load: () => import("./view-trending.js"), icon: "trend", name: "trending" },
    stats: { load: () => import("./view-stats.js"), icon: "chart", name: "stats" },
    library: { load: () => import("./view-library.js"), icon: "library", name: "library" },
    settings: { load: () => import("./view-settings.js"), icon: "settings", name: "settings" },
    track: { load: () => import("./view-track.js") },
    artist: { load: () => import("./view-browse.js") },
    album: { load: () => import("./view-browse.js") },
    genre: { load: () => import("./view-browse.js") },
    search: { load: () => import("./view-search.js") },
};

const main = document.getElementById("main");
let leaveView = null;
let shown = 0;

async function showView() {
    const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
    const words = path.split("/").map(decodeURIComponent);
    const view = views[words[0]] ?? views[""];
    const number = ++shown;
    markNavigation(words[0]);
    const place = h("div", { class: "view" });
    // Whoever waits for long sees that it is waited.
    const waits = setTimeout(() => document.body.classList.add("waits"), 250);
    let leave;
    try {
        const module = await view.load();
        if (number !== shown) return;
        leaveView?.();
        leaveView = null;
        replace(main, place);
        leave = await module.show(place, words, new URLSearchParams(query));
    } catch (problem) {
        if (number !== shown) return;
        showProblem(place, problem);
        replace(main, place);
    } finally {
        clearTimeout(waits);
        if (number === shown) document.body.classList.remove("waits");
    }
    if (number !== shown) { leave?.(); return; }
    leaveView = leave ?? null;
    const heading = place.querySelector("h1");
    document.title = heading ? `${heading.textContent} · catalog` : "catalog";
    scrollTo(0, 0);
}

function showProblem(place, problem) {
    if (!(problem instanceof Problem)) console.error(problem);
    const text = problem instanceof Problem && problem.message ? problem.message : t("problem.unreachable");
    replace(place, h("h1", {}, t("problem.title")), h("p", { class: "notice" }, text),
        h("button", { type: "button", on: { click: showView } }, t("again")));
}

function drawNavigation() {
    document.getElementById("navigation").setAttribute("aria-label", t("navigation"));
    document.getElementById("skip-link").textContent = t("skip.link");
    replace(document.getElementById("navigation"), h("ul", {},
        Object.entries(views).filter(([, view]) => view.icon).map(([word, view]) =>
            h("li", {}, h("a", { href: `#/${word}`, data: { view: word } }, icon(view.icon), h("span", {}, t(`view.${view.name}`)))))));
    markNavigation(location.hash.replace(/^#\/?/, "").split(/[/?]/)[0]);
    drawTools();
}

function markNavigation(word) {
    for (const link of document.querySelectorAll("#navigation a")) {
        if (link.dataset.view === word) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
    }
}

function drawTools() {
    const people = state.people.length > 0
        ? h("label", { class: "quiet" }, h("span", { class: "hidden" }, t("people.listening")),
            h("select", {
                id: "person", title: t("people.listening"),
                on: { change: (event) => choosePerson(state.people.find((person) => String(person.id) === event.target.value)) },
            }, state.people.map((person) =>
                h("option", { value: String(person.id), selected: person.id === state.person?.id }, person.display_name ?? person.name))))
        : null;
    const themes = { auto: "◐", light: "☀", dark: "☾" };
    const order = Object.keys(themes);
    const theme = h("button", {
        type: "button", class: "icon", id: "theme", title: t("theme.is", { theme: t(`theme.${state.theme}`) }),
        "aria-label": t("theme.is", { theme: t(`theme.${state.theme}`) }),
        on: { click: () => chooseTheme(order[(order.indexOf(state.theme) + 1) % order.length]) },
    }, h("span", { "aria-hidden": "true" }, themes[state.theme]));
    const tongue = h("label", { class: "quiet" }, h("span", { class: "hidden" }, t("language")),
        h("select", { id: "language", title: t("language"), on: { change: (event) => chooseLanguage(event.target.value) } },
            Object.entries(languages).map(([code, name]) =>
                h("option", { value: code, lang: code, selected: code === language() }, name))));
    const keys = h("button", {
        type: "button", class: "icon", id: "keys", "aria-label": t("keys"), title: t("keys"), on: { click: showKeys },
    }, h("span", { "aria-hidden": "true" }, "?"));
    replace(document.getElementById("top-tools"), people, tongue, theme, keys);
}

function showKeys() {
    const rows = [["/", "keys.search"], ["g h … g s", "keys.go"], ["j  k", "keys.move"], ["p  ␣", "keys.play"], ["n", "keys.next"],
        ["l", "like"], ["s", "skip"], ["b", "ban"], ["1 … 5", "keys.stars"], ["?", "keys"]];
    const dialog = h("dialog", { class: "sheet", "aria-labelledby": "keys-title" },
        h("header", {}, h("h2", { id: "keys-title" }, t("keys")), iconButton("close", t("close"), () => dialog.close())),
        h("table", { class: "keys" }, h("tbody", {}, rows.map(([key, name]) =>
            h("tr", {}, h("th", { scope: "row" }, h("kbd", {}, key)), h("td", {}, t(name)))))));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
}

const places = { h: "", b: "browse", j: "judge", x: "mix", m: "map", t: "trending", s: "stats", l: "library" };
let waitsForPlace = 0;

document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, dialog, [role=slider], [role=application]")) return;
    const isPlace = Date.now() - waitsForPlace < 1500;
    waitsForPlace = 0;
    if (isPlace && event.key in places) { location.hash = `#/${places[event.key]}`; return; }
    const isOnControl = event.target.closest("button, a, summary") !== null;
    const actions = {
        "/": () => document.getElementById("search").focus(),
        "?": showKeys,
        g: () => { waitsForPlace = Date.now(); },
        n: nextTrack,
        j: () => document.querySelector(".track")?.focus(),
    };
    if (!isOnControl) actions[" "] = toggle;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
});

// Where the service wants a token and has none.
function askForToken() {
    if (document.getElementById("token-form")) return;
    const field = h("input", { type: "password", id: "token", autocomplete: "current-password", required: true });
    const form = h("form", {
        id: "token-form", class: "card narrow",
        on: { submit: async (event) => {
            event.preventDefault();
            try {
                await openSession(field.value.trim());
                location.reload();
            } catch (problem) {
                toast(problem.message || t("problem.unreachable"));
            }
        } },
    }, h("h1", {}, t("token.title")), h("p", {}, t("token.about")),
        h("label", { for: "token" }, t("token")), field, h("button", { class: "primary" }, t("token.enter")));
    shown++;
    replace(main, form);
    field.focus();
}

async function start() {
    showTheme();
    await showLanguage();
    whenUnauthorized(askForToken);
    drawNavigation();
    startSearch();
    when("language", () => { drawNavigation(); showView(); });
    when("theme", drawTools);
    when("person", () => { drawTools(); if (shown > 0) showView(); });
    addEventListener("hashchange", showView);
    try {
        await loadPeople();
        if (!state.me.scopes.includes("read")) { askForToken(); return; }
        await get("/health/ready");
    } catch (problem) {
        if (problem.status !== 401 && problem.status !== 503) { showProblem(main, problem); return; }
    }
    if (shown === 0) await showView();
    startLive();
}

start();
