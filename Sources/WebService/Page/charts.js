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

// A line over time or over places, with its first and last values written.
export function line(points, { label, format = (value) => number(value) }) {
    const width = 640;
    const height = 180;
    const largest = Math.max(...points.map((point) => point.value), 1);
    const x = (index) => points.length < 2 ? width / 2 : 30 + index / (points.length - 1) * (width - 60);
    const y = (value) => height - 28 - value / largest * (height - 52);
    const path = points.map((point, index) => `${index ? "L" : "M"}${x(index).toFixed(1)} ${y(point.value).toFixed(1)}`).join("");
    const shown = new Set([0, points.length - 1, points.reduce((best, point, index) => point.value > points[best].value ? index : best, 0)]);
    return svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "drawing line", role: "img", "aria-label": label },
        svg("line", { x1: 30, x2: width - 30, y1: height - 28, y2: height - 28, class: "axis" }),
        svg("path", { d: `${path}L${x(points.length - 1)} ${height - 28}L${x(0)} ${height - 28}z`, class: "area" }),
        svg("path", { d: path, class: "curve" }),
        [...shown].map((index) => points[index] && [
            svg("circle", { cx: x(index), cy: y(points[index].value), r: 3.5, class: "point" }),
            svg("text", { x: x(index), y: y(points[index].value) - 9, "text-anchor": "middle" }, format(points[index].value)),
            svg("text", { x: x(index), y: height - 8, "text-anchor": "middle", class: "muted" }, points[index].name),
        ]));
}

// Seven days of 24 hours.
export function week(cells, days, label) {
    const largest = Math.max(...cells.map((cell) => cell.value), 1);
    return svg("svg", { viewBox: "0 0 640 190", class: "drawing week", role: "img", "aria-label": label },
        days.map((day, row) => svg("text", { x: 38, y: 22 + row * 22, "text-anchor": "end", class: "muted" }, day)),
        [0, 6, 12, 18, 23].map((hour) => svg("text", { x: 58 + hour * 24, y: 178, "text-anchor": "middle", class: "muted" }, String(hour))),
        cells.map((cell) => svg("rect", {
            x: 48 + cell.hour * 24, y: 8 + cell.day * 22, width: 21, height: 19, rx: 3, class: "cell",
            "fill-opacity": (0.06 + 0.94 * cell.value / largest).toFixed(3),
        }, svg("title", {}, `${days[cell.day]} ${cell.hour}:00 · ${number(cell.value)}`))));
}
