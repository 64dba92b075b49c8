/* kc_select, step by step: exactly one case takes effect, and which one; what each payload and each error means; what
 * a select sleeps on, whom it wakes when it leaves (INV-WAKE-1, INV-WAKE-2), and that nothing of this depends on
 * futex_waitv being there. Replaced futex calls let one thread play everybody. */
#include <criterion/criterion.h>
#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <poll.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arena/ticket.h"
#include "base/sys.h"
#include "chan/chan.h"
#include "chan/meet.h"
#include "support/world.h"
#include "wait/many.h"

enum { CHANS = 8 };

struct port {
	kc_chan *c;
	kc_tx *tx;
	kc_rx *rx;
};
static struct world w;
static struct port p[CHANS];
static int ports;
static struct kc_sys_table real;
static int refusal; /* 0: futex_waitv works */
static int sleeps, alone_sleeps, wakes, barriers;
static const uint32_t *woke_on[16];
static int answer; /* of the sleep, instead of "woken" */
static void (*while_asleep)(void);
static void (*while_refused)(void);
static struct futex_waitv slept_on[KC_MANY_MAX];
static unsigned slept_words;

/* --- the world, the kernel ------------------------------------------------------------------- */

static int asleep(void)
{
	sleeps++;
	cr_assert_lt(sleeps, 100, "sleeps although it was told to come back");
	cr_assert_not_null(while_asleep, "would sleep for ever");
	while_asleep();
	return answer;
}

/* "wrong futex flags (0x82, 32-bit mask)": 32-bit words, private to the process, and no bit of the value above the
 * word, which the kernel refuses. */
static int fake_waitv(struct futex_waitv *v, unsigned n, uint64_t deadline)
{
	(void)deadline;
	if (refusal) {
		if (while_refused)
			while_refused();
		return refusal;
	}
	cr_assert(n > 1 && n <= 128);
	for (unsigned i = 0; i < n; i++) {
		cr_assert_eq(v[i].flags, 0x82u);
		cr_assert_eq(v[i].val >> 32, 0u);
		cr_assert_eq(v[i].__reserved, 0u);
		if (*(const uint32_t *)(uintptr_t)v[i].uaddr !=
			v[i].val) /* NOLINT: the kernel's form */
			return -EAGAIN;
	}
	memcpy(slept_on, v, n * sizeof *v);
	slept_words = n;
	return asleep();
}

static int fake_wait(uint32_t *word, uint32_t value, uint64_t deadline)
{
	(void)deadline;
	if (*word != value)
		return -EAGAIN;
	alone_sleeps++;
	slept_on[0].uaddr = (uintptr_t)word;
	slept_words = 1;
	return asleep();
}

static int fake_wake(uint32_t *word, int n)
{
	(void)n;
	if ((size_t)wakes < KC_ARRAY_LEN(woke_on))
		woke_on[wakes] = word;
	wakes++;
	return 0;
}

static int fake_membarrier(int cmd)
{
	barriers++;
	return real.membarrier(cmd);
}

static void replace_calls(int refuse)
{
	kc_sys = real;
	kc_sys.futex_wait = fake_wait;
	kc_sys.futex_wake = fake_wake;
	kc_sys.futex_waitv = fake_waitv;
	kc_sys.membarrier = fake_membarrier;
	refusal = refuse;
	sleeps = alone_sleeps = wakes = barriers = answer = 0;
	slept_words = 0;
	while_asleep = while_refused = NULL;
}

static struct port *port_with(const kc_chan_opts *o)
{
	char name[8];
	struct port *q = &p[ports];
	snprintf(name, sizeof name, "c%d", ports++);
	cr_assert_eq(kc_chan_open(&q->c, w.d, name, o), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_tx_open(&q->tx, q->c), 0);
	cr_assert_eq(kc_rx_open(&q->rx, q->c), 0);
	return q;
}

static struct port *port(enum kc_topology t, enum kc_payload payload, uint32_t capacity)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .payload = payload,
		.elem_bytes = payload == KC_VALUES ? 8 : 0, .capacity = capacity);
	return port_with(&o);
}

static struct port *values(enum kc_topology t)
{
	return port(t, KC_VALUES, 4);
}

static void begin_with(unsigned flags, int refuse)
{
	world_open(&w, flags);
	ports = 0;
	real = kc_sys;
	replace_calls(refuse);
}

static void begin(void)
{
	begin_with(0, 0);
}

static void close_port(struct port *q)
{
	if (q->tx)
		cr_assert_eq(kc_tx_close(q->tx), 0);
	if (q->rx)
		cr_assert_eq(kc_rx_close(q->rx), 0);
	cr_assert_eq(kc_chan_free(q->c), 0);
}

static void end(void)
{
	kc_sys = real;
	for (int i = 0; i < ports; i++)
		close_port(&p[i]);
	cr_assert_eq(kc_bell.sleepers, 0u);
	world_close(&w);
}

static void give(struct port *q, uint64_t v)
{
	cr_assert_eq(kc_send(q->tx, &v, 0), 0);
}

static uint64_t take(struct port *q)
{
	uint64_t v;
	cr_assert_eq(kc_recv(q->rx, &v, 0), 0);
	return v;
}

static void fill(struct port *q)
{
	uint64_t v = 100;
	while (kc_send(q->tx, &v, 0) == 0)
		v++;
}

static struct kc_seg_side_wait *receivers(const struct port *q)
{
	return &q->c->row->side[KC_SIDE_RECEIVE];
}

static struct kc_seg_side_wait *senders(const struct port *q)
{
	return &q->c->row->side[KC_SIDE_SEND];
}

static int woken(const uint32_t *word)
{
	int n = 0;
	for (int i = 0; i < wakes && i < (int)KC_ARRAY_LEN(woke_on); i++)
		n += woke_on[i] == word;
	return n;
}

static void nothing(void)
{
}

/* How futex_waitv may be: there, not known, forbidden, out of memory. */
static const int ways[] = { 0, -ENOSYS, -EPERM, -ENOMEM };
static const enum kc_topology topologies[] = { KC_SPSC, KC_MPSC, KC_MPMC };
#define EACH(t)                                                                           \
	for (size_t each_##t = 0; each_##t < KC_ARRAY_LEN(topologies); each_##t++)        \
		for (enum kc_topology t = topologies[each_##t], once_##t = KC_MPMC + 100; \
			once_##t; once_##t = 0)

/* --- one takes effect ------------------------------------------------------------------------ */

Test(select, the_one_that_is_ready)
{
	EACH(t) EACH(u)
	{
		uint64_t a = 1, b = 2, c = 3;
		begin();
		struct port *x = values(t), *y = values(u), *z = values(t);
		kc_case cases[] = { { .rx = x->rx, .elem = &a, .result = 9 },
			{ .rx = y->rx, .elem = &b, .result = 9 },
			{ .tx = z->tx, .elem = &c, .result = 9 } };
		fill(z);
		give(y, 77);
		cr_assert_eq(kc_select(cases, 3, KC_FOREVER, NULL), 1);
		cr_assert(a == 1 && b == 77 && c == 3);
		cr_assert(cases[0].result == 0 && cases[1].result == 0 && cases[2].result == 0);
		give(x, 78);
		cr_assert_eq(kc_select(cases, 3, 0, NULL), 0);
		cr_assert(a == 78 && b == 77 && c == 3);
		cr_assert_eq(take(z), 100u);
		cr_assert_eq(kc_select(cases, 3, 1000, NULL), 2);
		for (uint64_t i = 1; i < 4; i++)
			cr_assert_eq(take(z), 100 + i);
		cr_assert_eq(take(z), 3u);
		cr_assert_eq(sleeps, 0);
		end();
	}
}

Test(select, the_default_case)
{
	uint64_t a = 1, b = 2;
	begin();
	struct port *x = values(KC_MPMC), *y = values(KC_SPSC);
	kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .tx = y->tx, .elem = &b } };
	fill(y);
	sleeps = wakes = barriers = 0;
	uint64_t refused = x->rx->e.row->count.would_block + y->tx->e.row->count.would_block;
	cr_assert_eq(kc_select(cases, 2, 0, NULL), -EAGAIN);
	cr_assert_eq(sleeps + wakes + barriers, 0, "a try makes no system call");
	cr_assert_eq(x->rx->e.row->count.would_block + y->tx->e.row->count.would_block, refused + 1,
		"one call, counted once");
	end();
}

static void give_second(void)
{
	give(&p[1], 9);
}

static bool readable(int fd)
{
	struct pollfd f = { .fd = fd, .events = POLLIN };
	return poll(&f, 1, 0) == 1;
}

/* -EAGAIN is the answer of every case: the eventfds of all of them are armed again. */
Test(select, the_default_case_arms_eventfds)
{
	EACH(t)
	{
		uint64_t a, b;
		begin();
		struct port *x = values(t), *y = values(t);
		int fds[] = { kc_rx_fd(x->rx), kc_rx_fd(y->rx) };
		kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .rx = y->rx, .elem = &b } };
		give(x, 1), give(y, 2);
		cr_assert(readable(fds[0]) && readable(fds[1]));
		for (int i = 0; i < 2; i++)
			cr_assert_geq(kc_select(cases, 2, 0, NULL), 0);
		cr_assert(readable(fds[0]) && readable(fds[1]),
			"until it is said that there is nothing");
		cr_assert_eq(kc_select(cases, 2, 0, NULL), -EAGAIN);
		cr_assert(!readable(fds[0]) && !readable(fds[1]));
		give(y, 3);
		cr_assert(!readable(fds[0]) && readable(fds[1]));
		/* A select that sleeps shares the word with them. */
		cr_assert_eq(kc_select(cases, 2, 0, NULL), 1);
		cr_assert_eq(kc_select(cases, 2, 0, NULL), -EAGAIN);
		while_asleep = give_second;
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 1);
		cr_assert_eq(sleeps, 1);
		cr_assert(!readable(fds[0]) && readable(fds[1]));
		end();
	}
}

