"""The signals of the golden values, from recipes that the tests follow too (Tests/AudioTests/Features/GoldenSignal).

A recipe is a list of parts that are added up; each part is a dictionary with `kind`, `start` and `count` (samples) and
what the kind needs. All arithmetic is in double precision; the sum is rounded to single precision once. A recipe with a
`file` is a stretch of a real piece, decoded, made mono and resampled by librosa.
"""

import librosa
import numpy as np

RATE = 22050
GAMMA = 0x9E3779B97F4A7C15


def uniform(seed, count):
    """SplitMix64 as doubles in 0..<1."""
    with np.errstate(over="ignore"):
        state = np.uint64(seed) + np.uint64(GAMMA) * np.arange(1, count + 1, dtype=np.uint64)
        state = (state ^ (state >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        state = (state ^ (state >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        state = state ^ (state >> np.uint64(31))
    return (state >> np.uint64(11)).astype(np.float64) * 2.0**-53


def part_values(part):
    n = np.arange(part["count"], dtype=np.float64)
    t = n / RATE
    kind = part["kind"]
    if kind == "tone":
        cycles = part["hz"] * t
        values = part["level"] * np.sin(2 * np.pi * (cycles - np.floor(cycles)))
    elif kind == "sweep":
        length = part["count"] / RATE
        cycles = part["hz"] * t + (part["to_hz"] - part["hz"]) * t * t / (2 * length)
        values = part["level"] * np.sin(2 * np.pi * (cycles - np.floor(cycles)))
    elif kind == "noise":
        values = part["level"] * (2 * uniform(part["seed"], part["count"]) - 1)
    elif kind == "constant":
        values = np.full(part["count"], part["level"])
    else:
        raise ValueError(kind)
    return values * np.exp(-part.get("decay", 0.0) * t)


def render(recipe):
    if "file" in recipe:
        signal, _ = librosa.load(recipe["file"], sr=RATE)
        return signal[recipe["start"] : recipe["start"] + recipe["count"]]
    signal = np.zeros(recipe["count"])
    for part in recipe["parts"]:
        end = min(recipe["count"], part["start"] + part["count"])
        signal[part["start"]:end] += part_values(part)[: end - part["start"]]
    limit = recipe.get("clip", 0)
    if limit:
        signal = np.clip(signal, -limit, limit)
    return signal.astype(np.float32)


def seconds(value):
    return int(round(value * RATE))


def tone(hz, level, start=0.0, length=1.0, decay=0.0):
    return {"kind": "tone", "hz": hz, "level": level, "start": seconds(start), "count": seconds(length), "decay": decay}


def noise(seed, level, start=0.0, length=1.0, decay=0.0):
    return {"kind": "noise", "seed": seed, "level": level, "start": seconds(start), "count": seconds(length),
            "decay": decay}


def note(number, level, start, length, decay):
    hz = 440 * 2 ** ((number - 69) / 12)
    return [tone(hz * k, level / k, start, length, decay) for k in range(1, 5)]


def clicks(bpm, length, seed):
    parts, beat = [], 60 / bpm
    for k in range(int(length / beat)):
        parts.append(noise(seed + k, 0.8, 0.1 + k * beat, 0.05, 80.0))
    return parts


def band(bpm, length, roots, seed):
    """Drums, bass and chords."""
    parts, beat = [], 60 / bpm
    for k in range(int(length / beat)):
        at = k * beat
        parts.append(tone(55, 0.6, at, 0.2, 25.0) if k % 2 == 0 else noise(seed + k, 0.4, at, 0.15, 30.0))
        parts.append(noise(seed + 1000 + k, 0.15, at + beat / 2, 0.05, 90.0))
        root = roots[(k // 4) % len(roots)]
        parts += note(root - 12, 0.15, at, beat, 3.0)
        if k % 4 == 0:
            for step in (0, 4, 7):
                parts += note(root + 12 + step, 0.06, at, 4 * beat, 0.8)
    return parts


def piece(name, start, length):
    """A stretch of a piece by Michael Kievernagel (GPL-2+), of the Debian package asc-music."""
    return {"file": f"/usr/share/games/asc/music/{name}.mp3", "start": seconds(start), "count": seconds(length), "parts": []}


def recipes():
    """Name and recipe of every signal."""
    def signal(length, parts, **more):
        return {"count": seconds(length), "parts": parts, **more}

    chord = lambda numbers, length: [p for n in numbers for p in note(n, 0.15, 0, length, 0.5)]
    return {
        "silence": signal(2, []),
        "one-sample": {"count": 1, "parts": [{"kind": "constant", "level": 0.5, "start": 0, "count": 1}]},
        "less-than-a-frame": {"count": 1000, "parts": [noise(1, 0.5, 0, 1)]},
        "impulse": {"count": seconds(2), "parts": [{"kind": "constant", "level": 1.0, "start": 22050, "count": 1}]},
        "tone-55": signal(3, [tone(55, 0.5, 0, 3)]),
        "tone-440": signal(3, [tone(440, 0.5, 0, 3)]),
        "tone-4000-loud": signal(3, [tone(4000, 0.99, 0, 3)]),
        "two-tones": signal(3, [tone(440, 0.4, 0, 3), tone(3520, 0.04, 0, 3)]),
        "sweep": {"count": seconds(5), "parts": [{"kind": "sweep", "hz": 50.0, "to_hz": 10000.0, "level": 0.5,
                                                 "start": 0, "count": seconds(5)}]},
        "noise": signal(5, [noise(2, 0.3, 0, 5)]),
        "faint-noise": signal(3, [noise(3, 1e-4, 0, 3)]),
        "constant": {"count": seconds(2), "parts": [{"kind": "constant", "level": 0.25, "start": 0,
                                                    "count": seconds(2)}, noise(4, 0.01, 0, 2)]},
        "clipped": signal(3, [tone(220, 3.0, 0, 3), noise(5, 0.01, 0, 3)], clip=1.0),
        "steps": signal(6, [noise(6 + k, 0.02 * 2**k, k, 1) for k in range(5)]),
        "silence-around": signal(6, [noise(20, 0.2, 2, 2)]),
        "clicks-90": signal(14, clicks(90, 13.5, 100) + [noise(30, 1e-4, 0, 14)]),
        "clicks-120": signal(14, clicks(120, 13.5, 200) + [noise(31, 1e-4, 0, 14)]),
        "clicks-128": signal(14, clicks(128, 13.5, 300) + [noise(32, 1e-4, 0, 14)]),
        "clicks-174": signal(14, clicks(174, 13.5, 400) + [noise(33, 1e-4, 0, 14)]),
        "chord-major": signal(4, chord((60, 64, 67), 4)),
        "chord-minor": signal(4, chord((57, 60, 64), 4)),
        "band-100": signal(20, band(100, 20, (48, 43, 45, 41), 500) + [noise(34, 1e-4, 0, 20)]),
        "band-140": signal(20, band(140, 20, (50, 46, 41, 48), 5000) + [noise(35, 1e-4, 0, 20)]),
        "piece-frontiers": piece("frontiers", 60, 20),
        "piece-machine-wars": piece("machine_wars", 100, 20),
        "piece-time-to-strike": piece("time_to_strike", 0, 20),
        "tremolo": signal(4, [tone(440, 0.3, 0, 4), tone(446, 0.3, 0, 4)]),
    }
