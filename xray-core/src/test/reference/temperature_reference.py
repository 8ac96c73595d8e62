"""Reference temperatures: minimises the log loss with SciPy's bounded Brent search.

Run: python temperature_reference.py > ../resources/reference/temperature.json
Made with Python 3, numpy and scipy of the versions that the file names.
"""

import json

import numpy as np
import scipy
from scipy.optimize import minimize_scalar
from scipy.special import expit


def log_loss(logits, labels, temperature):
    scaled = logits / temperature
    return float(np.mean(np.logaddexp(0, scaled) - labels * scaled))


def example(name, seed, size, true_temperature):
    random = np.random.default_rng(seed)
    logits = random.normal(0, 3, size)
    labels = (random.random(size) < expit(logits / true_temperature)).astype(int)
    found = minimize_scalar(
        lambda a: log_loss(logits, labels, 1 / a),
        bounds=(1 / 20, 20),
        method="bounded",
        options={"xatol": 1e-12, "maxiter": 1000},
    )
    temperature = 1 / found.x
    return {
        "name": name,
        "logits": logits.tolist(),
        "labels": labels.tolist(),
        "temperature": temperature,
        "logLossBefore": log_loss(logits, labels, 1),
        "logLossAfter": log_loss(logits, labels, temperature),
    }


print(
    json.dumps(
        {
            "versions": {"numpy": np.__version__, "scipy": scipy.__version__},
            "examples": [
                example("too sure", 1, 60, 2.5),
                example("about right", 2, 200, 1.0),
                example("not sure enough", 3, 100, 0.5),
                example("few", 4, 12, 2.0),
            ],
        },
        indent=1,
    )
)
