#include <kc/stats.h>

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "chan/snapshot.h"
#include "inspect/inspect.h"

/* The reader's own function, so that no two tools round differently. */
static void residence(kc_chan_stats *out, const struct kc_seg_hist *h)
{
	static const double q[2] = { 0.5, 0.99 };
	struct ki_hist all = { .count = h->count, .sum_ns = h->sum, .max_ns = h->max };
	uint64_t v[2];
	memcpy(all.bucket, h->bucket, sizeof all.bucket);
	ki_hist_quantiles(v, q, 2, &all, NULL);
	out->residence_count = h->count;
	out->residence_p50_ns = v[0];
	out->residence_p99_ns = v[1];
	out->residence_max_ns = h->max;
}

KC_API int kc_chan_snapshot(const kc_chan *c, kc_chan_stats *out)
{
	struct kc_chan_look l;
	if (!c || !out)
		return kc_fail(-EINVAL, "kc_chan_snapshot: the channel or out is NULL");
	if (out->size < sizeof *out)
		return kc_fail(-EINVAL,
			"kc_chan_stats.size is %zu, not %zu; initialise it with KC_CHAN_STATS()",
			out->size, sizeof *out);
	if (c->domain->forked)
		return kc_fail(
			-EOWNERDEAD, "the domain was inherited over fork; open one of its own");
	kc_chan_look(c, &l);
	const struct kc_seg_counters *tx = &l.sums.side[KC_SIDE_SEND],
				     *rx = &l.sums.side[KC_SIDE_RECEIVE];
	const struct kc_timebase *base = &c->domain->timebase;
	bool tickets = c->payload == KC_TICKETS || c->payload == KC_BYTES;
	uint64_t received = c->flow->senders_take ? rx->messages : l.pos.received;
	/* What no counter stands for cannot have happened: it is 0. */
	*out = (kc_chan_stats){
		.size = out->size,
		.at_ns = l.now_ns,
		.sent = l.pos.sent,
		.received = received,
		.depth = l.pos.depth,
		.capacity = l.pos.capacity,
		.bytes_sent = tickets ? tx->payload_bytes : l.pos.sent * c->elem_bytes,
		.bytes_received = tickets ? rx->payload_bytes : received * c->elem_bytes,
		.dropped_newest = tx->dropped_newest,
		.dropped_oldest = tx->dropped_oldest,
		.refused = tx->would_block,
		.timed_out = tx->timed_out + rx->timed_out,
		.cancelled = tx->cancelled + rx->cancelled,
		.closed_errors = tx->closed_errors + rx->closed_errors,
		.blocked_sends = tx->blocked,
		.blocked_recvs = rx->blocked,
		.blocked_send_ns =
			tx->blocked_ns + kc_ticks_span_ns(base, l.sums.asleep_ticks[KC_SIDE_SEND]),
		.blocked_recv_ns = rx->blocked_ns +
				   kc_ticks_span_ns(base, l.sums.asleep_ticks[KC_SIDE_RECEIVE]),
		.wakes = tx->wakes + rx->wakes,
		.senders = l.open_ends[KC_SIDE_SEND],
		.receivers = l.open_ends[KC_SIDE_RECEIVE],
		.senders_asleep = l.sums.asleep[KC_SIDE_SEND],
		.receivers_asleep = l.sums.asleep[KC_SIDE_RECEIVE],
		.channel = c->serial,
	};
	residence(out, &l.sums.residence);
	if (out->depth && l.oldest_ticks && l.now_ticks > l.oldest_ticks)
		out->oldest_ns = kc_ticks_span_ns(base, l.now_ticks - l.oldest_ticks);
	return 0;
}

static double per_s(uint64_t before, uint64_t now, double seconds)
{
	return now > before ? (double)(now - before) / seconds : 0;
}

KC_API int kc_chan_rate(const kc_chan_stats *prev, const kc_chan_stats *cur, kc_chan_rates *out)
{
	if (!prev || !cur || !out)
		return kc_fail(-EINVAL, "kc_chan_rate: a snapshot or out is NULL");
	if (prev->size < sizeof *prev || cur->size < sizeof *cur || out->size < sizeof *out)
		return kc_fail(-EINVAL, "kc_chan_rate: a size is less than its struct's; "
					"initialise them with KC_CHAN_STATS() and KC_CHAN_RATES()");
	if (prev->channel != cur->channel || cur->channel == 0)
		return kc_fail(-EINVAL, "kc_chan_rate: the snapshots are not of one channel");
	if (cur->at_ns <= prev->at_ns)
		return kc_fail(-EINVAL, "kc_chan_rate: no time passed between the snapshots");
	double s = (double)(cur->at_ns - prev->at_ns) / 1e9;
	*out = (kc_chan_rates){
		.size = out->size,
		.sent_per_s = per_s(prev->sent, cur->sent, s),
		.received_per_s = per_s(prev->received, cur->received, s),
		.bytes_per_s = per_s(prev->bytes_sent, cur->bytes_sent, s),
		.refused_per_s = per_s(prev->refused, cur->refused, s),
		.dropped_per_s = per_s(prev->dropped_newest, cur->dropped_newest, s) +
				 per_s(prev->dropped_oldest, cur->dropped_oldest, s),
		.growth_per_s = ((double)cur->depth - (double)prev->depth) / s,
	};
	return 0;
}
