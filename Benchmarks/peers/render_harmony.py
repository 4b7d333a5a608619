"""Render the evaluation data of key, chords and tempo with FluidSynth and the General MIDI sound font.

usage: render_harmony.py {nottingham|chords|loops|cadences} DATA_FOLDER OUTPUT_FOLDER [--font FILE.sf2] [--limit N]

Writes one 22,050 Hz mono 16-bit WAV per piece and `truth.jsonl`: {"file", "key", "mode", "chord", "bpm", "split"}.
DATA_FOLDER holds the extracted archives (nottingham: *.mid and *.abc; chords: the folders of *.mid); `loops` and
`cadences` compose their own and ignore it. Needs Debian's fluidsynth, fluid-soundfont-gm; mido, numpy, soundfile.
"""
import argparse, ctypes, hashlib, json, os, random, re, sys
import mido
import numpy as np
import soundfile

RATE = 22050
NAMES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
LIMIT_SECONDS = 45.0


class Synth:
    """FluidSynth through its C interface: one font, loaded once, reset for each piece."""

    def __init__(self, font):
        self.lib = lib = ctypes.CDLL("libfluidsynth.so.3")
        for name in ("new_fluid_settings", "new_fluid_synth"):
            getattr(lib, name).restype = ctypes.c_void_p
        self.settings = ctypes.c_void_p(lib.new_fluid_settings())
        lib.fluid_settings_setnum(self.settings, b"synth.sample-rate", ctypes.c_double(RATE))
        lib.fluid_settings_setnum(self.settings, b"synth.gain", ctypes.c_double(0.4))
        self.synth = ctypes.c_void_p(lib.new_fluid_synth(self.settings))
        if lib.fluid_synth_sfload(self.synth, font.encode(), 1) < 0:
            sys.exit(f"cannot load {font}")

    def render(self, events, seconds):
        """events: (seconds, kind, channel, a, b) in any order; kind in on, off, program."""
        lib, synth = self.lib, self.synth
        lib.fluid_synth_system_reset(synth)
        lib.fluid_synth_all_sounds_off(synth, -1)
        out = np.zeros((int(seconds * RATE) + 1, 2), np.int16)
        position = 0
        order = {"program": 0, "off": 1, "on": 2}
        for when, kind, channel, a, b in sorted(events, key=lambda e: (e[0], order[e[1]])):
            target = min(len(out), int(round(when * RATE)))
            self.write(out, position, target)
            position = max(position, target)
            if when > seconds:
                break
            if kind == "on":
                lib.fluid_synth_noteon(synth, channel, a, b)
            elif kind == "off":
                lib.fluid_synth_noteoff(synth, channel, a)
            else:
                lib.fluid_synth_program_change(synth, channel, a)
        self.write(out, position, len(out))
        mono = out.astype(np.float32).mean(axis=1) / 32768
        peak = float(np.abs(mono).max())
        return mono * (0.7 / peak) if peak > 0 else mono

    def write(self, out, start, end):
        while start < end:
            n = min(65536, end - start)
            block = np.zeros((n, 2), np.int16)
            p = block.ctypes.data_as(ctypes.c_void_p)
            self.lib.fluid_synth_write_s16(self.synth, n, p, 0, 2, p, 1, 2)
            out[start:start + n] = block
            start += n


def split_of(name):
    return "choose" if hashlib.sha1(name.encode()).digest()[0] % 2 == 0 else "report"


def pitch_class(name):
    value = NAMES[name[0]]
    return (value + name.count("#") - name.count("b")) % 12


def midi_events(path, scale=1.0):
    """(seconds, kind, track number, note, velocity), with the file's own tempo stretched by `scale`."""
    file = mido.MidiFile(path)
    events, tempo = [], 500000
    for track in file.tracks:
        for message in track:
            if message.type == "set_tempo":
                tempo = message.tempo
    second = tempo / 1e6 / file.ticks_per_beat * scale
    for number, track in enumerate(file.tracks):
        ticks = 0
        for m in track:
            ticks += m.time
            if m.type == "note_on" and m.velocity > 0:
                events.append((ticks * second, "on", number, m.note, m.velocity))
            elif m.type in ("note_on", "note_off"):
                events.append((ticks * second, "off", number, m.note, 0))
    return events, tempo / 1e6


