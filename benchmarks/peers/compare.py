"""Runs contenders alternately, each in its own process, and prints tables of what they reach.

Started by benchmarks/peers.sh, which makes what is named here. A round has a block of every contender, one after the
other, each round beginning with another; a contender waits while another works. Ratios are taken within a round, so
that a machine whose speed drifts does not favour one of them. What cannot be started is told and left out.

Usage: compare.py training|inference|losses|preprocessing WORK --classpath CLASSPATH [...]
"""

import argparse
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
ONE_DNN = "TF_ENABLE_ONEDNN_OPTS"
ONE_DNN_ON = {ONE_DNN: "1", "TF_CPP_MIN_LOG_LEVEL": "2"}
# As dev.xray.core.runtime.WorkerEnvironment has it.
XRAY = {**ONE_DNN_ON, "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
ONE_DNN_OFF = {ONE_DNN: "0", "TF_CPP_MIN_LOG_LEVEL": "2"}
AS_INSTALLED = {ONE_DNN: None, "TF_CPP_MIN_LOG_LEVEL": "2"}
# glibc's malloc gives each activation back to the system, and page faults take a third of PyTorch's time; these keep it.
TUNED_MALLOC = {
    "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "8589934592",
    "MALLOC_TOP_PAD_": "67108864",
}
# Largest difference of two probabilities that still counts as the same output.
SAME = 1e-5


class Missing(Exception):
    """A contender that cannot be started."""


class Contender:
    """A process that works when it is told to."""

    def __init__(self, name, command, environment, log):
        self.name = name
        self.command = [str(word) for word in command]
        self.environment = {**os.environ, **environment}
        self.environment = {key: value for key, value in self.environment.items() if value is not None}
        self.log = log / f"{''.join(c if c.isalnum() else '-' for c in name)}.log"

    def start(self):
        """Starts it and waits until it is loaded; gives what it says of itself."""
        if not Path(self.command[0]).exists():
            raise Missing(f"{self.command[0]} is not there")
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                bufsize=1,
            )
        return self.answer("ready")

    def answer(self, expected):
        line = self.process.stdout.readline()
        if not line.startswith(expected):
            self.stop()
            said = [line.strip() for line in self.log.read_text(encoding="utf-8", errors="replace").splitlines()]
            raise Missing(f"it said {line.strip() or (said or ['nothing'])[-1]!r}, see {self.log}")
        return line.split()[1:]

    def ask(self, work):
        self.process.stdin.write(work + "\n")

    def told(self):
        """Seconds of wall clock, seconds of CPU, result."""
        return [float(word) for word in self.answer("done")]

    def work(self, work):
        self.ask(work)
        return self.told()

    def stop(self):
        self.process.stdin.close()
        self.process.wait()


def started(contenders):
    """Those that start; the others are told."""
    ready = []
    for contender in contenders:
        try:
            said = contender.start()
        except Missing as missing:
            tell(f"Left out: {contender.name}: {missing}.")
            continue
        if said[:1] == ["difference"] and float(said[1]) > SAME:
            tell(f"Left out: {contender.name}: its probabilities differ by {said[1]}, more than {SAME}.")
            contender.stop()
            continue
        tell(f"Started: {contender.name} {' '.join(said)}")
        ready.append(contender)
    return ready


def tell(text):
    print(text, file=sys.stderr, flush=True)


def rounds(contenders, work, number, warm_up):
    """Wall and CPU seconds of each contender in each round, after some that warm up: name -> [(wall, cpu, result)]."""
    measured = {contender.name: [] for contender in contenders}
    for at in range(-warm_up, number):
        first = at % len(contenders)
        for contender in contenders[first:] + contenders[:first]:
            time.sleep(0.2)  # The threads of the one before spin a little.
            wall, cpu, result = contender.work(work(contender))
            if at >= 0:
                measured[contender.name].append((wall, cpu, result))
        tell(f"{'warm-up' if at < 0 else f'round {at + 1} of {number}'}: " + ", ".join(
            f"{name} {rows[-1][0]:.2f} s" for name, rows in measured.items() if rows))
    return measured


def with_range(values, digits=2):
    return f"{median(values):.{digits}f} ({min(values):.{digits}f}–{max(values):.{digits}f})"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def rates(measured, images):
    """Images per second in each round."""
    return {name: [images / wall for wall, _, _ in rows] for name, rows in measured.items()}


def comparison(measured, images, flops, peak):
    """One row a contender: rate, how much faster each of xray's engines is in the same round, CPU, share of the peak."""
    rate = rates(measured, images)
    own = [name for name in rate if name.startswith("xray")]
    rows = []
    for name, reached in rate.items():
        ratios = [with_range([a / b for a, b in zip(rate[xray], reached)]) if xray != name else "1" for xray in own]
        share = [r * flops / p for r, p in zip(reached, peak)]
        cpu = 1000 * median(cpu for _, cpu, _ in measured[name]) / images
        rows.append(
            [name, with_range(reached, 1), *ratios, f"{cpu:.1f}", f"{100 * median(share):.0f}%" if share else "–"]
        )
    head = ["", "images/s, median (range)", *(f"{xray} is faster by" for xray in own), "CPU, ms/image", "of the GEMM peak"]
    return table(head, rows)


