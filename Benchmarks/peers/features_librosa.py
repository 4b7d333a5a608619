"""librosa's full set over files, one process: prints seconds of audio and of processor time as JSON."""

import json
import sys
import time
import warnings

import librosa
import numpy as np
import pyloudnorm
import soundfile


def analyse(path):
    native, rate = soundfile.read(path, dtype="float32", always_2d=True)
    loudness = pyloudnorm.Meter(rate).integrated_loudness(native)
    y = native.mean(axis=1) if native.shape[1] > 1 else native[:, 0]
    if rate != 22050:
        y = librosa.resample(y, orig_sr=rate, target_sr=22050)
    sr = 22050
    S = np.abs(librosa.stft(y))
    power = S**2
    mel = librosa.power_to_db(librosa.feature.melspectrogram(S=power, sr=sr))
    mfcc = librosa.feature.mfcc(S=mel, n_mfcc=20)
    onset = librosa.onset.onset_strength(S=mel, sr=sr)
    median = librosa.onset.onset_strength(S=mel, sr=sr, aggregate=np.median)
    chroma = librosa.feature.chroma_cqt(y=y, sr=sr)
    harmonic, percussive = librosa.decompose.hpss(S)
    parts = [
        librosa.feature.rms(y=y), librosa.feature.zero_crossing_rate(y), librosa.feature.spectral_centroid(S=S, sr=sr),
        librosa.feature.spectral_bandwidth(S=S, sr=sr), librosa.feature.spectral_contrast(S=S, sr=sr),
        librosa.feature.spectral_rolloff(S=S, sr=sr), librosa.feature.spectral_flatness(S=S),
        librosa.feature.chroma_stft(S=power, sr=sr), chroma, librosa.feature.chroma_cens(y=y, sr=sr),
        librosa.feature.tonnetz(chroma=chroma), mfcc, librosa.feature.delta(mfcc), librosa.feature.delta(mfcc, order=2),
        harmonic, percussive,
    ]
    librosa.feature.tempo(onset_envelope=onset, sr=sr)
    librosa.beat.beat_track(onset_envelope=median, sr=sr)
    librosa.onset.onset_detect(onset_envelope=onset, sr=sr)
    means = [float(np.mean(part)) for part in parts]
    return len(native) / rate, loudness, means


def main():
    warnings.filterwarnings("ignore")
    # Numba compiles on the first call: not a part of the work.
    analyse(sys.argv[1])
    start, seconds = time.process_time(), 0.0
    for path in sys.argv[2:]:
        seconds += analyse(path)[0]
    spent = time.process_time() - start
    print(json.dumps({"audioSeconds": seconds, "processorSeconds": spent, "factor": seconds / spent}))


main()