/* Whatever is ready, a call moves one element, and says which. */
Test(select, exactly_one_of_many_ready)
{
	uint64_t v[CHANS];
	kc_case cases[CHANS];
	int hits[CHANS] = { 0 };
	begin();
	for (int i = 0; i < CHANS; i++) {
		struct port *q = values(i & 1 ? KC_MPMC : KC_SPSC);
		cases[i] = (kc_case){ .elem = &v[i] };
		if (i & 2)
			cases[i].tx = q->tx;
		else
			cases[i].rx = q->rx, give(q, 5);
		v[i] = 6;
	}
	for (int round = 0; round < 4000; round++) {
		int at = kc_select(cases, CHANS, KC_FOREVER, NULL), moved = 0;
		cr_assert(at >= 0 && at < CHANS);
		for (int i = 0; i < CHANS; i++) {
			uint64_t x;
			int rc = kc_recv(p[i].rx, &x, 0);
			bool sends = i & 2;
			cr_assert_eq(
				rc, sends == (i == at) ? 0 : -EAGAIN, "channel %d, case %d", i, at);
			moved += sends ? rc == 0 : rc == -EAGAIN;
			if (!sends)
				give(&p[i], 5);
		}
		cr_assert_eq(moved, 1);
		hits[at]++;
	}
	/* Drawn: each about 500 times; ten standard deviations are 210. */
	for (int i = 0; i < CHANS; i++)
		cr_assert(hits[i] > 290 && hits[i] < 710, "case %d: %d times of 4000", i, hits[i]);
	end();
}

/* Neighbours among cases that are never ready get as much as each other, too. */
Test(select, fair_among_neighbours)
{
	uint64_t v[CHANS];
	kc_case cases[CHANS];
	int hits[CHANS] = { 0 };
	begin();
	for (int i = 0; i < CHANS; i++)
		cases[i] = (kc_case){ .rx = values(KC_MPMC)->rx, .elem = &v[i] };
	for (int round = 0; round < 4000; round++) {
		give(&p[2], 1), give(&p[3], 1);
		hits[kc_select(cases, CHANS, 0, NULL)]++;
		hits[kc_select(cases, CHANS, 0, NULL)]--;
	}
	cr_assert_eq(hits[2] + hits[3], 0);
	cr_assert(hits[2] > -700 && hits[2] < 700, "%d of 4000", hits[2]);
	end();
}

/* --- the end of the stream ------------------------------------------------------------------- */

Test(select, closed_is_ready)
{
	EACH(t)
	{
		uint64_t a = 0, b = 0;
		begin();
		struct port *x = values(t), *y = values(KC_MPMC);
		give(x, 4);
		fill(y);
		kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .tx = y->tx, .elem = &b } };
		cr_assert_eq(kc_chan_close(x->c), 0);
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 0);
		cr_assert(cases[0].result == 0 && a == 4, "what was sent before the close");
		for (int i = 0; i < 2; i++) {
			cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 0);
			cr_assert_eq(cases[0].result, -EPIPE);
		}
		cr_assert_eq(x->rx->e.row->count.closed_errors, 2u);
		kc_case send = { .tx = x->tx, .elem = &b };
		cr_assert_eq(kc_select(&send, 1, 0, NULL), 0);
		cr_assert_eq(send.result, -EPIPE);
		cr_assert_eq(x->tx->e.row->count.closed_errors, 1u);
		end();
	}
}

/* --- payloads -------------------------------------------------------------------------------- */

Test(select, pointers)
{
	EACH(t)
	{
		int thing;
		struct kc_ptr out = { &thing, 12 }, in = { 0 };
		begin();
		struct port *x = port(t, KC_POINTERS, 4);
		kc_case cases[] = { { .tx = x->tx, .elem = &out }, { .rx = x->rx, .elem = &in } };
		cr_assert_eq(kc_select(cases, 1, 0, NULL), 0);
		cr_assert_eq(kc_select(&cases[1], 1, 0, NULL), 0);
		cr_assert(in.ptr == &thing && in.len_bytes == 12);
		end();
	}
}

static uint64_t word_of(kc_ticket t)
{
	return w.d->arena.tickets[KC_TKT_INDEX(t.v)].word;
}

/* One ticket, one reference, offered to two channels: one of them gets it. */
Test(select, tickets)
{
	EACH(t)
	{
		kc_ticket a, b;
		begin();
		struct port *x = port(t, KC_TICKETS, 2), *y = port(t, KC_TICKETS, 2);
		kc_case cases[] = { { .tx = x->tx, .elem = &a }, { .tx = y->tx, .elem = &a } };
		kc_case back[] = { { .rx = x->rx, .elem = &b }, { .rx = y->rx, .elem = &b } };
		for (int i = 0; i < 20; i++) {
			cr_assert_eq(kc_ticket_new(w.d, 24, &a, NULL), 0);
			int to = kc_select(cases, 2, 0, NULL);
			cr_assert(to == 0 || to == 1);
			cr_assert_eq(KC_TKT_WORD_QUEUED(word_of(a)), 1u);
			cr_assert_eq(KC_TKT_WORD_HELD(word_of(a)), 0u);
			cr_assert_eq(kc_select(back, 2, 0, NULL), to);
			cr_assert_eq(b.v, a.v);
			cr_assert_eq(kc_ticket_release(w.d, b), 0);
		}
		uint64_t bytes =
			x->tx->e.row->count.payload_bytes + y->tx->e.row->count.payload_bytes;
		cr_assert_eq(bytes, 20u * 24);
		bytes = x->rx->e.row->count.payload_bytes + y->rx->e.row->count.payload_bytes;
		cr_assert_eq(bytes, 20u * 24);
		/* Full: it stays the caller's, and held once. */
		kc_ticket f;
		for (int i = 0; i < 4; i++) {
			cr_assert_eq(kc_ticket_new(w.d, 24, &f, NULL), 0);
			cr_assert_eq(kc_send_ticket(p[i / 2].tx, f, 0), 0);
		}
		cr_assert_eq(kc_ticket_new(w.d, 24, &a, NULL), 0);
		cr_assert_eq(kc_select(cases, 2, 0, NULL), -EAGAIN);
		cr_assert_eq(kc_chan_close(y->c), 0);
		cr_assert_eq(kc_select(cases, 2, 0, NULL), 1);
		cr_assert_eq(cases[1].result, -EPIPE);
		cr_assert_eq(KC_TKT_WORD_HELD(word_of(a)), 1u);
		cr_assert_eq(KC_TKT_WORD_QUEUED(word_of(a)), 0u);
		cr_assert_eq(kc_ticket_release(w.d, a), 0);
		end();
	}
}

/* A ticket that is not the caller's is told of, whatever else is ready, and nothing is done. */
Test(select, tickets_that_are_stale)
{
	EACH(t)
	{
		kc_ticket a, stale, none = { 0 };
		uint64_t v = 0;
		begin();
		struct port *x = port(t, KC_TICKETS, 2), *y = values(t);
		give(y, 1);
		cr_assert_eq(kc_ticket_new(w.d, 24, &stale, NULL), 0);
		cr_assert_eq(kc_ticket_release(w.d, stale), 0);
		kc_case cases[] = { { .rx = y->rx, .elem = &v }, { .tx = x->tx, .elem = &stale } };
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), -ESTALE);
		cr_assert(cases[0].result == 0 && cases[1].result == -ESTALE);
		cases[1].elem = &none;
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), -EBADMSG);
		cr_assert_eq(x->tx->e.row->count.ticket_errors, 2u);
		cr_assert_eq(take(y), 1u);
		cr_assert_eq(kc_ticket_new(w.d, 24, &a, NULL), 0);
		cases[1].elem = &a;
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 1);
		cr_assert_eq(cases[1].result, 0);
		end();
	}
}

static kc_ticket released_asleep;
static void release_and_make_room(void)
{
	kc_ticket f;
	cr_assert_eq(kc_ticket_release(w.d, released_asleep), 0);
	cr_assert_eq(kc_recv_ticket(p[0].rx, &f, 0), 0);
	cr_assert_eq(kc_ticket_release(w.d, f), 0);
}

Test(select, a_ticket_that_goes_stale_while_it_waits)
{
	EACH(t)
	{
		kc_ticket f;
		begin();
		struct port *x = port(t, KC_TICKETS, 2);
		for (int i = 0; i < 2; i++) {
			cr_assert_eq(kc_ticket_new(w.d, 24, &f, NULL), 0);
			cr_assert_eq(kc_send_ticket(x->tx, f, 0), 0);
		}
		cr_assert_eq(kc_ticket_new(w.d, 24, &released_asleep, NULL), 0);
		kc_case c = { .tx = x->tx, .elem = &released_asleep };
		while_asleep = release_and_make_room;
		cr_assert_eq(kc_select(&c, 1, KC_FOREVER, NULL), -ESTALE);
		cr_assert_eq(c.result, -ESTALE);
		cr_assert_eq(x->tx->e.row->count.ticket_errors, 1u);
		end();
	}
}

