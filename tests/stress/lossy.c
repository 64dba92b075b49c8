/* Channels that drop what is old: conflated ones and those with KC_DROP_OLDEST. Whatever the schedule, each message that was accepted is
 * received once or handed over once, whole; a receiver sees each sender's messages in order; what is dropped is
 * counted exactly (INV-POS-4); the newest is received before the end of the stream. Senders that come and go,
 * receivers that wait, time out and only try.
 * KC_STRESS_LOSSY sets how many messages a sender sends (default 400000; sanitizer builds a fortieth); some cells
 * send a share of it. */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomic.h"
#include "support/conserve.h"
#include "support/shaken.h"
#include "support/storm.h"
#include "support/world.h"

SHAKEN(lossy);

enum { ENDS_MAX = 3, BYTES_MAX = 4096, BATCH = 5 };

struct shape {
	enum kc_kind kind;
	enum kc_topology topology;
	enum kc_overflow overflow;
	enum kc_payload payload;
	uint32_t bytes; /* of a message */
	uint32_t capacity;
	uint32_t share; /* a share of the messages is enough */
};

struct cell;
struct thread {
	pthread_t thread;
	struct cell *cell;
	uint32_t id, random;
	uint64_t got, after[ENDS_MAX]; /* receiver: newest sequence number + 1 of each sender */
};
struct cell {
	struct world w;
	struct shape shape;
	uint64_t count; /* a sender's messages */
	uint32_t senders, receivers;
	struct thread tx[ENDS_MAX], rx[ENDS_MAX];
	uint8_t *seen[ENDS_MAX]; /* of each message: received or handed over */
	uint64_t handed_over;
};

/* --- a message: its number, and words that depend on it up to its last byte ----------------------- */

static void fill(void *to, uint32_t bytes, uint32_t sender, uint64_t seq)
{
	uint64_t id = (uint64_t)sender << 56 | seq, word = id;
	unsigned char *p = to;
	for (uint32_t at = 0; at < bytes; at += 8, word = word * 6364136223846793005u + id)
		memcpy(p + at, &word, bytes - at < 8 ? bytes - at : 8);
}

/* Which one it is; each comes once. */
static uint64_t tick_off(struct cell *c, const void *from, uint32_t *sender)
{
	unsigned char whole[BYTES_MAX];
	uint64_t id;
	memcpy(&id, from, sizeof id);
	*sender = (uint32_t)(id >> 56);
	id &= (UINT64_C(1) << 56) - 1;
	cr_assert_lt(*sender, c->senders);
	cr_assert_lt(id, c->count);
	fill(whole, c->shape.bytes, *sender, id);
	cr_assert_eq(memcmp(whole, from, c->shape.bytes), 0, "torn");
	cr_assert_eq(kc_exchange(&c->seen[*sender][id], 1), 0, "message %lu of %u: twice",
		(unsigned long)id, *sender);
	return id;
}

static void received(struct thread *t, const void *message)
{
	uint32_t sender;
	uint64_t seq = tick_off(t->cell, message, &sender);
	cr_assert_geq(seq, t->after[sender], "%lu of %u came late", (unsigned long)seq, sender);
	t->after[sender] = seq + 1;
	t->got++;
}

static void received_ticket(struct thread *t, kc_ticket ticket)
{
	kc_domain *d = t->cell->w.d;
	void *data;
	cr_assert_eq(kc_ticket_data(d, ticket, &data, NULL), 0);
	received(t, data);
	cr_assert_eq(kc_ticket_release(d, ticket), 0);
}

static void handed_over(void *ctx, void *elem)
{
	struct cell *c = ctx;
	uint32_t sender;
	struct kc_ptr p;
	kc_ticket t;
	void *data = elem;
	bool ticket = c->shape.payload == KC_TICKETS || c->shape.payload == KC_BYTES;
	if (ticket) {
		memcpy(&t, elem, sizeof t);
		cr_assert_eq(kc_ticket_data(c->w.d, t, &data, NULL), 0);
	} else if (c->shape.payload == KC_POINTERS) {
		memcpy(&p, elem, sizeof p);
		data = p.ptr;
	}
	(void)tick_off(c, data, &sender);
	if (ticket)
		cr_assert_eq(kc_ticket_release(c->w.d, t), 0);
	else if (c->shape.payload == KC_POINTERS)
		free(data);
	(void)kc_fetch_add_relaxed(&c->handed_over, UINT64_C(1));
}

