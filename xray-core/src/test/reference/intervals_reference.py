"""Makes src/test/resources/reference/intervals.json: metrics and intervals as others compute them.

Made with Python 3.11; the versions of the libraries are recorded in the file:
    python intervals_reference.py > ../resources/reference/intervals.json

scikit-learn: balanced accuracy, MCC, Brier score, PR AUC (and PR AUC without each patient, for the jackknife).
statsmodels: Wilson and Jeffreys intervals. confidenceinterval: DeLong (it ranks in
single precision, so that it agrees to 1e-7 only). SciPy: roots and quantiles.
By hand, straight from the papers and in another way than xray does it, since no Python library has them: Obuchowski's
variance (all pairs compared), Newcombe's bounds (roots by Brent), MOVER, design effects, the bootstrap-t. ECE: bins by
NumPy's digitize. The bootstrap-t has its own random numbers and 100,000 replicates: it agrees within the noise only.
"""

import json
import sys
import warnings

import numpy as np
import confidenceinterval
import scipy
import sklearn
import statsmodels
from confidenceinterval.delong import delong_roc_variance
from importlib.metadata import version
from scipy.optimize import brentq
from scipy.stats import norm
from sklearn import metrics
from statsmodels.stats.proportion import proportion_confint

Z = norm.ppf(0.975)
PREVALENCE = 0.1
REPLICATES = 100_000


def expit(x):
    return 1 / (1 + np.exp(-x))


def logit_interval(value, deviation):
    logit = np.log(value / (1 - value))
    half = Z * deviation / (value * (1 - value))
    return [float(expit(logit - half)), float(expit(logit + half))]


def placements(truth, scores):
    pairs = (scores[truth == 1][:, None] > scores[truth == 0][None, :]) + 0.5 * (
        scores[truth == 1][:, None] == scores[truth == 0][None, :]
    )
    return pairs.mean(1), pairs.mean(0)


def obuchowski(truth, scores, patients):
    """Variance of the area: Obuchowski 1997, Biometrics 53:567."""
    v10, v01 = placements(truth, scores)
    area = v10.mean()
    of_positive, of_negative = patients[truth == 1], patients[truth == 0]
    everyone = np.unique(patients)
    a = np.array([(v10[of_positive == p] - area).sum() for p in everyone])
    b = np.array([(v01[of_negative == p] - area).sum() for p in everyone])
    m, n = len(v10), len(v01)
    i10, i01, i = len(np.unique(of_positive)), len(np.unique(of_negative)), len(everyone)
    s10 = i10 / ((i10 - 1) * m) * (a**2).sum()
    s01 = i01 / ((i01 - 1) * n) * (b**2).sum()
    s11 = i / (i - 1) * (a * b).sum()
    return s10 / m + s01 / n + 2 * s11 / (m * n)


def newcombe(area, m, n):
    """Newcombe 2006, Statistics in Medicine 25:559, method 5."""

    def distance(theta):
        half = (m + n) / 2 - 1
        spread = theta * (1 - theta) * (1 + half * ((1 - theta) / (2 - theta) + theta / (1 + theta))) / (m * n)
        return abs(theta - area) - Z * np.sqrt(spread)

    inside = 1e-9  # at an area of 0 or 1 itself both sides are 0
    low = 0.0 if area == 0 else brentq(distance, 1e-12, area - inside, xtol=1e-14)
    high = 1.0 if area == 1 else brentq(distance, area + inside, 1 - 1e-12, xtol=1e-14)
    return [float(low), float(high)]


def effective(values, patients):
    """Number of images by the design effect of their mean, as survey::svymean of R has it."""
    n, everyone = len(values), np.unique(patients)
    m = len(everyone)
    if m == n:
        return float(n)
    if m == 1 or np.ptp(values) == 0:
        return float(m)
    residuals = [(values[patients == p] - values.mean()).sum() for p in everyone]
    clustered = m / (m - 1) * np.square(residuals).sum() / n**2
    return float(n / max(1, clustered / (values.var(ddof=1) / n)))


def share(values, patients):
    if len(values) == 0:
        return None
    size = effective(values, patients)
    low, high = proportion_confint(values.mean() * size, size, method="wilson")
    return {"value": float(values.mean()), "effective": size, "low": float(low), "high": float(high)}


def jeffreys(value, size):
    low, high = proportion_confint(value * size, size, method="jeffreys")
    return (0.0 if value == 0 else low), (1.0 if value == 1 else high)


