#include <errno.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "inspect/build.h"

enum { STRUCTURE_TRIES = 3 };

uint64_t ki_build_instant(struct ki_build *b, uint64_t ticks)
{
	/* A clock pair is exact to well under a millisecond; what lies beyond that is no rounding. */
	const uint64_t slack_ns = 1000000;
	uint64_t at = ki_instant(&b->base, ticks);
	if (b->same_boot && at > b->now_ns) {
		if (at - b->now_ns > slack_ns)
			b->future++;
		at = b->now_ns;
	}
	if (at > b->newest_ns)
		b->newest_ns = at;
	return at;
}

/* The structure sequence as it is now; the refreshed one when it cannot be read. */
static uint64_t structure_now(ki_source *s)
{
	uint64_t seq = s->header.structure_seq;
	(void)ki_read(s, &seq, sizeof seq, offsetof(struct kc_seg_header, structure_seq));
	return seq;
}

/* Channels and endpoints of one moment, if they stand still long enough: an endpoint that closes between the
 * two tables would be missing from its channel's totals. A writer that died in the middle of such a change never
 * ends it (INV-SEG-1): what its rows do not say of each other then is no damage either. */
static int collect(struct ki_build *b)
{
	struct ki_findings start = b->f;
	uint64_t done = b->s->work.bytes_read;
	for (int i = 0;; i++) {
		uint64_t before = i ? structure_now(b->s) : b->s->header.structure_seq;
		int rc = ki_channels_collect(b);
		if (!rc)
			rc = ki_endpoints_collect(b);
		if (rc)
			return rc;
		b->moving = before % 2 || (b->live && structure_now(b->s) != before);
		if (!b->moving || !b->live || i + 1 == STRUCTURE_TRIES ||
			b->s->work.bytes_read - done > b->s->file_size / 2)
			return 0;
		/* What the given-up pass found will be found again if it is there. */
		b->f.count = start.count;
		b->f.dropped = start.dropped;
		b->f.checks_run = start.checks_run;
		b->f.checks_skipped = start.checks_skipped;
	}
}

/* A leftover's clock stands still at the newest instant in it, so that ages do not grow after death. */
static void set_instant(struct ki_build *b)
{
	struct ki_snapshot *snap = b->snap;
	const struct kc_seg_header *h = &b->s->header;
	snap->at_ns = b->now_ns;
	if (b->live && (b->same_boot || snap->liveness != KI_OUT_OF_SIGHT))
		return;
	const uint64_t more[] = { h->closed_mono_ns, b->s->clock.mono_ns, h->clock_open.mono_ns };
	for (size_t i = 0; i < KC_ARRAY_LEN(more); i++)
		if (more[i] > b->newest_ns && !(b->same_boot && more[i] > b->now_ns))
			b->newest_ns = more[i];
	if (b->newest_ns)
		snap->at_ns = b->newest_ns;
}

static int make(struct ki_build *b)
{
	struct ki_snapshot *snap = b->snap;
	ki_schema_read(b->s, &b->schema, &b->f);
	int rc = collect(b);
	if (rc)
		return rc;
	rc = ki_rings_read(b);
	if (rc)
		return rc;
	snap->at_wall_ns = kc_clock_ns(CLOCK_REALTIME);
	b->now_ns = kc_mono_ns();
	b->base = ki_timebase(b->s);
	rc = ki_channels_fill(b);
	if (!rc)
		rc = ki_endpoints_fill(b);
	if (rc)
		return rc;
	if (b->what & KI_WITH_TICKETS)
		ki_tickets_count(b);
	set_instant(b);
	ki_channels_sum(b);
	ki_arena_read(b);
	if (b->what & KI_WITH_HISTS)
		rc = ki_hists_read(b);
	if (b->future)
		ki_note(&b->f, KI_F_INSTANT, "%u instants lie in the future; shown as now",
			b->future);
	if (!b->live && b->s->header.structure_seq % 2)
		ki_note(&b->f, KI_F_STRUCTURE,
			"the writer died while it opened or closed something");
	return rc;
}

static void copy_toc_findings(struct ki_build *b)
{
	const struct ki_findings *t = &b->s->toc;
	b->f.item = malloc((t->count + 1) * sizeof *t->item);
	if (!b->f.item)
		return;
	if (t->count)
		memcpy(b->f.item, t->item, t->count * sizeof *t->item);
	b->f.count = b->f.room = t->count;
	b->f.dropped = t->dropped;
	b->f.checks_run = t->checks_run;
	b->f.checks_skipped = t->checks_skipped;
}

int ki_snapshot_take(struct ki_snapshot **out, ki_source *s, unsigned what, struct ki_error *err)
{
	struct ki_build b = { .s = s, .what = what };
	*out = NULL;
	b.snap = calloc(1, sizeof *b.snap);
	if (!b.snap)
		return ki_fail(err, -ENOMEM, "out of memory");
	b.snap->liveness = ki_source_refresh(s);
	snprintf(b.snap->reason, sizeof b.snap->reason, "%s", s->info.reason);
	b.live = b.snap->liveness != KI_DEAD && b.snap->liveness != KI_CLOSED;
	b.same_boot = ki_same_boot(s);
	copy_toc_findings(&b);
	ki_threads_init(&b.threads, s);
	int rc = ki_rows_begin(&b.rows, s, &b.f);
	if (!rc)
		rc = make(&b);
	b.snap->torn = b.rows.torn;
	b.snap->finding = b.f.item;
	b.snap->finding_count = b.f.count;
	b.snap->findings_dropped = b.f.dropped;
	b.snap->checks_run = b.f.checks_run;
	b.snap->checks_skipped = b.f.checks_skipped;
	ki_threads_free(&b.threads);
	free(b.chan);
	free(b.ep);
	free(b.lane);
	free(b.channel_at);
	if (rc) {
		ki_snapshot_free(b.snap);
		return ki_fail(err, rc, "%s: %s", s->info.path,
			rc == -ENOMEM ? "out of memory" : strerror(-rc));
	}
	*out = b.snap;
	return 0;
}

void ki_snapshot_free(struct ki_snapshot *snap)
{
	if (!snap)
		return;
	free(snap->channel);
	free(snap->endpoint);
	free(snap->endpoint_of);
	free(snap->select_of);
	free(snap->hist);
	free(snap->finding);
	free(snap);
}
