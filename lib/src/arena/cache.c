#include "arena/cache.h"

#include <errno.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/identity.h"
#include "base/stack.h"
#include "base/sys.h"

enum { STOP_YIELDS_MAX = 4096 };

/* What a class has before its first exchange: empty, and with room for nothing. */
static struct kc_seg_magazine nothing;
static struct kc_thread_cache nobody;
_Thread_local struct kc_thread_cache *kc_cache_current = &nobody;
static _Thread_local struct kc_thread_cache *own_caches;

/* Orders threads that end against arenas that close; taken before an arena's lock. */
static pthread_mutex_t registry = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t key_once = PTHREAD_ONCE_INIT;
static pthread_key_t key;
static bool have_key;

_Static_assert(
	KC_STACK_NONE == KC_NONE, "an empty depot, and the end of its links, in every segment");

void kc_depot_push(struct kc_arena *a, uint64_t *head, struct kc_seg_magazine *m)
{
	kc_stack_push(head, &m->next, (uint64_t)(m - a->magazines));
}

struct kc_seg_magazine *kc_depot_pop(struct kc_arena *a, uint64_t *head)
{
	return kc_stack_pop(
		head, a->magazines, sizeof *a->magazines, offsetof(struct kc_seg_magazine, next));
}

bool kc_cache_load(struct kc_arena *a, struct kc_cache_class *k, uint32_t size_class)
{
	struct kc_seg_magazine *empty = k->loaded, *m = k->previous;
	if (kc_load_relaxed(&m->count) > 0) {
		kc_store_relaxed(&k->loaded, m);
		kc_store_relaxed(&k->previous, empty);
		return true;
	}
	if (k->rounds == 0)
		return false; /* not equipped yet */
	m = kc_depot_pop(a, &a->row->classes[size_class].full);
	if (!m)
		return false;
	kc_store_relaxed(&k->loaded, m);
	kc_depot_push(a, &a->row->empty, empty);
	return true;
}

bool kc_cache_unload(struct kc_arena *a, struct kc_cache_class *k, uint32_t size_class)
{
	struct kc_seg_magazine *m = k->previous;
	if (k->rounds == 0)
		return false;
	if (kc_load_relaxed(&m->count) > 0) {
		m = kc_depot_pop(a, &a->row->empty);
		if (!m)
			return false;
		kc_depot_push(a, &a->row->classes[size_class].full, k->previous);
	}
	kc_store_relaxed(&k->previous, k->loaded);
	kc_store_relaxed(&k->loaded, m);
	return true;
}

static void put_away(struct kc_arena *a, struct kc_seg_magazine *m, uint32_t size_class)
{
	bool filled = kc_load_relaxed(&m->count) > 0;
	kc_depot_push(a, filled ? &a->row->classes[size_class].full : &a->row->empty, m);
}

static struct kc_seg_magazine *magazine(struct kc_arena *a)
{
	struct kc_seg_magazine *m = kc_depot_pop(a, &a->row->empty);
	if (m)
		return m;
	if (kc_segment_reserve(a->seg, KC_SEC_MAGAZINES, (uint64_t)a->magazines_made + 1) < 0)
		return NULL;
	m = &a->magazines[a->magazines_made++];
	kc_store_relaxed(&m->next, KC_NONE);
	kc_store_relaxed(&m->count, 0);
	return m;
}

static int equip(struct kc_arena *a, struct kc_cache_class *k, uint32_t size_class)
{
	struct kc_seg_magazine *m = magazine(a), *n = m ? magazine(a) : NULL;
	if (!n) {
		if (m)
			kc_depot_push(a, &a->row->empty, m);
		return -ENOSPC;
	}
	kc_store_relaxed(&k->loaded, m);
	kc_store_relaxed(&k->previous, n);
	k->rounds = a->rounds[size_class];
	return 0;
}

int kc_cache_equip(struct kc_arena *a, struct kc_cache_class *k, uint32_t size_class)
{
	return k->rounds ? 0 : equip(a, k, size_class);
}

