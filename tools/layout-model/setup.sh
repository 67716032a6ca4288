#!/bin/sh
# Install what the tools need (about 5 GB): renderer, LuaLaTeX, fonts, texts and pictures to build pages from, PyTorch, and the node packages.
#   ./setup.sh            as root, once
set -e
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y --no-install-recommends \
 chromium gcc libc6-dev poppler-utils python3-torch python3-opencv python3-numpy python3-onnx \
 fonts-liberation fonts-liberation2 fonts-dejavu fonts-dejavu-extra fonts-noto-core fonts-noto-cjk fonts-crosextra-carlito fonts-crosextra-caladea \
 fonts-lato fonts-open-sans fonts-texgyre fonts-linuxlibertine fonts-ebgaramond fonts-roboto-unhinted fonts-cantarell fonts-inter \
 fonts-stix fonts-cmu fonts-lmodern fonts-gfs-didot fonts-junicode fonts-sil-charis fonts-sil-gentium-basic fonts-freefont-ttf \
 fonts-urw-base35 fonts-firacode fonts-jetbrains-mono fonts-play fonts-vollkorn fonts-comfortaa fonts-quicksand fonts-league-spartan \
 fonts-wqy-zenhei fonts-arphic-ukai fonts-arphic-uming fonts-ipafont-gothic fonts-ipafont-mincho fonts-nanum fonts-hosny-amiri \
 fonts-lohit-deva fonts-croscore fonts-vlgothic fonts-yanone-kaffeesatz fonts-bebas-neue fonts-hack fonts-inconsolata fonts-courier-prime \
 fonts-dkg-handwriting fonts-breip fonts-femkeklaver fonts-rufscript \
 fonts-cardo fonts-goudybookletter fonts-oldstandard fonts-paratype \
 texlive-luatex texlive-latex-recommended texlive-latex-extra texlive-publishers texlive-science texlive-pictures texlive-humanities \
 texlive-fonts-recommended texlive-fonts-extra texlive-lang-cyrillic texlive-lang-german texlive-lang-french texlive-lang-spanish \
 texlive-lang-portuguese texlive-lang-italian texlive-lang-european texlive-lang-japanese texlive-lang-chinese texlive-lang-arabic \
 texlive-bibtex-extra lmodern tex-gyre fonts-texgyre-math \
 debian-policy developers-reference installation-guide-amd64 debian-reference-zh-cn debian-reference-ja debian-reference-de \
 debian-reference-fr debian-reference-en fortunes mate-backgrounds plasma-workspace-wallpapers python-sklearn-doc python-skimage-doc
cd "$(dirname "$0")"
npm ci
