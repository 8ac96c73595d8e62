"""Simulates how often the intervals of paired differences hold the true difference, where 95% is asked for.

    python paired_coverage.py [runs of DeLong's, 1000 unless said]

25, 50 and 200 images of the class (DeLong: of each class), true values 0.80, 0.90, 0.95 and 0.99 of either model.
Newcombe: 10,000 runs a cell, correlation of being right 0, 0.3 and 0.6. DeLong: normal scores of equal variance,
correlation of the scores 0 and 0.5. Prints mean, lowest cells. Made with Python 3.11, SciPy 1.17.1, NumPy 2.4.6.
"""

import sys

import numpy as np
from scipy.stats import norm

VALUES, SIZES, Z = (0.8, 0.9, 0.95, 0.99), (25, 50, 200), norm.ppf(0.975)
RNG = np.random.default_rng(1)


def wilson(p, n):
    centre, half = p + Z * Z / (2 * n), Z * np.sqrt((p * (1 - p) + Z * Z / (4 * n)) / n)
    return (centre - half) / (1 + Z * Z / n), (centre + half) / (1 + Z * Z / n)


def newcombe(a, b, c, d):
    n = a + b + c + d
    p1, p2 = (a + b) / n, (a + c) / n
    (l1, u1), (l2, u2) = wilson(p1, n), wilson(p2, n)
    product, cross = (a + b) * (c + d) * (a + c) * (b + d) * 1.0, a * d - b * c
    corrected = np.where(cross > 0, np.maximum(0, cross - n / 2), cross)
    phi = np.where(product == 0, 0, corrected / np.sqrt(np.where(product == 0, 1, product)))
    below = np.sqrt(np.maximum(0, (p1 - l1) ** 2 - 2 * phi * (p1 - l1) * (u2 - p2) + (u2 - p2) ** 2))
    above = np.sqrt(np.maximum(0, (u1 - p1) ** 2 - 2 * phi * (u1 - p1) * (p2 - l2) + (p2 - l2) ** 2))
    return p1 - p2 - below, p1 - p2 + above


def shares():
    for n in SIZES:
        for p1 in VALUES:
            for p2 in VALUES:
                for rho in (0, 0.3, 0.6):
                    both = min(p1 * p2 + rho * np.sqrt(p1 * (1 - p1) * p2 * (1 - p2)), p1, p2)
                    cells = [both, p1 - both, p2 - both, 1 - p1 - p2 + both]
                    low, high = newcombe(*RNG.multinomial(n, cells, size=10000).T)
                    yield float(np.mean((low <= p1 - p2 + 1e-12) & (p1 - p2 - 1e-12 <= high))), n, p1, p2, rho


def areas(runs):
    for n in SIZES:
        for a1 in VALUES:
            for a2 in VALUES:
                for rho in (0.0, 0.5):
                    mixed, shift = np.linalg.cholesky([[1, rho], [rho, 1]]), np.sqrt(2) * norm.ppf([a1, a2])
                    held = 0
                    for _ in range(runs):
                        pos, neg = RNG.normal(size=(n, 2)) @ mixed.T + shift, RNG.normal(size=(n, 2)) @ mixed.T
                        psi = (pos[:, :1] > neg[:, 0]) * 1.0 - (pos[:, 1:] > neg[:, 1])
                        spread = psi.mean(1).var(ddof=1) / n + psi.mean(0).var(ddof=1) / n
                        held += abs(psi.mean() - (a1 - a2)) <= Z * np.sqrt(spread) + 1e-12
                    yield held / runs, n, a1, a2, rho


for name, found in (("Newcombe", shares()), ("DeLong", areas(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))):
    cells = sorted(found)
    print(name, "mean", round(float(np.mean([cell[0] for cell in cells])), 4), "lowest", *cells[:5])