Test(select, bytes)
{
	EACH(t)
	{
		char in[8] = "", long_one[] = "twelve bytes";
		begin();
		struct port *x = port(t, KC_BYTES, 4), *y = values(t);
		uint64_t v;
		kc_case out[] = { { .rx = y->rx, .elem = &v },
			{ .tx = x->tx, .elem = long_one, .len_bytes = 3 } };
		kc_case back[] = { { .rx = y->rx, .elem = &v },
			{ .rx = x->rx, .elem = in, .len_bytes = 8 } };
		cr_assert_eq(kc_select(out, 2, 0, NULL), 1);
		cr_assert_eq(out[1].len_bytes, 3u);
		cr_assert_eq(kc_select(back, 2, 0, NULL), 1);
		cr_assert(
			back[1].len_bytes == 3 && back[1].result == 0 && memcmp(in, "twe", 4) == 0);
		/* No bytes at all are a message, too. */
		out[1].elem = NULL, out[1].len_bytes = 0;
		cr_assert_eq(kc_select(out, 2, 0, NULL), 1);
		back[1].elem = NULL, back[1].len_bytes = 0;
		cr_assert_eq(kc_select(back, 2, 0, NULL), 1);
		cr_assert_eq(back[1].len_bytes, 0u);
		/* Too long: ready, told with its length, and still there. */
		out[1].elem = long_one, out[1].len_bytes = 12;
		cr_assert_eq(kc_select(out, 2, 0, NULL), 1);
		for (int i = 0; i < 2; i++) {
			back[1].elem = in, back[1].len_bytes = 8;
			cr_assert_eq(kc_select(back, 2, KC_FOREVER, NULL), 1);
			cr_assert_eq(back[1].result, -EMSGSIZE);
			cr_assert_eq(back[1].len_bytes, 12u);
		}
		cr_assert_eq(x->rx->e.row->count.too_long, 2u);
		char big[12];
		back[1].elem = big;
		cr_assert_eq(kc_select(back, 2, 0, NULL), 1);
		cr_assert(back[1].result == 0 && memcmp(big, "twelve bytes", 12) == 0);
		cr_assert_eq(x->tx->e.row->count.payload_bytes, 15u);
		cr_assert_eq(x->rx->e.row->count.payload_bytes, 15u);
		end();
	}
}

/* The copy is made for the case that takes effect, and when that fails nothing was sent. */
Test(select, bytes_cost_nothing_until_they_are_taken)
{
	char byte = 1;
	kc_domain *small;
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = NULL, .tickets_max = 64);
	begin();
	o.dir = w.dir;
	cr_assert_eq(kc_domain_open(&small, "small", &o), 0, "%s", kc_last_reason());
	struct port x, *y = values(KC_MPMC);
	kc_chan_opts co = KC_CHAN_OPTS(.topology = KC_SPSC, .payload = KC_BYTES, .capacity = 1024);
	kc_chan_opts full = KC_CHAN_OPTS(.topology = KC_MPMC, .payload = KC_BYTES, .capacity = 2);
	cr_assert_eq(kc_chan_open(&x.c, small, "x", &co), 0);
	cr_assert_eq(kc_tx_open(&x.tx, x.c), 0);
	cr_assert_eq(kc_rx_open(&x.rx, x.c), 0);
	struct port z = { 0 };
	cr_assert_eq(kc_chan_open(&z.c, small, "z", &full), 0);
	cr_assert_eq(kc_tx_open(&z.tx, z.c), 0);
	for (int i = 0; i < 2; i++)
		cr_assert_eq(kc_send_bytes(z.tx, &byte, 1, 0), 0);
	uint64_t v;
	kc_case cases[] = { { .rx = y->rx, .elem = &v },
		{ .tx = x.tx, .elem = &byte, .len_bytes = 1 } };
	int sent = 0, rc;
	while ((rc = kc_select(cases, 2, 0, NULL)) == 1)
		sent++;
	cr_assert_gt(sent, 0);
	cr_assert_eq(rc, -ENOSPC);
	cr_assert_eq(cases[1].result, -ENOSPC);
	kc_case none = { .tx = z.tx, .elem = &byte, .len_bytes = 1 };
	cr_assert_eq(kc_select(&none, 1, 0, NULL), -EAGAIN, "full, and nothing was asked for");
	close_port(&z);
	give(y, 1);
	/* Half of these look at the other case first. */
	for (int i = 0; i < 200 && kc_select(cases, 2, 0, NULL) != 0; i++)
		;
	cr_assert(cases[0].result == 0 && cases[1].result == 0);
	cr_assert_eq(kc_rx_close(x.rx), 0);
	cr_assert_eq(kc_tx_close(x.tx), 0);
	cr_assert_eq(kc_chan_free(x.c), 0);
	cr_assert_eq(kc_domain_close(small), 0);
	end();
}

/* Without memory for the next chunk nothing was sent: the call says so, and no case took effect. */
Test(select, an_unlimited_channel_without_memory)
{
	struct world x;
	unsigned char wide[4096] = { 0 };
	kc_chan_opts o =
		KC_CHAN_OPTS(.kind = KC_UNLIMITED, .topology = KC_SPSC, .elem_bytes = sizeof wide);
	world_open(&x, 0);
	world_channel_of(&x, &o);
	kc_case one = { .tx = x.tx, .elem = wide };
	int sent = 0, rc;
	while ((rc = kc_select(&one, 1, 0, NULL)) == 0)
		sent++;
	cr_assert_eq(rc, -ENOMEM, "%d", rc);
	cr_assert_eq(one.result, -ENOMEM);
	kc_chan_stats s = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(x.c, &s), 0);
	cr_assert_eq(s.sent, (uint64_t)sent);
	world_close(&x);
}

/* KC_CHECKSUM: the ticket is handed out to be looked at, the message is dropped; both took effect. */
Test(select, corrupt_payloads)
{
	EACH(t)
	{
		kc_ticket a, b;
		char *data, in[4];
		begin_with(KC_CHECKSUM, 0);
		struct port *x = port(t, KC_TICKETS, 2), *y = port(t, KC_BYTES, 2);
		cr_assert_eq(kc_ticket_new(w.d, 4, &a, (void **)&data), 0);
		memcpy(data, "good", 4);
		cr_assert_eq(kc_send_ticket(x->tx, a, 0), 0);
		data[0] = 'f';
		kc_case c = { .rx = x->rx, .elem = &b };
		cr_assert_eq(kc_select(&c, 1, 0, NULL), 0);
		cr_assert_eq(c.result, -EBADMSG);
		cr_assert_eq(kc_ticket_release(w.d, b), 0);
		cr_assert_eq(kc_send_bytes(y->tx, "good", 4, 0), 0);
		uint64_t handle;
		uint64_t pos;
		cr_assert_eq(y->rx->e.flow->head(&y->rx->e, &handle, &pos), 1);
		((char *)w.d->arena.base)[w.d->arena.tickets[KC_TKT_INDEX(handle)].block] = 'f';
		c = (kc_case){ .rx = y->rx, .elem = in, .len_bytes = 4 };
		cr_assert_eq(kc_select(&c, 1, 0, NULL), 0);
		cr_assert_eq(c.result, -EBADMSG);
		cr_assert_eq(kc_select(&c, 1, 0, NULL), -EAGAIN, "dropped");
		end();
	}
}

/* Room was seen, and another sender took it: the reference is the caller's again, and the copy gone. */
static long room_that_is_not_there(struct kc_end *e, size_t n)
{
	(void)e, (void)n;
	return 1;
}

Test(select, another_sender_was_faster)
{
	EACH(t)
	{
		kc_ticket a, b;
		begin();
		struct port *x = port(t, KC_TICKETS, 2), *y = port(t, KC_BYTES, 2);
		for (int i = 0; i < 2; i++) {
			cr_assert_eq(kc_ticket_new(w.d, 8, &a, NULL), 0);
			cr_assert_eq(kc_send_ticket(x->tx, a, 0), 0);
			cr_assert_eq(kc_send_bytes(y->tx, "abc", 3, 0), 0);
		}
		struct kc_flow flow = *x->tx->e.flow;
		flow.room = room_that_is_not_there;
		x->tx->e.flow = y->tx->e.flow = &flow;
		cr_assert_eq(kc_ticket_new(w.d, 8, &a, NULL), 0);
		kc_case c = { .tx = x->tx, .elem = &a };
		cr_assert_eq(kc_select(&c, 1, 0, NULL), -EAGAIN);
		cr_assert_eq(KC_TKT_WORD_HELD(word_of(a)), 1u);
		cr_assert_eq(KC_TKT_WORD_QUEUED(word_of(a)), 0u);
		c = (kc_case){ .tx = y->tx, .elem = "abc", .len_bytes = 3 };
		cr_assert_eq(kc_ticket_release(w.d, a), 0);
		cr_assert_eq(kc_select(&c, 1, 0, NULL), -EAGAIN);
		cr_assert_eq(kc_ticket_new(w.d, 8, &b, NULL), 0);
		cr_assert_eq(KC_TKT_INDEX(b.v), KC_TKT_INDEX(a.v), "what was freed last");
		cr_assert_eq(kc_ticket_release(w.d, b), 0);
		x->tx->e.flow = x->c->flow, y->tx->e.flow = y->c->flow;
		end();
	}
}

static int undelivered;
static void count_undelivered(void *ctx, void *elem)
{
	(void)ctx, (void)elem;
	undelivered++;
}

