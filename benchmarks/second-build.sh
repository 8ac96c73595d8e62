#!/usr/bin/env bash
# How much longer a build takes where there is nothing to train: `mvn verify` of the article's run when everything is up
# to date, beside the same project without the plugin. Ends with a table on standard output.
#
#   benchmarks/second-build.sh DATA WORK
#
# DATA as for article.sh. Everything is written to WORK. Trains one epoch first: the second build is the same after a
# hundred. $RUNS: pairs of builds, by default 5.
set -euo pipefail

. "$(dirname "$0")/common.sh"
arguments 2 "$@"
runs=${RUNS:-5}

with() { maven -o -f "$work/with/pom.xml" verify -Dxray.testData="$data" -Dxray.epochs=1; }
without() { maven -o -f "$work/without/pom.xml" verify; }

# seconds COMMAND: wall time of a command that must succeed.
seconds() {
  local start end
  start=$(date +%s.%N)
  "$1" >"$work/$1.log" 2>&1
  end=$(date +%s.%N)
  awk "BEGIN { print $end - $start }"
}

median() { sort -n | sed -n "$(((runs + 1) / 2))p"; }

maven -q -f "$house/pom.xml" install -DskipTests -Dinvoker.skip -pl :xray-maven-plugin -am >&2
mkdir -p "$work/with" "$work/without"
cp "$house/xray-examples/article/pom.xml" "$work/with/"
sed '/<build>/,/<\/profiles>/d' "$work/with/pom.xml" >"$work/without/pom.xml"
maven -f "$work/with/pom.xml" verify -Dxray.testData="$data" -Dxray.epochs=1 >&2
maven -f "$work/without/pom.xml" verify >&2

: >"$work/with.seconds"
: >"$work/without.seconds"
for ((run = 0; run < runs; run++)); do
  seconds without >>"$work/without.seconds"
  seconds with >>"$work/with.seconds"
  if ! grep -q "Model and evaluation are up to date" "$work/with.log" || grep -q "Epoch" "$work/with.log"; then
    echo "It trained: see $work/with.log" >&2
    exit 1
  fi
done

longer=$(median <"$work/with.seconds")
shorter=$(median <"$work/without.seconds")
printf '| build | median of %d, s |\n|---|---|\n' "$runs"
printf '| without the plugin | %.2f |\n| with it, everything up to date | %.2f |\n' "$shorter" "$longer"
printf '| difference | %.2f |\n' "$(awk "BEGIN { print $longer - $shorter }")"
