#!/usr/bin/env bash
# Fuzzes one target with afl-fuzz, guided by the coverage of our own assemblies: ./afl.sh TARGET MINUTES
# Needs Debian's afl++ and the tool SharpFuzz.CommandLine (dotnet tool install --global SharpFuzz.CommandLine).
set -euo pipefail
cd "$(dirname "$0")"
target=${1:?a target} minutes=${2:-60}
work=$PWD/bin/afl-$target

dotnet build -c Release -o "$work/bin" >/dev/null
dotnet "$work/bin/RoDLA.Fuzzing.dll" seeds "$target" "$work/seeds" # Before: instrumented code runs under afl-fuzz only.
for assembly in "$work"/bin/RoDLA.{Imaging,Perturbations,Detection,Analysis,Jobs,Cli,Api}.dll; do
  sharpfuzz "$assembly"
done

export AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1
afl-fuzz -V $((minutes * 60)) -t 20000 -m none -i "$work/seeds" -o "$work/found" -- dotnet "$work/bin/RoDLA.Fuzzing.dll" afl "$target"
grep -E 'execs_done|corpus_count|saved_crashes|saved_hangs' "$work/found/default/fuzzer_stats"
