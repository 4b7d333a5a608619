// Search as one types, by keys or by voice.
import { get } from "./api.js";
import { h, icon, replace, toast } from "./dom.js";
import { when } from "./state.js";
import { language, t } from "./words.js";

const field = document.getElementById("search");
const results = document.getElementById("search-results");
const voice = document.getElementById("voice");
let under = null;

export function startSearch() {
    const label = () => {
        field.placeholder = t("search");
        field.setAttribute("aria-label", t("search"));
        results.setAttribute("aria-label", t("search.results"));
        voice.setAttribute("aria-label", t("search.voice"));
        voice.title = t("search.voice");
    };
    label();
    when("language", label);
    field.addEventListener("input", look);
    field.addEventListener("keydown", onKey);
    field.addEventListener("focus", () => { if (results.childElementCount) open(); });
    document.getElementById("search-form").addEventListener("submit", (event) => {
        event.preventDefault();
        const chosen = results.querySelector("[aria-selected=true]");
        if (chosen && !results.hidden) chosen.click();
        else if (field.value.trim()) location.hash = `#/search?q=${encodeURIComponent(field.value.trim())}`;
        close();
    });
    document.addEventListener("click", (event) => { if (!event.target.closest("#search-form")) close(); });
    closesWhenLeft(field, results, close);
    startVoice();
}

// A list of what was found goes when the focus goes elsewhere; pressing on it leaves the focus where it is.
function closesWhenLeft(box, list, put) {
    list.addEventListener("mousedown", (event) => event.preventDefault());
    box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) put(); });
}

function open() {
    results.hidden = false;
    field.setAttribute("aria-expanded", "true");
}

function close() {
    results.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
}

async function look() {
    under?.abort();
    const text = field.value.trim();
    if (!text) { replace(results); close(); return; }
    under = new AbortController();
    try {
        show(await get("/v1/search", { q: text, limit: 6 }, under.signal));
    } catch (problem) {
        if (problem.name !== "AbortError") close();
    }
}

function show(found) {
    const options = [
        ...found.artists.slice(0, 3).map((artist) => [`#/artist/${artist.id}`, artist.name, t("artist")]),
        ...found.albums.slice(0, 3).map((album) => [`#/album/${album.id}`, album.title, [t("album"), album.artist].filter(Boolean).join(" · ")]),
        ...found.tracks.map((track) => [`#/track/${track.id}`, track.title, [t("track"), track.artist].filter(Boolean).join(" · ")]),
    ];
    if (options.length === 0) {
        replace(results, h("p", { class: "none" }, t("search.none")));
    } else {
        replace(results, options.map(([href, name, about], index) =>
            h("a", {
                href, role: "option", id: `found-${index}`, "aria-selected": "false", tabindex: "-1",
                on: { click: () => { close(); field.value = ""; replace(results); field.blur(); } },
            }, h("span", { class: "title" }, name), h("span", { class: "artist" }, about))));
    }
    if (document.activeElement === field) open();
}

function onKey(event) {
    const options = [...results.querySelectorAll("[role=option]")];
    const chosen = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape") {
        close();
        field.blur();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
        event.preventDefault();
        open();
        const next = (chosen + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
        options.forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
        field.setAttribute("aria-activedescendant", options[next].id);
        options[next].scrollIntoView({ block: "nearest" });
    }
}

// Only where the browser offers it; what is said goes where the browser sends it, which is the person's choice.
function startVoice() {
    const Recognition = window.SpeechRecognition ?? window.webkitSpeechRecognition;
    if (!Recognition) return;
    voice.hidden = false;
    voice.append(icon("microphone"));
    voice.addEventListener("click", () => {
        const recognition = new Recognition();
        recognition.lang = language();
        recognition.onresult = (event) => {
            field.value = event.results[0][0].transcript;
            field.focus();
            look();
        };
        recognition.onstart = () => voice.classList.add("listening");
        recognition.onend = () => voice.classList.remove("listening");
        recognition.onerror = (event) => { if (event.error !== "aborted") toast(t("search.voice.failed")); };
        recognition.start();
    });
}

// A field that finds one track: what a mix is made of.
export function trackPicker(label, picked) {
    const name = `picker-${++pickerCount}`;
    const options = h("div", { class: "search-results", role: "listbox", id: `${name}-list`, hidden: true, "aria-label": label });
    const input = h("input", {
        type: "search", id: name, autocomplete: "off", spellcheck: "false", placeholder: t("pick.track"),
        role: "combobox", "aria-expanded": "false", "aria-controls": `${name}-list`, maxlength: "200",
    });
    const box = h("div", { class: "picker" }, h("label", { for: name }, label), input, options);
    let asked = null;
    const show = (isOpen) => {
        options.hidden = !isOpen;
        input.setAttribute("aria-expanded", String(isOpen));
    };
    box.show = (track) => { input.value = track ? `${track.artist} – ${track.title}` : ""; };
    const choose = (track) => {
        asked?.abort();
        box.show(track);
        input.focus();
        show(false);
        picked(track);
    };
    input.addEventListener("input", async () => {
        asked?.abort();
        picked(null);
        if (!input.value.trim()) { show(false); return; }
        asked = new AbortController();
        try {
            const { tracks } = await get("/v1/search", { q: input.value, limit: 6 }, asked.signal);
            replace(options, tracks.length ? tracks.map((track) => h("button", {
                type: "button", role: "option", "aria-selected": "false", on: { click: () => choose(track) },
            }, h("span", { class: "title" }, track.title), h("span", { class: "artist" }, track.artist))) : h("p", { class: "none" }, t("search.none")));
            show(box.contains(document.activeElement));
        } catch { /* the next letter asks again */ }
    });
    input.addEventListener("keydown", (event) => {
        const first = options.querySelector("[role=option]");
        if (event.key === "ArrowDown") { event.preventDefault(); if (first) { show(true); first.focus(); } }
        if (event.key === "Enter" && first && !options.hidden) {
            event.preventDefault();
            first.click();
        }
        if (event.key === "Escape") show(false);
    });
    options.addEventListener("keydown", (event) => {
        if (event.key === "ArrowDown") { event.preventDefault(); event.target.nextElementSibling?.focus(); }
        if (event.key === "ArrowUp") { event.preventDefault(); (event.target.previousElementSibling ?? input).focus(); }
        if (event.key === "Escape") { show(false); input.focus(); }
    });
    closesWhenLeft(box, options, () => show(false));
    return box;
}

let pickerCount = 0;
