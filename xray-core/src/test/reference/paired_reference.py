"""Makes src/test/resources/reference/paired.json: two models on the same images, compared by others' code.

Made with Python 3.11, statsmodels 0.15.0, SciPy 1.17.1, scikit-learn 1.9.1, MLstatkit 0.1.91,
NumPy 2.4.6:
    python paired_reference.py > ../resources/reference/paired.json
"""

import json
import sys
from math import log, sqrt

import MLstatkit
import numpy as np
import scipy
import statsmodels
from scipy.special import expit, logit
from scipy.stats import bootstrap, norm
from sklearn.metrics import average_precision_score, log_loss
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint


def discordant(only_current, only_baseline):
    result = mcnemar([[10, only_current], [only_baseline, 10]], exact=True)
    return {"onlyCurrent": only_current, "onlyBaseline": only_baseline, "p": float(min(1, result.pvalue))}


def newcombe(a, b, c, d):
    """Newcombe (1998, Statistics in Medicine 17:2635), method 10, from statsmodels' Wilson intervals."""
    n = a + b + c + d
    p1, p2 = (a + b) / n, (a + c) / n
    l1, u1 = proportion_confint(a + b, n, method="wilson")
    l2, u2 = proportion_confint(a + c, n, method="wilson")
    product = (a + b) * (c + d) * (a + c) * (b + d)
    cross = a * d - b * c
    phi = 0 if product == 0 else (max(0, cross - n / 2) if cross > 0 else cross) / sqrt(product)
    below = sqrt((p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2)
    above = sqrt((u1 - p1) ** 2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2) ** 2)
    return {"both": a, "onlyCurrent": b, "onlyBaseline": c, "neither": d,
            "low": float(p1 - p2 - below), "high": float(p1 - p2 + above)}


def heaviside(positive, negative):
    return (positive[:, None] > negative[None, :]) + 0.5 * (positive[:, None] == negative[None, :])


def obuchowski(truth, current, baseline, patients):
    """Variance of the difference of two areas by its definition, pair by pair (Obuchowski 1997)."""
    pos, neg = np.flatnonzero(truth == 1), np.flatnonzero(truth == 0)
    psi = heaviside(current[pos], current[neg]) - heaviside(baseline[pos], baseline[neg])
    theta = psi.mean()
    v10, v01 = psi.mean(axis=1) - theta, psi.mean(axis=0) - theta
    m, n, ids = len(pos), len(neg), sorted(set(patients))
    s10 = np.array([v10[patients[pos] == i].sum() for i in ids])
    s01 = np.array([v01[patients[neg] == i].sum() for i in ids])
    i10, i01, i = len(set(patients[pos])), len(set(patients[neg])), len(ids)
    return theta, (i10 / (i10 - 1) * (s10 @ s10) / m**2 + i01 / (i01 - 1) * (s01 @ s01) / n**2
                   + 2 * i / (i - 1) * (s10 @ s01) / (m * n))


def area_covariance(truth, one, other, patients):
    """Covariance of the estimates of two areas by its definition (Obuchowski 1997), the areas themselves first."""
    pos, neg, ids = np.flatnonzero(truth == 1), np.flatnonzero(truth == 0), sorted(set(patients))
    psi = [heaviside(scores[pos], scores[neg]) for scores in (one, other)]
    areas, m, n = [table.mean() for table in psi], len(pos), len(neg)
    s10 = [[(table.mean(axis=1) - table.mean())[patients[pos] == i].sum() for i in ids] for table in psi]
    s01 = [[(table.mean(axis=0) - table.mean())[patients[neg] == i].sum() for i in ids] for table in psi]
    i10, i01, i = len(set(patients[pos])), len(set(patients[neg])), len(ids)
    return areas, (i10 / (i10 - 1) * np.dot(*s10) / m**2 + i01 / (i01 - 1) * np.dot(*s01) / n**2
                   + i / (i - 1) * (np.dot(s10[0], s01[1]) + np.dot(s10[1], s01[0])) / (m * n))


