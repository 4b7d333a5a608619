"""Frame features as librosa 0.11 defines them, by the names that `catalog` gives its columns."""

import librosa
import numpy as np

RATE = 22050


def frames(y):
    """Every frame feature of a mono signal at 22,050 Hz, one array for each column."""
    magnitude = np.abs(librosa.stft(y))
    mel = librosa.feature.melspectrogram(S=magnitude**2, sr=RATE)
    decibels = librosa.power_to_db(mel)
    harmonic, percussive = librosa.decompose.hpss(magnitude)
    columns = {
        "rms": librosa.feature.rms(y=y)[0],
        "zero_crossing_rate": librosa.feature.zero_crossing_rate(y)[0],
        "spectral_centroid": librosa.feature.spectral_centroid(S=magnitude, sr=RATE)[0],
        "spectral_bandwidth": librosa.feature.spectral_bandwidth(S=magnitude, sr=RATE)[0],
        "spectral_rolloff": librosa.feature.spectral_rolloff(S=magnitude, sr=RATE)[0],
        "spectral_flatness": librosa.feature.spectral_flatness(S=magnitude)[0],
        "onset_strength": librosa.onset.onset_strength(S=decibels, sr=RATE),
        "onset_strength_median": librosa.onset.onset_strength(S=decibels, sr=RATE, aggregate=np.median),
        "harmonic_energy": np.sum(harmonic.astype(np.float64) ** 2, axis=0),
        "percussive_energy": np.sum(percussive.astype(np.float64) ** 2, axis=0),
    }
    for band, row in enumerate(librosa.feature.spectral_contrast(S=magnitude, sr=RATE)):
        columns[f"spectral_contrast_{band}"] = row
    for number, row in enumerate(librosa.feature.mfcc(S=decibels, n_mfcc=20)):
        columns[f"mfcc_{number}"] = row
    return columns


def deltas(columns):
    """Slope and curvature of the cepstral coefficients; none for less than nine frames."""
    mfcc = np.stack([columns[f"mfcc_{number}"] for number in range(20)])
    if mfcc.shape[1] < 9:
        return {}
    first, second = librosa.feature.delta(mfcc), librosa.feature.delta(mfcc, order=2)
    result = {}
    for number in range(20):
        result[f"mfcc_delta_{number}"] = first[number]
        result[f"mfcc_delta2_{number}"] = second[number]
    return result


def harmony(y):
    """Chroma and tonal centroids, one array for each column."""
    cqt = librosa.feature.chroma_cqt(y=y, sr=RATE)
    kinds = {
        "chroma_stft": librosa.feature.chroma_stft(y=y, sr=RATE),
        "chroma_cqt": cqt,
        "chroma_energy": librosa.feature.chroma_cens(y=y, sr=RATE),
        "tonnetz": librosa.feature.tonnetz(chroma=cqt, sr=RATE),
    }
    return {f"{kind}_{number}": row for kind, rows in kinds.items() for number, row in enumerate(rows)}


def rhythm(columns):
    """Tempo, beats and onsets."""
    mean, median = columns["onset_strength"], columns["onset_strength_median"]
    tempo, beats = librosa.beat.beat_track(onset_envelope=median, sr=RATE)
    return {
        "tempo": float(np.atleast_1d(librosa.feature.tempo(onset_envelope=mean, sr=RATE))[0]),
        "beat_tempo": float(np.atleast_1d(tempo)[0]),
        "beats": [int(beat) for beat in beats],
        "onsets": [int(onset) for onset in librosa.onset.onset_detect(onset_envelope=mean, sr=RATE)],
    }
