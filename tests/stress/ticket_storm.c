/* Threads that allocate, share, pass and free more than a million tickets of mixed sizes, in an arena that is
 * often out of entries or of pages, lose none and hand out none twice: every payload keeps its own pattern,
 * nothing is live at the end, and the books of entries, blocks and pages agree. */
#include "unit/arena_fixture.h"

#include <pthread.h>
#include <sched.h>
#include <string.h>
#include "support/shaken.h"

SHAKEN(ticket_storm);

enum { THREADS = 4, BOX = 256, LIVES = 300000, MAGAZINES = 4, TURNS = 1000000 };

static struct fixture f;
static uint64_t box[BOX]; /* handles on their way; 0: empty */
static uint64_t passed, refused, running;
static uint64_t largest;

static uint64_t next(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	*x ^= *x << 17;
	return *x;
}

/* The pattern says which ticket it is: a block that two tickets own fails one of them. */
static void fill(uint64_t h, void *data, uint64_t len)
{
	uint64_t *p = data;
	for (uint64_t i = 0; i < len / 8; i += 7)
		p[i] = h ^ i;
}

static void check(uint64_t h, const void *data, uint64_t len)
{
	const uint64_t *p = data;
	for (uint64_t i = 0; i < len / 8; i += 7)
		cr_assert_eq(p[i], h ^ i, "payload of another ticket");
}

static void finish(uint64_t h, uint64_t r)
{
	void *data = NULL;
	uint64_t len = 0;
	cr_assert_eq(kc_ticket_take(&f.a, h, KC_HOLDER_ENDPOINT | 1), 0);
	cr_assert_eq(kc_ticket_find(&f.a, h, &data, &len), 0);
	check(h, data, len);
	if (r & 1) {
		cr_assert_eq(kc_ticket_ref(&f.a, h), 0);
		cr_assert_eq(kc_ticket_unref(&f.a, h), 0);
	}
	cr_assert_eq(kc_ticket_unref(&f.a, h), 0);
	kc_fetch_add_relaxed(&passed, 1);
}

static void *worker(void *arg)
{
	uint64_t x = (uintptr_t)arg * UINT64_C(0x9e3779b97f4a7c15) + 1;
	for (int i = 0; i < LIVES; i++) {
		uint64_t r = next(&x), len = r % 64 ? 8 + r % 600 : 8 + r % largest, h, old;
		void *data;
		int rc = ticket_new(&f, len, &h, &data);
		if (rc < 0) {
			cr_assert(rc == -ENOMEM || rc == -ENOSPC);
			kc_fetch_add_relaxed(&refused, 1);
			old = kc_exchange(&box[r >> 32 & (BOX - 1)], 0);
		} else {
			fill(h, data, len);
			cr_assert_eq(kc_ticket_queue(&f.a, h, KC_HOLDER_ENDPOINT, 0), 0);
			old = kc_exchange(&box[r >> 32 & (BOX - 1)], h);
		}
		if (old)
			finish(old, r >> 60);
	}
	kc_fetch_sub(&running, 1);
	return NULL;
}

static void storm(uint64_t limit, uint64_t tickets, uint64_t len_max, bool trim)
{
	pthread_t t[THREADS];
	largest = len_max;
	running = THREADS;
	fixture_open(&f, limit, tickets, 0);
	for (uintptr_t i = 0; i < THREADS; i++)
		pthread_create(&t[i], NULL, worker, (void *)(i + 1));
	while (trim && kc_load_acquire(&running)) {
		kc_arena_trim(&f.a);
		sched_yield();
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	for (int i = 0; i < BOX; i++) {
		if (box[i])
			finish(box[i], 0);
	}
	cr_assert_eq(passed + refused, (uint64_t)THREADS * LIVES);
	fixture_audit(&f);
	/* Everything is free again: the whole arena fits one payload. */
	kc_arena_trim(&f.a);
	for (uint32_t i = 0; i < f.a.row->class_count; i++)
		cr_assert_eq(f.a.row->classes[i].blocks_bound, 0);
	cr_assert_eq(f.a.map.used_count, 0);
	cr_assert_eq(fixture_close(&f), 0);
}

Test(ticket_storm, plenty)
{
	storm(64 << 20, 1 << 16, 100000, false);
	cr_assert_eq(refused, 0);
}

Test(ticket_storm, few_entries)
{
	storm(64 << 20, 200, 100000, false);
}

Test(ticket_storm, few_pages)
{
	storm(6 * KC_ARENA_PAGE_BYTES, 1 << 16, 100000, false);
	cr_assert_gt(refused, 0);
}

Test(ticket_storm, under_trim)
{
	storm(16 << 20, 1 << 14, 100000, true);
}

/* The depot alone, with few magazines and many hands: none is handed to two threads at once. */
static uint32_t owned[MAGAZINES];

static void *juggle(void *arg)
{
	uint64_t *head = &f.a.row->empty;
	for (int i = 0; i < TURNS; i++) {
		struct kc_seg_magazine *one = kc_depot_pop(&f.a, head);
		struct kc_seg_magazine *two = kc_depot_pop(&f.a, head);
		if (one)
			cr_assert_eq(kc_exchange(&owned[one - f.a.magazines], 1), 0);
		if (two)
			cr_assert_eq(kc_exchange(&owned[two - f.a.magazines], 1), 0);
		if (one) {
			kc_store_release(&owned[one - f.a.magazines], 0);
			kc_depot_push(&f.a, head, one);
		}
		if (two) {
			kc_store_release(&owned[two - f.a.magazines], 0);
			kc_depot_push(&f.a, head, two);
		}
	}
	return arg;
}

Test(ticket_storm, depots_hand_out_once)
{
	pthread_t t[THREADS];
	fixture_open(&f, 1 << 20, 64, 0);
	cr_assert_eq(kc_segment_reserve(&f.seg, KC_SEC_MAGAZINES, MAGAZINES), 0);
	for (int i = 0; i < MAGAZINES; i++)
		kc_depot_push(&f.a, &f.a.row->empty, &f.a.magazines[i]);
	for (int i = 0; i < THREADS; i++)
		pthread_create(&t[i], NULL, juggle, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(t[i], NULL);
	for (int i = 0; i < MAGAZINES; i++)
		cr_assert_not_null(kc_depot_pop(&f.a, &f.a.row->empty), "one was lost");
	cr_assert_null(kc_depot_pop(&f.a, &f.a.row->empty));
	fixture_close(&f);
}
