/* sleeps.c - proves that each sleep is a block, however close its waking is: the sender wakes its receiver, on another CPU,
 * just while that goes to sleep, so that now and then the waking is reported before the sleep, and the sleeper is marked as
 * being woken when it leaves its CPU. The channel has as many blocks as the kernel counts sleeps of the receiver (voluntary
 * context switches), and the other wakes are early ones. */
#include <criterion/criterion.h>
#include <kc/kc.h>
#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "base/atomic.h"
#include "base/pause.h"
#include "chan/chan.h"
#include "inspect/inspect.h"
#include "kit.h"
#include "support/world.h"
#include "wait/word.h"

enum { BY_DEFAULT = 60000, DELAYS = 32 };

static struct world w;
static kc_chan *chan;
static const volatile struct kc_wait_word *word; /* the receiver's */
static uint64_t sleeps;

static unsigned messages(void)
{
	const char *n = getenv("KC_PROBES_STRESS");
	return n && *n ? (unsigned)strtoul(n, NULL, 10) : BY_DEFAULT;
}

/* The nth CPU that this process may use. */
static void stay_on(int nth)
{
	cpu_set_t all, one;
	cr_assert_eq(sched_getaffinity(0, sizeof(all), &all), 0);
	CPU_ZERO(&one);
	for (int i = 0; i < CPU_SETSIZE; i++)
		if (CPU_ISSET(i, &all) && nth-- == 0)
			CPU_SET(i, &one);
	cr_assert_eq(sched_setaffinity(0, sizeof(one), &one), 0);
}

static uint64_t sleeps_so_far(void)
{
	struct rusage u;
	cr_assert_eq(getrusage(RUSAGE_THREAD, &u), 0);
	return (uint64_t)u.ru_nvcsw;
}

static void *receiver(void *arg)
{
	kc_rx *rx = arg;
	uint64_t v;
	stay_on(1);
	kc_rx_adopt(rx);
	uint64_t before = sleeps_so_far();
	kc_store_release(&word, &kc_wait_word);
	while (kc_recv(rx, &v, KC_FOREVER) == 0)
		;
	sleeps = sleeps_so_far() - before;
	return NULL;
}

/* Each time the receiver is about to sleep, and not before: so it sleeps for each message. */
static void send_all(kc_tx *tx)
{
	uint32_t gen = 0;
	for (uint64_t i = 0, n = messages(); i < n; i++) {
		while (word->wait_gen == gen)
			kc_pause();
		gen = word->wait_gen;
		for (uint64_t k = 0; k < i % DELAYS; k++)
			kc_pause();
		cr_assert_eq(kc_send(tx, &i, KC_FOREVER), 0);
	}
}

static kc_probes *attach(void)
{
	struct kc_probes_target t;
	struct ki_error err;
	ki_source *src;
	cr_assert_eq(ki_open(&src, kc_domain_segment_path(w.d), &err), 0, "%s", err.text);
	kc_probes_target_of(&t, ki_source_info(src));
	ki_close(src);
	return kit_attach(&t, NULL);
}

Test(sleeps, each_is_a_block)
{
	kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC, .payload = KC_VALUES, .elem_bytes = 8,
		.capacity = 2);
	pthread_t thread;
	kc_tx *tx;
	kc_rx *rx;
	uint32_t rows;
	cpu_set_t all;
	cr_assert_eq(sched_getaffinity(0, sizeof(all), &all), 0);
	if (CPU_COUNT(&all) < 2)
		cr_skip_test("it takes two CPUs");
	world_open(&w, 0);
	cr_assert_eq(kc_chan_open(&chan, w.d, "c", &o), 0);
	cr_assert_eq(kc_tx_open(&tx, chan), 0);
	cr_assert_eq(kc_rx_open(&rx, chan), 0);
	kc_probes *p = attach();
	cr_assert_eq(pthread_create(&thread, NULL, receiver, rx), 0);
	while (!kc_load_acquire(&word))
		sched_yield();
	stay_on(0); /* not before, for the receiver inherits it */
	send_all(tx);
	kc_chan_close(chan);
	pthread_join(thread, NULL);
	kc_probes_detach(p);
	kit_expect_invariants(p, NULL, 0);
	const struct kc_wakeup_channel *c = &kc_probes_channels(p, &rows)[KC_WAIT_CH(chan->index)];
	printf("%lu sleeps, %lu blocks, %lu early wakes\n", (unsigned long)sleeps,
		(unsigned long)c->blocks, (unsigned long)c->early);
	cr_assert_gt(sleeps, 0);
	cr_assert_eq(c->blocks, sleeps, "%lu sleeps, %lu blocks, %lu early wakes",
		(unsigned long)sleeps, (unsigned long)c->blocks, (unsigned long)c->early);
	kc_probes_close(p);
	kc_tx_close(tx);
	kc_rx_close(rx);
	cr_assert_eq(kc_chan_free(chan), 0);
	world_close(&w);
}
