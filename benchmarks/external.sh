#!/usr/bin/env bash
# Two models on images of origins that they have never seen: the article's, and one with a choice of data and settings that
# are to lower the audit's shortcut score. Both learn through the plugin, from a consumer project outside of this repository, and
# are audited there; a gate on the shortcut score accepts or refuses them. Ends with the tables of docs/results.md on
# standard output.
#
#   benchmarks/external.sh DATA WORK
#
# DATA has covid-chestxray-dataset/ and chest_xray/train/NORMAL/ to learn from, nih-no-finding/ and
# Figure1-COVID-chestxray-dataset/ for the external sets. Everything is written to WORK; what is complete there is not run
# again. $SEEDS: by default 1 2 3. $VARIANTS: by default "article foreign-border".
set -euo pipefail

. "$(dirname "$0")/common.sh"
arguments 2 "$@"
seeds=${SEEDS:-1 2 3}
variants=${VARIANTS:-article foreign-border}

# settings VARIANT: in what they differ.
settings() {
  case $1 in
    article) ;;
    foreign-border)
      echo '<preprocessing.width>64</preprocessing.width>'
      echo '<preprocessing.height>64</preprocessing.height>'
      echo '<preprocessing.resampling>area</preprocessing.resampling>'
      echo '<augmentation.foreignBorder>0.2</augmentation.foreignBorder>'
      echo '<training.epochs>80</training.epochs>'
      ;;
  esac
}

# Of the external set, every covid image comes from Figure 1's collection, every normal one from nih-no-finding: its
# specificity is that of the one, its sensitivity that of the other. One radiograph of Figure 1's is in the training
# collection too, one is there twice: docs/audit.md.
pom() {
  consumer_pom "$1" <<END
          <sources>
            <source>
              <metadata>\${xray.testData}/covid-chestxray-dataset/metadata.csv</metadata>
              <images>\${xray.testData}/covid-chestxray-dataset/images</images>
              <where>
                <finding>COVID-19</finding>
                <view>PA</view>
              </where>
              <label>covid</label>
            </source>
            <source>
              <images>\${xray.testData}/chest_xray/train/NORMAL</images>
              <label>normal</label>
              <balance>true</balance>
            </source>
          </sources>
          <settings>
            $(settings "$1")
          </settings>
          <externalSets>
            <externalSet>
              <name>external</name>
              <sources>
                <source>
                  <name>nih-no-finding</name>
                  <images>\${xray.testData}/nih-no-finding</images>
                  <label>normal</label>
                </source>
                <source>
                  <name>Figure1-COVID-chestxray-dataset</name>
                  <metadata>figure1.csv</metadata>
                  <images>\${xray.testData}/Figure1-COVID-chestxray-dataset/images</images>
                  <label>covid</label>
                </source>
              </sources>
            </externalSet>
          </externalSets>
          <gates>
            <gate>
              <metric>shortcut</metric>
              <upperBound>0.3</upperBound>
              <acceptApproximate>true</acceptApproximate>
            </gate>
          </gates>
END
}

# run VARIANT SEED: trains, evaluates, audits; then asks the gate, whose refusal is a result like any other.
run() {
  local consumer=$work/$1 out=$work/results/$1/seed-$2 xray=dev.xray:xray-maven-plugin
  if [[ -f $out/gate ]]; then
    return
  fi
  step "$1, seed $2"
  mkdir -p "$out"
  local arguments=(-f "$consumer/pom.xml" -Dxray.testData="$data" -Dxray.seed="$2" -Dxray.outputDirectory="$out/xray")
  maven "${arguments[@]}" $xray:evaluate $xray:audit 2>&1 | tee "$out/build.log" >&2
  if maven "${arguments[@]}" $xray:check >"$out/check.log" 2>&1; then
    echo passed >"$out/gate"
  elif grep -q 'shortcut' "$out/check.log"; then
    echo refused >"$out/gate"
  else
    cat "$out/check.log" >&2
    exit 1
  fi
}

step "Building the plugin"
maven -q -f "$house/pom.xml" install -DskipTests -Dinvoker.skip -Pbenchmarks -pl :xray-maven-plugin,:xray-benchmarks -am >&2
for variant in $variants; do
  mkdir -p "$work/$variant"
  figure1 "$data/Figure1-COVID-chestxray-dataset" COVID-00022 COVID-00037 >"$work/$variant/figure1.csv"
  pom "$variant" >"$work/$variant/pom.xml"
  for seed in $seeds; do
    run "$variant" "$seed"
  done
done
java -cp "$house/benchmarks/target/classes:$(cat "$house/benchmarks/target/classpath")" dev.xray.benchmarks.ExternalTable \
  "$work/results" $variants
