#!/bin/sh
# Renders the sample pages from the HTML beside this script. Needs Debian's chromium, poppler-utils, imagemagick and fonts-liberation.
#   tools/samples/make.sh        writes samples/
set -e
cd "$(dirname "$0")"
out=../../samples
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for page in article invoice; do
  chromium --headless --no-sandbox --disable-gpu --disable-background-networking --user-data-dir="$work/profile" --no-pdf-header-footer \
    --print-to-pdf="$work/$page.pdf" "file://$PWD/$page.html" 2>/dev/null
done
cp "$work/article.pdf" "$out/article.pdf"
pdftoppm -r 200 -f 1 -l 1 -singlefile -jpeg -jpegopt quality=85 "$work/article.pdf" "$out/article"
pdftoppm -r 110 -f 1 -l 1 -singlefile -png "$work/invoice.pdf" "$out/invoice"
pdftoppm -r 120 -mono "$work/article.pdf" "$work/fax"
convert "$work"/fax-*.pbm -compress Group4 "$out/article-fax.tif"
