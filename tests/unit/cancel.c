/* INV-CANCEL-1, step by step: what has fired is -ECANCELED at entry and out of a wait, by a wake,
 * with and without futex_waitv, and a cancelled waiter hands on the wake it ate (INV-WAKE-2).
 * Replaced futex calls let one thread play everybody. */
#include <criterion/criterion.h>
#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/sys.h"
#include "chan/chan.h"
#include "support/world.h"

KC_TYPED(u64, uint64_t);

static struct world w;
static kc_cancel *token;
static struct kc_sys_table real;
static int refusal; /* 0: futex_waitv works */
static int sleeps, sleeps_alone, wakes;
static const uint32_t *woke_on[8];
static int answer; /* of the sleep, instead of "woken" */
static void (*while_asleep)(void);
static void (*while_refused)(void);
static void (*while_waking)(void);
static struct futex_waitv slept_on[2];

static int asleep(void)
{
	sleeps++;
	cr_assert_lt(sleeps, 100, "sleeps although it was told to come back");
	cr_assert_not_null(while_asleep, "would sleep for ever");
	while_asleep();
	return answer;
}

static int fake_waitv(struct futex_waitv *v, unsigned n, uint64_t deadline)
{
	(void)deadline;
	cr_assert_eq(n, 2u);
	if (refusal) {
		if (while_refused)
			while_refused();
		return refusal;
	}
	for (unsigned i = 0; i < n; i++) {
		cr_assert_eq(v[i].flags, (uint32_t)(FUTEX_32 | FUTEX_PRIVATE_FLAG));
		if (*(const uint32_t *)(uintptr_t)v[i].uaddr !=
			v[i].val) /* NOLINT: the kernel's form */
			return -EAGAIN;
	}
	memcpy(slept_on, v, sizeof slept_on);
	return asleep();
}

static int fake_wait(uint32_t *word, uint32_t value, uint64_t deadline)
{
	(void)deadline;
	if (*word != value)
		return -EAGAIN;
	sleeps_alone++;
	return asleep();
}

static int fake_wake(uint32_t *word, int n)
{
	cr_assert(word != &token->word || n == INT_MAX, "everybody who sleeps on it");
	if ((size_t)wakes < KC_ARRAY_LEN(woke_on))
		woke_on[wakes] = word;
	wakes++;
	if (while_waking)
		while_waking();
	return 0;
}

static void replace_calls(int refuse)
{
	real = kc_sys;
	kc_sys.futex_wait = fake_wait;
	kc_sys.futex_wake = fake_wake;
	kc_sys.futex_waitv = fake_waitv;
	refusal = refuse;
	sleeps = sleeps_alone = wakes = answer = 0;
	while_asleep = while_refused = while_waking = NULL;
}

static void setup(enum kc_topology t, int refuse)
{
	world_open(&w, 0);
	world_channel(&w, t, KC_VALUES, 8, 16);
	cr_assert_eq(kc_cancel_new(&token, NULL), 0);
	kc_rx_set_cancel(w.rx, token);
	kc_tx_set_cancel(w.tx, token);
	replace_calls(refuse);
}

static void teardown(void)
{
	kc_sys = real;
	kc_cancel_free(token);
	world_close(&w);
}

static void fire(void)
{
	cr_assert_eq(kc_cancel_fire(token), 0);
}

static struct kc_seg_side_wait *receivers(void)
{
	return &w.c->row->side[KC_SIDE_RECEIVE];
}

static bool was_woken(const uint32_t *word)
{
	for (int i = 0; i < wakes && i < (int)KC_ARRAY_LEN(woke_on); i++)
		if (woke_on[i] == word)
			return true;
	return false;
}

/* How futex_waitv may be: there, not known, forbidden, out of memory. */
static const int ways[] = { 0, -ENOSYS, -EPERM, -ENOMEM };

/* --- trees ----------------------------------------------------------------------------------- */

