// The page's languages. English is whole; what another language lacks is shown in English.
import english from "./words-en.js";
import { rememberLanguage, state, tell } from "./state.js";

export const languages = { en: "English", de: "Deutsch", es: "Español", fr: "Français" };

let words = english;
let current = "en";

// The chosen language, else the first of the browser's that is here.
function preferred() {
    if (state.language && languages[state.language]) return state.language;
    for (const wish of navigator.languages ?? [navigator.language]) {
        const short = wish.toLowerCase().split("-")[0];
        if (languages[short]) return short;
    }
    return "en";
}

export async function showLanguage(wish = preferred()) {
    words = wish === "en" ? english : { ...english, ...(await import(`./words-${wish}.js`)).default };
    current = wish;
    document.documentElement.lang = wish;
    tell("language", wish);
}

export async function chooseLanguage(wish) {
    rememberLanguage(wish);
    await showLanguage(wish);
}

export const language = () => current;

// A text by its name, with `{gaps}` filled; a text of two forms is chosen by `count`.
export function t(name, gaps = {}) {
    let text = words[name] ?? name;
    if (Array.isArray(text)) text = new Intl.PluralRules(current).select(gaps.count) === "one" ? text[0] : text[1];
    return text.replace(/\{(\w+)\}/g, (whole, gap) => {
        const value = gaps[gap];
        return value === undefined ? whole : typeof value === "number" ? number(value) : value;
    });
}

// A text by its name where there is one, else what somebody else calls it.
export const known = (name, otherwise) => (words[name] === undefined ? otherwise : t(name));

export const number = (value, digits = 0) =>
    new Intl.NumberFormat(current, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);

export const percent = (share, digits = 0) =>
    new Intl.NumberFormat(current, { style: "percent", maximumFractionDigits: digits }).format(share);

export const moment = (text) =>
    new Intl.DateTimeFormat(current, { dateStyle: "medium", timeStyle: "short" }).format(new Date(text));

export const day = (text) => new Intl.DateTimeFormat(current, { dateStyle: "medium", timeZone: "UTC" }).format(new Date(text));

// Monday first.
export const weekdays = (style, language = current) => [5, 6, 7, 8, 9, 10, 11].map((date) =>
    new Intl.DateTimeFormat(language, { weekday: style, timeZone: "UTC" }).format(new Date(Date.UTC(2026, 0, date))));
