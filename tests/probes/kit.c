/* kit.c - see kit.h; and the program's main: without BPF the tests are skipped, unless KC_REQUIRE_BPF=1 is set. */
#include "kit.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/atomic.h"

int main(int argc, char **argv)
{
	char why[512];
	enum kc_probes_reason r = kc_probes_support(NULL, why, sizeof(why));
	if (r != KC_PROBES_OK) {
		const char *required = getenv("KC_REQUIRE_BPF");
		printf("%s\n", why);
		return required && strcmp(required, "1") == 0 ? 1 : 77;
	}
	struct criterion_test_set *tests = criterion_initialize();
	int rc = 0;
	if (criterion_handle_args(argc, argv, true))
		rc = !criterion_run_all_tests(tests);
	criterion_finalize(tests);
	return rc;
}

unsigned kit_runs(unsigned by_default)
{
	const char *runs = getenv("KC_PROBES_RUNS");
	return runs && *runs ? (unsigned)strtoul(runs, NULL, 10) : by_default;
}

/* --- who sleeps ------------------------------------------------------------------------------- */

/* The number of the system call that a thread is asleep in; -1: it runs, or is about to. */
static long call_of(int tid)
{
	char path[64], text[256];
	snprintf(path, sizeof(path), "/proc/self/task/%d/syscall", tid);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	cr_assert(fd >= 0, "%s", path);
	ssize_t n = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (n <= 0)
		return -1;
	text[n] = 0;
	char *end;
	long call = strtol(text, &end, 10);
	return end == text ? -1 : call;
}

static bool of_channels(long call)
{
	return call == SYS_futex || call == SYS_futex_waitv || call == SYS_epoll_pwait || call == SYS_io_uring_enter ||
	       call == SYS_ppoll
#ifdef SYS_epoll_wait
	       || call == SYS_epoll_wait || call == SYS_poll
#endif
		;
}

void kit_until_asleep(int tid, const volatile struct kc_wait_word *word, uint32_t *gen)
{
	for (;;) {
		uint32_t now = word->wait_gen;
		if (now != *gen && word->wait_ch != 0 && of_channels(call_of(tid)) && word->wait_gen == now) {
			*gen = now;
			return;
		}
		sched_yield();
	}
}

void kit_until_in(int tid, long call)
{
	while (call_of(tid) != call)
		sched_yield();
}

/* --- attach ----------------------------------------------------------------------------------- */

void kit_target(struct kc_probes_target *t, int64_t tls_offset, uint32_t brand, uint32_t channels)
{
	*t = (struct kc_probes_target){
		.pid = (uint32_t)getpid(),
		.tls_abi = KC_TLS_ABI,
		.tls_offset = tls_offset,
		.brand = brand,
		.channels = channels,
		.channels_max = 4096,
		.name = "test",
	};
}

kc_probes *kit_attach(const struct kc_probes_target *t, const struct kc_probes_opts *o)
{
	char why[1024];
	struct kc_probes_opts opts;
	kc_probes *p;
	kc_probes_opts_init(&opts);
	opts.share = false;
	cr_assert_eq(kc_probes_open(&p, t, o ? o : &opts, why, sizeof(why)), KC_PROBES_OK, "%s", why);
	cr_assert_eq(kc_probes_attach(p, why, sizeof(why)), KC_PROBES_OK, "%s", why);
	return p;
}

/* --- what was told ---------------------------------------------------------------------------- */

static int by_key(const void *a, const void *b)
{
	const struct kc_wakeup_edge_key *x = a, *y = b;
	if (x->channel != y->channel)
		return x->channel < y->channel ? -1 : 1;
	if (x->waker != y->waker)
		return x->waker < y->waker ? -1 : 1;
	if (x->wakee != y->wakee)
		return x->wakee < y->wakee ? -1 : 1;
	return x->kind == y->kind ? 0 : x->kind < y->kind ? -1 : 1;
}

unsigned kit_edges(const kc_probes *p, struct kc_wakeup_edge *out, unsigned max)
{
	long n = kc_probes_edges(p, out, max);
	cr_assert(n >= 0 && (unsigned)n <= max, "%ld edges", n);
	qsort(out, (size_t)n, sizeof(*out), by_key);
	return (unsigned)n;
}

static void print_edges(const struct kc_wakeup_edge *e, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		fprintf(stderr, "told: channel %u, %u -> %u, kind %u: %lu\n", e[i].key.channel, e[i].key.waker,
			e[i].key.wakee, e[i].key.kind, (unsigned long)e[i].sum.count);
}

void kit_expect_edges(const kc_probes *p, const struct kit_edge *expected, unsigned n)
{
	static struct kc_wakeup_edge told[256];
	unsigned count = kit_edges(p, told, 256), wanted = 0;
	for (unsigned i = 0; i < n; i++) {
		const struct kit_edge *e = &expected[i];
		uint64_t found = 0;
		wanted += e->count != 0;
		for (unsigned k = 0; k < count; k++)
			if (told[k].key.channel == e->channel && told[k].key.waker == e->waker &&
				told[k].key.wakee == e->wakee && told[k].key.kind == e->kind)
				found = told[k].sum.count;
		if (found != e->count)
			print_edges(told, count);
		cr_assert_eq(found, e->count, "channel %u, %u -> %u, kind %u: %lu, expected %lu", e->channel, e->waker,
			e->wakee, e->kind, (unsigned long)found, (unsigned long)e->count);
	}
	if (count != wanted)
		print_edges(told, count);
	cr_assert_eq(count, wanted, "%u edges told, expected %u", count, wanted);
}

void kit_expect_invariants(const kc_probes *p, const uint64_t *blocked, unsigned n)
{
	uint32_t rows;
	struct kc_wakeup_stats s;
	const struct kc_wakeup_channel *c = kc_probes_channels(p, &rows);
	for (uint32_t i = 0; i < rows; i++) {
		uint64_t runq = 0, block = 0, in_it = blocked && i < n ? blocked[i] : 0;
		for (int b = 0; b < KC_HIST_BUCKETS; b++) {
			runq += c[i].runq[b];
			block += c[i].blocked[b];
		}
		cr_assert_eq(c[i].wakes + c[i].other, c[i].blocks - in_it,
			"row %u: %lu wakes + %lu other != %lu blocks - %lu", i, (unsigned long)c[i].wakes,
			(unsigned long)c[i].other, (unsigned long)c[i].blocks, (unsigned long)in_it);
		cr_assert_eq(runq, c[i].wakes + c[i].other - c[i].no_latency, "row %u", i);
		cr_assert_eq(block, runq, "row %u", i);
	}
	kc_probes_stats(p, &s);
	cr_assert_eq(s.tls_faults + s.bad_channels + s.edges_lost + s.storage_failed, 0,
		"faults %lu, bad channels %lu, edges lost %lu, storage %lu", (unsigned long)s.tls_faults,
		(unsigned long)s.bad_channels, (unsigned long)s.edges_lost, (unsigned long)s.storage_failed);
}
