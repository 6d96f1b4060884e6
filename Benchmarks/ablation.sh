#!/bin/bash
# What each rule of quotations.marks and speakers.rules brings: leaves one out at a time and measures on gold.
# Usage: Benchmarks/ablation.sh GOLD…   (a release build makes it ten times as fast: make build)
set -euo pipefail
tool=${TWOSOULS:-.build/release/twosouls}
figures=(kind.speech.f1 speaker.accuracy)

# The values of the figures, divided by tabs, with some settings.
measure() {
  "$tool" evaluate "${gold[@]}" --format csv "$@" 2>/dev/null \
    | awk -F, -v wanted="${figures[*]}" '
        BEGIN { count = split(wanted, names, " ") }
        { row = $0; gsub(/"[^"]*"/, "", row); split(row, cells, ","); value[cells[1]] = cells[3] }
        END { for (i = 1; i <= count; i++) printf "\t%s", value[names[i]]; print "" }'
}

# The rules that a stage knows.
rules() { "$tool" stages "$1" --json | python3 -c '
import json, sys
for setting in json.load(sys.stdin)[0]["settings"]:
    if setting["name"] == "without": print("\n".join(setting["takes"].split("one of ")[1].split(", ")))'; }

gold=("$@")
printf 'left out\t%s\n' "$(IFS=$'\t'; echo "${figures[*]}")"
printf '%s%s\n' "(nothing)" "$(measure)"
for stage in quotations.marks speakers.rules; do
  for rule in $(rules "$stage"); do
    printf '%s %s%s\n' "$stage" "$rule" "$(measure --set "$stage.without=[$rule]")"
  done
done