/* --- sending --------------------------------------------------------------------------------- */

static kc_ticket new_ticket(struct thread *t, uint64_t seq)
{
	kc_ticket ticket;
	void *data;
	cr_assert_eq(kc_ticket_new(t->cell->w.d, t->cell->shape.bytes, &ticket, &data), 0);
	fill(data, t->cell->shape.bytes, t->id, seq);
	return ticket;
}

/* Some in one call; how many. */
static uint64_t send_batch(struct thread *t, kc_tx *tx, uint64_t seq)
{
	const struct shape *s = &t->cell->shape;
	unsigned char elems[BATCH * BYTES_MAX];
	uint64_t n = t->cell->count - seq < BATCH ? t->cell->count - seq : BATCH, done = 0;
	uint32_t each = s->payload == KC_TICKETS ? sizeof(kc_ticket) : s->bytes;
	for (uint64_t i = 0; i < n; i++) {
		kc_ticket ticket;
		if (s->payload == KC_VALUES) {
			fill(elems + i * each, each, t->id, seq + i);
			continue;
		}
		ticket = new_ticket(t, seq + i);
		memcpy(elems + i * each, &ticket, each);
	}
	while (done < n) {
		ssize_t k = kc_send_n(tx, elems + done * each, n - done, KC_FOREVER);
		cr_assert_gt(k, 0);
		done += (uint64_t)k;
	}
	return n;
}

static void send_one(struct thread *t, kc_tx *tx, uint64_t seq)
{
	uint32_t bytes = t->cell->shape.bytes;
	unsigned char buf[BYTES_MAX];
	void *p;
	switch (t->cell->shape.payload) {
	case KC_VALUES:
		fill(buf, bytes, t->id, seq);
		cr_assert_eq(kc_send(tx, buf, 0), 0, "a sender never waits");
		break;
	case KC_BYTES:
		fill(buf, bytes, t->id, seq);
		cr_assert_eq(kc_send_bytes(tx, buf, bytes, 0), 0);
		break;
	case KC_POINTERS:
		p = malloc(bytes);
		fill(p, bytes, t->id, seq);
		cr_assert_eq(kc_send_ptr(tx, p, bytes, 0), 0);
		break;
	case KC_TICKETS:
		cr_assert_eq(kc_send_ticket(tx, new_ticket(t, seq), 0), 0);
		break;
	}
}

static void *sender_main(void *arg)
{
	struct thread *t = arg;
	const struct shape *s = &t->cell->shape;
	bool batches = s->payload == KC_VALUES || s->payload == KC_TICKETS;
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, t->cell->w.c), 0);
	for (uint64_t seq = 0; seq < t->cell->count;) {
		uint32_t r = next_random(&t->random);
		if (batches && r % 16 == 0) {
			seq += send_batch(t, tx, seq);
		} else {
			send_one(t, tx, seq);
			seq++;
		}
		if (r % 64 == 1)
			dawdle_up_to(&t->random, 2048);
		if (r % 1024 == 2) {
			cr_assert_eq(kc_tx_close(tx), 0);
			cr_assert_eq(kc_tx_open(&tx, t->cell->w.c), 0);
		}
	}
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

/* --- receiving ------------------------------------------------------------------------------- */

