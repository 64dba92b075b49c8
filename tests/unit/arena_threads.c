/* What threads keep for themselves is never lost: not when they end, not when they sleep with full magazines
 * while others run dry, and not when the arena closes before they end. */
#include "arena_fixture.h"

#include <pthread.h>
#include <semaphore.h>
#include <string.h>
#include <sys/wait.h>

enum { MIB = 1 << 20 };

static struct fixture f;

static struct kc_seg_thread *thread_row(uint32_t i)
{
	return kc_segment_row(&f.seg, KC_SEC_THREADS, i);
}

static void *allocate_and_free(void *name)
{
	uint64_t h[200];
	pthread_setname_np(pthread_self(), name);
	for (int i = 0; i < 200; i++)
		h[i] = ticket_must(&f, 256, NULL);
	for (int i = 0; i < 200; i++)
		cr_assert_eq(kc_ticket_unref(&f.a, h[i]), 0);
	return NULL;
}

static void run(void *(*fn)(void *), void *arg)
{
	pthread_t t;
	cr_assert_eq(pthread_create(&t, NULL, fn, arg), 0);
	pthread_join(t, NULL);
}

Test(arena_threads, end_flushes)
{
	fixture_open(&f, 16 * MIB, 4096, 0);
	for (int i = 0; i < 20; i++)
		run(allocate_and_free, "worker");
	/* Each found what its predecessor left. */
	cr_assert_leq(f.a.row->tickets_hwm, 256);
	cr_assert_null(f.a.caches);
	cr_assert_eq(f.a.threads_made, 20, "ended rows stay readable while there are unused ones");
	for (uint32_t i = 0; i < 20; i++) {
		cr_assert_eq(thread_row(i)->gen & 1, 1);
		cr_assert_eq(thread_row(i)->state, KC_THREAD_ENDED);
		cr_assert_str_eq(thread_row(i)->name, "worker");
		cr_assert_neq(thread_row(i)->tid, 0);
		cr_assert_neq(thread_row(i)->tid_start, 0);
	}
	fixture_audit(&f);
	cr_assert_eq(fixture_close(&f), 0);
}

static sem_t ready, go;

static void *hold_one(void *arg)
{
	*(uint64_t *)arg = ticket_must(&f, 64, NULL);
	sem_post(&ready);
	sem_wait(&go);
	cr_assert_eq(kc_ticket_unref(&f.a, *(uint64_t *)arg), 0);
	return NULL;
}

/* When the table of threads is used up, the row of the thread that ended first is taken. */
Test(arena_threads, rows_are_reused_oldest_first)
{
	fixture_open(&f, 16 * MIB, 4096, 0);
	uint32_t rows = (uint32_t)f.seg.section[KC_SEC_THREADS]->capacity;
	pthread_t t;
	uint64_t held;
	sem_init(&ready, 0, 0);
	sem_init(&go, 0, 0);
	pthread_create(&t, NULL, hold_one, &held);
	sem_wait(&ready);
	cr_assert_eq(KC_TKT_WHO_HOLDER(ticket_row(&f, held)->who), 1);
	for (uint32_t i = 1; i < rows; i++)
		run(allocate_and_free, "first");
	cr_assert_eq(f.a.threads_made, rows);
	uint32_t gen = thread_row(1)->gen;
	run(allocate_and_free, "second");
	cr_assert_str_eq(thread_row(1)->name, "second");
	cr_assert_eq(thread_row(1)->gen, gen + 2);
	run(allocate_and_free, "third");
	cr_assert_str_eq(thread_row(2)->name, "third");
	cr_assert_eq(thread_row(0)->state, KC_THREAD_ALIVE, "the living keep theirs");
	sem_post(&go);
	pthread_join(t, NULL);
	cr_assert_eq(fixture_close(&f), 0);
}

struct hoard {
	uint64_t *h;
	uint32_t n;
};

static void *free_and_sleep(void *arg)
{
	struct hoard *o = arg;
	for (uint32_t i = 0; i < o->n; i++)
		cr_assert_eq(kc_ticket_unref(&f.a, o->h[i]), 0);
	sem_post(&ready);
	sem_wait(&go);
	cr_assert_eq(kc_ticket_unref(&f.a, ticket_must(&f, 4096, NULL)), 0);
	return NULL;
}

/* A receiver that sleeps with everything it freed in its magazines must not starve the sender. */
Test(arena_threads, hoards_of_sleepers_are_found)
{
	static uint64_t h[64];
	fixture_open(&f, 4 * KC_ARENA_PAGE_BYTES, 64, 0);
	sem_init(&ready, 0, 0);
	sem_init(&go, 0, 0);
	for (int i = 0; i < 64; i++)
		h[i] = ticket_must(&f, 4096, NULL);
	uint64_t none;
	cr_assert_lt(ticket_new(&f, 4096, &none, NULL), 0);
	struct hoard o = { h, 64 };
	pthread_t t;
	pthread_create(&t, NULL, free_and_sleep, &o);
	sem_wait(&ready);
	for (int i = 0; i < 64; i++)
		h[i] = ticket_must(&f, 4096, NULL);
	for (int i = 0; i < 64; i++)
		cr_assert_eq(kc_ticket_unref(&f.a, h[i]), 0);
	uint64_t run_of_all = ticket_must(&f, 4 * KC_ARENA_PAGE_BYTES, NULL);
	cr_assert_eq(kc_ticket_unref(&f.a, run_of_all), 0);
	sem_post(&go);
	pthread_join(t, NULL);
	fixture_audit(&f);
	cr_assert_eq(fixture_close(&f), 0);
}

