/* Proves that the wait word says what base/waitword.h promises, looked at in the system calls themselves: in each sleep the
 * channel, or MULTI with the domain; one seq for each operation that blocks and one gen for each sleep; in each wake the channel for
 * whose sake; and nothing before and after. For all kinds, the three fronts, closes, tokens, and two domains at once. */
#include <criterion/criterion.h>
#include <errno.h>
#include <pthread.h>
#include <string.h>

#include "base/sys.h"
#include "chan/chan.h"
#include "chan/ext.h"
#include "support/world.h"
#include "wait/record.h"
#include "wait/word.h"

#define EXT (KC_WAIT_MULTI | KC_WAIT_EXT)

static struct world w;
static struct kc_sys_table real;

/* Of the calls since `setup` or `forget`. */
enum { SEEN_MAX = 64 };
static struct seen {
	uint32_t ch, seq, gen; /* a wake: wake_ch, 0, 0 */
} sleep_[SEEN_MAX], wake_[SEEN_MAX];
static int sleeps, waitvs, wakes, writes;
static int idle; /* sleeps that end for no reason before the act */
static void (*while_asleep)(void);
static void (*while_waking)(void);
static bool no_waitv;

static int sleep_here(uint64_t deadline_ns)
{
	cr_assert_lt(sleeps, SEEN_MAX, "sleeps although its condition is true");
	sleep_[sleeps++] =
		(struct seen){ kc_wait_word.wait_ch, kc_wait_word.wait_seq, kc_wait_word.wait_gen };
	cr_expect_eq(kc_wait_word.wake_ch, 0u, "who sleeps wakes nobody");
	if (idle) {
		idle--;
		return -EINTR;
	}
	if (while_asleep) {
		while_asleep();
		return 0;
	}
	cr_assert_neq(deadline_ns, 0u, "would sleep for ever");
	return -ETIMEDOUT;
}

static int fake_wait(uint32_t *word, uint32_t value, uint64_t deadline_ns)
{
	return kc_load_acquire(word) == value ? sleep_here(deadline_ns) : -EAGAIN;
}

static int fake_waitv(struct futex_waitv *words, unsigned n, uint64_t deadline_ns)
{
	if (no_waitv)
		return -ENOSYS;
	for (unsigned i = 0; i < n; i++)
		if (kc_load_acquire((uint32_t *)(uintptr_t)words[i].uaddr) != words[i].val)
			return -EAGAIN;
	waitvs++;
	return sleep_here(deadline_ns);
}

static void wake_here(void)
{
	cr_assert_lt(wakes, SEEN_MAX);
	wake_[wakes++] = (struct seen){ .ch = kc_wait_word.wake_ch };
	void (*act)(void) = while_waking;
	while_waking = NULL;
	if (act) {
		uint32_t ch = kc_wait_word.wake_ch;
		act();
		cr_expect_eq(kc_wait_word.wake_ch, ch, "what a handler did is put back");
	}
}

static int fake_wake(uint32_t *word, int n)
{
	(void)word, (void)n;
	wake_here();
	return 0;
}

static ssize_t fake_write(int fd, const void *buf, size_t bytes)
{
	writes++;
	wake_here();
	return real.write(fd, buf, bytes);
}

static void forget(void)
{
	sleeps = waitvs = wakes = writes = idle = 0;
	while_asleep = while_waking = NULL;
}

static void watch(void)
{
	real = kc_sys;
	kc_sys.futex_wait = fake_wait;
	kc_sys.futex_waitv = fake_waitv;
	kc_sys.futex_wake = fake_wake;
	kc_sys.write = fake_write;
	no_waitv = false;
	forget();
}

static void setup(const kc_chan_opts *o)
{
	world_open(&w, 0);
	world_channel_of(&w, o);
	watch();
}

static void teardown(void)
{
	kc_sys = real;
	world_close(&w);
}

static const struct kc_seg_header *header_of(kc_domain *d)
{
	return d->seg.header;
}

/* As a probe finds it: from the header and the row. */
static uint32_t number_of(const kc_chan *c)
{
	return KC_WAIT_NUMBER(header_of(c->domain)->brand, c->index);
}

static uint32_t number(void)
{
	return number_of(w.c);
}

static void nothing_is_said(void)
{
	cr_expect_eq(kc_wait_word.wait_ch, 0u);
	cr_expect_eq(kc_wait_word.wake_ch, 0u);
}

/* --- every kind ------------------------------------------------------------------------------- */

