#!/usr/bin/env bash
# Measure the branch coverage of every rules.py under its own tests alone; less than 100 % fails.
set -euo pipefail
cd "$(dirname "$0")/.."
[[ $# -gt 0 ]] || { echo "no tests/*/test_rules.py found" >&2; exit 1; }

mkdir -p build
export COVERAGE_FILE=build/rules.coverage
.venv/bin/coverage run -m pytest --quiet -p no:cacheprovider "$@"
.venv/bin/coverage report --include='services/*/src/*/*/rules.py' --show-missing --fail-under=100