class Field:
    """Where contenders are found, and how they are started."""

    def __init__(self, arguments):
        self.arguments = arguments
        self.work = arguments.work
        self.log = arguments.work / "log"
        self.log.mkdir(parents=True, exist_ok=True)
        self.python = arguments.work / "python/bin/python"

    def java(self, name, environment, main, *words):
        return Contender(name, [self.arguments.java, "-cp", self.arguments.classpath, f"dev.xray.benchmarks.{main}", *words], environment, self.log)

    def djl(self, folder):
        java = self.arguments.java if self.arguments.djl else "The module benchmarks/djl"
        batch = json.loads((folder / "export.json").read_text())["batchSize"]
        return Contender(
            "DJL",
            [java, "-cp", self.arguments.djl, "dev.xray.benchmarks.djl.DjlWorker", folder, batch],
            {"OMP_NUM_THREADS": str(self.arguments.threads)},
            self.log,
        )

    def peer(self, name, environment, script, *words):
        return Contender(name, [self.python, HERE / script, *words], environment, self.log)

    def gemm(self):
        return self.java("GEMM", ONE_DNN_ON, "GemmWorker", self.arguments.threads)

    def preprocessing(self, name, threads):
        return self.java(name, XRAY, "PreprocessingWorker", self.arguments.data, threads)

    def training(self, folder):
        threads = self.arguments.threads
        return [
            self.java("xray", XRAY, "TrainingWorker", folder, threads),
            self.peer("Keras, oneDNN on", ONE_DNN_ON, "keras_peer.py", "train", folder, threads),
            self.peer("Keras, oneDNN off", ONE_DNN_OFF, "keras_peer.py", "train", folder, threads),
            self.peer("Keras, as installed", AS_INSTALLED, "keras_peer.py", "train", folder, threads),
            self.peer("PyTorch, default", {}, "torch_peer.py", "train", "default", folder, threads),
            self.peer("PyTorch, channels_last, malloc tuned", TUNED_MALLOC, "torch_peer.py", "train", "channels_last", folder, threads),
            self.peer("PyTorch, the same, pooling first, fused Adam", TUNED_MALLOC, "torch_peer.py", "train", "pool_first", folder, threads),
            self.djl(folder),
        ]

    def inference(self, folder):
        threads = self.arguments.threads
        return [
            self.java("xray, TensorFlow", XRAY, "InferenceWorker", "tensorflow", folder, threads),
            self.java("xray, ONNX Runtime", XRAY, "InferenceWorker", "onnx", folder, threads),
            self.peer("ONNX Runtime, Python", {}, "onnx_peer.py", folder, threads),
            self.peer("Keras, tf.function, oneDNN on", ONE_DNN_ON, "keras_peer.py", "call", folder, threads),
            self.peer("Keras, predict_on_batch, oneDNN on", ONE_DNN_ON, "keras_peer.py", "predict", folder, threads),
            self.peer("Keras, tf.function, as installed", AS_INSTALLED, "keras_peer.py", "call", folder, threads),
            self.peer("PyTorch, default", {}, "torch_peer.py", "infer", "default", folder, threads),
            self.peer("PyTorch, channels_last, malloc tuned", TUNED_MALLOC, "torch_peer.py", "infer", "channels_last", folder, threads),
            self.peer("PyTorch, the same, pooling first", TUNED_MALLOC, "torch_peer.py", "infer", "pool_first", folder, threads),
        ]


def selected(contenders, only):
    """Those whose name has one of the words; all, where there are none."""
    return [c for c in contenders if not only or c.name == "GEMM" or any(word in c.name for word in only)]


def peak_of(measured):
    """Operations per second of the matrix products of each round; taken out of what was measured."""
    return [result / wall for wall, _, result in measured.pop("GEMM", [])]


def training(field):
    arguments = field.arguments
    folder = field.work / "batches"
    flops = json.loads((folder / "flops.json").read_text())["training"]
    batch = json.loads((folder / "export.json").read_text())["batchSize"]
    contenders = started(selected([field.gemm(), *field.training(folder)], arguments.only))
    measured = rounds(
        contenders,
        lambda c: "products 5" if c.name == "GEMM" else f"steps {arguments.batches}",
        arguments.rounds,
        arguments.warm_up,
    )
    stop(contenders)
    peak = [p * 5 for p in peak_of(measured)]
    lines = [f"{flops / 1e6:.0f} MFLOP an image."]
    if peak:
        lines.append(f"Measured GEMM peak: {with_range([p / 1e9 for p in peak], 0)} GFLOP/s.")
    text = comparison(measured, batch * arguments.batches, flops, peak)
    return f"### Training step, batch {batch}\n\n{' '.join(lines)}\n\n{text}"


