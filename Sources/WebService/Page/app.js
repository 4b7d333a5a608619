// The frame of the page: navigation, search, keys, and which view is shown.
import { get, openSession, Problem, whenUnauthorized } from "./api.js";
import { controlOn, h, icon, iconButton, rename, replace, toast } from "./dom.js";
import { recall } from "./feedback.js";
import { startLive } from "./live.js";
import { nextTrack, playingTrack, toggle } from "./player.js";
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
// The address of the view that is there, once it is all there.
let settled = null;
let lastAddress = null;
let isLocked = false;

// The words of the address and what follows them; what cannot be read is the first view.
function readAddress() {
    const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
    try {
        const words = path.split("/").map(decodeURIComponent);
        if (Object.hasOwn(views, words[0])) return { path, words, parameters: new URLSearchParams(query) };
    } catch { /* no address of this page */ }
    return { path: "", words: [""], parameters: new URLSearchParams() };
}

// A module that does not come is a service that does not answer.
async function loadView(view) {
    try {
        return await view.load();
    } catch (error) {
        throw error instanceof TypeError ? new Problem(0, "unreachable", "") : error;
    }
}

async function showView() {
    if (isLocked) return;
    const { path, words, parameters } = readAddress();
    const view = views[words[0]];
    const number = ++shown;
    const isNew = lastAddress !== location.hash;
    const isSamePath = lastAddress !== null && lastAddress.split("?")[0] === location.hash.split("?")[0];
    const isFirst = lastAddress === null;
    const top = history.state?.top ?? 0;
    const focused = document.activeElement;
    lastAddress = location.hash;
    settled = null;
    markNavigation(words[0]);
    const place = h("div", { class: "view" });
    // Whoever waits for long sees that it is waited.
    const waits = setTimeout(() => document.body.classList.add("waits"), 250);
    let leave;
    try {
        const module = await loadView(view);
        if (number !== shown) return;
        leaveView?.();
        leaveView = null;
        replace(main, place);
        leave = await module.show(place, words, parameters, { isReturn: history.state !== null });
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
    if (!isFirst) moveFocus(heading, focused, isNew, isSamePath);
    scrollTo(0, top);
    settled = location.hash;
    if (words[0] === "track") recall(Number(words[1]));
}

// A new view is read from its heading on; what is drawn anew keeps the focus where it was.
function moveFocus(heading, before, isNew, isSamePath) {
    const now = document.activeElement;
    if (now !== before && now !== document.body) return;
    if (!isNew && before.isConnected) return;
    const same = isSamePath && !before.isConnected ? document.getElementById(before.id) : null;
    if (!same) heading?.setAttribute("tabindex", "-1");
    (same ?? heading)?.focus({ preventScroll: true });
}

// Going back or forth shows again what was seen.
history.scrollRestoration = "manual";
let keepsTop = null;
addEventListener("scroll", () => {
    clearTimeout(keepsTop);
    keepsTop = setTimeout(() => { if (settled === location.hash) history.replaceState({ top: scrollY }, ""); }, 100);
}, { passive: true });

function whatIsWrong(problem) {
    if (!(problem instanceof Problem)) return t("problem.unforeseen");
    return problem.message || t("problem.unreachable");
}

function showProblem(place, problem, again = showView) {
    if (!(problem instanceof Problem)) console.error(problem);
    const text = whatIsWrong(problem);
    replace(place, h("h1", {}, t("problem.title")), h("p", { class: "notice" }, text),
        h("button", { type: "button", on: { click: again } }, t("again")));
}

function drawNavigation() {
    document.getElementById("navigation").setAttribute("aria-label", t("navigation"));
    document.getElementById("skip-link").textContent = t("skip.link");
    replace(document.getElementById("navigation"), h("ul", {},
        Object.entries(views).filter(([, view]) => view.icon).map(([word, view]) =>
            h("li", {}, h("a", { href: `#/${word}`, data: { view: word } }, icon(view.icon), h("span", {}, t(`view.${view.name}`)))))));
    markNavigation(readAddress().words[0]);
    showTools();
}

function markNavigation(word) {
    for (const link of document.querySelectorAll("#navigation a")) {
        if (link.dataset.view === word) link.setAttribute("aria-current", "page");
        else link.removeAttribute("aria-current");
    }
}

const themes = { auto: "◐", light: "☀", dark: "☾" };
const tools = {
    person: h("select", {
        id: "person",
        on: { change: (event) => choosePerson(state.people.find((person) => String(person.id) === event.target.value)) },
    }),
    language: h("select", { id: "language", on: { change: (event) => chooseLanguage(event.target.value) } },
        Object.entries(languages).map(([code, name]) => h("option", { value: code, lang: code }, name))),
    theme: h("button", { type: "button", class: "icon", id: "theme", on: { click: nextTheme } }, h("span", { "aria-hidden": "true" })),
    keys: h("button", { type: "button", class: "icon", id: "keys", on: { click: showKeys } }, h("span", { "aria-hidden": "true" }, "?")),
};

function nextTheme() {
    const order = Object.keys(themes);
    chooseTheme(order[(order.indexOf(state.theme) + 1) % order.length]);
}

// The tools stay in their places, and so does whoever uses them.
function showTools() {
    const shelf = document.getElementById("top-tools");
    if (!shelf.firstElementChild) {
        replace(shelf, h("label", { class: "quiet" }, tools.person), h("label", { class: "quiet tongue" }, tools.language), tools.theme, tools.keys);
    }
    rename(tools.person, t("people.listening"));
    rename(tools.language, t("language"));
    rename(tools.theme, t("theme.is", { theme: t(`theme.${state.theme}`) }));
    rename(tools.keys, t("keys"));
    tools.person.parentElement.hidden = state.people.length === 0;
    replace(tools.person, state.people.map((person) =>
        h("option", { value: String(person.id), selected: person.id === state.person?.id }, person.display_name ?? person.name)));
    tools.language.value = language();
    tools.theme.firstElementChild.textContent = themes[state.theme];
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

const isForControl = (event) => event.ctrlKey || event.metaKey || event.altKey
    || event.target.closest("input, textarea, select, dialog, [role=slider], [role=application]") !== null;

// The letter after g names a place, whatever else it does in a list.
document.addEventListener("keydown", (event) => {
    const isPlace = Date.now() - waitsForPlace < 1500;
    waitsForPlace = 0;
    if (!isPlace || isForControl(event) || !Object.hasOwn(places, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    location.hash = `#/${places[event.key]}`;
}, { capture: true });

document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || isForControl(event)) return;
    const isOnControl = event.target.closest("button, a, summary") !== null;
    const actions = {
        "/": () => document.getElementById("search").focus(),
        "?": showKeys,
        g: () => { waitsForPlace = Date.now(); },
        n: nextTrack,
        j: () => document.querySelector(".track")?.focus(),
    };
    if (!isOnControl && playingTrack()) actions[" "] = toggle;
    const pressed = controlOnPage(event.key);
    if (pressed) actions[event.key] = () => pressed.click();
    if (!Object.hasOwn(actions, event.key)) return;
    event.preventDefault();
    actions[event.key]();
});

// On a track's page the keys of a row are for the track.
function controlOnPage(key) {
    const head = main.querySelector(".hero");
    if (!head) return null;
    return key === "p" ? head.querySelector("#play-track") : controlOn(head, key);
}

// Where the service wants a token and has none.
function askForToken() {
    if (isLocked) return;
    isLocked = true;
    shown++;
    leaveView?.();
    leaveView = null;
    drawTokenForm();
}

function drawTokenForm() {
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
    replace(main, form);
    field.focus();
}

async function start() {
    showTheme();
    await showLanguage();
    whenUnauthorized(askForToken);
    drawNavigation();
    startSearch();
    when("language", () => { drawNavigation(); if (isLocked) drawTokenForm(); else showView(); });
    when("theme", showTools);
    when("person", () => { showTools(); if (shown > 0) showView(); });
    document.getElementById("skip-link").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });
    try {
        await loadPeople();
        if (!state.me.scopes.includes("read")) { askForToken(); return; }
        await get("/health/ready");
    } catch (problem) {
        if (problem.status !== 401 && problem.status !== 503) { showProblem(main, problem, () => location.reload()); return; }
    }
    addEventListener("hashchange", showView);
    if (shown === 0) await showView();
    startLive();
}

start();
