#!/usr/bin/env bash
# xray beside its peers on the same machine, in turns on the same data: Keras with oneDNN on, off and as installed,
# PyTorch in three forms, DJL, ONNX Runtime, opencv-python. Ends with tables of rates and ratios on standard output, and in
# WORK/peers.md.
#
#   benchmarks/peers.sh DATA WORK [PART...]
#
# DATA as for article.sh. Everything is written to WORK. PART: training, inference, preprocessing; losses, which
# compares the training losses of xray and Keras over seeds; article, the whole job from Maven's start to the report
# beside a Keras script; stages, what single stages of xray take. Unless given: training inference preprocessing. What
# cannot be installed is told and left out.
#
# $ROUNDS, by default 7, after $WARM_UP, 2; $BATCHES in a block, 10; $THREADS, 2; $ONLY: words in the names of the
# contenders to run, such as "xray Keras". $SEEDS of the losses, 1 2 3; $EPOCHS of the losses, 10, and of the article's
# job, 100. $PYTHON: the interpreter from which the peers' environment is made. $DJL=no leaves DJL out. $JMH: further
# options of JMH, which measures the stages.
set -euo pipefail

. "$(dirname "$0")/common.sh"
arguments 2 "${@:1:2}"
parts=("${@:3}")
((${#parts[@]})) || parts=(training inference preprocessing)
for part in "${parts[@]}"; do
  if [[ $part != @(training|inference|preprocessing|losses|article|stages) ]]; then
    echo "There is no part '$part'." >&2
    exit 2
  fi
done
threads=${THREADS:-2}
java=$(command -v java)
classpath=$house/benchmarks/target/classes:
djl=

# wanted PART...: whether one of them is to be run.
wanted() {
  local part
  for part in "$@"; do
    [[ " ${parts[*]} " == *" $part "* ]] && return
  done
  return 1
}

build() {
  step "Building xray and its benchmarks"
  "$house/mvnw" -B -q -f "$house/pom.xml" package -DskipTests -Dinvoker.skip -Pbenchmarks -pl :xray-benchmarks -am >&2
  classpath+=$(cat "$house/benchmarks/target/classpath")
  wanted training losses && [[ ${DJL:-} != no ]] || return 0
  step "Building DJL's worker"
  local module=$house/benchmarks/djl
  if "$house/mvnw" -B -q -f "$house/pom.xml" package -DskipTests -Dinvoker.skip -Pbenchmarks,djl \
    -pl :xray-benchmarks-djl -am >&2; then
    djl=$module/target/classes:$(cat "$module/target/classpath")
  else
    echo "DJL is missing: its worker was not built." >&2
  fi
}

# The peers' own environment; what pip cannot bring is left out.
environment() {
  [[ -x $work/python/bin/python ]] || "${PYTHON:-python3}" -m venv "$work/python"
  local file log
  for file in keras/requirements.txt peers/requirements.txt peers/requirements-torch.txt; do
    log=$work/log/pip-$(basename "$(dirname "$file")")-$(basename "$file" .txt).log
    step "Installing $file"
    "$work/python/bin/python" -m pip install -r "$house/benchmarks/$file" >"$log" 2>&1 ||
      echo "Missing: pip could not install $file, see $log. What needs it is left out." >&2
  done
}

# worker ARGUMENT...: Java in the environment that dev.xray.core.runtime.WorkerEnvironment gives it.
worker() {
  TF_ENABLE_ONEDNN_OPTS=1 TF_CPP_MIN_LOG_LEVEL=2 GLIBC_TUNABLES=glibc.malloc.hugetlb=1 "$java" "$@"
}

# files FOLDER SEED EPOCHS: what the contenders are given, see PeerFiles.
files() {
  local folder=$work/$1
  if [[ -f $folder/complete ]]; then
    return
  fi
  step "Exporting batches and weights to $folder"
  rm -rf "$folder"
  worker -cp "$classpath" dev.xray.benchmarks.PeerFiles "$data" "$folder" "$2" "$3" >&2
  touch "$folder/complete"
}

# compare PART [OPTION...]: the tables of a part.
compare() {
  step "$1"
  python3 "$house/benchmarks/peers/compare.py" "$1" "$work" --data "$data" --java "$java" --classpath "$classpath" \
    --djl "$djl" --threads "$threads" --rounds "${ROUNDS:-7}" --warm-up "${WARM_UP:-2}" --batches "${BATCHES:-10}" \
    --only ${ONLY:-} "${@:2}"
}

mkdir -p "$work/log"
build
environment
if wanted training inference preprocessing stages; then
  files batches 1 4
fi

for part in "${parts[@]}"; do
  case $part in
    training | inference | preprocessing)
      compare "$part"
      ;;
    losses)
      folders=()
      for seed in ${SEEDS:-1 2 3}; do
        folders+=("losses-$seed-${EPOCHS:-10}")
        files "${folders[-1]}" "$seed" "${EPOCHS:-10}"
      done
      compare losses --folders "${folders[@]}"
      ;;
    article)
      "$house/benchmarks/peers/article.sh" "$data" "$work"
      ;;
    stages)
      step stages
      worker -cp "$classpath" org.openjdk.jmh.Main Stages \
        -p folder="$work/batches" -rf text -rff "$work/stages.txt" ${JMH:-} >&2
      printf '### Stages\n\n| | ms | ± (99.9%%) |\n|---|---|---|\n'
      awk 'NR > 1 { sub("Stages.", "", $1); print "| " $1 " | " $5 " | " ($6 == "±" ? $7 : "–") " |" }' "$work/stages.txt"
      ;;
  esac
  echo
done | tee "$work/peers.md"
