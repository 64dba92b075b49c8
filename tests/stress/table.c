/* The table of combinations: kind x topology x payload x overflow policy, and each way of calling - waiting, trying,
 * with a time-out, with a token that is fired again and again, in a select. Each legal cell moves its messages
 * exactly: every one that a send took is received once or handed to on_undelivered once, and a receiver sees each
 * sender's in order. Each illegal cell is -EINVAL when it is opened.
 * KC_TABLE_MESSAGES sets how many a cell and way (default 24000; a tenth of it where every message wakes a
 * thread; sanitizer builds less). */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/shaken.h"
#include "support/storm.h"
#include "support/world.h"

SHAKEN(table);

enum { SENDERS_MAX = 2, RECEIVERS_MAX = 2, BOUND_NS = 100000, WIDE = 100 };
enum way { WAIT, TRY, TIMED, CANCELLED, SELECT, WAYS };
static const char *const way_names[] = { "wait", "try", "timed", "cancelled", "select" };

struct message {
	uint32_t sender, check;
	uint64_t seq;
};

/* --- what is legal ------------------------------------------------------------------------------- */

struct combination {
	int kind, topology, payload, overflow;
	unsigned flags;
};

static bool is_legal(const struct combination *c)
{
	if (c->kind > KC_CONFLATED || c->topology > KC_SPSC || c->payload > KC_BYTES ||
		c->overflow > KC_DROP_OLDEST)
		return false;
	if (c->flags & ~(unsigned)(KC_CLOSE_WITH_LAST_TX | KC_LOW_LATENCY | KC_PADDED_SLOTS))
		return false;
	if (c->overflow == KC_DROP_OLDEST && c->kind != KC_BUFFERED)
		return false; /* nothing old is kept, or without a bound */
	if (c->overflow != KC_BLOCK && c->kind == KC_CONFLATED)
		return false; /* it drops by itself */
	if ((c->flags & KC_LOW_LATENCY) &&
		(c->kind != KC_BUFFERED || c->topology != KC_SPSC || c->overflow == KC_DROP_OLDEST))
		return false;
	return !(c->flags & KC_PADDED_SLOTS) ||
	       ((c->kind == KC_BUFFERED || c->kind == KC_UNLIMITED) && c->topology == KC_MPMC);
}

static kc_chan_opts options_of(const struct combination *c)
{
	return (kc_chan_opts)KC_CHAN_OPTS(.kind = (enum kc_kind)c->kind,
		.topology = (enum kc_topology)c->topology, .payload = (enum kc_payload)c->payload,
		.overflow = (enum kc_overflow)c->overflow, .flags = c->flags,
		.elem_bytes = c->payload == KC_VALUES ? sizeof(struct message) : 0);
}

Test(table, opening)
{
	static const unsigned flags[] = { 0, KC_CLOSE_WITH_LAST_TX, KC_LOW_LATENCY, KC_PADDED_SLOTS,
		KC_LOW_LATENCY | KC_PADDED_SLOTS, 8, 1u << 31 };
	struct world w;
	unsigned legal = 0, illegal = 0;
	world_open(&w, 0);
	for (int kind = 0; kind < 5; kind++)
		for (int topology = 0; topology < 4; topology++)
			for (int payload = 0; payload < 5; payload++)
				for (int overflow = 0; overflow < 4; overflow++)
					for (size_t f = 0; f < sizeof flags / sizeof *flags; f++) {
						struct combination c = { kind, topology, payload,
							overflow, flags[f] };
						kc_chan_opts o = options_of(&c);
						kc_chan *chan = NULL;
						int rc = kc_chan_open(&chan, w.d, "c", &o);
						int want = is_legal(&c) ? 0 : -EINVAL;
						cr_assert_eq(rc, want,
							"kind %d topology %d payload %d overflow %d flags "
							"%x: %d: %s",
							kind, topology, payload, overflow, flags[f],
							rc, kc_last_reason());
						if (rc == 0)
							cr_assert_eq(kc_chan_free(chan), 0);
						legal += rc == 0;
						illegal += rc != 0;
					}
	cr_assert_gt(legal, 200u);
	cr_assert_gt(illegal, 2000u);
	world_close(&w);
}

