#include "support/crash_oracle.h"

#include "support/harness.h"
#include "support/crash_walk.h"
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

static const char *const names[CRASH_FACTS] = { "sent", "left", "closed", "other channels", "live",
	"loaned", "queued", "held", "channels", "senders", "receivers", "waiting" };

static void deltas(const struct crash_op *op, int64_t by[CRASH_FACTS])
{
	memset(by, 0, CRASH_FACTS * sizeof *by);
	by[CRASH_SENT] = op->sent;
	by[CRASH_LEFT] = op->left;
	by[CRASH_CLOSED] = op->closed;
	by[CRASH_LIVE] = op->live;
	by[CRASH_LOANED] = op->loaned;
	by[CRASH_QUEUED] = op->queued;
	by[CRASH_HELD] = op->held;
	by[CRASH_CHANNELS] = op->channels;
	by[CRASH_SENDERS] = op->senders;
	by[CRASH_RECEIVERS] = op->receivers;
}

/* --- facts ----------------------------------------------------------------------------------- */

static bool is_about(const struct crash_op *op, const struct ki_channel *c)
{
	return op->channel && strcmp(op->channel, c->name) == 0;
}

static void facts_of_channels(
	const struct crash_oracle *o, const struct ki_snapshot *s, int64_t v[CRASH_FACTS])
{
	const struct crash_op *op = &o->tracee.ctl->op;
	/* One that is freed keeps what it had. */
	v[CRASH_SENT] = o->last[CRASH_SENT];
	v[CRASH_LEFT] = o->last[CRASH_LEFT];
	v[CRASH_CLOSED] = o->last[CRASH_CLOSED];
	v[CRASH_CHANNELS] = (int64_t)s->channel_count;
	for (size_t i = 0; i < s->channel_count; i++) {
		const struct ki_channel *c = &s->channel[i];
		uint64_t left = c->sent - c->depth;
		v[CRASH_SENDERS] += c->senders;
		v[CRASH_RECEIVERS] += c->receivers;
		if (is_about(op, c)) {
			v[CRASH_SENT] = (int64_t)c->sent;
			v[CRASH_LEFT] = (int64_t)left;
			v[CRASH_CLOSED] = c->closed;
		} else {
			v[CRASH_OTHERS] += (int64_t)(c->sent * 1009 + left * 31 + c->closed) *
					   (int64_t)(c->index + 1);
		}
	}
}

static bool facts_of_waits(
	const struct crash_oracle *o, struct crash_look *l, int64_t v[CRASH_FACTS])
{
	const struct ki_snapshot *s = l->snap;
	for (size_t i = 0; i < s->endpoint_count; i++) {
		const struct ki_endpoint *e = &s->endpoint[i];
		if (e->wait == KC_WAIT_NONE)
			continue;
		if (e->tid != (uint32_t)o->tracee.pid)
			v[CRASH_WAITING]++;
		else if (!(o->tracee.ctl->op.flags & CRASH_WAITS) || !e->open)
			return crash_wrong(l, "endpoint %u is said to wait", e->index);
		if (e->wait_since_ns == 0)
			return crash_wrong(l, "endpoint %u waits since never", e->index);
	}
	return true;
}

static bool facts(const struct crash_oracle *o, struct crash_look *l, int64_t v[CRASH_FACTS])
{
	const struct ki_ticket_counts *n = &l->snap->tickets;
	memset(v, 0, CRASH_FACTS * sizeof *v);
	facts_of_channels(o, l->snap, v);
	v[CRASH_LIVE] = (int64_t)n->live;
	v[CRASH_LOANED] = (int64_t)n->loaned;
	v[CRASH_QUEUED] = (int64_t)n->queued;
	v[CRASH_HELD] = (int64_t)n->held;
	return facts_of_waits(o, l, v);
}

/* --- rules ----------------------------------------------------------------------------------- */

static uint64_t slack(void *ctx, const struct ki_channel *c)
{
	const struct crash_op *op = ctx;
	return is_about(op, c) ? op->slack : 0;
}

/* Between the beginning and the end of its way, and not back. */
static bool check_way(const struct crash_oracle *o, struct crash_look *l,
	const int64_t v[CRASH_FACTS], bool ended)
{
	const struct crash_op *op = &o->tracee.ctl->op;
	int64_t by[CRASH_FACTS];
	deltas(op, by);
	for (int f = 0; f < CRASH_FACTS; f++) {
		int64_t from = o->first[f], to = from + by[f], before = o->last[f];
		bool back = f >= CRASH_LIVE && f <= CRASH_HELD && (op->flags & CRASH_BACK);
		int64_t low = from < to ? from : to, high = from < to ? to : from;
		if (back && !ended) {
			low -= op->slack;
			high += op->slack;
		}
		if (v[f] < low || v[f] > high || (ended && v[f] != to) ||
			(!back && (by[f] < 0 ? v[f] > before : v[f] < before)))
			return crash_wrong(l,
				"%s is %" PRId64 ", was %" PRId64 ", and goes from %" PRId64
				" to %" PRId64,
				names[f], v[f], before, from, to);
	}
	return true;
}

