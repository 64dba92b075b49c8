/* The wait rules, step by step: a futex call that is replaced by a function lets one thread play both
 * sides, so that each step of INV-WAKE-1, INV-WAKE-2 and the fence mode is seen at its place. */
#include <criterion/criterion.h>
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "base/sys.h"
#include "chan/chan.h"
#include "support/world.h"

static struct world w;
static struct kc_sys_table real;
static int sleeps, wakes, woken, barriers;
static const uint32_t *woke_on[8]; /* the words of the first wakes */
static void (*while_asleep)(void);
static void (*while_barrier)(void);
static uint32_t *slept_on;

static int fake_wait(uint32_t *word, uint32_t value, uint64_t deadline)
{
	if (*word != value)
		return -EAGAIN;
	sleeps++;
	slept_on = word;
	cr_assert_lt(sleeps, 1000, "sleeps although its condition is true");
	void (*act)(void) = while_asleep;
	if (act) {
		act();
		return 0;
	}
	cr_assert_neq(deadline, 0u, "would sleep for ever");
	return -ETIMEDOUT;
}

static int fake_wake(uint32_t *word, int n)
{
	if ((size_t)wakes < KC_ARRAY_LEN(woke_on))
		woke_on[wakes] = word;
	wakes++;
	woken = n;
	return 0;
}

static int fake_membarrier(int cmd)
{
	barriers++;
	if (while_barrier)
		while_barrier();
	return real.membarrier(cmd);
}

static void setup_with(unsigned flags, enum kc_topology t, uint32_t capacity)
{
	world_open(&w, flags);
	world_channel(&w, t, KC_VALUES, 8, capacity);
	real = kc_sys;
	kc_sys.futex_wait = fake_wait;
	kc_sys.futex_wake = fake_wake;
	kc_sys.membarrier = fake_membarrier;
	sleeps = wakes = woken = barriers = 0;
	while_asleep = while_barrier = NULL;
}

static void setup(enum kc_topology t, uint32_t capacity)
{
	setup_with(0, t, capacity);
}

static void teardown(void)
{
	kc_sys = real;
	world_close(&w);
}

static uint64_t next;
static void send_one(void)
{
	cr_assert_eq(kc_send(w.tx, &next, 0), 0);
	next++;
}

static void send_burst(void)
{
	for (int i = 0; i < 10; i++)
		send_one();
}

static void take_one(void)
{
	uint64_t v;
	cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
}

/* A burst into a sleeping receiver costs one system call: the flag is cleared before the wake. */
Test(waits, a_burst_wakes_once)
{
	uint64_t v;
	setup(KC_SPSC, 16);
	while_asleep = send_burst;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 1);
	cr_assert_eq(wakes, 1);
	cr_assert_eq(w.c->row->side[KC_SIDE_RECEIVE].word, 0u, "withdrawn");
	teardown();
}

static void look_at_record(void)
{
	const struct kc_seg_endpoint *r = w.rx->e.row;
	cr_assert_eq(slept_on, &w.c->row->side[KC_SIDE_RECEIVE].word);
	cr_assert_eq(*slept_on, 1u, "announced");
	cr_assert_eq(r->wait, (uint32_t)KC_WAIT_ELEMENT, "on record");
	cr_assert_neq(r->wait_since, 0u);
	send_one();
}

Test(waits, the_wait_is_on_record)
{
	uint64_t v;
	setup(KC_SPSC, 16);
	while_asleep = look_at_record;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	const struct kc_seg_endpoint *r = w.rx->e.row;
	cr_assert_eq(r->wait, (uint32_t)KC_WAIT_NONE);
	cr_assert_eq(r->count.blocked, 1u);
	cr_assert_eq(w.rx->e.block_hist->count, 1u);
	cr_assert_eq(w.tx->e.row->count.wakes, 1u);
	teardown();
}

/* Fence mode: FENCED at first, FAST after a streak, and back after a wake. */
static void stream(void)
{
	for (int i = 0; i < 3000; i++) {
		send_one();
		take_one();
	}
}

