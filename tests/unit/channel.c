/* Opening, naming, closing and freeing channels and endpoints: each misuse has its error, nothing is
 * freed or taken by a call that failed. */
#include "support/harness.h"
#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "chan/chan.h"
#include "support/world.h"

static struct world w;

static int open_chan(const char *name, kc_chan_opts o, kc_chan **out)
{
	return kc_chan_open(out, w.d, name, &o);
}

Test(channel, options_are_checked)
{
	world_open(&w, 0);
	kc_chan *c;
	kc_chan_opts good = KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = 8);
	kc_chan_opts o;

	o = good, o.size = 4;
	cr_assert_eq(open_chan("x", o, &c), -EINVAL);
	o = good, o.kind = (enum kc_kind)7;
	cr_assert_eq(open_chan("x", o, &c), -EINVAL);
	o = good, o.topology = (enum kc_topology)9;
	cr_assert_eq(open_chan("x", o, &c), -EINVAL);
	o = good, o.overflow = (enum kc_overflow)3;
	cr_assert_eq(open_chan("x", o, &c), -EINVAL);
	o = good, o.payload = (enum kc_payload)4;
	cr_assert_eq(open_chan("x", o, &c), -EINVAL);
	o = good, o.elem_bytes = 0;
	cr_assert_eq(open_chan("x", o, &c), -EINVAL);
	o = good, o.elem_bytes = 4097;
	cr_assert_eq(open_chan("x", o, &c), -EINVAL);
	o = good, o.payload = KC_TICKETS;
	cr_assert_eq(open_chan("x", o, &c), -EINVAL, "elem_bytes is for values only");
	o = good, o.capacity = (1u << 26) + 1;
	cr_assert_eq(open_chan("x", o, &c), -EINVAL);
	o = good, o.flags = 0x80;
	cr_assert_eq(open_chan("x", o, &c), -EINVAL);
	o = good, o.flags = KC_PADDED_SLOTS;
	cr_assert_eq(open_chan("x", o, &c), -EINVAL, "padded slots are MPMC's");
	cr_assert_gt(strlen(kc_last_reason()), 10u);
	/* A ring that cannot fit the arena is its limit's error, and leaves the name free. */
	o = good, o.elem_bytes = 4096, o.capacity = 1 << 20;
	cr_assert_eq(open_chan("x", o, &c), -ENOMEM);
	cr_assert_eq(open_chan("x", good, &c), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_chan_free(c), 0);
	world_close(&w);
}

Test(channel, names_are_checked)
{
	static const char *const bad[] = { "", "a/b", "tab\t", "\x7f", "\xff\xfe", "\xc0\xaf",
		"\xed\xa0\x80", ".hidden",
		"1234567890123456789012345678901234567890123456789012345678901234" };
	static const char *const good[] = { "a", "with space", "gr\xc3\xbc\xc3\x9f",
		"\xf0\x9f\x90\x9f",
		"123456789012345678901234567890123456789012345678901234567890123" };
	world_open(&w, 0);
	kc_chan *c;
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = 4);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		cr_assert_eq(open_chan(bad[i], o, &c), -EINVAL, "name %zu was taken", i);
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		cr_assert_eq(open_chan(good[i], o, &c), 0, "%s", kc_last_reason());
		kc_chan *twin;
		cr_assert_eq(open_chan(good[i], o, &twin), -EEXIST);
		cr_assert_eq(kc_chan_free(c), 0);
	}
	world_close(&w);
}

Test(channel, endpoints_and_freeing_are_counted)
{
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 8);
	kc_tx *tx;
	kc_rx *rx;
	cr_assert_eq(kc_tx_open(&tx, w.c), -EBUSY, "SPSC has one sender");
	cr_assert_eq(kc_rx_open(&rx, w.c), -EBUSY, "and one receiver");
	cr_assert_eq(kc_chan_free(w.c), -EBUSY);
	cr_assert_eq(kc_domain_close(w.d), -EBUSY);
	/* The place is free again after a close, and the positions go on (INV-POS-1). */
	uint64_t v = 1, got;
	cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	cr_assert_eq(kc_tx_close(w.tx), 0);
	cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
	v = 2;
	cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	cr_assert_eq(kc_recv(w.rx, &got, 0), 0);
	cr_assert_eq(got, 1u);
	cr_assert_eq(kc_rx_close(w.rx), 0);
	cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
	cr_assert_eq(kc_recv(w.rx, &got, 0), 0);
	cr_assert_eq(got, 2u);
	world_close(&w);
}

static void come_and_go(enum kc_topology t)
{
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 8);
	if (t == KC_MPSC) { /* one at a time */
		kc_rx_close(w.rx);
		w.rx = NULL;
	}
	for (int round = 0; round < 300; round++) {
		kc_tx *tx;
		kc_rx *rx;
		uint64_t v = (uint64_t)round, got;
		cr_assert_eq(kc_tx_open(&tx, w.c), 0, "%s", kc_last_reason());
		cr_assert_eq(kc_rx_open(&rx, w.c), 0, "%s", kc_last_reason());
		cr_assert_eq(kc_send(tx, &v, 0), 0);
		cr_assert_eq(kc_tx_close(tx), 0);
		cr_assert_eq(kc_recv(rx, &got, 0), 0);
		cr_assert_eq(got, v);
		cr_assert_eq(kc_rx_close(rx), 0);
	}
	world_close(&w);
}

