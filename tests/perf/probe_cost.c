/* probe_cost.c - what a wakeup costs with the probes attached: two threads on one CPU hand a message to and fro, so that each
 * hand-over is a wake, a sleep and a switch: in SCHED_BATCH, for elsewhere the woken thread takes its waker's turn and finds
 * the next message there. Rounds with and without the probes alternate. What is measured is the CPU time
 * of both, so that others on the machine do not count; the hooks run in it.
 * usage: probe_cost [ROUNDS [TRIPS]]; as root. Prints nanoseconds a wakeup, median (lowest-highest), and the difference. */
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include <kc/kc.h>

#include "inspect/inspect.h"
#include "probes/probes.h"

enum { ROUNDS_MAX = 1000 };

static kc_tx *tx[2];
static kc_rx *rx[2];
static long trips = 20000;

static void must(int rc, const char *what)
{
	if (rc >= 0)
		return;
	fprintf(stderr, "probe_cost: %s: %s: %s\n", what, kc_strerror(rc), kc_last_reason());
	exit(1);
}

static void *echo(void *arg)
{
	long v;
	while (kc_recv(rx[0], &v, KC_FOREVER) == 0)
		must(kc_send(tx[1], &v, KC_FOREVER), "send");
	return arg;
}

static double now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* Both threads' sleeps. */
static double sleeps(void)
{
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return (double)u.ru_nvcsw;
}

static double round_ns(void)
{
	double start = now_ns(), slept = sleeps();
	for (long i = 0; i < trips; i++) {
		long v = i;
		must(kc_send(tx[0], &v, KC_FOREVER), "send");
		must(kc_recv(rx[1], &v, KC_FOREVER), "receive");
	}
	return (now_ns() - start) / (sleeps() - slept);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static double show(const char *what, double *ns, int n)
{
	qsort(ns, (size_t)n, sizeof(*ns), ascending);
	printf("%-14s %.0f ns a wakeup (%.0f-%.0f)\n", what, ns[n / 2], ns[0], ns[n - 1]);
	return ns[n / 2];
}

static kc_probes *open_probes(const char *path, bool histograms)
{
	struct kc_probes_target t;
	struct kc_probes_opts o;
	struct ki_error err;
	ki_source *src;
	kc_probes *p;
	char why[1024];
	if (ki_open(&src, path, &err)) {
		fprintf(stderr, "probe_cost: %s\n", err.text);
		exit(1);
	}
	kc_probes_target_of(&t, ki_source_info(src));
	ki_close(src);
	kc_probes_opts_init(&o);
	o.share = false;
	o.want_histograms = o.want_edges = histograms;
	if (kc_probes_open(&p, &t, &o, why, sizeof(why))) {
		fprintf(stderr, "probe_cost: %s\n", why);
		exit(1);
	}
	return p;
}

static double attached_ns(kc_probes *p)
{
	char why[1024];
	if (kc_probes_attach(p, why, sizeof(why))) {
		fprintf(stderr, "probe_cost: %s\n", why);
		exit(1);
	}
	double ns = round_ns();
	kc_probes_detach(p);
	return ns;
}

int main(int argc, char **argv)
{
	static double ns[3][ROUNDS_MAX];
	int rounds = argc > 1 ? atoi(argv[1]) : 30;
	cpu_set_t one;
	kc_domain *d;
	pthread_t t;
	if (argc > 2)
		trips = atol(argv[2]);
	if (rounds < 1 || rounds > ROUNDS_MAX || trips < 1) {
		fprintf(stderr, "usage: probe_cost [ROUNDS [TRIPS]], at most %d rounds\n",
			ROUNDS_MAX);
		return 2;
	}
	CPU_ZERO(&one);
	CPU_SET((unsigned)sched_getcpu(), &one);
	sched_setaffinity(0, sizeof(one), &one);
	sched_setscheduler(0, SCHED_BATCH, &(struct sched_param){ 0 });
	must(kc_domain_open(&d, "probe_cost", NULL), "domain");
	for (int i = 0; i < 2; i++) {
		kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = sizeof(long),
			.capacity = 16);
		kc_chan *c;
		must(kc_chan_open(&c, d, i ? "pong" : "ping", &o), "channel");
		must(kc_tx_open(&tx[i], c), "sender");
		must(kc_rx_open(&rx[i], c), "receiver");
	}
	pthread_create(&t, NULL, echo, NULL);
	kc_probes *all = open_probes(kc_domain_segment_path(d), true),
		  *counts = open_probes(kc_domain_segment_path(d), false);
	round_ns();
	for (int i = 0; i < rounds; i++) {
		ns[0][i] = round_ns();
		ns[1][i] = attached_ns(counts);
		ns[2][i] = attached_ns(all);
	}
	double off = show("detached", ns[0], rounds), few = show("counts only", ns[1], rounds),
	       on = show("everything", ns[2], rounds);
	printf("attached: +%.0f ns, counts only +%.0f ns\n", on - off, few - off);
	return 0;
}
