#!/usr/bin/env bash
# Kills the service at random moments of 40-image jobs and starts it again, as many rounds as it is told (200); see EndToEnd/KillTests.cs.
# Says after each round what happened; ends with an error when an image was lost, done twice, or a file of JSON was broken.
#   tests/kill-test.sh [rounds] [seed]
set -euo pipefail
cd "$(dirname "$0")/.."
KILL_ROUNDS="${1:-200}" KILL_SEED="${2:-$RANDOM}" dotnet test tests/RoDLA.Tests -c Release \
  --filter 'FullyQualifiedName~EndToEnd.KillTests' --logger 'console;verbosity=detailed'
