/* mpmc.c - several senders and receivers of one bounded queue. */
#include "chan/chan.h"
#include "kit.h"

static void open_queue(uint32_t capacity, unsigned senders, unsigned receivers, unsigned flags)
{
	kit_open_ring(KC_MPMC, capacity, senders, receivers, flags);
}

static void open_two_one(void)
{
	open_queue(2, 2, 1, 0);
}
static void open_one_two(void)
{
	open_queue(2, 1, 2, 0);
}
static void open_two_two(void)
{
	open_queue(2, 2, 2, 0);
}

static void send_first(void)
{
	kit_send(0, 1);
	kit_send(0, 2);
}
static void send_second(void)
{
	kit_send(1, 101);
	kit_send(1, 102);
}
static void receive_one_0(void)
{
	explore_require(kit_recv(0, KC_FOREVER) == 0);
}
static void receive_one_1(void)
{
	explore_require(kit_recv(1, KC_FOREVER) == 0);
}
static void check_two_each(void)
{
	kit_check_exact(2, (const unsigned[]){ 2, 2 });
	kit_check_empty();
}
static void check_two_of_one(void)
{
	kit_check_exact(1, (const unsigned[]){ 2 });
	kit_check_empty();
}

SCENARIO(mpmc_claim, .shows = "claims of two senders, one receiver sleeps", .prepare = open_two_one,
	.thread = { kit_send_one, kit_send_one_second, kit_receive_two },
	.check = kit_check_one_each, .twins = 1u << 1, .preemptions = 1);
SCENARIO(mpmc_full, .shows = "a queue of two: two senders sleep for room", .prepare = open_two_one,
	.thread = { send_first, send_second, kit_receive_four }, .check = check_two_each,
	.twins = 1u << 1, .preemptions = 1);
SCENARIO(mpmc_receivers, .shows = "INV-WAKE-1, several waiters: two receivers sleep",
	.prepare = open_one_two, .thread = { send_first, receive_one_0, receive_one_1 },
	.check = check_two_of_one, .twins = 1u << 2, .preemptions = 1);
SCENARIO(mpmc_two_two, .shows = "two and two", .prepare = open_two_two,
	.thread = { kit_send_one, kit_send_one_second, receive_one_0, receive_one_1 },
	.check = kit_check_one_each, .twins = 1u << 1 | 1u << 3, .preemptions = 1);

static void open_fast_two_one(void)
{
	open_two_one();
	kit_nearly_fast();
}
SCENARIO(mpmc_fast, .shows = "Fence mode with several: a count of the FAST ones",
	.prepare = open_fast_two_one,
	.thread = { kit_send_one, kit_send_one_second, kit_receive_two },
	.check = kit_check_one_each, .twins = 1u << 1, .preemptions = 1);

/* --- batches --------------------------------------------------------------------------------- */

static void open_four(void)
{
	open_queue(4, 2, 1, 0);
}
static void send_batch_0(void)
{
	const uint64_t v[] = { 1, 2 };
	for (size_t at = 0; at < 2;) {
		ssize_t n = kc_send_n(kit.tx[0], v + at, 2 - at, KC_FOREVER);
		explore_require(n > 0);
		at += (size_t)n;
	}
}
static void send_batch_1(void)
{
	const uint64_t v[] = { 101, 102 };
	for (size_t at = 0; at < 2;) {
		ssize_t n = kc_send_n(kit.tx[1], v + at, 2 - at, KC_FOREVER);
		explore_require(n > 0);
		at += (size_t)n;
	}
}
static void receive_batch(void)
{
	unsigned self = explore_self();
	while (kit.n[self] < 4) {
		ssize_t n = kc_recv_n(kit.rx[0], kit.got[self] + kit.n[self], 4, KC_FOREVER);
		explore_require(n > 0);
		kit.n[self] += (unsigned)n;
	}
}
SCENARIO(mpmc_batch, .shows = "batch claims of two senders", .prepare = open_four,
	.thread = { send_batch_0, send_batch_1, receive_batch }, .check = check_two_each,
	.twins = 1u << 1, .preemptions = 1);

/* --- close ----------------------------------------------------------------------------------- */

static unsigned sent;

static void send_or_closed(void)
{
	uint64_t v = 1;
	int rc = kc_send(kit.tx[0], &v, KC_FOREVER);
	explore_require(rc == 0 || rc == -EPIPE);
	sent = rc == 0;
}
static void close_it(void)
{
	explore_require(kc_chan_close(kit.c) == 0);
}
static void receive_rest(void)
{
	kit_recv_rest(0);
}
static void check_sent(void)
{
	/* On MPMC no claim succeeds after the close: what a send said it sent was received. */
	explore_require(kit.n[2] == sent);
}
static void open_one_one(void)
{
	open_queue(2, 1, 1, 0);
}
SCENARIO(mpmc_close, .shows = "INV-CLOSE-1: the CLOSED bit against a claim and a sleeping receiver",
	.prepare = open_one_one, .thread = { send_or_closed, close_it, receive_rest },
	.check = check_sent, .preemptions = 1);