Test(waits, the_mode_follows_the_traffic)
{
	uint64_t v;
	setup(KC_SPSC, 16);
	const struct kc_seg_ring *r = w.c->ring;
	cr_assert_eq(r->tx_mode, (uint32_t)KC_MODE_FENCED);
	stream();
	cr_assert_eq(r->tx_mode, (uint32_t)KC_MODE_FAST);
	cr_assert_eq(r->rx_mode, (uint32_t)KC_MODE_FAST);
	cr_assert_eq(barriers, 0, "a streaming channel never calls membarrier");
	while_asleep = send_one;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(barriers, 1, "the sleeper pays for a sender that is FAST");
	cr_assert_eq(r->tx_mode, (uint32_t)KC_MODE_FENCED, "it has just woken somebody");
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(barriers, 1, "a blocking channel calls it once a change of mood");
	teardown();
}

/* The same with several: the side counts those that do not fence, a sleeper pays once for all of them, who
 * wakes it fences again, and a closed endpoint is not waited for. */
Test(waits, fast_endpoints_are_counted)
{
	uint64_t v;
	setup(KC_MPMC, 64);
	const struct kc_seg_side_wait *side = w.c->row->side;
	for (int i = 0; i < 6; i++)
		stream();
	cr_assert_eq(side[KC_SIDE_RECEIVE].fast, 1u, "the sender");
	cr_assert_eq(side[KC_SIDE_SEND].fast, 1u, "the receiver");
	cr_assert_eq(barriers, 0, "a streaming channel never calls membarrier");
	while_asleep = send_one;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 1);
	cr_assert_eq(barriers, 1);
	cr_assert_eq(side[KC_SIDE_RECEIVE].fast, 0u, "it has just woken somebody");
	cr_assert_eq(side[KC_SIDE_SEND].fast, 0u, "it has just slept");
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(barriers, 1, "a blocking channel calls it once a change of mood");
	while_asleep = NULL;
	for (int i = 0; i < 6; i++)
		stream();
	cr_assert_eq(side[KC_SIDE_SEND].fast, 1u);
	cr_assert_eq(kc_rx_close(w.rx), 0);
	w.rx = NULL;
	cr_assert_eq(side[KC_SIDE_SEND].fast, 0u, "closed");
	teardown();
}

/* The last look: what is published between the announcement and the sleep is seen. */
static void send_once_in_barrier(void)
{
	while_barrier = NULL;
	send_one();
}

Test(waits, looks_again_before_it_sleeps)
{
	uint64_t v;
	setup(KC_SPSC, 16);
	stream();
	while_barrier = send_once_in_barrier;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 0);
	teardown();
}

/* A sender that waits for more room with a reservation open still cannot send into it. Without stats, so
 * that no stamp sends it to the library anyway. */
Test(waits, a_reservation_outlives_a_wait)
{
	void *span;
	setup_with(KC_NO_STATS, KC_SPSC, 64);
	stream();
	while (kc_send(w.tx, &next, 0) == 0)
		next++;
	for (int i = 0; i < 8; i++)
		take_one();
	cr_assert_eq(kc_reserve(w.tx, 4, &span), 4);
	while_asleep = take_one;
	cr_assert_eq(kc_tx_wait(w.tx, 12, KC_FOREVER), 0);
	for (int i = 0; i < 3000; i++)
		cr_assert_eq(kc_send(w.tx, &next, 0), -EBUSY);
	cr_assert_eq(kc_commit(w.tx, 4), 0);
	teardown();
}

/* A receive on the fast path gives up what kc_peek has shown: nothing unseen is released. */
KC_TYPED(u64, uint64_t);

