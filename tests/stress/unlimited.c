/* Unlimited channels under threads that sleep, leave and run out of memory: no wake and no element is
 * lost at the limit, at a chunk's end, or where the arena ends; a closed channel is drained to its last chunk.
 * What moves without such accidents is in flow.c. KC_WAKE_ROUNDS sets how long. */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <string.h>

#include "chan/chan.h"
#include "support/shaken.h"
#include "support/storm.h"
#include "support/world.h"

SHAKEN(unlimited);

enum { SIDE = 3, PAUSES = 512 };

static const enum kc_topology all[] = { KC_SPSC, KC_MPSC, KC_MPMC };

static uint64_t rounds(void)
{
	return storm_length("KC_WAKE_ROUNDS", 60000, 1500);
}

struct storm {
	struct world w;
	enum kc_topology topology;
	uint64_t each;
	uint64_t sent, received, sum_sent, sum_received, refused;
	uint32_t id;
};

static void open_storm(
	struct storm *s, enum kc_topology t, uint64_t limit_bytes, uint64_t arena_bytes)
{
	memset(s, 0, sizeof *s);
	s->topology = t;
	strcpy(s->w.dir, "/dev/shm/kc-test-XXXXXX");
	cr_assert_not_null(mkdtemp(s->w.dir));
	kc_domain_opts d = KC_DOMAIN_OPTS(.dir = s->w.dir, .arena_limit_bytes = arena_bytes);
	cr_assert_eq(kc_domain_open(&s->w.d, "storm", &d), 0, "%s", kc_last_reason());
	kc_chan_opts o = KC_CHAN_OPTS(.kind = KC_UNLIMITED, .topology = t, .elem_bytes = 8,
		.limit_bytes = limit_bytes);
	cr_assert_eq(kc_chan_open(&s->w.c, s->w.d, "c", &o), 0, "%s", kc_last_reason());
}

static unsigned senders(const struct storm *s)
{
	return s->topology == KC_SPSC ? 1 : SIDE;
}

static unsigned receivers(const struct storm *s)
{
	return s->topology == KC_MPMC ? SIDE : 1;
}

static int64_t bound(uint32_t *seed)
{
	return next_random(seed) % 3 ? KC_FOREVER : next_random(seed) % 2 ? 20000 : 0;
}

static void *sender(void *arg)
{
	struct storm *s = arg;
	uint32_t me = kc_fetch_add(&s->id, 1u), seed = 1000 + me;
	uint64_t sum = 0, refused = 0;
	kc_tx *tx;
	cr_assert_eq(kc_tx_open(&tx, s->w.c), 0);
	for (uint64_t i = 0; i < s->each;) {
		uint64_t v[5];
		size_t n = next_random(&seed) % 5 + 1;
		for (size_t k = 0; k < n; k++)
			v[k] = (uint64_t)me << 32 | (i + k);
		dawdle_up_to(&seed, PAUSES);
		ssize_t k =
			kc_send_n(tx, v, n < s->each - i ? n : (size_t)(s->each - i), bound(&seed));
		if (k < 0) {
			cr_assert(k == -ETIMEDOUT || k == -EAGAIN || k == -ENOMEM, "%zd", k);
			refused++;
			continue;
		}
		for (ssize_t j = 0; j < k; j++)
			sum += v[j];
		i += (uint64_t)k;
	}
	(void)kc_fetch_add(&s->sent, s->each);
	(void)kc_fetch_add(&s->sum_sent, sum);
	(void)kc_fetch_add(&s->refused, refused);
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

static void *receiver(void *arg)
{
	struct storm *s = arg;
	uint32_t me = kc_fetch_add(&s->id, 1u), seed = 2000 + me;
	uint64_t got = 0, sum = 0;
	kc_rx *rx;
	cr_assert_eq(kc_rx_open(&rx, s->w.c), 0);
	for (;;) {
		uint64_t v[7];
		dawdle_up_to(&seed, PAUSES);
		ssize_t k = kc_recv_n(rx, v, next_random(&seed) % 7 + 1, bound(&seed));
		if (k == -EPIPE)
			break;
		cr_assert(k > 0 || k == -ETIMEDOUT || k == -EAGAIN, "%zd", k);
		for (ssize_t j = 0; j < k; j++)
			sum += v[j];
		got += k > 0 ? (uint64_t)k : 0;
	}
	(void)kc_fetch_add(&s->received, got);
	(void)kc_fetch_add(&s->sum_received, sum);
	cr_assert_eq(kc_rx_close(rx), 0);
	return NULL;
}

/* Everybody on one channel; then everything that was sent was received. */
static void run(struct storm *s)
{
	pthread_t tx[SIDE], rx[SIDE];
	for (unsigned i = 0; i < receivers(s); i++)
		cr_assert_eq(pthread_create(&rx[i], NULL, receiver, s), 0);
	for (unsigned i = 0; i < senders(s); i++)
		cr_assert_eq(pthread_create(&tx[i], NULL, sender, s), 0);
	for (unsigned i = 0; i < senders(s); i++)
		pthread_join(tx[i], NULL);
	cr_assert_eq(kc_chan_close(s->w.c), 0);
	for (unsigned i = 0; i < receivers(s); i++)
		pthread_join(rx[i], NULL);
	cr_assert_eq(s->received, s->sent, "lost or doubled");
	cr_assert_eq(s->sum_received, s->sum_sent, "lost and doubled");
	for (int i = 0; i < 2 && s->topology != KC_SPSC; i++)
		cr_assert_eq(s->w.c->row->side[i].counts, 0u, "waits leave nothing behind");
}

/* The limit is two elements and a chunk has eight: sleepers on both sides, a border every eighth element. */
Test(unlimited, crowd_at_the_limit)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(all); i++) {
		struct storm s;
		open_storm(&s, all[i], 16, 64u << 20);
		s.each = rounds() / senders(&s);
		run(&s);
		world_close(&s.w);
	}
}