/* --- a cell ---------------------------------------------------------------------------------------- */

struct actor {
	pthread_t thread;
	struct cell *cell;
	uint32_t id;
	kc_tx *tx; /* or rx */
	kc_rx *rx;
	kc_rx *quiet;         /* of a channel that nobody sends into, for selects */
	pthread_mutex_t lock; /* of the token, which is fired by another thread */
	kc_cancel *token;
	uint64_t newest[SENDERS_MAX]; /* receiver: sequence + 1 */
	uint64_t cancelled;
};
struct cell {
	struct combination c;
	enum way way;
	struct world w;
	kc_chan *quiet;
	uint64_t count; /* of each sender */
	unsigned senders, receivers;
	struct actor sender[SENDERS_MAX], receiver[RECEIVERS_MAX];
	struct message *message[SENDERS_MAX]; /* what pointers point to */
	uint8_t *fate[SENDERS_MAX];           /* how often each was received or handed over */
	uint64_t undelivered;
	uint32_t ended; /* senders */
};

static struct message make(uint32_t sender, uint64_t seq)
{
	return (struct message){ sender, (uint32_t)(seq * 2654435761u) ^ sender, seq };
}

static void settle(struct cell *cell, const struct message *m)
{
	cr_assert_lt(m->sender, cell->senders);
	cr_assert_lt(m->seq, cell->count);
	cr_assert_eq(m->check, (uint32_t)(m->seq * 2654435761u) ^ m->sender, "torn");
	uint8_t before = __atomic_fetch_add(&cell->fate[m->sender][m->seq], 1, __ATOMIC_RELAXED);
	cr_assert_eq(before, 0, "sender %u: %lu came twice", m->sender, (unsigned long)m->seq);
}

static void on_undelivered(void *ctx, void *elem)
{
	struct cell *cell = ctx;
	struct message m;
	kc_ticket t;
	void *data;
	size_t len;
	switch (cell->c.payload) {
	case KC_VALUES:
		memcpy(&m, elem, sizeof m);
		break;
	case KC_POINTERS:
		memcpy(&m, ((struct kc_ptr *)elem)->ptr, sizeof m);
		break;
	default:
		memcpy(&t, elem, sizeof t);
		cr_assert_eq(kc_ticket_data(cell->w.d, t, &data, &len), 0);
		memcpy(&m, data, sizeof m);
		cr_assert_eq(kc_ticket_release(cell->w.d, t), 0);
	}
	settle(cell, &m);
	__atomic_fetch_add(&cell->undelivered, 1, __ATOMIC_RELAXED);
}

static void received(struct actor *a, const struct message *m)
{
	settle(a->cell, m);
	cr_assert_geq(m->seq + 1, a->newest[m->sender] + 1, "sender %u: %lu after %lu", m->sender,
		(unsigned long)m->seq, (unsigned long)a->newest[m->sender]);
	a->newest[m->sender] = m->seq + 1;
}

/* --- ways of calling ------------------------------------------------------------------------------- */

static int64_t timeout_of(const struct actor *a)
{
	switch (a->cell->way) {
	case TRY:
		/* Two that only try never meet: one of them has to wait. */
		return a->rx && a->cell->c.kind == KC_RENDEZVOUS ? BOUND_NS : 0;
	case TIMED:
		return BOUND_NS;
	default:
		return KC_FOREVER;
	}
}

static void set_token(struct actor *a, kc_cancel *token)
{
	if (a->tx)
		kc_tx_set_cancel(a->tx, token);
	else
		kc_rx_set_cancel(a->rx, token);
}

static void renew_token(struct actor *a)
{
	kc_cancel *next, *old = a->token;
	cr_assert_eq(kc_cancel_new(&next, NULL), 0);
	set_token(a, next);
	pthread_mutex_lock(&a->lock);
	a->token = next;
	pthread_mutex_unlock(&a->lock);
	kc_cancel_free(old);
}

