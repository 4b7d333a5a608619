// What changes while one looks: new feedback of the same person from elsewhere, and how ingests go.
import { state, tell, when } from "./state.js";

let source = null;

// A browser keeps few connections to one service: a page that nobody sees needs none.
function connect() {
    source?.close();
    source = null;
    if (document.hidden || !state.me?.scopes.includes("read")) return;
    const parameters = new URLSearchParams({ ingests: "true" });
    if (state.person) parameters.set("user", state.person.name);
    source = new EventSource(`/v1/stream?${parameters}`);
    let isFirst = true;
    source.addEventListener("recommendations", () => {
        // The first is what the view has just asked for itself.
        if (!isFirst) tell("recommendations");
        isFirst = false;
    });
    source.addEventListener("ingest", (event) => tell("ingest", JSON.parse(event.data)));
}

export function startLive() {
    connect();
    when("person", connect);
    document.addEventListener("visibilitychange", connect);
    addEventListener("pagehide", () => source?.close());
}