Test(cancel, a_parent_fires_its_children_only)
{
	kc_cancel *root, *left, *right, *leaf, *late;
	cr_assert_eq(kc_cancel_new(&root, NULL), 0);
	cr_assert_eq(kc_cancel_new(&left, root), 0);
	cr_assert_eq(kc_cancel_new(&right, root), 0);
	cr_assert_eq(kc_cancel_new(&leaf, left), 0);
	cr_assert_eq(kc_cancel_fired(leaf), 0);
	cr_assert_eq(kc_cancel_fire(left), 0);
	cr_assert_eq(kc_cancel_fire(left), 0, "again: no effect");
	cr_assert_eq(kc_cancel_fired(left), 1);
	cr_assert_eq(kc_cancel_fired(leaf), 1);
	cr_assert_eq(kc_cancel_fired(right), 0);
	cr_assert_eq(kc_cancel_fired(root), 0);
	cr_assert_eq(kc_cancel_new(&late, leaf), 0);
	cr_assert_eq(kc_cancel_fired(late), 1, "of a fired parent");
	/* Parents first. A child goes on to see its ancestors. */
	kc_cancel_free(root);
	kc_cancel_free(left);
	cr_assert_eq(kc_cancel_fired(leaf), 1);
	cr_assert_eq(kc_cancel_fired(right), 0);
	kc_cancel_free(late);
	kc_cancel_free(leaf);
	cr_assert_eq(kc_cancel_fire(right), 0, "its root is still there to be woken");
	kc_cancel_free(right);
	kc_cancel_free(NULL);
	cr_assert_eq(kc_cancel_fire(NULL), -EINVAL);
	cr_assert_eq(kc_cancel_fired(NULL), -EINVAL);
	cr_assert_eq(kc_cancel_new(NULL, NULL), -EINVAL);
	cr_assert_str_eq(kc_strerror(-ECANCELED), "cancelled");
}

/* --- at entry -------------------------------------------------------------------------------- */

static int show(void *ctx, const void *elem)
{
	(void)ctx, (void)elem;
	return 0;
}

/* Every call of values, inline ones too, although room and elements are there; then nothing has
 * moved. */
Test(cancel, fired_at_entry_beats_ready)
{
	for (int t = 0; t < 2; t++) {
		uint64_t v = 7, many[40];
		void *span;
		const void *seen;
		uint64_t *words;
		const uint64_t *words_seen;
		world_open(&w, 0);
		world_channel(&w, t ? KC_SPSC : KC_MPMC, KC_VALUES, 8, 64);
		/* Far into the fast path. */
		for (int i = 0; i < 3000; i++) {
			cr_assert_eq(u64_send(w.tx, &v, 0), 0);
			cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
		}
		for (v = 0; v < 8; v++)
			cr_assert_eq(u64_send(w.tx, &v, 0), 0);
		cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		kc_tx_set_cancel(w.tx, token);
		kc_rx_set_cancel(w.rx, token);
		cr_assert_eq(u64_send(w.tx, &(uint64_t){ 8 }, 0), 0, "it has not fired");
		cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
		cr_assert_eq(v, 1u);
		fire();
		int errors_tx = 0, errors_rx = 0;
		const int64_t bounds[] = { 0, 1000, KC_FOREVER };
		for (size_t b = 0; b < KC_ARRAY_LEN(bounds); b++) {
			cr_assert_eq(kc_send(w.tx, &v, bounds[b]), -ECANCELED);
			cr_assert_eq(u64_send(w.tx, &v, bounds[b]), -ECANCELED);
			cr_assert_eq(kc_send_n(w.tx, many, 40, bounds[b]), -ECANCELED);
			cr_assert_eq(kc_tx_wait(w.tx, 1, bounds[b]), -ECANCELED);
			cr_assert_eq(kc_recv(w.rx, &v, bounds[b]), -ECANCELED);
			cr_assert_eq(u64_recv(w.rx, &v, bounds[b]), -ECANCELED);
			cr_assert_eq(kc_recv_n(w.rx, many, 40, bounds[b]), -ECANCELED);
			cr_assert_eq(kc_rx_wait(w.rx, 1, bounds[b]), -ECANCELED);
			errors_tx += 4, errors_rx += 4;
		}
		cr_assert_eq(kc_consume(w.rx, 4, show, NULL), -ECANCELED);
		errors_rx++;
		if (t) {
			cr_assert_eq(kc_reserve(w.tx, 1, &span), -ECANCELED);
			cr_assert_eq(u64_reserve(w.tx, 1, &words), -ECANCELED);
			cr_assert_eq(kc_peek(w.rx, 1, &seen), -ECANCELED);
			cr_assert_eq(u64_peek(w.rx, 1, &words_seen), -ECANCELED);
			errors_tx += 2, errors_rx += 2;
		}
		cr_assert_eq(kc_send(w.tx, &v, -2), -EINVAL, "misuse is told first");
		cr_assert_eq(w.tx->e.row->count.cancelled, (uint64_t)errors_tx);
		cr_assert_eq(w.rx->e.row->count.cancelled, (uint64_t)errors_rx);
		cr_assert_eq(kc_chan_close(w.c), 0);
		cr_assert_eq(kc_recv(w.rx, &v, 0), -ECANCELED);
		cr_assert_eq(kc_send(w.tx, &v, 0), -ECANCELED, "also when it is closed");
		/* Without the token everything is where it was. */
		kc_tx_set_cancel(w.tx, NULL);
		kc_rx_set_cancel(w.rx, NULL);
		cr_assert_eq(kc_send(w.tx, &v, 0), -EPIPE);
		for (uint64_t i = 2; i < 9; i++) {
			cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
			cr_assert_eq(v, i);
		}
		cr_assert_eq(u64_recv(w.rx, &v, 0), -EPIPE);
		kc_cancel_free(token);
		world_close(&w);
	}
}

