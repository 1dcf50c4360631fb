#!/usr/bin/env bash
# Print the targets of the makefiles given, by section: "##@ Section" and "target: ## what it does".
set -euo pipefail

awk -F ':.*## ' '
  /^##@ /                { printf "%s\n%s\n", (seen++ ? "" : "make TARGET"), substr($0, 5) }
  /^[a-z][a-z-]*:.*## /  { printf "  %-20s %s\n", $1, $2 }
' "$@"