int kc_cache_make_room(struct kc_arena *a, struct kc_cache_class *k, uint32_t size_class)
{
	if (k->rounds == 0)
		return equip(a, k, size_class);
	if (kc_load_relaxed(&k->loaded->count) < k->rounds)
		return 0; /* emptied meanwhile */
	struct kc_seg_magazine *m = magazine(a);
	if (!m)
		return -ENOSPC;
	put_away(a, k->previous, size_class);
	kc_store_relaxed(&k->previous, k->loaded);
	kc_store_relaxed(&k->loaded, m);
	return 0;
}

/* --- the life of a cache ----------------------------------------------------------------------- */

static void link_cache(struct kc_arena *a, struct kc_thread_cache *c)
{
	c->arena_prev = NULL;
	c->arena_next = a->caches;
	if (a->caches)
		a->caches->arena_prev = c;
	a->caches = c;
}

static void unlink_cache(struct kc_arena *a, struct kc_thread_cache *c)
{
	if (c->arena_prev)
		c->arena_prev->arena_next = c->arena_next;
	else
		a->caches = c->arena_next;
	if (c->arena_next)
		c->arena_next->arena_prev = c->arena_prev;
}

static void end_row(struct kc_arena *a, uint32_t holder)
{
	struct kc_seg_thread *t = kc_segment_row(a->seg, KC_SEC_THREADS, holder - 1);
	kc_store_relaxed(&t->since_ticks, kc_ticks(a->seg->header->clock_kind));
	kc_store_release(&t->state, KC_THREAD_ENDED);
}

/* Everything the thread still has goes to the depots; its row stays readable. */
static void flush(struct kc_arena *a, struct kc_thread_cache *c)
{
	pthread_mutex_lock(&a->lock);
	for (uint32_t i = 0; i < a->row->class_count; i++) {
		if (c->classes[i].rounds == 0)
			continue;
		put_away(a, c->classes[i].loaded, i);
		put_away(a, c->classes[i].previous, i);
	}
	if (c->holder)
		end_row(a, c->holder);
	unlink_cache(a, c);
	pthread_mutex_unlock(&a->lock);
}

static void thread_ends(void *head)
{
	struct kc_thread_cache *c = head;
	kc_cache_current = &nobody;
	own_caches = NULL;
	pthread_mutex_lock(&registry);
	while (c) {
		struct kc_thread_cache *next = c->thread_next;
		if (c->arena)
			flush(c->arena, c);
		free(c);
		c = next;
	}
	pthread_mutex_unlock(&registry);
}

static void make_key(void)
{
	have_key = pthread_key_create(&key, thread_ends) == 0;
}

/* The key's destructor finds the list through the thread's own value. */
static void note_head(void)
{
	pthread_once(&key_once, make_key);
	if (have_key)
		pthread_setspecific(key, own_caches);
}

/* Caches of closed arenas are dropped when their thread looks for another one. */
static void drop_closed(void)
{
	struct kc_thread_cache **p = &own_caches;
	while (*p) {
		struct kc_thread_cache *c = *p;
		if (kc_load_relaxed(&c->serial)) {
			p = &c->thread_next;
			continue;
		}
		*p = c->thread_next;
		free(c);
	}
	note_head();
}

static struct kc_thread_cache *make(struct kc_arena *a)
{
	struct kc_thread_cache *c = aligned_alloc(KC_LINE, KC_ALIGN_UP(sizeof *c, KC_LINE));
	if (!c)
		return NULL;
	memset(c, 0, sizeof *c);
	for (uint32_t i = 0; i < KC_ARENA_CLASSES_MAX; i++)
		c->classes[i].loaded = c->classes[i].previous = &nothing;
	c->arena = a;
	c->serial = a->serial;
	c->thread_next = own_caches;
	own_caches = c;
	note_head();
	pthread_mutex_lock(&a->lock);
	link_cache(a, c);
	pthread_mutex_unlock(&a->lock);
	return c;
}

struct kc_thread_cache *kc_cache_find(struct kc_arena *a)
{
	struct kc_thread_cache *c = own_caches;
	while (c && kc_load_relaxed(&c->serial) != a->serial)
		c = c->thread_next;
	if (!c) {
		kc_cache_current = &nobody;
		pthread_mutex_lock(&registry);
		drop_closed();
		pthread_mutex_unlock(&registry);
		c = make(a);
	}
	if (c)
		kc_cache_current = c;
	return c;
}

/* --- rows of the threads section --------------------------------------------------------------- */