/* Whether a call that answered rc is to be made again. */
static bool again(struct actor *a, int rc)
{
	switch (a->cell->way) {
	case TRY:
		if (rc == -EAGAIN)
			sched_yield();
		return rc == -EAGAIN || (rc == -ETIMEDOUT && timeout_of(a) > 0);
	case TIMED:
		return rc == -ETIMEDOUT;
	case CANCELLED:
		if (rc == -ECANCELED) {
			a->cancelled++;
			renew_token(a);
		}
		return rc == -ECANCELED;
	default:
		return false;
	}
}

static int select_one(struct actor *a, kc_case *one)
{
	uint64_t nothing;
	kc_case cases[2] = { *one, { .rx = a->quiet, .elem = &nothing } };
	int i = kc_select(cases, 2, KC_FOREVER, NULL);
	cr_assert_eq(i, 0, "the quiet channel's case took effect, or: %d", i);
	*one = cases[0];
	return cases[0].result;
}

static int send_once(struct actor *a, struct message *m, kc_ticket *t)
{
	struct cell *cell = a->cell;
	int64_t ns = timeout_of(a);
	struct kc_ptr p = { m, sizeof *m };
	unsigned char wide[WIDE];
	size_t len = sizeof *m + m->seq % (WIDE - sizeof *m);
	memset(wide, (int)m->seq, sizeof wide);
	memcpy(wide, m, sizeof *m);
	if (cell->way == SELECT) {
		kc_case one = { .tx = a->tx };
		one.elem = cell->c.payload == KC_VALUES     ? (void *)m
			   : cell->c.payload == KC_POINTERS ? (void *)&p
			   : cell->c.payload == KC_TICKETS  ? (void *)t
							    : wide;
		one.len_bytes = cell->c.payload == KC_BYTES ? len : 0;
		return select_one(a, &one);
	}
	switch (cell->c.payload) {
	case KC_VALUES:
		return kc_send(a->tx, m, ns);
	case KC_POINTERS:
		return kc_send_ptr(a->tx, m, sizeof *m, ns);
	case KC_TICKETS:
		return kc_send_ticket(a->tx, *t, ns);
	default:
		return kc_send_bytes(a->tx, wide, len, ns);
	}
}

static void *send_all(void *arg)
{
	struct actor *a = arg;
	struct cell *cell = a->cell;
	for (uint64_t i = 0; i < cell->count; i++) {
		struct message *m = &cell->message[a->id][i];
		kc_ticket t = { 0 };
		void *data;
		*m = make(a->id, i);
		if (cell->c.payload == KC_TICKETS) {
			cr_assert_eq(kc_ticket_new(cell->w.d, sizeof *m, &t, &data), 0);
			memcpy(data, m, sizeof *m);
		}
		int rc;
		do
			rc = send_once(a, m, &t);
		while (again(a, rc));
		cr_assert_eq(rc, 0, "send: %s", kc_strerror(rc));
	}
	set_token(a, NULL);
	cr_assert_eq(kc_tx_close(a->tx), 0);
	__atomic_fetch_add(&cell->ended, 1, __ATOMIC_RELEASE);
	return NULL;
}

static int take_ticket(struct cell *cell, kc_ticket t, struct message *m)
{
	void *data;
	size_t len;
	cr_assert_eq(kc_ticket_data(cell->w.d, t, &data, &len), 0);
	memcpy(m, data, sizeof *m);
	return kc_ticket_release(cell->w.d, t);
}

static int check_bytes(const unsigned char *wide, size_t len, struct message *m)
{
	memcpy(m, wide, sizeof *m);
	cr_assert_eq(len, sizeof *m + m->seq % (WIDE - sizeof *m));
	for (size_t i = sizeof *m; i < len; i++)
		cr_assert_eq(wide[i], (unsigned char)m->seq, "torn");
	return 0;
}