/* Tickets and bytes: the reference stays the caller's, the message in the channel. */
Test(cancel, fired_at_entry_moves_no_ticket)
{
	for (int t = 0; t < 2; t++) {
		kc_ticket a, b;
		char buf[16];
		world_open(&w, 0);
		world_channel(&w, t ? KC_SPSC : KC_MPMC, KC_TICKETS, 0, 64);
		for (int i = 0; i < 3000; i++) {
			cr_assert_eq(kc_ticket_new(w.d, 8, &a, NULL), 0);
			cr_assert_eq(kc_send_ticket(w.tx, a, 0), 0);
			if (i)
				cr_assert_eq(kc_recv_ticket(w.rx, &b, 0), 0);
			if (i)
				cr_assert_eq(kc_ticket_release(w.d, b), 0);
		}
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		kc_tx_set_cancel(w.tx, token);
		kc_rx_set_cancel(w.rx, token);
		fire();
		cr_assert_eq(kc_ticket_new(w.d, 8, &a, NULL), 0);
		cr_assert_eq(kc_send_ticket(w.tx, a, KC_FOREVER), -ECANCELED);
		cr_assert_eq(kc_send_n(w.tx, &a, 1, KC_FOREVER), -ECANCELED);
		cr_assert_eq(kc_recv_ticket(w.rx, &b, KC_FOREVER), -ECANCELED);
		cr_assert_eq(kc_recv_bytes(w.rx, buf, sizeof buf, 0), -EINVAL);
		cr_assert_eq(kc_rx_next_len(w.rx), -ECANCELED);
		cr_assert_eq(
			kc_ticket_release(w.d, a), 0, "it is still the caller's, and held once");
		cr_assert_eq(kc_ticket_release(w.d, a), -ESTALE);
		kc_rx_set_cancel(w.rx, NULL);
		cr_assert_eq(kc_recv_ticket(w.rx, &b, 0), 0);
		cr_assert_eq(kc_ticket_release(w.d, b), 0);
		kc_cancel_free(token);
		world_close(&w);
		world_open(&w, 0);
		world_channel(&w, t ? KC_SPSC : KC_MPMC, KC_BYTES, 0, 64);
		cr_assert_eq(kc_send_bytes(w.tx, "abc", 3, 0), 0);
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		kc_tx_set_cancel(w.tx, token);
		kc_rx_set_cancel(w.rx, token);
		fire();
		cr_assert_eq(kc_send_bytes(w.tx, "abc", 3, 0), -ECANCELED);
		cr_assert_eq(kc_recv_bytes(w.rx, buf, sizeof buf, 0), -ECANCELED);
		kc_rx_set_cancel(w.rx, NULL);
		cr_assert_eq(kc_recv_bytes(w.rx, buf, sizeof buf, 0), 3);
		kc_cancel_free(token);
		world_close(&w);
	}
}