def two_shares(sensitivity, specificity, positive_share):
    s, c = sensitivity["value"], specificity["value"]
    ls, us = jeffreys(s, sensitivity["effective"])
    lc, uc = jeffreys(c, specificity["effective"])

    def mcc(s, c):
        called = s * positive_share + (1 - c) * (1 - positive_share)
        return (s + c - 1) * np.sqrt(positive_share * (1 - positive_share) / (called * (1 - called)))

    def mover(f):
        low = f(s, c) - np.sqrt((f(s, c) - f(ls, c)) ** 2 + (f(s, c) - f(s, lc)) ** 2)
        high = f(s, c) + np.sqrt((f(us, c) - f(s, c)) ** 2 + (f(s, uc) - f(s, c)) ** 2)
        return [float(max(-1, low)), float(min(1, high))]

    def ratio(a, la, ua, b, lb, ub):
        """Donner and Zou 2012, by the fiducial form: the roots of a quadratic."""
        low = ((a * b) - np.sqrt((a * b) ** 2 - la * ub * (2 * a - la) * (2 * b - ub))) / (ub * (2 * b - ub))
        high = ((a * b) + np.sqrt((a * b) ** 2 - ua * lb * (2 * a - ua) * (2 * b - lb))) / (lb * (2 * b - lb))
        return low, high

    odds = (1 - PREVALENCE) / PREVALENCE
    ppv = ratio(1 - c, 1 - uc, 1 - lc, s, ls, us)
    npv = ratio(1 - s, 1 - us, 1 - ls, c, lc, uc)
    return {
        "balancedAccuracy": mover(lambda s, c: (s + c) / 2),
        "mcc": mover(mcc),
        "ppvAtPrevalence": [float(1 / (1 + odds * ppv[1])), float(1 / (1 + odds * ppv[0]))],
        "npvAtPrevalence": [float(1 / (1 + npv[1] / odds)), float(1 / (1 + npv[0] / odds))],
    }


def at(threshold, truth, scores, patients):
    called = (scores > threshold).astype(int)
    positive, negative, right = truth == 1, truth == 0, (called == truth).astype(float)
    sensitivity = share(right[positive], patients[positive])
    specificity = share(right[negative], patients[negative])
    either = (called == 1) | positive
    jaccard = share((called * truth)[either].astype(float), patients[either])
    s, c = sensitivity["value"], specificity["value"]
    return {
        "threshold": threshold,
        "sensitivity": sensitivity,
        "specificity": specificity,
        "ppv": share(right[called == 1], patients[called == 1]),
        "npv": share(right[called == 0], patients[called == 0]),
        "accuracy": share(right, patients),
        "f1": {
            "value": float(metrics.f1_score(truth, called)),
            "effective": jaccard["effective"],
            "low": 2 * jaccard["low"] / (1 + jaccard["low"]),
            "high": 2 * jaccard["high"] / (1 + jaccard["high"]),
        },
        "values": {
            "balancedAccuracy": float(metrics.balanced_accuracy_score(truth, called)),
            "mcc": float(metrics.matthews_corrcoef(truth, called)),
            "ppvAtPrevalence": float(s * PREVALENCE / (s * PREVALENCE + (1 - c) * (1 - PREVALENCE))),
            "npvAtPrevalence": float(c * (1 - PREVALENCE) / (c * (1 - PREVALENCE) + (1 - s) * PREVALENCE)),
        },
        "mover": two_shares(sensitivity, specificity, truth.mean()),
    }


def pr_interval(truth, scores, patients):
    area = metrics.average_precision_score(truth, scores)
    everyone = np.unique(patients)
    areas = np.array(
        [metrics.average_precision_score(truth[patients != p], scores[patients != p]) for p in everyone]
    )
    count = len(areas)
    variance = (count - 1) / count * ((areas - areas.mean()) ** 2).sum()
    if area == 1:
        positives = len(np.unique(patients[truth == 1]))
        return [float(bound) for bound in proportion_confint(positives, positives, method="wilson")]
    return logit_interval(area, np.sqrt(variance))


def bootstrap_t(values, truth, patients, rng):
    """Strata: patients with negatives only, positives only, both; means weighted by their images."""
    everyone = np.unique(patients)
    kind = np.array([len(set(truth[patients == p])) * 2 + truth[patients == p].max() for p in everyone])
    sums = np.array([values[patients == p].sum() for p in everyone])
    sizes = np.array([(patients == p).sum() for p in everyone])
    mean, variance = np.zeros(REPLICATES), np.zeros(REPLICATES)
    own_mean = own_variance = 0
    for k in np.unique(kind):
        x, n = sums[kind == k], sizes[kind == k]
        m, weight = len(x), sizes[kind == k].sum() / sizes.sum()

        def moments(times):
            middle = times @ x / (times @ n)
            residuals = x[None, :] - middle[:, None] * n[None, :]
            spread = m / (m - 1) * (times * residuals**2).sum(1) / (times @ n) ** 2 if m > 1 else 0 * middle
            return middle, spread

        middle, spread = moments(rng.multinomial(m, np.full(m, 1 / m), REPLICATES).astype(float))
        mean, variance = mean + weight * middle, variance + weight**2 * spread
        middle, spread = moments(np.ones((1, m)))
        own_mean, own_variance = own_mean + weight * middle[0], own_variance + weight**2 * spread[0]
    deviations = (mean - own_mean) / np.sqrt(variance)
    error = np.sqrt(own_variance)
    low, high = np.quantile(deviations, [0.975, 0.025])
    return {
        "error": float(error),
        "low": float(max(0, own_mean - low * error)),
        "high": float(own_mean - high * error),
    }


