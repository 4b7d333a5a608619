// The map of the music: what lies together sounds alike. Drawn on a canvas, since a library has many points.
import { get } from "./api.js";
import { h, iconButton, replace } from "./dom.js";
import { playAll } from "./player.js";
import { when } from "./state.js";
import { t } from "./words.js";

// Eight colours that the colour-blind tell apart and that stand out from the ground; each has a shape of its own too.
const colors = ["#005a94", "#a86f00", "#00855f", "#b8578c", "#2080bd", "#b84a00", "#6f6400", "#6e6e6e"];
const colorsAtNight = ["#4aa8e8", "#f0b03a", "#2fc597", "#e59ac4", "#9bd3f7", "#f2843f", "#c9b83a", "#9a9a9a"];
const isNight = () => getComputedStyle(document.documentElement).colorScheme.includes("dark");
const systemTheme = matchMedia("(prefers-color-scheme: dark)");
const reach = 14;
// A finger trembles more than a mouse.
const stillness = { mouse: 3, pen: 6, touch: 10 };

export async function show(place) {
    const { items: points } = await get("/v1/map", { limit: 20000 });
    if (!points.length) {
        replace(place, h("h1", {}, t("view.map")), h("p", { class: "none" }, t("map.none")));
        return null;
    }
    const groups = largestGroups(points);
    const canvas = h("canvas", { class: "map", tabindex: "0", role: "application", "aria-label": t("map.about", { count: points.length }) });
    const card = h("div", { class: "map-card", "aria-live": "polite" });
    const legend = h("ul", { class: "legend" });
    const frame = { scale: 1, x: 0, y: 0 };
    const extent = bounds(points);
    let chosen = null;

    const toScreen = (point) => [
        ((point.x - extent.x) / extent.width - 0.5) * canvas.clientWidth * 0.92 * frame.scale + canvas.clientWidth / 2 + frame.x,
        ((point.y - extent.y) / extent.height - 0.5) * canvas.clientHeight * 0.9 * frame.scale + canvas.clientHeight / 2 + frame.y,
    ];

    function draw() {
        const ratio = devicePixelRatio || 1;
        canvas.width = canvas.clientWidth * ratio;
        canvas.height = canvas.clientHeight * ratio;
        const pen = canvas.getContext("2d");
        pen.scale(ratio, ratio);
        const radius = points.length > 4000 ? 2 : points.length > 600 ? 3.2 : 5.5;
        for (const point of points) {
            const [x, y] = toScreen(point);
            if (x < -9 || y < -9 || x > canvas.clientWidth + 9 || y > canvas.clientHeight + 9) continue;
            mark(pen, x, y, radius, groups.get(point.genre) ?? colors.length - 1);
        }
        if (chosen) {
            const [x, y] = toScreen(chosen);
            pen.strokeStyle = getComputedStyle(canvas).color;
            pen.lineWidth = 2;
            pen.beginPath();
            pen.arc(x, y, radius + 5, 0, 7);
            pen.stroke();
        }
    }

    function drawLegend() {
        const named = [...groups].map(([name, place]) => h("li", {}, swatch(place), name));
        const hasRest = points.some((point) => !groups.has(point.genre));
        replace(legend, named, hasRest && named.length ? h("li", {}, swatch(colors.length - 1), t("map.rest")) : null);
    }

    function choose(point) {
        if (point === chosen) return;
        chosen = point;
        draw();
        replace(card, point ? [
            h("a", { class: "title", href: `#/track/${point.id}` }, point.title), h("span", { class: "artist" }, point.artist),
            point.genre ? h("span", { class: "muted" }, point.genre) : null,
            iconButton("play", t("play.track", { track: point.title }), () => playAll([point], 0)),
        ] : h("span", { class: "muted" }, t("map.hint")));
    }

    function nearest(x, y, within) {
        let best = null;
        let bestDistance = within * within;
        for (const point of points) {
            const [px, py] = toScreen(point);
            const distance = (px - x) ** 2 + (py - y) ** 2;
            if (distance < bestDistance) { best = point; bestDistance = distance; }
        }
        return best;
    }

    // The nearest point in a direction: what arrow keys go to.
    function neighbor(dx, dy) {
        if (!chosen) return points[0];
        const [x, y] = toScreen(chosen);
        let best = chosen;
        let bestCost = Infinity;
        for (const point of points) {
            const [px, py] = toScreen(point);
            const along = (px - x) * dx + (py - y) * dy;
            const across = Math.abs((px - x) * dy - (py - y) * dx);
            if (along > 1 && along + 2 * across < bestCost) { best = point; bestCost = along + 2 * across; }
        }
        return best;
    }

    function zoom(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
        const scale = Math.min(40, Math.max(1, frame.scale * factor));
        const change = scale / frame.scale;
        frame.scale = scale;
        moveTo((frame.x + canvas.clientWidth / 2 - x) * change + x - canvas.clientWidth / 2,
            (frame.y + canvas.clientHeight / 2 - y) * change + y - canvas.clientHeight / 2);
    }

    // No farther than to the edge. A whole map lets one finger scroll the page; a part of it is moved.
    function moveTo(x, y) {
        const within = (value, size) => Math.min(size, Math.max(-size, value));
        frame.x = within(x, canvas.clientWidth * (frame.scale - 1) / 2);
        frame.y = within(y, canvas.clientHeight * (frame.scale - 1) / 2);
        canvas.classList.toggle("zoomed", frame.scale > 1);
        whole.disabled = frame.scale === 1;
        draw();
    }

    const whole = h("button", { type: "button", id: "map-whole", disabled: true, on: { click: () => zoom(0) } }, t("map.reset"));
    const held = new Map();
    let isStill = false;
    const middle = () => {
        const [one, other = one] = held.values();
        return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, span: Math.hypot(one.x - other.x, one.y - other.y) };
    };
    canvas.addEventListener("pointerdown", (event) => {
        isStill = held.size === 0;
        if (held.size < 2) held.set(event.pointerId, { x: event.clientX, y: event.clientY, startX: event.clientX, startY: event.clientY });
        canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
        const box = canvas.getBoundingClientRect();
        const pointer = held.get(event.pointerId);
        if (!pointer) {
            const near = held.size ? null : nearest(event.clientX - box.left, event.clientY - box.top, reach);
            if (near) choose(near);
            return;
        }
        const before = middle();
        [pointer.x, pointer.y] = [event.clientX, event.clientY];
        const now = middle();
        if (Math.hypot(pointer.x - pointer.startX, pointer.y - pointer.startY) > (stillness[event.pointerType] ?? stillness.mouse)) isStill = false;
        moveTo(frame.x + now.x - before.x, frame.y + now.y - before.y);
        if (before.span > 0 && now.span > 0) zoom(now.span / before.span, now.x - box.left, now.y - box.top);
    });
    canvas.addEventListener("pointercancel", (event) => { held.delete(event.pointerId); isStill = false; });
    // Two fingers are for the map, though one scrolls the page.
    canvas.addEventListener("touchmove", (event) => { if (event.touches.length > 1 && event.cancelable) event.preventDefault(); }, { passive: false });
    canvas.addEventListener("pointerup", (event) => {
        const box = canvas.getBoundingClientRect();
        const near = isStill && held.has(event.pointerId) ? nearest(event.clientX - box.left, event.clientY - box.top, reach * 1.6) : null;
        held.delete(event.pointerId);
        if (!near) return;
        if (near === chosen && event.pointerType === "mouse") location.hash = `#/track/${near.id}`;
        else choose(near);
    });
    canvas.addEventListener("wheel", (event) => {
        event.preventDefault();
        const box = canvas.getBoundingClientRect();
        zoom(Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
    }, { passive: false });
    canvas.addEventListener("keydown", (event) => {
        const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
        if (moves[event.key]) choose(neighbor(...moves[event.key]));
        else if (event.key === "Enter" && chosen) location.hash = `#/track/${chosen.id}`;
        else if (event.key === "+" || event.key === "=") zoom(1.4);
        else if (event.key === "-") zoom(1 / 1.4);
        else if (event.key === "p" && chosen) playAll([chosen], 0);
        else return;
        event.preventDefault();
    });

    replace(place,
        h("div", { class: "heading" }, h("h1", {}, t("view.map")), h("div", { class: "tools" },
            h("button", { type: "button", "aria-label": t("map.in"), on: { click: () => zoom(1.5) } }, "+"),
            h("button", { type: "button", "aria-label": t("map.out"), on: { click: () => zoom(1 / 1.5) } }, "−"), whole)),
        h("p", { class: "lead" }, t("map.lead")),
        legend,
        canvas, card);
    choose(null);
    replace(card, h("span", { class: "muted" }, t("map.hint")));
    drawLegend();
    const observer = new ResizeObserver(() => moveTo(frame.x, frame.y));
    observer.observe(canvas);
    const redraw = () => { draw(); drawLegend(); };
    const stop = when("theme", redraw);
    systemTheme.addEventListener("change", redraw);
    return () => { observer.disconnect(); stop(); systemTheme.removeEventListener("change", redraw); };
}

