"""Score the tempo of `Benchmarks harmony tempo` beside librosa's and Essentia's on the same files.

usage: score_tempo.py TRUTH_FOLDER HEARD.jsonl [--peers PEERS.jsonl] [--record RUNS.jsonl]

Accuracy 1: within 4 % of the truth. Accuracy 2: within 4 % of it, or of twice, half, three times or a third of it.
PEERS.jsonl keeps the answers of librosa 0.11 (`feature.tempo`, `beat_track`) and Essentia's RhythmExtractor2013; it is
made where it is missing (librosa, essentia, soundfile) for the files that HEARD.jsonl names.
"""
import argparse, json, os
import numpy as np


def accuracy(found, truth):
    ratios = (1, 2, 3, 1 / 2, 1 / 3)
    return abs(found / truth - 1) < 0.04, any(abs(found / (truth * r) - 1) < 0.04 for r in ratios)


def ask_peers(files, path):
    import essentia, librosa, soundfile, warnings
    warnings.filterwarnings("ignore")
    essentia.log.infoActive = essentia.log.warningActive = False
    import essentia.standard
    extractor = essentia.standard.RhythmExtractor2013(method="multifeature")
    with open(path, "w") as out:
        for file in files:
            y, rate = soundfile.read(file, dtype="float32")
            envelope = librosa.onset.onset_strength(y=y, sr=rate)
            at44 = librosa.resample(y, orig_sr=rate, target_sr=44100)
            out.write(json.dumps({
                "file": file,
                "librosa": float(librosa.feature.tempo(onset_envelope=envelope, sr=rate)[0]),
                "beat_track": float(np.atleast_1d(librosa.beat.beat_track(y=y, sr=rate)[0])[0]),
                "essentia": float(extractor(at44)[0])}) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("truth")
    parser.add_argument("heard")
    parser.add_argument("--peers")
    parser.add_argument("--record")
    options = parser.parse_args()
    read = lambda path: {os.path.basename(r["file"]): r for r in map(json.loads, open(path))}
    truth, heard = read(os.path.join(options.truth, "truth.jsonl")), read(options.heard)
    if options.peers and not os.path.exists(options.peers):
        ask_peers([h["file"] for h in heard.values()], options.peers)
    peers = read(options.peers) if options.peers else {}
    for half in ("choose", "report"):
        names = [n for n in heard if truth[n]["split"] == half and (not peers or n in peers)]
        result = {"set": os.path.basename(options.truth.rstrip("/")), "half": half, "files": len(names)}
        systems = {"catalog": lambda n: heard[n]["tempo"] or 1.0}
        for system in ("librosa", "beat_track", "essentia") if peers else ():
            systems[system] = lambda n, s=system: peers[n][s] or 1.0
        for system, answer in systems.items():
            marks = np.mean([accuracy(answer(n), truth[n]["bpm"]) for n in names], axis=0)
            result[system] = [round(float(m), 4) for m in marks]
        either = [accuracy(heard[n]["tempo"] or 1.0, truth[n]["bpm"])[0]
                  or accuracy(heard[n]["runnerUp"] or 1.0, truth[n]["bpm"])[0] for n in names]
        result["tempoOrRunnerUp"] = round(float(np.mean(either)), 4)
        result["meanConfidence"] = round(float(np.mean([heard[n]["confidence"] for n in names])), 4)
        print(json.dumps(result))
        if options.record:
            with open(options.record, "a") as runs:
                runs.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
