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
    const hasLibrary = may("admin") && (await get("/v1/ingest/libraries")).items.length > 0;
    const counts = h("dl", { class: "counts" });
    const runs = h("div");
    const status = h("p", { class: "hidden", role: "status" });
    const cards = new Map();
    let ended = null;
    let waits = null;

    function count(overview) {
        replace(counts, ["tracks", "artists", "albums", "files", "users", "events"].map((name) =>
            h("div", {}, h("dt", {}, t(`count.${name}`)), h("dd", {}, number(overview[name])))));
    }

    async function refresh() {
        clearTimeout(waits);
        try {
            const { items } = await get("/v1/ingest/runs");
            show(items);
            const before = ended;
            ended = items.filter((run) => run.status !== "running").map((run) => run.id).join();
            if (items.some((run) => run.status === "running")) waits = setTimeout(refresh, pollMilliseconds);
            if (before !== null && before !== ended) count(await get("/v1/stats/overview"));
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

    // A card is kept while its run goes on, so that whoever is on its button stays there.
    function show(items) {
        for (const run of items) {
            const card = cards.get(run.id);
            if (card?.status === "running" && run.status === "running") card.update(run);
            else if (card?.status !== run.status) cards.set(run.id, runCard(run));
        }
        const shown = items.length ? items.map((run) => cards.get(run.id).element) : [h("p", { class: "none" }, t("ingest.none"))];
        if (shown.length !== runs.children.length || shown.some((element, index) => element !== runs.children[index])) {
            replace(runs, shown);
            if (ended !== null && items.length) status.textContent = sentence(items[0]);
        }
    }

    const sentence = ({ status, report }) => [t(`ingest.${status}`), report ? t("ingest.result", report) : null].filter(Boolean).join(": ");

    function runCard(run) {
        const { report } = run;
        const bar = h("progress", { "aria-label": t("ingest.progress") });
        const done = h("p");
        const troubles = h("div");
        const stop = h("button", {
            type: "button", on: { click: () => change(() => remove(`/v1/ingest/runs/${run.id}`)) },
        }, t("cancel"));
        let troubleCount = 0;
        const update = (now) => {
            if (now.to_hear) [bar.max, bar.value] = [now.to_hear, now.heard];
            done.textContent = t("ingest.of", { done: now.heard, total: now.to_hear });
            stop.disabled = now.is_cancel_asked;
            if (now.troubles.length !== troubleCount) replace(troubles, troubleTable(now.troubles, troubles.querySelector("details")?.open));
            troubleCount = now.troubles.length;
        };
        update(run);
        const element = h("article", { class: "card" },
            h("h3", {}, t(`ingest.${run.status}`), h("small", { class: "muted" }, ` ${moment(run.started)}`)),
            run.status === "running" ? [bar, done, may("admin") ? stop : null] : null,
            report ? h("p", {}, t("ingest.result", report)) : null,
            run.failure ? h("p", { class: "notice" }, run.failure) : null,
            troubles);
        return { status: run.status, element, update };
    }

    replace(place,
        h("div", { class: "heading" }, h("h1", {}, t("view.library")),
            hasLibrary ? h("div", { class: "tools" },
                h("button", { type: "button", class: "primary", on: { click: () => change(() => post("/v1/ingest/runs", {})) } },
                    t("ingest.start"))) : null),
        counts,
        h("h2", {}, t("ingest")),
        may("admin") && !hasLibrary ? h("p", { class: "none" }, t("ingest.no.library")) : null,
        status, runs,
        h("h2", {}, t("models")),
        active.length ? h("div", { class: "columns" }, active.map((model) => modelCard(model, others.filter((other) => other.name === model.name)))) : h("p", { class: "none" }, t("models.none")));
    count(overview);
    await refresh();
    const stop = when("ingest", refresh);
    return () => { stop(); clearTimeout(waits); };
}

const troubleTable = (troubles, isOpen) => h("details", { open: isOpen },
    h("summary", {}, t("ingest.troubles", { count: troubles.length })),
    h("table", { class: "figures troubles" }, h("tbody", {}, troubles.map((trouble) =>
        h("tr", {}, h("th", { scope: "row" }, trouble.file), h("td", {}, trouble.reason))))));

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
