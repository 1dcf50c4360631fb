#!/usr/bin/env bash
# Install Debian's Chromium and a Chinese font, unless they are there or BRANCHLINE_CHROMIUM names another browser.
set -euo pipefail
if [[ -n "${BRANCHLINE_CHROMIUM:-}" ]]; then
  exit 0
fi
missing=()
command -v chromium > /dev/null || missing+=(chromium)
[[ -n "$(fc-list :lang=zh 2> /dev/null)" ]] || missing+=(fonts-wqy-microhei)
if (( ${#missing[@]} )); then
  as_root=()
  (( EUID == 0 )) || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
fi
