#include "machine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "past.h"

enum { GRANULES = 1 << 16, POOL_BYTES = 32 << 20 };

struct sight { /* a thread knows of message `index` since its clock `since` */
	struct sight *older;
	uint32_t since, index;
};
struct message {
	uint64_t value;
	struct clocks view, before; /* what an acquire takes over */
	uint64_t past;              /* of who stored it (past.h) */
};
struct location {
	struct location *next;
	uintptr_t at;
	unsigned size;
	uint32_t n, room;
	struct message *message;
	struct sight *seen[MACHINE_CLOCKS];
};
struct access {
	struct access *next;
	uint32_t clock;
	uint8_t thread, bytes; /* a bit each */
	bool write, atomic;
};
struct granule { /* eight bytes */
	uintptr_t key;
	uint32_t era, undone;
	struct location *locations;
	struct access *accesses;
};

struct knowledge {
	struct clocks view, before;               /* now */
	struct clocks view_read, before_read;     /* an acquire fence takes it over */
	struct clocks view_fenced, before_fenced; /* at the last release fence */
};

static struct granule table[GRANULES];
static uint32_t era;
static unsigned used;
static struct knowledge known[MACHINE_CLOCKS];
static struct clocks fences; /* of seq_cst */
static uint64_t fences_past;
static unsigned self;
static char *pool;
static size_t pool_used;

static void *take(size_t bytes)
{
	bytes = (bytes + 15) & ~(size_t)15;
	if (pool_used + bytes > POOL_BYTES) {
		fputs("the explorer's own memory is used up: an execution is too long\n", stderr);
		abort();
	}
	void *p = pool + pool_used;
	pool_used += bytes;
	return p;
}

static void join(struct clocks *a, const struct clocks *b)
{
	for (unsigned i = 0; i < MACHINE_CLOCKS; i++)
		if (a->t[i] < b->t[i])
			a->t[i] = b->t[i];
}

void machine_reset(void)
{
	if (!pool)
		pool = malloc(POOL_BYTES);
	era++;
	used = 0;
	pool_used = 0;
	memset(known, 0, sizeof known);
	memset(&fences, 0, sizeof fences);
	fences_past = 0;
	past_reset();
	for (unsigned i = 0; i < MACHINE_CLOCKS; i++)
		known[i].view.t[i] = known[i].before.t[i] = 1; /* 0 is what everybody knows */
}

void machine_run(unsigned thread)
{
	self = thread;
}

static struct granule *granule(uintptr_t p)
{
	uintptr_t key = p >> 3;
	size_t i = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 48);
	for (;; i = (i + 1) % GRANULES) {
		struct granule *g = &table[i];
		if (g->era == era && g->key == key)
			return g;
		if (g->era != era) {
			if (++used > GRANULES / 2) {
				fputs("the explorer's table is full: an execution touches too much\n",
					stderr);
				abort();
			}
			*g = (struct granule){ .key = key, .era = era };
			return g;
		}
	}
}

static uint64_t fetch(const void *p, unsigned size)
{
	switch (size) {
	case 1:
		return *(const volatile uint8_t *)p;
	case 2:
		return *(const volatile uint16_t *)p;
	case 4:
		return *(const volatile uint32_t *)p;
	default:
		return *(const volatile uint64_t *)p;
	}
}

static void put(void *p, unsigned size, uint64_t v)
{
	switch (size) {
	case 1:
		*(volatile uint8_t *)p = (uint8_t)v;
		break;
	case 2:
		*(volatile uint16_t *)p = (uint16_t)v;
		break;
	case 4:
		*(volatile uint32_t *)p = (uint32_t)v;
		break;
	default:
		*(volatile uint64_t *)p = v;
		break;
	}
}

/* --- histories ------------------------------------------------------------------------------- */

static struct location *location(const void *p, unsigned size)
{
	uintptr_t at = (uintptr_t)p;
	struct granule *g = granule(at);
	for (struct location **l = &g->locations; *l; l = &(*l)->next) {
		if ((*l)->at == at && (*l)->size == size)
			return *l;
		/* Another cut of the same bytes: this memory has become something else. */
		if ((*l)->at < at + size && at < (*l)->at + (*l)->size) {
			*l = (*l)->next;
			break;
		}
	}
	struct location *l = take(sizeof *l);
	*l = (struct location){ .next = g->locations, .at = at, .size = size, .n = 1, .room = 4 };
	l->message = take(l->room * sizeof *l->message);
	l->message[0] =
		(struct message){ .value = fetch(p, size), .past = past_mix(at, PAST_FIRST) };
	g->locations = l;
	return l;
}

