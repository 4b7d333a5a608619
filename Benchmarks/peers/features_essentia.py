"""Essentia's MusicExtractor over files, one process: prints seconds of audio and of processor time as JSON."""

import json
import sys
import time

import essentia

essentia.log.infoActive = False
essentia.log.warningActive = False
import essentia.standard


def main():
    extractor = essentia.standard.MusicExtractor()
    start, seconds = time.process_time(), 0.0
    for path in sys.argv[2:]:
        features, _ = extractor(path)
        seconds += features["metadata.audio_properties.length"]
    spent = time.process_time() - start
    print(json.dumps({"audioSeconds": seconds, "processorSeconds": spent, "factor": seconds / spent}))


main()
