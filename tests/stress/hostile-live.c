/* A scribbler writes random bytes all over a segment while snapshots of it are taken (RELIABILITY row 10):
 * each is typed, bounded and consistent in itself. Another process opens, closes and moves rows
 * by the rules: then no snapshot may call anything damaged. */
#include "support/harness.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/atomic.h"
#include "inspect/inspect.h"
#include "support/hostile.h"
#include "support/shaken.h"

SHAKEN(hostile_live);

enum { SNAPSHOTS = 3000 };

static struct fx f;

static uint64_t next_random(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	return *x ^= *x << 17;
}

static void scribble(void)
{
	uint64_t x = 1234567;
	uint64_t *words = (uint64_t *)f.base;
	for (;;) {
		const struct kc_seg_section *s =
			(const struct kc_seg_section *)(f.base + 504) + next_random(&x) % 9;
		uint64_t at = next_random(&x) % 8 ? s->offset + next_random(&x) % 8192
						  : next_random(&x) % 4096;
		if (at < f.bytes - 8)
			kc_store_relaxed(&words[at / 8], next_random(&x) >> next_random(&x) % 64);
	}
}

static pid_t child(void (*fn)(void))
{
	pid_t parent = getpid(), pid = fork();
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (getppid() == parent)
			fn();
		_exit(0);
	}
	return pid;
}

Test(hostile_live, a_scribbler)
{
	struct kc_seg_header good;
	hostile_make(&f, &(struct fx_opts){ .rows = 16 });
	good = *f.h;
	pid_t pid = child(scribble);
	uint32_t opened = 0;
	for (int i = 0; i < SNAPSHOTS; i++) {
		/* Without a good header now and then nothing behind it would be reached. */
		memcpy(f.base, &good, sizeof good);
		opened += hostile_look(f.path, "scribbled") == 0;
	}
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	cr_assert_gt(opened, SNAPSHOTS / 100, "%u of %d could be opened", opened, SNAPSHOTS);
	fx_close(&f);
}

static uint32_t steady, busy;

/* Opens and closes an endpoint in the same row, and moves the ring, as the protocol says. */
static void obey(void)
{
	struct kc_seg_channel *c = fx_chan(&f, steady);
	struct kc_seg_endpoint *e = fx_ep(&f, busy);
	struct kc_seg_ring *r = fx_ring(&f, steady);
	for (uint64_t n = 1;; n++) {
		kc_store_relaxed(&r->sent, r->sent + 1);
		kc_fence_release();
		kc_store_relaxed(&r->received, r->sent);
		kc_store_relaxed(&e->count.wakes, e->count.wakes + 1);
		if (n % 64)
			continue;
		kc_store_relaxed(&f.h->structure_seq, f.h->structure_seq + 1);
		kc_fence_full();
		c->past[0].wakes += e->count.wakes;
		kc_store_release(&e->gen, e->gen + 1);
		kc_fence_full();
		e->count.wakes = 0;
		kc_store_release(&e->gen, e->gen + 1);
		kc_store_release(&f.h->structure_seq, f.h->structure_seq + 1);
	}
}

Test(hostile_live, a_busy_writer_is_never_called_damaged)
{
	struct ki_snapshot *snap;
	struct ki_error err;
	ki_source *s;
	fx_open(&f, &(struct fx_opts){ .rows = 16 });
	steady = fx_channel(&f, "steady", 2, 0, 8, 64);
	busy = fx_endpoint(&f, steady, KC_SIDE_SEND, 1, "busy");
	cr_assert_eq(ki_open(&s, f.path, &err), 0);
	pid_t pid = child(obey);
	uint64_t last = 0;
	for (int i = 0; i < SNAPSHOTS; i++) {
		cr_assert_eq(ki_snapshot_take(&snap, s, KI_ALL, &err), 0, "%s", err.text);
		cr_assert_eq(snap->channel_count, 1);
		cr_assert_leq(snap->channel[0].depth, 64);
		cr_assert_geq(snap->channel[0].sent, last, "positions never go back");
		last = snap->channel[0].sent;
		for (size_t k = 0; k < snap->finding_count; k++)
			cr_assert(snap->finding[k].severity != KI_ERROR, "%s: %s",
				snap->finding[k].code, snap->finding[k].text);
		ki_snapshot_free(snap);
	}
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	ki_close(s);
	fx_close(&f);
}
