#include "support/crash_load.h"

#include <kc/kc.h>
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/atomic.h"

enum { CAPACITY = 16, SHORT_NS = 200000, TURN = 200 };

const char *const load_names[LOAD_CHANNELS] = { "line", "lanes", "work", "heap", "last", "meet",
	"shed", "tea", "coffee" };

static const kc_chan_opts kinds[LOAD_CHANNELS] = {
	[LOAD_LINE] = KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = 8, .capacity = CAPACITY),
	[LOAD_LANES] = KC_CHAN_OPTS(.topology = KC_MPSC, .elem_bytes = 8, .capacity = CAPACITY),
	[LOAD_WORK] = KC_CHAN_OPTS(.payload = KC_TICKETS, .capacity = CAPACITY),
	[LOAD_HEAP] = KC_CHAN_OPTS(.kind = KC_UNLIMITED, .elem_bytes = 8, .limit_bytes = 8000),
	[LOAD_LAST] = KC_CHAN_OPTS(.kind = KC_CONFLATED, .elem_bytes = 8),
	[LOAD_MEET] = KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .elem_bytes = 8),
	[LOAD_SHED] =
		KC_CHAN_OPTS(.overflow = KC_DROP_OLDEST, .elem_bytes = 8, .capacity = CAPACITY),
	[LOAD_TEA] = KC_CHAN_OPTS(.elem_bytes = 8, .capacity = CAPACITY),
	[LOAD_COFFEE] = KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = 8, .capacity = CAPACITY),
};

static struct load_record *record;
static kc_domain *domain;
static kc_chan *chan[LOAD_CHANNELS];
static uint32_t seats;
static _Thread_local struct load_seat *seat;

static void must(long rc, const char *what)
{
	if (rc >= 0)
		return;
	fprintf(stderr, "%s: %s (%s)\n", what, kc_strerror((int)rc), kc_last_reason());
	_exit(1);
}

static void sit_down(void)
{
	seat = &record->seat[kc_fetch_add(&seats, 1u)];
	kc_store_release(&seat->tid, (uint32_t)syscall(SYS_gettid));
}

/* The call that follows may sleep on these channels. */
static void may_sleep(uint32_t channels)
{
	kc_store_relaxed(&seat->in, channels);
	kc_barrier();
}

/* It did not, or has come back. */
static void is_back(void)
{
	kc_barrier();
	kc_store_relaxed(&seat->in, 0u);
	kc_fetch_add(&record->progress, UINT64_C(1));
}

static void count(uint64_t *n, uint64_t by)
{
	kc_barrier();
	kc_store_relaxed(n, *n + by);
	kc_barrier();
}

/* --- values ---------------------------------------------------------------------------------- */

static kc_tx *tx_of(int which)
{
	kc_tx *tx;
	must(kc_tx_open(&tx, chan[which]), load_names[which]);
	return tx;
}

static kc_rx *rx_of(int which)
{
	kc_rx *rx;
	must(kc_rx_open(&rx, chan[which]), load_names[which]);
	return rx;
}

static void send_turn(int which, kc_tx *tx, int n)
{
	uint64_t values[LOAD_BATCH] = { 1, 2, 3, 4 };
	for (int i = 0; i < n; i++) {
		may_sleep(1u << which);
		long rc = i % 3 ? kc_send(tx, values, i % 5 ? KC_FOREVER : SHORT_NS)
				: kc_send_n(tx, values, LOAD_BATCH, KC_FOREVER);
		is_back();
		if (rc != -ETIMEDOUT)
			must(rc, load_names[which]);
	}
}

static void receive_turn(int which, kc_rx *rx, int n)
{
	uint64_t values[LOAD_BATCH];
	for (int i = 0; i < n; i++) {
		may_sleep(1u << which);
		long rc = i % 2 ? kc_recv(rx, values, i % 5 ? KC_FOREVER : SHORT_NS)
				: kc_recv_n(rx, values, LOAD_BATCH, KC_FOREVER);
		is_back();
		if (rc != -ETIMEDOUT)
			must(rc, load_names[which]);
	}
}

/* What both sides are: the numbers say which channel, and whether its endpoint comes and goes. */
struct part {
	int which;
	bool comes_and_goes;
};

static void *sends(void *arg)
{
	const struct part *p = arg;
	sit_down();
	for (kc_tx *tx = tx_of(p->which);;) {
		send_turn(p->which, tx, TURN);
		if (p->comes_and_goes) {
			must(kc_tx_close(tx), "kc_tx_close");
			tx = tx_of(p->which);
		}
	}
	return NULL;
}

static void *receives(void *arg)
{
	const struct part *p = arg;
	sit_down();
	for (kc_rx *rx = rx_of(p->which);;) {
		receive_turn(p->which, rx, TURN);
		if (p->comes_and_goes) {
			must(kc_rx_close(rx), "kc_rx_close");
			rx = rx_of(p->which);
		}
	}
	return NULL;
}