Test(select, a_channel_that_drops_is_always_ready)
{
	EACH(t)
	{
		uint64_t v = 1;
		begin();
		undelivered = 0;
		kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .elem_bytes = 8, .capacity = 2,
			.overflow = KC_DROP_NEWEST, .on_undelivered = count_undelivered);
		struct port *x = port_with(&o);
		kc_chan_opts ot = KC_CHAN_OPTS(.topology = t, .payload = KC_TICKETS, .capacity = 2,
			.overflow = KC_DROP_NEWEST);
		struct port *y = port_with(&ot);
		kc_case c = { .tx = x->tx, .elem = &v };
		for (int i = 0; i < 5; i++)
			cr_assert_eq(kc_select(&c, 1, KC_FOREVER, NULL), 0);
		cr_assert_eq(x->tx->e.row->count.dropped_newest, 3u);
		cr_assert_eq(undelivered, 3);
		kc_ticket a;
		c = (kc_case){ .tx = y->tx, .elem = &a };
		for (int i = 0; i < 5; i++) {
			cr_assert_eq(kc_ticket_new(w.d, 8, &a, NULL), 0);
			cr_assert_eq(kc_select(&c, 1, KC_FOREVER, NULL), 0);
		}
		cr_assert_eq(kc_ticket_release(w.d, a), -ESTALE, "the channel has let go of it");
		cr_assert_eq(y->tx->e.row->count.dropped_newest, 3u);
		cr_assert_eq(y->tx->e.row->count.payload_bytes, 16u);
		end();
	}
}

static void give_third(void)
{
	give(&p[0], 3);
}

/* Conflated, and a full one that drops its oldest: a send is always ready, and the newest is received. */
Test(select, channels_that_keep_the_newest)
{
	EACH(t) for (int conflated = 0; conflated < 2; conflated++)
	{
		uint64_t v, u;
		begin();
		kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .elem_bytes = 8);
		o.kind = conflated ? KC_CONFLATED : KC_BUFFERED;
		o.overflow = conflated ? KC_BLOCK : KC_DROP_OLDEST;
		o.capacity = conflated ? 0 : 2;
		struct port *x = port_with(&o), *y = values(t);
		kc_case send = { .tx = x->tx, .elem = &v };
		for (v = 1; v <= 5; v++)
			cr_assert_eq(kc_select(&send, 1, KC_FOREVER, NULL), 0);
		kc_case cases[] = { { .rx = x->rx, .elem = &v }, { .rx = y->rx, .elem = &u } };
		for (uint64_t i = conflated ? 5 : 4; i <= 5; i++) {
			cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 0);
			cr_assert_eq(v, i);
		}
		cr_assert_eq(kc_select(cases, 2, 0, NULL), -EAGAIN);
		while_asleep = give_third;
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 0);
		cr_assert_eq(v, 3u);
		cr_assert_eq(sleeps, 1);
		end();
	}
}

/* --- misuse ---------------------------------------------------------------------------------- */

Test(select, misuse)
{
	uint64_t v = 0;
	void *span;
	begin();
	struct port *x = values(KC_SPSC), *y = values(KC_MPMC);
	give(y, 1);
	kc_case good = { .rx = y->rx, .elem = &v };
	kc_case bad[] = { { .elem = &v }, { .tx = x->tx, .rx = x->rx, .elem = &v }, { .tx = x->tx },
		{ .rx = x->rx }, { .rx = y->rx, .elem = &v } };
	for (size_t i = 0; i < KC_ARRAY_LEN(bad); i++) {
		kc_case cases[] = { good, bad[i] }, turned[] = { bad[i], good };
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), -EINVAL, "%zu", i);
		cr_assert_eq(kc_select(turned, 2, KC_FOREVER, NULL), -EINVAL, "%zu", i);
	}
	cr_assert_eq(kc_select(&good, 1, -2, NULL), -EINVAL);
	cr_assert_eq(kc_select(NULL, 1, 0, NULL), -EINVAL);
	cr_assert_eq(kc_reserve(x->tx, 1, &span), 1);
	kc_case cases[] = { good, { .tx = x->tx, .elem = &v } };
	cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), -EBUSY);
	cr_assert_eq(kc_commit(x->tx, 0), 0);
	cr_assert_eq(take(y), 1u, "nothing of it was done");
	cr_assert_geq(kc_select(cases, 2, KC_FOREVER, NULL), 0);
	end();
}

/* A receive gives up what was shown, whichever case wins. */
Test(select, peek_is_given_up)
{
	const void *seen;
	uint64_t v, u = 8;
	begin();
	struct port *x = values(KC_SPSC), *y = values(KC_SPSC);
	fill(x);
	cr_assert_eq(kc_peek(x->rx, 4, &seen), 4);
	kc_case cases[] = { { .rx = x->rx, .elem = &v }, { .tx = y->tx, .elem = &u } };
	cr_assert_geq(kc_select(cases, 2, 0, NULL), 0);
	cr_assert_eq(kc_release(x->rx, 1), -EINVAL);
	cr_assert_geq(kc_peek(x->rx, 4, &seen), 3);
	cr_assert_eq(kc_release(x->rx, 3), 0);
	end();
}

static void in_a_child(void)
{
	uint64_t v;
	kc_case c = { .rx = p[0].rx, .elem = &v };
	pid_t child = fork();
	if (child == 0)
		_exit(kc_select(&c, 1, KC_FOREVER, NULL) == -EOWNERDEAD ? 0 : 1);
	int status;
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert_eq(status, 0);
}

Test(select, after_fork)
{
	begin();
	give(values(KC_SPSC), 1);
	in_a_child();
	end();
}

/* --- how many -------------------------------------------------------------------------------- */

enum { MANY = 129 };
static kc_rx *many[MANY];
static uint64_t many_value[MANY];
static kc_case many_case[MANY];

static void open_many(void)
{
	struct port *x = values(KC_MPMC);
	for (int i = 0; i < MANY; i++) {
		cr_assert_eq(kc_rx_open(&many[i], x->c), 0);
		many_case[i] = (kc_case){ .rx = many[i], .elem = &many_value[i] };
	}
}

static void close_many(void)
{
	for (int i = 0; i < MANY; i++)
		cr_assert_eq(kc_rx_close(many[i]), 0);
}

static void give_first(void)
{
	give(&p[0], 5);
}

Test(select, as_many_as_can_be_slept_on)
{
	kc_cancel *root, *own[MANY], *other;
	begin();
	open_many();
	cr_assert_eq(kc_cancel_new(&root, NULL), 0);
	cr_assert_eq(kc_cancel_new(&other, NULL), 0);
	while_asleep = give_first;
	cr_assert_eq(kc_select(many_case, 129, KC_FOREVER, NULL), -E2BIG);
	cr_assert_geq(kc_select(many_case, 128, KC_FOREVER, NULL), 0);
	cr_assert_eq(slept_words, 128u);
	cr_assert_eq(kc_select(many_case, 128, KC_FOREVER, root), -E2BIG);
	cr_assert_geq(kc_select(many_case, 127, KC_FOREVER, root), 0);
	cr_assert_eq(slept_words, 128u);
	/* A tree is one word, however many of its tokens take part. */
	for (int i = 0; i < MANY; i++) {
		cr_assert_eq(kc_cancel_new(&own[i], root), 0);
		kc_rx_set_cancel(many[i], own[i]);
	}
	cr_assert_geq(kc_select(many_case, 127, KC_FOREVER, own[3]), 0);
	cr_assert_eq(kc_select(many_case, 128, KC_FOREVER, NULL), -E2BIG);
	cr_assert_eq(kc_select(many_case, 127, KC_FOREVER, other), -E2BIG);
	cr_assert_geq(kc_select(many_case, 126, KC_FOREVER, other), 0);
	cr_assert_eq(slept_words, 128u);
	for (int i = 0; i < MANY; i++) {
		kc_rx_set_cancel(many[i], NULL);
		kc_cancel_free(own[i]);
		cr_assert_eq(kc_cancel_new(&own[i], NULL), 0);
		kc_rx_set_cancel(many[i], own[i]);
	}
	cr_assert_geq(kc_select(many_case, 64, KC_FOREVER, NULL), 0);
	cr_assert_eq(slept_words, 128u);
	cr_assert_eq(kc_select(many_case, 64, KC_FOREVER, other), -E2BIG);
	cr_assert_eq(kc_select(many_case, 128, KC_FOREVER, other), -E2BIG);
	cr_assert_eq(receivers(&p[0])->counts, 0u);
	for (int i = 0; i < MANY; i++)
		kc_cancel_free(own[i]);
	close_many();
	kc_cancel_free(root);
	kc_cancel_free(other);
	end();
}

static kc_cancel *token;
static void fire(void)
{
	cr_assert_eq(kc_cancel_fire(token), 0);
}

/* Without cases it waits for the bound or the token; for neither it would wait for ever. */
Test(select, without_cases)
{
	begin();
	cr_assert_eq(kc_cancel_new(&token, NULL), 0);
	cr_assert_eq(kc_select(NULL, 0, KC_FOREVER, NULL), -EINVAL);
	cr_assert_eq(kc_select(NULL, 0, 0, NULL), -EAGAIN);
	while_asleep = nothing;
	answer = -ETIMEDOUT;
	cr_assert_eq(kc_select(NULL, 0, 1000, NULL), -ETIMEDOUT);
	cr_assert_eq(kc_select(NULL, 0, 1000, token), -ETIMEDOUT);
	cr_assert_eq(sleeps, 2);
	answer = 0;
	while_asleep = fire;
	cr_assert_eq(kc_select(NULL, 0, KC_FOREVER, token), -ECANCELED);
	cr_assert_eq(slept_on[0].uaddr, (uintptr_t)&token->word);
	cr_assert_eq(kc_select(NULL, 0, 0, token), -ECANCELED);
	kc_cancel_free(token);
	end();
}

/* --- cancelling ------------------------------------------------------------------------------ */

