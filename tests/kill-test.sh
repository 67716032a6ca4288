#!/usr/bin/env bash
# Kills the service at random moments of jobs and starts it again; see EndToEnd/KillTests.cs. Some of the kills hit the upload or the start.
# Reports the figures after each job; fails when an image was lost, processed again after it was done, or taken for the cause of the kills,
# or when a JSON file is broken.
#   tests/kill-test.sh [jobs] [images of each] [kills of each] [seed]
set -euo pipefail
cd "$(dirname "$0")/.."
KILL_ROUNDS="${1:-5}" KILL_IMAGES="${2:-300}" KILL_EACH="${3:-40}" KILL_SEED="${4:-$RANDOM}" dotnet test tests/RoDLA.Tests -c Release \
  --filter 'FullyQualifiedName~EndToEnd.KillTests' --logger 'console;verbosity=detailed'
