// Building what is on the page: elements, icons, small texts.

// An element with properties and children. `on` holds listeners, `data` data attributes, `style` custom properties and
// the like; what is null or false is left out.
export function h(name, properties = {}, ...children) {
    const element = document.createElement(name);
    apply(element, properties);
    element.append(...flat(children));
    return element;
}

// The same for drawings.
export function svg(name, properties = {}, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    apply(element, properties);
    element.append(...flat(children));
    return element;
}

function apply(element, properties) {
    for (const [key, value] of Object.entries(properties)) {
        if (value === null || value === undefined || value === false) continue;
        if (key === "on") {
            for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
        } else if (key === "data") {
            Object.assign(element.dataset, value);
        } else if (key === "style") {
            for (const [property, text] of Object.entries(value)) element.style.setProperty(property, text);
        } else {
            element.setAttribute(key, value === true ? "" : value);
        }
    }
}

function flat(children) {
    return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

const paths = {
    play: "M8 5.5v13l11-6.5z",
    pause: "M7 5h3.5v14H7zM13.5 5H17v14h-3.5z",
    next: "M6 5.5v13l9-6.5zM16 5.5h2.5v13H16z",
    previous: "M18 5.5v13L9 12zM5.5 5.5H8v13H5.5z",
    like: "M12 20.3 4.7 13a4.8 4.8 0 0 1 6.8-6.8l.5.5.5-.5a4.8 4.8 0 0 1 6.8 6.8z",
    skip: "M5 6v12l7-6zM12.5 6v12l7-6z",
    ban: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zm0 2.2c1.4 0 2.7.5 3.8 1.2L6.9 15.8A6.3 6.3 0 0 1 12 5.7zm0 12.6c-1.4 0-2.7-.5-3.8-1.2l8.9-8.9A6.3 6.3 0 0 1 12 18.3z",
    star: "m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1.1 5.9L12 16.8l-5.3 2.9 1.1-5.9-4.3-4.1 5.9-.8z",
    microphone: "M12 15a3.2 3.2 0 0 0 3.2-3.2V6.2a3.2 3.2 0 1 0-6.4 0v5.6A3.2 3.2 0 0 0 12 15zm6-3.2h-1.8a4.2 4.2 0 0 1-8.4 0H6a6 6 0 0 0 5.1 5.9V21h1.8v-3.3a6 6 0 0 0 5.1-5.9z",
    home: "M4 11.2 12 4l8 7.2V20h-5.5v-5.5h-5V20H4z",
    browse: "M4 5h16v2.2H4zM4 10.9h16v2.2H4zM4 16.8h10V19H4z",
    judge: "M12 3v9.2l3.3-3.3 1.6 1.6L12 15.4l-4.9-4.9 1.6-1.6L12 12.2M4.5 17h15v3.5h-15z",
    mix: "M6 4h2.2v7H6zM6 15h2.2v5H6zM4.5 11.5h5.2v3H4.5zM15.8 4H18v2.5h-2.2zM15.8 11H18v9h-2.2zM14.3 7h5.2v3h-5.2z",
    map: "M5.5 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM17 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM9 20a3.6 3.6 0 1 0 0-7.2A3.6 3.6 0 0 0 9 20zM18.5 19a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2z",
    trend: "m4 16.5 5.6-5.6 3.6 3.6L18 9.7V12h2V6.3h-5.7v2h2.3l-3.4 3.4-3.6-3.6L2.6 15z",
    chart: "M4.5 11H8v9H4.5zM10.2 4h3.6v16h-3.6zM16 14h3.5v6H16z",
    library: "M4 4h3.4v16H4zM9 4h3.4v16H9zM14 4.8l3.3-.9L21.4 19l-3.3.9z",
    close: "m6.4 5 5.6 5.6L17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z",
    person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm0 2c-4.2 0-7.5 2.2-7.5 5v1.5h15V19c0-2.8-3.3-5-7.5-5z",
};
// A gear is easier turned than drawn.
paths.settings = gear();

function gear() {
    const points = [];
    for (let tooth = 0; tooth < 8; tooth++) {
        for (const [angle, radius] of [[-0.24, 6.6], [-0.15, 9.2], [0.15, 9.2], [0.24, 6.6]]) {
            const turn = tooth * Math.PI / 4 + angle;
            points.push(`${(12 + radius * Math.cos(turn)).toFixed(2)} ${(12 + radius * Math.sin(turn)).toFixed(2)}`);
        }
    }
    return `M${points.join("L")}zM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6z`;
}

export function icon(name) {
    return svg("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon-picture" },
        svg("path", { d: paths[name], "fill-rule": "evenodd" }));
}

// A button that shows an icon and says its name.
export function iconButton(name, label, listener, properties = {}) {
    return h("button", { type: "button", class: "icon", "aria-label": label, title: label, on: { click: listener }, ...properties },
        icon(name));
}

// Another name for what shows an icon or a choice alone.
export function rename(control, label) {
    control.setAttribute("aria-label", label);
    control.title = label;
}

export function replace(element, ...children) {
    element.replaceChildren(...flat(children));
}

// 3:45, 1:02:03.
export function duration(seconds) {
    if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return "";
    const whole = Math.round(seconds);
    const two = (number) => String(number).padStart(2, "0");
    return whole < 3600
        ? `${Math.floor(whole / 60)}:${two(whole % 60)}`
        : `${Math.floor(whole / 3600)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
}

const keyNames = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];

export function keyName(key) { return keyNames[key]; }

// What a key presses in a row, the player, or the head of a track's page.
export const controlOn = (place, key) => [...place.querySelectorAll("[data-key]")].find((control) => control.dataset.key === key) ?? null;

// A sentence for whoever hears the page.
export function announce(text) {
    const place = document.getElementById("announcement");
    place.textContent = "";
    // The same sentence is heard again only where the place was empty between.
    setTimeout(() => { place.textContent = text; }, 50);
}

// A message that goes by itself; said again, it takes the place of the one before.
export function toast(text, action = null) {
    const note = h("div", { class: "toast" }, h("span", { dir: "auto" }, text));
    if (action) {
        note.append(h("button", { type: "button", class: "link", on: { click: () => { note.remove(); action.run(); } } },
            action.label));
    }
    const shelf = document.getElementById("toasts");
    for (const other of shelf.children) if (other.firstElementChild.textContent === text) other.remove();
    shelf.append(note);
    while (shelf.children.length > 3) shelf.firstElementChild.remove();
    setTimeout(() => note.remove(), 6000);
}
