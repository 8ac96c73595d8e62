"""Reference p-values after Holm's correction, by statsmodels.

Run: python holm_reference.py > ../resources/reference/holm.json
Made with Python 3, numpy and statsmodels of the versions that the file names.
"""

import json
import sys

import numpy as np
import statsmodels
from statsmodels.stats.multitest import multipletests


def example(p):
    rejected, adjusted, _, _ = multipletests(p, alpha=0.01, method="holm")
    return {"p": p, "adjusted": adjusted.tolist(), "rejected": rejected.tolist()}


random = np.random.default_rng(1)
examples = [
    [0.004],
    [0.02, 0.001, 0.003, 0.04],
    [0.0019, 0.0019, 0.0019, 0.9, 1.0],
    [0.0, 1.0, 0.5],
    *[(random.random(size) ** 6).tolist() for size in (3, 10, 40)],
]
json.dump(
    {
        "versions": {"numpy": np.__version__, "statsmodels": statsmodels.__version__},
        "examples": [example(p) for p in examples],
    },
    sys.stdout,
    indent=1,
)
print()
