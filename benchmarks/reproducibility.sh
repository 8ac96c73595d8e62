#!/usr/bin/env bash
# What stays the same when a model is trained again, and how far it gets where it does not: trains the example of the
# phantoms again and again, each time with one thing changed, and compares with the first. Then lets the first model
# predict, under the same changes. Ends with the tables of docs/reproducibility.md on standard output.
#
#   benchmarks/reproducibility.sh WORK
#
# Everything is written to WORK; what is complete there is not run again. It clones this repository: commit first.
# $EPOCHS: by default 40, as the example has it. $JDK: the home of another JDK. $MAVENS: homes of other Mavens, separated
# by blanks. Without these, their lines are left out. Linux on x86-64.
set -euo pipefail

. "$(dirname "$0")/common.sh"
arguments 1 "$@"
epochs=${EPOCHS:-40}
example=xray-examples/phantom-model
# Libraries that choose their code by the CPU, told to take it for an older one.
avx2='ONEDNN_MAX_CPU_ISA=AVX2 OPENCV_CPU_DISABLE=AVX512-SKX GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F'
sse41='ONEDNN_MAX_CPU_ISA=SSE41 OPENCV_CPU_DISABLE=AVX512-SKX,AVX2,AVX,FP16 GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX512F,-AVX2,-FMA'

# example ENVIRONMENT GOAL ARGUMENTS...: the example, with two threads unless the arguments say otherwise.
example() (
  [[ -z $1 ]] || export $1 # several variables
  maven -f "$house/$example/pom.xml" "$2" -Dphantoms="$work/phantoms" -Dxray.phantom.outputDirectory="$work/phantoms" \
    -Dxray.cache=false -Dxray.threads=2 -Dxray.epochs="$epochs" "${@:3}"
)

# once NAME COMMAND...: runs a command that writes into a folder, unless it was run before.
once() {
  local folder=$work/$1
  if [[ -f $folder/done ]]; then
    return
  fi
  printf '==> %s\n' "$1" >&2
  rm -rf "$folder"
  mkdir -p "$folder"
  "${@:2}" >"$folder/build.log" 2>&1 & # so that it stops at its first error
  wait $! || {
    echo "It failed: see $folder/build.log" >&2
    exit 1
  }
  touch "$folder/done"
}

train() { example "$2" verify -Dxray.outputDirectory="$work/$1" "${@:3}"; }

predict() {
  example "$2" xray:predict -Dxray.model="$(model first)" -Dxray.inputs="$work/phantoms/images" \
    -Dxray.predict.outputDirectory="$work/predict/$1" "${@:3}"
}

# Kills the worker after a few epochs, and lets the same command finish the job.
kill_and_resume() {
  local log=$work/$1/killed.log build
  train "$1" '' -Dxray.checkpointEvery=1 >"$log" 2>&1 &
  build=$!
  until grep -q "Epoch *3/" "$log" || ! kill -0 "$build"; do
    sleep 0.1
  done
  kill -9 "$(pgrep -f "WorkerMain $work/$1/")"
  if wait "$build"; then
    echo "The build survived the death of its worker." >&2
    exit 1
  fi
  train "$1" '' -Dxray.checkpointEvery=1 | tee "$work/$1/resumed.log"
  grep "Resuming from the checkpoint" "$work/$1/resumed.log"
}

# clone NAME MVN: a clean clone, built and trained by one command; nothing is installed.
clone() {
  local out=$work/$1/clone/$example/target/xray/phantom-model
  git clone -q "$house" "$work/$1/clone"
  (
    cd "$work/$1/clone"
    "$2" -version
    "$2" -B verify -pl :phantom-model -am -DskipTests -Dxray.cache=false -Dxray.threads=2 -Dxray.epochs="$epochs"
  )
  mv "$out/model" "$out/evaluation" "$work/$1/"
  rm -rf "$work/$1/clone"
}

model() { echo "$work/$1/model/phantom-model-model.jar"; }

difference() {
  java -cp "$house/benchmarks/target/classes:$(cat "$house/benchmarks/target/classpath")" \
    dev.xray.benchmarks.ModelDifference "$@"
}

# As code in Markdown, or nothing.
code() { sed 's/^ *//;s/ *$//;s/..*/`&`/' <<<"$1"; }