#define OF(...) KC_CHAN_OPTS(.payload = KC_VALUES, .elem_bytes = 8, __VA_ARGS__)
static kc_chan_opts kind(int i)
{
	const kc_chan_opts all[] = {
		OF(.topology = KC_SPSC, .capacity = 2),
		OF(.topology = KC_MPSC, .capacity = 2),
		OF(.topology = KC_MPMC, .capacity = 2),
		OF(.topology = KC_SPSC, .capacity = 2, .flags = KC_LOW_LATENCY),
		OF(.kind = KC_UNLIMITED, .topology = KC_SPSC),
		OF(.kind = KC_UNLIMITED, .topology = KC_MPMC),
		OF(.kind = KC_CONFLATED, .topology = KC_MPMC),
		OF(.topology = KC_SPSC, .capacity = 2, .overflow = KC_DROP_OLDEST),
		OF(.topology = KC_MPMC, .capacity = 2, .overflow = KC_DROP_OLDEST),
		OF(.topology = KC_MPMC, .capacity = 2, .overflow = KC_DROP_NEWEST),
		OF(.kind = KC_RENDEZVOUS, .topology = KC_SPSC),
		OF(.kind = KC_RENDEZVOUS, .topology = KC_MPMC),
	};
	return i < (int)KC_ARRAY_LEN(all) ? all[i] : (kc_chan_opts){ .size = 0 };
}
#define EACH_KIND(o)    \
	kc_chan_opts o; \
	for (int i_ = 0; (o = kind(i_)).size; i_++)

static uint64_t value;
static void send_one(void)
{
	cr_assert_eq(kc_send(w.tx, &value, 0), 0);
}
static void take_one(void)
{
	cr_assert_eq(kc_recv(w.rx, &value, 0), 0);
}
static void close_it(void)
{
	cr_assert_eq(kc_chan_close(w.c), 0);
}

/* One operation that slept three times, twice for nothing, was woken by as many system calls as were made, all for this
 * channel. */
static void slept_thrice(struct kc_wait_word before)
{
	cr_assert_eq(sleeps, 3);
	for (int i = 0; i < sleeps; i++) {
		cr_expect_eq(sleep_[i].ch, number());
		cr_expect_eq(sleep_[i].seq, before.wait_seq + 1, "one operation");
		cr_expect_eq(sleep_[i].gen, before.wait_gen + 1 + (uint32_t)i, "each sleep");
	}
	cr_expect_eq(kc_wait_word.wait_seq, before.wait_seq + 1);
	cr_expect_eq(kc_wait_word.wait_gen, before.wait_gen + 3);
	cr_expect_gt(wakes, 0);
	for (int i = 0; i < wakes; i++)
		cr_expect_eq(wake_[i].ch, number());
	nothing_is_said();
}

Test(wait_word, a_receiver_and_who_wakes_it)
{
	EACH_KIND(o)
	{
		setup(&o);
		for (int round = 0; round < 2; round++) {
			forget();
			idle = 2;
			while_asleep = send_one;
			struct kc_wait_word before = kc_wait_word;
			cr_assert_eq(kc_recv(w.rx, &value, KC_FOREVER), 0);
			slept_thrice(before);
		}
		teardown();
	}
}

static bool waits_for_room(const kc_chan_opts *o)
{
	return o->kind == KC_RENDEZVOUS || (o->kind == KC_BUFFERED && o->overflow == KC_BLOCK);
}

Test(wait_word, a_sender_and_who_wakes_it)
{
	EACH_KIND(o)
	{
		if (!waits_for_room(&o))
			continue;
		setup(&o);
		while (kc_send(w.tx, &value, 0) == 0)
			;
		forget();
		idle = 2;
		while_asleep = take_one;
		struct kc_wait_word before = kc_wait_word;
		cr_assert_eq(kc_send(w.tx, &value, KC_FOREVER), 0);
		slept_thrice(before);
		teardown();
	}
}

Test(wait_word, a_close_wakes_for_its_channel)
{
	EACH_KIND(o)
	{
		setup(&o);
		idle = 2;
		while_asleep = close_it;
		struct kc_wait_word before = kc_wait_word;
		cr_assert_eq(kc_recv(w.rx, &value, KC_FOREVER), -EPIPE);
		slept_thrice(before);
		teardown();
	}
}

