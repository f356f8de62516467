#!/usr/bin/env bash
# A project without CMake: pkg_config.sh PREFIX CONSUMER COMPILER FLAGS… builds its programs with
# what pkg-config says of the weft that is installed in PREFIX, and runs them.
set -euo pipefail
prefix=$1 consumer=$2
shift 2
PKG_CONFIG_PATH=$(find "$prefix" -type d -name pkgconfig)
export PKG_CONFIG_PATH
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT

build() {  # PROGRAM PACKAGE
  # shellcheck disable=SC2046
  "${compile[@]}" "$consumer/$1.cc" $(pkg-config --cflags --libs "$2") -o "$built/$1"
}
compile=("$@" -std=c++20 -Wall -Wextra -Wpedantic -Werror)
build plain weft
"$built/plain"
build scenarios weft-main
"$built/scenarios" explore -q
build counter_test weft-gtest-main
"$built/counter_test" --gtest_brief=1
