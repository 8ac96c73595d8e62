#!/usr/bin/env bash
# Leaves out one source of real radiographs after another: cross-validates with a source for a fold, two sources for each
# class, through the plugin, from a consumer project outside of this repository. Ends with a table for docs/results.md on
# standard output.
#
#   benchmarks/leave-one-source-out.sh DATA WORK
#
# DATA has covid-chestxray-dataset/ and Figure1-COVID-chestxray-dataset/ for covid, chest_xray/train/NORMAL/ and
# nih-no-finding/ for normal. Everything is written to WORK; a run that was cut off goes on where it stopped. $RECIPES:
# by default "article". $REPEATS: by default 1. $EPOCHS: by default the recipe's.
set -euo pipefail

. "$(dirname "$0")/common.sh"
arguments 2 "$@"
recipes=${RECIPES:-article}
repeats=${REPEATS:-1}
epochs=${EPOCHS:+-Dxray.epochs=$EPOCHS}
consumer=$work/consumer

pom() {
  consumer_pom leave-one-source-out <<'END'
          <sources>
            <source>
              <name>covid-chestxray-dataset</name>
              <metadata>${xray.testData}/covid-chestxray-dataset/metadata.csv</metadata>
              <images>${xray.testData}/covid-chestxray-dataset/images</images>
              <where>
                <finding>COVID-19</finding>
                <view>PA</view>
              </where>
              <label>covid</label>
            </source>
            <source>
              <name>Figure1-COVID-chestxray-dataset</name>
              <metadata>figure1.csv</metadata>
              <images>${xray.testData}/Figure1-COVID-chestxray-dataset/images</images>
              <label>covid</label>
            </source>
            <source>
              <name>chest_xray</name>
              <images>${xray.testData}/chest_xray/train/NORMAL</images>
              <label>normal</label>
            </source>
            <source>
              <name>nih-no-finding</name>
              <images>${xray.testData}/nih-no-finding</images>
              <label>normal</label>
            </source>
          </sources>
END
}

step "Building the plugin"
maven -q -f "$house/pom.xml" install -DskipTests -Dinvoker.skip -pl :xray-maven-plugin -am >&2
mkdir -p "$consumer"
# Both are pictures that stand there twice, or in the other collection: a fold would be tested on what it has learned from.
figure1 "$data/Figure1-COVID-chestxray-dataset" COVID-00022 COVID-00037 >"$consumer/figure1.csv"
pom >"$consumer/pom.xml"
for recipe in $recipes; do
  out=$work/results/$recipe
  step "$recipe: one source left out at a time"
  mkdir -p "$out"
  maven -f "$consumer/pom.xml" dev.xray:xray-maven-plugin:cross-validate -Dxray.testData="$data" -Dxray.recipe="$recipe" \
    -Dxray.folds=sources -Dxray.repeats="$repeats" ${epochs:+"$epochs"} -Dxray.outputDirectory="$out" 2>&1 |
    tee -a "$out/build.log" >&2
done
for recipe in $recipes; do
  cat "$work/results/$recipe/cross-validation/cross-validation.md"
  echo
done