Test(wait_word, what_does_not_block_says_nothing)
{
	EACH_KIND(o)
	{
		setup(&o);
		struct kc_wait_word before = kc_wait_word;
		cr_assert_eq(kc_recv(w.rx, &value, 0), -EAGAIN);
		if (o.kind != KC_RENDEZVOUS) {
			send_one();
			take_one();
			cr_assert_eq(kc_send(w.tx, &value, KC_FOREVER), 0);
			cr_assert_eq(kc_recv(w.rx, &value, KC_FOREVER), 0);
		}
		cr_expect_eq(memcmp(&before, &kc_wait_word, sizeof before), 0);
		cr_expect_eq(sleeps + wakes, 0);
		teardown();
	}
}

Test(wait_word, a_time_out)
{
	EACH_KIND(o)
	{
		setup(&o);
		struct kc_wait_word before = kc_wait_word;
		cr_assert_eq(kc_recv(w.rx, &value, 1000), -ETIMEDOUT);
		cr_expect_eq(sleep_[0].ch, number());
		cr_expect_eq(kc_wait_word.wait_seq, before.wait_seq + 1);
		cr_expect_eq(kc_wait_word.wait_gen, before.wait_gen + (uint32_t)sleeps);
		nothing_is_said();
		teardown();
	}
}

/* Who waits for several is woken by a call of its own. */
static void send_two(void)
{
	send_one();
	send_one();
}

Test(wait_word, a_wait_for_several)
{
	kc_chan_opts o = kind(2);
	setup(&o);
	idle = 2;
	while_asleep = send_two;
	struct kc_wait_word before = kc_wait_word;
	cr_assert_eq(kc_rx_wait(w.rx, 2, KC_FOREVER), 0);
	slept_thrice(before);
	cr_expect_geq(wakes, 2, "one word each");
	teardown();
}

/* INV-WAKE-2: the other sleeper is played by the count. */
static void send_two_for_two(void)
{
	w.c->row->side[KC_SIDE_RECEIVE].waiters++;
	send_two();
	wakes = 0;
}

Test(wait_word, who_looks_behind_wakes_for_its_channel)
{
	kc_chan_opts o = kind(2);
	setup(&o);
	while_asleep = send_two_for_two;
	cr_assert_eq(kc_recv(w.rx, &value, KC_FOREVER), 0);
	cr_assert_eq(wakes, 1);
	cr_expect_eq(wake_[0].ch, number());
	nothing_is_said();
	w.c->row->side[KC_SIDE_RECEIVE].waiters--;
	take_one();
	teardown();
}

/* Who has met a record whose taker has lost its CPU naps, in no channel; its event loop is put back. */
static uint64_t record = KC_REC_BUSY;
static void match_it(void)
{
	record = KC_REC_MATCHED;
}

Test(wait_word, a_nap_beside_a_taken_record)
{
	watch();
	kc_word_arm();
	while_asleep = match_it;
	cr_assert_eq(kc_record_settle(&record), (uint64_t)KC_REC_MATCHED);
	cr_assert_eq(sleeps, 1);
	cr_expect_eq(sleep_[0].ch, 0u);
	cr_expect_eq(kc_wait_word.wait_ch, EXT);
	kc_sys = real;
}

/* --- tokens ----------------------------------------------------------------------------------- */

static kc_cancel *token;
static void fire(void)
{
	cr_assert_eq(kc_cancel_fire(token), 0);
}

/* Asleep in the channel, and woken for no channel's sake: with futex_waitv, and where it is refused. */
Test(wait_word, a_token_wakes_for_no_channel)
{
	EACH_KIND(o)
	for (int refused = 0; refused < 2; refused++) {
		setup(&o);
		no_waitv = refused;
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		kc_rx_set_cancel(w.rx, token);
		idle = 1;
		while_asleep = fire;
		struct kc_wait_word before = kc_wait_word;
		cr_assert_eq(kc_recv(w.rx, &value, KC_FOREVER), -ECANCELED);
		cr_assert_eq(sleeps, 2);
		cr_expect_eq(waitvs, refused ? 0 : 2);
		for (int i = 0; i < 2; i++)
			cr_expect_eq(sleep_[i].ch, number());
		cr_expect_eq(kc_wait_word.wait_seq, before.wait_seq + 1);
		cr_expect_eq(kc_wait_word.wait_gen, before.wait_gen + 2);
		cr_expect_gt(wakes, refused, "the tree's word, and its endpoints'");
		for (int i = 0; i < wakes; i++)
			cr_expect_eq(wake_[i].ch, 0u);
		nothing_is_said();
		kc_rx_set_cancel(w.rx, NULL);
		kc_cancel_free(token);
		teardown();
	}
}

