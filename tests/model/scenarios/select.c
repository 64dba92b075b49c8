/* select.c - exactly one of several, also when two selects face each other. */
#include "kit.h"

static kc_chan *other;
static kc_tx *other_tx;
static kc_rx *other_rx;

static void open_pair(enum kc_kind kind, enum kc_topology topology)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = kind, .topology = topology, .payload = KC_VALUES,
		.elem_bytes = 8, .capacity = kind == KC_BUFFERED ? 2 : 0);
	kit_open(&o, 1, 1);
	kit.tx[1] = kit.tx[0];
	kit.rx[1] = kit.rx[0];
	kc_chan *first = kit.c;
	kc_tx *tx = kit.tx[0];
	kc_rx *rx = kit.rx[0];
	kit_open(&o, 1, 1);
	other = kit.c;
	other_tx = kit.tx[0];
	other_rx = kit.rx[0];
	kit.c = first;
	kit.tx[0] = tx;
	kit.rx[0] = rx;
	kit.tx[1] = other_tx;
	kit.rx[1] = other_rx;
}
static void open_buffered(void)
{
	open_pair(KC_BUFFERED, KC_SPSC);
}
static void open_meetings(void)
{
	open_pair(KC_RENDEZVOUS, KC_SPSC);
}

/* Receives one from either. */
static int select_receive(int64_t timeout_ns)
{
	uint64_t v[2] = { 0, 0 };
	kc_case cases[2] = { { .rx = kit.rx[0], .elem = &v[0] },
		{ .rx = kit.rx[1], .elem = &v[1] } };
	int i = kc_select(cases, 2, timeout_ns, NULL);
	if (i >= 0) {
		explore_require(cases[i].result == 0 && cases[!i].result == 0);
		unsigned self = explore_self();
		kit.got[self][kit.n[self]++] = v[i];
		explore_require(v[!i] == 0);
	}
	return i;
}
static void select_two(void)
{
	for (int i = 0; i < 2; i++)
		explore_require(select_receive(KC_FOREVER) >= 0);
}
SCENARIO(select_receive, .shows = "INV-WAKE-2: a select over two rings", .prepare = open_buffered,
	.thread = { kit_send_one, kit_send_one_second, select_two }, .check = kit_check_one_each,
	.preemptions = 1);
SCENARIO(select_rendezvous,
	.shows = "one record for all cases: two senders match two cases at once",
	.prepare = open_meetings, .thread = { kit_send_one, kit_send_one_second, select_two },
	.check = kit_check_one_each, .preemptions = 1);

/* --- two selects face each other -------------------------------------------------------------- */

static int mine[2];

/* Thread 0 sends on the first or receives on the second; thread 1 the other way round: exactly one hand-over. */
static void face(unsigned who)
{
	uint64_t out = who + 1, in = 0;
	kc_case cases[2] = { { .tx = kit.tx[who], .elem = &out },
		{ .rx = kit.rx[!who], .elem = &in } };
	mine[who] = kc_select(cases, 2, KC_FOREVER, NULL);
	explore_require(mine[who] == 0 || mine[who] == 1);
	if (mine[who] == 1)
		explore_require(in == (uint64_t)!who + 1);
	else
		explore_require(in == 0);
}
static void face_0(void)
{
	face(0);
}
static void face_1(void)
{
	face(1);
}
static void check_one_hand_over(void)
{
	explore_require(mine[0] != mine[1]);
}
SCENARIO(select_facing, .shows = "two selects face each other: one hand-over, both agree which",
	.prepare = open_meetings, .thread = { face_0, face_1 }, .check = check_one_hand_over);

static int sent;
static void send_for_a_while(void)
{
	uint64_t v = 1;
	sent = kc_send(kit.tx[0], &v, 1000000);
	explore_require(sent == 0 || sent == -ETIMEDOUT);
}
static int received;
static void select_for_a_while(void)
{
	received = select_receive(1000000);
	explore_require(received >= 0 || received == -ETIMEDOUT);
}
static void check_both_or_none(void)
{
	explore_require((sent == 0) == (received >= 0));
}
SCENARIO(select_retraction,
	.shows = "a select that leaves takes all its cases back, or has been matched",
	.prepare = open_meetings, .thread = { send_for_a_while, select_for_a_while },
	.check = check_both_or_none);

/* --- leaving passes a wake on ------------------------------------------------------------------ */

static kc_chan_opts shared;

static void open_shared(void)
{
	shared = (kc_chan_opts)KC_CHAN_OPTS(.topology = KC_MPMC, .payload = KC_VALUES,
		.elem_bytes = 8, .capacity = 2);
	kit_open(&shared, 1, 1);
	other_tx = kit.tx[0];
	other_rx = kit.rx[0];
	kc_rx *rest = kit.rx[0];
	kit_open(&shared, 1, 2);
	/* Channel A: tx[0], rx[0] (the select's), rx[1] (a plain receiver's); channel B: other_tx, rest. */
	other_rx = rest;
}
static void send_both(void)
{
	uint64_t v = 101;
	kit_send(0, 1);
	explore_require(kc_send(other_tx, &v, KC_FOREVER) == 0);
}
static void select_one(void)
{
	uint64_t v[2] = { 0, 0 };
	kc_case cases[2] = { { .rx = kit.rx[0], .elem = &v[0] },
		{ .rx = other_rx, .elem = &v[1] } };
	int i = kc_select(cases, 2, KC_FOREVER, NULL);
	explore_require(i >= 0 && cases[i].result == 0);
	kit.got[1][kit.n[1]++] = v[i];
}
static void receive_one(void)
{
	explore_require(kit_recv(1, KC_FOREVER) == 0);
}
static void check_nothing_left(void)
{
	/* Whoever did not get A's element may sleep on, but not while it is there. */
	unsigned a = 0, b = 0;
	for (unsigned t = 1; t <= 2; t++)
		for (unsigned i = 0; i < kit.n[t]; i++) {
			a += kit.got[t][i] == 1;
			b += kit.got[t][i] == 101;
		}
	uint64_t v;
	explore_require(kit.n[1] == 1);
	explore_require(kit.n[2] == 1 || kc_recv(kit.rx[0], &v, 0) == -EAGAIN);
	explore_require(a == 1 && b <= 1);
}
SCENARIO(select_leaves, .shows = "INV-WAKE-2: a select that leaves hands a wake on",
	.prepare = open_shared, .thread = { send_both, select_one, receive_one },
	.check = check_nothing_left, .may_sleep = true, .preemptions = 1);
