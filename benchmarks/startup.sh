#!/usr/bin/env bash
# How long it takes from `mvn xray:train` to the first training step, and what of: natives unpacked and images kept by an
# earlier build. Ends with a table on standard output.
#
#   benchmarks/startup.sh DATA WORK
#
# DATA as for article.sh. Everything is written to WORK. The worker's part is measured by FirstStep, which does what a
# worker does, in turns with the flags that a worker gets (the serial collector, an archive of classes) and without them.
# $RUNS: pairs of runs, by default 10.
set -euo pipefail

. "$(dirname "$0")/common.sh"
arguments 2 "$@"
runs=${RUNS:-10}

train() { maven -o -f "$work/pom.xml" xray:train -Dxray.testData="$data" -Dxray.epochs=1; }

# first_step NAME FLAG...: adds a line of seconds to NAME.
first_step() {
  local name=$1
  shift
  java -Dstart="$(date +%s%N)" "$@" -cp "$classpath" dev.xray.benchmarks.FirstStep "$data" "$work/first-step" \
    >>"$work/$name.seconds" 2>"$work/$name.log"
}

# median NAME COLUMN: of the columns up to it, if COLUMN starts with a minus sign.
median() {
  awk -v column="$2" '{ if (column > 0) print $column; else { sum = 0; for (i = 1; i <= -column; i++) sum += $i; print sum } }' \
    "$work/$1.seconds" | sort -n | awk '{ s[NR] = $1 } END { m = int((NR + 1) / 2); printf "%.2f", (s[m] + s[NR + 1 - m]) / 2 }'
}

maven -q -f "$house/pom.xml" install -Pbenchmarks -DskipTests -Dinvoker.skip -pl :xray-maven-plugin,:xray-benchmarks -am >&2
classpath="$house/benchmarks/target/xray-benchmarks-0.1.0-SNAPSHOT.jar:$(cat "$house/benchmarks/target/classpath")"
cp "$house/xray-examples/article/pom.xml" "$work/"
maven -f "$work/pom.xml" xray:train -Dxray.testData="$data" -Dxray.epochs=1 >&2

rm -f "$work"/{maven,plain,worker}.seconds "$work/classes.jsa"
first_step unpacking
first_step archiving -XX:+UseSerialGC -XX:ArchiveClassesAtExit="$work/classes.jsa"
for ((run = 0; run < runs; run++)); do
  start=$(date +%s%N)
  train >"$work/train.log" 2>&1
  awk "BEGIN { print ($(date +%s%N) - $start) / 1e9 }" >>"$work/maven.seconds"
  grep -q "The model is up to date" "$work/train.log"
  first_step plain
  first_step worker -XX:+UseSerialGC -XX:SharedArchiveFile="$work/classes.jsa"
done

printf '| seconds, medians of %d | without | with the flags of a worker |\n|---|---|---|\n' "$runs"
printf '| Maven, until it knows that there is nothing to do | %s | |\n' "$(median maven 1)"
row=0
for part in 'JVM' 'images found and divided, TensorFlow loaded beside it' 'the rest of loading TensorFlow' 'pixels read' \
  'network built, first step' 'second step'; do
  row=$((row + 1))
  printf '| %s | %s | %s |\n' "$part" "$(median plain $row)" "$(median worker $row)"
done
printf '| **from the start of the JVM to the first step** | **%s** | **%s** |\n' "$(median plain -5)" "$(median worker -5)"
printf '| seconds of CPU, second step included | %s | %s |\n' "$(median plain 7)" "$(median worker 7)"
printf '| OpenCV loaded | %s | %s |\n' "$(awk '{ print $8 }' "$work/plain.seconds" | sort -u | paste -sd ' ' -)" \
  "$(awk '{ print $8 }' "$work/worker.seconds" | sort -u | paste -sd ' ' -)"
