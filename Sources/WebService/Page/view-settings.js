// Who listens, the language, the theme, the token: what the page remembers.
import { closeSession, post } from "./api.js";
import { h, replace, toast } from "./dom.js";
import { choosePerson, chooseTheme, may, state, when } from "./state.js";
import { chooseLanguage, language, languages, t } from "./words.js";

export function show(place) {
    const name = h("input", { type: "text", id: "new-person", maxlength: "50", required: true, autocomplete: "off" });
    const add = h("form", {
        class: "row",
        on: { submit: async (event) => {
            event.preventDefault();
            try {
                const person = await post("/v1/users", { name: name.value.trim() });
                state.people.push(person);
                await choosePerson(person);
                toast(t("people.added", { name: person.name }));
            } catch (problem) {
                toast(problem.message || t("problem.unreachable"));
            }
        } },
    }, h("label", { for: "new-person" }, t("people.new")), name, h("button", { class: "primary", id: "add-person" }, t("add")));
    const choice = (legend, id, entries, chosen, choose) => h("fieldset", {}, h("legend", {}, legend),
        entries.map(([value, text]) => h("label", { class: "choice" },
            h("input", { type: "radio", name: id, id: `${id}-${value}`, value, checked: value === chosen, on: { change: () => choose(value) } }), text)));
    replace(place,
        h("h1", {}, t("view.settings")),
        h("section", { class: "card" }, h("h2", {}, t("people")),
            state.people.length ? h("p", {}, t("people.about")) : h("p", {}, t("people.none")),
            may("admin") ? add : null),
        h("section", { class: "card" },
            choice(t("theme"), "theme", ["auto", "light", "dark"].map((each) => [each, t(`theme.${each}`)]), state.theme, chooseTheme),
            choice(t("language"), "language", Object.entries(languages), language(), chooseLanguage)),
        state.me?.needs_token ? h("section", { class: "card" }, h("h2", {}, t("token")),
            h("button", { type: "button", on: { click: async () => { await closeSession(); location.reload(); } } }, t("token.forget"))) : null,
        h("section", { class: "card" }, h("h2", {}, t("interface")),
            h("p", {}, h("a", { href: "/v1/openapi.json" }, t("interface.about")))));
    return when("theme", (theme) => { document.getElementById(`theme-${theme}`).checked = true; });
}