static ssize_t recv_some(struct thread *t, kc_rx *rx, int64_t timeout_ns)
{
	const struct shape *s = &t->cell->shape;
	unsigned char buf[BATCH * BYTES_MAX];
	kc_ticket ticket[BATCH];
	void *p;
	ssize_t k;
	switch (s->payload) {
	case KC_VALUES:
		k = kc_recv_n(rx, buf, 1 + t->got % BATCH, timeout_ns);
		for (ssize_t i = 0; i < k; i++)
			received(t, buf + (size_t)i * s->bytes);
		return k;
	case KC_POINTERS:
		k = kc_recv_ptr(rx, &p, NULL, timeout_ns);
		if (k == 0) {
			received(t, p);
			free(p);
		}
		return k;
	case KC_TICKETS:
		k = kc_recv_n(rx, ticket, 1 + t->got % BATCH, timeout_ns);
		for (ssize_t i = 0; i < k; i++)
			received_ticket(t, ticket[i]);
		return k;
	case KC_BYTES:
		/* Too small now and then: it must stay. */
		k = kc_recv_bytes(rx, buf, t->got % 7 ? s->bytes : s->bytes - 1, timeout_ns);
		if (k == -EMSGSIZE)
			k = kc_recv_bytes(rx, buf, s->bytes, timeout_ns);
		if (k > 0)
			received(t, buf);
		return k;
	}
	return -EINVAL;
}

static void *receiver_main(void *arg)
{
	struct thread *t = arg;
	kc_rx *rx;
	cr_assert_eq(kc_rx_open(&rx, t->cell->w.c), 0);
	for (;;) {
		uint32_t r = next_random(&t->random);
		int64_t timeout = r % 8 == 0 ? 0 : r % 8 == 1 ? 20000 : KC_FOREVER;
		ssize_t k = recv_some(t, rx, timeout);
		if (k == -EPIPE)
			break;
		cr_assert(k >= 0 || k == (timeout ? -ETIMEDOUT : -EAGAIN), "%zd", k);
		if (r % 64 == 3)
			dawdle_up_to(&t->random, 4096);
	}
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

/* --- a cell ---------------------------------------------------------------------------------- */

static void run(struct shape s)
{
	struct cell *c = calloc(1, sizeof *c);
	c->shape = s;
	c->senders = s.topology == KC_SPSC ? 1 : ENDS_MAX;
	c->receivers = s.topology == KC_MPMC ? ENDS_MAX : 1;
	c->count = storm_length("KC_STRESS_LOSSY", 400000, 10000) / s.share;
	world_open(&c->w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.kind = s.kind, .topology = s.topology,
		.overflow = s.overflow, .payload = s.payload, .capacity = s.capacity,
		.elem_bytes = s.payload == KC_VALUES ? s.bytes : 0, .on_undelivered = handed_over,
		.ctx = c);
	cr_assert_eq(kc_chan_open(&c->w.c, c->w.d, "c", &o), 0, "%s", kc_last_reason());
	for (uint32_t i = 0; i < c->senders; i++)
		c->seen[i] = calloc(c->count, 1);
	for (uint32_t i = 0; i < c->receivers; i++) {
		c->rx[i] = (struct thread){ .cell = c, .id = i, .random = 77 + i };
		cr_assert_eq(pthread_create(&c->rx[i].thread, NULL, receiver_main, &c->rx[i]), 0);
	}
	for (uint32_t i = 0; i < c->senders; i++) {
		c->tx[i] = (struct thread){ .cell = c, .id = i, .random = 1234 + i };
		cr_assert_eq(pthread_create(&c->tx[i].thread, NULL, sender_main, &c->tx[i]), 0);
	}
	for (uint32_t i = 0; i < c->senders; i++)
		pthread_join(c->tx[i].thread, NULL);
	cr_assert_eq(kc_chan_close(c->w.c), 0);
	uint64_t got = 0;
	for (uint32_t i = 0; i < c->receivers; i++) {
		pthread_join(c->rx[i].thread, NULL);
		got += c->rx[i].got;
	}
	cr_assert_eq(conserve_check(c->w.c, NULL), 0u, "the newest was received, too");
	kc_chan_stats stats = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(c->w.c, &stats), 0);
	uint64_t dropped = stats.dropped_oldest + stats.dropped_newest;
	cr_assert_eq(stats.sent + stats.dropped_newest, c->count * c->senders);
	cr_assert_eq(stats.received, got);
	cr_assert_eq(c->handed_over, dropped, "each that was dropped");
	cr_assert_eq(got + dropped, c->count * c->senders, "and none is missing");
	world_close(&c->w); /* asserts that no ticket is left */
	cr_assert_eq(c->handed_over, dropped, "nothing was left");
	for (uint32_t i = 0; i < c->senders; i++)
		free(c->seen[i]);
	free(c);
}

