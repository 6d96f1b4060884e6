#!/usr/bin/env bash
# Builds, tests and uses the example package with what a build of this one has left in a folder, so that only the package
# itself is compiled: example-package.sh .build [FLAGS OF SWIFT BUILD]
set -euo pipefail
cd "$(dirname "$0")/../.."
build=$(cd "$1" && pwd)
shift
package=Plugins/Examples/swift-package
shared=(--scratch-path "$build" --force-resolved-versions --disable-build-manifest-caching "$@" --disable-xctest)
work=$(mktemp -d)
# The next build of this package plans anew, not by what was planned for another one.
trap 'rm -rf "$work" "$build/debug.yaml"' EXIT
export SWIFT_BACKTRACE=enable=no PATH="$build/debug:$PATH"
fail() { echo "example-package: $*" >&2 && exit 1; }

# The versions of this package's own dependencies, so that nothing is looked for elsewhere.
cp Package.resolved "$package/Package.resolved"

echo "The package finds this one whatever its folder is called …"
copy="$work/another name"
mkdir -p "$copy/.build"
tar --exclude='.build*' --exclude=.git --exclude=twosouls-out -cf - . | tar -xf - -C "$copy"
cp Package.resolved "$copy/$package/"
cp -r "$build"/{checkouts,repositories,workspace-state.json} "$copy/.build/"
swift package --package-path "$copy/$package" --scratch-path "$copy/.build" --force-resolved-versions show-dependencies >"$work/dependencies" ||
  fail "its dependencies cannot be found from a folder of another name"
grep -q "another name" "$work/dependencies" || fail "it found another copy: $(cat "$work/dependencies")"

echo "It builds, and its tests pass …"
swift test --package-path "$package" "${shared[@]}"

echo "Its tool has the stage, and everything else …"
my-twosouls test "$package/pipeline.yaml" "Pipelines/quotations.yaml"
my-twosouls stages keywords.swift >"$work/stage"
grep -q match-case "$work/stage" || fail "the tool does not know the stage's settings"
my-twosouls --help | grep -q "my-twosouls <subcommand>" || fail "the tool's help does not call it by its own name"
my-twosouls --version | grep -q "my-twosouls 1.0" || fail "the tool does not say its own version"
my-twosouls check Pipelines/default.yaml | head -1 >"$work/own"
twosouls check Pipelines/default.yaml | head -1 >"$work/plain"
! cmp -s "$work/own" "$work/plain" || fail "runs of another program have the same hash"

echo "Its program keeps the contract, and says what the stage says …"
cp -r "$package/program" "$work/program"
ln -s "$build" "$work/.build"
twosouls plugin test "$work/program"
twosouls test --allow-exec "$work/program/pipeline.yaml"

echo "What “twosouls new stage” writes in Swift builds and passes too …"
twosouls new stage words.new --language swift -o "$work"
sed -i "s|\"../TwoSouls\"|\"$PWD\"|" "$work/words.new/Package.swift"
cp Package.resolved "$work/words.new/"
swift test --package-path "$work/words.new" "${shared[@]}"