/* What was reserved or shown before the token was set, or before it fired, may be finished. */
Test(cancel, commit_and_release_finish_what_was_begun)
{
	for (int typed = 0; typed < 2; typed++) {
		uint64_t *span = NULL, v;
		const uint64_t *seen;
		world_open(&w, 0);
		world_channel(&w, KC_SPSC, KC_VALUES, 8, 64);
		for (int i = 0; i < 3000; i++) {
			cr_assert_eq(u64_send(w.tx, &(uint64_t){ 1 }, 0), 0);
			if (i >= 4)
				cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
		}
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		cr_assert_eq(u64_reserve(w.tx, 1, &span), 1);
		cr_assert_geq(u64_peek(w.rx, 2, &seen), 2);
		kc_tx_set_cancel(w.tx, token);
		kc_rx_set_cancel(w.rx, token);
		*span = 99;
		fire();
		cr_assert_eq(typed ? u64_commit(w.tx, 1) : kc_commit(w.tx, 1), 0);
		cr_assert_eq(typed ? u64_release(w.rx, 2) : kc_release(w.rx, 2), 0);
		kc_rx_set_cancel(w.rx, NULL);
		for (int i = 0; i < 3; i++)
			cr_assert_eq(u64_recv(w.rx, &v, 0), 0);
		cr_assert_eq(v, 99u);
		kc_cancel_free(token);
		world_close(&w);
	}
}

/* --- out of a wait --------------------------------------------------------------------------- */

static void look_and_fire(void)
{
	const struct kc_seg_endpoint *row = w.rx->e.row;
	cr_assert_eq(row->wait, (uint32_t)KC_WAIT_ELEMENT, "on record");
	if (!refusal) {
		cr_assert_eq(slept_on[0].uaddr, (uintptr_t)&receivers()->word);
		cr_assert_eq(slept_on[1].uaddr, (uintptr_t)&token->word);
		cr_assert_eq(sleeps_alone, 0);
	} else {
		cr_assert_eq(token->alone, 1u);
	}
	fire();
}

Test(cancel, a_sleeping_receiver_is_woken)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		for (int t = 0; t < 2; t++) {
			uint64_t v;
			setup(t ? KC_SPSC : KC_MPMC, ways[i]);
			const struct kc_seg_endpoint *row = w.rx->e.row;
			uint32_t before = receivers()->word;
			while_asleep = look_and_fire;
			cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -ECANCELED);
			cr_assert_eq(sleeps, 1);
			cr_assert_eq(woke_on[0], &token->word);
			if (ways[i]) {
				cr_assert(was_woken(&receivers()->word));
				cr_assert(t || receivers()->word == before + 1);
			} else {
				cr_assert_eq(wakes, 1, "nobody's channel is disturbed");
			}
			cr_assert_eq(token->alone, 0u);
			cr_assert_eq(row->count.cancelled, 1u);
			cr_assert_eq(row->count.timed_out, 0u);
			cr_assert_eq(row->count.blocked, 1u);
			cr_assert_eq(row->wait, (uint32_t)KC_WAIT_NONE);
			const struct kc_seg_recorder *r = w.rx->e.recorder;
			cr_assert_eq(r->event[(r->head - 1) % KC_RECORDER_EVENTS].type,
				(uint32_t)KC_EV_CANCEL);
			cr_assert(!t || receivers()->word == 0, "withdrawn");
			cr_assert_eq(t ? 0 : receivers()->waiters, 0u);
			teardown();
		}
}

