/* mpsc.cpp - two and four senders that share one CPU, one receiver on the other.
 *
 * The receiver checks that each sender's messages come in order; count and sum must be those of the senders. kc's
 * capacity is that of each sender; peers have one queue of the same capacity, or of as many nodes, for all. */
#include "cells.h"
#include "crowd.h"
#include "kit.h"
#include "own.h"
#include "peers_mpmc.h"

#include <atomic>
#include <memory>

namespace perf
{

constexpr size_t capacity = 4096;

enum class Calls { inlined, functions };

KC_TYPED(message, uint64_t);

/* Senders on one CPU, the receiver on the other. */
template <class Send, class Receive>
static Elapsed run_mpsc(unsigned senders, Send send, Receive receive)
{
	std::vector<Member> crew{ { receive_cpu(), receive } };
	for (unsigned id = 0; id < senders; id++)
		crew.push_back({ send_cpu(), [=] { send(id); } });
	return run_crew(crew);
}

template <class Q, size_t batch> static Sample peer_mpsc(unsigned senders, Miss miss)
{
	auto owner = std::make_unique<Q>(capacity, senders);
	std::atomic<unsigned> sending{ senders };
	std::vector<Tally> sent(senders), got(1);
	auto send = [&](unsigned id) {
		typename Q::Sender sender(opaque(owner.get()), id);
		Waiter waiter(miss);
		uint64_t deadline = now_ns() + static_cast<uint64_t>(box_ms * 1e6);
		sent[id] = send_until<batch>(deadline, id, [&](uint64_t first, size_t n) {
			uint64_t values[batch];
			fill(values, first, n);
			size_t k;
			while ((k = sender.push_n(values, n)) == 0)
				waiter.wait();
			return k;
		});
		sending.fetch_sub(1);
	};
	auto receive = [&] {
		typename Q::Receiver receiver(opaque(owner.get()), 0);
		Waiter waiter(miss);
		Ledger ledger(senders);
		uint64_t values[batch_max];
		/* A look after the last sender was done may be one that raced with it: look again. */
		for (unsigned last_looks = 0; last_looks < 3;) {
			bool done = sending.load(std::memory_order_acquire) == 0;
			size_t k = receiver.pop_n(values, batch);
			ledger.take(values, k, Q::family);
			if (k == 0 && done)
				last_looks++;
			else if (k == 0)
				waiter.wait();
			handles_are_in_memory();
		}
		got[0] = ledger.tally();
	};
	Elapsed e = run_mpsc(
		senders, [&](unsigned id) { send(id); }, receive);
	return settle(sent, got, e, Q::family);
}

template <Calls calls, size_t batch>
static size_t push(kc_tx *tx, uint64_t first, size_t n)
{
	if (batch == 1) {
		must("send", calls == Calls::inlined ? message_send(tx, &first, KC_FOREVER)
						     : kc_send(tx, &first, KC_FOREVER));
		return 1;
	}
	if (calls == Calls::functions) {
		uint64_t values[batch];
		fill(values, first, n);
		ssize_t k = kc_send_n(tx, values, n, KC_FOREVER);
		must("kc_send_n", k);
		return static_cast<size_t>(k);
	}
	uint64_t *span;
	ssize_t k = message_reserve(tx, n, &span);
	if (k <= 0) {
		must("reserve", k == -EAGAIN ? kc_tx_wait(tx, 1, KC_FOREVER) : k);
		return 0;
	}
	fill(span, first, static_cast<size_t>(k));
	must("commit", message_commit(tx, static_cast<size_t>(k)));
	return static_cast<size_t>(k);
}

/* Takes what is there, up to batch; false at the end of the stream. */
template <Calls calls, size_t batch> static bool pull(kc_rx *rx, Ledger &ledger)
{
	uint64_t values[batch_max];
	const uint64_t *span = values;
	ssize_t k;
	if (batch == 1) {
		k = calls == Calls::inlined ? message_recv(rx, values, KC_FOREVER)
					    : kc_recv(rx, values, KC_FOREVER);
		k = k == 0 ? 1 : k;
	} else if (calls == Calls::functions) {
		k = kc_recv_n(rx, values, batch, KC_FOREVER);
	} else {
		k = message_peek(rx, batch, &span);
		if (k == -EAGAIN) {
			int rc = kc_rx_wait(rx, 1, KC_FOREVER);
			if (rc != -EPIPE)
				must("kc_rx_wait", rc);
			return rc != -EPIPE;
		}
	}
	if (k == -EPIPE)
		return false;
	must("receive", k);
	ledger.take(span, static_cast<size_t>(k), "kc");
	if (span != values)
		must("release", message_release(rx, static_cast<size_t>(k)));
	return true;
}

template <Calls calls, size_t batch> static Sample own_mpsc(unsigned senders)
{
	Domain domain;
	Channel channel(domain, "mpsc", { KC_MPSC, KC_VALUES, capacity, 0 }, senders, 1);
	std::atomic<unsigned> sending{ senders };
	std::vector<Tally> sent(senders), got(1);
	auto send = [&](unsigned id) {
		kc_tx *tx = opaque(channel.tx(id));
		uint64_t deadline = now_ns() + static_cast<uint64_t>(box_ms * 1e6);
		sent[id] = send_until<batch>(deadline, id, [&](uint64_t first, size_t n) {
			return push<calls, batch>(tx, first, n);
		});
		if (sending.fetch_sub(1) == 1)
			channel.close();
	};
	auto receive = [&] {
		kc_rx *rx = opaque(channel.rx());
		Ledger ledger(senders);
		while (pull<calls, batch>(rx, ledger))
			handles_are_in_memory();
		got[0] = ledger.tally();
	};
	Elapsed e = run_mpsc(
		senders, [&](unsigned id) { send(id); }, receive);
	return settle(sent, got, e, "kc");
}

template <class Q, size_t batch>
static void add_peer(Cell &cell, unsigned senders, const char *how = "")
{
	for (const Miss &miss : shared_cpu)
		cell.variants.push_back({ Q::family,
			text("%spause %u, yield every %u", how, miss.pauses, miss.yield_every),
			Role::peer, 0,
			[=](uint64_t) { return peer_mpsc<Q, batch>(senders, miss); } });
}

template <size_t batch> static void mpsc_cell(Suite &suite, unsigned senders, double target)
{
	Cell cell;
	cell.id = text("mpsc-%u-batch%zu", senders, batch);
	cell.title = text("MPSC %u senders, batch %zu", senders, batch);
	cell.unit = "M/s";
	cell.boxed = true;
	cell.variants.push_back({ "kc", batch == 1 ? "inline" : "inline, in place", Role::own,
		target, [=](uint64_t) { return own_mpsc<Calls::inlined, batch>(senders); } });
	cell.variants.push_back(
		{ "kc", batch == 1 ? "kc_send/kc_recv" : "kc_send_n/kc_recv_n", Role::own, 0,
			[=](uint64_t) { return own_mpsc<Calls::functions, batch>(senders); } });
	add_peer<Vyukov<16>, batch>(cell, senders, "packed, ");
	add_peer<Vyukov<64>, batch>(cell, senders, "a line a slot, ");
#ifdef KC_PERF_CK
	add_peer<CkMpmc, batch>(cell, senders);
#endif
#ifdef KC_PERF_BOOST
	add_peer<BoostMpmc, batch>(cell, senders);
#endif
#ifdef KC_PERF_MOODYCAMEL
	add_peer<MoodycamelMpmc, batch>(cell, senders);
#endif
#ifdef KC_PERF_URCU
	add_peer<UrcuMpmc, batch>(cell, senders);
#endif
	suite.run(cell);
}

void mpsc_cells(Suite &suite)
{
	mpsc_cell<1>(suite, 2, 4);
	mpsc_cell<1>(suite, 4, 5);
	mpsc_cell<32>(suite, 4, 5);
}

} // namespace perf