static int recv_once(struct actor *a, struct message *m)
{
	struct cell *cell = a->cell;
	int64_t ns = timeout_of(a);
	struct kc_ptr p = { 0 };
	kc_ticket t = { 0 };
	unsigned char wide[WIDE];
	int rc;
	ssize_t len = WIDE;
	if (cell->way == SELECT) {
		kc_case one = { .rx = a->rx };
		one.elem = cell->c.payload == KC_VALUES     ? (void *)m
			   : cell->c.payload == KC_POINTERS ? (void *)&p
			   : cell->c.payload == KC_TICKETS  ? (void *)&t
							    : wide;
		one.len_bytes = cell->c.payload == KC_BYTES ? WIDE : 0;
		rc = select_one(a, &one);
		len = (ssize_t)one.len_bytes;
	} else if (cell->c.payload == KC_VALUES) {
		rc = kc_recv(a->rx, m, ns);
	} else if (cell->c.payload == KC_POINTERS) {
		rc = kc_recv(a->rx, &p, ns);
	} else if (cell->c.payload == KC_TICKETS) {
		rc = kc_recv_ticket(a->rx, &t, ns);
	} else {
		len = kc_recv_bytes(a->rx, wide, sizeof wide, ns);
		rc = len < 0 ? (int)len : 0;
	}
	if (rc)
		return rc;
	switch (cell->c.payload) {
	case KC_VALUES:
		return 0;
	case KC_POINTERS:
		cr_assert_eq(p.len_bytes, sizeof *m);
		memcpy(m, p.ptr, sizeof *m);
		return 0;
	case KC_TICKETS:
		return take_ticket(cell, t, m);
	default:
		return check_bytes(wide, (size_t)len, m);
	}
}

static void *receive_all(void *arg)
{
	struct actor *a = arg;
	for (;;) {
		struct message m;
		int rc = recv_once(a, &m);
		if (rc == 0) {
			received(a, &m);
		} else if (!again(a, rc)) {
			cr_assert_eq(rc, -EPIPE, "receive: %s", kc_strerror(rc));
			break;
		}
	}
	set_token(a, NULL);
	cr_assert_eq(kc_rx_close(a->rx), 0);
	return NULL;
}

/* --- running a cell -------------------------------------------------------------------------------- */

static void equip(struct actor *a, struct cell *cell, uint32_t id, bool sends)
{
	a->cell = cell;
	a->id = id;
	pthread_mutex_init(&a->lock, NULL);
	if (sends)
		cr_assert_eq(kc_tx_open(&a->tx, cell->w.c), 0, "%s", kc_last_reason());
	else
		cr_assert_eq(kc_rx_open(&a->rx, cell->w.c), 0, "%s", kc_last_reason());
	if (cell->way == SELECT)
		cr_assert_eq(kc_rx_open(&a->quiet, cell->quiet), 0);
	if (cell->way == CANCELLED) {
		cr_assert_eq(kc_cancel_new(&a->token, NULL), 0);
		set_token(a, a->token);
	}
}

static void strip(struct actor *a)
{
	if (a->quiet)
		cr_assert_eq(kc_rx_close(a->quiet), 0);
	kc_cancel_free(a->token);
	pthread_mutex_destroy(&a->lock);
}

static struct actor *actor_of(struct cell *cell, unsigned i)
{
	return i < cell->senders ? &cell->sender[i] : &cell->receiver[i - cell->senders];
}

static void fire_until_sent(struct cell *cell)
{
	uint32_t random = 12345;
	unsigned actors = cell->senders + cell->receivers;
	while (__atomic_load_n(&cell->ended, __ATOMIC_ACQUIRE) < cell->senders) {
		struct actor *a = actor_of(cell, next_random(&random) % actors);
		pthread_mutex_lock(&a->lock);
		(void)kc_cancel_fire(a->token);
		pthread_mutex_unlock(&a->lock);
		dawdle_up_to(&random, 2000);
	}
}