Test(channel, many_endpoints_come_and_go)
{
	come_and_go(KC_MPMC);
	come_and_go(KC_MPSC);
}

Test(channel, table_limits_are_enospc)
{
	world_open(&w, 0);
	kc_domain *d;
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = w.dir, .channels_max = 3, .endpoints_max = 2);
	cr_assert_eq(kc_domain_open(&d, "small", &o), 0, "%s", kc_last_reason());
	kc_chan_opts co = KC_CHAN_OPTS(.elem_bytes = 1, .capacity = 2);
	kc_chan *c[4];
	cr_assert_eq(kc_chan_open(&c[0], d, "0", &co), 0);
	cr_assert_eq(kc_chan_open(&c[1], d, "1", &co), 0);
	cr_assert_eq(kc_chan_open(&c[2], d, "2", &co), 0);
	cr_assert_eq(kc_chan_open(&c[3], d, "3", &co), -ENOSPC);
	kc_tx *tx;
	kc_rx *rx, *more;
	cr_assert_eq(kc_tx_open(&tx, c[0]), 0);
	cr_assert_eq(kc_rx_open(&rx, c[0]), 0);
	cr_assert_eq(kc_rx_open(&more, c[0]), -ENOSPC);
	/* What there is goes on working. */
	char v = 'x', got = 0;
	cr_assert_eq(kc_send(tx, &v, 0), 0);
	cr_assert_eq(kc_recv(rx, &got, 0), 0);
	cr_assert_eq(got, 'x');
	kc_tx_close(tx);
	kc_rx_close(rx);
	for (int i = 0; i < 3; i++)
		cr_assert_eq(kc_chan_free(c[i]), 0);
	cr_assert_eq(kc_domain_close(d), 0);
	world_close(&w);
}

/* Rows of closed endpoints are for the tools as long as there is room, never a reason to refuse. */
Test(channel, closed_endpoints_make_room)
{
	world_open(&w, 0);
	kc_domain *d;
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = w.dir, .endpoints_max = 4);
	cr_assert_eq(kc_domain_open(&d, "small", &o), 0, "%s", kc_last_reason());
	kc_chan_opts co = KC_CHAN_OPTS(.topology = KC_SPSC, .elem_bytes = 8, .capacity = 2);
	kc_chan *c[2];
	cr_assert_eq(kc_chan_open(&c[0], d, "0", &co), 0);
	cr_assert_eq(kc_chan_open(&c[1], d, "1", &co), 0);
	kc_rx *rx;
	cr_assert_eq(kc_rx_open(&rx, c[0]), 0);
	uint32_t kept = rx->e.index, gen = rx->e.row->gen;
	for (uint64_t i = 0, got; i < 100; i++) {
		kc_tx *tx, *other;
		cr_assert_eq(
			kc_tx_open(&tx, c[0]), 0, "round %zu: %s", (size_t)i, kc_last_reason());
		cr_assert_eq(kc_tx_open(&other, c[i & 1]), i & 1 ? 0 : -EBUSY);
		cr_assert_neq(tx->e.index, kept, "a row in use was taken");
		cr_assert_eq(kc_send(tx, &i, 0), 0);
		cr_assert_eq(kc_recv(rx, &got, 0), 0);
		if (i & 1)
			cr_assert_eq(kc_tx_close(other), 0);
		cr_assert_eq(kc_tx_close(tx), 0);
	}
	cr_assert_eq(rx->e.row->gen, gen);
	cr_assert_eq(c[0]->row->past[KC_SIDE_SEND].messages, 100u, "no count is lost with a row");
	kc_rx_close(rx);
	for (int i = 0; i < 2; i++)
		cr_assert_eq(kc_chan_free(c[i]), 0);
	cr_assert_eq(kc_domain_close(d), 0);
	world_close(&w);
}

static void close_drains(enum kc_topology t)
{
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 8);
	for (uint64_t i = 0; i < 3; i++)
		cr_assert_eq(kc_send(w.tx, &i, 0), 0);
	cr_assert_eq(kc_chan_close(w.c), 0);
	cr_assert_eq(kc_chan_close(w.c), 0, "closing is idempotent");
	uint64_t v = 9;
	cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), -EPIPE);
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, w.c), -EPIPE);
	for (uint64_t i = 0; i < 3; i++) {
		cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0, "closed is not drained");
		cr_assert_eq(v, i);
	}
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE);
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EPIPE);
	/* A receiver may still be opened, also after the drain. */
	cr_assert_eq(kc_rx_close(w.rx), 0);
	cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EPIPE);
	world_close(&w);
}

Test(channel, close_drains_spsc)
{
	close_drains(KC_SPSC);
}

