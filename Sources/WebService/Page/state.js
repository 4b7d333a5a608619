// What the page remembers: who is listening, the language, the theme. Kept by the browser, sent to nobody.
import { eachPage, get } from "./api.js";

const listeners = new Map();

function stored(key) {
    try { return localStorage.getItem(`catalog.${key}`); } catch { return null; }
}

function store(key, value) {
    try {
        if (value === null) localStorage.removeItem(`catalog.${key}`);
        else localStorage.setItem(`catalog.${key}`, value);
    } catch { /* a browser that keeps nothing still works */ }
}

export const state = {
    me: null,
    people: [],
    person: null,
    theme: stored("theme") ?? "auto",
    language: stored("language"),
    // What the person said in this visit and before: stance and stars by track.
    opinions: new Map(),
    // What was skipped in this visit: it is not proposed again until the next.
    skipped: new Set(),
};

export function when(topic, listener) {
    if (!listeners.has(topic)) listeners.set(topic, new Set());
    listeners.get(topic).add(listener);
    return () => listeners.get(topic).delete(listener);
}

export function tell(topic, value) {
    for (const listener of [...(listeners.get(topic) ?? [])]) listener(value);
}

// More than a choice can hold.
const peopleMax = 10_000;

// Who may be listened as, and who was last.
export async function loadPeople() {
    state.me = await get("/v1/me");
    if (!state.me.scopes.includes("read")) {
        state.people = [];
        state.person = null;
        return;
    }
    const people = [];
    await eachPage("/v1/users", {}, (page) => { people.push(...page); return people.length < peopleMax; });
    state.people = people.sort((one, other) => one.name.localeCompare(other.name));
    const last = Number(stored("person"));
    const chosen = state.me.user ?? state.people.find((person) => person.id === last) ?? state.people[0] ?? null;
    await choosePerson(chosen);
}

export async function choosePerson(person) {
    state.person = person;
    state.opinions = new Map();
    state.skipped = new Set();
    store("person", person ? String(person.id) : null);
    if (person) await loadOpinions(person);
    tell("person", person);
}

// The first page is waited for; the rest of ten years comes in while one looks.
function loadOpinions(person) {
    return new Promise((isShown, failed) => {
        eachPage(`/v1/users/${person.id}/opinions`, {}, (page) => {
            if (state.person !== person) return false;
            // What was said meanwhile is newer than the list.
            for (const opinion of page.filter((each) => !state.opinions.has(each.track_id))) {
                state.opinions.set(opinion.track_id, opinion);
                tell("opinion", opinion.track_id);
            }
            isShown();
            return true;
        }).then(isShown, failed);
    });
}

export function chooseTheme(theme) {
    state.theme = theme;
    store("theme", theme === "auto" ? null : theme);
    showTheme();
}

export function showTheme() {
    if (state.theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = state.theme;
    tell("theme", state.theme);
}

export function rememberLanguage(language) {
    state.language = language;
    store("language", language);
}

export const may = (scope) => state.me?.scopes.includes(scope) ?? false;
