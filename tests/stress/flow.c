/* No message is lost, duplicated or reordered within its sender: each topology x payload, several
 * threads, single and batch and in-place calls mixed, small and large rings and unlimited ones (with a limit, and with
 * receivers that are too slow for a while, so that they grow and shrink), ending by close.
 * KC_STRESS_MESSAGES sets how many a cell (default 1e7; sanitizer builds a hundredth). */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/atomic.h"
#include "base/compiler.h"
#include "chan/chan.h"
#include "support/shaken.h"
#include "support/world.h"

SHAKEN(flow);

enum { SENDERS_MAX = 3, RECEIVERS_MAX = 2, BATCH = 48 };

struct message {
	uint32_t sender, check;
	uint64_t seq;
};
KC_TYPED(message, struct message);

struct sender {
	pthread_t thread;
	struct cell *cell;
	uint32_t id;
	uint64_t count;
};
struct receiver {
	pthread_t thread;
	struct cell *cell;
	uint64_t got, order[SENDERS_MAX]; /* newest sequence + 1 */
	uint64_t sum[SENDERS_MAX];
};
struct cell {
	struct world w;
	enum kc_payload payload;
	bool in_place; /* reserve, commit, peek and release work */
	bool uneven;   /* receivers are slow for a while, then fast */
	struct sender s[SENDERS_MAX];
	struct receiver r[RECEIVERS_MAX];
};

static uint64_t messages(void)
{
	const char *text = getenv("KC_STRESS_MESSAGES");
	if (text)
		return strtoull(text, NULL, 10);
#if defined(KC_CHECK) || defined(KC_TSAN)
	return 100000;
#else
	return 10000000;
#endif
}

static struct message stamp(const struct sender *s, uint64_t i)
{
	return (struct message){ s->id, (uint32_t)(i * 2654435761u) ^ s->id, i };
}

/* Aborts the process on the spot: a wrong message is looked at best where it appeared. */
static void check(struct receiver *r, const struct message *m)
{
	cr_assert_lt(m->sender, SENDERS_MAX);
	cr_assert_eq(m->check, (uint32_t)(m->seq * 2654435761u) ^ m->sender, "torn");
	cr_assert_geq(m->seq + 1, r->order[m->sender] + 1, "sender %u: %lu after %lu", m->sender,
		(unsigned long)m->seq, (unsigned long)r->order[m->sender]);
	r->order[m->sender] = m->seq + 1;
	r->sum[m->sender] += m->seq;
	r->got++;
	if (r->cell->uneven && (r->got & 0x8000))
		for (int i = 0; i < 40; i++)
			kc_pause();
}

/* --- one kind of payload each ------------------------------------------------------------------ */

static void send_values(struct sender *s, kc_tx *tx)
{
	struct message batch[BATCH];
	for (uint64_t i = 0; i < s->count;) {
		size_t n = (size_t)(i * 7 % BATCH) + 1;
		if (n > s->count - i)
			n = (size_t)(s->count - i);
		struct message *span = NULL;
		void *at;
		ssize_t k;
		switch (i % 4) {
		case 0:
			batch[0] = stamp(s, i);
			cr_assert_eq(kc_send(tx, batch, KC_FOREVER), 0);
			i++;
			break;
		case 1:
			batch[0] = stamp(s, i);
			cr_assert_eq(message_send(tx, batch, KC_FOREVER), 0);
			i++;
			break;
		case 2:
			for (size_t j = 0; j < n; j++)
				batch[j] = stamp(s, i + j);
			k = kc_send_n(tx, batch, n, KC_FOREVER);
			cr_assert_gt(k, 0);
			i += (uint64_t)k;
			break;
		default:
			if (!s->cell->in_place) {
				batch[0] = stamp(s, i);
				cr_assert_eq(kc_send(tx, batch, KC_FOREVER), 0);
				i++;
				break;
			}
			cr_assert_eq(kc_tx_wait(tx, 1, KC_FOREVER), 0);
			if (i & 4) {
				k = kc_reserve(tx, n, &at);
				span = at;
			} else {
				k = message_reserve(tx, n, &span);
			}
			cr_assert_gt(k, 0);
			for (ssize_t j = 0; j < k; j++)
				span[j] = stamp(s, i + (uint64_t)j);
			cr_assert_eq(
				i & 8 ? kc_commit(tx, (size_t)k) : message_commit(tx, (size_t)k),
				0);
			i += (uint64_t)k;
		}
	}
}