/* A row that nobody used yet, else that of the thread that ended first. */
static uint32_t free_row(struct kc_arena *a)
{
	if (kc_segment_reserve(a->seg, KC_SEC_THREADS, (uint64_t)a->threads_made + 1) == 0)
		return a->threads_made++;
	uint32_t best = KC_NONE;
	uint64_t oldest = UINT64_MAX;
	for (uint32_t i = 0; i < a->threads_made; i++) {
		const struct kc_seg_thread *t = kc_segment_row(a->seg, KC_SEC_THREADS, i);
		if (t->state == KC_THREAD_ENDED && t->since_ticks < oldest) {
			oldest = t->since_ticks;
			best = i;
		}
	}
	return best;
}

void kc_cache_take_row(struct kc_arena *a, struct kc_thread_cache *c)
{
	pid_t tid = (pid_t)syscall(SYS_gettid);
	uint64_t start = kc_proc_start(getpid(), tid, NULL);
	c->row_asked = 1;
	pthread_mutex_lock(&a->lock);
	uint32_t i = free_row(a);
	if (i != KC_NONE) {
		struct kc_seg_thread *t = kc_segment_row(a->seg, KC_SEC_THREADS, i);
		uint32_t gen = t->gen;
		if (gen & 1)
			kc_store_release(&t->gen, ++gen); /* INV-SEG-1: even while it changes */
		kc_fence_release();
		t->tid = (uint32_t)tid;
		t->tid_start = start;
		t->since_ticks = kc_ticks(a->seg->header->clock_kind);
		kc_thread_name(t->name);
		t->state = KC_THREAD_ALIVE;
		kc_store_release(&t->gen, gen + 1);
		c->holder = i + 1;
	}
	pthread_mutex_unlock(&a->lock);
}

/* --- emptying other threads' caches ------------------------------------------------------------ */

static bool order_all(void)
{
	static uint32_t registered;
	if (!kc_load_relaxed(&registered)) {
		if (kc_sys.membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) < 0)
			return false;
		kc_store_relaxed(&registered, 1);
	}
	return kc_sys.membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED) >= 0;
}

/* An owner that was preempted between enter and leave is waited for a while, then let go: its few
 * tickets stay where they are. */
static bool still(struct kc_thread_cache *c)
{
	for (int i = 0; i < STOP_YIELDS_MAX; i++) {
		if (!kc_load_acquire(&c->busy))
			return true;
		sched_yield();
	}
	return false;
}

void kc_caches_stop(struct kc_arena *a)
{
	struct kc_thread_cache *own = kc_cache_current;
	for (struct kc_thread_cache *c = a->caches; c; c = c->arena_next) {
		if (c != own)
			kc_store_relaxed(&c->stop, 1);
	}
	bool ordered = order_all();
	for (struct kc_thread_cache *c = a->caches; c; c = c->arena_next) {
		if (c != own && (!ordered || !still(c)))
			kc_store_release(&c->stop, 0);
	}
}

void kc_caches_go_on(struct kc_arena *a)
{
	for (struct kc_thread_cache *c = a->caches; c; c = c->arena_next)
		kc_store_release(&c->stop, 0);
}

/* --- the end of the arena ---------------------------------------------------------------------- */

static void detach(struct kc_thread_cache *c)
{
	c->arena = NULL;
	kc_store_relaxed(&c->serial, 0);
}

void kc_caches_detach(struct kc_arena *a)
{
	pthread_mutex_lock(&registry);
	for (struct kc_thread_cache *c = a->caches; c; c = c->arena_next)
		detach(c);
	a->caches = NULL;
	if (kc_load_relaxed(&kc_cache_current->serial) == 0)
		kc_cache_current = &nobody;
	drop_closed();
	pthread_mutex_unlock(&registry);
}

void kc_caches_after_fork(void)
{
	/* The other threads, and whatever they held locked, do not exist in the child. */
	pthread_mutex_init(&registry, NULL);
}

void kc_caches_detach_own(struct kc_arena *a)
{
	for (struct kc_thread_cache *c = own_caches; c; c = c->thread_next) {
		if (c->arena == a)
			detach(c);
	}
	kc_cache_current = &nobody;
	a->caches = NULL;
}