Test(waits, a_receive_ends_a_peek)
{
	const void *span;
	uint64_t v;
	for (int typed_path = 0; typed_path < 2; typed_path++) {
		setup_with(KC_NO_STATS, KC_SPSC, 64);
		stream();
		next = 0;
		for (int i = 0; i < 6; i++)
			send_one();
		take_one(); /* FAST, and more is granted */
		cr_assert_eq(kc_peek(w.rx, 2, &span), 2);
		cr_assert_eq(typed_path ? u64_recv(w.rx, &v, 0) : kc_recv(w.rx, &v, 0), 0);
		cr_assert_eq(v, 1u);
		cr_assert_eq(kc_release(w.rx, 2), -EINVAL);
		cr_assert_eq(kc_peek(w.rx, 1, &span), 1);
		cr_assert_eq(*(const uint64_t *)span, 2u);
		cr_assert_eq(kc_release(w.rx, 1), 0);
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
		cr_assert_eq(v, 3u);
		cr_assert_eq(u64_send(w.tx, &v, -2), -EINVAL, "no such time-out");
		cr_assert_eq(u64_recv(w.rx, &v, -2), -EINVAL);
		teardown();
	}
}

/* The mirror: a sender that waits for room. INV-POS-2: one received element is room at once. */
Test(waits, a_sender_waits_for_room)
{
	setup(KC_SPSC, 64);
	next = 0;
	for (int i = 0; i < 64; i++)
		send_one();
	while_asleep = take_one;
	cr_assert_eq(kc_send(w.tx, &next, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 1);
	cr_assert_eq(wakes, 1);
	cr_assert_eq(slept_on, &w.c->row->side[KC_SIDE_SEND].word);
	teardown();
}

Test(waits, time_outs_leave_nothing_behind)
{
	uint64_t v;
	for (int t = 0; t < 2; t++) {
		setup(t ? KC_SPSC : KC_MPMC, 4);
		cr_assert_eq(kc_recv(w.rx, &v, 1000), -ETIMEDOUT);
		cr_assert_eq(w.c->row->side[KC_SIDE_RECEIVE].waiters, 0u);
		cr_assert_eq(t ? w.c->row->side[KC_SIDE_RECEIVE].word : 0, 0u);
		cr_assert_eq(w.rx->e.row->count.timed_out, 1u);
		cr_assert_eq(w.rx->e.row->wait, (uint32_t)KC_WAIT_NONE);
		teardown();
	}
}

/* Several waiters: the word advances with each wake, or one that is about to sleep would miss it. */
static uint32_t word_before;
static void send_and_see_word(void)
{
	const struct kc_seg_side_wait *s = &w.c->row->side[KC_SIDE_RECEIVE];
	cr_assert_eq(s->waiters, 1u);
	word_before = s->word;
	send_one();
	cr_assert_eq(s->word, word_before + 1);
}

Test(waits, a_shared_wake_advances_the_word)
{
	uint64_t v;
	setup(KC_MPMC, 4);
	while_asleep = send_and_see_word;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(wakes, 1);
	cr_assert_eq(w.c->row->side[KC_SIDE_RECEIVE].waiters, 0u);
	send_one();
	cr_assert_eq(wakes, 1, "nobody is there to be woken");
	teardown();
}

/* A burst into several sleepers costs a wake a sleeper: who was woken and has not looked yet is not
 * woken again. */
static void send_burst_to_two(void)
{
	struct kc_seg_side_wait *s = &w.c->row->side[KC_SIDE_RECEIVE];
	s->waiters++;
	send_burst();
	cr_assert_eq(s->woken, 2u);
	s->waiters--;
	s->woken--; /* the other one has looked and left */
}

Test(waits, a_burst_wakes_each_sleeper_once)
{
	uint64_t v;
	setup(KC_MPMC, 16);
	while_asleep = send_burst_to_two;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(wakes, 2);
	cr_assert_eq(w.c->row->side[KC_SIDE_RECEIVE].counts, 0u, "nothing pending is left behind");
	teardown();
}

/* A waiter for four elements and one for one: the one's wake is not spent on the four's. */
static void send_one_for_four(void)
{
	struct kc_seg_side_wait *s = &w.c->row->side[KC_SIDE_RECEIVE];
	cr_assert_eq(slept_on, &s->word_many);
	cr_assert_eq(s->many, 1u);
	s->waiters++;
	wakes = 0;
	send_one();
	cr_assert_eq(wakes, 2);
	cr_assert_eq(woke_on[0], &s->word);
	cr_assert_eq(woke_on[1], &s->word_many);
	s->waiters--;
	s->woken = 0;
	if (next == 4)
		while_asleep = NULL;
}

Test(waits, a_wait_for_several_eats_no_wake)
{
	setup(KC_MPMC, 16);
	next = 0;
	while_asleep = send_one_for_four;
	cr_assert_eq(kc_rx_wait(w.rx, 4, KC_FOREVER), 0);
	cr_assert_eq(next, 4u);
	const struct kc_seg_side_wait *s = &w.c->row->side[KC_SIDE_RECEIVE];
	cr_assert_eq(s->counts, 0u);
	cr_assert_eq(s->many, 0u);
	for (int i = 0; i < 4; i++)
		take_one();
	teardown();
}

static void close_it(void)
{
	cr_assert_eq(kc_chan_close(w.c), 0);
}

Test(waits, the_close_wakes_those_who_wait_for_several)
{
	setup(KC_MPMC, 16);
	send_one();
	while_asleep = close_it;
	cr_assert_eq(kc_rx_wait(w.rx, 4, KC_FOREVER), 0, "what there is will never be more");
	cr_assert_eq(woke_on[wakes - 1], &w.c->row->side[KC_SIDE_RECEIVE].word_many);
	take_one();
	cr_assert_eq(kc_rx_wait(w.rx, 4, KC_FOREVER), -EPIPE);
	teardown();
}

/* INV-WAKE-2: two elements, one taken, another sleeper (played by the count): it is woken. */
static void send_two_for_two(void)
{
	w.c->row->side[KC_SIDE_RECEIVE].waiters++;
	send_one();
	send_one();
	wakes = 0;
}

Test(waits, a_leaver_hands_on_the_wake)
{
	uint64_t v;
	setup(KC_MPMC, 4);
	while_asleep = send_two_for_two;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(wakes, 1, "an element is left and somebody sleeps");
	w.c->row->side[KC_SIDE_RECEIVE].waiters--;
	wakes = 0;
	take_one();
	teardown();
}

/* The end of the stream is handed on as well: a receiver that answers -EPIPE. */
static void close_for_two(void)
{
	w.c->row->side[KC_SIDE_RECEIVE].waiters++;
	cr_assert_eq(kc_chan_close(w.c), 0);
	wakes = 0;
}

Test(waits, the_end_of_the_stream_is_handed_on)
{
	uint64_t v;
	setup(KC_MPMC, 4);
	while_asleep = close_for_two;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE);
	cr_assert_eq(wakes, 1);
	w.c->row->side[KC_SIDE_RECEIVE].waiters--;
	teardown();
}

