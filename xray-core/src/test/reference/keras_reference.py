"""Reference values for the network: forward pass, gradients, five steps of Adam.

    pip install tensorflow==2.21.0 keras==3.15.1 numpy==2.4.6
    python keras_reference.py ../resources/reference/keras.json

A small network on images of 17 x 19 (width and height differ and are odd, so that pooling floors),
built as Keras users write it: Conv2D with relu, then MaxPooling2D. No dropout. Weights, images,
labels and sample weights are written with the results. Binary cross-entropy from logits, weighted
and divided by the batch size as Keras does; Adam with Keras's defaults; the last batch is partial.
"""

import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras
import numpy as np
import tensorflow as tf

WIDTH, HEIGHT = 17, 19
FILTERS, DENSE = [3, 2], [4]
BATCHES = [5, 5, 5, 5, 2]


def model(channels):
    layers = [keras.Input((HEIGHT, WIDTH, channels))]
    for filters in FILTERS:
        layers.append(keras.layers.Conv2D(filters, 3, activation="relu"))
        layers.append(keras.layers.MaxPooling2D(2))
    layers.append(keras.layers.Flatten())
    for units in DENSE:
        layers.append(keras.layers.Dense(units, activation="relu"))
    layers.append(keras.layers.Dense(1))
    return keras.Sequential(layers)


def loss(logits, labels, weights):
    each = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=tf.reshape(logits, [-1]))
    return tf.reduce_sum(each * weights) / len(labels)


def numbers(array):
    """The shortest decimals that give the same float32."""
    return [float(str(value)) for value in np.asarray(array, np.float32).reshape(-1)]


def case(channels, seed):
    random = np.random.default_rng(seed)
    net = model(channels)
    for variable in net.trainable_variables:
        variable.assign(random.normal(0, 0.4, variable.shape).astype(np.float32))
    start = [numbers(variable) for variable in net.trainable_variables]
    optimizer = keras.optimizers.Adam()
    batches = []
    for size in BATCHES:
        images = random.integers(0, 65, (size, HEIGHT, WIDTH, 1)).astype(np.float32) / 64
        labels = random.integers(0, 2, size).astype(np.float32)
        weights = random.uniform(0.5, 1.5, size).astype(np.float32)
        with tf.GradientTape() as tape:
            logits = net(np.repeat(images, channels, axis=3))
            value = loss(logits, labels, weights)
        gradients = tape.gradient(value, net.trainable_variables)
        optimizer.apply_gradients(zip(gradients, net.trainable_variables))
        batches.append(
            {
                "images": numbers(images),
                "labels": numbers(labels),
                "lossWeights": numbers(weights),
                "probabilities": numbers(tf.sigmoid(logits)),
                "logits": numbers(logits),
                "loss": float(value),
                "gradients": [numbers(gradient) for gradient in gradients],
            }
        )
    return {
        "channels": channels,
        "width": WIDTH,
        "height": HEIGHT,
        "filters": FILTERS,
        "kernel": 3,
        "dense": DENSE,
        "start": start,
        "batches": batches,
        "end": [numbers(variable) for variable in net.trainable_variables],
    }


def main(path):
    reference = {
        "tensorflow": tf.__version__,
        "keras": keras.__version__,
        "articleParameters": article().count_params(),
        "cases": [case(1, 1), case(3, 2)],
    }
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        json.dump(reference, file)
        file.write("\n")


def article():
    """The article's network, to count its parameters."""
    layers = keras.layers
    return keras.Sequential(
        [
            keras.Input((200, 200, 1)),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.6),
            layers.Conv2D(32, 3, activation="relu"),
            layers.MaxPooling2D(2),
            layers.Dropout(0.6),
            layers.Flatten(),
            layers.Dense(64, activation="relu"),
            layers.Dropout(0.6),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


if __name__ == "__main__":
    main(sys.argv[1])