MELODY = [0, 21, 22, 24, 40, 73, 4, 56, 105, 110]
CHORDS = [0, 24, 25, 48, 19, 4, 21, 0]


def nottingham(synth, data, out, limit):
    keys, metres = {}, {}
    for abc in sorted(f for f in os.listdir(data) if f.endswith(".abc")):
        stem, number = abc[:-4], None
        for line in open(os.path.join(data, abc), errors="replace"):
            if line.startswith("X:"):
                number = int(re.sub(r"\D", "", line[2:]) or 0)
            elif line.startswith("K:") and number is not None:
                keys.setdefault(f"{stem}{number}", line[2:].strip())
            elif line.startswith("M:") and number is not None:
                metres.setdefault(f"{stem}{number}", line[2:].strip())
    for name in sorted(keys)[:limit]:
        path = os.path.join(data, name + ".mid")
        match = re.match(r"^([A-G][#b]?)\s*(m|min|minor|maj|major|mix|dor)?$", keys[name], re.I)
        if not os.path.exists(path) or not match or (match[2] or "").lower() in ("mix", "dor"):
            continue
        rng = random.Random(name)
        bpm = rng.uniform(60, 200)
        compound = metres.get(name) in ("6/8", "9/8", "12/8")
        quarters = 1.5 if compound else 1.0
        events, beat = midi_events(path)
        scale = 60.0 / bpm / quarters / beat
        length = min(LIMIT_SECONDS, max(e[0] for e in events) * scale + 1)
        tracks = sorted({e[2] for e in events})
        piece = [(0, "program", t, rng.choice(MELODY if i == 0 else CHORDS), 0) for i, t in enumerate(tracks)]
        piece += [(t * scale, k, c, a, b) for t, k, c, a, b in events]
        minor = (match[2] or "").lower().startswith("m") and not (match[2] or "").lower().startswith("maj")
        emit(synth, out, name, piece, length, key=pitch_class(match[1]), mode="minor" if minor else "major",
             bpm=bpm, metre=metres.get(name))


def chords(synth, data, out, limit):
    programs = [0, 4, 24, 27, 48, 19, 89, 61]
    names = []
    for folder, _, files in os.walk(data):
        for file in files:
            match = re.match(r"^.* - ([A-G][#b]?)(maj|m)?\.mid$", file)
            if match:
                names.append((os.path.join(folder, file), pitch_class(match[1]), match[2] == "m"))
    for index, (path, root, minor) in enumerate(sorted(names)[:limit]):
        events, _ = midi_events(path)
        for program in programs:
            piece = [(0, "program", c, program, 0) for c in sorted({e[2] for e in events})] + events
            emit(synth, out, f"{index:04d}-{program}", piece, max(e[0] for e in events) + 0.3,
                 chord=root + (12 if minor else 0), program=program, source=os.path.basename(path))


