"""Keras as a contender: `keras_peer.py train|call|predict FOLDER THREADS`; see worker.py."""

import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import tensorflow as tf

sys.path.insert(0, str(Path(__file__).parent.parent / "keras"))
import keras
from keras_article import build_network
from worker import Files, serve_inference, serve_training


def train(network, files):
    """train_on_batch, whose tf.function is the one that fit runs."""
    network.set_weights(files.weights("initial"))

    def step(images, labels):
        network.reset_metrics()
        return network.train_on_batch(images, labels)

    serve_training(files, lambda images, labels: (images, labels), step)


def main():
    what, folder, threads = sys.argv[1:]
    tf.config.threading.set_intra_op_parallelism_threads(int(threads))
    files = Files(folder)
    keras.utils.set_random_seed(files.export["seed"])
    network = build_network(files.export)
    if what == "train":
        train(network, files)
        return
    network.set_weights(files.weights("trained"))
    if what == "call":
        call = tf.function(lambda images: network(images, training=False), reduce_retracing=True)
        serve_inference(files, lambda images: call(tf.constant(images)).numpy())
    else:
        serve_inference(files, network.predict_on_batch)


if __name__ == "__main__":
    main()
