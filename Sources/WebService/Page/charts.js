// Small drawings. Each says in words what it shows.
import { h, svg } from "./dom.js";
import { number, percent } from "./words.js";

// A number with its sign as people write it; what rounds to nothing has none.
export function signed(value, digits, plus = "") {
    const size = Math.abs(value);
    const sign = Number(size.toFixed(digits)) === 0 ? "" : value < 0 ? "−" : plus;
    return `${sign}${number(size, digits)}`;
}

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
            h("td", { class: "figure" }, signed(row.value, 2, "+"))))));
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
    const [centre, middle, radius] = [140, 92, 58];
    const at = (index, share) => {
        const angle = index / values.length * 2 * Math.PI - Math.PI / 2;
        return [centre + Math.cos(angle) * radius * share, middle + Math.sin(angle) * radius * share];
    };
    const points = (share) => values.map((value, index) => at(index, share(value)).map((each) => each.toFixed(1)).join(",")).join(" ");
    return svg("svg", { viewBox: "0 0 280 184", class: "drawing portrait", role: "img", "aria-label": label },
        [0.25, 0.5, 0.75, 1].map((share) => svg("polygon", { points: points(() => share), class: "ring" })),
        svg("polygon", { points: points((value) => Math.max(0.02, value.value)), class: "shape" }),
        values.map((value, index) => {
            const [x, y] = at(index, 1.16);
            const anchor = Math.abs(x - centre) < 12 ? "middle" : x > centre ? "start" : "end";
            return svg("text", { x: x.toFixed(1), y: (y + 4).toFixed(1), "text-anchor": anchor }, value.name);
        }));
}

// The twelve pitch classes as petals: which tones a track is made of.
export function pitchFlower(shares, names, label) {
    const centre = 110;
    const total = shares.reduce((sum, share) => sum + share, 0) || 1;
    const words = names.map((name, index) => `${name} ${percent(shares[index] / total)}`).join(", ");
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
    return svg("svg", { viewBox: "0 0 220 220", class: "drawing flower", role: "img", "aria-label": `${label}: ${words}` }, petals);
}

// Drawings as wide as the window allows, so that their letters are as large as all others.
const plotWidth = () => Math.min(1200, Math.max(320, document.getElementById("main").clientWidth - 90));

// Lines over the days: `series` are `{name, values}`, the first one filled below.
export function lines(series, names, label) {
    const [width, height, left, bottom] = [plotWidth(), 220, 44, 24];
    const largest = Math.max(...series.flatMap((each) => each.values), 1);
    const x = (index) => left + (names.length > 1 ? index / (names.length - 1) : 0.5) * (width - left - 12);
    const y = (value) => 10 + (1 - value / largest) * (height - bottom - 10);
    const path = (values) => values.map((value, index) => `${index ? "L" : "M"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`).join("");
    const ticks = [0, 0.5, 1].map((share) => Math.round(share * largest)).filter((value, index, all) => all.indexOf(value) === index);
    const shown = names.length > 2 ? [0, Math.floor((names.length - 1) / 2), names.length - 1] : names.map((_, index) => index);
    return h("figure", { class: "plot" },
        svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "drawing", role: "img", "aria-label": label },
            ticks.map((value) => [
                svg("line", { x1: left, x2: width - 12, y1: y(value), y2: y(value), class: "ring" }),
                svg("text", { x: left - 8, y: y(value) + 4, "text-anchor": "end", class: "muted" }, number(value)),
            ]),
            shown.map((index, place) => svg("text", {
                x: x(index), y: height - 6, class: "muted",
                "text-anchor": place === 0 ? "start" : place === shown.length - 1 ? "end" : "middle",
            }, names[index])),
            series.map((each, index) => [
                index ? null : svg("path", { d: `${path(each.values)}L${x(names.length - 1)} ${y(0)}L${x(0)} ${y(0)}z`, class: "area" }),
                svg("path", { d: path(each.values), class: `curve curve-${index}` }),
            ])),
        h("figcaption", { class: "legend" }, series.map((each, index) =>
            h("span", {}, h("i", { class: `swatch swatch-${index}`, "aria-hidden": "true" }), each.name))));
}

// Upright bars, one for each name.
export function columns(rows, label) {
    const [width, height, bottom] = [Math.min(460, plotWidth()), 200, 24];
    const largest = Math.max(...rows.map((row) => row.value), 1e-9);
    const step = width / rows.length;
    const words = rows.map((row) => `${row.name}: ${number(row.value)}`).join("; ");
    return svg("svg", {
        viewBox: `0 0 ${width} ${height}`, class: "drawing", role: "img", "aria-label": `${label}. ${words}`,
        style: { "max-width": `${width}px` },
    }, rows.map((row, index) => {
        const size = row.value / largest * (height - bottom - 26);
        return [
            svg("rect", {
                x: (index + 0.14) * step, width: step * 0.72, y: height - bottom - size, height: Math.max(size, row.value > 0 ? 1.5 : 0), rx: 3, class: "cell",
            }),
            svg("text", { x: (index + 0.5) * step, y: height - bottom - size - 6, "text-anchor": "middle", class: "muted" }, number(row.value)),
            svg("text", { x: (index + 0.5) * step, y: height - 6, "text-anchor": "middle" }, row.name),
        ];
    }));
}

// A field of seven days and 24 hours, the fuller the more.
export function week(values, days, label) {
    const [left, top] = [44, 4];
    const side = Math.min(30, (plotWidth() - left) / 24);
    const largest = Math.max(...values.flat(), 1);
    const drawing = svg("svg", { viewBox: `0 0 ${left + 24 * side} ${top + 7 * side + 22}`, class: "drawing week", role: "img", "aria-label": label },
        values.map((row, day) => [
            svg("text", { x: left - 8, y: top + (day + 0.5) * side + 4, "text-anchor": "end" }, days[day]),
            row.map((value, hour) => svg("rect", {
                x: left + hour * side + 1, y: top + day * side + 1, width: side - 2, height: side - 2, rx: Math.min(4, side / 5),
                class: value > 0 ? "cell" : "cell empty", "fill-opacity": value > 0 ? (0.15 + 0.85 * value / largest).toFixed(3) : "1",
            }, svg("title", {}, `${days[day]} ${hour}: ${number(value)}`))),
        ]),
        [0, 6, 12, 18, 23].map((hour) =>
            svg("text", {
                x: left + (hour === 23 ? 24 : hour + 0.5) * side, y: top + 7 * side + 16, "text-anchor": hour === 23 ? "end" : "middle", class: "muted",
            }, String(hour))));
    return [drawing, weekTable(values, days, label)];
}

// The same for those who listen to it.
const weekTable = (values, days, label) => h("div", { class: "hidden" }, h("table", {},
    h("caption", {}, label),
    h("thead", {}, h("tr", {}, h("td"), values[0].map((_, hour) => h("th", { scope: "col" }, String(hour))))),
    h("tbody", {}, values.map((row, day) => h("tr", {}, h("th", { scope: "row" }, days[day]), row.map((value) => h("td", {}, number(value))))))));
