/* stress.c - proves that under load, with nobody waiting for anybody, what is told is never more than what the kernel did:
 * of each channel, wakes and early ones together are at most the threads that futex(2) said it had woken, and at most
 * 0.02 % less, and have their names. With time-outs and selects the kernel itself says more: a thread whose time is up, or which has been woken
 * through one of its channels, stands in its queues until it runs, and whoever takes it out there counts it once more. */
#include <criterion/criterion.h>
#include <errno.h>
#include <kc/kc.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/atomic.h"
#include "base/sys.h"
#include "chan/chan.h"
#include "inspect/inspect.h"
#include "kit.h"
#include "support/world.h"
#include "wait/word.h"

enum { CHANNELS = 4, SENDERS = 3, RECEIVERS = 4, BY_DEFAULT = 30000 };

static struct world w;
static kc_chan *chan[CHANNELS];
static int (*real_wake)(uint32_t *word, int n);
static uint64_t woken[CHANNELS]; /* by channel, as futex(2) said */
static bool mixed;               /* with time-outs and selects */

static int counting_wake(uint32_t *word, int n)
{
	uint32_t number = kc_wait_word.wake_ch;
	int rc = real_wake(word, n);
	for (int i = 0; i < CHANNELS && rc > 0 && number; i++)
		if (chan[i]->number == number)
			kc_fetch_add_relaxed(&woken[i], (uint64_t)rc);
	return rc;
}

static unsigned messages(void)
{
	const char *n = getenv("KC_PROBES_STRESS");
	return n && *n ? (unsigned)strtoul(n, NULL, 10) : BY_DEFAULT;
}

static uint32_t draw(uint32_t *seed)
{
	*seed = *seed * 1103515245u + 12345u;
	return *seed >> 16;
}

static void *sender(void *arg)
{
	kc_tx *tx[CHANNELS];
	uint32_t seed = (uint32_t)(uintptr_t)arg;
	for (int i = 0; i < CHANNELS; i++)
		cr_assert_eq(kc_tx_open(&tx[i], chan[i]), 0);
	for (uint64_t k = 0, n = messages(); k < n; k++)
		cr_assert_eq(kc_send(tx[draw(&seed) % CHANNELS], &k, mixed && draw(&seed) % 4 == 0 ? 20000 : KC_FOREVER) % ETIMEDOUT, 0);
	for (int i = 0; i < CHANNELS; i++)
		kc_tx_close(tx[i]);
	return NULL;
}

/* One channel each; the last one, perhaps, all of them, in selects. */
static void *receiver(void *arg)
{
	uintptr_t own = (uintptr_t)arg;
	kc_rx *rx[CHANNELS];
	kc_case cases[CHANNELS] = { { 0 } };
	uint64_t v;
	int open = 0;
	for (uintptr_t i = 0; i < CHANNELS; i++) {
		if (!(mixed && own == RECEIVERS - 1) && i != own)
			continue;
		cr_assert_eq(kc_rx_open(&rx[open], chan[i]), 0);
		cases[open] = (kc_case){ .rx = rx[open], .elem = &v };
		open++;
	}
	for (int n = open; n > 0;) {
		int i = 0, rc;
		if (n == 1) {
			rc = kc_recv(cases[0].rx, &v, KC_FOREVER);
		} else {
			i = kc_select(cases, (size_t)n, KC_FOREVER, NULL);
			cr_assert_geq(i, 0);
			rc = cases[i].result;
		}
		if (rc == -EPIPE)
			cases[i] = cases[--n];
	}
	for (int i = 0; i < open; i++)
		kc_rx_close(rx[i]);
	return NULL;
}

static void under_load(void)
{
	pthread_t s[SENDERS], r[RECEIVERS];
	struct kc_probes_target t;
	struct ki_error err;
	ki_source *src;
	real_wake = kc_sys.futex_wake;
	kc_sys.futex_wake = counting_wake;
	world_open(&w, 0);
	for (int i = 0; i < CHANNELS; i++) {
		char name[8] = { 'c', (char)('0' + i) };
		kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_MPMC, .payload = KC_VALUES, .elem_bytes = 8, .capacity = 4);
		cr_assert_eq(kc_chan_open(&chan[i], w.d, name, &o), 0);
	}
	cr_assert_eq(ki_open(&src, kc_domain_segment_path(w.d), &err), 0, "%s", err.text);
	kc_probes_target_of(&t, ki_source_info(src));
	ki_close(src);
	kc_probes *p = kit_attach(&t, NULL);
	for (uintptr_t i = 0; i < RECEIVERS; i++)
		pthread_create(&r[i], NULL, receiver, (void *)i);
	for (uintptr_t i = 0; i < SENDERS; i++)
		pthread_create(&s[i], NULL, sender, (void *)(i + 1));
	for (int i = 0; i < SENDERS; i++)
		pthread_join(s[i], NULL);
	for (int i = 0; i < CHANNELS; i++)
		kc_chan_close(chan[i]);
	for (int i = 0; i < RECEIVERS; i++)
		pthread_join(r[i], NULL);
	kc_probes_detach(p);
	kit_expect_invariants(p, NULL, 0);
	uint64_t told_all = 0, woken_all = 0, other_all = 0;
	for (int i = 0; i < CHANNELS; i++) {
		uint32_t rows;
		const struct kc_wakeup_channel *c = &kc_probes_channels(p, &rows)[KC_WAIT_CH(chan[i]->index)];
		uint64_t told = c->wakes + c->early;
		printf("%s: futex(2) woke %lu; %lu wakes, %lu early, %lu spurious, %lu other, %lu without a time\n",
			chan[i]->name, (unsigned long)woken[i], (unsigned long)c->wakes, (unsigned long)c->early,
			(unsigned long)c->spurious, (unsigned long)c->other, (unsigned long)c->no_latency);
		cr_assert_leq(told, woken[i], "%s: %lu told, %lu woken", chan[i]->name, (unsigned long)told,
			(unsigned long)woken[i]);
		told_all += told;
		woken_all += woken[i];
		other_all += c->other;
		cr_assert_eq(kc_chan_free(chan[i]), 0);
	}
	cr_assert_gt(woken_all, 0);
	if (!mixed) {
		cr_assert_leq(other_all * 5000, woken_all, "%lu of %lu wakes have lost their names",
			(unsigned long)other_all, (unsigned long)woken_all);
		cr_assert_leq((woken_all - told_all) * 5000, woken_all, "%lu of %lu wakes are missing",
			(unsigned long)(woken_all - told_all), (unsigned long)woken_all);
	}
	kc_probes_close(p);
	world_close(&w);
}

Test(stress, channels)
{
	under_load();
}

Test(stress, mixed)
{
	mixed = true;
	under_load();
}
