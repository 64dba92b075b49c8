/* offcpu-scene.c - threads that are on record as waiting in a channel, and that can be brought to do something else. For
 * the test of what kcdump says of them.
 *
 * usage: offcpu-scene NAME < COMMANDS. Prints its process id once its threads are there. Each has a channel of its own and
 * receives in it for ever; a letter on stdin is a command:
 *   quiet    nothing happens to it
 *   reader   r: a signal's handler reads from a pipe in it, which is empty; e: and that ends
 *   leaver   x: a signal's handler ends the thread alone, in the middle of its wait
 *   hasty    waits for a moment and sleeps elsewhere for another, in turns
 *   poor     b: has one CPU, on which it may run only while nobody else wants to (SCHED_IDLE), and threads that never sleep
 *            run there; m: it is sent a message */
#define _GNU_SOURCE 1 /* cpu_set_t, pthread_setname_np, SCHED_IDLE */
#include <kc/kc.h>

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { BUSY = 4 };

static kc_domain *domain;
static int empty[2]; /* a pipe */
static atomic_ulong turns;
static cpu_set_t one_cpu;

static void check(int rc, const char *what)
{
	if (rc < 0) {
		fprintf(stderr, "%s: %s (%s)\n", what, kc_strerror(rc), kc_last_reason());
		exit(1);
	}
}

static void read_nothing(int signal)
{
	char c;
	(void)signal;
	if (read(empty[0], &c, 1) != 1)
		_exit(1);
}

static void leave(int signal)
{
	(void)signal;
	syscall(SYS_exit, 0);
}

static kc_chan *channel(const char *name)
{
	kc_chan *c;
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = sizeof(long), .capacity = 1024);
	check(kc_chan_open(&c, domain, name, &o), name);
	return c;
}

static void *receive(void *arg)
{
	kc_rx *rx;
	long value;
	check(kc_rx_open(&rx, arg), "kc_rx_open");
	while (kc_recv(rx, &value, KC_FOREVER) == 0)
		;
	return NULL;
}

static void *wait_by_turns(void *arg)
{
	const struct timespec moment = { .tv_nsec = 500000 };
	kc_rx *rx;
	long value;
	check(kc_rx_open(&rx, arg), "kc_rx_open");
	for (;;) {
		(void)kc_recv(rx, &value, moment.tv_nsec);
		nanosleep(&moment, NULL);
	}
	return NULL;
}

static void *run(void *arg)
{
	check(-pthread_setaffinity_np(pthread_self(), sizeof one_cpu, &one_cpu), "affinity");
	for (;;)
		atomic_fetch_add_explicit(&turns, 1, memory_order_relaxed);
	return arg;
}

/* A thread's name is set before the library first sees it: the starter's is inherited. */
static pthread_t start(const char *name, void *(*fn)(void *), void *arg)
{
	pthread_t t;
	pthread_setname_np(pthread_self(), name);
	check(-pthread_create(&t, NULL, fn, arg), "pthread_create");
	pthread_setname_np(pthread_self(), "main");
	return t;
}

/* The first CPU that this process may use. */
static void choose_cpu(void)
{
	cpu_set_t all;
	if (sched_getaffinity(0, sizeof all, &all) != 0)
		exit(1);
	for (int cpu = 0; cpu < CPU_SETSIZE && CPU_COUNT(&one_cpu) == 0; cpu++)
		if (CPU_ISSET(cpu, &all))
			CPU_SET(cpu, &one_cpu);
}

static void impoverish(pthread_t poor)
{
	struct sched_param none = { 0 };
	check(-pthread_setaffinity_np(poor, sizeof one_cpu, &one_cpu), "affinity");
	check(-pthread_setschedparam(poor, SCHED_IDLE, &none), "SCHED_IDLE");
	for (int i = 0; i < BUSY; i++)
		start("busy", run, NULL);
}

int main(int argc, char **argv)
{
	kc_tx *tx;
	long value = 1;
	check(kc_domain_open(&domain, argc > 1 ? argv[1] : NULL, NULL), "kc_domain_open");
	if (pipe(empty) != 0)
		return 1;
	choose_cpu();
	signal(SIGUSR1, read_nothing);
	signal(SIGUSR2, leave);
	start("quiet", receive, channel("quiet"));
	pthread_t reader = start("reader", receive, channel("reader"));
	pthread_t leaver = start("leaver", receive, channel("leaver"));
	start("hasty", wait_by_turns, channel("hasty"));
	kc_chan *to_poor = channel("poor");
	pthread_t poor = start("poor", receive, to_poor);
	check(kc_tx_open(&tx, to_poor), "kc_tx_open");
	printf("%ld\n", (long)getpid());
	fflush(stdout);
	for (int c; (c = getchar()) != EOF;) {
		if (c == 'r')
			pthread_kill(reader, SIGUSR1);
		else if (c == 'e' && write(empty[1], "", 1) != 1)
			return 1;
		else if (c == 'x')
			pthread_kill(leaver, SIGUSR2);
		else if (c == 'm')
			check(kc_send(tx, &value, 0), "kc_send");
		else if (c == 'b')
			impoverish(poor);
	}
	return 0;
}
