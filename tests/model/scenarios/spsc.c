/* spsc.c - one sender, one receiver: the ring, its sleepers, its close, and its fence modes. */
#include "kit.h"

static void open_ring(uint32_t capacity, unsigned flags)
{
	kit_open_ring(KC_SPSC, capacity, 1, 1, flags);
}

static void open_two(void)
{
	open_ring(2, 0);
}

SCENARIO(spsc_wrap,
	.shows = "S1 S2 S3, INV-POS-2, INV-WAKE-1: a ring of two that wraps, both sides sleep",
	.prepare = open_two, .thread = { kit_send_three, kit_receive_three },
	.check = kit_check_three);

/* --- fence modes ----------------------------------------------------------------------------- */

static void open_fast(void)
{
	open_two();
	kit_nearly_fast();
}

SCENARIO(spsc_fast,
	.shows = "Fence mode: FENCED to FAST and back while the other side goes to sleep",
	.prepare = open_fast, .thread = { kit_send_three, kit_receive_three },
	.check = kit_check_three, .preemptions = 1);

static void open_slots(void)
{
	open_ring(2, KC_LOW_LATENCY);
}

SCENARIO(spsc_low_latency, .shows = "the flag in the slot, both sides sleep", .prepare = open_slots,
	.thread = { kit_send_three, kit_receive_three }, .check = kit_check_three,
	.preemptions = 1);

/* --- batches and in place -------------------------------------------------------------------- */

static void open_four(void)
{
	open_ring(4, 0);
}

static void send_batches(void)
{
	const uint64_t v[] = { 1, 2, 3, 4, 5 };
	for (size_t at = 0; at < 5;) {
		ssize_t n = kc_send_n(kit.tx[0], v + at, 5 - at, KC_FOREVER);
		explore_require(n > 0);
		at += (size_t)n;
	}
}

static void receive_batches(void)
{
	unsigned self = explore_self();
	while (kit.n[self] < 5) {
		ssize_t n = kc_recv_n(kit.rx[0], kit.got[self] + kit.n[self], 5, KC_FOREVER);
		explore_require(n > 0);
		kit.n[self] += (unsigned)n;
	}
}

static void check_five(void)
{
	kit_check_exact(1, (const unsigned[]){ 5 });
}

SCENARIO(spsc_batch, .shows = "S1 S2 S3 in batches that wrap", .prepare = open_four,
	.thread = { send_batches, receive_batches }, .check = check_five, .preemptions = 1);

static void reserve_three(void)
{
	for (uint64_t i = 1; i <= 3;) {
		void *span;
		explore_require(kc_tx_wait(kit.tx[0], 1, KC_FOREVER) == 0);
		ssize_t n = kc_reserve(kit.tx[0], 4 - i, &span);
		explore_require(n > 0);
		for (ssize_t k = 0; k < n; k++)
			((uint64_t *)span)[k] = i++;
		explore_require(kc_commit(kit.tx[0], (size_t)n) == 0);
	}
}

static void peek_three(void)
{
	unsigned self = explore_self();
	while (kit.n[self] < 3) {
		const void *span;
		explore_require(kc_rx_wait(kit.rx[0], 1, KC_FOREVER) == 0);
		ssize_t n = kc_peek(kit.rx[0], 3, &span);
		explore_require(n > 0);
		for (ssize_t k = 0; k < n; k++)
			kit.got[self][kit.n[self]++] = ((const uint64_t *)span)[k];
		explore_require(kc_release(kit.rx[0], (size_t)n) == 0);
	}
}

SCENARIO(spsc_in_place, .shows = "reserve, commit, peek, release, and the waits for them",
	.prepare = open_two, .thread = { reserve_three, peek_three }, .check = kit_check_three,
	.preemptions = 1);

/* --- close ----------------------------------------------------------------------------------- */

static void open_ending(void)
{
	open_ring(2, KC_CLOSE_WITH_LAST_TX);
}

static void send_and_end(void)
{
	kit_send(0, 1);
	kit_send(0, 2);
	explore_require(kc_tx_close(kit.tx[0]) == 0);
}

static void receive_rest(void)
{
	kit_recv_rest(0);
}

static void check_two(void)
{
	kit_check_exact(1, (const unsigned[]){ 2 });
}

SCENARIO(spsc_end, .shows = "INV-CLOSE-2: the loss-free end", .prepare = open_ending,
	.thread = { send_and_end, receive_rest }, .check = check_two);

static int sent_before_close;

static void send_until_closed(void)
{
	for (uint64_t i = 1; i <= 4; i++) {
		int rc = kc_send(kit.tx[0], &i, KC_FOREVER);
		if (rc == -EPIPE)
			return;
		explore_require(rc == 0);
		sent_before_close++;
	}
}

static void close_it(void)
{
	explore_require(kc_chan_close(kit.c) == 0);
}

static void check_in_order(void)
{
	for (unsigned i = 0; i < kit.n[1]; i++)
		explore_require(kit.got[1][i] == i + 1);
	explore_require((int)kit.n[1] <= sent_before_close);
}

static void check_full(void)
{
	explore_require(sent_before_close <= 2);
}

/* The sender may sleep for room for ever without the closer. */
SCENARIO(spsc_close_full, .shows = "INV-CLOSE-1: close wakes a sender that waits for room",
	.prepare = open_two, .thread = { send_until_closed, close_it }, .check = check_full);

SCENARIO(spsc_close, .shows = "INV-CLOSE-1: close against a sender and a receiver",
	.prepare = open_two, .thread = { send_until_closed, receive_rest, close_it },
	.check = check_in_order, .preemptions = 1);

/* --- death ----------------------------------------------------------------------------------- */

static bool is_there(void *arg)
{
	(void)arg;
	return true;
}

static void receive_tries(void)
{
	for (int i = 0; i < 4; i++) {
		int rc = kit_recv(0, 0);
		explore_require(rc == 0 || rc == -EAGAIN);
		explore_until(is_there, NULL);
	}
}

static void check_prefix(void)
{
	for (unsigned i = 0; i < kit.n[1]; i++)
		explore_require(kit.got[1][i] == i + 1);
	if (!explore_died(0))
		return;
	/* Whatever the dead one had sent is there, in order, and nothing else. */
	uint64_t v, next = kit.n[1] + 1;
	while (kc_recv(kit.rx[0], &v, 0) == 0)
		explore_require(v == next++);
	explore_require(next <= 4);
}

static void open_eight(void)
{
	open_ring(8, 0);
}

SCENARIO(spsc_sender_dies, .shows = "a sender that dies anywhere in a send leaves a prefix",
	.prepare = open_eight, .thread = { kit_send_three, receive_tries }, .check = check_prefix,
	.mortal = 1);