Test(select, fired_at_entry_beats_ready)
{
	EACH(t)
	{
		uint64_t a, b = 3;
		kc_cancel *child;
		begin();
		struct port *x = values(t), *y = values(t);
		give(x, 1);
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		cr_assert_eq(kc_cancel_new(&child, token), 0);
		kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .tx = y->tx, .elem = &b } };
		fire();
		const int64_t bounds[] = { 0, 1000, KC_FOREVER };
		for (size_t i = 0; i < 3; i++)
			cr_assert_eq(kc_select(cases, 2, bounds[i], child), -ECANCELED);
		cr_assert(cases[0].result == 0 && cases[1].result == 0, "the call's, not theirs");
		kc_tx_set_cancel(y->tx, child);
		for (size_t i = 0; i < 3; i++) {
			cr_assert_eq(kc_select(cases, 2, bounds[i], NULL), -ECANCELED);
			cr_assert(cases[0].result == 0 && cases[1].result == -ECANCELED);
		}
		cr_assert_eq(x->rx->e.row->count.cancelled, 3u);
		cr_assert_eq(y->tx->e.row->count.cancelled, 3u);
		kc_tx_set_cancel(y->tx, NULL);
		cr_assert_eq(take(x), 1u);
		kc_cancel_free(child);
		kc_cancel_free(token);
		end();
	}
}

Test(select, cancelled_out_of_a_wait)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		for (int own = 0; own < 2; own++) {
			uint64_t a, b = 3;
			begin_with(0, ways[i]);
			struct port *x = values(KC_MPMC), *y = values(KC_SPSC);
			fill(y);
			cr_assert_eq(kc_cancel_new(&token, NULL), 0);
			if (own)
				kc_tx_set_cancel(y->tx, token);
			kc_case cases[] = { { .rx = x->rx, .elem = &a },
				{ .tx = y->tx, .elem = &b } };
			while_asleep = fire;
			cr_assert_eq(
				kc_select(cases, 2, KC_FOREVER, own ? NULL : token), -ECANCELED);
			cr_assert_eq(sleeps, 1);
			cr_assert_eq(woken(&token->word), 1);
			cr_assert_eq(woken(&kc_bell.word), ways[i] ? 1 : 0);
			const struct kc_end *told = own ? &y->tx->e : &x->rx->e;
			cr_assert_eq(told->row->count.cancelled, 1u);
			cr_assert_eq(told->row->count.blocked, 1u);
			cr_assert_eq(
				told->recorder
					->event[(told->recorder->head - 1) % KC_RECORDER_EVENTS]
					.type,
				(uint32_t)KC_EV_CANCEL);
			cr_assert_eq(receivers(x)->counts + senders(y)->word, 0u, "withdrawn");
			kc_tx_set_cancel(y->tx, NULL);
			kc_cancel_free(token);
			end();
		}
}

/* Time-out, and cancellation at the same moment: it wins, and an element at that moment beats the time-out. */
static void give_and_answer(void)
{
	give(&p[0], 6);
}

Test(select, the_bound_passes)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++) {
		uint64_t a, b;
		begin_with(0, ways[i]);
		struct port *x = values(KC_MPMC), *y = values(KC_SPSC);
		kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .rx = y->rx, .elem = &b } };
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		answer = -ETIMEDOUT;
		while_asleep = nothing;
		cr_assert_eq(kc_select(cases, 2, 1000, token), -ETIMEDOUT);
		cr_assert_eq(x->rx->e.row->count.timed_out, 1u);
		cr_assert_eq(y->rx->e.row->count.timed_out, 0u);
		while_asleep = give_and_answer;
		cr_assert_eq(kc_select(cases, 2, 1000, token), 0);
		cr_assert_eq(a, 6u);
		while_asleep = fire;
		cr_assert_eq(kc_select(cases, 2, 1000, token), -ECANCELED);
		cr_assert_eq(x->rx->e.row->count.timed_out, 1u);
		kc_cancel_free(token);
		end();
	}
}

/* --- sleeping -------------------------------------------------------------------------------- */

static kc_case *looked_at;
static size_t looked_n;
static void look_at_records(void)
{
	for (size_t i = 0; i < looked_n; i++) {
		const struct kc_case *c = &looked_at[i];
		const struct kc_end *e = c->tx ? &c->tx->e : &c->rx->e;
		cr_assert_eq(e->row->wait, (uint32_t)(c->tx ? KC_WAIT_ROOM : KC_WAIT_ELEMENT));
		cr_assert_eq(e->row->wait_cases, (uint32_t)looked_n);
		cr_assert_eq(e->row->wait_group, looked_at[0].rx->e.index);
		cr_assert_eq(e->row->wait_since, looked_at[0].rx->e.row->wait_since);
		cr_assert_neq(e->row->wait_since, 0u);
		cr_assert_eq(e->row->count.blocked, 0u);
		if (!refusal)
			cr_assert_eq(slept_on[i].uaddr, (uintptr_t)&e->own_side->word);
		if (e->flow->alone[e->side])
			cr_assert_eq(e->own_side->word, 1u);
		else
			cr_assert_eq(e->own_side->waiters, 1u);
	}
	if (refusal) {
		cr_assert_eq(slept_on[0].uaddr, (uintptr_t)&kc_bell.word);
		cr_assert_eq(kc_bell.sleepers, 1u);
	} else {
		cr_assert_eq(slept_words, looked_n);
		cr_assert_eq(alone_sleeps, 0);
	}
	give(&p[1], 44);
}

Test(select, on_record_while_it_sleeps)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		EACH(t)
		{
			uint64_t a, b, c = 1;
			begin_with(0, ways[i]);
			struct port *x = values(KC_MPMC), *y = values(t), *z = values(KC_SPSC);
			fill(z);
			kc_case cases[] = { { .rx = x->rx, .elem = &a },
				{ .rx = y->rx, .elem = &b }, { .tx = z->tx, .elem = &c } };
			looked_at = cases, looked_n = 3;
			while_asleep = look_at_records;
			cr_assert_eq(kc_select(cases, 3, KC_FOREVER, NULL), 1);
			cr_assert_eq(b, 44u);
			cr_assert_eq(sleeps, 1);
			for (int k = 0; k < 3; k++) {
				const struct kc_end *e = k == 2 ? &z->tx->e : &p[k].rx->e;
				cr_assert_eq(e->row->wait, (uint32_t)KC_WAIT_NONE);
				cr_assert_eq(e->row->wait_cases, 0u);
				cr_assert_eq(e->row->wait_seq, 1u);
				/* One wait, counted on the one that took effect. */
				cr_assert_eq(e->row->count.blocked, k == 1 ? 1u : 0u);
				cr_assert_eq(e->block_hist->count, k == 1 ? 1u : 0u);
			}
			cr_assert_eq(receivers(x)->counts, 0u);
			cr_assert_eq(senders(z)->word, 0u);
			end();
		}
}

/* Rows are numbered in each domain: the group is named in every one of them. */
static uint32_t groups[3];
static struct port foreign[2];
static void read_groups(void)
{
	groups[0] = p[2].rx->e.row->wait_group;
	groups[1] = foreign[0].rx->e.row->wait_group;
	groups[2] = foreign[1].rx->e.row->wait_group;
	give(&foreign[1], 3);
}

Test(select, channels_of_two_domains)
{
	uint64_t v[3];
	kc_domain *d;
	begin();
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = w.dir);
	cr_assert_eq(kc_domain_open(&d, "other", &o), 0);
	(void)values(KC_MPMC), (void)values(KC_MPMC);
	struct port *x = values(KC_MPMC); /* another row than theirs */
	for (int i = 0; i < 2; i++) {
		kc_chan_opts co = KC_CHAN_OPTS(.topology = i ? KC_SPSC : KC_MPMC, .elem_bytes = 8);
		cr_assert_eq(kc_chan_open(&foreign[i].c, d, i ? "a" : "b", &co), 0);
		cr_assert_eq(kc_tx_open(&foreign[i].tx, foreign[i].c), 0);
		cr_assert_eq(kc_rx_open(&foreign[i].rx, foreign[i].c), 0);
	}
	kc_case cases[] = { { .rx = x->rx, .elem = &v[0] }, { .rx = foreign[0].rx, .elem = &v[1] },
		{ .rx = foreign[1].rx, .elem = &v[2] } };
	while_asleep = read_groups;
	cr_assert_eq(kc_select(cases, 3, KC_FOREVER, NULL), 2);
	cr_assert_eq(v[2], 3u);
	cr_assert_eq(groups[0], x->rx->e.index);
	cr_assert_eq(groups[1], foreign[0].rx->e.index);
	cr_assert_eq(groups[2], foreign[0].rx->e.index);
	close_port(&foreign[0]);
	close_port(&foreign[1]);
	cr_assert_eq(kc_domain_close(d), 0);
	end();
}

/* Woken for nothing: the flag of who is alone was taken away by the waker, and stands again before the next look. */
static void wake_for_nothing_once(void)
{
	if (sleeps == 1) {
		cr_assert_eq(receivers(&p[0])->word, 1u);
		kc_exchange(&receivers(&p[0])->word, 0u);
		return;
	}
	cr_assert_eq(receivers(&p[0])->word, 1u);
	give(&p[0], 7);
	cr_assert_eq(receivers(&p[0])->word, 0u);
}

Test(select, announced_anew_after_each_wake)
{
	uint64_t a, b;
	begin();
	struct port *x = values(KC_SPSC), *y = values(KC_MPMC);
	kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .rx = y->rx, .elem = &b } };
	while_asleep = wake_for_nothing_once;
	cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 0);
	cr_assert_eq(sleeps, 2);
	end();
}

/* What becomes ready between the announcement and the sleep: the words have moved. */
static int late_waitv(struct futex_waitv *v, unsigned n, uint64_t deadline)
{
	kc_sys.futex_waitv = fake_waitv;
	give(&p[1], 9);
	return fake_waitv(v, n, deadline);
}

