#!/usr/bin/env python3
"""Opens an event file with TensorBoard's own reader and names what it found; fails where it finds nothing.

Run as: .build/debug/Benchmarks events FILE && python3 Scripts/check-tensorboard.py FOLDER   (needs tensorboard)
"""
import sys

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

accumulator = EventAccumulator(sys.argv[1], size_guidance={"scalars": 0, "histograms": 0})
accumulator.Reload()
tags = accumulator.Tags()
scalars = {tag: len(accumulator.Scalars(tag)) for tag in tags["scalars"]}
histograms = {}
for tag in tags.get("histograms", []):
    histograms[tag] = len(accumulator.Histograms(tag))
for tag in tags.get("tensors", []):
    (histograms if tag.startswith("parameters/") else scalars)[tag] = len(accumulator.Tensors(tag))
print("scalars", scalars)
print("histograms", histograms)
sys.exit(0 if "loss/training" in scalars and histograms else 1)
