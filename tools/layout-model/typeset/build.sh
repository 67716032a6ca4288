#!/bin/sh
# Typeset every document of a folder, JOBS at a time; one that fails, lacks letters in its fonts or runs too long is left out.
#   ./build.sh FOLDER [JOBS]
here=$(cd "$(dirname "$0")" && pwd)
cd "$1" || exit 1
export TEXINPUTS=".:$here:" LUAINPUTS=".:$here:" max_print_line=300
printf '%s\n' *.tex | xargs -P "${2:-2}" -I{} sh -c '
  base=$(basename {} .tex)
  [ -f $base.done ] && exit 0
  if timeout -k 5 400 lualatex -interaction=batchmode -halt-on-error $base.tex >/dev/null 2>&1 &&
    [ $(grep -ac "^Missing character" $base.log) -lt 60 ]
  then touch $base.done
  else printf "%s\n" "failed: $base: $(grep -am1 -A1 "^!" $base.log | tr "\n" " ")"; rm -f $base.pdf $base.boxes
  fi'
