# What runs before each bash block of the documentation: the programs it names, on the service of the test.
set -eo pipefail

# Placeholders in the text stand for what earlier answers on the same page named.
place() {
  local name file
  for name in OTHER_JOB_ID JOB_ID UPLOAD_ID FILE_ID; do
    if [[ $PLACED == *$name* ]]; then
      file=$STATE/$name
      [ -s "$file" ] || { echo "no answer before this named a $name" >&2; exit 97; }
      PLACED=${PLACED//$name/$(<"$file")}
    fi
  done
  PLACED=${PLACED//http:\/\/localhost:8000/$SERVICE}
}

remember() { # file of an answer
  local id
  id=$(grep -aom 1 'job_[a-z0-9]\{12\}' "$1" | head -n 1) || true
  if [ -n "$id" ] && [ "$id" != "$(cat "$STATE/JOB_ID" 2>/dev/null)" ]; then
    [ ! -s "$STATE/JOB_ID" ] || cp "$STATE/JOB_ID" "$STATE/OTHER_JOB_ID"
    echo -n "$id" >"$STATE/JOB_ID"
  fi
  id=$(grep -aom 1 'upl_[a-z0-9]\{8,\}' "$1" | head -n 1) || true
  [ -z "$id" ] || echo -n "$id" >"$STATE/UPLOAD_ID"
  id=$(grep -aom 1 'img_[a-z0-9]\{8,\}' "$1" | head -n 1) || true
  [ -z "$id" ] || echo -n "$id" >"$STATE/FILE_ID"
}

# The status must be 2xx, or one that the comment of the line names.
curl() {
  local arguments=() argument answer status
  for argument in "$@"; do
    PLACED=$argument
    place
    arguments+=("$PLACED")
  done
  answer=$(mktemp -p "$STATE")
  command curl -sS --max-time 300 -w '%{stderr}HTTP %{http_code}\n' "${arguments[@]}" >"$answer" 2>"$answer.err" || {
    cat "$answer.err" >&2
    exit 98
  }
  status=$(sed -n 's/^HTTP //p' "$answer.err" | tail -n 1)
  if [[ $status != 2?? && " $STATUSES " != *" $status "* ]]; then
    echo "HTTP $status for: curl ${arguments[*]}" >&2
    head -c 2000 "$answer" >&2
    exit 99
  fi
  [[ $status != 2?? ]] || remember "$answer"
  cat "$answer"
}

RoDLA.Api() {
  [ $# -gt 0 ] || { echo "this starts the service: mark the block" >&2; exit 96; }
  local arguments=() argument
  for argument in "$@"; do
    PLACED=$argument
    place
    arguments+=("$PLACED")
  done
  command dotnet "$PROGRAM" "${arguments[@]}"
}

dotnet() {
  if [[ "$1 $2 $3 $4 $5" == "run --project src/RoDLA.Api -c Release" ]]; then
    shift 5
    [ "${1:-}" != -- ] || shift
    RoDLA.Api "$@"
  else
    command dotnet "$@"
  fi
}
