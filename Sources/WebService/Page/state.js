// What the page remembers: who is listening, the language, the theme. Kept by the browser, sent to nobody.
import { get } from "./api.js";

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

// Who may be listened as, and who was last.
export async function loadPeople() {
    state.me = await get("/v1/me");
    if (!state.me.scopes.includes("read")) {
        state.people = [];
        state.person = null;
        return;
    }
    state.people = (await get("/v1/users")).items;
    const last = Number(stored("person"));
    const chosen = state.me.user ?? state.people.find((person) => person.id === last) ?? state.people[0] ?? null;
    await choosePerson(chosen);
}

export async function choosePerson(person) {
    state.person = person;
    state.opinions = new Map();
    state.skipped = new Set();
    store("person", person ? String(person.id) : null);
    if (person) await loadOpinions(person.id);
    tell("person", person);
}

async function loadOpinions(id) {
    for (const stance of ["like", "dislike", "ban"]) {
        const { items } = await get(`/v1/users/${id}/opinions`, { stance, limit: 200 });
        for (const opinion of items) state.opinions.set(opinion.track_id, opinion);
    }
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