/* A claimed but unpublished slot below the cursor is not the end: closed, and still worth a wait. */
static uint64_t hole;
static void publish_the_hole(void)
{
	struct kc_seg_slot *slot = (struct kc_seg_slot *)(void *)(w.c->q.slots);
	slot->elem[0] = 4711;
	kc_store_release(&slot->seq, hole + 1);
}

Test(waits, a_hole_is_not_the_end)
{
	uint64_t v;
	setup(KC_MPMC, 4);
	hole = w.c->ring->sent;
	cr_assert_eq(hole, 0u);
	w.c->ring->sent = 1; /* a sender claimed position 0 and has not published it */
	w.tx->e.row->count.messages = 1;
	cr_assert_eq(kc_chan_close(w.c), 0);
	cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
	while_asleep = publish_the_hole;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(v, 4711u);
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -EPIPE);
	teardown();
}

/* Where membarrier is refused nobody leaves FENCED, and nothing else changes. In a process of its
 * own: it is asked once. */
static int refused(int cmd)
{
	(void)cmd;
	return -ENOSYS;
}

Test(waits, without_membarrier)
{
	uint64_t v;
	kc_sys.membarrier = refused;
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 16);
	stream();
	cr_assert_eq(w.c->ring->tx_mode, (uint32_t)KC_MODE_FENCED);
	cr_assert_eq(w.c->ring->rx_mode, (uint32_t)KC_MODE_FENCED);
	cr_assert_eq(kc_recv(w.rx, &v, 100000), -ETIMEDOUT);
	cr_assert_eq(kc_chan_close(w.c), 0);
	cr_assert_eq(kc_send(w.tx, &v, 0), -EPIPE);
	world_close(&w);
}

