"""The article's job as a Keras script: read, split, train with augmentation, evaluate, keep the model.

The same images, preprocessing, network, batches and number of steps as xray's recipe `article`, written as a good
script has it: images are decoded on all cores, and augmentation runs beside the step. It draws its own split,
and leaves out what only xray has: digests, intervals, the report's page.

Usage: keras_job.py DATA OUTPUT EPOCHS
"""

import csv
import json
import os
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
sys.path.insert(0, str(Path(__file__).parent.parent / "keras"))

import cv2
import keras
import numpy as np
from keras_article import build_network
from sklearn.metrics import classification_report, confusion_matrix, log_loss, roc_auc_score
from sklearn.model_selection import train_test_split

SIDE = 200
BATCH = 16


def files(data):
    """Paths and labels: all COVID-19 from the front that are there, and as many normal ones."""
    collection = data / "covid-chestxray-dataset"
    with open(collection / "metadata.csv", newline="", encoding="utf-8") as table:
        rows = [row for row in csv.DictReader(table) if row["finding"] == "COVID-19" and row["view"] == "PA"]
    covid = [collection / "images" / row["filename"].strip() for row in rows]
    covid = [path for path in covid if path.exists()]
    normal = sorted((data / "chest_xray/train/NORMAL").iterdir())
    normal = random.Random(1).sample(normal, len(covid))
    return covid + normal, np.repeat([1.0, 0.0], len(covid)).astype(np.float32)


def image(path):
    grey = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    return cv2.resize(cv2.equalizeHist(grey), (SIDE, SIDE)).astype(np.float32) / 255


class Augmented(keras.utils.PyDataset):
    """Batches, each image turned within 15 degrees and brightened within 20%, anew in each epoch."""

    def __init__(self, images, labels):
        super().__init__(workers=1, use_multiprocessing=False)
        self.images, self.labels = images, labels
        self.random = np.random.default_rng(1)
        self.order = self.random.permutation(len(labels))

    def __len__(self):
        return -(-len(self.labels) // BATCH)

    def __getitem__(self, number):
        chosen = self.order[number * BATCH : (number + 1) * BATCH]
        return np.stack([self.changed(self.images[index]) for index in chosen])[..., None], self.labels[chosen]

    def changed(self, pixels):
        centre = ((SIDE - 1) / 2, (SIDE - 1) / 2)
        turn = cv2.getRotationMatrix2D(centre, self.random.uniform(-15, 15), 1)
        bright = pixels * np.float32(self.random.uniform(0.8, 1.2))
        return cv2.warpAffine(bright, turn, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE).clip(0, 1)

    def on_epoch_end(self):
        self.order = self.random.permutation(len(self.labels))


def main():
    data, output, epochs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    output.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(1)
    cv2.setNumThreads(1)
    paths, labels = files(data)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        images = np.stack(list(threads.map(image, paths)))
    training, test, training_labels, test_labels = train_test_split(
        images, labels, test_size=0.25, stratify=labels, random_state=1
    )
    network = build_network({"width": SIDE, "height": SIDE})
    network.fit(Augmented(training, training_labels), epochs=epochs, verbose=2)
    probabilities = network.predict(test[..., None], verbose=0)[:, 0]
    called = probabilities > 0.5
    print(classification_report(test_labels, called, target_names=["normal", "covid"], zero_division=0))
    result = {
        "trainingImages": len(training_labels),
        "testImages": len(test_labels),
        "confusion": confusion_matrix(test_labels, called).tolist(),
        "logLoss": float(log_loss(test_labels, probabilities.astype(float))),
        "rocAuc": float(roc_auc_score(test_labels, probabilities)),
    }
    (output / "evaluation.json").write_text(json.dumps(result, indent=2) + "\n")
    network.save(output / "model.keras")
    print(result)


if __name__ == "__main__":
    main()