/* Receivers find it empty mostly. */
Test(unlimited, crowd_without_a_limit)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(all); i++) {
		struct storm s;
		open_storm(&s, all[i], 0, 64u << 20);
		s.each = rounds() / senders(&s);
		run(&s);
		world_close(&s.w);
	}
}

/* --- where the memory ends ------------------------------------------------------------------------ */

static void *filler(void *arg)
{
	struct storm *s = arg;
	uint64_t n = 0, sum = 0, v = kc_fetch_add(&s->id, 1u);
	kc_tx *tx;
	int rc;
	cr_assert_eq(kc_tx_open(&tx, s->w.c), 0);
	while ((rc = kc_send(tx, &v, KC_FOREVER)) == 0) {
		n++;
		sum += v;
		v += 16;
	}
	cr_assert_eq(rc, -ENOMEM);
	(void)kc_fetch_add(&s->sent, n);
	(void)kc_fetch_add(&s->sum_sent, sum);
	cr_assert_eq(kc_tx_close(tx), 0);
	return NULL;
}

/* Several senders run into the arena's end together, some receivers are already at work on what they leave. */
Test(unlimited, filled_and_drained)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(all); i++) {
		for (int early = 0; early < 2; early++) {
			struct storm s;
			pthread_t tx[SIDE], rx[SIDE];
			open_storm(&s, all[i], 0, 2u << 20);
			for (unsigned k = 0; k < senders(&s); k++)
				cr_assert_eq(pthread_create(&tx[k], NULL, filler, &s), 0);
			/* Either they find it full, or they race with those that fill it: until it is. */
			for (unsigned k = 0; k < senders(&s) && !early; k++)
				pthread_join(tx[k], NULL);
			uint64_t full = kc_load_relaxed(&s.w.d->arena.row->bytes_rings);
			for (unsigned k = 0; k < receivers(&s); k++)
				cr_assert_eq(pthread_create(&rx[k], NULL, receiver, &s), 0);
			for (unsigned k = 0; k < senders(&s) && early; k++)
				pthread_join(tx[k], NULL);
			cr_assert_eq(kc_chan_close(s.w.c), 0);
			for (unsigned k = 0; k < receivers(&s); k++)
				pthread_join(rx[k], NULL);
			cr_assert_eq(s.received, s.sent);
			cr_assert_eq(s.sum_received, s.sum_sent);
			if (!early)
				cr_assert_geq(full, UINT64_C(2) << 20);
			cr_assert_leq(s.w.d->arena.row->bytes_rings, 3 * KC_ARENA_PAGE_BYTES);
			world_close(&s.w);
		}
	}
}

/* --- the end ------------------------------------------------------------------------------------------ */

/* Closed is not drained (INV-CLOSE-1), also when the last elements are in a chunk that was linked just now. */
static void *last_words(void *arg)
{
	struct world *w = arg;
	uint32_t seed = (uint32_t)(uintptr_t)&seed | 1;
	uint64_t n = next_random(&seed) % 12;
	for (uint32_t i = next_random(&seed) % 256; i; i--)
		kc_pause();
	for (uint64_t i = 0; i < n; i++)
		cr_assert_eq(kc_send(w->tx, &i, 0), 0);
	cr_assert_eq(kc_chan_close(w->c), 0);
	return (void *)n; /* NOLINT: a small number */
}

Test(unlimited, closed_before_drained)
{
	struct world w;
	world_open(&w, 0);
	for (uint64_t i = 0; i < rounds() / 60; i++) {
		kc_chan_opts o =
			KC_CHAN_OPTS(.kind = KC_UNLIMITED, .topology = all[i % KC_ARRAY_LEN(all)],
				.elem_bytes = 8, .limit_bytes = 16 * 8);
		uint64_t v;
		pthread_t t;
		uint64_t got = 0;
		void *sent;
		int rc;
		world_channel_of(&w, &o);
		cr_assert_eq(pthread_create(&t, NULL, last_words, &w), 0);
		while ((rc = kc_recv(w.rx, &v, i & 1 ? 0 : KC_FOREVER)) != -EPIPE)
			if (rc == 0)
				cr_assert_eq(v, got++);
		pthread_join(t, &sent);
		cr_assert_eq(got, (uint64_t)sent);
		kc_tx_close(w.tx), kc_rx_close(w.rx);
		cr_assert_eq(kc_chan_free(w.c), 0);
	}
	w.c = NULL, w.tx = NULL, w.rx = NULL;
	world_close(&w);
}
