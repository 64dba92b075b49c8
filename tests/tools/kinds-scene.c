/* kinds-scene.c - a program with channels of every kind, policy and topology in a known state, for the tests of
 * what the tools say about them.
 *
 * usage: kinds-scene NAME. Prints its process id once everything stands but the sleepers. It holds:
 *   fast     spsc low-latency values 3/8: thread "feeder" sent 3 and sleeps elsewhere
 *   shed     mpmc drop-newest values ./4: thread "shedder" sends faster than "sipper" takes
 *   given-up mpmc values 0/16: thread "quitter" waits, and each wait is cancelled
 *   lanes    mpsc values 19/32 in two lanes: "presser" sleeps at its full one, "feeder" has 3 in the other
 *   long     mpmc unlimited values: 5000
 *   bounded  spsc unlimited values 100/100: "presser" sleeps at its limit of 800 bytes
 *   meet     mpmc rendezvous values: "offerer" has one to give
 *   await    spsc rendezvous values: "taker" waits for one
 *   last     mpmc conflated values: one in it, which has replaced nine
 *   newest   mpmc drop-oldest values 4/4, of 10
 *   tea      mpmc values 0/16, coffee  spsc values 0/16, and offer  mpmc rendezvous values: "chooser" sleeps in a
 *            select over the three: two receives and a send */
#define _GNU_SOURCE 1 /* pthread_setname_np */
#include <kc/kc.h>

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static kc_domain *domain;

static void check(int rc, const char *what)
{
	if (rc < 0) {
		fprintf(stderr, "%s: %s (%s)\n", what, kc_strerror(rc), kc_last_reason());
		exit(1);
	}
}

static kc_chan *channel(const char *name, kc_chan_opts o)
{
	kc_chan *c;
	o.elem_bytes = sizeof(long);
	check(kc_chan_open(&c, domain, name, &o), name);
	return c;
}

static kc_tx *tx_of(kc_chan *c)
{
	kc_tx *tx;
	check(kc_tx_open(&tx, c), "kc_tx_open");
	return tx;
}

static kc_rx *rx_of(kc_chan *c)
{
	kc_rx *rx;
	check(kc_rx_open(&rx, c), "kc_rx_open");
	return rx;
}

static void send(kc_tx *tx, long n)
{
	for (long i = 0; i < n; i++)
		check(kc_send(tx, &i, 0), "kc_send");
}

static void breathe(void)
{
	nanosleep(&(struct timespec){ .tv_nsec = 2000000 }, NULL);
}

static void *feeder(void *arg)
{
	send(tx_of(arg), 3);
	for (;;)
		pause();
	return NULL;
}

static void *presser(void *arg)
{
	kc_tx *tx = tx_of(arg);
	for (long i = 0;; i++)
		check(kc_send(tx, &i, KC_FOREVER), "kc_send");
	return NULL;
}

static void *taker(void *arg)
{
	long value;
	(void)kc_recv(rx_of(arg), &value, KC_FOREVER);
	return NULL;
}

static void *chooser(void *arg)
{
	kc_chan **of = arg;
	long in, out = 1;
	kc_case cases[] = { { .rx = rx_of(of[0]), .elem = &in },
		{ .rx = rx_of(of[1]), .elem = &in }, { .tx = tx_of(of[2]), .elem = &out } };
	check(kc_select(cases, 3, KC_FOREVER, NULL), "kc_select");
	return NULL;
}

static void *shedder(void *arg)
{
	kc_tx *tx = tx_of(arg);
	for (;; breathe())
		send(tx, 4);
	return NULL;
}

static void *sipper(void *arg)
{
	kc_rx *rx = rx_of(arg);
	long value;
	for (;; breathe())
		check(kc_recv(rx, &value, KC_FOREVER), "kc_recv");
	return NULL;
}

static _Atomic(kc_cancel *) patience; /* of the quitter's wait that goes on */

static void *quitter(void *arg)
{
	kc_rx *rx = rx_of(arg);
	kc_cancel *token;
	long value;
	for (;;) {
		check(kc_cancel_new(&token, NULL), "kc_cancel_new");
		kc_rx_set_cancel(rx, token);
		patience = token;
		(void)kc_recv(rx, &value, KC_FOREVER);
	}
	return NULL;
}

/* A thread's name is set before the library first sees it: the starter's is inherited. */
static void start(const char *name, void *(*fn)(void *), void *arg)
{
	pthread_t t;
	pthread_setname_np(pthread_self(), name);
	check(-pthread_create(&t, NULL, fn, arg), "pthread_create");
}

int main(int argc, char **argv)
{
	check(kc_domain_open(&domain, argc > 1 ? argv[1] : NULL, NULL), "kc_domain_open");
	start("feeder", feeder,
		channel("fast", (kc_chan_opts)KC_CHAN_OPTS(.topology = KC_SPSC, .capacity = 8,
					.flags = KC_LOW_LATENCY)));
	kc_chan *shed = channel(
		"shed", (kc_chan_opts)KC_CHAN_OPTS(.overflow = KC_DROP_NEWEST, .capacity = 4));
	start("shedder", shedder, shed);
	start("sipper", sipper, shed);
	start("quitter", quitter, channel("given-up", (kc_chan_opts)KC_CHAN_OPTS(.capacity = 16)));
	kc_chan *lanes =
		channel("lanes", (kc_chan_opts)KC_CHAN_OPTS(.topology = KC_MPSC, .capacity = 16));
	start("presser", presser, lanes);
	start("feeder", feeder, lanes);
	send(tx_of(channel("long", (kc_chan_opts)KC_CHAN_OPTS(.kind = KC_UNLIMITED))), 5000);
	start("presser", presser,
		channel("bounded", (kc_chan_opts)KC_CHAN_OPTS(.kind = KC_UNLIMITED,
					   .topology = KC_SPSC, .limit_bytes = 800)));
	start("offerer", presser,
		channel("meet", (kc_chan_opts)KC_CHAN_OPTS(.kind = KC_RENDEZVOUS)));
	start("taker", taker,
		channel("await",
			(kc_chan_opts)KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .topology = KC_SPSC)));
	send(tx_of(channel("last", (kc_chan_opts)KC_CHAN_OPTS(.kind = KC_CONFLATED))), 10);
	send(tx_of(channel("newest",
		     (kc_chan_opts)KC_CHAN_OPTS(.overflow = KC_DROP_OLDEST, .capacity = 4))),
		10);
	static kc_chan *choice[3];
	choice[0] = channel("tea", (kc_chan_opts)KC_CHAN_OPTS(.capacity = 16));
	choice[1] =
		channel("coffee", (kc_chan_opts)KC_CHAN_OPTS(.topology = KC_SPSC, .capacity = 16));
	choice[2] = channel("offer", (kc_chan_opts)KC_CHAN_OPTS(.kind = KC_RENDEZVOUS));
	start("chooser", chooser, choice);
	pthread_setname_np(pthread_self(), "main");
	printf("%ld\n", (long)getpid());
	fflush(stdout);
	for (;; breathe()) {
		kc_cancel *token = atomic_exchange(&patience, NULL);
		if (token) {
			check(kc_cancel_fire(token), "kc_cancel_fire");
			kc_cancel_free(token);
		}
	}
}