#define CONFLATED(name, t, p, b, s)                       \
	Test(lossy, conflated_##name)                     \
	{                                                 \
		run((struct shape){ .kind = KC_CONFLATED, \
			.topology = t,                    \
			.payload = p,                     \
			.bytes = b,                       \
			.share = s });                    \
	}
CONFLATED(spsc_values, KC_SPSC, KC_VALUES, 8, 1)
CONFLATED(spsc_large_values, KC_SPSC, KC_VALUES, 4096, 20)
CONFLATED(spsc_tickets, KC_SPSC, KC_TICKETS, 100, 2)
CONFLATED(mpsc_values, KC_MPSC, KC_VALUES, 8, 2)
CONFLATED(mpmc_values, KC_MPMC, KC_VALUES, 8, 1)
CONFLATED(mpmc_odd_values, KC_MPMC, KC_VALUES, 203, 2)
CONFLATED(mpmc_large_values, KC_MPMC, KC_VALUES, 4096, 20)
CONFLATED(mpmc_pointers, KC_MPMC, KC_POINTERS, 32, 4)
CONFLATED(mpmc_tickets, KC_MPMC, KC_TICKETS, 100, 2)
CONFLATED(mpmc_bytes, KC_MPMC, KC_BYTES, 500, 4)

/* A ring of two is nearly always full, one of 64 now and then. */
#define DROPPING(name, t, p, b, s)                                                   \
	Test(lossy, dropping_##name)                                                 \
	{                                                                            \
		struct shape shape = { .topology = t,                                \
			.overflow = KC_DROP_OLDEST,                                  \
			.payload = p,                                                \
			.bytes = b,                                                  \
			.share = 2 * s };                                            \
		for (shape.capacity = 2; shape.capacity <= 64; shape.capacity *= 32) \
			run(shape);                                                  \
	}
DROPPING(spsc_values, KC_SPSC, KC_VALUES, 8, 1)
DROPPING(spsc_odd_values, KC_SPSC, KC_VALUES, 203, 2)
DROPPING(spsc_large_values, KC_SPSC, KC_VALUES, 4096, 20)
DROPPING(spsc_pointers, KC_SPSC, KC_POINTERS, 32, 4)
DROPPING(spsc_tickets, KC_SPSC, KC_TICKETS, 100, 2)
DROPPING(spsc_bytes, KC_SPSC, KC_BYTES, 500, 4)
DROPPING(mpsc_values, KC_MPSC, KC_VALUES, 8, 2)
DROPPING(mpsc_tickets, KC_MPSC, KC_TICKETS, 100, 4)
DROPPING(mpmc_values, KC_MPMC, KC_VALUES, 8, 1)
DROPPING(mpmc_large_values, KC_MPMC, KC_VALUES, 4096, 20)
DROPPING(mpmc_pointers, KC_MPMC, KC_POINTERS, 32, 4)
DROPPING(mpmc_tickets, KC_MPMC, KC_TICKETS, 100, 2)
DROPPING(mpmc_bytes, KC_MPMC, KC_BYTES, 500, 4)

/* --- closed in the middle ----------------------------------------------------------------------- */

/* What a send on a conflated channel was told is in is received, also when the close comes from another thread at
 * that very moment: the word knows both. Once a receiver was told that it is over, nothing gets in. */
struct ending {
	kc_chan *c;
	uint64_t sent, got; /* last value + 1 */
	pthread_t thread;
};

static void *sends_until_closed(void *arg)
{
	struct ending *e = arg;
	uint64_t v = 0;
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, e->c), 0);
	while (kc_send(tx, &v, 0) == 0)
		v++;
	cr_assert_eq(kc_send(tx, &v, 0), -EPIPE);
	cr_assert_eq(kc_tx_close(tx), 0);
	e->sent = v;
	return NULL;
}