/* --- membarrier is refused when a sender is FAST already ---------------------------------------- */

static uint64_t late;

static int refused_later(int cmd)
{
	(void)cmd;
	barriers++;
	return -EPERM;
}

/* What a FAST sender does whose store is still under way when the sleeper announces itself: it publishes without seeing
 * the announcement. Whoever gives the store no time sleeps on it. */
static int store_arrives(uint32_t *word, uint32_t value, uint64_t deadline)
{
	uint32_t *side = &w.c->row->side[KC_SIDE_RECEIVE].word, announced = *side;
	cr_assert_neq(word, side, "asleep although an element is there");
	if (sleeps++ == 0) {
		cr_assert_eq(kc_send(w.tx, &late, 0), 0);
		*side = announced;
	}
	return real.futex_wait(word, value, deadline);
}

Test(waits, membarrier_refused_later_on)
{
	uint64_t v = 0;
	setup(KC_SPSC, 16);
	stream();
	cr_assert_eq(w.c->ring->tx_mode, (uint32_t)KC_MODE_FAST);
	kc_sys.membarrier = refused_later;
	kc_sys.futex_wait = store_arrives;
	late = 4711;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
	cr_assert_eq(v, 4711u);
	cr_assert_eq(barriers, 1);
	cr_assert_eq(w.c->ring->tx_mode, (uint32_t)KC_MODE_FENCED);
	stream();
	cr_assert_eq(w.c->ring->tx_mode, (uint32_t)KC_MODE_FENCED, "and stays so");
	teardown();
}

/* A handle that another thread took over is named by it from its next slow path on. */
Test(waits, labels_and_holders)
{
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 16);
	kc_tx_set_name(w.tx, "parser");
	cr_assert_str_eq(w.tx->e.row->label, "parser");
	char longer[200];
	memset(longer, 'x', sizeof longer);
	longer[199] = 0;
	kc_rx_set_name(w.rx, longer);
	cr_assert_eq(strlen(w.rx->e.row->label), 63u);
	cr_assert_eq(w.tx->e.row->tid, (uint32_t)gettid());
	cr_assert_eq(kc_tx_adopt(w.tx), 0);
	world_close(&w);
}

static void *adopt(void *arg)
{
	cr_assert_eq(kc_tx_adopt(arg), 0);
	return NULL;
}

/* The hand-over is an event at the position where it happened, also on SPSC, and it is by the thread's
 * start as much as by its number, which the kernel uses again. */
Test(waits, adoption_is_on_record)
{
	for (int t = 0; t < 2; t++) {
		world_open(&w, 0);
		world_channel(&w, t ? KC_SPSC : KC_MPMC, KC_VALUES, 8, 16);
		for (int i = 0; i < 5; i++)
			send_one();
		pthread_t thread;
		cr_assert_eq(pthread_create(&thread, NULL, adopt, w.tx), 0);
		pthread_join(thread, NULL);
		const struct kc_seg_recorder *r = w.tx->e.recorder;
		const struct kc_seg_event *e = &r->event[(r->head - 1) % KC_ARRAY_LEN(r->event)];
		cr_assert_eq(e->type, KC_EV_ADOPT);
		cr_assert_eq(e->pos, 5u);
		cr_assert_eq(kc_tx_adopt(w.tx), 0);
		uint64_t before = r->head;
		w.tx->e.row->tid_start++; /* as if an ended thread of this number had used it */
		cr_assert_eq(kc_tx_adopt(w.tx), 0);
		cr_assert_eq(r->head, before + 1);
		world_close(&w);
	}
}
