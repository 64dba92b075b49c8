/* mpmc.cpp - two senders and two receivers; pairs of threads that each send and receive.
 *
 * Two by two: senders share one CPU, receivers the other. Receivers check that each sender's messages come in
 * order; count and sum over all receivers must be those of the senders. */
#include "cells.h"
#include "crowd.h"
#include "kit.h"
#include "own.h"
#include "peers_mpmc.h"

#include <array>
#include <atomic>
#include <memory>

namespace perf
{

constexpr size_t capacity = 4096;
constexpr unsigned sides = 2;

static const Miss own_cpu[] = { { 1, 0 }, { 64, 0 }, { 256, 0 } };

template <class Q, size_t batch> static Sample peer_two_by_two(Miss miss)
{
	auto owner = std::make_unique<Q>(capacity, sides);
	std::atomic<unsigned> sending{ sides };
	std::vector<Tally> sent(sides), got(sides);
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
	auto receive = [&](unsigned id) {
		typename Q::Receiver receiver(opaque(owner.get()), id);
		Waiter waiter(miss);
		Ledger ledger(sides);
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
		got[id] = ledger.tally();
	};
	Elapsed e = run_crew({ { send_cpu(), [&] { send(0); } }, { send_cpu(), [&] { send(1); } },
		{ receive_cpu(), [&] { receive(0); } }, { receive_cpu(), [&] { receive(1); } } });
	return settle(sent, got, e, Q::family);
}

template <size_t batch> static Sample own_two_by_two(unsigned flags)
{
	Domain domain;
	Channel channel(
		domain, "two-by-two", { KC_MPMC, KC_VALUES, capacity, flags }, sides, sides);
	std::atomic<unsigned> sending{ sides };
	std::vector<Tally> sent(sides), got(sides);
	auto send = [&](unsigned id) {
		kc_tx *tx = opaque(channel.tx(id));
		uint64_t deadline = now_ns() + static_cast<uint64_t>(box_ms * 1e6);
		sent[id] = send_until<batch>(deadline, id, [&](uint64_t first, size_t n) {
			if (batch == 1) {
				must("kc_send", kc_send(tx, &first, KC_FOREVER));
				return size_t{ 1 };
			}
			uint64_t values[batch];
			fill(values, first, n);
			ssize_t k = kc_send_n(tx, values, n, KC_FOREVER);
			must("kc_send_n", k);
			return static_cast<size_t>(k);
		});
		if (sending.fetch_sub(1) == 1)
			channel.close();
	};
	auto receive = [&](unsigned id) {
		kc_rx *rx = opaque(channel.rx(id));
		Ledger ledger(sides);
		uint64_t values[batch_max];
		for (;;) {
			ssize_t k = batch == 1 ? kc_recv(rx, values, KC_FOREVER)
					       : kc_recv_n(rx, values, batch, KC_FOREVER);
			if (k == -EPIPE)
				break;
			must("receive", k);
			ledger.take(values, batch == 1 ? 1 : static_cast<size_t>(k), "kc");
			handles_are_in_memory();
		}
		got[id] = ledger.tally();
	};
	Elapsed e = run_crew({ { send_cpu(), [&] { send(0); } }, { send_cpu(), [&] { send(1); } },
		{ receive_cpu(), [&] { receive(0); } }, { receive_cpu(), [&] { receive(1); } } });
	return settle(sent, got, e, "kc");
}

/* One thread a CPU: send one, receive one; the queue holds at most two elements. */
static Sample pairs_sample(uint64_t n, uint64_t sum, const Elapsed &e, const char *who)
{
	uint64_t expect = 0;
	for (unsigned id = 0; id < sides; id++)
		expect += n * message(id, 0) + n * (n - 1) / 2;
	if (sum != expect)
		fail("%s lost, doubled or changed messages", who);
	return { sides * static_cast<double>(n) * 1e3 / e.ns, e.preempted, e.ns };
}

template <class Q> static Sample peer_pairs(Miss miss, uint64_t n)
{
	auto owner = std::make_unique<Q>(capacity, sides);
	std::array<uint64_t, sides> sums{};
	auto work = [&](unsigned id) {
		typename Q::Sender sender(opaque(owner.get()), id);
		typename Q::Receiver receiver(opaque(owner.get()), id);
		Waiter waiter(miss);
		uint64_t sum = 0;
		for (uint64_t i = 0; i < n; i++) {
			uint64_t v = message(id, i);
			while (sender.push_n(&v, 1) == 0)
				waiter.wait();
			while (receiver.pop_n(&v, 1) == 0)
				waiter.wait();
			sum += v;
			handles_are_in_memory();
		}
		sums[id] = sum;
	};
	Elapsed e =
		run_crew({ { send_cpu(), [&] { work(0); } }, { receive_cpu(), [&] { work(1); } } });
	return pairs_sample(n, sums[0] + sums[1], e, Q::family);
}

static Sample own_pairs(unsigned flags, uint64_t n)
{
	Domain domain;
	Channel channel(domain, "pairs", { KC_MPMC, KC_VALUES, capacity, flags }, sides, sides);
	std::array<uint64_t, sides> sums{};
	auto work = [&](unsigned id) {
		kc_tx *tx = opaque(channel.tx(id));
		kc_rx *rx = opaque(channel.rx(id));
		uint64_t sum = 0;
		for (uint64_t i = 0; i < n; i++) {
			uint64_t v = message(id, i);
			must("kc_send", kc_send(tx, &v, KC_FOREVER));
			must("kc_recv", kc_recv(rx, &v, KC_FOREVER));
			sum += v;
			handles_are_in_memory();
		}
		sums[id] = sum;
	};
	Elapsed e =
		run_crew({ { send_cpu(), [&] { work(0); } }, { receive_cpu(), [&] { work(1); } } });
	return pairs_sample(n, sums[0] + sums[1], e, "kc");
}

template <class Q, size_t batch> static void add_two_by_two(Cell &cell, const char *how = "")
{
	for (const Miss &miss : shared_cpu)
		cell.variants.push_back({ Q::family,
			text("%spause %u, yield every %u", how, miss.pauses, miss.yield_every),
			Role::peer, 0, [=](uint64_t) { return peer_two_by_two<Q, batch>(miss); } });
}

template <class Q> static void add_pairs(Cell &cell, const char *how = "", Role role = Role::peer)
{
	for (const Miss &miss : own_cpu)
		cell.variants.push_back({ Q::family, text("%spause %u", how, miss.pauses), role, 0,
			[=](uint64_t n) { return peer_pairs<Q>(miss, n); } });
}

template <size_t batch> static void two_by_two_cell(Suite &suite, double target)
{
	Cell cell;
	cell.id = text("mpmc-2x2-batch%zu", batch);
	cell.title = text("MPMC 2×2, batch %zu", batch);
	cell.unit = "M/s";
	cell.boxed = true;
	cell.variants.push_back({ "kc", "", Role::own, target,
		[=](uint64_t) { return own_two_by_two<batch>(0); } });
	add_two_by_two<Vyukov<16>, batch>(cell, "packed, ");
	add_two_by_two<Vyukov<64>, batch>(cell, "a line a slot, ");
#ifdef KC_PERF_CK
	add_two_by_two<CkMpmc, batch>(cell);
#endif
#ifdef KC_PERF_BOOST
	add_two_by_two<BoostMpmc, batch>(cell);
#endif
#ifdef KC_PERF_MOODYCAMEL
	add_two_by_two<MoodycamelMpmc, batch>(cell);
#endif
#ifdef KC_PERF_URCU
	add_two_by_two<UrcuMpmc, batch>(cell);
#endif
	suite.run(cell);
}

void mpmc_cells(Suite &suite)
{
	two_by_two_cell<1>(suite, 1);
	two_by_two_cell<8>(suite, 0);
	two_by_two_cell<32>(suite, 3.5);
	Cell cell;
	cell.id = "mpmc-pairs";
	cell.title = "MPMC pairs on 2 CPUs";
	cell.unit = "Mpair/s";
	cell.variants.push_back({ "kc", "padded slots", Role::own, 1.2,
		[](uint64_t n) { return own_pairs(KC_PADDED_SLOTS, n); } });
	cell.variants.push_back(
		{ "kc", "packed slots", Role::own, 0, [](uint64_t n) { return own_pairs(0, n); } });
	add_pairs<Vyukov<16>>(cell, "packed, ");
	add_pairs<Vyukov<64>>(cell, "a line a slot, ");
#ifdef KC_PERF_CK
	add_pairs<CkMpmc>(cell);
#endif
#ifdef KC_PERF_BOOST
	add_pairs<BoostMpmc>(cell);
#endif
#ifdef KC_PERF_MOODYCAMEL
	/* Keeps a queue a sender: it does not share, so it is shown and not compared with. */
	add_pairs<MoodycamelMpmc>(cell, "does not share, ", Role::reference);
#endif
#ifdef KC_PERF_URCU
	add_pairs<UrcuMpmc>(cell);
#endif
	suite.run(cell);
}

} // namespace perf
