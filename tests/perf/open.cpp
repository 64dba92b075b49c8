/* open.cpp - what opening costs: a domain, a channel, an endpoint. Medians of single calls. */
#include "cells.h"
#include "kit.h"
#include "own.h"

#include <string>

namespace perf
{

constexpr unsigned domains = 40;
constexpr unsigned channels = 256;

template <class Open> static double timed(Open open)
{
	uint64_t begin = now_ns();
	open();
	return static_cast<double>(now_ns() - begin);
}

static void report(Suite &suite, const char *what, const std::vector<double> &ns, double target_us)
{
	std::string id = std::string("open-") + what;
	for (size_t i = 0; i < ns.size(); i++)
		suite.raw(id, "kc", "", static_cast<unsigned>(i), ns[i] / 1000, "us", 0);
	double us = median(ns) / 1000;
	suite.note(id, std::string("open a ") + what, text("%.1f µs", us),
		text("≤ %g µs", target_us), us <= target_us ? "yes" : "no");
}

void open_cells(Suite &suite)
{
	if (!suite.wanted("open"))
		return;
	std::vector<double> domain_ns, channel_ns, endpoint_ns;
	for (unsigned i = 0; i < domains; i++) {
		kc_domain *d;
		domain_ns.push_back(timed(
			[&] { must("kc_domain_open", kc_domain_open(&d, "kcperf", nullptr)); }));
		must("kc_domain_close", kc_domain_close(d));
	}
	Domain domain;
	kc_chan_opts opts;
	kc_chan_opts_init(&opts);
	opts.elem_bytes = 8;
	for (unsigned i = 0; i < channels; i++) {
		std::string name = "channel " + std::to_string(i);
		kc_chan *c;
		kc_tx *tx;
		kc_rx *rx;
		channel_ns.push_back(timed([&] {
			must("kc_chan_open", kc_chan_open(&c, domain.get(), name.c_str(), &opts));
		}));
		endpoint_ns.push_back(timed([&] { must("kc_tx_open", kc_tx_open(&tx, c)); }));
		endpoint_ns.push_back(timed([&] { must("kc_rx_open", kc_rx_open(&rx, c)); }));
		must("kc_tx_close", kc_tx_close(tx));
		must("kc_rx_close", kc_rx_close(rx));
		must("kc_chan_free", kc_chan_free(c));
	}
	report(suite, "domain", domain_ns, 1000);
	report(suite, "channel", channel_ns, 20);
	report(suite, "endpoint", endpoint_ns, 10);
}

} // namespace perf