Test(select, ready_on_the_way_to_sleep)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		EACH(t)
		{
			uint64_t a, b;
			begin_with(0, ways[i]);
			struct port *x = values(KC_MPMC), *y = values(t);
			kc_case cases[] = { { .rx = x->rx, .elem = &a },
				{ .rx = y->rx, .elem = &b } };
			kc_sys.futex_waitv = late_waitv;
			cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 1);
			cr_assert_eq(sleeps, 0);
			/* Refused, ready, and only then counted as asleep by the bell. */
			replace_calls(-ENOSYS);
			while_refused = give_second;
			cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 1);
			cr_assert_eq(sleeps, 0);
			cr_assert_eq(kc_bell.sleepers, 0u);
			end();
		}
}

/* The bell is rung by whoever wakes: a send, a receive, a close; and only while somebody sleeps by it. */
static void close_first(void)
{
	cr_assert_eq(kc_chan_close(p[0].c), 0);
}

static void take_last(void)
{
	(void)take(&p[2]);
}

Test(select, every_waker_rings_the_bell)
{
	void (*const acts[])(void) = { give_first, give_second, take_last, close_first };
	const int effect[] = { 0, 1, 2, 0 };
	EACH(t)
	for (size_t i = 0; i < KC_ARRAY_LEN(acts); i++) {
		uint64_t a, b, c = 1;
		begin_with(0, -EPERM);
		struct port *x = values(t), *y = values(KC_MPMC), *z = values(t);
		fill(z);
		kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .rx = y->rx, .elem = &b },
			{ .tx = z->tx, .elem = &c } };
		uint32_t before = kc_bell.word;
		while_asleep = acts[i];
		cr_assert_eq(kc_select(cases, 3, KC_FOREVER, NULL), effect[i]);
		cr_assert_neq(kc_bell.word, before);
		cr_assert_gt(woken(&kc_bell.word), 0);
		before = kc_bell.word;
		if (t != KC_MPMC)
			receivers(x)->word = 1;
		else
			receivers(x)->waiters = 1;
		if (i != 3)
			give(x, 5);
		cr_assert_eq(kc_bell.word, before, "nobody sleeps by it");
		receivers(x)->word = receivers(x)->waiters = receivers(x)->woken = 0;
		end();
	}
}

/* --- leaving --------------------------------------------------------------------------------- */

/* "woken waiter dropped": the index that futex_waitv reports is a hint. Both channels get an element while the
 * select sleeps, both wakes reach it; it takes one, and somebody else sleeps on the other. */
static void give_both(void)
{
	receivers(&p[0])->waiters++, receivers(&p[1])->waiters++; /* somebody else on each */
	give(&p[0], 1);
	give(&p[1], 2);
	wakes = 0;
}

/* The wakes are this select's, not yet the others'. */
static void expect_passed(struct port *q, int n)
{
	cr_assert_eq(woken(&receivers(q)->word), n, "%d", n);
	cr_assert_eq(receivers(q)->waiters, 1u);
	receivers(q)->counts = 0;
}

Test(select, woken_waiter_dropped)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		for (int index = 0; index < 2; index++) {
			uint64_t a, b;
			begin_with(0, ways[i]);
			struct port *x = values(KC_MPMC), *y = values(KC_MPMC);
			kc_case cases[] = { { .rx = x->rx, .elem = &a },
				{ .rx = y->rx, .elem = &b } };
			while_asleep = give_both;
			answer = index; /* whatever the kernel says */
			int r = kc_select(cases, 2, KC_FOREVER, NULL);
			cr_assert(r == 0 || r == 1);
			expect_passed(r ? x : y, 1);
			expect_passed(r ? y : x, 0);
			end();
		}
}

/* Also on the channel that it took from, for there was more than one. */
static void give_two(void)
{
	receivers(&p[0])->waiters++;
	give(&p[0], 1);
	give(&p[0], 2);
	wakes = 0;
}

/* And when it takes nothing: time-out and token. */
static void give_and_fire(void)
{
	give_both();
	fire();
	wakes = 0;
}

static void close_both(void)
{
	receivers(&p[0])->waiters++, receivers(&p[1])->waiters++;
	close_first();
	cr_assert_eq(kc_chan_close(p[1].c), 0);
	wakes = 0;
}

Test(select, whoever_leaves_passes_on)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++) {
		uint64_t a, b;
		begin_with(0, ways[i]);
		struct port *x = values(KC_MPMC), *y = values(KC_MPMC);
		kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .rx = y->rx, .elem = &b } };
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		while_asleep = give_two;
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, token), 0);
		expect_passed(x, 1);
		(void)take(x);
		while_asleep = give_and_fire;
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, token), -ECANCELED);
		expect_passed(x, 1);
		expect_passed(y, 1);
		(void)take(x), (void)take(y);
		/* The end of the stream is something to be found, too. */
		while_asleep = close_both;
		cr_assert_geq(kc_select(cases, 2, KC_FOREVER, NULL), 0);
		expect_passed(x, 1);
		expect_passed(y, 1);
		kc_cancel_free(token);
		end();
	}
}

/* A message that is too long stays, and another receiver may have the buffer for it. */
static void give_long(void)
{
	receivers(&p[0])->waiters++;
	cr_assert_eq(kc_send_bytes(p[0].tx, "twelve bytes", 12, 0), 0);
	wakes = 0;
}

Test(select, too_long_for_one_is_passed_on)
{
	char in[4];
	begin();
	struct port *x = port(KC_MPMC, KC_BYTES, 4);
	kc_case c = { .rx = x->rx, .elem = in, .len_bytes = 4 };
	while_asleep = give_long;
	cr_assert_eq(kc_select(&c, 1, KC_FOREVER, NULL), 0);
	cr_assert_eq(c.result, -EMSGSIZE);
	expect_passed(x, 1);
	end();
}

/* Room is passed on like elements. */
static void take_two(void)
{
	senders(&p[0])->waiters++;
	(void)take(&p[0]);
	(void)take(&p[0]);
	wakes = 0;
}

Test(select, room_is_passed_on)
{
	uint64_t v = 1;
	begin();
	struct port *x = values(KC_MPMC), *y = values(KC_SPSC);
	uint64_t u;
	fill(x);
	kc_case cases[] = { { .tx = x->tx, .elem = &v }, { .rx = y->rx, .elem = &u } };
	while_asleep = take_two;
	cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 0);
	cr_assert_eq(woken(&senders(x)->word), 1);
	senders(x)->counts = 0;
	end();
}

/* Withdrawn before it looks behind: what comes after the look finds no announcement that nobody stands behind. */
static int wakes_see_withdrawn(uint32_t *word, int n)
{
	cr_assert_eq(receivers(&p[2])->word, 0u);
	return fake_wake(word, n);
}

static void give_both_and_watch(void)
{
	give_both();
	kc_sys.futex_wake = wakes_see_withdrawn;
}

Test(select, withdrawn_before_it_looks_behind)
{
	uint64_t v[3];
	begin();
	struct port *x = values(KC_MPMC), *y = values(KC_MPMC), *z = values(KC_SPSC);
	kc_case cases[] = { { .rx = x->rx, .elem = &v[0] }, { .rx = y->rx, .elem = &v[1] },
		{ .rx = z->rx, .elem = &v[2] } };
	while_asleep = give_both_and_watch;
	cr_assert_geq(kc_select(cases, 3, KC_FOREVER, NULL), 0);
	cr_assert_eq(wakes, 1);
	receivers(x)->counts = receivers(y)->counts = 0;
	end();
}

/* --- peers that do not fence ------------------------------------------------------------------ */

/* Several FAST peers cost one membarrier, and none once they are met. */
Test(select, one_membarrier_for_all)
{
	uint64_t v[3];
	begin();
	struct port *q[] = { values(KC_SPSC), values(KC_SPSC), values(KC_MPMC) };
	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 40000; k++) {
			give(q[i], 1);
			(void)take(q[i]);
		}
	if (q[0]->c->ring->tx_mode != KC_MODE_FAST) {
		end();
		cr_skip_test("membarrier is refused here");
	}
	cr_assert_eq(receivers(q[2])->fast, 1u);
	kc_case cases[3];
	for (int i = 0; i < 3; i++)
		cases[i] = (kc_case){ .rx = q[i]->rx, .elem = &v[i] };
	barriers = 0;
	while_asleep = wake_for_nothing_once;
	cr_assert_eq(kc_select(cases, 3, KC_FOREVER, NULL), 0);
	/* Once for all three, once more for the one that had to announce itself anew. */
	cr_assert_eq(sleeps, 2);
	cr_assert_eq(barriers, 2);
	end();
}

/* --- one channel in several cases -------------------------------------------------------------- */

static kc_tx *second_tx;
static void take_once(void)
{
	cr_assert_eq(senders(&p[0])->waiters, 2u);
	(void)take(&p[0]);
}

Test(select, two_senders_of_one_channel)
{
	uint64_t a = 1, b = 2;
	begin();
	struct port *x = values(KC_MPMC);
	cr_assert_eq(kc_tx_open(&second_tx, x->c), 0);
	fill(x);
	kc_case cases[] = { { .tx = x->tx, .elem = &a }, { .tx = second_tx, .elem = &b } };
	while_asleep = take_once;
	int r = kc_select(cases, 2, KC_FOREVER, NULL);
	cr_assert(r == 0 || r == 1);
	cr_assert_eq(slept_on[0].uaddr, slept_on[1].uaddr);
	cr_assert_eq(senders(x)->counts, 0u);
	for (uint64_t i = 1; i < 4; i++)
		cr_assert_eq(take(x), 100 + i);
	cr_assert_eq(take(x), (uint64_t)r + 1);
	cr_assert_eq(kc_tx_close(second_tx), 0);
	end();
}

