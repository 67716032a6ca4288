#!/usr/bin/env bash
# The status of a job under 1,000 connections at once from wrk (Debian: apt install wrk), on this machine:
#   tests/status-load.sh [SECONDS [PAUSE_MS]]
# Each connection asks again after a random pause of up to PAUSE_MS, and at once with 0. Needs a Release build. Ends with 1 when a request
# failed, or when the 95th percentile is over 20 ms.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-15}
pause=${2:-400}
connections=1000
port=18099
folder=$(mktemp -d)
ulimit -n 8192

RODLA_API_PORT=$port RODLA_OUTPUT_DIR=$folder/outputs RODLA_LOG_LEVEL=warning RODLA_MAX_CONNECTIONS=2000 \
  RODLA_MAX_CONNECTIONS_PER_ADDRESS=2000 dotnet src/RoDLA.Api/bin/Release/net10.0/RoDLA.Api.dll >"$folder/log" 2>&1 &
service=$!
trap 'kill $service; wait $service || true; rm -rf "$folder"' EXIT
for _ in $(seq 600); do
  curl -fs "http://127.0.0.1:$port/health/ready" >/dev/null && break
  sleep 0.2
done
job=$(curl -fs -F files=@samples/article.jpg "http://127.0.0.1:$port/api/detect-batch" | sed -E 's/.*"job_id":"([^"]+)".*/\1/')
curl -fs "http://127.0.0.1:$port/api/batch-job/$job?wait=60" >/dev/null

cat >"$folder/status.lua" <<LUA
function delay() return math.random(0, $pause) end
function done(summary, latency, requests)
  local e = summary.errors
  local failed = e.connect + e.read + e.write + e.status + e.timeout
  io.write(string.format("p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, most %.1f ms; %d requests, %.0f a second, %d failed\n",
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    summary.requests, summary.requests / summary.duration * 1e6, failed))
  if failed > 0 or latency:percentile(95) > 20000 then io.write("over the limit\n") end
end
LUA
[[ $pause -gt 0 ]] || sed -i '/^function delay/d' "$folder/status.lua"
address="http://127.0.0.1:$port/api/v1/jobs/$job/status"
wrk -t1 -c$connections -d5s -s "$folder/status.lua" "$address" >/dev/null # Warm.
wrk -t1 -c$connections -d"${seconds}s" -s "$folder/status.lua" "$address" | tee "$folder/result"
! grep -q "over the limit" "$folder/result"
