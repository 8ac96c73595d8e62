"""Makes src/test/resources/reference/metrics.json: metrics as scikit-learn and SciPy compute them.

Made with Python 3.11, scikit-learn 1.9.1, SciPy (version recorded in the file), NumPy 2.4.6:
    python metrics_reference.py > ../resources/reference/metrics.json
"""

import json
import sys
import warnings

import numpy as np
import scipy
import sklearn
from scipy.stats import binomtest
from sklearn import metrics

THRESHOLDS = [0.5, 0.45]


def number(value):
    return None if value is None or np.isnan(value) else float(value)


def at(threshold, truth, scores):
    predicted = (scores > threshold).astype(int)
    tn, fp, fn, tp = metrics.confusion_matrix(truth, predicted, labels=[0, 1]).ravel()
    undefined = {"zero_division": np.nan}
    return {
        "threshold": threshold,
        "truePositives": int(tp), "falseNegatives": int(fn),
        "falsePositives": int(fp), "trueNegatives": int(tn),
        "accuracy": number(metrics.accuracy_score(truth, predicted)),
        "sensitivity": number(metrics.recall_score(truth, predicted, **undefined)),
        "specificity": number(metrics.recall_score(truth, predicted, pos_label=0, **undefined)),
        "ppv": number(metrics.precision_score(truth, predicted, **undefined)),
        "npv": number(metrics.precision_score(truth, predicted, pos_label=0, **undefined)),
        "f1": number(metrics.f1_score(truth, predicted, **undefined)),
    }


def example(name, truth, scores):
    truth, scores = np.array(truth, dtype=int), np.array(scores, dtype=np.float64)
    both = len(set(truth.tolist())) == 2
    return {
        "name": name,
        "truth": truth.tolist(),
        "scores": scores.tolist(),
        "logLoss": number(metrics.log_loss(truth, scores, labels=[0, 1])),
        "rocAuc": number(metrics.roc_auc_score(truth, scores)) if both else None,
        "thresholds": [at(t, truth, scores) for t in THRESHOLDS],
    }


def examples():
    rng = np.random.default_rng(20200401)
    for size in (7, 46, 500):
        truth = rng.permutation(np.arange(size) % 2)
        noisy = truth + rng.normal(0, 0.9, size)
        yield example(f"{size} random scores", truth, 1 / (1 + np.exp(-3 * (noisy - 0.5))))
    truth = rng.permutation(np.arange(60) % 3 == 0)
    yield example("many ties", truth, np.round(rng.uniform(size=60), 1))
    yield example("scores on the thresholds", [0, 1, 0, 1, 1, 0], [0.5, 0.5, 0.45, 0.45, 0.46, 0.44])
    yield example("scores of exactly 0 and 1, some wrong", [0, 1, 0, 1, 0, 1], [0, 1, 1, 0, 1e-17, 1 - 1e-16])
    yield example("all scores equal", [0, 1, 0, 1, 1], [0.5] * 5)
    yield example("all scores equal, predicted positive", [0, 1, 0, 1, 1], [0.7] * 5)
    yield example("only positives", [1, 1, 1], [0.9, 0.2, 0.6])
    yield example("only negatives", [0, 0, 0], [0.1, 0.2, 0.6])
    yield example("only negatives, none predicted positive", [0, 0], [0.1, 0.2])
    yield example("one image", [1], [0.47])
    yield example("perfect", [0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9])
    yield example("perfectly wrong", [1, 1, 0, 0], [0.1, 0.2, 0.8, 0.9])


def wilson(count, of):
    interval = binomtest(count, of).proportion_ci(0.95, method="wilson")
    return {"count": count, "of": of, "low": float(interval.low), "high": float(interval.high)}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    json.dump(
        {
            "versions": {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
            "examples": list(examples()),
            "wilson": [wilson(k, n) for n in (1, 2, 5, 22, 46, 1000) for k in sorted({0, 1, n // 2, n - 1, n})],
        },
        sys.stdout,
        indent=1,
    )
    print()
