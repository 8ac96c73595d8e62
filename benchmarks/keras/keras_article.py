"""Trains the article's network with Keras on what xray exported, and prints its figures as JSON.

The export (see dev.xray.benchmarks.ExportBatches) holds the very pixels, split, order and augmentation that
xray's own training sees, one file of batches for each epoch. What stays Keras's own: the initial weights, dropout,
Adam, the arithmetic. So a difference in the figures is one of the training, not of the data.

Usage: keras_article.py EXPORT_FOLDER [--epochs N] > result.json
"""

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
# As xray pins it; left unset, Keras is several times slower on some CPUs.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")

import keras
import numpy as np
import tensorflow as tf
from sklearn.metrics import log_loss, roc_auc_score


def read_images(file, export):
    """Raw little-endian float32 in [0, 1], image after image, rows from the top."""
    pixels = np.fromfile(file, dtype="<f4")
    return pixels.reshape(-1, export["height"], export["width"], 1)


def read_labels(file):
    """One byte an image: 1 is covid."""
    return np.fromfile(file, dtype=np.uint8)


def build_network(export):
    """The article's ConvNet with one input channel; 4,728,289 parameters at 200 x 200."""
    layers = keras.layers
    network = keras.Sequential(
        [
            layers.Input((export["height"], export["width"], 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.6),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.6),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dropout(0.6),
            layers.Dense(1, activation="sigmoid"),
        ]
    )
    network.compile(optimizer=keras.optimizers.Adam(), loss="binary_crossentropy")
    return network


def train(network, folder, export, epochs):
    """One pass over the epoch files, batch after batch in their order."""
    size = export["batchSize"]
    for epoch in range(1, epochs + 1):
        images = read_images(folder / f"epoch-{epoch:03}-images.f32", export)
        labels = read_labels(folder / f"epoch-{epoch:03}-labels.u8")
        losses = []
        for start in range(0, len(labels), size):
            batch = slice(start, start + size)
            network.reset_metrics()
            truth = labels[batch].astype(np.float32).reshape(-1, 1)
            losses.append(float(network.train_on_batch(images[batch], truth)))
        print(f"epoch {epoch:3}/{epochs}  loss {np.mean(losses):.4f}", file=sys.stderr)


def figures(labels, probabilities, threshold):
    """A probability strictly greater than the threshold is called covid, as in xray."""
    called = probabilities > threshold
    positive = labels == 1
    return {
        "threshold": threshold,
        "accuracy": float(np.mean(called == positive)),
        "sensitivity": float(np.mean(called[positive])),
        "specificity": float(np.mean(~called[~positive])),
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--epochs", type=int)
    arguments = arguments.parse_args()
    folder = arguments.folder
    export = json.loads((folder / "export.json").read_text())
    keras.utils.set_random_seed(export["seed"])

    started = time.monotonic()
    network = build_network(export)
    train(network, folder, export, arguments.epochs or export["epochs"])
    labels = read_labels(folder / "test-labels.u8")
    images = read_images(folder / "test-images.f32", export)
    probabilities = network.predict(images, batch_size=16, verbose=0)[:, 0].astype(np.float64)
    result = {
        "seed": export["seed"],
        "parameters": int(network.count_params()),
        "trainingImages": export["training"],
        "testImages": len(labels),
        "testPositives": int(labels.sum()),
        "logLoss": float(log_loss(labels, probabilities)),
        "rocAuc": float(roc_auc_score(labels, probabilities)),
        "atThresholds": [figures(labels, probabilities, 0.5), figures(labels, probabilities, 0.45)],
        "seconds": round(time.monotonic() - started, 1),
        "python": platform.python_version(),
        "tensorflow": tf.__version__,
        "keras": keras.__version__,
    }
    json.dump(result, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
