"""Writes the tables of docs/results.md from what article.sh left.

Usage: summarise.py RESULTS_FOLDER [--into docs/results.md]
"""

import argparse
import csv
import json
import os
import platform
import re
from pathlib import Path
from statistics import median

COLUMNS = ["seed", "accuracy", "sensitivity", "specificity", "log loss", "AUC"]
WORKER = re.compile(r"(\d+) MB of memory at most")


def xray_run(folder):
    """Figures of one seed: the test part at 0.5, the third source, time and memory."""
    evaluation = json.loads((folder / "xray/evaluation/evaluation.json").read_text())
    test = evaluation["sets"]["test"]
    half = next(at for at in test["thresholds"] if at["threshold"] == 0.5)
    with open(folder / "nih-no-finding/predictions.csv", newline="", encoding="utf-8") as file:
        probabilities = [float(row["probability"]) for row in csv.DictReader(file)]
    training = json.loads((folder / "xray/training.json").read_text())
    memory = [int(megabytes) for megabytes in WORKER.findall((folder / "build.log").read_text())]
    return {
        "seed": evaluation["provenance"]["seed"],
        "images": test["images"],
        "accuracy": half["figures"]["accuracy"]["value"],
        "sensitivity": half["figures"]["sensitivity"]["value"],
        "specificity": half["figures"]["specificity"]["value"],
        "log loss": test["scores"]["logLoss"]["value"],
        "AUC": test["scores"]["rocAuc"]["value"],
        "NIH called covid": sum(probability > 0.5 for probability in probabilities),
        "NIH images": len(probabilities),
        "training, s": training["trainingSeconds"],
        "whole build, s": int((folder / "seconds").read_text()),
        "peak memory, MB": max(memory) if memory else float("nan"),
        "provenance": evaluation["provenance"],
    }


def keras_run(file):
    result = json.loads(file.read_text())
    half = result["atThresholds"][0]
    return {
        "seed": result["seed"],
        "images": result["testImages"],
        "accuracy": half["accuracy"],
        "sensitivity": half["sensitivity"],
        "specificity": half["specificity"],
        "log loss": result["logLoss"],
        "AUC": result["rocAuc"],
        "versions": f"TensorFlow {result['tensorflow']}, Keras {result['keras']}, Python {result['python']}",
    }


def shown(column, value):
    if column in ("seed", "NIH called covid", "whole build, s", "peak memory, MB"):
        return f"{value:g}"
    if column == "training, s":
        return f"{value:.0f}"
    return f"{value:.3f}"


def table(runs, columns):
    if not runs:
        return "Not run yet."
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    for run in runs:
        lines.append("| " + " | ".join(shown(column, run[column]) for column in columns) + " |")
    for name, figure in (("median", median), ("lowest", min), ("highest", max)):
        cells = [name] + [shown(column, figure([run[column] for run in runs])) for column in columns[1:]]
        lines.append("| " + " | ".join(f"**{cell}**" if name == "median" else cell for cell in cells) + " |")
    return "\n".join(lines)


def difference(xray, keras):
    if not keras:
        return ""
    seeds = {run["seed"] for run in keras}
    xray = [run for run in xray if run["seed"] in seeds]
    images = xray[0]["images"]
    accuracy = (median(r["accuracy"] for r in xray) - median(r["accuracy"] for r in keras)) * images
    auc = median(r["AUC"] for r in xray) - median(r["AUC"] for r in keras)
    return (
        f"Median of xray minus median of Keras, seeds {', '.join(map(str, sorted(seeds)))}: {accuracy:+.1f} of {images} test images in accuracy, "
        f"{auc:+.4f} in AUC."
    )


def machine(provenance, keras):
    cpu = next(
        (line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    runtime = provenance["runtime"]
    return (
        f"{os.cpu_count()} cores of {cpu}, {memory:.0f} GB, Linux; device {runtime['device']}, "
        f"{runtime['intraOpThreads']} threads, oneDNN {'on' if runtime['oneDnn'] else 'off'}. "
        f"xray: TensorFlow {runtime['tensorFlow']}, OpenCV {runtime['openCv']}. Beside it: {keras}."
    )


def report(results):
    runs = {
        recipe: [xray_run(file.parent) for file in sorted((results / recipe).glob("seed-*/seconds"))]
        for recipe in ("article", "article-verbatim")
    }
    keras = [keras_run(file) for file in sorted((results / "keras").glob("seed-*.json"))]
    more = ["NIH called covid", "training, s", "whole build, s", "peak memory, MB"]
    images = runs["article"][0]["images"]
    external = runs["article"][0]["NIH images"]
    return "\n\n".join(
        [
            f"Test part: {images} images, at threshold 0.5. *NIH called covid*: how many of {external} radiographs "
            "without finding, from a third source, the model calls covid at 0.5. *Peak memory*: of the worker, natives "
            "included. *Whole build*: `mvn verify` from start to end.",
            "### xray, recipe `article`",
            table(runs["article"], COLUMNS + more),
            "### xray, recipe `article-verbatim`",
            table(runs["article-verbatim"], COLUMNS + more),
            "### Keras on the pixels, splits and batches of recipe `article`",
            table(keras, COLUMNS),
            difference(runs["article"], keras),
            machine(runs["article"][0]["provenance"], keras[0]["versions"] if keras else "nothing yet"),
        ]
    )


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("results", type=Path)
    arguments.add_argument("--into", type=Path)
    arguments = arguments.parse_args()
    text = report(arguments.results)
    if arguments.into is None:
        print(text)
        return
    page = arguments.into.read_text(encoding="utf-8")
    block = re.compile(r"(<!-- article:begin[^\n]*-->\n).*?(\n<!-- article:end -->)", re.DOTALL)
    arguments.into.write_text(
        block.sub(lambda found: found[1] + text + found[2], page), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
