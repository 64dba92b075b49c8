#include "inspect/inspect.h"

static const struct ki_channel *same_channel(
	const struct ki_snapshot *before, const struct ki_channel *now)
{
	size_t lo = 0, hi = before->channel_count;
	/* Tables are mostly full: the row is then its own place, and the search begins where it ends. */
	if (now->index < hi && before->channel[now->index].index == now->index)
		lo = hi = now->index;
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (before->channel[mid].index < now->index)
			lo = mid + 1;
		else
			hi = mid;
	}
	const struct ki_channel *c = &before->channel[lo];
	/* A row that was reused in between is another channel: nothing may be subtracted. */
	return lo < before->channel_count && c->index == now->index && c->gen == now->gen ? c
											  : NULL;
}

static double per_s(uint64_t before, uint64_t now, double seconds)
{
	return now > before ? (double)(now - before) / seconds : 0;
}

struct ki_rates ki_channel_rates(
	const struct ki_snapshot *before, const struct ki_snapshot *now, uint32_t channel_in_now)
{
	struct ki_rates r = { .ok = false };
	if (!before || !now || channel_in_now >= now->channel_count || now->at_ns <= before->at_ns)
		return r;
	const struct ki_channel *b = &now->channel[channel_in_now], *a = same_channel(before, b);
	if (!a)
		return r;
	double s = (double)(now->at_ns - before->at_ns) / 1e9;
	r.ok = true;
	r.sent_per_s = per_s(a->sent, b->sent, s);
	r.received_per_s = per_s(a->received, b->received, s);
	r.bytes_per_s = per_s(a->bytes_sent, b->bytes_sent, s);
	r.growth_per_s = ((double)b->depth - (double)a->depth) / s;
	r.wakes_per_s = per_s(a->total[0].wakes, b->total[0].wakes, s) +
			per_s(a->total[1].wakes, b->total[1].wakes, s);
	r.timed_out_per_s = per_s(a->total[0].timed_out, b->total[0].timed_out, s) +
			    per_s(a->total[1].timed_out, b->total[1].timed_out, s);
	r.dropped_per_s = per_s(ki_channel_dropped(a), ki_channel_dropped(b), s);
	r.cancelled_per_s = per_s(ki_channel_cancelled(a), ki_channel_cancelled(b), s);
	for (int side = 0; side < 2; side++)
		r.blocked_share[side] = per_s(a->blocked_ns[side], b->blocked_ns[side], s) / 1e9;
	return r;
}
