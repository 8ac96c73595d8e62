#!/usr/bin/env bash
# How long an application waits for its first classification: from the start of the JVM, with the model on the class
# path and the natives unpacked by an earlier run. Ends with a table on standard output.
#
#   benchmarks/first-classification.sh WORK
#
# Everything is written to WORK. The model is the article's network, trained for one epoch on phantoms: a hundred make
# it no larger. $RUNS: JVMs, by default 10. $CORES: on how many cores, by default 2.
set -euo pipefail

. "$(dirname "$0")/common.sh"
arguments 1 "$@"
runs=${RUNS:-10}
cores=${CORES:-2}

if [[ ! -f $work/model.jar ]]; then
  "$house/mvnw" -B -f "$house/pom.xml" verify -Pbenchmarks -pl :xray-benchmarks,:phantom-model -am -DskipTests \
    -Dxray.width=200 -Dxray.height=200 -Dxray.epochs=1 >&2
  cp "$house"/xray-examples/phantom-model/target/xray/phantom-model/model/phantom-model-model.jar "$work/model.jar"
  cp "$(find "$house/xray-examples/phantom-model/target/xray/phantoms/images" -type f | sort | head -n 1)" "$work/image"
fi

classify() {
  taskset -c "0-$((cores - 1))" java -cp "$house/benchmarks/target/classes:$(cat "$house/benchmarks/target/classpath"):$work/model.jar" \
    dev.xray.benchmarks.FirstClassification phantom-model "$work/image" 2>"$work/stderr.log"
}

classify >/dev/null # unpacks the natives
for ((run = 0; run < runs; run++)); do classify; done | sort -n >"$work/seconds"

printf '| from JVM start to the first probability, %d runs on %d cores | s |\n|---|---|\n' "$runs" "$cores"
printf '| fastest | %s |\n' "$(head -n 1 "$work/seconds")"
printf '| **median** | **%s** |\n' "$(awk '{ s[NR] = $1 } END { m = int((NR + 1) / 2); printf "%.2f", (s[m] + s[NR + 1 - m]) / 2 }' "$work/seconds")"
printf '| slowest | %s |\n' "$(tail -n 1 "$work/seconds")"
printf '| model | %s bytes |\n' "$(stat -c %s "$work/model.jar")"
