"""Holds a model bundle to what others make of it: TensorFlow for Python, and ONNX Runtime for Python.

    python -m venv VENV && VENV/bin/pip install -r saved_model_requirements.txt
    VENV/bin/python saved_model_reference.py BUNDLE [PREDICTIONS IMAGES] [--alter]

BUNDLE, a model's jar, is enough: its golden inputs come with the pixels that preprocessing made of
them and with the probabilities that xray gave. With PREDICTIONS, the evaluation's predictions.csv,
and IMAGES, the folder of the files named there, all images are decoded and preprocessed here, by
OpenCV for Python and by no line of xray, and their probabilities compared too. Images that were
decoded to other pixels than xray's, by their digest, are an error.

Prints the largest differences; fails beyond 1e-6 for the SavedModel and 1e-5 for model.onnx, and if
all probabilities are nearly the same, since then it would say nothing. --alter changes one weight
of either file first: then it must fail.

Made with Python 3.11 on the article's network, trained on the built-in phantoms:

    ./mvnw verify -pl :phantom-model -am -DskipTests -Dxray.width=200 -Dxray.height=200 -Dxray.onnx \
        -Dxray.epochs=8 -Dxray.augmentation=false -Dxray.dropout=0.2

More dropout, and it would take more epochs to have anything to say.
"""

import argparse
import csv
import hashlib
import json
import os
import pathlib
import struct
import sys
import tempfile
import zipfile

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import cv2
import numpy as np
import onnxruntime
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2

ROOT = "META-INF/xray/"
SAVED_MODEL = "saved_model/saved_model.pb"
ONNX = "model.onnx"
BATCH = 32
SPREAD = 0.01


def bundle(path):
    """The files of the one model in a jar, held to their sums."""
    with zipfile.ZipFile(path) as jar:
        entries = {name[len(ROOT) :]: jar.read(name) for name in jar.namelist()}
    (model,) = {name.split("/")[0] for name in entries}
    files = {name[len(model) + 1 :]: content for name, content in entries.items()}
    for line in files["SHA256SUMS"].decode().splitlines():
        digest, name = line.split("  ", 1)
        if hashlib.sha256(files[name]).hexdigest() != digest:
            sys.exit(f"{name} is not what SHA256SUMS says")
    return files


def alter(files):
    """Adds 0.01 to the last bias, in both files: unlike other weights it can not play no part."""
    model = saved_model_pb2.SavedModel.FromString(files[SAVED_MODEL])
    (node,) = (each for each in model.meta_graphs[0].graph_def.node if each.name == "output/bias")
    tensor = node.attr["value"].tensor
    before = tf.make_ndarray(tensor)
    after = before + np.float32(0.01)
    tensor.CopyFrom(tf.make_tensor_proto(after))
    files[SAVED_MODEL] = model.SerializeToString()
    if ONNX in files:
        # A protobuf's name, then its raw data: tags 8 and 9, the second of four bytes.
        start = b"output/bias" + bytes([9 << 3 | 2, 4])
        if files[ONNX].count(start + before.tobytes()) != 1:
            sys.exit(f"{ONNX} does not have the output/bias of {SAVED_MODEL} exactly once")
        files[ONNX] = files[ONNX].replace(start + before.tobytes(), start + after.tobytes())


def golden(files):
    """What the network sees of each golden input, and the probability that xray gave."""
    inputs = json.loads(files["golden/golden.json"])["inputs"]
    pixels = [tf.io.decode_png(files[each["pixels"]]).numpy()[..., 0] for each in inputs]
    return np.stack(pixels), np.array([each["probability"] for each in inputs])


def evaluated(predictions, folder, model):
    """The same of each image of an evaluation, preprocessed here."""
    steps = model["preprocessing"]
    if (steps["equalization"], steps["fit"], steps["resampling"]) != (
        "HISTOGRAM",
        "STRETCH",
        "BILINEAR",
    ):
        sys.exit("this script preprocesses as the recipe article does, and not otherwise")
    pixels, probabilities = [], []
    with open(predictions, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            image = decode(folder / row["file"])
            size = struct.pack(">ii", image.shape[1], image.shape[0])
            if hashlib.sha256(size + image.tobytes()).hexdigest() != row["pixels"]:
                sys.exit(f"{row['file']} is decoded to other pixels here than by xray")
            equalized = cv2.equalizeHist(image)
            pixels.append(cv2.resize(equalized, (model["width"], model["height"])))
            probabilities.append(float(row["probability"]))
    return np.stack(pixels), np.array(probabilities)


def decode(path):
    """Grey, 8 bit; 16 bit are scaled, where OpenCV by itself would truncate."""
    image = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE | cv2.IMREAD_ANYDEPTH)
    return np.rint(image / 257).astype(np.uint8) if image.dtype == np.uint16 else image


def with_tensorflow(files):
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "saved_model.pb").write_bytes(files[SAVED_MODEL])
        loaded = tf.saved_model.load(folder)
    serve = loaded.signatures["serving_default"]
    # Without a reference to the model its functions stop working.
    return lambda images, _=loaded: serve(image=tf.constant(images))["probability"].numpy()


def with_onnx_runtime(files):
    session = onnxruntime.InferenceSession(files[ONNX], providers=["CPUExecutionProvider"])
    return lambda images: session.run(["probability"], {"image": images})[0]


def probabilities(network, pixels):
    images = pixels[..., np.newaxis].astype(np.float32) / np.float32(255)
    batches = [network(images[i : i + BATCH]) for i in range(0, len(images), BATCH)]
    return np.concatenate(batches)[:, 0].astype(np.float64)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("bundle", type=pathlib.Path)
    parser.add_argument("predictions", nargs="?", type=pathlib.Path)
    parser.add_argument("images", nargs="?", type=pathlib.Path)
    parser.add_argument("--alter", action="store_true")
    options = parser.parse_args()

    files = bundle(options.bundle)
    model = json.loads(files["model.json"])
    cases = {"golden inputs": golden(files)}
    if options.predictions:
        cases["images"] = evaluated(options.predictions, options.images, model)
    if options.alter:
        alter(files)
    networks = {f"TensorFlow {tf.__version__}": (with_tensorflow(files), 1e-6)}
    if ONNX in files:
        networks[f"ONNX Runtime {onnxruntime.__version__}"] = (with_onnx_runtime(files), 1e-5)

    print(f"{model['name']}, trained with TensorFlow {model['runtime']['tensorFlow']}")
    passed = True
    for case, (pixels, expected) in cases.items():
        spread = expected.max() - expected.min()
        print(f"{len(expected)} {case}: probabilities {expected.min():.3f} to {expected.max():.3f}")
        for name, (network, tolerance) in networks.items():
            difference = np.abs(probabilities(network, pixels) - expected).max()
            print(f"  {name}: largest difference {difference:.1e}, tolerated {tolerance:.0e}")
            passed = passed and difference <= tolerance and spread > SPREAD
    print("passed" if passed else "FAILED")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