/* The mirror, waiting for room, and kc_rx_wait for several, which sleep on a word of their own. */
Test(cancel, senders_and_waits_for_several)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		for (int t = 0; t < 2; t++) {
			uint64_t v = 0;
			setup(t ? KC_SPSC : KC_MPMC, ways[i]);
			while (kc_send(w.tx, &v, 0) == 0)
				v++;
			cr_assert_eq(v, 16u);
			while_asleep = fire;
			cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), -ECANCELED);
			cr_assert_eq(sleeps, 1);
			teardown();
			setup(t ? KC_SPSC : KC_MPMC, ways[i]);
			while_asleep = fire;
			cr_assert_eq(kc_rx_wait(w.rx, 4, KC_FOREVER), -ECANCELED);
			cr_assert_eq(sleeps, 1);
			cr_assert_eq(receivers()->many, 0u);
			teardown();
		}
}

/* Fired after the last question and before the sleep: the word has moved, and nobody sleeps on it.
 * */
static int fires_in_membarrier(int cmd)
{
	fire();
	return real.membarrier(cmd);
}

static int fires_late_waitv(struct futex_waitv *v, unsigned n, uint64_t deadline)
{
	kc_sys.futex_waitv = fake_waitv;
	fire();
	return fake_waitv(v, n, deadline);
}

Test(cancel, fired_on_the_way_to_sleep)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		for (int t = 0; t < 2; t++) {
			uint64_t v;
			setup(t ? KC_SPSC : KC_MPMC, ways[i]);
			kc_sys.futex_waitv = fires_late_waitv;
			cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -ECANCELED);
			cr_assert_eq(sleeps, 0);
			teardown();
		}
	/* The same in the middle of announcing itself, with a sender that is FAST. */
	uint64_t v = 0;
	setup(KC_SPSC, 0);
	for (int i = 0; i < 3000; i++) {
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	}
	cr_assert_eq(w.c->ring->tx_mode, (uint32_t)KC_MODE_FAST);
	kc_sys.membarrier = fires_in_membarrier;
	cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -ECANCELED);
	cr_assert_eq(sleeps, 0);
	teardown();
}

/* futex_waitv refused, then fired, and only then counted as asleep alone: the word tells it. */
Test(cancel, fired_between_the_refusal_and_the_sleep)
{
	for (int t = 0; t < 2; t++) {
		uint64_t v;
		setup(t ? KC_SPSC : KC_MPMC, -ENOSYS);
		while_refused = fire;
		cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -ECANCELED);
		cr_assert_eq(sleeps, 0);
		cr_assert_eq(token->alone, 0u);
		teardown();
	}
}

/* The bound passes and the token fires: cancellation wins. Without the token's part it is a time-
 * out. */
static void nothing(void)
{
}

Test(cancel, beats_the_time_out)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		for (int t = 0; t < 2; t++) {
			uint64_t v;
			setup(t ? KC_SPSC : KC_MPMC, ways[i]);
			answer = -ETIMEDOUT;
			while_asleep = nothing;
			cr_assert_eq(kc_recv(w.rx, &v, 1000), -ETIMEDOUT);
			while_asleep = fire;
			cr_assert_eq(kc_recv(w.rx, &v, 1000), -ECANCELED);
			cr_assert_eq(w.rx->e.row->count.timed_out, 1u);
			cr_assert_eq(w.rx->e.row->count.cancelled, 1u);
			teardown();
		}
}

/* Both words woke it, or another token of the tree did: the index says nothing, the look does. */
static void send_one(void)
{
	kc_tx_set_cancel(w.tx, NULL);
	cr_assert_eq(kc_send(w.tx, &(uint64_t){ 5 }, 0), 0);
}

static kc_cancel *sibling;
static void fire_sibling_first(void)
{
	cr_assert_eq(kc_cancel_fire(sibling), 0);
	while_asleep = send_one;
}

Test(cancel, another_token_of_the_tree_is_no_reason)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		for (int t = 0; t < 2; t++) {
			uint64_t v = 0;
			kc_cancel *child;
			setup(t ? KC_SPSC : KC_MPMC, ways[i]);
			cr_assert_eq(kc_cancel_new(&sibling, token), 0);
			cr_assert_eq(kc_cancel_new(&child, token), 0);
			kc_rx_set_cancel(w.rx, child);
			kc_cancel_free(child); /* the endpoint keeps it */
			answer = 1;            /* "the token's word" */
			while_asleep = fire_sibling_first;
			cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), 0);
			cr_assert_eq(v, 5u);
			cr_assert_eq(sleeps, 2);
			cr_assert_eq(w.rx->e.row->count.cancelled, 0u);
			kc_cancel_free(sibling);
			teardown();
		}
}

