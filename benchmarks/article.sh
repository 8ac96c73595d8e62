#!/usr/bin/env bash
# The article's run through the plugin, from a consumer project outside of this repository, beside Keras on the very
# same pixels, splits and batches. Ends with the tables of docs/results.md on standard output.
#
#   benchmarks/article.sh DATA WORK
#
# DATA has covid-chestxray-dataset/, chest_xray/train/NORMAL/ and nih-no-finding/. Everything is written to WORK; what is
# complete there is not run again, a run that was cut off starts anew. $SEEDS: seeds, by default 1 2 3 4 5. $PYTHON: an
# interpreter with benchmarks/keras/requirements.txt.
set -euo pipefail

. "$(dirname "$0")/common.sh"
arguments 2 "$@"
seeds=${SEEDS:-1 2 3 4 5}
python=${PYTHON:-python3}
consumer=$work/consumer
batches=$work/batches

stage() {
  step "Building the plugin"
  maven -q -f "$house/pom.xml" install -DskipTests -Dinvoker.skip -Pbenchmarks \
    -pl :xray-maven-plugin,:xray-benchmarks -am >&2
  mkdir -p "$consumer"
  cp "$house/xray-examples/article/pom.xml" "$consumer/"
}

# article RECIPE SEED: trains, evaluates, predicts. Every seed is reported, so no gate ends a run.
article() {
  local recipe=$1 seed=$2 out=$work/results/$1/seed-$2
  if [[ -f $out/seconds ]]; then
    return
  fi
  step "xray, recipe $recipe, seed $seed"
  rm -rf "$out"
  mkdir -p "$out"
  local start=$SECONDS
  maven -f "$consumer/pom.xml" verify -Dxray.testData="$data" -Dxray.recipe="$recipe" -Dxray.seed="$seed" \
    -Dxray.outputDirectory="$out/xray" -Dxray.check.skip 2>&1 | tee "$out/build.log" >&2
  local seconds=$((SECONDS - start))
  maven -f "$consumer/pom.xml" xray:predict -Dxray.testData="$data" \
    -Dxray.model="$out/xray/model/covid-cxr-model.jar" -Dxray.inputs="$data/nih-no-finding" \
    -Dxray.predict.outputDirectory="$out/nih-no-finding" 2>&1 | tee "$out/predict.log" >&2
  echo "$seconds" >"$out/seconds"
}

# keras SEED: the same network on the batches that xray's training saw.
keras() {
  local seed=$1 out=$work/results/keras/seed-$1.json
  if [[ -f $out ]]; then
    return
  fi
  step "Keras, seed $seed"
  rm -rf "$batches"
  mkdir -p "$work/results/keras"
  java -cp "$house/benchmarks/target/classes:$(cat "$house/benchmarks/target/classpath")" \
    dev.xray.benchmarks.ExportBatches "$data" "$work/results/article/seed-$seed/xray/manifest.json" article "$batches"
  "$python" "$house/benchmarks/keras/keras_article.py" "$batches" >"$out.part"
  mv "$out.part" "$out"
  rm -rf "$batches"
}

stage
for seed in $seeds; do
  article article "$seed"
done
for seed in $seeds; do
  keras "$seed"
done
for seed in $seeds; do
  article article-verbatim "$seed"
done
"$python" "$house/benchmarks/keras/summarise.py" "$work/results"