KICK, SNARE, HAT, OPEN, RIDE, CLAP, RIM, TOM = 36, 38, 42, 46, 51, 39, 37, 45
# pattern: name, tempo range, steps to a beat, beats to a bar, {drum: steps}, swing
STYLES = [
    ("rock", 90, 170, 4, 4, {KICK: [0, 8, 10], SNARE: [4, 12], HAT: range(0, 16, 2)}, 0),
    ("rock quarter hats", 110, 180, 4, 4, {KICK: [0, 6, 8], SNARE: [4, 12], HAT: range(0, 16, 4)}, 0),
    ("house", 115, 135, 4, 4, {KICK: [0, 4, 8, 12], CLAP: [4, 12], OPEN: [2, 6, 10, 14]}, 0),
    ("techno", 125, 150, 4, 4, {KICK: [0, 4, 8, 12], HAT: range(16), RIM: [3, 11]}, 0),
    ("hip-hop", 70, 105, 4, 4, {KICK: [0, 3, 10], SNARE: [4, 12], HAT: range(0, 16, 2)}, .2),
    ("trap", 65, 80, 4, 4, {KICK: [0, 6, 10], SNARE: [4, 12], HAT: range(16)}, 0),
    ("drum and bass", 160, 180, 4, 4, {KICK: [0, 10], SNARE: [4, 12], HAT: range(0, 16, 2)}, 0),
    ("funk", 90, 120, 4, 4, {KICK: [0, 2, 7, 10], SNARE: [4, 12, 15], HAT: range(16)}, .1),
    ("disco", 110, 130, 4, 4, {KICK: [0, 4, 8, 12], SNARE: [4, 12], HAT: [0, 4, 8, 12], OPEN: [2, 6, 10, 14]}, 0),
    ("ballad", 60, 85, 4, 4, {KICK: [0, 8], SNARE: [4, 12], HAT: range(0, 16, 2)}, 0),
    ("shuffle", 90, 150, 3, 4, {KICK: [0, 6], SNARE: [3, 9], RIDE: [0, 2, 3, 5, 6, 8, 9, 11]}, 0),
    ("swing", 110, 200, 3, 4, {RIDE: [0, 3, 5, 6, 9, 11], HAT: [3, 9], KICK: [0]}, 0),
    ("reggae", 65, 95, 4, 4, {KICK: [8], RIM: [8], HAT: range(0, 16, 2)}, 0),
    ("waltz", 80, 180, 2, 3, {KICK: [0], HAT: [2, 4], RIDE: [0]}, 0),
    ("punk", 160, 200, 2, 4, {KICK: [0, 4], SNARE: [2, 6], HAT: range(8)}, 0),
    ("bossa", 110, 150, 4, 4, {KICK: [0, 3, 4, 7, 8, 11, 12, 15], RIM: [0, 3, 6, 10, 13], HAT: range(0, 16, 2)}, 0),
    ("no drums", 60, 150, 4, 4, {}, 0),
    ("breakbeat", 120, 150, 4, 4, {KICK: [0, 2, 10], SNARE: [4, 7, 9, 12], HAT: range(0, 16, 2)}, 0),
]
# mode of the key, chords as (degree, is minor)
PROGRESSIONS = [
    ("major", [(0, 0), (5, 0), (7, 0), (0, 0)]), ("major", [(0, 0), (9, 1), (5, 0), (7, 0)]),
    ("major", [(0, 0), (7, 0), (9, 1), (5, 0)]), ("major", [(2, 1), (7, 0), (0, 0), (0, 0)]),
    ("major", [(0, 0), (10, 0), (5, 0), (0, 0)]), ("major", [(0, 0), (4, 1), (5, 0), (7, 0)]),
    ("minor", [(0, 1), (8, 0), (3, 0), (10, 0)]), ("minor", [(0, 1), (5, 1), (7, 0), (0, 1)]),
    ("minor", [(0, 1), (10, 0), (8, 0), (10, 0)]), ("minor", [(0, 1), (0, 1), (5, 1), (7, 1)]),
]
SCALES = {"major": [0, 2, 4, 5, 7, 9, 11], "minor": [0, 2, 3, 5, 7, 8, 10]}