function bounds(points) {
    const xs = points.map((point) => point.x).sort((a, b) => a - b);
    const ys = points.map((point) => point.y).sort((a, b) => a - b);
    return { x: xs[0], y: ys[0], width: (xs.at(-1) - xs[0]) || 1, height: (ys.at(-1) - ys[0]) || 1 };
}

// The most frequent genres get a colour each; the rest shares the last.
function largestGroups(points) {
    const counts = new Map();
    for (const point of points) if (point.genre) counts.set(point.genre, (counts.get(point.genre) ?? 0) + 1);
    const names = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, colors.length - 1).map(([name]) => name);
    return new Map(names.map((name, index) => [name, index]));
}

// The second four are hollow.
function mark(pen, x, y, radius, group) {
    pen.fillStyle = pen.strokeStyle = (isNight() ? colorsAtNight : colors)[group];
    pen.lineWidth = Math.max(1.2, radius * 0.4);
    pen.globalAlpha = 0.85;
    pen.beginPath();
    if (group % 4 === 0) pen.arc(x, y, radius, 0, 7);
    else if (group % 4 === 1) pen.rect(x - radius * 0.88, y - radius * 0.88, radius * 1.76, radius * 1.76);
    else {
        const turns = group % 4 === 2 ? 3 : 4;
        for (let corner = 0; corner < turns; corner++) {
            const angle = corner / turns * 2 * Math.PI - Math.PI / 2;
            pen.lineTo(x + Math.cos(angle) * radius * 1.25, y + Math.sin(angle) * radius * 1.25);
        }
        pen.closePath();
    }
    if (group < 4) pen.fill();
    else pen.stroke();
    pen.globalAlpha = 1;
}

function swatch(group) {
    const canvas = h("canvas", { width: "14", height: "14", "aria-hidden": "true" });
    mark(canvas.getContext("2d"), 7, 7, 5, group);
    return canvas;
}
