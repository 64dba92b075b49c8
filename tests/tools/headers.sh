#!/bin/sh
# Proves that each public header compiles alone, twice over, as C11 and C++17, with gcc and clang and all
# warnings, that an unknown name in one would be noticed, and that a C++17 program can use the library,
# KC_TYPED included.
# usage: sh headers.sh BUILD_DIR SOURCE_DIR
set -u
build_dir=${1:?usage: headers.sh BUILD_DIR SOURCE_DIR}
source_dir=${2:?usage: headers.sh BUILD_DIR SOURCE_DIR}
. "$source_dir/tests/install/toolchain.sh"

warnings='-Wall -Wextra -Wshadow -Wundef -Werror -pedantic'

# shellcheck disable=SC2086 # $warnings is a list of words
compiles() { # compiler, language, standard, include folder, header
	printf '#include <%s>\n#include <%s>\nint main(void);\nint main(void) { return 0; }\n' "$5" "$5" |
		"$1" -x "$2" "-std=$3" $warnings -I "$4" -fsyntax-only - 2>"$scratch/said"
}

tried=0
for pair in gcc:g++ clang:clang++; do
	c=${pair%:*}
	cpp=${pair#*:}
	for header in "$source_dir"/lib/include/kc/*.h; do
		header=kc/${header##*/}
		if command -v "$c" >/dev/null; then
			tried=$((tried + 1))
			compiles "$c" c c11 "$source_dir/lib/include" "$header" ||
				{ echo "$header with $c as C11:"; cat "$scratch/said"; fail=1; }
		fi
		if command -v "$cpp" >/dev/null; then
			tried=$((tried + 1))
			compiles "$cpp" c++ c++17 "$source_dir/lib/include" "$header" ||
				{ echo "$header with $cpp as C++17:"; cat "$scratch/said"; fail=1; }
		fi
	done
done
[ "$tried" -gt 0 ] || skip "neither gcc nor clang here"

# A header that leans on another one it does not include must be noticed.
mkdir -p "$scratch/include/kc"
printf 'kc_domain *kc_lost(void);\n' >"$scratch/include/kc/lost.h"
if compiles "$cc" c c11 "$scratch/include" kc/lost.h; then
	echo "self-test: a header with an unknown type compiled"
	fail=1
fi

cat >"$scratch/program.cpp" <<'CPP'
#include <kc/kc.h>
#include <cstdio>
#include <cstring>
#include <thread>

struct job { std::uint64_t id; };
KC_TYPED(job, job);

int main()
{
	kc_domain_opts o;
	kc_domain_opts_init(&o);
	o.channels_max = 8;
	kc_chan_opts c;
	kc_chan_opts_init(&c);
	c.topology = KC_SPSC;
	c.elem_bytes = sizeof(job);
	kc_domain *d;
	kc_chan *jobs;
	kc_tx *tx;
	kc_rx *rx;
	if (kc_domain_open(&d, "cpp", &o) || kc_chan_open(&jobs, d, "jobs", &c) || kc_tx_open(&tx, jobs) ||
		kc_rx_open(&rx, jobs)) {
		std::fprintf(stderr, "%s\n", kc_last_reason());
		return 1;
	}
	std::uint64_t sum = 0;
	std::thread worker([&] {
		job j;
		while (job_recv(rx, &j, KC_FOREVER) == 0)
			sum += j.id;
	});
	for (std::uint64_t i = 1; i <= 100000; i++) {
		job j{i};
		if (job_send(tx, &j, KC_FOREVER))
			return 1;
	}
	kc_chan_close(jobs);
	worker.join();
	kc_tx_close(tx);
	kc_rx_close(rx);
	kc_ticket t;
	void *data;
	if (kc_ticket_new(d, 100, &t, &data))
		return 1;
	std::memset(data, 0, 100);
	kc_ticket_release(d, t);
	std::printf("%llu\n", (unsigned long long)sum);
	return kc_chan_free(jobs) || kc_domain_close(d);
}
CPP
if [ -n "$cxx" ]; then
	# shellcheck disable=SC2086
	if ! "$cxx" -std=c++17 -g $warnings $san -I "$source_dir/lib/include" -o "$scratch/program" \
		"$scratch/program.cpp" -L "$libkc" -lkc -pthread; then
		echo "the C++17 program does not compile"
		fail=1
	elif ! got=$("$scratch/program") || [ "$got" != 5000050000 ]; then
		echo "the C++17 program printed '$got', expected 5000050000"
		fail=1
	fi
fi

[ "$fail" -eq 0 ] && echo "$tried header builds and a C++17 program"
exit "$fail"
