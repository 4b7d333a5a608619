// The library: hearing what is new, and how far that is; files that could not be heard; models in use.
import { get, post, remove } from "./api.js";
import { h, replace, toast } from "./dom.js";
import { may, when } from "./state.js";
import { moment, number, t } from "./words.js";

const pollMilliseconds = 700;

export async function show(place) {
    const [overview, models] = await Promise.all([get("/v1/stats/overview"), get("/v1/models")]);
    const others = models.items.filter((model) => !model.is_active);
    const active = await Promise.all(models.items.filter((model) => model.is_active).map((model) => get(`/v1/models/${model.id}`)));
    const runs = h("div", { "aria-live": "polite" });
    let waits = null;

    async function refresh() {
        clearTimeout(waits);
        try {
            const { items } = await get("/v1/ingest/runs");
            replace(runs, items.length ? items.map(runCard) : h("p", { class: "none" }, t("ingest.none")));
            if (items.some((run) => run.status === "running")) waits = setTimeout(refresh, pollMilliseconds);
        } catch (problem) {
            toast(problem.message || t("problem.unreachable"));
        }
    }

    async function change(request) {
        try {
            await request();
            await refresh();
        } catch (problem) {
            toast(problem.message || t("problem.unreachable"));
        }
    }

    function runCard(run) {
        const { report } = run;
        return h("article", { class: "card" },
            h("h3", {}, t(`ingest.${run.status}`), h("small", { class: "muted" }, ` ${moment(run.started)}`)),
            run.status === "running" ? [
                h("progress", {
                    max: run.to_hear || null, value: run.to_hear ? run.heard : null, "aria-label": t("ingest.progress"),
                }),
                h("p", {}, t("ingest.of", { done: run.heard, total: run.to_hear })),
                may("admin") ? h("button", {
                    type: "button", disabled: run.is_cancel_asked, on: { click: () => change(() => remove(`/v1/ingest/runs/${run.id}`)) },
                }, t("cancel")) : null,
            ] : null,
            report ? h("p", {}, t("ingest.result", report)) : null,
            run.failure ? h("p", { class: "notice" }, run.failure) : null,
            run.troubles.length ? h("details", {},
                h("summary", {}, t("ingest.troubles", { count: run.troubles.length })),
                h("table", { class: "figures" }, h("tbody", {}, run.troubles.map((trouble) =>
                    h("tr", {}, h("th", { scope: "row" }, trouble.file), h("td", {}, trouble.reason)))))) : null);
    }

    replace(place,
        h("div", { class: "heading" }, h("h1", {}, t("view.library")),
            may("admin") ? h("div", { class: "tools" },
                h("button", { type: "button", class: "primary", on: { click: () => change(() => post("/v1/ingest/runs", {})) } },
                    t("ingest.start"))) : null),
        h("dl", { class: "counts" }, ["tracks", "artists", "albums", "files", "users", "events"].map((name) =>
            h("div", {}, h("dt", {}, t(`count.${name}`)), h("dd", {}, number(overview[name]))))),
        h("h2", {}, t("ingest")), runs,
        h("h2", {}, t("models")),
        active.length ? h("div", { class: "columns" }, active.map((model) => modelCard(model, others.filter((other) => other.name === model.name)))) : h("p", { class: "none" }, t("models.none")));
    await refresh();
    const stop = when("ingest", refresh);
    return () => { stop(); clearTimeout(waits); };
}

function modelCard(model, others) {
    const figures = model.metrics.figures ?? [];
    return h("article", { class: "card" },
        h("h3", {}, `${model.name} ${model.version}`),
        h("p", { class: "muted" }, moment(model.created)),
        figures.length ? h("table", { class: "figures" }, h("tbody", {}, figures.map((figure) =>
            h("tr", {}, h("th", { scope: "row" }, figure.name.replaceAll("_", " ")),
                h("td", { class: "figure" }, number(figure.value, Number.isInteger(figure.value) ? 0 : 3)))))) : null,
        others.length ? h("details", {}, h("summary", {}, t("model.versions", { count: others.length })),
            h("table", { class: "figures" }, h("tbody", {}, others.map((other) =>
                h("tr", {}, h("th", { scope: "row" }, `${other.name} ${other.version}`), h("td", { class: "muted" }, moment(other.created)),
                    may("admin") ? h("td", { class: "figure" },
                        h("button", { type: "button", class: "link", on: { click: (event) => promote(other, event.target) } }, t("model.use"))) : null))))) : null);
}

// A model says first what it has to say of every track: that may take a while.
async function promote(model, button) {
    button.disabled = true;
    try {
        let way = await post(`/v1/models/${model.id}/promotion`);
        toast(t("model.on.way", { name: model.name, version: String(model.version) }));
        while (way.status === "running") {
            await new Promise((resolve) => setTimeout(resolve, pollMilliseconds));
            way = await get(`/v1/models/${model.id}/promotion`);
        }
        const outcome = way.status === "finished" ? "model.used" : "model.failed";
        toast([t(outcome, { name: model.name, version: String(model.version) }), way.failure].filter(Boolean).join(" "));
        if (way.status === "finished" && location.hash.startsWith("#/library")) dispatchEvent(new HashChangeEvent("hashchange"));
    } catch (problem) {
        toast(problem.message || t("problem.unreachable"));
    } finally {
        button.disabled = false;
    }
}