static void *receives_until_closed(void *arg)
{
	struct ending *e = arg;
	uint64_t v;
	kc_rx *rx;
	cr_assert_eq(kc_rx_open(&rx, e->c), 0);
	while (kc_recv(rx, &v, KC_FOREVER) == 0) {
		cr_assert_geq(v + 1, e->got);
		e->got = v + 1;
	}
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

Test(lossy, conflated_closed_in_the_middle)
{
	uint64_t rounds = storm_length("KC_STRESS_LOSSY", 400000, 10000) / 200;
	uint32_t random = 11;
	struct world w;
	world_open(&w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_CONFLATED, .topology = KC_SPSC, .elem_bytes = 8);
	for (uint64_t i = 0; i < rounds; i++) {
		struct ending tx = { 0 }, rx = { 0 };
		cr_assert_eq(kc_chan_open(&tx.c, w.d, "c", &o), 0);
		rx.c = tx.c;
		cr_assert_eq(pthread_create(&rx.thread, NULL, receives_until_closed, &rx), 0);
		cr_assert_eq(pthread_create(&tx.thread, NULL, sends_until_closed, &tx), 0);
		kc_chan_stats s = KC_CHAN_STATS();
		while (s.sent < 50)
			cr_assert_eq(kc_chan_snapshot(tx.c, &s), 0);
		dawdle_up_to(&random, 256);
		cr_assert_eq(kc_chan_close(tx.c), 0);
		pthread_join(tx.thread, NULL);
		pthread_join(rx.thread, NULL);
		cr_assert_eq(rx.got, tx.sent, "the last that was in");
		cr_assert_eq(conserve_check(tx.c, NULL), 0u);
		cr_assert_eq(kc_chan_free(tx.c), 0);
	}
	world_close(&w);
}

/* --- hand over hand ----------------------------------------------------------------------------- */

/* Each side sends only after it has received: one lost wake stops all. */
struct talk {
	kc_rx *rx;
	kc_tx *tx;
	uint64_t n;
};

static void *echo(void *arg)
{
	struct talk *t = arg;
	uint32_t random = 3;
	uint64_t v;
	for (uint64_t i = 0; i < t->n; i++) {
		cr_assert_eq(kc_recv(t->rx, &v, KC_FOREVER), 0);
		cr_assert_eq(v, i);
		dawdle_up_to(&random, 512);
		cr_assert_eq(kc_send(t->tx, &v, KC_FOREVER), 0);
	}
	return NULL;
}

static void ping_pong(kc_chan_opts o)
{
	struct world w;
	struct talk here = { .n = storm_length("KC_STRESS_LOSSY", 400000, 10000) / 20 },
		    there = here;
	kc_chan *c[2];
	pthread_t thread;
	uint32_t random = 5;
	world_open(&w, 0);
	cr_assert_eq(kc_chan_open(&c[0], w.d, "there", &o), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_chan_open(&c[1], w.d, "back", &o), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_tx_open(&here.tx, c[0]) | kc_rx_open(&there.rx, c[0]), 0);
	cr_assert_eq(kc_tx_open(&there.tx, c[1]) | kc_rx_open(&here.rx, c[1]), 0);
	cr_assert_eq(pthread_create(&thread, NULL, echo, &there), 0);
	for (uint64_t i = 0, v; i < here.n; i++) {
		cr_assert_eq(kc_send(here.tx, &i, KC_FOREVER), 0);
		dawdle_up_to(&random, 512);
		cr_assert_eq(kc_recv(here.rx, &v, KC_FOREVER), 0);
		cr_assert_eq(v, i);
	}
	pthread_join(thread, NULL);
	cr_assert_eq(kc_tx_close(here.tx) | kc_rx_close(here.rx), 0);
	cr_assert_eq(kc_tx_close(there.tx) | kc_rx_close(there.rx), 0);
	cr_assert_eq(kc_chan_free(c[0]) | kc_chan_free(c[1]), 0);
	world_close(&w);
}

Test(lossy, hand_over_hand_conflated)
{
	ping_pong((kc_chan_opts)KC_CHAN_OPTS(.kind = KC_CONFLATED, .elem_bytes = 8));
}

Test(lossy, hand_over_hand_dropping)
{
	static const enum kc_topology both[] = { KC_SPSC, KC_MPMC };
	for (int i = 0; i < 2; i++)
		ping_pong((kc_chan_opts)KC_CHAN_OPTS(.topology = both[i],
			.overflow = KC_DROP_OLDEST, .elem_bytes = 8, .capacity = 2));
}
