#!/usr/bin/env bash
# Kills the service at random moments of jobs and starts it again; see EndToEnd/KillTests.cs. Each round is a job with one to three kills,
# some of them during the upload or the start. Reports the figures after each round; fails when an image was lost, processed twice after it
# was done, or taken for the cause of the kills, or when a JSON file is broken.
#   tests/kill-test.sh [rounds] [images] [seed]
set -euo pipefail
cd "$(dirname "$0")/.."
KILL_ROUNDS="${1:-100}" KILL_IMAGES="${2:-40}" KILL_SEED="${3:-$RANDOM}" dotnet test tests/RoDLA.Tests -c Release \
  --filter 'FullyQualifiedName~EndToEnd.KillTests' --logger 'console;verbosity=detailed'