/* "select double match", buffered: a sender and a receiver of one channel in one call; one of them. */
Test(select, both_sides_of_one_channel)
{
	EACH(t)
	{
		uint64_t out = 0, in = 0, sent = 0, received = 0;
		begin();
		struct port *x = values(t);
		kc_case cases[] = { { .tx = x->tx, .elem = &out }, { .rx = x->rx, .elem = &in } };
		for (int i = 0; i < 1000; i++) {
			int r = kc_select(cases, 2, KC_FOREVER, NULL);
			if (r == 0)
				sent++, out++;
			else
				cr_assert_eq(in, received++, "in order, and once");
			cr_assert(r == 0 || r == 1);
			cr_assert_leq(sent - received, 4u);
		}
		cr_assert_eq(sleeps, 0);
		cr_assert_gt(received, 0u);
		end();
	}
}

/* --- rendezvous ------------------------------------------------------------------------------- */

static struct port *meeting(enum kc_topology t, enum kc_payload payload)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_RENDEZVOUS, .topology = t, .payload = payload,
		.elem_bytes = payload == KC_VALUES ? 8 : 0);
	return port_with(&o);
}

static bool nobody_waits(void)
{
	for (int i = 0; i < ports; i++)
		if (p[i].c->meets &&
			(kc_meet_is_there(&p[i].tx->e) || kc_meet_is_there(&p[i].rx->e)))
			return false;
	return true;
}

static uint64_t met_value;
static void receive_from_third(void)
{
	cr_assert_eq(kc_recv(p[2].rx, &met_value, 0), 0);
}

/* Asleep under one record with all its cases; whoever comes meets the one it comes for. */
Test(select, meets_a_partner)
{
	void (*const acts[])(void) = { give_first, give_second, receive_from_third };
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		for (int k = 0; k < 3; k++)
			EACH(t)
			{
				uint64_t a = 0, b = 0, c = 31;
				begin_with(0, ways[i]);
				struct port *x = values(t), *y = meeting(t, KC_VALUES),
					    *z = meeting(t, KC_VALUES);
				kc_case cases[] = { { .rx = x->rx, .elem = &a },
					{ .rx = y->rx, .elem = &b }, { .tx = z->tx, .elem = &c } };
				while_asleep = acts[k];
				cr_assert_eq(kc_select(cases, 3, KC_FOREVER, NULL), k);
				cr_assert_eq(cases[k].result, 0);
				cr_assert_eq(sleeps, 1);
				cr_assert(ways[i] || slept_words == 2, "a side and the record");
				cr_assert_eq(woken(&kc_bell.word), ways[i] ? 1 : 0);
				cr_assert_eq(k == 0   ? a
					     : k == 1 ? b
						      : met_value,
					k == 0   ? 5u
					: k == 1 ? 9u
						 : 31u);
				cr_assert(nobody_waits());
				const struct kc_end *e = k == 0   ? &x->rx->e
							 : k == 1 ? &y->rx->e
								  : &z->tx->e;
				cr_assert_eq(e->flow->moved(e), 1u);
				cr_assert_eq(e->row->count.blocked, 1u);
				cr_assert_eq(y->rx->e.row->wait, (uint32_t)KC_WAIT_NONE);
				cr_assert_eq(
					kc_send(y->tx, &a, 0), -EAGAIN, "nobody is there any more");
				end();
			}
}

/* "select double match": it is met while another case becomes ready, while it is cancelled, while its bound passes: the
 * partner has handed its element over, so that is what happened, and the other channel keeps what it has. */
static void both_at_once(void)
{
	give(&p[0], 5); /* buffered */
	give(&p[1], 9); /* met */
}

static void met_and_fired(void)
{
	give(&p[1], 9);
	fire();
}

Test(select, double_match)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		for (int k = 0; k < 4; k++) {
			uint64_t a = 0, b = 0;
			begin_with(0, ways[i]);
			struct port *x = values(KC_MPMC), *y = meeting(KC_MPMC, KC_VALUES);
			cr_assert_eq(kc_cancel_new(&token, NULL), 0);
			kc_case cases[] = { { .rx = x->rx, .elem = &a },
				{ .rx = y->rx, .elem = &b } };
			if (k == 3)
				kc_rx_set_cancel(x->rx, token);
			while_asleep = k == 0 ? both_at_once : k == 2 ? give_second : met_and_fired;
			answer = k == 2 ? -ETIMEDOUT : 0;
			cr_assert_eq(kc_select(cases, 2, 1000000000, k == 3 ? NULL : token), 1);
			cr_assert(b == 9 && a == 0);
			cr_assert(cases[0].result == 0 && cases[1].result == 0);
			if (k == 0)
				cr_assert_eq(take(x), 5u);
			cr_assert_eq(y->rx->e.row->count.messages, 1u);
			cr_assert_eq(
				x->rx->e.row->count.cancelled + y->rx->e.row->count.cancelled, 0u);
			kc_rx_set_cancel(x->rx, NULL);
			kc_cancel_free(token);
			end();
		}
}

/* A partner comes after the look at the meetings, and before the one that is ready is taken. */
static bool partner_came;
static long partner_comes_first(struct kc_end *e, size_t n)
{
	(void)e, (void)n;
	if (!partner_came) {
		partner_came = true;
		both_at_once();
	}
	return 1;
}

Test(select, met_while_it_takes_another)
{
	for (int round = 0; round < 20; round++) {
		uint64_t a = 0, b = 0;
		begin();
		partner_came = false;
		struct port *x = values(KC_MPMC), *y = meeting(KC_MPMC, KC_VALUES);
		struct kc_flow flow = *x->rx->e.flow;
		flow.there = partner_comes_first;
		x->rx->e.flow = &flow;
		kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .rx = y->rx, .elem = &b } };
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 1);
		cr_assert(a == 0 && b == 9 && cases[0].result == 0);
		x->rx->e.flow = x->c->flow;
		cr_assert_eq(take(x), 5u);
		end();
	}
}

/* Two selects that face each other on two channels: one element on one of them. */
static uint64_t facing[2];
static int faced;
static void face(void)
{
	kc_case cases[] = { { .rx = p[0].rx, .elem = &facing[0] },
		{ .tx = p[1].tx, .elem = &facing[1] } };
	facing[0] = 0, facing[1] = 72;
	faced = kc_select(cases, 2, 0, NULL);
}

Test(select, two_that_face_each_other)
{
	int hits[2] = { 0 };
	EACH(t)
	{
		begin();
		struct port *x = meeting(t, KC_VALUES), *y = meeting(t, KC_VALUES);
		for (int i = 0; i < 200; i++) {
			uint64_t out = 71, in = 0;
			kc_case cases[] = { { .tx = x->tx, .elem = &out },
				{ .rx = y->rx, .elem = &in } };
			sleeps = 0;
			while_asleep = face;
			int r = kc_select(cases, 2, KC_FOREVER, NULL);
			cr_assert(r == 0 || r == 1);
			cr_assert_eq(r, faced);
			cr_assert_eq(facing[0], r == 0 ? 71u : 0u);
			cr_assert_eq(in, r == 1 ? 72u : 0u);
			hits[r]++;
		}
		cr_assert(nobody_waits());
		end();
	}
	cr_assert(hits[0] > 100 && hits[1] > 100, "%d and %d", hits[0], hits[1]);
}

/* Retired before a case of another kind is taken; and not there for whoever comes later. */
Test(select, not_there_after_another_case)
{
	uint64_t a, b;
	begin();
	struct port *x = values(KC_MPMC), *y = meeting(KC_MPMC, KC_VALUES);
	kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .rx = y->rx, .elem = &b } };
	while_asleep = give_first;
	cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 0);
	cr_assert_eq(kc_send(y->tx, &a, 0), -EAGAIN);
	/* Ready at entry: nobody ever waits. */
	give(x, 1);
	cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 0);
	cr_assert_eq(sleeps, 1);
	cr_assert(nobody_waits());
	end();
}

static void close_second(void)
{
	cr_assert_eq(kc_chan_close(p[1].c), 0);
}

Test(select, a_meeting_that_closes)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++) {
		uint64_t a, b;
		begin_with(0, ways[i]);
		struct port *x = values(KC_MPMC), *y = meeting(KC_MPMC, KC_VALUES);
		kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .tx = y->tx, .elem = &b } };
		while_asleep = close_second;
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 1);
		cr_assert_eq(cases[1].result, -EPIPE);
		cr_assert_eq(y->tx->e.row->count.closed_errors, 1u);
		cr_assert_eq(sleeps, 1);
		cr_assert_eq(woken(&kc_bell.word) > 0, ways[i] != 0);
		cr_assert(nobody_waits());
		end();
	}
}

/* Who may not take it itself tells it to look again. */
static void nudge_once(void)
{
	if (sleeps == 1)
		cr_assert(kc_record_stir(&p[1].rx->e.meet->word, 0));
	else
		give_second();
}

Test(select, a_nudge_is_heard)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++) {
		uint64_t a, b;
		begin_with(0, ways[i]);
		struct port *x = values(KC_MPMC), *y = meeting(KC_MPMC, KC_VALUES);
		kc_case cases[] = { { .rx = x->rx, .elem = &a }, { .rx = y->rx, .elem = &b } };
		while_asleep = nudge_once;
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 1);
		cr_assert_eq(sleeps, 2);
		cr_assert_eq(woken(&kc_bell.word), ways[i] ? 2 : 0);
		end();
	}
}