static void recv_values(struct receiver *r, kc_rx *rx)
{
	struct message batch[BATCH];
	for (;;) {
		const struct message *span = NULL;
		const void *at;
		ssize_t k;
		switch (r->got % 4) {
		case 0:
			k = kc_recv(rx, batch, KC_FOREVER);
			k = k == 0 ? 1 : k;
			break;
		case 1:
			k = message_recv(rx, batch, KC_FOREVER);
			k = k == 0 ? 1 : k;
			break;
		case 2:
			k = kc_recv_n(rx, batch, r->got % BATCH + 1, KC_FOREVER);
			break;
		default:
			if (!r->cell->in_place) {
				k = kc_recv_n(rx, batch, 2, KC_FOREVER);
				break;
			}
			k = kc_rx_wait(rx, 1, KC_FOREVER);
			if (k < 0)
				break;
			if (r->got & 4) {
				k = kc_peek(rx, BATCH, &at);
				span = at;
			} else {
				k = message_peek(rx, BATCH, &span);
			}
			cr_assert_gt(k, 0);
			memcpy(batch, span, (size_t)k * sizeof *batch);
			cr_assert_eq(r->got & 8 ? kc_release(rx, (size_t)k)
						: message_release(rx, (size_t)k),
				0);
		}
		if (k < 0) {
			cr_assert_eq(k, -EPIPE);
			return;
		}
		for (ssize_t j = 0; j < k; j++)
			check(r, &batch[j]);
	}
}

static void send_pointers(struct sender *s, kc_tx *tx)
{
	for (uint64_t i = 0; i < s->count; i++) {
		struct message *m = malloc(sizeof *m);
		*m = stamp(s, i);
		cr_assert_eq(kc_send_ptr(tx, m, sizeof *m, KC_FOREVER), 0);
	}
}

static void recv_pointers(struct receiver *r, kc_rx *rx)
{
	void *p;
	size_t len;
	int rc;
	while ((rc = kc_recv_ptr(rx, &p, &len, KC_FOREVER)) == 0) {
		cr_assert_eq(len, sizeof(struct message));
		check(r, p);
		free(p);
	}
	cr_assert_eq(rc, -EPIPE);
}

static void send_tickets(struct sender *s, kc_tx *tx)
{
	kc_ticket t[8];
	for (uint64_t i = 0; i < s->count;) {
		size_t n = i % 3 ? 1 : 8, sent = 0;
		if (n > s->count - i)
			n = (size_t)(s->count - i);
		for (size_t j = 0; j < n; j++) {
			void *data;
			cr_assert_eq(
				kc_ticket_new(s->cell->w.d, 16 + (i + j) % 500, &t[j], &data), 0);
			*(struct message *)data = stamp(s, i + j);
		}
		while (sent < n) {
			ssize_t k = n == 1 ? kc_send_ticket(tx, t[0], KC_FOREVER)
					   : kc_send_n(tx, t + sent, n - sent, KC_FOREVER);
			cr_assert_geq(k, 0);
			sent += n == 1 ? 1 : (size_t)k;
		}
		i += n;
	}
}

static void recv_tickets(struct receiver *r, kc_rx *rx)
{
	kc_ticket t[8];
	for (;;) {
		ssize_t k = kc_recv_n(rx, t, r->got % 8 + 1, KC_FOREVER);
		if (k < 0) {
			cr_assert_eq(k, -EPIPE);
			return;
		}
		for (ssize_t j = 0; j < k; j++) {
			void *data;
			size_t len;
			cr_assert_eq(kc_ticket_data(r->cell->w.d, t[j], &data, &len), 0);
			const struct message *m = data;
			cr_assert_eq(len, 16 + m->seq % 500);
			check(r, m);
			cr_assert_eq(kc_ticket_release(r->cell->w.d, t[j]), 0);
		}
	}
}

