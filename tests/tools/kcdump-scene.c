/* kcdump-scene.c - a program whose state is known to the last ticket, for the tests of kcdump.
 *
 * usage: kcdump-scene NAME [MANY]. Prints its process id once everything but the sleepers stands,
 * then waits for ever. It holds:
 *   jobs    spsc tickets 4/4: 100, 200, 300, 400 bytes queued; thread "producer" sleeps, 500 bytes
 *           on the way in
 *   done    mpmc tickets 0/8: thread "keeper" holds 8192 and 70000 bytes and sleeps for more;
 *           "gone" took 64 bytes and has ended
 *   idle    mpmc values 0/16: "idler" sleeps for ever, "patient" with an hour's limit
 *   closed  mpmc values with padded slots, closed
 *   and the first thread has 1000 bytes in hand that it never sent.
 * With MANY, "crowd" holds that many tickets more of 1 byte each. */
#define _GNU_SOURCE 1 /* pthread_setname_np */
#include <kc/kc.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static kc_domain *domain;
static kc_chan *jobs, *done, *idle;
static unsigned long many;

static void check(int rc, const char *what)
{
	if (rc < 0) {
		fprintf(stderr, "%s: %s (%s)\n", what, kc_strerror(rc), kc_last_reason());
		exit(1);
	}
}

/* Inlined, so that each use is a call site of its own. */
static inline __attribute__((always_inline)) kc_ticket ticket(size_t bytes)
{
	kc_ticket t;
	check(kc_ticket_new(domain, bytes, &t, NULL), "kc_ticket_new");
	return t;
}

static void *producer(void *arg)
{
	kc_tx *tx = arg;
	check(kc_tx_adopt(tx), "kc_tx_adopt");
	check(kc_send_ticket(tx, ticket(500), KC_FOREVER), "kc_send_ticket");
	return NULL;
}

static void *take(void *arg)
{
	kc_rx *rx;
	kc_ticket t;
	check(kc_rx_open(&rx, done), "kc_rx_open");
	for (long n = (long)arg; n > 0; n--)
		check(kc_recv_ticket(rx, &t, KC_FOREVER), "kc_recv_ticket");
	return NULL;
}

static void *crowd(void *arg)
{
	for (unsigned long i = 0; i < many; i++)
		(void)ticket(1);
	return arg;
}

static void *sleeper(void *arg)
{
	kc_rx *rx;
	long value;
	check(kc_rx_open(&rx, idle), "kc_rx_open");
	(void)kc_recv(rx, &value, *(int64_t *)arg);
	return NULL;
}

/* A thread's name is set before the library first sees it: the starter's is inherited. */
static pthread_t start(const char *name, void *(*fn)(void *), void *arg)
{
	pthread_t t;
	pthread_setname_np(pthread_self(), name);
	check(-pthread_create(&t, NULL, fn, arg), "pthread_create");
	return t;
}

int main(int argc, char **argv)
{
	static int64_t forever = KC_FOREVER, hour = INT64_C(3600000000000);
	kc_domain_opts opts = KC_DOMAIN_OPTS(.arena_limit_bytes = UINT64_C(1) << 30);
	kc_chan *closed;
	kc_tx *tx, *to_done;
	many = argc > 2 ? strtoul(argv[2], NULL, 10) : 0;
	check(kc_domain_open(&domain, argc > 1 ? argv[1] : NULL, &opts), "kc_domain_open");
	kc_chan_opts j = KC_CHAN_OPTS(.topology = KC_SPSC, .payload = KC_TICKETS, .capacity = 4);
	kc_chan_opts d = KC_CHAN_OPTS(.payload = KC_TICKETS, .capacity = 8);
	kc_chan_opts i = KC_CHAN_OPTS(.elem_bytes = sizeof(long), .capacity = 16);
	check(kc_chan_open(&jobs, domain, "jobs", &j), "jobs");
	check(kc_chan_open(&done, domain, "done", &d), "done");
	check(kc_chan_open(&idle, domain, "idle", &i), "idle");
	i.flags = KC_PADDED_SLOTS;
	check(kc_chan_open(&closed, domain, "closed", &i), "closed");
	check(kc_chan_close(closed), "kc_chan_close");

	check(kc_tx_open(&tx, jobs), "kc_tx_open");
	check(kc_tx_open(&to_done, done), "kc_tx_open");
	for (size_t n = 1; n <= 4; n++)
		check(kc_send_ticket(tx, ticket(n * 100), 0), "kc_send_ticket");
	check(kc_send_ticket(to_done, ticket(64), 0), "kc_send_ticket");
	pthread_join(start("gone", take, (void *)1L), NULL);
	check(kc_send_ticket(to_done, ticket(8192), 0), "kc_send_ticket");
	check(kc_send_ticket(to_done, ticket(70000), 0), "kc_send_ticket");
	start("keeper", take, (void *)3L);
	if (many)
		pthread_join(start("crowd", crowd, NULL), NULL);
	start("producer", producer, tx);
	start("idler", sleeper, &forever);
	start("patient", sleeper, &hour);
	pthread_setname_np(pthread_self(), "main");
	(void)ticket(1000);
	printf("%ld\n", (long)getpid());
	fflush(stdout);
	for (;;)
		pause();
}