static int membarrier_refused(int cmd)
{
	(void)cmd;
	return -EPERM;
}

/* Where membarrier is refused a sleeper's hoard stays where it is, and nothing else breaks. */
Test(arena_threads, no_membarrier)
{
	static uint64_t h[64];
	kc_sys.membarrier = membarrier_refused;
	fixture_open(&f, 4 * KC_ARENA_PAGE_BYTES, 64, 0);
	sem_init(&ready, 0, 0);
	sem_init(&go, 0, 0);
	for (int i = 0; i < 64; i++)
		h[i] = ticket_must(&f, 4096, NULL);
	struct hoard o = { h, 8 };
	pthread_t t;
	pthread_create(&t, NULL, free_and_sleep, &o);
	sem_wait(&ready);
	uint64_t none;
	cr_assert_lt(ticket_new(&f, 4096, &none, NULL), 0);
	sem_post(&go);
	pthread_join(t, NULL);
	for (int i = 0; i < 8; i++)
		h[i] = ticket_must(&f, 4096, NULL);
	fixture_audit(&f);
	cr_assert_eq(fixture_close(&f), 64);
}

/* The arena closes, another opens in its place, and only then the thread ends. */
static void *outlive(void *arg)
{
	(void)arg;
	cr_assert_eq(kc_ticket_unref(&f.a, ticket_must(&f, 64, NULL)), 0);
	sem_post(&ready);
	sem_wait(&go);
	uint64_t h = ticket_must(&f, 64, NULL);
	cr_assert_eq(kc_ticket_unref(&f.a, h), 0);
	sem_post(&ready);
	sem_wait(&go);
	return NULL;
}

Test(arena_threads, close_before_the_thread_ends)
{
	pthread_t t;
	sem_init(&ready, 0, 0);
	sem_init(&go, 0, 0);
	fixture_open(&f, MIB, 64, 0);
	pthread_create(&t, NULL, outlive, NULL);
	sem_wait(&ready);
	cr_assert_eq(fixture_close(&f), 0);
	memset(&f, 0x5a, sizeof f);
	fixture_open(&f, MIB, 64, 0);
	sem_post(&go);
	sem_wait(&ready);
	fixture_audit(&f);
	cr_assert_eq(fixture_close(&f), 0);
	memset(&f, 0x5a, sizeof f);
	sem_post(&go);
	pthread_join(t, NULL);
}

/* Several arenas in one thread: each keeps its own magazines and refuses the others' handles. */
Test(arena_threads, several_arenas)
{
	static struct fixture g[3];
	uint64_t h[3][100];
	for (int k = 0; k < 3; k++) {
		fixture_open(&g[k], 4 * MIB, 1024, 0);
		g[k].a.brand = (uint32_t)(k + 1);
	}
	for (int i = 0; i < 100; i++) {
		for (int k = 0; k < 3; k++)
			h[k][i] = ticket_must(&g[k], 500, NULL);
	}
	for (int i = 0; i < 100; i++) {
		for (int k = 0; k < 3; k++) {
			cr_assert_eq(kc_ticket_unref(&g[(k + 1) % 3].a, h[k][i]), -EXDEV);
			cr_assert_eq(kc_ticket_unref(&g[k].a, h[k][i]), 0);
		}
	}
	for (int k = 0; k < 3; k++) {
		fixture_audit(&g[k]);
		cr_assert_eq(fixture_close(&g[k]), 0);
	}
}

/* A child writes its own copy: the parent sees nothing of it, and the descriptor is gone there. */
Test(arena_threads, fork_is_private)
{
	void *data;
	fixture_open(&f, MIB, 64, 0);
	uint64_t h = ticket_must(&f, 64, &data);
	strcpy(data, "parent");
	pid_t child = fork();
	if (child == 0) {
		int fd = f.a.fd;
		kc_arena_after_fork(&f.a);
		bool good = strcmp(data, "parent") == 0 && lseek(fd, 0, SEEK_CUR) < 0;
		strcpy(data, "child");
		_exit(good ? 0 : 1);
	}
	int status;
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	cr_assert_str_eq((char *)data, "parent");
	cr_assert_eq(kc_ticket_unref(&f.a, h), 0);
	cr_assert_eq(fixture_close(&f), 0);
}

/* The same magazine on top again is another head: a thread that slept in a pop cannot take it for the old
 * one and put a magazine on top that somebody else owns. */
Test(arena_threads, depot_heads_never_repeat)
{
	fixture_open(&f, MIB, 64, 0);
	uint64_t *head = &f.a.row->empty;
	cr_assert_eq(kc_segment_reserve(&f.seg, KC_SEC_MAGAZINES, 2), 0);
	kc_depot_push(&f.a, head, &f.a.magazines[0]);
	kc_depot_push(&f.a, head, &f.a.magazines[1]);
	uint64_t before = *head;
	struct kc_seg_magazine *one = kc_depot_pop(&f.a, head);
	cr_assert_eq(kc_depot_pop(&f.a, head), &f.a.magazines[0]);
	kc_depot_push(&f.a, head, one);
	cr_assert_eq((uint32_t)*head, (uint32_t)before);
	cr_assert_neq(*head, before);
	fixture_close(&f);
}