/* The root's fire ends the wait of a grandchild. */
Test(cancel, an_ancestor_ends_the_wait)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++) {
		uint64_t v;
		kc_cancel *child, *leaf;
		setup(KC_MPMC, ways[i]);
		cr_assert_eq(kc_cancel_new(&child, token), 0);
		cr_assert_eq(kc_cancel_new(&leaf, child), 0);
		kc_rx_set_cancel(w.rx, leaf);
		kc_cancel_free(child);
		kc_cancel_free(leaf);
		while_asleep = fire;
		cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -ECANCELED);
		cr_assert_eq(sleeps, 1);
		teardown();
	}
}

/* INV-WAKE-2: an element was sent, its wake went to this waiter, and it leaves without: another is
 * woken. */
static void send_and_fire(void)
{
	receivers()->waiters++; /* somebody else */
	send_one();
	cr_assert_eq(receivers()->woken, 1u);
	fire();
	wakes = 0;
}

static void close_and_fire(void)
{
	receivers()->waiters++;
	cr_assert_eq(kc_chan_close(w.c), 0);
	fire();
	wakes = 0;
}

Test(cancel, a_swallowed_wake_is_passed_on)
{
	void (*const acts[])(void) = { send_and_fire, close_and_fire };
	for (size_t i = 0; i < KC_ARRAY_LEN(ways); i++)
		for (size_t k = 0; k < KC_ARRAY_LEN(acts); k++) {
			uint64_t v;
			setup(KC_MPMC, ways[i]);
			while_asleep = acts[k];
			cr_assert_eq(kc_recv(w.rx, &v, KC_FOREVER), -ECANCELED);
			cr_assert_eq(wakes, 1, "the other one");
			cr_assert_eq(woke_on[0], &receivers()->word);
			cr_assert_eq(receivers()->waiters, 1u);
			cr_assert_eq(receivers()->woken, 1u, "who has not looked yet");
			receivers()->counts = 0;
			teardown();
		}
}

/* What was published is a success: the token fires while the send wakes its receiver. */
static void fire_once(void)
{
	while_waking = NULL;
	fire();
}

Test(cancel, published_is_published)
{
	for (int t = 0; t < 2; t++) {
		uint64_t v = 3;
		setup(t ? KC_SPSC : KC_MPMC, 0);
		if (t)
			receivers()->word = 1;
		else
			receivers()->waiters = 1;
		while_waking = fire_once;
		cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), 0);
		cr_assert_eq(kc_cancel_fired(token), 1);
		cr_assert_eq(kc_send(w.tx, &v, KC_FOREVER), -ECANCELED);
		receivers()->counts = 0;
		kc_rx_set_cancel(w.rx, NULL);
		cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
		cr_assert_eq(kc_recv(w.rx, &v, 0), -EAGAIN);
		teardown();
	}
}

/* The kernel's own futex_waitv: a bound passes, a value that is not there any more does not sleep.
 * Where it is refused the test says so. */
Test(cancel, the_call_itself)
{
	uint32_t words[2] = { 1, 2 };
	struct futex_waitv v[2] = {
		{ .uaddr = (uintptr_t)&words[0], .val = 1, .flags = FUTEX_32 | FUTEX_PRIVATE_FLAG },
		{ .uaddr = (uintptr_t)&words[1], .val = 2, .flags = FUTEX_32 | FUTEX_PRIVATE_FLAG },
	};
	int rc = kc_sys.futex_waitv(v, 2, kc_mono_ns() + 1000000);
	if (rc == -ENOSYS || rc == -EPERM)
		cr_skip_test("futex_waitv is refused here");
	cr_assert_eq(rc, -ETIMEDOUT);
	words[1] = 3;
	cr_assert_eq(kc_sys.futex_waitv(v, 2, 0), -EAGAIN);
}