# row WORDS COMMAND FIRST OTHER: of the table of trained models.
row() {
  printf '| %s | %s | %s |\n' "$1" "$(code "$2")" \
    "$(difference "$(model "$3")" "$work/$3/evaluation/predictions.csv" "$(model "$4")" "$work/$4/evaluation/predictions.csv")" \
    >>"$work/trained.md"
}

# trained NAME WORDS ENVIRONMENT ARGUMENTS...: trains, and compares with the first.
trained() {
  once "$1" train "$1" "$3" "${@:4}"
  row "$2" "$3 ${*:4}" first "$1"
}

# predicted NAME WORDS ENVIRONMENT ARGUMENTS...: lets the first model predict, and compares.
predicted() {
  once "predict/$1" predict "$1" "$3" "${@:4}"
  printf '| %s | %s | %s |\n' "$2" "$(code "$3 ${*:4}")" \
    "$(difference "$work/predict/first/predictions.csv" "$work/predict/$1/predictions.csv")" >>"$work/predicted.md"
}

maven -q -f "$house/pom.xml" install -DskipTests -Dinvoker.skip -Pbenchmarks -pl :xray-maven-plugin,:xray-benchmarks \
  -am >&2
rm -f "$work/trained.md" "$work/predicted.md"

once first train first ''
row '(the first)' '' first first
trained again 'a second time, in another folder' ''
for clone in clone-1 clone-2; do
  once $clone clone $clone ./mvnw
  row 'in a clean clone' 'git clone' first $clone
done
for home in ${MAVENS:-}; do
  version=$("$home/bin/mvn" -version | grep -om 1 '[0-9][0-9]*\.[0-9][-.0-9a-z]*')
  once "maven-$version" clone "maven-$version" "$home/bin/mvn"
  row "in a clean clone, by Maven $version" 'git clone' first "maven-$version"
done
[[ -z ${JDK:-} ]] || trained jdk "on ${JDK##*/}" "JAVA_HOME=$JDK"
once killed kill_and_resume killed
row 'after `kill -9` of the worker, resumed from the checkpoint' '-Dxray.checkpointEvery=1' first killed
trained foreign 'Turkish, in Tokyo, in Latin-1' 'TZ=Asia/Tokyo LC_ALL=C' \
  '-Dxray.argLine=-Duser.language=tr -Duser.timezone=Asia/Tokyo -Dfile.encoding=ISO-8859-1'
trained threads-1 'with 1 thread' '' -Dxray.threads=1
trained threads-4 'with 4 threads' '' -Dxray.threads=4
trained onednn-off 'without oneDNN' '' -Dxray.oneDnn=false
trained avx2 'as on a CPU with AVX2 at most' "$avx2"
trained sse41 'as on a CPU with SSE 4.1 at most' "$sse41"
once onednn-off-sse41 train onednn-off-sse41 "$sse41" -Dxray.oneDnn=false
row 'the same, without oneDNN in both' "$sse41 -Dxray.oneDnn=false" onednn-off onednn-off-sse41
once one-epoch train one-epoch '' -Dxray.epochs=1
for change in -Dxray.threads=1 -Dxray.oneDnn=false; do
  once "one-epoch$change" train "one-epoch$change" '' -Dxray.epochs=1 "$change"
  row 'one epoch only, in both' "-Dxray.epochs=1 $change" one-epoch "one-epoch$change"
done
article=(-Dxray.width=200 -Dxray.height=200 -Dxray.epochs=3)
once article-first train article-first '' "${article[@]}"
once article-again train article-again '' "${article[@]}"
row 'the article'\''s network, twice' "${article[*]}" article-first article-again

once predict/first predict first ''
predicted again 'a second time' ''
[[ -z ${JDK:-} ]] || predicted jdk "on ${JDK##*/}" "JAVA_HOME=$JDK"
predicted threads-1 'with 1 thread' '' -Dxray.threads=1
predicted onednn-off 'without oneDNN' '' -Dxray.oneDnn=false
predicted avx2 'as on a CPU with AVX2 at most' "$avx2"
predicted sse41 'as on a CPU with SSE 4.1 at most' "$sse41"

printf '| trained once more | how | bundle | weights: largest difference | probabilities: largest difference | AUC |\n|---|---|---|---|---|---|\n'
cat "$work/trained.md"
printf '\n| the first model, predicting | how | probabilities: largest difference |\n|---|---|---|\n'
cat "$work/predicted.md"
