"""Is anything but the opacities of the phantoms tied to the label?

Usage: python phantom_leaks.py FOLDER   (what the goal phantom wrote)

Prints the AUC of logistic regressions on simple features of the files, cross-validated five-fold,
grouped by patient, for three shufflings. All but 'hist' should lie around 0.5: opacities are patches
and so spread the greys a little. numpy 2.4.6, opencv-python 5.0, scikit-learn 1.9.1.
"""

import csv
import os
import sys

import cv2
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedGroupKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def thumbnail(image, side):
    return cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA).ravel() / 255.0


def features(folder, row):
    """Name of a baseline to its features of one image."""
    path = os.path.join(folder, "images", row["filename"])
    raw = cv2.imread(path, cv2.IMREAD_UNCHANGED)
    grey = cv2.imread(path, cv2.IMREAD_GRAYSCALE)
    equal = cv2.equalizeHist(grey)
    height, width = grey.shape
    stem = row["filename"].rsplit(".", 1)[0]
    lungs = cv2.imread(os.path.join(folder, "masks", "lungs", stem + ".png"), 0)
    outside = equal * (cv2.dilate(lungs, np.ones((15, 15))) == 0).astype(np.uint8)
    small = cv2.resize(equal, (50, 50), interpolation=cv2.INTER_AREA) / 255.0
    rim = np.ones((50, 50), bool)
    rim[4:-4, 4:-4] = False
    size = os.path.getsize(path)
    return {
        "mean": [grey.mean(), grey.std()],
        "hist": np.histogram(grey, 32, (0, 256))[0] / grey.size,
        "equalised hist": np.histogram(equal, 32, (0, 256))[0] / grey.size,
        "8x8": thumbnail(grey, 8),
        "equalised 8x8": thumbnail(equal, 8),
        "border": small[rim],
        "outside lungs": thumbnail(outside, 16),
        "header": [size, size / grey.size, width, height, width / height, raw.ndim,
                   raw.dtype == np.uint16, path.endswith("png")],
        "metadata": [row["sex"] == "M", int(row["age"]), int(row["offset"]), row["view"] == "AP"],
    }


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "metadata.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    labels = np.array([row["finding"] == "COVID-19" for row in rows])
    patients = np.array([row["patientid"] for row in rows])
    table = [features(folder, row) for row in rows]
    print(len(rows), "images,", labels.sum(), "positive,", len(set(patients)), "patients")
    for name in table[0]:
        values = np.array([entry[name] for entry in table], float)
        aucs = []
        for shuffling in range(3):
            folds = StratifiedGroupKFold(5, shuffle=True, random_state=shuffling)
            model = make_pipeline(StandardScaler(), LogisticRegression(C=0.1, max_iter=2000))
            scores = cross_val_predict(
                model, values, labels, groups=patients, cv=folds, method="predict_proba")
            aucs.append(roc_auc_score(labels, scores[:, 1]))
        print(f"{name:16s}", np.round(aucs, 3))


if __name__ == "__main__":
    main()
