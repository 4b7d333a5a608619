"use strict";
const field = document.querySelector("input[name=q]");
const list = document.querySelector("#found");
let asked = 0;

field.addEventListener("input", async () => {
    const number = ++asked;
    const text = field.value.trim();
    if (!text) { list.replaceChildren(); return; }
    const answer = await fetch("/v1/search?limit=10&q=" + encodeURIComponent(text));
    if (!answer.ok || number !== asked) return;
    const found = await answer.json();
    list.replaceChildren(...found.tracks.map((track) => {
        const item = document.createElement("li");
        item.textContent = track.artist + " \u2013 " + track.title;
        return item;
    }));
});
