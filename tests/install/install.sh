#!/bin/sh
# Proves that an installed kc can be used: into a scratch prefix go library, headers, tools, pages and
# completions, and a consumer outside the tree is built three ways - find_package (shared and static),
# pkg-config shared, pkg-config --static - and run. The installed tools run too.
# usage: sh install.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: install.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: install.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"
unset LD_LIBRARY_PATH

prefix=$scratch/prefix
cmake --install "$build_dir" --prefix "$prefix" >"$scratch/log" 2>&1 ||
	{ cat "$scratch/log"; complain "cmake --install failed"; exit 1; }

# Where this build installs libraries, and that everything promised is there.
lib=$prefix/$(cached CMAKE_INSTALL_LIBDIR)
for file in "$prefix/include/kc/kc.h" "$lib/libkc.so" "$lib/libkc.so.0" "$lib/libkc.a" \
	"$lib/pkgconfig/kc.pc" "$lib/cmake/kc/kcConfig.cmake" "$prefix/share/doc/kc/copyright" \
	"$prefix/share/man/man7/kc.7" "$prefix/share/man/man7/kc-counters.7" \
	"$prefix/share/man/man7/kc-probes.7" \
	"$prefix/share/man/man3/kc_domain_open.3" "$prefix/share/man/man3/kc_recv.3" \
	"$prefix/share/doc/kc/examples/hello.c"; do
	[ -s "$file" ] || complain "${file#"$prefix"/} was not installed"
done
for private in layout.h atomic.h segment.h inspect.h; do
	[ -z "$(find "$prefix/include" -name "$private")" ] || complain "private $private was installed"
done
# Nothing that was installed may still point into the tree or the build folder.
named=$(grep -rlF -e "$source_dir/lib" -e "$build_dir" "$lib/pkgconfig" "$lib/cmake" "$prefix/share")
[ -z "$named" ] || complain "these name the build: $named"

for tool in kcbench chanmon kcdump; do
	[ -x "$build_dir/$tool/$tool" ] || continue
	"$prefix/bin/$tool" --version >"$scratch/version" || complain "installed $tool --version failed"
	grep -q "^$tool [0-9]" "$scratch/version" || complain "$tool --version said: $(cat "$scratch/version")"
	for file in "man/man1/$tool.1" "bash-completion/completions/$tool"; do
		[ -s "$prefix/share/$file" ] || complain "share/$file was not installed"
	done
done

# Each public function is exported, and nothing else is.
if command -v nm >/dev/null; then
	nm -D --defined-only "$lib/libkc.so" | awk '$2 ~ /^[TDB]$/ { sub(/@.*/, "", $3); print $3 }' |
		sort >"$scratch/exported"
	sed 's,/\*.*\*/,,' "$prefix"/include/kc/*.h | grep -v '^ \*' |
		grep -oE '\bkc_[a-z_]+\(' | tr -d '(' | sort -u >"$scratch/declared"
	while read -r symbol; do
		grep -qx "$symbol" "$scratch/declared" || complain "$symbol is exported, but no header has it"
	done <"$scratch/exported"
	[ -s "$scratch/exported" ] || complain "libkc.so exports nothing"
fi

# The consumer: what README shows, outside the tree.
mkdir "$scratch/consumer"
cp "$prefix/share/doc/kc/examples/hello.c" "$scratch/consumer/"
cat >"$scratch/consumer/CMakeLists.txt" <<'CMAKE'
cmake_minimum_required(VERSION 3.16)
project(consumer LANGUAGES C)
find_package(kc 0.1 REQUIRED)
add_executable(hello hello.c)
target_link_libraries(hello PRIVATE kc::kc)
add_executable(hello_static hello.c)
target_link_libraries(hello_static PRIVATE kc::static)
CMAKE

says_sum() { # what, command...
	what=$1
	shift
	got=$("$@" 2>&1) || { complain "$what failed: $got"; return; }
	[ "$got" = 'sum 500000500000' ] || complain "$what printed '$got'"
}

if cmake -S "$scratch/consumer" -B "$scratch/consumer/build" -G Ninja -DCMAKE_C_COMPILER="$cc" \
	-DCMAKE_PREFIX_PATH="$prefix" >"$scratch/log" 2>&1 &&
	cmake --build "$scratch/consumer/build" >>"$scratch/log" 2>&1; then
	says_sum 'find_package, kc::kc' "$scratch/consumer/build/hello"
	says_sum 'find_package, kc::static' "$scratch/consumer/build/hello_static"
	ldd "$scratch/consumer/build/hello_static" | grep -q libkc && complain "kc::static needs libkc.so"
	ldd "$scratch/consumer/build/hello" | grep -q libkc || complain "kc::kc does not use libkc.so"
else
	cat "$scratch/log"
	complain "the find_package consumer does not build"
fi

if command -v pkg-config >/dev/null; then
	export PKG_CONFIG_PATH="$lib/pkgconfig"
	# shellcheck disable=SC2046 # lists of flags
	if "$cc" -o "$scratch/shared" "$scratch/consumer/hello.c" $(pkg-config --cflags --libs kc) -pthread; then
		says_sum 'pkg-config' env LD_LIBRARY_PATH="$lib" "$scratch/shared"
	else
		complain "the pkg-config consumer does not build"
	fi
	# shellcheck disable=SC2046
	if "$cc" -static -o "$scratch/static" "$scratch/consumer/hello.c" \
		$(pkg-config --static --cflags --libs kc); then
		says_sum 'pkg-config --static' "$scratch/static"
	else
		complain "the pkg-config --static consumer does not build"
	fi
else
	complain "no pkg-config here; install pkgconf"
fi

[ "$fail" -eq 0 ] && echo "installed, and used four ways"
exit "$fail"