/* What has left a channel has reached who took it. */
static bool check_out(const struct crash_oracle *o, struct crash_look *l,
	const int64_t v[CRASH_FACTS], uint64_t copying)
{
	const struct crash_ctl *ctl = o->tracee.ctl;
	int64_t moved = v[CRASH_LEFT] - o->first[CRASH_LEFT];
	if (!(ctl->op.flags & CRASH_COPIES))
		return true;
	for (int64_t i = 0; i < moved && i < CRASH_OUT; i++) {
		if ((uint64_t)(o->first[CRASH_LEFT] + i) >= copying)
			break;
		if (ctl->out[i] != ctl->want[i])
			return crash_wrong(l,
				"element %" PRId64
				" has left, and its receiver has %lx instead of %lx",
				i, (unsigned long)ctl->out[i], (unsigned long)ctl->want[i]);
	}
	return true;
}

static bool check_slots(const struct crash_oracle *o, struct crash_look *l, uint64_t *copying)
{
	const struct crash_op *op = &o->tracee.ctl->op;
	struct crash_walk w = { .copy = &o->copy,
		.look = l,
		.arena = o->arena,
		.slack = op->slack,
		.freeing = (op->flags & CRASH_GONE) != 0 };
	*copying = UINT64_MAX;
	for (uint32_t i = 0; i < l->snap->channel_count; i++) {
		if (!crash_walk_channel(&w, i))
			return false;
		if (is_about(op, &l->snap->channel[i]))
			*copying = w.copying;
	}
	return true;
}

/* Tickets are the one process's whatever it did last. */
static bool check_holders(const struct crash_oracle *o, struct crash_look *l)
{
	for (size_t i = 0; i < l->ticket_count; i++)
		if (l->ticket[i].holder_tid != (uint32_t)o->tracee.pid)
			return crash_wrong(l, "ticket %lx is said to be held by %u",
				(unsigned long)l->ticket[i].handle, l->ticket[i].holder_tid);
	return true;
}

/* --- looking --------------------------------------------------------------------------------- */

static void fail(struct crash_oracle *o, const char *scene, const struct crash_look *l)
{
	struct crash_op op = o->tracee.ctl->op;
	uint64_t where = crash_where(&o->tracee);
	crash_kill(&o->tracee);
	o->tracee.pid = 0;
	cr_assert_fail("%s, %s, instruction %lu (before +0x%lx): %s", scene, op.name,
		(unsigned long)o->step, (unsigned long)where, l->wrong);
}

static void inspect(struct crash_oracle *o, const char *scene, bool begins, bool ended)
{
	struct crash_look l;
	int64_t v[CRASH_FACTS];
	uint64_t copying;
	struct crash_op *op = &o->tracee.ctl->op;
	bool good = crash_look_begin(&l, o->copy.path) && crash_look_check(&l, slack, op) &&
		    check_slots(o, &l, &copying) && check_holders(o, &l) &&
		    crash_look_again(&l, o->copy.path);
	if (good && l.opening && (begins || ended || !(op->flags & CRASH_ROWS)))
		good = crash_wrong(&l, "nothing is being opened or closed");
	good = good && facts(o, &l, v);
	if (good && begins)
		memcpy(o->first, v, sizeof v);
	if (begins)
		memcpy(o->last, v, sizeof v);
	good = good && check_way(o, &l, v, ended) && check_out(o, &l, v, copying);
	if (!good)
		fail(o, scene, &l);
	memcpy(o->last, v, sizeof v);
	o->copies++;
	crash_look_end(&l);
}

static void find_memory(struct crash_oracle *o)
{
	if (o->copy.from)
		return;
	crash_copy_open(&o->copy, o->tracee.ctl->segment, o->dir);
	const struct kc_seg_header *h = (const void *)o->copy.from;
	o->arena = crash_arena_map(o->tracee.pid, o->tracee.ctl->segment, h);
	o->arena_bytes = h->arena_bytes;
}

static void operation(struct crash_oracle *o, const char *scene)
{
	uint64_t copies = o->copies;
	find_memory(o);
	(void)crash_copy_take(&o->copy);
	o->step = 0;
	memset(o->last, 0, sizeof o->last);
	inspect(o, scene, true, false);
	while (crash_step(&o->tracee)) {
		o->step++;
		if (crash_copy_take(&o->copy))
			inspect(o, scene, false, false);
	}
	(void)crash_copy_take(&o->copy);
	inspect(o, scene, false, true);
	o->points += o->step;
	o->operations++;
	if (o->tell)
		printf("  %-24s %7lu instructions  %5lu different leftovers\n",
			o->tracee.ctl->op.name, (unsigned long)o->step,
			(unsigned long)(o->copies - copies));
	crash_let_go(&o->tracee);
}

void crash_run(struct crash_oracle *o, const char *scene,
	void (*body)(struct crash_ctl *, const void *), const void *arg)
{
	if (o->tell)
		printf("%s\n", scene);
	crash_start(&o->tracee, body, arg);
	while (crash_next(&o->tracee))
		operation(o, scene);
	crash_kill(&o->tracee);
	if (o->arena)
		munmap((void *)(uintptr_t)o->arena, o->arena_bytes);
	o->arena = NULL;
	crash_copy_close(&o->copy);
}