/* --- endpoints come and go ------------------------------------------------------------------- */

Test(cancel, set_replaced_and_closed)
{
	kc_cancel *a, *b;
	uint64_t v = 1;
	world_open(&w, 0);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 16);
	cr_assert_eq(kc_cancel_new(&a, NULL), 0);
	cr_assert_eq(kc_cancel_new(&b, NULL), 0);
	kc_tx_set_cancel(w.tx, a);
	kc_rx_set_cancel(w.rx, a);
	kc_tx_set_cancel(w.tx, a);
	cr_assert_eq(a->references, 3u);
	kc_tx_set_cancel(w.tx, b); /* not the newest of a's list */
	cr_assert_eq(a->references, 2u);
	cr_assert_eq(a->watches, &w.rx->e.watch);
	cr_assert_null(a->watches->next);
	cr_assert_eq(kc_cancel_fire(a), 0);
	cr_assert_eq(kc_send(w.tx, &v, 0), 0);
	cr_assert_eq(kc_recv(w.rx, &v, 0), -ECANCELED);
	kc_cancel_free(b);
	cr_assert_eq(kc_tx_close(w.tx), 0); /* frees b */
	cr_assert_eq(kc_rx_close(w.rx), 0);
	cr_assert_eq(a->references, 1u);
	cr_assert_null(a->watches);
	kc_cancel_free(a);
	w.tx = NULL, w.rx = NULL;
	world_close(&w);
}

/* Who takes an endpoint away waits for a fire that is looking at it: it would write to a word that
 * is gone. */
static uint32_t leaver_waits, left;

static int leaver_wait(uint32_t *word, uint32_t value, uint64_t deadline)
{
	if (word == &receivers()->word)
		return fake_wait(word, value, deadline);
	kc_store_release(&leaver_waits, 1u);
	return real.futex_wait(word, value, deadline);
}

static void *leave(void *arg)
{
	kc_rx_set_cancel(arg, NULL);
	kc_store_release(&left, 1u);
	return NULL;
}

static pthread_t leaver;
static void leave_meanwhile(void)
{
	if (woke_on[wakes - 1] != &receivers()->word)
		return;
	while_waking = NULL;
	cr_assert_eq(pthread_create(&leaver, NULL, leave, w.rx), 0);
	while (!kc_load_acquire(&leaver_waits) && !kc_load_acquire(&left))
		sched_yield();
	cr_assert_eq(kc_load_acquire(&left), 0u, "gone while it was being looked at");
	kc_sys.futex_wake = real.futex_wake;
}

Test(cancel, nobody_leaves_under_a_fire)
{
	setup(KC_MPMC, -ENOSYS);
	kc_sys.futex_wait = leaver_wait;
	token->alone = 1; /* as if the receiver slept */
	while_waking = leave_meanwhile;
	fire();
	pthread_join(leaver, NULL);
	cr_assert_eq(left, 1u);
	cr_assert_eq(leaver_waits, 1u);
	cr_assert_eq(token->watches, &w.tx->e.watch);
	token->alone = 0;
	teardown();
}

/* --- signals and fork ------------------------------------------------------------------------ */

static void on_signal(int number)
{
	(void)number;
	(void)kc_cancel_fire(token);
}

static void *blocked(void *arg)
{
	uint64_t v;
	errno = 4711;
	int rc = kc_recv(w.rx, &v, KC_FOREVER);
	cr_assert_eq(errno, 4711, "errno is the program's, also around a handler that fires");
	*(int *)arg = rc;
	return NULL;
}

static int refuse_waitv(struct futex_waitv *v, unsigned n, uint64_t deadline)
{
	(void)v, (void)n, (void)deadline;
	return -EPERM;
}

