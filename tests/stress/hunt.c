/* No wake is lost (INV-WAKE-1), hunted with random delays at every labelled point of the protocols: on each front
 * two threads hand over to each other, so that each must sleep and be woken exactly then, and a single lost wake stops
 * both. A watchdog makes a dump of that, with kcdump, and a failure. KC_HUNT_ROUNDS sets the rounds of each front
 * (default 50000; sanitizer builds 2500); the full hunt is 1000000. KC_HUNT_SEED tries a seed again. */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>

#include "base/atomic.h"
#include "support/hunt_points.h"
#include "support/hunt_seat.h"
#include "support/shaken.h"

SHAKEN(hunt);

/* --- channels -------------------------------------------------------------------------------- */

struct talk {
	struct world w;
	struct half there[HALVES_MAX], back[HALVES_MAX];
	unsigned n; /* channels each way */
	enum way way;
	uint64_t rounds;
	struct kc_cancel *token; /* never fired, but looked at; NULL: none */
};

static struct half *any(struct half *h, unsigned n)
{
	return &h[n > 1 ? hunt_draw() % n : 0];
}

/* On one of them; where takers select, half of the senders do, too: two selects may meet each other. */
static void send_on(struct seat *s, struct half *h, unsigned n, const uint64_t *v)
{
	h = any(h, n);
	if (s->way == WAY_SELECT && hunt_draw() & 1) {
		cr_assert_eq(seat_put(s, h, v), 0);
		return;
	}
	kc_tx *tx = h->tx2 && hunt_draw() & 1 ? h->tx2 : h->tx;
	seat_hurry(tx, NULL);
	cr_assert_eq(kc_send(tx, v, KC_FOREVER), 0);
}

static void *answer(void *arg)
{
	struct talk *t = arg;
	struct seat s;
	uint64_t v;
	hunt_thread("answers");
	seat_open(&s, t->way);
	for (uint64_t i = 0; i < t->rounds; i++) {
		cr_assert_eq(seat_take(&s, t->there, t->n, &v), 0);
		hunt_dawdle();
		send_on(&s, t->back, t->n, &v);
	}
	seat_close(&s);
	return NULL;
}

static void ask(struct talk *t)
{
	struct seat s;
	uint64_t v;
	seat_open(&s, t->way);
	for (uint64_t i = 0; i < t->rounds; i++) {
		send_on(&s, t->there, t->n, &i);
		hunt_dawdle();
		cr_assert_eq(seat_take(&s, t->back, t->n, &v), 0);
		cr_assert_eq(v, i);
		hunt_round(1);
	}
	seat_close(&s);
}

/* Both are full: who takes one lets the other go on sending. */
static void fill(struct half *h)
{
	uint64_t v = 0;
	while (kc_send(h->tx, &v, 0) == 0)
		;
}

static void *make_room(void *arg)
{
	struct talk *t = arg;
	struct seat s;
	uint64_t v;
	hunt_thread("makes room");
	seat_open(&s, t->way);
	for (uint64_t i = 0; i < t->rounds; i++) {
		cr_assert_eq(seat_put(&s, t->back, &i), 0);
		hunt_dawdle();
		seat_hurry(NULL, t->there->rx);
		cr_assert_eq(kc_recv(t->there->rx, &v, 0), 0);
	}
	seat_close(&s);
	return NULL;
}

static void need_room(struct talk *t)
{
	struct seat s;
	uint64_t v;
	seat_open(&s, t->way);
	for (uint64_t i = 0; i < t->rounds; i++) {
		seat_hurry(NULL, t->back->rx);
		cr_assert_eq(kc_recv(t->back->rx, &v, 0), 0);
		hunt_dawdle();
		cr_assert_eq(seat_put(&s, t->there, &i), 0);
		hunt_round(1);
	}
	seat_close(&s);
}

/* Two at once: who waits for them is not content with one. */
static void send_both(struct half *h, uint64_t i)
{
	for (uint64_t k = 0; k < 2; k++) {
		uint64_t v = 2 * i + k;
		seat_hurry(h->tx, NULL);
		cr_assert_eq(kc_send(h->tx, &v, KC_FOREVER), 0);
		hunt_dawdle();
	}
}

static void take_both(struct half *h, uint64_t i)
{
	int rc;
	seat_hurry(NULL, h->rx);
	do
		rc = kc_rx_wait(h->rx, 2, hunt_bound());
	while (rc == -ETIMEDOUT);
	cr_assert_eq(rc, 0);
	for (uint64_t k = 0, v; k < 2; k++) {
		cr_assert_eq(kc_recv(h->rx, &v, 0), 0);
		cr_assert_eq(v, 2 * i + k);
	}
}

static void *answer_both(void *arg)
{
	struct talk *t = arg;
	hunt_thread("answers");
	for (uint64_t i = 0; i < t->rounds; i++) {
		take_both(t->there, i);
		send_both(t->back, i);
	}
	return NULL;
}

static void set_token(struct talk *t, kc_cancel *token)
{
	for (unsigned i = 0; i < t->n; i++) {
		kc_tx_set_cancel(t->there[i].tx, token), kc_rx_set_cancel(t->there[i].rx, token);
		kc_tx_set_cancel(t->back[i].tx, token), kc_rx_set_cancel(t->back[i].rx, token);
	}
}