static void send_bytes(struct sender *s, kc_tx *tx)
{
	char buf[600];
	memset(buf, (int)s->id + 1, sizeof buf);
	for (uint64_t i = 0; i < s->count; i++) {
		struct message m = stamp(s, i);
		memcpy(buf, &m, sizeof m);
		cr_assert_eq(kc_send_bytes(tx, buf, 16 + i % 500, KC_FOREVER), 0);
	}
}

static void recv_bytes(struct receiver *r, kc_rx *rx)
{
	char buf[600];
	for (;;) {
		/* Sometimes too small at first: the message must stay. */
		size_t cap = r->got % 5 == 0 ? 16 : sizeof buf;
		ssize_t k = kc_recv_bytes(rx, buf, cap, KC_FOREVER);
		if (k == -EMSGSIZE) {
			k = kc_recv_bytes(rx, buf, sizeof buf, KC_FOREVER);
			if (k == -EPIPE)
				return;
		}
		if (k < 0) {
			cr_assert_eq(k, -EPIPE);
			return;
		}
		struct message m;
		memcpy(&m, buf, sizeof m);
		cr_assert_eq((size_t)k, 16 + m.seq % 500);
		cr_assert(k == 16 || buf[k - 1] == (char)(m.sender + 1), "torn");
		check(r, &m);
	}
}

/* --- a cell ------------------------------------------------------------------------------------ */

static void *sender_main(void *arg)
{
	struct sender *s = arg;
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, s->cell->w.c), 0);
	switch (s->cell->payload) {
	case KC_VALUES:
		send_values(s, tx);
		break;
	case KC_POINTERS:
		send_pointers(s, tx);
		break;
	case KC_TICKETS:
		send_tickets(s, tx);
		break;
	case KC_BYTES:
		send_bytes(s, tx);
		break;
	}
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