/* The newest message of the location that the thread knows of. */
static uint32_t oldest_allowed(const struct location *l)
{
	const struct clocks *view = &known[self].view;
	uint32_t least = 0;
	for (unsigned u = 0; u < MACHINE_CLOCKS; u++) {
		const struct sight *s = l->seen[u];
		while (s && s->since > view->t[u])
			s = s->older;
		if (s && s->index > least)
			least = s->index;
	}
	return least;
}

static void saw(struct location *l, uint32_t index)
{
	struct sight *s = l->seen[self];
	if (s && s->index >= index)
		return;
	struct sight *next = take(sizeof *next);
	*next = (struct sight){ s, known[self].view.t[self], index };
	l->seen[self] = next;
}

/* After what others may take over: what the thread does next is not part of it. */
static void tick(void)
{
	known[self].view.t[self]++;
	known[self].before.t[self] = known[self].view.t[self];
}

static bool acquires(int order)
{
	return order == __ATOMIC_ACQUIRE || order == __ATOMIC_CONSUME ||
	       order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST;
}

static bool releases(int order)
{
	return order == __ATOMIC_RELEASE || order == __ATOMIC_ACQ_REL || order == __ATOMIC_SEQ_CST;
}

static void learn(const struct message *m, int order)
{
	struct knowledge *k = &known[self];
	join(&k->view_read, &m->view);
	join(&k->before_read, &m->before);
	if (acquires(order)) {
		join(&k->view, &m->view);
		join(&k->before, &m->before);
	}
}

static void append(struct location *l, uint64_t v, int order, const struct message *after)
{
	struct knowledge *k = &known[self];
	struct message m = { .value = v };
	m.past = past_did(self, after ? PAST_UPDATE : PAST_STORE, l->at, l->message[l->n - 1].past);
	m.view = releases(order) ? k->view : k->view_fenced;
	m.before = releases(order) ? k->before : k->before_fenced;
	if (after) { /* a read-modify-write continues the release sequence */
		join(&m.view, &after->view);
		join(&m.before, &after->before);
	}
	if (l->n == l->room) {
		struct message *more = take(2 * l->room * sizeof *more);
		memcpy(more, l->message, l->n * sizeof *more);
		l->message = more;
		l->room *= 2;
	}
	l->message[l->n++] = m;
	saw(l, l->n - 1);
	undo_note((void *)l->at, l->size);
	put((void *)l->at, l->size, v);
}

unsigned machine_candidates(const void *p, unsigned size)
{
	const struct location *l = location(p, size);
	return l->n - oldest_allowed(l);
}

uint64_t machine_load(const void *p, unsigned size, int order, unsigned candidate)
{
	struct location *l = location(p, size);
	uint32_t i = l->n - 1 - candidate;
	saw(l, i);
	(void)past_did(self, PAST_LOAD, l->at, l->message[i].past);
	learn(&l->message[i], order);
	return l->message[i].value;
}

void machine_store(void *p, unsigned size, uint64_t v, int order)
{
	struct location *l = location(p, size);
	append(l, v, order, NULL);
	if (releases(order))
		tick();
}

uint64_t machine_peek(const void *p, unsigned size)
{
	uintptr_t at = (uintptr_t)p;
	for (struct location *l = granule(at)->locations; l; l = l->next)
		if (l->at < at + size && at < l->at + l->size) {
			saw(l, l->n - 1);
			(void)past_did(self, PAST_LOOK, l->at, l->message[l->n - 1].past);
		}
	return fetch(p, size);
}

uint64_t machine_newest(const void *p, unsigned size)
{
	const struct location *l = location(p, size);
	return l->message[l->n - 1].value;
}

void machine_update(void *p, unsigned size, uint64_t to, int order)
{
	struct location *l = location(p, size);
	const struct message was = l->message[l->n - 1];
	saw(l, l->n - 1);
	learn(&was, order);
	append(l, to, order, &was);
	if (releases(order))
		tick();
}

void machine_fence(int order)
{
	struct knowledge *k = &known[self];
	if (acquires(order)) {
		join(&k->view, &k->view_read);
		join(&k->before, &k->before_read);
	}
	uint64_t past = past_did(
		self, PAST_FENCE, (uint64_t)order, order == __ATOMIC_SEQ_CST ? fences_past : 0);
	if (order == __ATOMIC_SEQ_CST) {
		join(&k->view, &fences);
		join(&fences, &k->view);
		fences_past = past;
	}
	if (releases(order)) {
		k->view_fenced = k->view;
		k->before_fenced = k->before;
	}
	tick();
}