static void talk_open(struct talk *t, const enum hunt_kinds *kinds, unsigned n, enum way way)
{
	char name[16];
	memset(t, 0, sizeof *t);
	world_open(&t->w, 0);
	t->n = n;
	t->way = way;
	t->rounds = hunt_rounds();
	for (unsigned i = 0; i < n; i++) {
		(void)snprintf(name, sizeof name, "there%u", i);
		half_open(&t->there[i], t->w.d, name, kinds[i]);
		(void)snprintf(name, sizeof name, "back%u", i);
		half_open(&t->back[i], t->w.d, name, kinds[i]);
	}
}

static void talk_close(struct talk *t)
{
	for (unsigned i = 0; i < t->n; i++) {
		half_close(&t->there[i]);
		half_close(&t->back[i]);
	}
	world_close(&t->w);
}

enum flavour { PLAIN, TOKEN, REFUSED };
static const char *const flavour_name[] = { "", ", token", ", token, no futex_waitv" };

/* room: senders wait, not receivers. */
static void channels(
	const enum hunt_kinds *kinds, unsigned n, enum way way, bool room, enum flavour flavour)
{
	char front[96];
	struct talk t;
	kc_cancel *token;
	pthread_t thread;
	if (!way_works(way))
		return;
	(void)snprintf(front, sizeof front, "%s%s, %s%s%s", hunt_kind[kinds[0]].name,
		n > 1 ? " and others" : "", way_name[way], room ? ", room" : "",
		flavour_name[flavour]);
	talk_open(&t, kinds, n, way);
	cr_assert_eq(kc_cancel_new(&token, NULL), 0);
	if (flavour != PLAIN)
		set_token(&t, token);
	hunt_begin(front);
	if (flavour == REFUSED)
		hunt_refuse_waitv(true);
	if (room)
		fill(t.there), fill(t.back);
	cr_assert_eq(pthread_create(&thread, NULL, room ? make_room : answer, &t), 0);
	if (room)
		need_room(&t);
	else
		ask(&t);
	pthread_join(thread, NULL);
	hunt_end();
	set_token(&t, NULL);
	kc_cancel_free(token);
	talk_close(&t);
}

static void kind(enum hunt_kinds k)
{
	channels(&k, 1, WAY_BLOCK, false, PLAIN);
	if (hunt_kind[k].has_room)
		channels(&k, 1, WAY_BLOCK, true, PLAIN);
}

Test(hunt, spsc)
{
	kind(HUNT_SPSC);
}

Test(hunt, low_latency)
{
	kind(HUNT_LOW_LATENCY);
}

Test(hunt, mpsc)
{
	kind(HUNT_MPSC);
}

Test(hunt, mpmc)
{
	kind(HUNT_MPMC);
}

Test(hunt, unlimited)
{
	kind(HUNT_UNLIMITED_SPSC);
	kind(HUNT_UNLIMITED_MPMC);
}

Test(hunt, conflated)
{
	kind(HUNT_CONFLATED);
}

Test(hunt, rendezvous)
{
	kind(HUNT_RENDEZVOUS);
}

Test(hunt, tokens)
{
	static const enum hunt_kinds kinds[] = { HUNT_SPSC, HUNT_MPMC, HUNT_RENDEZVOUS };
	for (size_t i = 0; i < KC_ARRAY_LEN(kinds); i++) {
		channels(&kinds[i], 1, WAY_BLOCK, false, TOKEN);
		channels(&kinds[i], 1, WAY_BLOCK, false, REFUSED);
	}
}

/* Every kind beside others, and the bell. */
Test(hunt, select)
{
	static const enum hunt_kinds rings[] = { HUNT_SPSC, HUNT_MPMC, HUNT_MPSC },
				     met[] = { HUNT_RENDEZVOUS, HUNT_CONFLATED, HUNT_SPSC };
	channels(rings, 3, WAY_SELECT, false, PLAIN);
	channels(rings, 1, WAY_SELECT, true, PLAIN);
	channels(met, 3, WAY_SELECT, false, PLAIN);
	channels(met, 3, WAY_SELECT, false, REFUSED);
}

Test(hunt, eventfd)
{
	static const enum hunt_kinds kinds[] = { HUNT_SPSC, HUNT_MPMC, HUNT_RENDEZVOUS };
	for (size_t i = 0; i < KC_ARRAY_LEN(kinds); i++)
		channels(&kinds[i], 1, WAY_POLL, false, PLAIN);
	channels(&kinds[0], 1, WAY_POLL, true, PLAIN);
}

Test(hunt, io_uring)
{
	static const enum hunt_kinds kinds[] = { HUNT_SPSC, HUNT_MPMC };
	for (size_t i = 0; i < KC_ARRAY_LEN(kinds); i++)
		channels(&kinds[i], 1, WAY_URING, false, PLAIN);
	channels(&kinds[0], 1, WAY_URING, true, PLAIN);
}

static void several(enum hunt_kinds k)
{
	char front[64];
	struct talk t;
	pthread_t thread;
	(void)snprintf(front, sizeof front, "%s, two at once", hunt_kind[k].name);
	talk_open(&t, &k, 1, WAY_BLOCK);
	hunt_begin(front);
	cr_assert_eq(pthread_create(&thread, NULL, answer_both, &t), 0);
	for (uint64_t i = 0; i < t.rounds; i++) {
		send_both(t.there, i);
		take_both(t.back, i);
		hunt_round(1);
	}
	pthread_join(thread, NULL);
	hunt_end();
	talk_close(&t);
}

Test(hunt, several)
{
	several(HUNT_SPSC);
	several(HUNT_LOW_LATENCY);
	several(HUNT_MPSC);
	several(HUNT_MPMC);
	several(HUNT_UNLIMITED_MPMC);
}
