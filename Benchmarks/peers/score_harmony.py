"""Score the keys and chords that `Benchmarks harmony hear` found against what was rendered.

usage: score_harmony.py TRUTH_FOLDER HEARD.jsonl [--midi FOLDER] [--record RUNS.jsonl]

Keys: share right, MIREX score, confusions, mean confidence of right and wrong ones. Chords of the `chords` set: the
chord that a file has most of the time. With --midi (the folder of Nottingham's *.mid): share of time in which the
accompaniment's triad is heard. Both halves, `choose` and `report`, are printed apart.
"""
import argparse, collections, json, math, os
import numpy as np

STEP = 4 * 512 / 22050


def mirex(truth, heard):
    tk, tm, hk, hm = truth % 12, truth // 12, heard % 12, heard // 12
    if truth == heard:
        return 1.0, "right"
    if tm == hm and (hk - tk) % 12 in (5, 7):
        return 0.5, "fifth"
    if tm != hm and hk == (tk + 9 if tm == 0 else tk + 3) % 12:
        return 0.3, "relative"
    if tm != hm and hk == tk:
        return 0.2, "parallel"
    return 0.0, "other"


def accompaniment(path, truth, frames):
    """The triad that the last track of a tune plays in each frame; -1 where it plays none."""
    import mido
    file = mido.MidiFile(path)
    quarters = 1.5 if truth["metre"] in ("6/8", "9/8", "12/8") else 1.0
    tick = 60 / truth["bpm"] / quarters / file.ticks_per_beat
    labels = np.full(frames, -1)
    if len(file.tracks) < 2:
        return labels
    sounding, ticks, events = set(), 0, []
    for message in file.tracks[-1]:
        ticks += message.time
        if message.type == "note_on" and message.velocity > 0:
            sounding.add(message.note)
        elif message.type in ("note_on", "note_off"):
            sounding.discard(message.note)
        else:
            continue
        events.append((ticks * tick, frozenset(sounding)))
    for (start, notes), (end, _) in zip(events, events[1:] + [(1e9, None)]):
        if not notes or end - start < 0.02:
            continue
        classes, root = {n % 12 for n in notes}, min(notes) % 12
        if (root + 7) % 12 in classes:
            label = root if (root + 4) % 12 in classes else root + 12 if (root + 3) % 12 in classes else -1
            first, last = (max(0, min(frames, math.ceil(t / STEP - 0.375))) for t in (start, end))
            labels[first:last] = label
    return labels


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("truth")
    parser.add_argument("heard")
    parser.add_argument("--midi")
    parser.add_argument("--record")
    options = parser.parse_args()
    truths = {os.path.basename(t["file"]): t for t in map(json.loads, open(os.path.join(options.truth, "truth.jsonl")))}
    heard = [json.loads(line) for line in open(options.heard)]
    for half in ("choose", "report"):
        rows = [(truths[os.path.basename(h["file"])], h) for h in heard]
        rows = [(t, h) for t, h in rows if t["split"] == half]
        result = {"set": os.path.basename(options.truth.rstrip("/")), "half": half, "files": len(rows)}
        keyed = [(t["key"] + 12 * (t["mode"] == "minor"), h) for t, h in rows if "key" in t]
        if keyed:
            marks = [mirex(t, h["key"]) for t, h in keyed]
            result["key"] = round(float(np.mean([m[1] == "right" for m in marks])), 4)
            result["keyMirex"] = round(float(np.mean([m[0] for m in marks])), 4)
            result["keyConfusions"] = dict(collections.Counter(m[1] for m in marks))
            for name in ("major", "minor"):
                part = [m[1] == "right" for m, (t, _) in zip(marks, keyed) if (t >= 12) == (name == "minor")]
                result["key" + name.title()] = round(float(np.mean(part)), 4) if part else None
            for name, want in (("confidenceRight", True), ("confidenceWrong", False)):
                part = [h["confidence"] for m, (_, h) in zip(marks, keyed) if (m[1] == "right") == want]
                result[name] = round(float(np.mean(part)), 4) if part else None
        chorded = [(t["chord"], np.bincount(np.array(h["chords"])[:28], minlength=25).argmax(), h) for t, h in rows
                   if "chord" in t]
        if chorded:
            result["chord"] = round(float(np.mean([t == h for t, h, _ in chorded])), 4)
            result["chordTime"] = round(float(np.mean([np.mean(np.array(h["chords"])[:28] == t)
                                                       for t, _, h in chorded])), 4)
        if options.midi:
            right = total = changes = wanted = 0
            for t, h in rows:
                name = os.path.basename(t["file"])[:-4] + ".mid"
                found = np.array(h["chords"])
                labels = accompaniment(os.path.join(options.midi, name), t, len(found))
                known = labels >= 0
                right += int((found[known] == labels[known]).sum())
                total += int(known.sum())
                changes += int((np.diff(found) != 0).sum())
                wanted += int((np.diff(labels[known]) != 0).sum())
            result |= {"chordTime": round(right / max(1, total), 4), "changeRatio": round(changes / max(1, wanted), 3)}
        print(json.dumps(result))
        if options.record:
            with open(options.record, "a") as runs:
                runs.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