/* --- elements of several words ---------------------------------------------------------------- */

struct wide {
	uint64_t word[3];
};
static void open_wide(void)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_MPMC, .payload = KC_VALUES,
		.elem_bytes = sizeof(struct wide), .capacity = 2);
	kit_open(&o, 1, 1);
}
static void send_wide(void)
{
	for (uint64_t i = 1; i <= 3; i++) {
		struct wide v = { { i, i, i } };
		explore_require(kc_send(kit.tx[0], &v, KC_FOREVER) == 0);
	}
}
static void receive_wide(void)
{
	for (uint64_t i = 1; i <= 3; i++) {
		struct wide v;
		explore_require(kc_recv(kit.rx[0], &v, KC_FOREVER) == 0);
		explore_require(v.word[0] == i && v.word[1] == i && v.word[2] == i);
	}
}
/* Copied as plain memory, so that a slot that is used again too early is a race. */
SCENARIO(mpmc_wide, .shows = "M1 M2: whole elements, and slots that are used again",
	.prepare = open_wide, .thread = { send_wide, receive_wide });

/* --- death ----------------------------------------------------------------------------------- */

static void check_intent(void)
{
	/* Whoever died with a slot claimed and not published has it on record. */
	if (!explore_died(0))
		return;
	const struct kc_end *dead = &kit.tx[0]->e;
	uint64_t claimed = kit.c->ring->sent & ~KC_CURSOR_CLOSED;
	uint64_t v;
	unsigned there = 0;
	while (kc_recv(kit.rx[0], &v, 0) == 0)
		there++;
	explore_require(there + kit.n[2] <= claimed);
	if (claimed > there + kit.n[2])
		explore_require(dead->row->intent != KC_INTENT_NONE);
}

static void receive_some(void)
{
	for (int i = 0; i < 3; i++) {
		int rc = kit_recv(0, 0);
		explore_require(rc == 0 || rc == -EAGAIN);
	}
}

static void open_big(void)
{
	open_queue(8, 2, 1, 0);
}

SCENARIO(mpmc_sender_dies,
	.shows = "M3: a slot that was claimed and not published is covered by its owner's intent",
	.prepare = open_big, .thread = { send_first, send_second, receive_some },
	.check = check_intent, .mortal = 1, .preemptions = 1);

/* --- the short path -------------------------------------------------------------------------- */

/* An element without a stamp goes it. */
static void open_short(void)
{
	open_queue(2, 2, 1, 0);
	for (unsigned i = 0; i < 2; i++)
		kit.tx[i]->e.pace.next = UINT64_MAX;
}

static void send_three(void)
{
	for (uint64_t v = 1; v <= 3; v++)
		kit_send(0, v);
}
static void open_short_big(void)
{
	open_queue(8, 2, 1, 0);
	for (unsigned i = 0; i < 2; i++)
		kit.tx[i]->e.pace.next = UINT64_MAX;
}

SCENARIO(mpmc_short, .shows = "elements without stamps: claims of two senders",
	.prepare = open_short, .thread = { kit_send_one, kit_send_one_second, kit_receive_two },
	.check = kit_check_one_each, .preemptions = 1);
SCENARIO(mpmc_short_laps, .shows = "M1 M2 likewise: slots that are used again",
	.prepare = open_short, .thread = { send_three, kit_receive_three },
	.check = kit_check_three);
SCENARIO(mpmc_short_dies, .shows = "M3 likewise", .prepare = open_short_big,
	.thread = { send_first, send_second, receive_some }, .check = check_intent, .mortal = 1,
	.preemptions = 1);

/* --- the end of the stream ------------------------------------------------------------------- */

static uint32_t told;

static void open_told(void)
{
	told = 0;
	open_queue(2, 1, 1, 0);
}
static void is_told(void)
{
	uint64_t v = 1;
	int rc = kc_send(kit.tx[0], &v, 0);
	if (rc == -EPIPE)
		__atomic_store_n(&told, 1u, __ATOMIC_RELEASE);
}
static void hears_of_it(void)
{
	bool over = __atomic_load_n(&told, __ATOMIC_ACQUIRE);
	int rc = kit_recv(0, 0);
	explore_require(!over || rc == -EPIPE);
}

SCENARIO(mpmc_told,
	.shows = "M4: whoever was told of the close by a sender does not find the queue open",
	.prepare = open_told, .thread = { close_it, is_told, hears_of_it });
