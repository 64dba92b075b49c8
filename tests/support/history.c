#include "support/history.h"

#include "support/harness.h"
#include <stdlib.h>
#include <string.h>

#include "base/atomic.h"

/* One order of all stamps, and nothing of a call moves out of its interval. ThreadSanitizer must not
 * take the stamps for the order that the library owes: a relaxed operation gives it none, and
 * its instrumented program runs on x86 only, where a locked operation orders anyway. */
static uint64_t tick(struct history *h)
{
#if defined(KC_TSAN) && defined(__x86_64__)
	return kc_fetch_add_relaxed(&h->clock, UINT64_C(1));
#else
	uint64_t now;
	kc_fence_full();
	now = kc_fetch_add(&h->clock, UINT64_C(1));
	kc_fence_full();
	return now;
#endif
}

void history_open(struct history *h, unsigned threads, size_t ops_each)
{
	memset(h, 0, sizeof *h);
	h->clock = 1;
	h->threads = threads;
	h->logs = aligned_alloc(KC_LINE, threads * sizeof *h->logs);
	cr_assert_not_null(h->logs);
	memset(h->logs, 0, threads * sizeof *h->logs);
	for (unsigned i = 0; i < threads; i++) {
		struct history_log *l = &h->logs[i];
		l->of = h;
		l->thread = (uint16_t)i;
		l->room = ops_each;
		l->ops = malloc(ops_each * sizeof *l->ops);
		cr_assert_not_null(l->ops);
		/* Touched now, so that recording meets no page fault. */
		memset(l->ops, 0, ops_each * sizeof *l->ops);
	}
}

void history_close(struct history *h)
{
	for (unsigned i = 0; i < h->threads; i++)
		free(h->logs[i].ops);
	free(h->logs);
}

void history_invoke(struct history_log *l)
{
	l->first = l->count;
	l->invoked = tick(l->of);
}

static void note(struct history_log *l, enum history_kind kind, enum history_how how,
	unsigned endpoint, int result, uint64_t element)
{
	cr_assert_lt(l->count, l->room, "the log of thread %u is full", l->thread);
	l->ops[l->count++] = (struct history_op){ .invoked = l->invoked,
		.element = element,
		.thread = l->thread,
		.endpoint = (uint16_t)endpoint,
		.kind = (uint8_t)kind,
		.how = (uint8_t)how,
		.result = (int16_t)result };
}

void history_drop(struct history_log *l, uint64_t element)
{
	note(l, HISTORY_DROP, HISTORY_WAIT, 0, 0, element);
}

static void over(struct history_log *l, uint64_t now)
{
	for (size_t i = l->first; i < l->count; i++)
		l->ops[i].responded = now;
}

void history_respond_only(struct history_log *l)
{
	over(l, tick(l->of));
}

void history_respond(struct history_log *l, enum history_kind kind, enum history_how how,
	unsigned endpoint, int result, uint64_t element)
{
	uint64_t now = tick(l->of);
	note(l, kind, how, endpoint, result, element);
	over(l, now);
}

void history_respond_n(struct history_log *l, enum history_kind kind, enum history_how how,
	unsigned endpoint, long result, const uint64_t *elements)
{
	uint64_t now = tick(l->of);
	if (result <= 0)
		note(l, kind, how, endpoint, (int)result, elements ? elements[0] : 0);
	for (long i = 0; i < result; i++)
		note(l, kind, how, endpoint, 0, elements[i]);
	over(l, now);
}

struct history_op *history_gather(const struct history *h, size_t *n)
{
	size_t total = 0, *at = calloc(h->threads, sizeof *at);
	for (unsigned i = 0; i < h->threads; i++)
		total += h->logs[i].count;
	struct history_op *all = malloc((total + 1) * sizeof *all);
	cr_assert(all && at);
	for (size_t k = 0; k < total; k++) {
		const struct history_log *next = NULL;
		for (unsigned i = 0; i < h->threads; i++) {
			const struct history_log *l = &h->logs[i];
			if (at[i] < l->count &&
				(!next || l->ops[at[i]].invoked <
						  next->ops[at[next->thread]].invoked))
				next = l;
		}
		all[k] = next->ops[at[next->thread]++];
	}
	free(at);
	*n = total;
	return all;
}
