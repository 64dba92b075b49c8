/* KC_SPSC_STATIC: a channel in the caller's storage does what an SPSC channel of values does, in place and inline too;
 * without a domain nothing is allocated, not even to open it; with one it is seen like the others. */
#include "support/harness.h"
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "chan/given.h"
#include "support/world.h"

static struct world w;
KC_TYPED(u64, uint64_t);
struct wide {
	uint64_t a[5];
};
KC_SPSC_STATIC(words, uint64_t, 64);
KC_SPSC_STATIC(wides, struct wide, 4);
KC_SPSC_STATIC(single, uint16_t, 1);

static kc_chan *c;
static kc_tx *tx;
static kc_rx *rx;

static void start(kc_static *s, kc_domain *d, const kc_chan_opts *o)
{
	cr_assert_eq(kc_chan_open_static(&c, s, d, "ring", o), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_tx_open(&tx, c), 0, "%s", kc_last_reason());
	cr_assert_eq(kc_rx_open(&rx, c), 0, "%s", kc_last_reason());
}

static void stop(void)
{
	cr_assert_eq(kc_tx_close(tx), 0);
	cr_assert_eq(kc_rx_close(rx), 0);
	cr_assert_eq(kc_chan_free(c), 0);
}

static void laps(void)
{
	uint64_t next = 0, want = 0, v, *span = NULL;
	const uint64_t *seen = NULL;
	void *at;
	for (int round = 0; round < 5000; round++) {
		while (round % 2 ? u64_send(tx, &next, 0) == 0 : kc_send(tx, &next, 0) == 0)
			next++;
		cr_assert_eq(next - want, 64u, "holds exactly its capacity");
		for (int i = 0; i < round % 64; i++) {
			cr_assert_eq(round % 3 ? u64_recv(rx, &v, 0) : kc_recv(rx, &v, 0), 0);
			cr_assert_eq(v, want++);
		}
		ssize_t n = u64_peek(rx, 3, &seen);
		cr_assert_gt(n, 0);
		cr_assert_eq(seen[0], want);
		want += (uint64_t)n;
		cr_assert_eq(u64_release(rx, (size_t)n), 0);
		n = round % 2 ? kc_reserve(tx, 2, &at) : u64_reserve(tx, 2, &span);
		cr_assert_gt(n, 0);
		if (round % 2)
			span = at;
		for (ssize_t i = 0; i < n; i++)
			span[i] = next++;
		cr_assert_eq(u64_commit(tx, (size_t)n), 0);
	}
	kc_chan_stats s = KC_CHAN_STATS();
	cr_assert_eq(kc_chan_snapshot(c, &s), 0);
	cr_assert_eq(s.sent, next);
	cr_assert_eq(s.received, want);
	cr_assert_eq(s.senders, 1u);
}

Test(given, laps_unobserved)
{
	start(&words, NULL, NULL);
	laps();
	stop();
}

Test(given, laps_observed)
{
	world_open(&w, 0);
	start(&words, w.d, NULL);
	laps();
	kc_chan *found;
	cr_assert_eq(kc_chan_find(&found, w.d, "ring"), 0);
	cr_assert_eq(found, c);
	cr_assert_eq(kc_chan_free(found), 0);
	stop();
	world_close(&w);
}

/* The storage may be opened again when the channel is gone, and not before. */
Test(given, one_channel_at_a_time)
{
	kc_chan *other;
	struct wide v = { .a = { 1, 2, 3, 4, 5 } }, got;
	for (int round = 0; round < 3; round++) {
		start(&wides, NULL, NULL);
		cr_assert_eq(kc_chan_open_static(&other, &wides, NULL, "x", NULL), -EBUSY);
		cr_assert(strstr(kc_last_reason(), "ring"), "%s", kc_last_reason());
		kc_tx *second;
		cr_assert_eq(kc_tx_open(&second, c), -EBUSY);
		cr_assert_eq(kc_chan_free(c), -EBUSY);
		for (int i = 0; i < 4; i++)
			cr_assert_eq(kc_send(tx, &v, 0), 0);
		cr_assert_eq(kc_send(tx, &v, 0), -EAGAIN);
		cr_assert_eq(kc_recv(rx, &got, 0), 0);
		cr_assert_eq(memcmp(&v, &got, sizeof v), 0);
		cr_assert_eq(kc_chan_close(c), 0);
		cr_assert_eq(kc_send(tx, &v, 0), -EPIPE);
		for (int i = 0; i < 3; i++)
			cr_assert_eq(kc_recv(rx, &got, KC_FOREVER), 0);
		cr_assert_eq(kc_recv(rx, &got, KC_FOREVER), -EPIPE);
		stop();
	}
}