static uint64_t run(const struct combination *c, enum way way, uint64_t count)
{
	struct cell *cell = calloc(1, sizeof *cell);
	cell->c = *c;
	cell->way = way;
	cell->senders = c->topology == KC_SPSC ? 1 : SENDERS_MAX;
	cell->receivers = c->topology == KC_MPMC ? RECEIVERS_MAX : 1;
	cell->count = count / cell->senders;
	world_open(&cell->w, 0);
	kc_chan_opts o = options_of(c), quiet = KC_CHAN_OPTS(.elem_bytes = 8);
	o.flags |= KC_CLOSE_WITH_LAST_TX;
	o.capacity = c->kind == KC_BUFFERED ? 64 : 0;
	o.on_undelivered = on_undelivered;
	o.ctx = cell;
	cr_assert_eq(kc_chan_open(&cell->w.c, cell->w.d, "c", &o), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_chan_open(&cell->quiet, cell->w.d, "quiet", &quiet), 0);
	for (unsigned i = 0; i < cell->senders; i++) {
		cell->message[i] = calloc(cell->count, sizeof *cell->message[i]);
		cell->fate[i] = calloc(cell->count, 1);
		equip(&cell->sender[i], cell, i, true);
	}
	for (unsigned i = 0; i < cell->receivers; i++)
		equip(&cell->receiver[i], cell, i, false);
	unsigned actors = cell->senders + cell->receivers;
	for (unsigned i = 0; i < actors; i++) {
		struct actor *a = actor_of(cell, i);
		cr_assert_eq(
			pthread_create(&a->thread, NULL, a->tx ? send_all : receive_all, a), 0);
	}
	if (way == CANCELLED)
		fire_until_sent(cell);
	for (unsigned i = 0; i < actors; i++) {
		pthread_join(actor_of(cell, i)->thread, NULL);
		strip(actor_of(cell, i));
	}
	cr_assert_eq(kc_chan_free(cell->quiet), 0);
	uint64_t before = cell->undelivered;
	world_close(&cell->w);
	if (c->overflow == KC_BLOCK && c->kind != KC_CONFLATED)
		cr_assert_eq(before, 0u, "nothing is dropped");
	uint64_t total = 0;
	for (unsigned i = 0; i < cell->senders; i++) {
		for (uint64_t k = 0; k < cell->count; k++)
			cr_assert_eq(
				cell->fate[i][k], 1, "sender %u: %lu is lost", i, (unsigned long)k);
		if (c->kind == KC_CONFLATED && cell->receivers == 1 && cell->senders == 1)
			cr_assert_eq(
				cell->receiver[0].newest[0], cell->count, "the last value arrives");
		total += cell->count;
		free(cell->message[i]);
		free(cell->fate[i]);
	}
	free(cell);
	return total;
}

/* Every legal cell of a kind, in every way. */
static void cells_of(enum kc_kind kind, unsigned flags, uint64_t at_least)
{
	uint64_t each = storm_length("KC_TABLE_MESSAGES", 24000, 600), total = 0;
	unsigned cells = 0;
	for (int topology = 0; topology < 3; topology++)
		for (int payload = 0; payload < 4; payload++)
			for (int overflow = 0; overflow < 3; overflow++) {
				struct combination c = { kind, topology, payload, overflow, flags };
				if (!is_legal(&c))
					continue;
				for (enum way way = 0; way < WAYS; way++) {
					bool slow = kind == KC_RENDEZVOUS && overflow == KC_BLOCK;
					if (getenv("KC_TABLE_SHOW"))
						fprintf(stderr,
							"kind %d topology %d payload %d overflow %d %s\n",
							kind, topology, payload, overflow,
							way_names[way]);
					total += run(&c, way, slow ? each / 10 : each);
					cells++;
				}
			}
	cr_assert_geq(cells, at_least);
	if (!getenv("KC_TABLE_MESSAGES"))
		cr_assert_gt(total, 0u);
}

Test(table, buffered)
{
	cells_of(KC_BUFFERED, 0, 36 * WAYS);
}

Test(table, low_latency)
{
	cells_of(KC_BUFFERED, KC_LOW_LATENCY, 8 * WAYS);
}

Test(table, padded)
{
	cells_of(KC_BUFFERED, KC_PADDED_SLOTS, 12 * WAYS);
}

Test(table, unlimited)
{
	cells_of(KC_UNLIMITED, 0, 24 * WAYS);
}

Test(table, conflated)
{
	cells_of(KC_CONFLATED, 0, 12 * WAYS);
}

Test(table, rendezvous)
{
	cells_of(KC_RENDEZVOUS, 0, 24 * WAYS);
}