void machine_membarrier(void)
{
	unsigned caller = self;
	for (int round = 0; round < 2; round++)
		for (self = 0; self < MACHINE_CLOCKS; self++)
			machine_fence(__ATOMIC_SEQ_CST);
	self = caller;
}

void machine_give(struct baton *b)
{
	join(&b->view, &known[self].view);
	join(&b->before, &known[self].before);
	b->past = past_did(self, PAST_GIVE, (uintptr_t)b, b->past);
	tick();
}

void machine_take(const struct baton *b)
{
	(void)past_did(self, PAST_TAKE, (uintptr_t)b, b->past);
	join(&known[self].view, &b->view);
	join(&known[self].before, &b->before);
}

/* --- races ----------------------------------------------------------------------------------- */

static const char *conflict(struct granule *g, uint8_t bytes, bool write, bool atomic)
{
	static char text[160];
	const struct clocks *before = &known[self].before;
	const char *answer = NULL;
	for (struct access **a = &g->accesses; *a;) {
		struct access *x = *a;
		if (x->thread != self && (x->bytes & bytes) && (x->write || write) &&
			!(x->atomic && atomic) && x->clock > before->t[x->thread]) {
			snprintf(text, sizeof text,
				"data race: %s %s of %#lx, against thread %u's %s %s",
				atomic ? "atomic" : "plain", write ? "write" : "read",
				(unsigned long)(g->key << 3), x->thread,
				x->atomic ? "atomic" : "plain", x->write ? "write" : "read");
			answer = text;
		}
		/* The same thread's older access of the same kind says nothing any more. */
		if (x->thread == self && x->write == write && x->atomic == atomic)
			x->bytes &= (uint8_t)~bytes;
		if (x->bytes == 0)
			*a = x->next;
		else
			a = &x->next;
	}
	return answer;
}

static const char *access_one(uintptr_t at, unsigned size, bool write, bool atomic)
{
	struct granule *g = granule(at);
	uint8_t bytes = (uint8_t)(((1u << size) - 1) << (at & 7));
	for (struct access *x = g->accesses; x; x = x->next)
		if (x->thread == self && x->clock == known[self].before.t[self] &&
			x->write == write && x->atomic == atomic && (x->bytes & bytes) == bytes)
			return NULL;
	const char *race = conflict(g, bytes, write, atomic);
	struct access *a = take(sizeof *a);
	*a = (struct access){ g->accesses, known[self].before.t[self], (uint8_t)self, bytes, write,
		atomic };
	g->accesses = a;
	if (write && !atomic) {
		for (struct location **l = &g->locations; *l;) {
			if ((*l)->at < at + size && at < (*l)->at + (*l)->size)
				*l = (*l)->next; /* begins anew with what is stored now */
			else
				l = &(*l)->next;
		}
	}
	return race;
}

const char *machine_plain(const void *p, size_t size, bool write)
{
	const char *race = NULL;
	uintptr_t at = (uintptr_t)p;
	while (size) {
		unsigned n = 8 - (unsigned)(at & 7);
		if (n > size)
			n = (unsigned)size;
		const char *r = access_one(at, n, write, false);
		if (r)
			race = r;
		at += n;
		size -= n;
	}
	return race;
}

const char *machine_touch(const void *p, unsigned size, bool write)
{
	return access_one((uintptr_t)p, size, write, true);
}

/* --- memory as it was ------------------------------------------------------------------------ */

enum { UNDO_MAX = 1 << 16 };
static struct {
	uint64_t *at, was;
} undo[UNDO_MAX];
static unsigned undos;

void undo_note(void *p, size_t size)
{
	uintptr_t last = ((uintptr_t)p + size - 1) >> 3;
	for (uintptr_t key = (uintptr_t)p >> 3; key <= last; key++) {
		struct granule *g = granule(key << 3);
		if (g->undone == era)
			continue;
		g->undone = era;
		if (undos == UNDO_MAX) {
			fputs("the explorer's undo list is full: an execution writes too much\n",
				stderr);
			abort();
		}
		undo[undos].at = (uint64_t *)(key << 3);
		undo[undos].was = *undo[undos].at;
		undos++;
	}
}

void undo_all(void)
{
	while (undos) {
		undos--;
		*undo[undos].at = undo[undos].was;
	}
}
