/* An owner against thieves: every item that was pushed is handed out exactly once, with what stands behind it,
 * through growth under steal, and when all want the one item that there is.
 * KC_STRESS_MESSAGES sets how many items (default 4e6; sanitizer builds a hundredth). */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/deque.h"
#include "support/shaken.h"

SHAKEN(deque);

enum { THIEVES = 3 };

static struct kc_deque d;
static uint32_t pushed_all;
static uint64_t
	*behind; /* what an item stands for: plain, so that ThreadSanitizer sees a missing edge */
static uint8_t *seen;

static uint64_t items(void)
{
	const char *text = getenv("KC_STRESS_MESSAGES");
	if (text)
		return strtoull(text, NULL, 10);
#if defined(KC_CHECK) || defined(KC_TSAN)
	return 40000;
#else
	return 4000000;
#endif
}

static uint64_t mark(uint64_t item)
{
	return item * UINT64_C(0x9e3779b97f4a7c15) + 1;
}

static void handed_out(uint64_t item)
{
	cr_assert_eq(behind[item], mark(item), "item %lu came before what it stands for",
		(unsigned long)item);
	cr_assert_eq(
		kc_fetch_add_relaxed(&seen[item], 1), 0, "item %lu twice", (unsigned long)item);
}

static void *thief(void *arg)
{
	uint64_t *n = arg, item;
	for (;;) {
		bool end = kc_load_acquire(&pushed_all);
		int rc = kc_deque_steal(&d, &item);
		if (rc == 0) {
			handed_out(item);
			++*n;
		} else if (rc == -ENOENT && end) {
			return NULL;
		}
	}
}

/* shape: how many are pushed before some are taken; 1: owner and thieves fight for the last item each time. */
static void fight(uint64_t burst_max)
{
	pthread_t t[THIEVES];
	uint64_t stolen[THIEVES] = { 0 }, taken = 0, total = items(), item, got = 0;
	behind = calloc(total, sizeof *behind);
	seen = calloc(total, sizeof *seen);
	cr_assert(behind && seen);
	kc_store_relaxed(&pushed_all, 0u);
	cr_assert_eq(kc_deque_init(&d, 0), 0);
	for (int i = 0; i < THIEVES; i++)
		cr_assert_eq(pthread_create(&t[i], NULL, thief, &stolen[i]), 0);
	for (uint64_t next = 0; next < total;) {
		uint64_t burst = burst_max == 1 ? 1 : next * 2654435761u % burst_max + 1;
		for (; burst > 0 && next < total; burst--, next++) {
			behind[next] = mark(next);
			cr_assert_eq(kc_deque_push(&d, next), 0);
		}
		/* Now and then all, so that the circle is empty at every place in it. */
		for (uint64_t k = next % 3 ? burst_max / 2 + 1 : UINT64_MAX; k > 0; k--) {
			if (!kc_deque_take(&d, &item))
				break;
			handed_out(item);
			taken++;
		}
	}
	while (kc_deque_take(&d, &item)) {
		handed_out(item);
		taken++;
	}
	kc_store_release(&pushed_all, 1u);
	for (int i = 0; i < THIEVES; i++) {
		pthread_join(t[i], NULL);
		got += stolen[i];
	}
	cr_assert_eq(taken + got, total, "%lu of %lu", (unsigned long)(taken + got),
		(unsigned long)total);
	for (uint64_t i = 0; i < total; i++)
		cr_assert_eq(seen[i], 1, "item %lu was lost", (unsigned long)i);
	kc_deque_fini(&d);
	free(behind);
	free(seen);
}

Test(deque, all_want_the_last_one)
{
	fight(1);
}

Test(deque, short_bursts)
{
	fight(12);
}

Test(deque, growth_under_steal)
{
	fight(20000);
}
