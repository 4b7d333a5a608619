/// A made-up act: what it plays, and the words that its titles are made of.
struct DemoAct: Sendable {
    let name: String
    let style: DemoStyle
    let albums: [(title: String, year: Int)]
    let titles: [String]

    static let all: [DemoAct] = [
        DemoAct(
            name: "The Paper Lantern Quartet", style: .waltz, albums: [("Turning in Candlelight", 1998)],
            titles: [
                "Candle Waltz", "Three for the Lake", "The Clockmaker's Daughter", "Snow on the Bandstand",
                "Last Carriage",
            ]),
        DemoAct(
            name: "Voltaic Orchard", style: .techno, albums: [("Copper Fruit", 2019), ("Night Shift", 2023)],
            titles: ["Copper Fruit", "Conveyor", "Sodium Light", "Relay Room", "Grid at Four"]),
        DemoAct(
            name: "Hollow Kestrel", style: .drumAndBass, albums: [("Updraught", 2016)],
            titles: ["Updraught", "Pylon Run", "Talon", "Glass Thermals", "Wire and Feather"]),
        DemoAct(
            name: "Marguerite Flint", style: .ballad,
            albums: [("Letters I Kept", 2011), ("Slow Water", 2015)],
            titles: [
                "Letters I Kept", "Slow Water", "The Blue Umbrella", "Half Past Goodbye", "Home by Rain",
            ]),
        DemoAct(
            name: "Professor Thimble's Parlour", style: .ragtime, albums: [("Buttons & Keys", 1972)],
            titles: [
                "Thimble Rag", "The Crooked Banister", "Marmalade Two-Step", "Buttonhole Strut",
                "Teapot Tumble",
            ]),
        DemoAct(
            name: "The Salt Lizards", style: .surf, albums: [("Wax & Gravel", 1964)],
            titles: [
                "Gravel Wave", "Lizard Point", "Rip Tide Rumble", "Eleven Miles of Sand", "Undertow Express",
            ]),
        DemoAct(
            name: "Deep Fern Sound", style: .dub, albums: [("Moss Chamber", 1981)],
            titles: ["Moss Chamber", "Fern Gully Version", "Slow Root", "Rain Tank Echo", "Heavy Canopy"]),
        DemoAct(
            name: "Glacier Choir", style: .ambient, albums: [("A Year of Ice", 2008), ("Thaw", 2020)],
            titles: ["A Year of Ice", "Blue Hour", "Lichen", "Drift Station", "Thaw"]),
        DemoAct(
            name: "Sol de Papel", style: .bossa, albums: [("Tarde Lenta", 1967)],
            titles: ["Tarde Lenta", "Chuva e Café", "A Rede", "Barco Azul", "Canção do Vento"]),
        DemoAct(
            name: "Pixel Heron", style: .chiptune, albums: [("Continue?", 2013), ("Second Player", 2017)],
            titles: ["Press Start, Heron", "Marsh Level", "Boss in the Reeds", "Extra Life", "Credits Roll"]),
        DemoAct(
            name: "Juniper Railway", style: .folk, albums: [("Branch Line Songs", 2005)],
            titles: [
                "Branch Line", "Juniper and Tin", "The Signalman's Coat", "Copper Kettle Morning",
                "Long Way to Harrow Hill",
            ]),
        DemoAct(
            name: "Night Bus Cinema", style: .synthwave,
            albums: [("Last Stop Neon", 2018), ("Reel Two", 2021)],
            titles: ["Last Stop Neon", "Upper Deck", "Chrome Weather", "Matinée Ghosts", "Reel Two"]),
    ]
}