def loops(synth, data, out, limit):
    for number in range(limit or 360):
        rng = random.Random(9000 + number)
        name, low, high, steps, beats, drums, swing = STYLES[number % len(STYLES)]
        bpm = rng.uniform(low, high)
        step = 60 / bpm / steps
        bars = max(4, int(rng.uniform(20, 32) / (step * steps * beats)))
        home, (mode, progression) = rng.randrange(12), rng.choice(PROGRESSIONS)
        density = rng.choice([1, 1, .9])
        comp = rng.choice(["pad", "eighths", "offbeat", "quarters", "arpeggio", "none"])
        if not drums and comp == "none":
            comp = "eighths"
        piece = [(0, "program", 0, rng.choice([0, 4, 25, 27, 30, 81, 19]), 0),
                 (0, "program", 1, rng.choice([33, 34, 38, 32]), 0),
                 (0, "program", 2, rng.choice([48, 80, 73, 65, 56, 0]), 0),
                 (0, "program", 9, 0, 0)]
        hit = lambda when, c, note, velocity, long: piece.extend(
            [(max(0, when), "on", c, note, int(min(127, velocity))), (when + long, "off", c, note, 0)])
        jitter = rng.choice([0, .004, .01])
        for bar in range(bars):
            start = bar * beats * steps
            degree, minor = progression[bar % 4]
            third = 3 if minor else 4
            triad = [48 + (home + degree) % 12 + d for d in (0, third, 7)]
            at = lambda s: (start + s + (swing if s % 2 else 0)) * step + rng.gauss(0, jitter) + .02
            for drum, places in drums.items():
                for place in places:
                    if rng.random() < density:
                        hit(at(place), 9, drum, rng.uniform(80, 115), .1)
            total, half = steps * beats, max(1, steps // 2)
            plan = {"pad": [(0, total)], "quarters": [(s, steps) for s in range(0, total, steps)],
                    "eighths": [(s, half) for s in range(0, total, half)],
                    "offbeat": [(s, 1) for s in range(half, total, steps)],
                    "arpeggio": [(s, half) for s in range(0, total, half)], "none": []}[comp]
            for turn, (place, long) in enumerate(plan):
                for note in ([triad[turn % 3]] if comp == "arpeggio" else triad):
                    hit(at(place), 0, note + 12, rng.uniform(60, 85), long * step * .9)
            for place in ([0] if comp == "pad" else range(0, total, steps * (2 if beats == 4 else 1))):
                hit(at(place), 1, triad[0] - 12, 90, steps * step)
            if rng.random() < .7:
                place = 0
                while place < total:
                    long = rng.choice([half, steps, steps, 2 * steps])
                    if rng.random() < .8:
                        free = 48 + (home + rng.choice(SCALES[mode])) % 12
                        hit(at(place), 2, (rng.choice(triad) if rng.random() < .7 else free) + 24, rng.uniform(60, 95), long * step * .9)
                    place += long
        emit(synth, out, f"loop{number:04d}", piece, bars * beats * steps * step + 1, bpm=bpm, style=name, comp=comp,
             key=home, mode=mode)


def cadences(synth, data, out, limit):
    for key in range(12):
        for mode, chain in (("major", [(0, 4), (5, 4), (7, 4), (0, 4)]), ("minor", [(0, 3), (5, 3), (7, 4), (0, 3)])):
            for program in (0, 19, 48, 25):
                piece = [(0, "program", 0, program, 0)]
                for turn, (degree, third) in enumerate(chain * 2):
                    root = 48 + (key + degree) % 12
                    for note in (root - 12, root, root + third, root + 7):
                        piece += [(turn, "on", 0, note, 90), (turn + .95, "off", 0, note, 0)]
                emit(synth, out, f"{mode}{key}-{program}", piece, 9, key=key, mode=mode)


def emit(synth, out, name, piece, seconds, **truth):
    path = os.path.join(out, name + ".wav")
    soundfile.write(path, synth.render(piece, seconds), RATE, subtype="PCM_16")
    truth |= {"file": path, "split": split_of(name)}
    with open(os.path.join(out, "truth.jsonl"), "a") as f:
        f.write(json.dumps(truth) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=["nottingham", "chords", "loops", "cadences"])
    parser.add_argument("data")
    parser.add_argument("output")
    parser.add_argument("--font", default="/usr/share/sounds/sf2/FluidR3_GM.sf2")
    parser.add_argument("--limit", type=int, default=None)
    options = parser.parse_args()
    os.makedirs(options.output, exist_ok=True)
    truth = os.path.join(options.output, "truth.jsonl")
    if os.path.exists(truth):
        os.remove(truth)
    globals()[options.what](Synth(options.font), options.data, options.output, options.limit)