/* A handler fires; it runs in the very thread that sleeps, or in another one. */
Test(cancel, a_signal_handler_fires)
{
	struct sigaction act = { .sa_handler = on_signal };
	cr_assert_eq(sigaction(SIGUSR1, &act, NULL), 0);
	for (int i = 0; i < 8; i++) {
		pthread_t t;
		int rc = 1;
		real = kc_sys;
		world_open(&w, 0);
		world_channel(&w, i & 1 ? KC_SPSC : KC_MPMC, KC_VALUES, 8, 16);
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		kc_rx_set_cancel(w.rx, token);
		if (i & 2)
			kc_sys.futex_waitv = refuse_waitv;
		cr_assert_eq(pthread_create(&t, NULL, blocked, &rc), 0);
		while (kc_load_acquire(&w.rx->e.row->wait) != KC_WAIT_ELEMENT)
			sched_yield();
		if (i & 4)
			cr_assert_eq(pthread_kill(t, SIGUSR1), 0);
		else
			cr_assert_eq(raise(SIGUSR1), 0);
		pthread_join(t, NULL);
		cr_assert_eq(rc, -ECANCELED);
		teardown();
	}
}

#define CHILD_ASSERT(x)                            \
	do {                                       \
		if (!(x))                          \
			_exit(__LINE__ % 200 + 1); \
	} while (0)

/* The child's tokens are its own; the endpoints it inherited are dead, whatever is set on them. */
static void in_child(int fired)
{
	uint64_t v = 1;
	kc_sys = real;
	alarm(60); /* a call that hangs ends the child */
	CHILD_ASSERT(kc_cancel_fired(token) == fired);
	CHILD_ASSERT(kc_cancel_fire(token) == 0 && kc_cancel_fired(token) == 1);
	CHILD_ASSERT(kc_recv(w.rx, &v, 0) == -EOWNERDEAD);
	kc_rx_set_cancel(w.rx, NULL);
	kc_tx_set_cancel(w.tx, NULL);
	CHILD_ASSERT(kc_recv(w.rx, &v, 0) == -EOWNERDEAD);
	CHILD_ASSERT(u64_recv(w.rx, &v, 0) == -EOWNERDEAD);
	CHILD_ASSERT(u64_send(w.tx, &v, 0) == -EOWNERDEAD);
	kc_domain *d;
	kc_chan *c;
	kc_tx *tx;
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = w.dir);
	kc_chan_opts co = KC_CHAN_OPTS(.elem_bytes = 8);
	CHILD_ASSERT(kc_domain_open(&d, "child", &o) == 0 && kc_chan_open(&c, d, "c", &co) == 0);
	CHILD_ASSERT(kc_tx_open(&tx, c) == 0);
	kc_tx_set_cancel(tx, token);
	CHILD_ASSERT(kc_send(tx, &v, 0) == -ECANCELED);
	CHILD_ASSERT(kc_tx_close(tx) == 0 && kc_chan_free(c) == 0 && kc_domain_close(d) == 0);
	kc_cancel_free(token);
	_exit(0);
}

static void fork_now(int fired)
{
	pid_t pid = fork();
	if (pid == 0)
		in_child(fired);
	int status;
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert(WIFEXITED(status), "the child hung or crashed: %#x", (unsigned)status);
	cr_assert_eq(WEXITSTATUS(status), 0, "the child failed at line %% 200 = %d",
		WEXITSTATUS(status) - 1);
}

/* As if another thread of the parent was amid a fire that looks at endpoints: the child must not
 * wait for it to end. */
static void fork_amid_a_walk(void)
{
	if (woke_on[wakes - 1] != &receivers()->word)
		return;
	while_waking = NULL;
	fork_now(1);
}

Test(cancel, tokens_and_fork)
{
	setup(KC_SPSC, 0);
	uint64_t v = 0;
	/* Far into the fast path, with elements and room that the handles know of. */
	for (int i = 0; i < 3005; i++) {
		cr_assert_eq(kc_send(w.tx, &v, 0), 0);
		if (i >= 5)
			cr_assert_eq(kc_recv(w.rx, &v, 0), 0);
	}
	fork_now(0);
	cr_assert_eq(kc_cancel_fired(token), 0, "the child fired a copy");
	teardown();
	setup(KC_MPMC, 0);
	token->alone = 1;
	while_waking = fork_amid_a_walk;
	fire();
	cr_assert_null(while_waking, "it came to the walk");
	token->alone = 0;
	teardown();
}
