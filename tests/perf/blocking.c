/* blocking.c - what a blocking receive and the wake that ends it cost the library itself, without the kernel's part: the
 * system calls are replaced by functions that play the other side. For comparisons of two builds (blocking.sh), where
 * some nanoseconds would drown in the microseconds of a real sleep.
 * usage: blocking
 * Prints a line a topology: its name and the nanoseconds of the fastest of many short runs. */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>

#include <kc/kc.h>

#include "base/clock.h"
#include "base/compiler.h"
#include "base/sys.h"

enum { RUNS = 400, WAITS = 500 };

static kc_tx *tx;
static kc_rx *rx;
static uint64_t sent, slept;

static void die(const char *what)
{
	fprintf(stderr, "blocking: %s: %s\n", what, kc_last_reason());
	exit(1);
}

static int send_instead(uint32_t *word, uint32_t value, uint64_t deadline_ns)
{
	(void)word, (void)value, (void)deadline_ns;
	slept++;
	if (kc_send(tx, &sent, 0))
		die("kc_send");
	sent++;
	return 0;
}

static int wake_nobody(uint32_t *word, int n)
{
	(void)word, (void)n;
	return 1;
}

static double run(void)
{
	uint64_t v, before = slept, start = kc_mono_ns();
	for (int i = 0; i < WAITS; i++)
		if (kc_recv(rx, &v, KC_FOREVER) || v != sent - 1)
			die("kc_recv");
	double ns = (double)(kc_mono_ns() - start) / WAITS;
	if (slept - before != WAITS)
		die("a receive did not sleep once");
	return ns;
}

static void measure(kc_domain *d, enum kc_topology topology, const char *name)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = topology, .payload = KC_VALUES, .elem_bytes = 8,
		.capacity = 64);
	kc_chan *c;
	if (kc_chan_open(&c, d, name, &o) || kc_tx_open(&tx, c) || kc_rx_open(&rx, c))
		die("open");
	double best = 0;
	for (int i = 0; i < RUNS; i++) {
		double ns = run();
		if (i == 0 || ns < best)
			best = ns;
	}
	printf("%s %.2f\n", name, best);
	if (kc_tx_close(tx) || kc_rx_close(rx) || kc_chan_free(c))
		die("close");
}

int main(void)
{
	kc_domain *d;
	cpu_set_t one;
	/* Both sides are on this CPU, so that nobody spins. */
	CPU_ZERO(&one);
	CPU_SET((size_t)sched_getcpu(), &one);
	if (sched_setaffinity(0, sizeof one, &one))
		return 1;
	if (kc_domain_open(&d, "blocking", NULL))
		die("kc_domain_open");
	kc_sys.futex_wait = send_instead;
	kc_sys.futex_wake = wake_nobody;
	measure(d, KC_SPSC, "spsc");
	measure(d, KC_MPSC, "mpsc");
	measure(d, KC_MPMC, "mpmc");
	return kc_domain_close(d) ? 1 : 0;
}
