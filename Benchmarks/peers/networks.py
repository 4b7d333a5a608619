#!/usr/bin/env python3
"""The genre network's training step beside PyTorch's, turn by turn on the same machine.

Run as: python3 Benchmarks/peers/networks.py --benchmarks .build/release/Benchmarks [--rounds 3] [--steps 4]
Needs torch (CPU). Appends one JSON line to Benchmarks/runs/networks.jsonl.
"""
import argparse
import datetime
import json
import pathlib
import subprocess
import time

import torch
from torch.nn import functional

FILTERS, HEAD, CLASSES, SLOPE, BATCH, SIDE = (64, 128, 256), 512, 10, 0.1, 32, 128


class GenreNetwork(torch.nn.Module):
    def __init__(self):
        super().__init__()
        first, second, third = FILTERS
        self.grown = second - first
        self.conv1 = torch.nn.Conv2d(1, first, 3, padding=1, bias=False)
        self.norm1 = torch.nn.BatchNorm2d(first)
        self.conv2 = torch.nn.Conv2d(first, second, 3, padding=1, bias=False)
        self.norm2 = torch.nn.BatchNorm2d(second)
        self.conv3 = torch.nn.Conv2d(second, third, 3, padding=1, bias=False)
        self.norm3 = torch.nn.BatchNorm2d(third)
        self.hidden = torch.nn.Linear(third, HEAD)
        self.answer = torch.nn.Linear(HEAD, CLASSES)

    def forward(self, x):
        def drop(value):
            return functional.dropout(value, 0.1, self.training)

        x = drop(functional.max_pool2d(functional.leaky_relu(self.norm1(self.conv1(x)), SLOPE, True), 2))
        branch = functional.leaky_relu(self.norm2(self.conv2(x)), SLOPE, True)
        x = drop(functional.max_pool2d(branch + functional.pad(x, (0, 0, 0, 0, 0, self.grown)), 2))
        x = functional.max_pool2d(functional.leaky_relu(self.norm3(self.conv3(x)), SLOPE, True), 2)
        x = functional.leaky_relu(self.hidden(x.mean(dim=(2, 3))), SLOPE)
        return self.answer(functional.dropout(x, 0.3, self.training))


def torch_steps(steps, channels_last, half):
    torch.manual_seed(0)
    network = GenreNetwork()
    inputs = torch.randn(BATCH, 1, SIDE, SIDE)
    if channels_last:
        network = network.to(memory_format=torch.channels_last)
        inputs = inputs.to(memory_format=torch.channels_last)
    labels = torch.arange(BATCH) % CLASSES
    optimizer = torch.optim.AdamW(network.parameters())
    seconds = []
    for step in range(steps + 1):
        start = time.perf_counter()
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
            loss = functional.cross_entropy(network(inputs), labels, label_smoothing=0.1)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1)
        optimizer.step()
        if step:
            seconds.append(time.perf_counter() - start)
    return min(seconds)


def our_steps(benchmarks, steps, *words):
    out = subprocess.run([benchmarks, "networks", "step", str(steps), "2", *words], check=True, capture_output=True)
    return json.loads(out.stdout)["seconds_min"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--benchmarks", required=True)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=4)
    options = parser.parse_args()
    torch.set_num_threads(2)
    best = {}
    contenders = {
        "ours": lambda: our_steps(options.benchmarks, options.steps),
        "ours_bfloat16": lambda: our_steps(options.benchmarks, options.steps, "bfloat16"),
        "torch": lambda: torch_steps(options.steps, False, False),
        "torch_channels_last": lambda: torch_steps(options.steps, True, False),
        "torch_bfloat16": lambda: torch_steps(options.steps, True, True),
    }
    for _ in range(options.rounds):
        for name, contender in contenders.items():
            best[name] = min(best.get(name, float("inf")), contender())
    predict = subprocess.run(
        [options.benchmarks, "networks", "predict", "60"], check=True, capture_output=True)
    record = {
        "benchmark": "genre-step", "date": datetime.date.today().isoformat(), "torch": torch.__version__,
        "batch": BATCH, "side": SIDE, "threads": 2, "seconds": best,
        "ratio_to_best_torch": best["ours"] / min(best["torch"], best["torch_channels_last"]),
        "predict": json.loads(predict.stdout)}
    line = json.dumps(record)
    print(line)
    path = pathlib.Path(__file__).resolve().parent.parent / "runs" / "networks.jsonl"
    with path.open("a") as runs:
        runs.write(line + "\n")


main()