static void *receiver_main(void *arg)
{
	struct receiver *r = arg;
	kc_rx *rx;
	cr_assert_eq(kc_rx_open(&rx, r->cell->w.c), 0);
	switch (r->cell->payload) {
	case KC_VALUES:
		recv_values(r, rx);
		break;
	case KC_POINTERS:
		recv_pointers(r, rx);
		break;
	case KC_TICKETS:
		recv_tickets(r, rx);
		break;
	case KC_BYTES:
		recv_bytes(r, rx);
		break;
	}
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

/* A way of moving elements, and how many may do it at once. */
struct way {
	enum kc_kind kind;
	enum kc_topology topology;
	unsigned flags;
	unsigned senders, receivers;
	bool in_place;
};
static const struct way spsc = { KC_BUFFERED, KC_SPSC, 0, 1, 1, true };
static const struct way low_latency = { KC_BUFFERED, KC_SPSC, KC_LOW_LATENCY, 1, 1, false };
static const struct way mpsc = { KC_BUFFERED, KC_MPSC, 0, SENDERS_MAX, 1, true };
static const struct way mpmc = { KC_BUFFERED, KC_MPMC, 0, SENDERS_MAX, RECEIVERS_MAX, false };
static const struct way unlimited_spsc = { KC_UNLIMITED, KC_SPSC, 0, 1, 1, true };
static const struct way unlimited_mpsc = { KC_UNLIMITED, KC_MPSC, 0, SENDERS_MAX, 1, false };
static const struct way unlimited_mpmc = { KC_UNLIMITED, KC_MPMC, 0, SENDERS_MAX, RECEIVERS_MAX,
	false };

static void run(const struct way *way, enum kc_payload p, uint32_t capacity, uint64_t limit_bytes,
	uint64_t total)
{
	struct cell *c = calloc(1, sizeof *c);
	unsigned senders = way->senders, receivers = way->receivers;
	c->payload = p, c->in_place = way->in_place;
	c->uneven = way->kind == KC_UNLIMITED;
	world_open(&c->w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.kind = way->kind, .topology = way->topology,
		.flags = way->flags, .payload = p, .capacity = capacity, .limit_bytes = limit_bytes,
		.elem_bytes = p == KC_VALUES ? sizeof(struct message) : 0);
	cr_assert_eq(kc_chan_open(&c->w.c, c->w.d, "c", &o), 0, "%s", kc_last_reason());
	for (unsigned i = 0; i < receivers; i++) {
		c->r[i].cell = c;
		cr_assert_eq(pthread_create(&c->r[i].thread, NULL, receiver_main, &c->r[i]), 0);
	}
	for (uint32_t i = 0; i < senders; i++) {
		c->s[i].cell = c, c->s[i].id = i, c->s[i].count = total / senders;
		cr_assert_eq(pthread_create(&c->s[i].thread, NULL, sender_main, &c->s[i]), 0);
	}
	for (unsigned i = 0; i < senders; i++)
		pthread_join(c->s[i].thread, NULL);
	cr_assert_eq(kc_chan_close(c->w.c), 0);
	for (unsigned i = 0; i < receivers; i++)
		pthread_join(c->r[i].thread, NULL);
	for (unsigned s = 0; s < senders; s++) {
		uint64_t n = c->s[s].count, sum = 0;
		for (unsigned i = 0; i < receivers; i++)
			sum += c->r[i].sum[s];
		cr_assert_eq(sum, n * (n - 1) / 2, "sender %u: lost or doubled", s);
	}
	uint64_t got = 0;
	for (unsigned i = 0; i < receivers; i++)
		got += c->r[i].got;
	cr_assert_eq(got, total / senders * senders);
	if (way->kind ==
		KC_UNLIMITED) /* everything was given back but the last chunk and the spare */
		cr_assert_leq(c->w.d->arena.row->bytes_rings, 3 * KC_ARENA_PAGE_BYTES);
	world_close(&c->w);
	free(c);
}

#define CELL(way, name, payload)                                    \
	Test(flow, way##_##name)                                    \
	{                                                           \
		run(&(way), payload, 1024, 0, messages());          \
		run(&(way), payload, 2, 0, messages() / 1000 + 10); \
		run(&(way), payload, 64, 0, messages() / 100 + 10); \
	}
#define CELLS(way)                       \
	CELL(way, values, KC_VALUES)     \
	CELL(way, pointers, KC_POINTERS) \
	CELL(way, tickets, KC_TICKETS)   \
	CELL(way, bytes, KC_BYTES)
CELLS(spsc)
CELLS(low_latency)
CELLS(mpsc)
CELLS(mpmc)

/* Hundreds of chunks in the channel; a few, of the smallest size; and as many as come. */
#define UNLIMITED(way, name, payload, large)                            \
	Test(flow, way##_##name)                                        \
	{                                                               \
		run(&(way), payload, 0, large, messages() / 2);         \
		run(&(way), payload, 0, 20 * 16, messages() / 50 + 10); \
		run(&(way), payload, 0, 16, messages() / 1000 + 10);    \
		run(&(way), payload, 0, 0, messages() / 250 + 10);      \
	}
UNLIMITED(unlimited_spsc, values, KC_VALUES, 16u << 20)
UNLIMITED(unlimited_spsc, tickets, KC_TICKETS, 8 * 30000)
UNLIMITED(unlimited_spsc, bytes, KC_BYTES, 8 * 30000)
UNLIMITED(unlimited_mpsc, values, KC_VALUES, 16u << 20)
UNLIMITED(unlimited_mpsc, pointers, KC_POINTERS, 16u << 20)
UNLIMITED(unlimited_mpsc, bytes, KC_BYTES, 8 * 30000)
UNLIMITED(unlimited_mpmc, values, KC_VALUES, 16u << 20)
UNLIMITED(unlimited_mpmc, tickets, KC_TICKETS, 8 * 30000)
UNLIMITED(unlimited_mpmc, bytes, KC_BYTES, 8 * 30000)