/* A handler that fires while its thread wakes for a channel. */
Test(wait_word, a_token_fired_by_a_handler)
{
	kc_chan_opts o = kind(2);
	setup(&o);
	cr_assert_eq(kc_cancel_new(&token, NULL), 0);
	while_asleep = send_one;
	while_waking = fire;
	cr_assert_eq(kc_recv(w.rx, &value, KC_FOREVER), 0);
	cr_assert_eq(wakes, 2);
	cr_expect_eq(wake_[0].ch, number());
	cr_expect_eq(wake_[1].ch, 0u);
	nothing_is_said();
	kc_cancel_free(token);
	teardown();
}

/* --- select ----------------------------------------------------------------------------------- */

Test(wait_word, a_select_waits_for_several_and_is_woken_for_one)
{
	EACH_KIND(o)
	for (int refused = 0; refused < 2; refused++) {
		kc_chan *other;
		kc_rx *rx;
		setup(&o);
		no_waitv = refused;
		cr_assert_eq(kc_chan_open(&other, w.d, "other", &o), 0);
		cr_assert_eq(kc_rx_open(&rx, other), 0);
		kc_case cases[] = { { .rx = w.rx, .elem = &value }, { .rx = rx, .elem = &value } };
		idle = 2;
		while_asleep = send_one;
		struct kc_wait_word before = kc_wait_word;
		cr_assert_eq(kc_select(cases, 2, KC_FOREVER, NULL), 0);
		cr_assert_geq(sleeps, 3);
		for (int i = 0; i < sleeps; i++) {
			cr_expect_eq(sleep_[i].ch, KC_WAIT_SEVERAL(header_of(w.d)->brand));
			cr_expect_eq(sleep_[i].seq, before.wait_seq + 1);
			cr_expect_eq(sleep_[i].gen, before.wait_gen + 1 + (uint32_t)i);
		}
		cr_expect_eq(kc_wait_word.wait_seq, before.wait_seq + 1);
		cr_expect_eq(
			wakes, refused && o.kind != KC_RENDEZVOUS ? 2 : wakes, "the bell, too");
		cr_assert_geq(wakes, 1);
		for (int i = 0; i < wakes; i++)
			cr_expect_eq(wake_[i].ch, number());
		nothing_is_said();
		cr_assert_eq(kc_rx_close(rx), 0);
		cr_assert_eq(kc_chan_free(other), 0);
		teardown();
	}
}

Test(wait_word, a_select_of_nothing_is_in_no_channel)
{
	kc_chan_opts o = kind(0);
	setup(&o);
	struct kc_wait_word before = kc_wait_word;
	cr_assert_eq(kc_select(NULL, 0, 1000, NULL), -ETIMEDOUT);
	cr_assert_eq(sleeps, 1);
	cr_expect_eq(sleep_[0].ch, 0u);
	cr_expect_eq(kc_wait_word.wait_seq, before.wait_seq);
	teardown();
}

/* --- event loops ------------------------------------------------------------------------------- */

static void armed(uint32_t gen, uint32_t seq)
{
	cr_expect_eq(kc_wait_word.wait_ch, EXT);
	cr_expect_eq(kc_wait_word.wait_gen, gen);
	cr_expect_eq(kc_wait_word.wait_seq, seq);
	cr_expect_eq(kc_wait_word.wake_ch, 0u);
}

Test(wait_word, an_eventfd)
{
	EACH_KIND(o)
	{
		if (o.kind == KC_RENDEZVOUS)
			continue; /* a try meets nobody who only polls: below */
		setup(&o);
		kc_word_after_fork(); /* not what the kind before has armed */
		struct kc_wait_word before = kc_wait_word;
		cr_assert_geq(kc_rx_fd(w.rx), 0);
		armed(before.wait_gen + 1, before.wait_seq);
		cr_assert_eq(kc_recv(w.rx, &value, 0), -EAGAIN);
		armed(before.wait_gen + 2, before.wait_seq);
		send_one();
		cr_assert_eq(writes, 1);
		cr_expect_eq(wake_[0].ch, number());
		armed(before.wait_gen + 2, before.wait_seq);
		take_one();
		/* A wait in the channel is one, and the descriptor is armed again. */
		cr_assert_eq(kc_recv(w.rx, &value, 0), -EAGAIN);
		forget();
		while_asleep = send_one;
		cr_assert_eq(kc_recv(w.rx, &value, KC_FOREVER), 0);
		cr_assert_eq(sleeps, 1);
		cr_expect_eq(sleep_[0].ch, number());
		armed(before.wait_gen + 4, before.wait_seq + 1);
		for (int i = 0; i < wakes; i++)
			cr_expect_eq(wake_[i].ch, number());
		teardown();
	}
}

