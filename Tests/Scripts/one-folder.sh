#!/usr/bin/env bash
# Adds the stage of the article “Writing a stage” to a copy of this package, as a newcomer would: one folder with its tests, and two
# lines. What it compiled stays in .build-one-folder for the next time. Other modules' tests are left out, for time.
set -euo pipefail
cd "$(dirname "$0")/../.."
article=Sources/TwoSoulsTool/TwoSouls.docc/WritingAStage.md
copy=.build-one-folder
swift=${SWIFT:-swift}
export SWIFT_BACKTRACE=enable=no
fail() { echo "one-folder: $*" >&2 && exit 1; }

# The number of a block of Swift in the article → its text.
block() { awk -v wanted="$1" '/^```swift/ { number++; inside = 1; next } /^```/ { inside = 0 } inside && number == wanted' "$article"; }

mkdir -p "$copy"
find "$copy" -mindepth 1 -maxdepth 1 ! -name .build -exec rm -r {} +
tar --exclude='.build*' --exclude=.git --exclude=twosouls-out -cf - . | tar -xf - -C "$copy"
cp Package.resolved "$copy/"
cd "$copy"
for tests in Tests/*Tests; do
  case $tests in */HouseTests) continue ;; esac
  find "$tests" -name '*.swift' -delete
  echo "// Left out." >"$tests/None.swift"
done

echo "A folder, and its tests …"
article=../$article
mkdir -p Plugins/Shouting Tests/ShoutingTests
block 1 >Plugins/Shouting/Shouting.swift
block 2 >Tests/ShoutingTests/ShoutingTests.swift
"$swift" build --build-tests
if "$swift" test --skip-build --disable-xctest --filter HouseTests/registered >forgotten.txt 2>&1; then
  fail "the house does not notice that the two lines are forgotten"
fi
grep -q "Shouting has no line in Package.swift" forgotten.txt || fail "$(cat forgotten.txt)"

echo "… and two lines, one of them with its import"
sed -i 's|^let plugins = \[$|&\n  Plugin(name: "Shouting"),|' Package.swift
sed -i -e 's|^let bundledModules.*= \[$|&\n  ShoutingPlugin.self,|' -e 's|^import Segmentation$|&\nimport Shouting|' \
  Sources/TwoSoulsTool/Bundled.swift
"$swift" build --build-tests
"$swift" test --skip-build --disable-xctest --filter "ShoutingTests|HouseTests/(registered|bundled|plugins|arrows)" \
  2>&1 | tee passed.txt
grep -q "with 6 tests" passed.txt || fail "not every test has run"
tools=$("$swift" build --show-bin-path)
"$tools/twosouls" stages shouts.capitals
"$tools/twosouls" schema pipeline | grep -q '"minimum-letters"' || fail "the schema does not know the setting"
