// Small drawings. Each says in words what it shows.
import { h, svg } from "./dom.js";
import { number } from "./words.js";

// Rows of a name, a bar and a figure.
export function bars(rows, { label, format = (value) => number(value, value < 10 ? 2 : 0), max = null } = {}) {
    const largest = max ?? Math.max(...rows.map((row) => Math.abs(row.value)), 1e-9);
    return h("table", { class: "bars" }, h("caption", {}, label), h("tbody", {}, rows.map((row) =>
        h("tr", {},
            h("th", { scope: "row" }, row.href ? h("a", { href: row.href }, row.name) : row.name),
            h("td", { class: "bar" }, h("i", { style: { "--share": (Math.abs(row.value) / largest).toFixed(4) } })),
            h("td", { class: "figure" }, format(row.value))))));
}

// What adds and what takes away, from a middle line.
export function balance(rows, { label }) {
    const largest = Math.max(...rows.map((row) => Math.abs(row.value)), 1e-9);
    return h("table", { class: "bars balance" }, h("caption", {}, label), h("tbody", {}, rows.map((row) =>
        h("tr", {},
            h("th", { scope: "row" }, row.name),
            h("td", { class: "bar" }, h("i", {
                class: row.value < 0 ? "minus" : "plus", style: { "--share": (Math.abs(row.value) / largest).toFixed(4) },
            })),
            h("td", { class: "figure" }, `${row.value < 0 ? "−" : "+"}${number(Math.abs(row.value), 2)}`)))));
}

// A rating on its scale, with the interval that holds four of five.
export function ratingScale({ value, lower, upper, average }, label) {
    const x = (rating) => 10 + (Math.min(5, Math.max(1, rating)) - 1) / 4 * 280;
    return svg("svg", { viewBox: "0 0 300 52", class: "drawing rating-scale", role: "img", "aria-label": label },
        svg("line", { x1: 10, x2: 290, y1: 24, y2: 24, class: "axis" }),
        [1, 2, 3, 4, 5].map((rating) => [
            svg("line", { x1: x(rating), x2: x(rating), y1: 19, y2: 29, class: "axis" }),
            svg("text", { x: x(rating), y: 46, "text-anchor": "middle" }, String(rating)),
        ]),
        lower === null || upper === null ? null
            : svg("line", { x1: x(lower), x2: x(upper), y1: 24, y2: 24, class: "interval" }),
        average === null ? null : svg("line", { x1: x(average), x2: x(average), y1: 14, y2: 34, class: "average" }),
        svg("circle", { cx: x(value), cy: 24, r: 7, class: "point" }));
}

// Shares between 0 and 1 around a centre: the shape of a sound.
export function portrait(values, label) {
    const centre = 110;
    const radius = 74;
    const at = (index, share) => {
        const angle = index / values.length * 2 * Math.PI - Math.PI / 2;
        return [centre + Math.cos(angle) * radius * share, centre + Math.sin(angle) * radius * share];
    };
    const points = (share) => values.map((value, index) => at(index, share(value)).map((each) => each.toFixed(1)).join(",")).join(" ");
    return svg("svg", { viewBox: "0 0 220 220", class: "drawing portrait", role: "img", "aria-label": label },
        [0.25, 0.5, 0.75, 1].map((share) => svg("polygon", { points: points(() => share), class: "ring" })),
        svg("polygon", { points: points((value) => Math.max(0.02, value.value)), class: "shape" }),
        values.map((value, index) => {
            const [x, y] = at(index, 1.18);
            const anchor = Math.abs(x - centre) < 12 ? "middle" : x > centre ? "start" : "end";
            return svg("text", { x: x.toFixed(1), y: (y + 4).toFixed(1), "text-anchor": anchor }, value.name);
        }));
}

// The twelve pitch classes as petals: which tones a track is made of.
export function pitchFlower(shares, names, label) {
    const centre = 110;
    const largest = Math.max(...shares, 1e-9);
    const petals = shares.map((share, index) => {
        const turn = (index * 7 % 12) / 12 * 2 * Math.PI - Math.PI / 2;
        const reach = 18 + 62 * share / largest;
        const half = Math.PI / 12 * 0.86;
        const corner = (angle, radius) => `${(centre + Math.cos(angle) * radius).toFixed(1)} ${(centre + Math.sin(angle) * radius).toFixed(1)}`;
        return [
            svg("path", {
                d: `M${corner(turn - half, 18)}L${corner(turn - half, reach)}A${reach} ${reach} 0 0 1 ${corner(turn + half, reach)}L${corner(turn + half, 18)}z`,
                class: "petal", "fill-opacity": (0.35 + 0.65 * share / largest).toFixed(3),
            }),
            svg("text", { x: centre + Math.cos(turn) * 95, y: centre + Math.sin(turn) * 95 + 4, "text-anchor": "middle" }, names[index]),
        ];
    });
    return svg("svg", { viewBox: "0 0 220 220", class: "drawing flower", role: "img", "aria-label": label }, petals);
}