/* A sender that would hand over and waits for a partner tells it. */
Test(wait_word, an_eventfd_of_a_rendezvous)
{
	kc_chan_opts o = kind(11);
	setup(&o);
	cr_assert_geq(kc_rx_fd(w.rx), 0);
	cr_expect_eq(kc_wait_word.wait_ch, EXT);
	forget();
	while_asleep = take_one;
	cr_assert_eq(kc_send(w.tx, &value, KC_FOREVER), 0);
	cr_assert_eq(writes, 1);
	cr_expect_eq(wake_[0].ch, number());
	cr_expect_eq(kc_wait_word.wait_ch, EXT);
	teardown();
}

Test(wait_word, an_io_uring_wait)
{
	EACH_KIND(o)
	{
		uint32_t v;
		setup(&o);
		kc_word_after_fork();
		struct kc_wait_word before = kc_wait_word;
		(void)kc_end_prepare_wait(&w.rx->e, &v);
		armed(before.wait_gen + 1, before.wait_seq);
		if (o.kind == KC_RENDEZVOUS) {
			while_asleep = take_one;
			cr_assert_eq(kc_send(w.tx, &value, KC_FOREVER), 0);
		} else {
			send_one();
		}
		cr_assert_geq(wakes, 1);
		cr_expect_eq(writes, 0);
		cr_expect_eq(wake_[0].ch, number());
		(void)kc_end_prepare_wait(&w.rx->e, &v);
		forget();
		close_it();
		cr_assert_geq(wakes, 1);
		for (int i = 0; i < wakes; i++)
			cr_expect_eq(wake_[i].ch, number());
		(void)kc_end_prepare_wait(&w.rx->e, &v);
		forget();
		cr_assert_eq(kc_rx_close(w.rx), 0);
		w.rx = NULL;
		cr_assert_eq(wakes, 1, "nobody may be left asleep on an endpoint that goes");
		cr_expect_eq(wake_[0].ch, number());
		cr_expect_eq(kc_wait_word.wake_ch, 0u);
		teardown();
	}
}

Test(wait_word, a_token_tells_event_loops_for_no_channel)
{
	EACH_KIND(o)
	{
		setup(&o);
		cr_assert_eq(kc_cancel_new(&token, NULL), 0);
		kc_rx_set_cancel(w.rx, token);
		cr_assert_geq(kc_rx_fd(w.rx), 0);
		forget();
		fire();
		cr_assert_eq(writes, 1);
		for (int i = 0; i < wakes; i++)
			cr_expect_eq(wake_[i].ch, 0u);
		kc_rx_set_cancel(w.rx, NULL);
		kc_cancel_free(token);
		teardown();
	}
}

/* --- numbers, and where the word is ------------------------------------------------------------- */

Test(wait_word, two_domains_have_different_numbers)
{
	struct world v;
	kc_chan_opts o = kind(2);
	setup(&o);
	kc_sys = real;
	world_open(&v, 0);
	world_channel_of(&v, &o);
	watch();
	cr_assert_eq(v.c->index, w.c->index, "the same row of both");
	cr_assert_neq(number_of(v.c), number());
	cr_assert_eq(KC_WAIT_SLOT(number_of(v.c)), v.c->index);
	cr_assert_eq(KC_WAIT_BRAND(number_of(v.c)), header_of(v.d)->brand);
	cr_assert_eq(kc_recv(v.rx, &value, 1000), -ETIMEDOUT);
	cr_assert_eq(kc_recv(w.rx, &value, 1000), -ETIMEDOUT);
	cr_expect_eq(sleep_[0].ch, number_of(v.c));
	cr_expect_eq(sleep_[sleeps - 1].ch, number());
	kc_case cases[] = { { .rx = w.rx, .elem = &value }, { .rx = v.rx, .elem = &value } };
	cr_assert_eq(kc_select(cases, 2, 1000, NULL), -ETIMEDOUT);
	cr_expect_eq(sleep_[sleeps - 1].ch, KC_WAIT_SEVERAL(0), "a select of both");
	cr_assert_eq(kc_select(cases + 1, 1, 1000, NULL), -ETIMEDOUT);
	cr_expect_eq(sleep_[sleeps - 1].ch, KC_WAIT_SEVERAL(header_of(v.d)->brand));
	cr_expect_eq(header_of(v.d)->tls_offset, header_of(w.d)->tls_offset, "one word a thread");
	kc_sys = real;
	world_close(&v);
	teardown();
}