Test(channel, close_drains_mpsc)
{
	close_drains(KC_MPSC);
}

Test(channel, close_drains_mpmc)
{
	close_drains(KC_MPMC);
}

/* INV-CLOSE: a sender on the inline fast path, far from any slow path, learns of a close at its next
 * operation: nothing is published after a close that happened before. */
KC_TYPED(word, uint64_t);
static void close_reaches_the_inline_path(enum kc_topology t)
{
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 1024);
	uint64_t got;
	for (uint64_t i = 0; i < 100003; i++) {
		cr_assert_eq(word_send(w.tx, &i, 0), 0);
		cr_assert_eq(word_recv(w.rx, &got, 0), 0);
		cr_assert_eq(got, i);
	}
	/* An open reservation outlives the close and may still be committed. */
	uint64_t v = 1, *span = NULL;
	const uint64_t *seen = NULL;
	cr_assert_eq(word_reserve(w.tx, 1, &span), 1);
	*span = 4711;
	cr_assert_eq(kc_chan_close(w.c), 0);
	cr_assert_eq(word_commit(w.tx, 1), 0);
	cr_assert_eq(word_reserve(w.tx, 1, &span), -EPIPE);
	cr_assert_eq(word_peek(w.rx, 1, &seen), 1);
	cr_assert_eq(*seen, 4711u);
	cr_assert_eq(word_release(w.rx, 1), 0);
	cr_assert_eq(word_send(w.tx, &v, 0), -EPIPE);
	cr_assert_eq(word_recv(w.rx, &v, 0), -EPIPE);
	world_close(&w);
}

Test(channel, close_reaches_the_inline_path_spsc)
{
	close_reaches_the_inline_path(KC_SPSC);
}

Test(channel, close_reaches_the_inline_path_mpsc)
{
	close_reaches_the_inline_path(KC_MPSC);
}

static int undelivered_count;
static uint64_t undelivered_sum;
static void undelivered(void *ctx, void *elem)
{
	uint64_t v;
	cr_assert_eq(ctx, &w);
	memcpy(&v, elem, sizeof v);
	undelivered_sum += v;
	undelivered_count++;
}

static void free_hands_over(enum kc_topology t)
{
	world_open(&w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .elem_bytes = 8, .capacity = 16,
		.on_undelivered = undelivered, .ctx = &w);
	cr_assert_eq(kc_chan_open(&w.c, w.d, "c", &o), 0);
	cr_assert_eq(kc_tx_open(&w.tx, w.c), 0);
	for (uint64_t i = 1; i <= 10; i++)
		cr_assert_eq(kc_send(w.tx, &i, 0), 0, "sending without a receiver queues");
	cr_assert_eq(kc_rx_open(&w.rx, w.c), 0);
	uint64_t v;
	cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	cr_assert_eq(v, 1u);
	cr_assert_eq(kc_tx_close(w.tx), 0);
	cr_assert_eq(kc_rx_close(w.rx), 0);
	cr_assert_eq(kc_chan_free(w.c), 0);
	cr_assert_eq(undelivered_count, 9, "each element sent and never received, once");
	cr_assert_eq(undelivered_sum, 54u);
	w.c = NULL, w.tx = NULL, w.rx = NULL;
	world_close(&w);
}

Test(channel, free_hands_over_what_is_left_spsc)
{
	free_hands_over(KC_SPSC);
}

Test(channel, free_hands_over_what_is_left_mpsc)
{
	free_hands_over(KC_MPSC);
}

Test(channel, free_hands_over_what_is_left_mpmc)
{
	free_hands_over(KC_MPMC);
}

/* The limit of the arena has a sentence, too. */
Test(channel, larger_than_the_arena)
{
	kc_chan *c;
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = 4096, .capacity = 1 << 20);
	world_open(&w, 0);
	cr_assert_eq(kc_chan_open(&c, w.d, "large", &o), -ENOMEM);
	cr_assert_not_null(
		strstr(kc_last_reason(), "; raise arena_limit_bytes"), "%s", kc_last_reason());
	o.capacity = 1 << 13; /* and a second one does not fit beside it */
	cr_assert_eq(kc_chan_open(&w.c, w.d, "half", &o), 0, "%s", kc_last_reason());
	kc_fail(0, "%s", "");
	cr_assert_eq(kc_chan_open(&c, w.d, "other half", &o), -ENOMEM);
	cr_assert_not_null(
		strstr(kc_last_reason(), "; raise arena_limit_bytes"), "%s", kc_last_reason());
	world_close(&w);
}

Test(channel, words_for_errors)
{
	cr_assert_str_eq(kc_strerror(0), "success");
	cr_assert_str_eq(kc_strerror(-EPIPE), "closed");
	cr_assert_str_eq(kc_strerror(-EOWNERDEAD), "inherited over fork");
	cr_assert_str_eq(kc_strerror(-EIO), "Input/output error", "an opening may answer it");
	cr_assert_str_eq(kc_strerror(-12345), "unknown error");
	cr_assert_str_eq(kc_version(), "0.1.0");
}
