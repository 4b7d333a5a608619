#!/usr/bin/env python3
"""Writes Tests/Golden/genre-network-step.json: one training step of the genre network by PyTorch on the CPU.

Run as: python3 Scripts/golden-networks.py   (needs torch 2.13.0, the CPU build)

Weights, inputs and labels are drawn from SplitMix64 on both sides, so that none of them is stored: value i of array a
is (u - 0.5) * scale, where u is draw i (24 bits) of SplitMix64 with seed 1000 + a. The network is the full
architecture with fewer channels, on two batches; gradients are stored as their length and some of their values.
"""
import json

import numpy
import torch
from torch.nn import functional

from golden_folder import golden_path

SAMPLES = 24


def uniform(seed, count):
    state = numpy.uint64(seed) + numpy.arange(1, count + 1, dtype=numpy.uint64) * numpy.uint64(0x9E3779B97F4A7C15)
    mixed = (state ^ (state >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
    mixed = mixed ^ (mixed >> numpy.uint64(31))
    return (mixed >> numpy.uint64(40)).astype(numpy.float32) * numpy.float32(2.0**-24)


def drawn(seed, shape, scale):
    values = (uniform(seed, int(numpy.prod(shape))) - numpy.float32(0.5)) * numpy.float32(scale)
    return torch.from_numpy(values.reshape(shape))


class GenreNetwork(torch.nn.Module):
    """The same network as Sources/Learning/Networks/PatchNetworkConfiguration.swift, without dropout."""

    def __init__(self, filters, head, classes, slope):
        super().__init__()
        first, second, third = filters
        self.slope = slope
        self.grown = second - first
        self.conv1 = torch.nn.Conv2d(1, first, 3, padding=1, bias=False)
        self.norm1 = torch.nn.BatchNorm2d(first)
        self.conv2 = torch.nn.Conv2d(first, second, 3, padding=1, bias=False)
        self.norm2 = torch.nn.BatchNorm2d(second)
        self.conv3 = torch.nn.Conv2d(second, third, 3, padding=1, bias=False)
        self.norm3 = torch.nn.BatchNorm2d(third)
        self.hidden = torch.nn.Linear(third, head)
        self.answer = torch.nn.Linear(head, classes)

    def forward(self, x):
        x = functional.max_pool2d(functional.leaky_relu(self.norm1(self.conv1(x)), self.slope), 2)
        branch = functional.leaky_relu(self.norm2(self.conv2(x)), self.slope)
        x = functional.max_pool2d(branch + functional.pad(x, (0, 0, 0, 0, 0, self.grown)), 2)
        x = functional.max_pool2d(functional.leaky_relu(self.norm3(self.conv3(x)), self.slope), 2)
        x = functional.leaky_relu(self.hidden(x.mean(dim=(2, 3))), self.slope)
        return self.answer(x)


def golden(filters, side, batch, classes):
    torch.manual_seed(0)
    network = GenreNetwork(filters, 48, classes, 0.1)
    with torch.no_grad():
        for index, parameter in enumerate(network.parameters()):
            scale = 2.0 / numpy.sqrt(parameter[0].numel()) if parameter.dim() > 1 else 0.5
            parameter.copy_(drawn(1000 + index, tuple(parameter.shape), scale))
            if parameter.dim() == 1:
                parameter += 0.5
    inputs = drawn(1, (batch, 1, side, side), 4.0)
    labels = torch.from_numpy((uniform(2, batch) * classes).astype(numpy.int64))
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, weight_decay=0.0)
    losses = []
    for step in range(3):
        optimizer.zero_grad()
        loss = functional.cross_entropy(network(inputs), labels, label_smoothing=0.1)
        loss.backward()
        if step == 0:
            gradients = []
            for name, parameter in network.named_parameters():
                flat = parameter.grad.flatten()
                places = numpy.linspace(0, flat.numel() - 1, min(SAMPLES, flat.numel())).astype(int)
                gradients.append({
                    "name": name, "length": float(flat.double().norm()), "places": places.tolist(),
                    "values": [float(flat[int(place)]) for place in places]})
        losses.append(float(loss))
        optimizer.step()
    return {"filters": filters, "side": side, "batch": batch, "classes": classes, "headUnits": 48,
            "losses": losses, "gradients": gradients}


def main():
    torch.set_num_threads(1)
    cases = [golden([16, 32, 64], 32, 4, 7), golden([4, 6, 10], 24, 3, 5)]
    record = {"command": "python3 Scripts/golden-networks.py", "torch": torch.__version__,
              "numpy": numpy.__version__, "cases": cases}
    path = golden_path("genre-network-step.json")
    path.write_text(json.dumps(record, indent=1) + "\n")
    print(path, [case["losses"] for case in cases])


main()