Test(given, bad_options)
{
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = 8);
	cr_assert_eq(kc_chan_open_static(&c, &words, NULL, "x", &o), -EINVAL, "MPMC");
	o.topology = KC_SPSC;
	o.capacity = 32;
	cr_assert_eq(kc_chan_open_static(&c, &words, NULL, "x", &o), -EINVAL, "another capacity");
	o.capacity = 64;
	o.flags = KC_LOW_LATENCY;
	cr_assert_eq(kc_chan_open_static(&c, &words, NULL, "x", &o), -EINVAL);
	o.flags = 0;
	cr_assert_eq(kc_chan_open_static(&c, &words, NULL, "a/b", &o), -EINVAL);
	cr_assert_eq(kc_chan_open_static(NULL, &words, NULL, "x", &o), -EINVAL);
	cr_assert_eq(kc_chan_open_static(&c, &words, NULL, "x", &o), 0);
	cr_assert_eq(kc_chan_free(c), 0);
}

static unsigned handed;
static void count_undelivered(void *ctx, void *elem)
{
	uint16_t v;
	memcpy(&v, elem, sizeof v);
	*(unsigned *)ctx += v;
	handed++;
}

Test(given, drops_and_ends)
{
	unsigned sum = 0;
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .overflow = KC_DROP_NEWEST,
		.flags = KC_CLOSE_WITH_LAST_TX, .on_undelivered = count_undelivered, .ctx = &sum);
	uint16_t v;
	start(&single, NULL, &o);
	for (v = 1; v <= 3; v++)
		cr_assert_eq(kc_send(tx, &v, 0), 0);
	cr_assert_eq(handed, 2u);
	cr_assert_eq(sum, 5u);
	cr_assert_eq(kc_tx_close(tx), 0);
	cr_assert_eq(kc_recv(rx, &v, KC_FOREVER), 0);
	cr_assert_eq(v, 1u);
	cr_assert_eq(kc_recv(rx, &v, KC_FOREVER), -EPIPE);
	cr_assert_eq(kc_rx_close(rx), 0);
	cr_assert_eq(kc_chan_free(c), 0);
}

/* Sleeping, waking and cancelling know nothing of where the rows are. */
enum { MANY = 200000 };
static void *send_many(void *arg)
{
	(void)arg;
	for (uint64_t i = 0; i < MANY; i++)
		if (kc_send(tx, &i, KC_FOREVER))
			return "a send failed";
	return kc_chan_close(c) ? "the close failed" : NULL;
}

Test(given, two_threads)
{
	pthread_t t;
	uint64_t v, want = 0;
	void *failure;
	start(&words, NULL, NULL);
	cr_assert_eq(kc_recv(rx, &v, 1000), -ETIMEDOUT);
	cr_assert_eq(pthread_create(&t, NULL, send_many, NULL), 0);
	while (kc_recv(rx, &v, KC_FOREVER) == 0)
		cr_assert_eq(v, want++);
	pthread_join(t, &failure);
	cr_assert_null(failure, "%s", (char *)failure);
	cr_assert_eq(want, (uint64_t)MANY);
	kc_cancel *token;
	cr_assert_eq(kc_cancel_new(&token, NULL), 0);
	kc_rx_set_cancel(rx, token);
	cr_assert_eq(kc_cancel_fire(token), 0);
	cr_assert_eq(kc_recv(rx, &v, KC_FOREVER), -ECANCELED);
	kc_rx_set_cancel(rx, NULL);
	kc_cancel_free(token);
	stop();
}

/* The allocator is counted from outside: this program's own malloc stands before the C library's. */
static bool counting;
static unsigned allocations;
extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t n, size_t bytes);
extern void *__libc_realloc(void *p, size_t bytes);
extern void *__libc_memalign(size_t align, size_t bytes);
#if !defined(__SANITIZE_ADDRESS__) && !defined(KC_TSAN)
void *malloc(size_t bytes)
{
	allocations += counting;
	return __libc_malloc(bytes);
}
void *calloc(size_t n, size_t bytes)
{
	allocations += counting;
	return __libc_calloc(n, bytes);
}
void *realloc(void *p, size_t bytes)
{
	allocations += counting;
	return __libc_realloc(p, bytes);
}
void *aligned_alloc(size_t align, size_t bytes)
{
	allocations += counting;
	return __libc_memalign(align, bytes);
}

Test(given, nothing_is_allocated)
{
	uint64_t v = 7;
	kc_chan *chan;
	kc_tx *t;
	kc_rx *r;
	counting = true;
	void *volatile one = malloc(1);
	free(one);
	unsigned proof = allocations;
	int rc = kc_chan_open_static(&chan, &words, NULL, "ring", NULL);
	rc |= kc_tx_open(&t, chan);
	rc |= kc_rx_open(&r, chan);
	for (int i = 0; i < 1000; i++) {
		rc |= kc_send(t, &v, KC_FOREVER);
		rc |= kc_recv(r, &v, KC_FOREVER);
	}
	rc |= kc_recv(r, &v, 1) == -ETIMEDOUT ? 0 : 1;
	rc |= kc_chan_close(chan) | kc_tx_close(t) | kc_rx_close(r) | kc_chan_free(chan);
	counting = false;
	cr_assert_eq(rc, 0);
	cr_assert_eq(proof, 1u, "allocations are counted");
	cr_assert_eq(allocations, 1u, "and there was no other");
}
#endif
