"""A contender in a process of its own that works when it is told to, so that of several no two run at once.

What dev.xray.benchmarks.Worker is for Java: says `ready`, then answers each line of standard input, once the work that
it asks for is done, with `done`, seconds of wall clock, seconds of CPU and a result.
"""

import json
import os
import sys
import time
from pathlib import Path

import numpy as np


class Files:
    """What dev.xray.benchmarks.PeerFiles wrote for one seed."""

    # As Keras has them, in the order of the layers.
    SHAPES = [(3, 3, 1, 32), (32,), (3, 3, 32, 32), (32,), (48 * 48 * 32, 64), (64,), (64, 1), (1,)]

    def __init__(self, folder):
        self.folder = Path(folder)
        self.export = json.loads((self.folder / "export.json").read_text())
        self.batch_size = self.export["batchSize"]

    def images(self, name):
        pixels = np.fromfile(self.folder / f"{name}-images.f32", dtype="<f4")
        return pixels.reshape(-1, self.export["height"], self.export["width"], 1)

    def labels(self, name):
        return np.fromfile(self.folder / f"{name}-labels.u8", dtype=np.uint8).astype(np.float32).reshape(-1, 1)

    def batches(self, epoch):
        """Images and labels of each batch of an epoch; the last is partial."""
        images, labels = self.images(f"epoch-{epoch:03}"), self.labels(f"epoch-{epoch:03}")
        starts = range(0, len(labels), self.batch_size)
        return [(images[at : at + self.batch_size], labels[at : at + self.batch_size]) for at in starts]

    def weights(self, name):
        """`initial` or `trained`."""
        values = np.fromfile(self.folder / f"{name}.f32", dtype="<f4")
        ends = np.cumsum([int(np.prod(shape)) for shape in self.SHAPES])
        assert ends[-1] == len(values), f"{name}.f32 is of another network"
        return [part.reshape(shape) for part, shape in zip(np.split(values, ends[:-1]), self.SHAPES)]

    def probabilities(self):
        return np.fromfile(self.folder / "probabilities.f32", dtype="<f4")


def serve(run, ready=""):
    """Works until the input ends. What libraries print goes to standard error."""
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    print("ready", ready, file=answers)
    for line in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        result = run(*line.split())
        print(
            f"done {time.perf_counter() - wall:.6f} {time.process_time() - cpu:.3f} "
            f"{float('nan') if result is None else result:.9g}",
            file=answers,
        )


def serve_training(files, prepare, step):
    """Answers `steps N`, full batches in turn, and `epoch N`, one pass over an exported epoch.

    `prepare(images, labels)` gives what `step` takes, outside of the time of `steps`; `step` gives the batch's mean
    loss, dropout on.
    """
    full = [prepare(*batch) for batch in files.batches(1) if len(batch[1]) == files.batch_size]
    position = 0

    def run(what, number):
        nonlocal position
        if what == "epoch":
            batches = files.batches(int(number))
            losses = [(float(step(*prepare(*batch))), len(batch[1])) for batch in batches]
            return sum(loss * size for loss, size in losses) / sum(size for _, size in losses)
        losses = []
        for _ in range(int(number)):
            losses.append(step(*full[position]))
            position = (position + 1) % len(full)
        return float(np.mean([float(loss) for loss in losses]))

    serve(run)


def serve_inference(files, predict):
    """Answers `batches SIZE N`; `predict` takes and gives NumPy arrays. Says first how far it is from xray."""
    images = files.images("test")

    def run(_, size, count):
        batch = np.ascontiguousarray(images[: int(size)])
        for _ in range(int(count)):
            predict(batch)

    found = np.asarray(predict(images)).reshape(-1)
    serve(run, f"difference {np.max(np.abs(found - files.probabilities())):.3g}")