def ece(truth, scores):
    bins = np.digitize(scores, [i / 10 for i in range(1, 10)], right=True)
    return float(sum(abs(scores[bins == b].mean() - truth[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins)))


def example(name, truth, scores, patients, bootstrap=True):
    truth, scores, patients = np.array(truth, dtype=int), np.array(scores, dtype=float), np.array(patients)
    repeats = len(np.unique(patients)) < len(patients)
    delong = None if repeats else float(delong_roc_variance(truth, scores)[1])
    area = metrics.roc_auc_score(truth, scores)
    positives, negatives = len(np.unique(patients[truth == 1])), len(np.unique(patients[truth == 0]))
    if area in (0, 1):
        variance, roc = None, newcombe(area, positives, negatives)
    else:
        variance = obuchowski(truth, scores, patients)
        roc = logit_interval(area, np.sqrt(variance))
    rng = np.random.default_rng(1)
    losses = -np.log(np.where(truth == 1, scores, 1 - scores)) if bootstrap else None
    return {
        "name": name,
        "truth": truth.tolist(),
        "scores": scores.tolist(),
        "patients": patients.tolist(),
        "rocAuc": {
            "value": float(area),
            "variance": None if variance is None else float(variance),
            "delong": delong,
            "interval": roc,
        },
        "prAuc": {
            "value": float(metrics.average_precision_score(truth, scores)),
            "interval": pr_interval(truth, scores, patients),
        },
        "brier": float(metrics.brier_score_loss(truth, scores)),
        "ece": ece(truth, scores),
        "bootstrapT": {
            "logLoss": bootstrap_t(losses, truth, patients, rng),
            "brier": bootstrap_t((scores - truth) ** 2, truth, patients, rng),
        }
        if bootstrap
        else None,
        "thresholds": [at(t, truth, scores, patients) for t in (0.5, 0.45)],
    }


def examples():
    rng = np.random.default_rng(20261124)
    for size in (30, 120):
        truth = rng.permutation(np.arange(size) % 2)
        scores = expit(2 * (truth + rng.normal(0, 0.8, size) - 0.5))
        yield example(f"{size} images of as many patients", truth, scores, np.arange(size))
    for size, digits in ((40, 3), (150, 1)):
        patients = np.sort(rng.integers(0, size // 2, size))
        truth = patients % 2
        noise = rng.normal(0, 0.7, size // 2)[patients] + rng.normal(0, 0.5, size)
        scores = np.clip(np.round(expit(2 * (truth + noise - 0.5)), digits), 0.01, 0.99)
        yield example(f"{size} images of fewer patients, {digits} digits", truth, scores, patients)
    patients = np.sort(rng.integers(0, 30, 90))
    truth = rng.integers(0, 2, 90)
    noise = rng.normal(0, 0.7, 30)[patients] + rng.normal(0, 0.5, 90)
    yield example("patients of both classes", truth, expit(2 * (truth + noise - 0.5)), patients)
    perfect = np.arange(40) % 2
    yield example("perfect", perfect, 0.1 + 0.7 * perfect + rng.uniform(0, 0.1, 40), np.arange(40))
    yield example("perfect, few patients", perfect, 0.1 + 0.7 * perfect + rng.uniform(0, 0.1, 40), np.arange(40) % 8)


def hanley_mcneil():
    """Hanley and McNeil 1982, Radiology 143:29: CT images of 109 patients, rated from 1 to 5.

    DeLong's definition, the variances of the placements written out, gives area 0.8932, standard error 0.0307, 0.8330 to
    0.9534 on the area's own scale.
    """
    ratings = {0: [33, 6, 6, 11, 2], 1: [3, 2, 2, 11, 33]}
    truth = [label for label in (0, 1) for count in ratings[label] for _ in range(count)]
    scores = [(i + 1) / 6 for label in (0, 1) for i, count in enumerate(ratings[label]) for _ in range(count)]
    return {"truth": truth, "scores": scores, "area": 0.8932, "error": 0.0307, "low": 0.83295, "high": 0.95339}


def bounds(count, of):
    wilson = proportion_confint(count, of, method="wilson")
    jeffrey = jeffreys(count / of, of)
    return {"count": count, "of": of, "wilson": list(map(float, wilson)), "jeffreys": list(map(float, jeffrey))}


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    json.dump(
        {
            "versions": {
                name: version(name) for name in ("scikit-learn", "scipy", "numpy", "statsmodels", "confidenceinterval")
            },
            "prevalence": PREVALENCE,
            "examples": list(examples()),
            "hanleyMcNeil": hanley_mcneil(),
            "shares": [bounds(k, n) for n in (1, 2, 5, 22, 46, 1000) for k in sorted({0, 1, n // 2, n - 1, n})],
            "newcombe": [
                {"area": a, "positives": m, "negatives": n, "interval": newcombe(a, m, n)}
                for a in (0.0, 1.0)
                for m, n in ((1, 1), (2, 2), (25, 25), (10, 200))
            ],
        },
        sys.stdout,
        indent=1,
    )
    print()
