"""Reference numbers of the audit: Cramér's V with its interval, and logistic regression.

Usage: python audit_reference.py > ../resources/reference/audit.json

V: chi-squared of scipy, Bergsma's (2013) correction by its formulas, the interval from scipy's
noncentral chi-squared distribution. Regression: scikit-learn, L2, free intercept, run to its
optimum. numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1.
"""

import json

import numpy as np
from scipy.optimize import brentq
from scipy.stats import chi2_contingency, ncx2, chi2
from sklearn.linear_model import LogisticRegression

TABLES = [
    [[20, 5], [7, 18]],
    [[12, 8, 5], [3, 9, 14]],
    [[30, 30], [31, 29]],
    [[89, 0], [0, 89]],
    [[4, 0, 40], [0, 3, 38]],
    [[80, 9], [0, 89]],
    [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1]],
]


def noncentrality(statistic, freedom, probability, n):
    if chi2.cdf(statistic, freedom) <= probability:
        return 0.0
    distance = lambda x: ncx2.cdf(statistic, freedom, x) - probability
    return n if distance(n) > 0 else brentq(distance, 1e-12, n, xtol=1e-12)


def cramer(table):
    table = np.array(table)
    n = table.sum()
    statistic, _, freedom, _ = chi2_contingency(table, correction=False)
    k, r = table.shape
    phi = max(0, statistic / n - (k - 1) * (r - 1) / (n - 1))
    smaller = min(k - (k - 1) ** 2 / (n - 1), r - (r - 1) ** 2 / (n - 1)) - 1
    value = min(1, np.sqrt(phi / smaller))
    low = np.sqrt(noncentrality(statistic, freedom, 0.975, n) / n)
    high = np.sqrt(noncentrality(statistic, freedom, 0.025, n) / n)
    return {
        "table": table.tolist(),
        "v": value,
        "low": min(low, value),
        "high": min(1, max(high, value)),
    }


def regression(seed, images, features, c):
    random = np.random.default_rng(seed)
    rows = np.round(random.normal(size=(images, features)), 4)
    truth = rows @ np.linspace(1, -1, features) + random.normal(size=images)
    positive = truth > 0.3
    model = LogisticRegression(C=c, solver="newton-cholesky", tol=1e-12, max_iter=1000)
    model.fit(rows, positive)
    return {
        "rows": rows.tolist(),
        "positive": positive.tolist(),
        "c": c,
        "weights": model.coef_[0].tolist(),
        "intercept": model.intercept_[0],
        "probabilities": model.predict_proba(rows[:5])[:, 1].tolist(),
    }


def main():
    print(
        json.dumps(
            {
                "cramersV": [cramer(table) for table in TABLES],
                "regressions": [
                    regression(1, 40, 3, 1.0),
                    regression(2, 30, 12, 0.01),
                    regression(3, 25, 40, 10.0),
                ],
            },
            indent=1,
        )
    )


if __name__ == "__main__":
    main()
