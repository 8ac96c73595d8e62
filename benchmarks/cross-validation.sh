#!/usr/bin/env bash
# Cross-validates the recipes on the real radiographs through the plugin, from a consumer project outside of this
# repository. Ends with the tables of docs/results.md on standard output.
#
#   benchmarks/cross-validation.sh DATA WORK
#
# DATA has covid-chestxray-dataset/ and chest_xray/train/NORMAL/. Everything is written to WORK; a run that was cut off
# goes on where it stopped. $RECIPES: by default "article rigorous". $FOLDS and $REPEATS: by default 5 and 5. $EPOCHS:
# by default the recipe's.
set -euo pipefail

. "$(dirname "$0")/common.sh"
arguments 2 "$@"
recipes=${RECIPES:-article rigorous}
folds=${FOLDS:-5}
repeats=${REPEATS:-5}
epochs=${EPOCHS:+-Dxray.epochs=$EPOCHS}

# cross_validate RECIPE
cross_validate() {
  local out=$work/results/$1
  step "$1: $repeats times $folds folds"
  mkdir -p "$out"
  maven -f "$work/consumer/pom.xml" dev.xray:xray-maven-plugin:cross-validate -Dxray.testData="$data" \
    -Dxray.recipe="$1" -Dxray.folds="$folds" -Dxray.repeats="$repeats" ${epochs:+"$epochs"} \
    -Dxray.outputDirectory="$out" 2>&1 | tee -a "$out/build.log" >&2
}

step "Building the plugin"
maven -q -f "$house/pom.xml" install -DskipTests -Dinvoker.skip -pl :xray-maven-plugin -am >&2
mkdir -p "$work/consumer"
cp "$house/xray-examples/article/pom.xml" "$work/consumer/"
for recipe in $recipes; do
  cross_validate "$recipe"
done
for recipe in $recipes; do
  cat "$work/results/$recipe/cross-validation/cross-validation.md"
  echo
done