def inference(field):
    arguments = field.arguments
    folder = field.work / "batches"
    flops = json.loads((folder / "flops.json").read_text())["forward"]
    contenders = started(selected([field.gemm(), *field.inference(folder)], arguments.only))
    parts = []
    # Many of one image: the JVM compiles what it has run often enough.
    for size, count in ((32, arguments.batches), (1, 50 * arguments.batches)):
        measured = rounds(
            contenders,
            lambda c: "products 5" if c.name == "GEMM" else f"batches {size} {count}",
            arguments.rounds,
            arguments.warm_up,
        )
        peak = [p * 5 for p in peak_of(measured)]
        parts.append(f"### Inference, batch {size}\n\n{comparison(measured, size * count, flops, peak)}")
    stop(contenders)
    return "\n\n".join(parts)


def stop(contenders):
    for contender in contenders:
        contender.stop()


def losses(field):
    """Mean training loss in each epoch, dropout on, from the same initial weights and batches for each seed."""
    folders = [field.work / name for name in field.arguments.folders]
    curves = {}
    for folder in folders:
        epochs = json.loads((folder / "export.json").read_text())["epochs"]
        # The step's arithmetic is the same in all forms of a peer.
        only = field.arguments.only or ["xray", "Keras, oneDNN on"]
        contenders = started(selected(field.training(folder), only))
        for contender in contenders:
            curve = [contender.work(f"epoch {epoch}")[2] for epoch in range(1, epochs + 1)]
            curves.setdefault(contender.name, []).append(curve)
            tell(f"{folder.name}, {contender.name}: " + " ".join(f"{loss:.3f}" for loss in curve))
        stop(contenders)
    shown = [epoch for epoch in (1, 2, 5, 10, 20, 50, 100) if epoch <= min(len(c[0]) for c in curves.values())]
    rows = [
        [name] + [with_range([curve[epoch - 1] for curve in of_seeds], 3) for epoch in shown]
        for name, of_seeds in curves.items()
    ]
    title = f"### Training loss, {len(folders)} seeds, median (range)"
    return title + "\n\n" + table([""] + [f"epoch {epoch}" for epoch in shown], rows)


class Together:
    """Two contenders that work at the same time, half of the machine each."""

    def __init__(self, name, members):
        self.name = name
        self.members = members

    def start(self):
        for member in self.members:
            member.start()
        return []

    def work(self, work):
        """Wall clock as of one contender that is as fast as all of them together: their rates are added."""
        for member in self.members:
            member.ask(work)
        told = [member.told() for member in self.members]
        return 1 / sum(1 / wall for wall, _, _ in told), sum(cpu for _, cpu, _ in told) / len(told), math.nan

    def stop(self):
        stop(self.members)


def preprocessing(field):
    files = field.work / "batches" / "files.txt"
    images = len(files.read_text().splitlines())
    contenders = started(
        [
            field.preprocessing("xray, 1 thread", 1),
            field.peer("opencv-python, 1 thread", {}, "opencv_peer.py", files),
            field.preprocessing("xray, 2 threads", 2),
            Together("xray, 2 processes of 1 thread", [field.preprocessing(f"xray, process {i}", 1) for i in (1, 2)]),
        ]
    )
    measured = rounds(contenders, lambda c: "images 1", field.arguments.rounds, field.arguments.warm_up)
    stop(contenders)
    rate = rates(measured, images)
    rows = [
        [name, with_range(rate[name], 1), f"{1000 * median(cpu for _, cpu, _ in measured[name]) / images:.1f}"]
        for name in measured
    ]
    lines = []
    for one, other in (
        ("xray, 1 thread", "opencv-python, 1 thread"),
        ("xray, 2 threads", "xray, 2 processes of 1 thread"),
    ):
        if one in rate and other in rate:
            lines.append(f"{one} ÷ {other}: {with_range([a / b for a, b in zip(rate[one], rate[other])])}.")
    text = table(["", "images/s, median (range)", "CPU, ms/image"], rows)
    return f"### Preprocessing, {images} images of the article's collections\n\n{text}\n\n" + " ".join(lines)


PARTS = {"training": training, "inference": inference, "preprocessing": preprocessing, "losses": losses}


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("part", choices=PARTS)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--data", type=Path)
    arguments.add_argument("--java", default="java", help="the program")
    arguments.add_argument("--classpath", required=True, help="of xray's benchmarks")
    arguments.add_argument("--djl", help="class path of DJL's worker; empty where it was not built")
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--rounds", type=int, default=7)
    arguments.add_argument("--warm-up", type=int, default=2)
    arguments.add_argument("--batches", type=int, default=10, help="in a block")
    arguments.add_argument("--folders", nargs="*", help="whose training losses are compared, one for each seed")
    arguments.add_argument("--only", nargs="*", help="words in the names of the contenders to run")
    arguments = arguments.parse_args()
    print(PARTS[arguments.part](Field(arguments)))


if __name__ == "__main__":
    main()
