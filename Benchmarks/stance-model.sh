#!/bin/bash
# What each kind of features, each source and more works bring to stance.model: cross-validation by work, a line each.
# Usage: Benchmarks/stance-model.sh ITEMS… [--also ITEMS]…   (some minutes a line; a release build: make build)
set -euo pipefail
tool=${TWOSOULS:-.build/release/twosouls}
model=$(mktemp)
trap 'rm -f "$model"' EXIT
figures=(passages quotations)

# A name, and the figures of a model trained with some options: macro-F1, side and ECE, by unit.
measure() {
  local name=$1
  shift
  "$tool" train stance.model "$@" -o "$model" 2>/dev/null \
    | awk -v name="$name" '
        /^stance, [a-z]*: macro-F1/ {
          gsub(/[,:]/, ""); for (i = 1; i < NF; i++) if ($i == "macro-F1" || $i == "side" || $i == "ECE") row = row "\t" $(i + 1)
        }
        END { print name row }'
}

# Items that are learned from only, apart from the others.
items=() others=()
while [ $# -gt 0 ]; do
  case $1 in
    --also) others+=(--also "$2"); shift 2 ;;
    *) items+=("$1"); shift ;;
  esac
done

printf 'what'
for unit in "${figures[@]}"; do printf '\t%s macro-F1\tside\tECE' "$unit"; done
printf '\n'
measure 'the items' "${items[@]}"
if [ ${#others[@]} -gt 0 ]; then measure 'and items only learned from' "${items[@]}" "${others[@]}"; fi
for kind in words context cues classes order; do
  measure "the items, without $kind" "${items[@]}" --without-features "$kind"
done
for share in 0.5 0.25 0.125; do
  measure "the items, $share of the works" "${items[@]}" --share "$share"
done