Test(wait_word, rows_are_numbered_without_a_gap)
{
	cr_expect_eq(KC_WAIT_NUMBER(1, 0), (1u << 20) + 1);
	cr_expect_eq(KC_WAIT_SLOT(KC_WAIT_NUMBER(1023, 0)), 0u);
	cr_expect_eq(KC_WAIT_NUMBER(1023, (1u << 20) - 1), 1023u << 20, "the last row");
	cr_expect_eq(KC_WAIT_SLOT(KC_WAIT_NUMBER(1023, (1u << 20) - 1)), (1u << 20) - 1);
	cr_expect_eq(KC_WAIT_BRAND(KC_WAIT_NUMBER(1023, (1u << 20) - 1)), 1023u);
	cr_expect_eq(KC_WAIT_NUMBER(1023, (1u << 20) - 1) & EXT, 0u);
}

static void *find_in_a_thread(void *arg)
{
	const struct kc_seg_header *h = arg;
	return (char *)__builtin_thread_pointer() + h->tls_offset == (char *)&kc_wait_word ? arg
											   : NULL;
}

Test(wait_word, the_header_says_where_it_is)
{
	pthread_t t;
	void *found;
	kc_chan_opts o = kind(0);
	setup(&o);
	const struct kc_seg_header *h = header_of(w.d);
	cr_expect_eq(h->tls_abi, (uint32_t)KC_TLS_ABI);
	cr_expect_neq(h->tls_offset, 0);
	cr_expect_not_null(find_in_a_thread((void *)h));
	cr_assert_eq(pthread_create(&t, NULL, find_in_a_thread, (void *)h), 0);
	cr_assert_eq(pthread_join(t, &found), 0);
	cr_expect_not_null(found, "the same in all threads");
	teardown();
}

KC_SPSC_STATIC(ring, uint64_t, 2);
static kc_tx *ring_tx;
static void send_to_the_ring(void)
{
	cr_assert_eq(kc_send(ring_tx, &value, 0), 0);
}

Test(wait_word, a_channel_without_a_segment_has_no_number)
{
	kc_chan *c;
	kc_rx *rx;
	cr_assert_eq(kc_chan_open_static(&c, &ring, NULL, "c", NULL), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_tx_open(&ring_tx, c), 0);
	cr_assert_eq(kc_rx_open(&rx, c), 0);
	watch();
	while_asleep = send_to_the_ring;
	cr_assert_eq(kc_recv(rx, &value, KC_FOREVER), 0);
	cr_assert_eq(sleeps, 1);
	cr_expect_eq(sleep_[0].ch, 0u);
	cr_assert_eq(wakes, 1);
	cr_expect_eq(wake_[0].ch, 0u);
	kc_sys = real;
	cr_assert_eq(kc_tx_close(ring_tx), 0);
	cr_assert_eq(kc_rx_close(rx), 0);
	cr_assert_eq(kc_chan_free(c), 0);
}

static int never(void *ctx)
{
	(void)ctx;
	return 0;
}

static kc_event e;
static void set_it(void)
{
	kc_event_set(&e);
}

Test(wait_word, what_is_no_channel_leaves_it_alone)
{
	kc_sem s;
	kc_waitq q;
	kc_event_init(&e);
	kc_waitq_init(&q);
	cr_assert_eq(kc_sem_init(&s, 0), 0);
	watch();
	struct kc_wait_word before = kc_wait_word;
	cr_assert_eq(kc_event_wait(&e, 1000), -ETIMEDOUT);
	cr_assert_eq(kc_sem_acquire(&s, 1, 1000), -ETIMEDOUT);
	cr_assert_eq(kc_waitq_wait(&q, never, NULL, 1000), -ETIMEDOUT);
	while_asleep = set_it;
	cr_assert_eq(kc_event_wait(&e, KC_FOREVER), 0);
	cr_assert_geq(sleeps, 4);
	for (int i = 0; i < sleeps; i++)
		cr_expect_eq(sleep_[i].ch, 0u);
	cr_assert_geq(wakes, 1);
	for (int i = 0; i < wakes; i++)
		cr_expect_eq(wake_[i].ch, 0u);
	cr_expect_eq(memcmp(&before, &kc_wait_word, sizeof before), 0);
	kc_sys = real;
}
