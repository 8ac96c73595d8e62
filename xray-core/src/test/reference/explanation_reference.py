"""Reference values for maps: gradients at the last pooling layer, Grad-CAM, HiResCAM, similarities.

    pip install tensorflow==2.21.0 keras==3.15.1 numpy==2.4.6 scipy==1.17.1 scikit-image==0.26.0
    python explanation_reference.py ../resources/reference/explanation.json

The network as Keras users write it: Conv2D with relu, then MaxPooling2D. Gradients by
tf.GradientTape, of each image's own logit, by the output of the last pooling layer; and by that of
the last convolution before pooling, to show that HiResCAM sums up to the same. Weights and images
are written with the results.
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras
import numpy as np
import scipy
import skimage
import tensorflow as tf
from scipy.stats import spearmanr
from skimage.metrics import structural_similarity

WIDTH, HEIGHT = 21, 18
FILTERS = [3, 4]


def model(channels, dense):
    layers = [keras.Input((HEIGHT, WIDTH, channels))]
    for filters in FILTERS:
        layers.append(keras.layers.Conv2D(filters, 3, activation="relu"))
        layers.append(keras.layers.MaxPooling2D(2))
    layers.append(keras.layers.Flatten())
    for units in dense:
        layers.append(keras.layers.Dense(units, activation="relu"))
    layers.append(keras.layers.Dense(1))
    return keras.Sequential(layers)


def numbers(array):
    """The shortest decimals that give the same float32."""
    return [float(str(value)) for value in np.asarray(array, np.float32).reshape(-1)]


def case(channels, dense, seed):
    random = np.random.default_rng(seed)
    net = model(channels, dense)
    for variable in net.trainable_variables:
        drawn = random.normal(0, 0.4, variable.shape)
        # Biases above 0, so that no layer is dead.
        variable.assign((abs(drawn) if len(variable.shape) == 1 else drawn).astype(np.float32))
    images = random.integers(0, 256, (3, HEIGHT, WIDTH, 1)).astype(np.float32) / np.float32(255)
    with tf.GradientTape(persistent=True) as tape:
        x = tf.constant(np.repeat(images, channels, axis=3))
        for layer in net.layers:
            x = layer(x)
            if isinstance(layer, keras.layers.Conv2D):
                convolved = x
            if isinstance(layer, keras.layers.MaxPooling2D):
                pooled = x
        logits = tf.reshape(x, [-1])
    gradients = tape.gradient(logits, pooled)
    assert np.count_nonzero(gradients) > 0
    before = tape.gradient(logits, convolved) * convolved
    hires = tf.reduce_sum(gradients * pooled, axis=3)
    rows, columns = 2 * hires.shape[1], 2 * hires.shape[2]
    blocks = tf.reduce_sum(before, axis=3)[:, :rows, :columns].numpy()
    blocks = blocks.reshape(-1, rows // 2, 2, columns // 2, 2).sum(axis=(2, 4))
    np.testing.assert_allclose(blocks, hires.numpy(), rtol=1e-4, atol=1e-5)
    weights = tf.reduce_mean(gradients, axis=(1, 2), keepdims=True)
    return {
        "channels": channels,
        "width": WIDTH,
        "height": HEIGHT,
        "filters": FILTERS,
        "dense": dense,
        "weights": [numbers(variable) for variable in net.trainable_variables],
        "images": numbers(images),
        "logits": numbers(logits),
        "values": numbers(pooled),
        "gradients": numbers(gradients),
        "hiResCam": numbers(hires),
        "gradCam": numbers(tf.reduce_sum(weights * pooled, axis=3)),
    }


def similarity(seed):
    random = np.random.default_rng(seed)
    a = random.normal(0, 1, (11, 13)).astype(np.float32)
    b = (0.6 * a + random.normal(0, 1, a.shape)).astype(np.float32)
    a = np.round(a, 1)  # So that there are ties.
    a64, b64 = a.astype(float), b.astype(float)
    return {
        "width": a.shape[1],
        "height": a.shape[0],
        "a": numbers(a),
        "b": numbers(b),
        "spearman": float(spearmanr(a.ravel(), b.ravel()).statistic),
        "absolute": float(spearmanr(np.abs(a).ravel(), np.abs(b).ravel()).statistic),
        "ssim": float(
            structural_similarity(
                a64 / np.abs(a64).max(), b64 / np.abs(b64).max(), data_range=2, win_size=7
            )
        ),
    }


def main(path):
    reference = {
        "tensorflow": tf.__version__,
        "keras": keras.__version__,
        "scipy": scipy.__version__,
        "scikitImage": skimage.__version__,
        "cases": [case(1, [5], 1), case(3, [4, 3], 2), case(1, [], 3)],
        "similarities": [similarity(1), similarity(2)],
    }
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(reference, file)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
