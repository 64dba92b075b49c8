/* observable.cpp - what it costs that everything can be seen: as shipped against KC_NO_STATS.
 *
 * Pairs of runs, one of each, in alternating order; the ratio of a pair is time as shipped by time
 * without. Where in memory a ring lies moves its speed by a tenth, for as long as it lives: both rings
 * are made anew every few pairs. Reported: median ratio and its 95 % interval by bootstrap. */
#include "cells.h"
#include "kit.h"
#include "spsc.h"

#include <kc/kc.h>

namespace perf
{

constexpr unsigned pairs = 64;
constexpr unsigned pairs_a_place = 4;
constexpr double target_ratio = 1.02;

static void compare(Suite &suite, const std::string &id, const std::string &title, bool judged,
	size_t capacity, const std::function<Sample(const Link &, uint64_t n)> &run)
{
	if (!suite.wanted(id))
		return;
	fprintf(stderr, "%s\n", id.c_str());
	std::shared_ptr<Link> shipped = values_link(capacity), bare;
	const Variant variants[2] = {
		{ "kc", "as shipped", Role::own, 0, [&](uint64_t n) { return run(*shipped, n); } },
		{ "kc", "KC_NO_STATS", Role::own, 0, [&](uint64_t n) { return run(*bare, n); } },
	};
	uint64_t size = calibrate(variants[0], suite.options().run_ms);
	std::vector<double> ratios;
	for (unsigned pair = 0; pair < pairs; pair++) {
		if (pair % pairs_a_place == 0) {
			shipped = values_link(capacity);
			bare = values_link(capacity, KC_NO_STATS);
			for (const Variant &v : variants)
				v.run(size); /* their memory, before the time runs */
		}
		Sample samples[2];
		for (unsigned i = 0; i < 2; i++) {
			unsigned k = (pair + i) % 2;
			samples[k] = steady(variants[k], size, suite.options().repeats_max);
			suite.raw(id, "kc", variants[k].setting, pair, samples[k].value, "M/s",
				samples[k].preempted);
		}
		ratios.push_back(samples[1].value / samples[0].value);
	}
	Interval interval = bootstrap_median(ratios);
	suite.note(id, "being observable: " + title,
		text("%.3f × the time (95 %%: %.3f–%.3f, %u pairs)", median(ratios), interval.low,
			interval.high, pairs),
		judged ? text("≤ %g", target_ratio) : "",
		!judged                         ? ""
		: interval.high <= target_ratio ? "yes"
						: "no");
}

void observable_cells(Suite &suite)
{
	compare(suite, "observable-batch32-64Ki", "SPSC batch 32, ring 64 Ki", true, 65536,
		[](const Link &link, uint64_t n) {
			return own_batch(Calls::functions, 32, 65536, link, n);
		});
	compare(suite, "observable-single-4Ki", "SPSC single inline, ring 4 Ki", false, 4096,
		[](const Link &link, uint64_t n) { return own_single(Calls::inlined, link, n); });
	compare(suite, "observable-calls-4Ki", "SPSC kc_send/kc_recv, ring 4 Ki", false, 4096,
		[](const Link &link, uint64_t n) { return own_single(Calls::functions, link, n); });
}

} // namespace perf