static void cancelled_or_late(struct port *x, struct port *y, kc_case *cases)
{
	(void)x, (void)y;
	while_asleep = fire;
	cr_assert_eq(kc_select(cases, 2, KC_FOREVER, token), -ECANCELED);
	kc_cancel_free(token);
	cr_assert_eq(kc_cancel_new(&token, NULL), 0);
	while_asleep = nothing;
	answer = -ETIMEDOUT;
	cr_assert_eq(kc_select(cases, 2, 1000, token), -ETIMEDOUT);
	answer = 0;
	cr_assert(nobody_waits());
}

/* One ticket on offer to three channels, two of them meetings: one partner gets the reference, and nobody the others';
 * who is left with it has it as before. */
static kc_ticket offered, got;
static void receive_the_ticket(void)
{
	cr_assert_eq(KC_TKT_WORD_QUEUED(word_of(offered)), 1u);
	cr_assert_eq(KC_TKT_WORD_HELD(word_of(offered)), 0u);
	cr_assert_eq(kc_recv_ticket(p[1].rx, &got, 0), 0);
	cr_assert_eq(kc_ticket_release(w.d, got), 0);
}

static void make_room_for_the_ticket(void)
{
	cr_assert_eq(kc_recv_ticket(p[2].rx, &got, 0), 0);
	cr_assert_eq(kc_ticket_release(w.d, got), 0);
}

Test(select, tickets_for_partners)
{
	EACH(t)
	{
		kc_ticket f;
		begin();
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		struct port *x = meeting(t, KC_TICKETS), *y = meeting(t, KC_TICKETS),
			    *z = port(t, KC_TICKETS, 2);
		for (int i = 0; i < 2; i++) {
			cr_assert_eq(kc_ticket_new(w.d, 8, &f, NULL), 0);
			cr_assert_eq(kc_send_ticket(z->tx, f, 0), 0);
		}
		cr_assert_eq(kc_ticket_new(w.d, 40, &offered, NULL), 0);
		kc_case cases[] = { { .tx = x->tx, .elem = &offered },
			{ .tx = y->tx, .elem = &offered }, { .tx = z->tx, .elem = &offered } };
		cancelled_or_late(x, y, cases);
		cr_assert_eq(KC_TKT_WORD_HELD(word_of(offered)), 1u);
		cr_assert_eq(KC_TKT_WORD_QUEUED(word_of(offered)), 0u);
		while_asleep = receive_the_ticket;
		cr_assert_eq(kc_select(cases, 3, KC_FOREVER, token), 1);
		cr_assert_eq(got.v, offered.v);
		cr_assert_eq(
			kc_ticket_release(w.d, offered), -ESTALE, "the partner had it, and let go");
		cr_assert_eq(y->tx->e.row->count.payload_bytes, 40u);
		cr_assert_eq(y->rx->e.row->count.payload_bytes, 40u);
		cr_assert_eq(x->tx->e.row->count.payload_bytes, 0u);
		/* And with the buffered one. */
		cr_assert_eq(kc_ticket_new(w.d, 40, &offered, NULL), 0);
		while_asleep = make_room_for_the_ticket;
		cr_assert_eq(kc_select(cases, 3, KC_FOREVER, token), 2);
		cr_assert_eq(KC_TKT_WORD_QUEUED(word_of(offered)), 1u);
		cr_assert_eq(KC_TKT_WORD_HELD(word_of(offered)), 0u);
		kc_cancel_free(token);
		end();
	}
}

static void receive_and_keep(void)
{
	cr_assert_eq(kc_recv_ticket(p[1].rx, &got, 0), 0);
}

/* What is queued elsewhere of the same ticket is not this call's to take back. */
Test(select, a_ticket_that_is_queued_elsewhere_too)
{
	begin();
	struct port *x = port(KC_MPMC, KC_TICKETS, 2), *y = meeting(KC_MPMC, KC_TICKETS);
	cr_assert_eq(kc_ticket_new(w.d, 40, &offered, NULL), 0);
	for (int i = 0; i < 2; i++)
		cr_assert_eq(kc_ticket_retain(w.d, offered), 0);
	cr_assert_eq(kc_send_ticket(x->tx, offered, 0), 0);
	kc_case c = { .tx = y->tx, .elem = &offered };
	while_asleep = receive_and_keep;
	cr_assert_eq(kc_select(&c, 1, KC_FOREVER, NULL), 0);
	cr_assert_eq(KC_TKT_WORD_HELD(word_of(offered)), 2u, "the partner's and one of its own");
	cr_assert_eq(KC_TKT_WORD_QUEUED(word_of(offered)), 1u);
	for (int i = 0; i < 2; i++)
		cr_assert_eq(kc_ticket_release(w.d, offered), 0);
	end();
}

static void send_the_ticket(void)
{
	cr_assert_eq(kc_ticket_new(w.d, 24, &offered, NULL), 0);
	cr_assert_eq(kc_send_ticket(p[1].tx, offered, 0), 0);
}

Test(select, tickets_from_partners)
{
	kc_ticket in;
	uint64_t v;
	begin();
	struct port *x = values(KC_MPMC), *y = meeting(KC_MPMC, KC_TICKETS);
	kc_case cases[] = { { .rx = x->rx, .elem = &v }, { .rx = y->rx, .elem = &in } };
	while_asleep = send_the_ticket;
	cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 1);
	cr_assert_eq(in.v, offered.v);
	cr_assert_eq(KC_TKT_WORD_HELD(word_of(in)), 1u);
	cr_assert_eq(KC_TKT_WORD_QUEUED(word_of(in)), 0u);
	cr_assert_eq(y->rx->e.row->count.payload_bytes, 24u);
	cr_assert_eq(kc_ticket_release(w.d, in), 0);
	end();
}

/* Bytes: the copy is made before it can be met, and freed when it is not. */
static char heard[16];
static ssize_t heard_bytes;
static void hear(void)
{
	heard_bytes = kc_recv_bytes(p[1].rx, heard, sizeof heard, 0);
}

static void say_hello(void)
{
	cr_assert_eq(kc_send_bytes(p[1].tx, "hello", 5, 0), 0);
}

Test(select, bytes_for_partners)
{
	EACH(t)
	{
		uint64_t v;
		char in[8];
		begin();
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		struct port *x = values(KC_MPMC), *y = meeting(t, KC_BYTES);
		kc_case out[] = { { .rx = x->rx, .elem = &v },
			{ .tx = y->tx, .elem = "twelve bytes", .len_bytes = 12 } };
		cancelled_or_late(x, y, out);
		while_asleep = hear;
		cr_assert_eq(kc_select(out, 2, KC_FOREVER, token), 1);
		cr_assert(heard_bytes == 12 && memcmp(heard, "twelve bytes", 12) == 0);
		cr_assert_eq(y->tx->e.row->count.payload_bytes, 12u);
		kc_case back[] = { { .rx = x->rx, .elem = &v },
			{ .rx = y->rx, .elem = in, .len_bytes = 8 } };
		while_asleep = say_hello;
		cr_assert_eq(kc_select(back, 2, KC_FOREVER, token), 1);
		cr_assert(back[1].len_bytes == 5 && memcmp(in, "hello", 5) == 0);
		cr_assert_eq(y->rx->e.row->count.payload_bytes, 17u);
		/* Every copy is gone: the arena's one slot is the same each time. */
		kc_ticket a, b;
		cr_assert_eq(kc_ticket_new(w.d, 12, &a, NULL), 0);
		cr_assert_eq(kc_ticket_release(w.d, a), 0);
		cancelled_or_late(x, y, out);
		cr_assert_eq(kc_ticket_new(w.d, 12, &b, NULL), 0);
		cr_assert_eq(KC_TKT_INDEX(a.v), KC_TKT_INDEX(b.v));
		cr_assert_eq(kc_ticket_release(w.d, b), 0);
		kc_cancel_free(token);
		end();
	}
}

/* A message that is too long for who waits: the sender, a select, keeps it; the receiver is told. */
static kc_case short_case;
static void hear_too_little(void)
{
	char small[4];
	if (sleeps > 1) {
		hear();
		return;
	}
	short_case = (kc_case){ .rx = p[1].rx, .elem = small, .len_bytes = 4 };
	cr_assert_eq(kc_select(&short_case, 1, 0, NULL), 0);
	cr_assert_eq(short_case.result, -EMSGSIZE);
	cr_assert_eq(short_case.len_bytes, 12u);
}

Test(select, too_long_for_a_partner)
{
	uint64_t v;
	begin();
	struct port *x = values(KC_MPMC), *y = meeting(KC_MPMC, KC_BYTES);
	kc_case out[] = { { .rx = x->rx, .elem = &v },
		{ .tx = y->tx, .elem = "twelve bytes", .len_bytes = 12 } };
	while_asleep = hear_too_little;
	cr_assert_eq(kc_select(out, 2, KC_FOREVER, NULL), 1);
	cr_assert_eq(heard_bytes, 12);
	end();
}

/* Both sides of one meeting in one call: it does not meet itself. */
Test(select, does_not_meet_itself)
{
	uint64_t a = 1, b;
	begin();
	struct port *x = meeting(KC_MPMC, KC_VALUES);
	kc_case cases[] = { { .tx = x->tx, .elem = &a }, { .rx = x->rx, .elem = &b } };
	cr_assert_eq(kc_select(cases, 2, 0, NULL), -EAGAIN);
	while_asleep = nothing;
	answer = -ETIMEDOUT;
	cr_assert_eq(kc_select(cases, 2, 1000, NULL), -ETIMEDOUT);
	cr_assert(nobody_waits());
	end();
}
