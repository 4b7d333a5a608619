// Talking to the service. Answers are JSON; what goes wrong is a `Problem` with a sentence.

export class Problem extends Error {
    constructor(status, code, message) {
        super(message);
        this.status = status;
        this.code = code;
    }
}

let onUnauthorized = () => {};

// Called when the service asks for a token.
export function whenUnauthorized(listener) { onUnauthorized = listener; }

function address(path, parameters = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters)) {
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== null && one !== undefined && one !== "") query.append(name, one);
        }
    }
    const text = query.toString();
    return text ? `${path}?${text}` : path;
}

async function ask(method, path, { parameters, body, headers = {}, signal } = {}) {
    const request = { method, headers: { Accept: "application/json", ...headers }, signal };
    if (body instanceof Blob) {
        request.body = body;
        request.headers["Content-Type"] = "application/octet-stream";
    } else if (body !== undefined) {
        request.body = JSON.stringify(body);
        request.headers["Content-Type"] = "application/json";
    }
    let answer;
    try {
        answer = await fetch(address(path, parameters), request);
    } catch (error) {
        if (error.name === "AbortError") throw error;
        throw new Problem(0, "unreachable", "");
    }
    if (answer.status === 204) return null;
    const text = await answer.text();
    let value = null;
    try { value = text ? JSON.parse(text) : null; } catch { /* said below */ }
    if (answer.ok) return value;
    if (answer.status === 401) onUnauthorized();
    throw new Problem(answer.status, value?.error?.code ?? "unknown", value?.error?.message ?? answer.statusText);
}

export const get = (path, parameters, signal) => ask("GET", path, { parameters, signal });
export const post = (path, body, options = {}) => ask("POST", path, { body, ...options });
export const put = (path, body) => ask("PUT", path, { body });
export const remove = (path) => ask("DELETE", path);

// Calls `take` with a list page by page, until it returns false or nothing is left.
export async function eachPage(path, parameters, take) {
    let cursor = null;
    do {
        const page = await get(path, { ...parameters, limit: 500, cursor });
        if (take(page.items) === false) return;
        cursor = page.next;
    } while (cursor);
}

// A token is shown once and then kept by the browser in a cookie that scripts cannot read.
export const openSession = (token) => ask("POST", "/v1/session", { headers: { Authorization: `Bearer ${token}` } });
export const closeSession = () => ask("DELETE", "/v1/session");

export const hasTracks = async () => (await get("/v1/stats/overview")).tracks > 0;

export const audioAddress = (track) => `/v1/tracks/${track}/audio`;
// Why a track does not play: the service does not answer, its file is not there, or the browser cannot play it.
export async function audioObstacle(track) {
    try {
        const answer = await fetch(audioAddress(track), { method: "HEAD" });
        if (answer.status === 401) onUnauthorized();
        if (answer.status === 429 || answer.status >= 500) return "unreachable";
        return answer.ok ? "unplayable" : "missing";
    } catch {
        return "unreachable";
    }
}

export const coverAddress = (track) => `/v1/tracks/${track}/cover`;

// What somebody did with a track. The key makes an event that is sent twice count once.
export function sendFeedback(event) {
    return post("/v1/feedback", { ...event, source: "page", key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` });
}
