#!/usr/bin/env bash
# The article's whole job, from the start of Maven to the report, beside a Keras script that does the same, with oneDNN
# on, off and as installed, in turns. Part of ../peers.sh, which makes the peers' environment in WORK.
#
#   benchmarks/peers/article.sh DATA WORK
#
# $EPOCHS, by default 100; $RUNS, by default 3: rounds.
set -euo pipefail

. "$(dirname "$0")/../common.sh"
arguments 2 "$@"
epochs=${EPOCHS:-100}
runs=${RUNS:-3}
job=$work/article
python=$work/python/bin/python

# Nothing is there from before: no decoded images, no model. The gate is left out: Keras has none.
xray() {
  rm -rf "$job/xray"
  maven -q -o -f "$job/pom.xml" verify -Dxray.testData="$data" -Dxray.outputDirectory="$job/xray" -Dxray.cache=false \
    -Dxray.check.skip -Dxray.epochs="$1"
}

keras() { "$python" "$house/benchmarks/peers/keras_job.py" "$data" "$job/keras" "$1"; }
keras_onednn() { TF_ENABLE_ONEDNN_OPTS=1 keras "$1"; }
keras_without() { TF_ENABLE_ONEDNN_OPTS=0 keras "$1"; }
keras_installed() (unset TF_ENABLE_ONEDNN_OPTS && keras "$1")

declare -A label=([xray]=xray [keras_onednn]="Keras, oneDNN on" [keras_without]="Keras, oneDNN off"
  [keras_installed]="Keras, as installed")

# timed NAME: adds the seconds of a job to its file.
timed() {
  local start end
  step "$1"
  start=$(date +%s.%N)
  "$1" "$epochs" >"$job/$1.log" 2>&1 || { echo "It failed: see $job/$1.log" >&2; return 1; }
  end=$(date +%s.%N)
  awk "BEGIN { printf \"%.2f\n\", $end - $start }" | tee -a "$job/$1.seconds" >&2
}

step "Building the plugin"
maven -q -f "$house/pom.xml" install -DskipTests -Dinvoker.skip -pl :xray-maven-plugin -am >&2
mkdir -p "$job"
cp "$house/xray-examples/article/pom.xml" "$job/"
jobs=(xray)
if "$python" -c 'import cv2, keras, sklearn, tensorflow' 2>/dev/null; then
  jobs+=(keras_onednn keras_without keras_installed)
else
  echo "Missing: Keras, scikit-learn or OpenCV in $work/python; xray runs alone." >&2
fi
step "Once with one epoch each: brings what Maven needs, unpacks natives, reads the files"
maven -f "$job/pom.xml" verify -Dxray.testData="$data" -Dxray.outputDirectory="$job/xray" -Dxray.cache=false \
  -Dxray.check.skip -Dxray.epochs=1 >"$job/first.log" 2>&1 || { echo "It failed: see $job/first.log" >&2; exit 1; }
for name in "${jobs[@]:1}"; do "$name" 1 >"$job/first.log" 2>&1; done

rm -f "$job"/*.seconds
for ((run = 0; run < runs; run++)); do
  for ((i = 0; i < ${#jobs[@]}; i++)); do timed "${jobs[(run + i) % ${#jobs[@]}]}"; done
done

printf '### The whole job, %d epochs\n\n| | s, median (range) of %d | xray is faster by, median (range) |\n|---|---|---|\n' \
  "$epochs" "$runs"
# summary: median and range of numbers, one a line.
summary() { sort -n | awk '{ v[NR] = $1 } END { m = int((NR + 1) / 2); printf "%.2f (%.2f–%.2f)", (v[m] + v[NR + 1 - m]) / 2, v[1], v[NR] }'; }
for name in "${jobs[@]}"; do
  printf '| %s | %s | %s |\n' "${label[$name]}" "$(summary <"$job/$name.seconds")" \
    "$(paste "$job/$name.seconds" "$job/xray.seconds" | awk '{ print $1 / $2 }' | summary)"
done
