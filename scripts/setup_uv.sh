#!/usr/bin/env bash
# Put the pinned uv into .tools/uv; nothing outside the project's folder is touched.
set -euo pipefail
cd "$(dirname "$0")/.."

UV_VERSION=0.13.9
python=$(command -v python3.11 || command -v python3)
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || {
  echo "Python 3.11 is needed; '$python' is $("$python" --version)." >&2
  exit 1
}

if [[ "$(.tools/uv/bin/uv --version 2>/dev/null)" != "uv $UV_VERSION"* ]]; then
  "$python" -m venv .tools/uv
  .tools/uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"
fi
touch .tools/uv/bin/uv # newer than this script: make need not come again