/* --- tickets, selects, channels --------------------------------------------------------------- */

static void *makes_tickets(void *arg)
{
	sit_down();
	kc_tx *tx = tx_of(LOAD_WORK);
	for (uint64_t i = 0;; i++) {
		kc_ticket t;
		count(&seat->made_begun, 1);
		must(kc_ticket_new(domain, 1 + i * 97 % 5000, &t, NULL), "kc_ticket_new");
		count(&seat->made, 1);
		may_sleep(1u << LOAD_WORK);
		must(kc_send_ticket(tx, t, KC_FOREVER), "kc_send_ticket");
		is_back();
	}
	return arg;
}

static void *frees_tickets(void *arg)
{
	sit_down();
	kc_rx *rx = rx_of(LOAD_WORK);
	for (;;) {
		kc_ticket t;
		may_sleep(1u << LOAD_WORK);
		must(kc_recv_ticket(rx, &t, KC_FOREVER), "kc_recv_ticket");
		is_back();
		must(kc_ticket_retain(domain, t), "kc_ticket_retain");
		must(kc_ticket_release(domain, t), "kc_ticket_release");
		count(&seat->freed_begun, 1);
		must(kc_ticket_release(domain, t), "kc_ticket_release");
		count(&seat->freed, 1);
	}
	return arg;
}

static void *selects(void *arg)
{
	uint64_t value;
	sit_down();
	kc_case cases[] = { { .rx = rx_of(LOAD_TEA), .elem = &value },
		{ .rx = rx_of(LOAD_COFFEE), .elem = &value } };
	for (;;) {
		may_sleep(1u << LOAD_TEA | 1u << LOAD_COFFEE);
		must(kc_select(cases, 2, KC_FOREVER, NULL), "kc_select");
		is_back();
	}
	return arg;
}

static void *opens_and_closes(void *arg)
{
	sit_down();
	for (unsigned i = 0;; i++) {
		kc_chan *c;
		kc_tx *tx;
		kc_rx *rx;
		kc_chan_opts o = kinds[i % LOAD_CHANNELS];
		uint64_t value = i;
		must(kc_chan_open(&c, domain, "for a while", &o), "kc_chan_open");
		must(kc_tx_open(&tx, c), "kc_tx_open");
		must(kc_rx_open(&rx, c), "kc_rx_open");
		if (o.payload == KC_VALUES && o.kind != KC_RENDEZVOUS)
			must(kc_send(tx, &value, KC_FOREVER), "kc_send");
		must(kc_chan_close(c), "kc_chan_close");
		must(kc_tx_close(tx), "kc_tx_close");
		must(kc_rx_close(rx), "kc_rx_close");
		must(kc_chan_free(c), "kc_chan_free");
		kc_fetch_add(&record->progress, UINT64_C(1));
	}
	return arg;
}

/* --- the program ----------------------------------------------------------------------------- */

static void start(void *(*body)(void *), int which, bool comes_and_goes)
{
	static struct part parts[LOAD_SEATS];
	static int used;
	pthread_t t;
	struct part *p = &parts[used++];
	*p = (struct part){ which, comes_and_goes };
	must(-pthread_create(&t, NULL, body, p), "pthread_create");
}

_Noreturn void crash_load(struct load_record *r)
{
	kc_domain_opts o = KC_DOMAIN_OPTS(.arena_limit_bytes = 64u << 20, .tickets_max = 8192);
	record = r;
	must(kc_domain_open(&domain, "storm", &o), "kc_domain_open");
	for (int i = 0; i < LOAD_CHANNELS; i++)
		must(kc_chan_open(&chan[i], domain, load_names[i], &kinds[i]), load_names[i]);
	start(sends, LOAD_LINE, false);
	start(receives, LOAD_LINE, true);
	start(sends, LOAD_LANES, false);
	start(sends, LOAD_LANES, true);
	start(receives, LOAD_LANES, false);
	start(makes_tickets, LOAD_WORK, false);
	start(makes_tickets, LOAD_WORK, false);
	start(frees_tickets, LOAD_WORK, false);
	start(frees_tickets, LOAD_WORK, false);
	start(sends, LOAD_HEAP, true);
	start(receives, LOAD_HEAP, false);
	start(sends, LOAD_MEET, false);
	start(receives, LOAD_MEET, true);
	start(sends, LOAD_LAST, false);
	start(receives, LOAD_LAST, true);
	start(sends, LOAD_SHED, true);
	start(receives, LOAD_SHED, false);
	start(sends, LOAD_TEA, true);
	start(sends, LOAD_COFFEE, false);
	start(selects, LOAD_TEA, false);
	start(opens_and_closes, 0, false);
	while (kc_load_relaxed(&record->progress) < record->die_at)
		sched_yield();
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}
