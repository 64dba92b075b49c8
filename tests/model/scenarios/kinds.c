/* kinds.c - conflated, unlimited and dropping channels. */
#include "kit.h"

/* --- conflated ------------------------------------------------------------------------------- */

static void open_conflated(unsigned senders, unsigned receivers)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_CONFLATED, .topology = KC_MPMC,
		.payload = KC_VALUES, .elem_bytes = 8);
	kit_open(&o, senders, receivers);
}
static void open_conflated_1(void)
{
	open_conflated(1, 1);
}
static void open_conflated_2(void)
{
	open_conflated(2, 2);
}
static void send_1_to_3(void)
{
	for (uint64_t i = 1; i <= 3; i++)
		kit_send(0, i);
}
static void send_1(void)
{
	kit_send(0, 1);
}
static void send_101(void)
{
	kit_send(1, 101);
}
static void receive_until_3(void)
{
	unsigned self = explore_self();
	do
		explore_require(kit_recv(0, KC_FOREVER) == 0);
	while (kit.got[self][kit.n[self] - 1] != 3);
}
static void check_rising(void)
{
	for (unsigned i = 1; i < kit.n[1]; i++)
		explore_require(kit.got[1][i] > kit.got[1][i - 1]);
}
SCENARIO(conflated_newest,
	.shows = "the newest value, never an older one, and the last one arrives",
	.prepare = open_conflated_1, .thread = { send_1_to_3, receive_until_3 },
	.check = check_rising);

static void try_0(void)
{
	int rc = kit_recv(0, 0);
	explore_require(rc == 0 || rc == -EAGAIN);
}
static void try_1(void)
{
	int rc = kit_recv(1, 0);
	explore_require(rc == 0 || rc == -EAGAIN);
}
static void check_at_most_once(void)
{
	uint64_t v, last = 0;
	if (kc_recv(kit.rx[0], &v, 0) == 0)
		last = v;
	explore_require(kit.n[2] == 0 || kit.n[3] == 0 || kit.got[2][0] != kit.got[3][0]);
	for (unsigned t = 2; t < 4; t++)
		if (kit.n[t]) {
			explore_require(kit.got[t][0] == 1 || kit.got[t][0] == 101);
			explore_require(kit.got[t][0] != last);
		}
	explore_require(last || kit.n[2] || kit.n[3]);
}
SCENARIO(conflated_exchange,
	.shows = "each value reaches one receiver at most; buffers change hands",
	.prepare = open_conflated_2, .thread = { send_1, send_101, try_0, try_1 },
	.check = check_at_most_once, .preemptions = 1);

/* --- unlimited ------------------------------------------------------------------------------- */

static void open_unlimited(enum kc_topology t, unsigned senders, unsigned receivers)
{
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_UNLIMITED, .topology = t, .payload = KC_VALUES,
		.elem_bytes = 2048);
	kit_open(&o, senders, receivers);
}
static void open_unlimited_spsc(void)
{
	open_unlimited(KC_SPSC, 1, 1);
}
static void open_unlimited_mpmc(void)
{
	open_unlimited(KC_MPMC, 2, 1);
}
/* Elements so large that few fit into a chunk. */
static void send_large(unsigned tx, uint64_t v)
{
	static uint64_t large[2][256];
	large[tx][0] = v;
	large[tx][255] = v;
	explore_require(kc_send(kit.tx[tx], large[tx], KC_FOREVER) == 0);
}
static void receive_large(void)
{
	static uint64_t large[256];
	unsigned self = explore_self();
	explore_require(kc_recv(kit.rx[0], large, KC_FOREVER) == 0);
	explore_require(large[0] == large[255]);
	kit.got[self][kit.n[self]++] = large[0];
}
static void large_first(void)
{
	for (uint64_t i = 1; i <= 3; i++)
		send_large(0, i);
}
static void large_second(void)
{
	send_large(1, 101);
}
static void large_receive_three(void)
{
	for (int i = 0; i < 3; i++)
		receive_large();
}
static void large_receive_four(void)
{
	for (int i = 0; i < 4; i++)
		receive_large();
}
static void check_three(void)
{
	kit_check_exact(1, (const unsigned[]){ 3 });
}
static void check_four(void)
{
	kit_check_exact(2, (const unsigned[]){ 3, 1 });
}
SCENARIO(unlimited_spsc, .shows = "chunks are linked, finished and given back, the receiver sleeps",
	.prepare = open_unlimited_spsc, .thread = { large_first, large_receive_three },
	.check = check_three);
SCENARIO(unlimited_mpmc, .shows = "the same with two senders: stale names of chunks",
	.prepare = open_unlimited_mpmc, .thread = { large_first, large_second, large_receive_four },
	.check = check_four, .preemptions = 1);

/* --- dropping the oldest --------------------------------------------------------------------- */

static void open_dropping(enum kc_topology t, unsigned senders)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = t, .payload = KC_VALUES, .elem_bytes = 8,
		.capacity = 2, .overflow = KC_DROP_OLDEST);
	kit_open(&o, senders, 1);
}
static void open_dropping_spsc(void)
{
	open_dropping(KC_SPSC, 1);
}
static void open_dropping_mpmc(void)
{
	open_dropping(KC_MPMC, 2);
}
static void send_1_to_4(void)
{
	for (uint64_t i = 1; i <= 4; i++)
		kit_send(0, i);
}
static void try_twice(void)
{
	try_0();
	try_0();
}
static void check_dropped(void)
{
	uint64_t v, last = 0;
	unsigned n = kit.n[1];
	for (unsigned i = 0; i < n; i++) {
		explore_require(kit.got[1][i] > last && kit.got[1][i] <= 4);
		last = kit.got[1][i];
	}
	while (kc_recv(kit.rx[0], &v, 0) == 0) {
		explore_require(v > last && v <= 4);
		last = v;
		n++;
	}
	explore_require(last == 4); /* the newest is never dropped here */
	kc_chan_stats s = KC_CHAN_STATS(.depth = 0);
	explore_require(kc_chan_snapshot(kit.c, &s) == 0);
	explore_require(s.dropped_oldest + n == 4); /* INV-POS-4 */
}
SCENARIO(drop_oldest_spsc,
	.shows = "the sender as second consumer: exactly once or dropped, INV-POS-4",
	.prepare = open_dropping_spsc, .thread = { send_1_to_4, try_twice },
	.check = check_dropped);

static void send_two_first(void)
{
	kit_send(0, 1);
	kit_send(0, 2);
}
static void send_two_second(void)
{
	kit_send(1, 101);
	kit_send(1, 102);
}
static void check_no_double(void)
{
	uint64_t seen[8], v;
	unsigned n = 0;
	for (unsigned i = 0; i < kit.n[2]; i++)
		seen[n++] = kit.got[2][i];
	while (kc_recv(kit.rx[0], &v, 0) == 0)
		seen[n++] = v;
	for (unsigned i = 0; i < n; i++)
		for (unsigned k = 0; k < i; k++)
			explore_require(seen[i] != seen[k]);
	kc_chan_stats s = KC_CHAN_STATS(.depth = 0);
	explore_require(kc_chan_snapshot(kit.c, &s) == 0);
	explore_require(s.dropped_oldest + s.dropped_newest + n == 4);
}
SCENARIO(drop_oldest_mpmc, .shows = "two senders drop, a receiver takes",
	.prepare = open_dropping_mpmc, .thread = { send_two_first, send_two_second, try_twice },
	.check = check_no_double, .preemptions = 1);