def mover(truth, current, baseline, patients):
    """Zou (2007, Psychological Methods 12:399), on logit intervals of the two areas."""
    (a, b), covariance = area_covariance(truth, current, baseline, patients)
    _, variance_a = area_covariance(truth, current, current, patients)
    _, variance_b = area_covariance(truth, baseline, baseline, patients)
    (la, ua), (lb, ub) = (expit(logit(x) + norm.ppf([0.025, 0.975]) * sqrt(v) / (x * (1 - x)))
                          for x, v in ((a, variance_a), (b, variance_b)))
    r = covariance / sqrt(variance_a * variance_b)
    below = sqrt((a - la) ** 2 + (ub - b) ** 2 - 2 * r * (a - la) * (ub - b))
    above = sqrt((ua - a) ** 2 + (b - lb) ** 2 - 2 * r * (ua - a) * (b - lb))
    return {"correlation": float(r), "low": float(a - b - below), "high": float(a - b + above)}


def percentiles(truth, current, baseline, figure):
    """Positives and negatives resampled apart, as images of different patients are."""
    def difference(pos, neg):
        i = np.concatenate([pos, neg])
        return figure(truth[i], current[i]) - figure(truth[i], baseline[i])

    found = bootstrap((np.flatnonzero(truth == 1), np.flatnonzero(truth == 0)), difference, vectorized=False,
                      n_resamples=4000, method="percentile", rng=np.random.default_rng(1))
    return [float(found.confidence_interval.low), float(found.confidence_interval.high)]


def ppv(truth, scores):
    return truth[scores > 0.5].mean() if (scores > 0.5).any() else np.nan


def example(name, truth, current, baseline, patients, resample):
    theta, variance = obuchowski(truth, current, baseline, patients)
    one = {"name": name, "truth": truth.tolist(), "current": current.tolist(), "baseline": baseline.tolist(),
           "patients": patients.tolist(), "difference": float(theta), "variance": float(variance),
           "p": float(2 * norm.sf(abs(theta) / sqrt(variance))),
           "mover": mover(truth, current, baseline, patients)}
    if len(set(patients.tolist())) == len(truth):
        # A second hand's: DeLong where no patient repeats.
        z, p = MLstatkit.Delong_test(truth, baseline, current, return_ci=False, return_auc=False)
        assert abs(p - one["p"]) < 1e-9 and abs(z - theta / sqrt(variance)) < 1e-9, (p, one["p"])
    if resample:
        one["bootstrap"] = {
            "rocAuc": percentiles(truth, current, baseline,
                                  lambda t, s: heaviside(s[t == 1], s[t == 0]).mean()),
            "prAuc": percentiles(truth, current, baseline, average_precision_score),
            "logLoss": percentiles(truth, current, baseline, log_loss),
            "brier": percentiles(truth, current, baseline, lambda t, s: np.mean((s - t) ** 2)),
            "ppv": percentiles(truth, current, baseline, ppv)}
    return one


def examples():
    rng = np.random.default_rng(20211117)
    for size, per_patient, coarse in ((60, 1, None), (200, 1, 10), (120, 3, None), (90, 2, 8)):
        truth = rng.permutation(np.arange(size) % 2)
        patients = np.sort(rng.permutation(np.arange(size) // per_patient))
        shared = rng.normal(0, 0.6, size) + rng.normal(0, 0.4, size)[patients]
        scores = [1 / (1 + np.exp(-2 * (truth - 0.5 + shared + rng.normal(0, spread, size)))) for spread in (0.5, 0.9)]
        if coarse:
            scores = [np.round(s * coarse) / coarse for s in scores]
        yield example(f"{size} images, {per_patient} a patient", truth, *scores, patients, per_patient == 1 and not coarse)


json.dump(
    {
        "versions": {"statsmodels": statsmodels.__version__, "scipy": scipy.__version__,
                     "MLstatkit": MLstatkit.__version__, "numpy": np.__version__},
        "mcnemar": [discordant(b, c) for b, c in ((0, 1), (1, 0), (5, 5), (3, 9), (16, 6), (0, 12), (40, 61))],
        "newcombe": [newcombe(*t) for t in ((59, 6, 16, 80), (1, 1, 7, 12), (20, 0, 0, 5), (10, 0, 0, 0), (0, 0, 0, 9),
                                            (0, 12, 0, 0), (3, 4, 5, 1), (400, 31, 12, 57), (0, 7, 9, 0))],
        "areas": list(examples()),
    },
    sys.stdout,
    indent=1,
)
print()
