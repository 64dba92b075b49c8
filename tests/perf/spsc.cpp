/* spsc.cpp - one sender, one receiver on another CPU: elements one by one and in batches. */
#include "spsc.h"

#include "cells.h"
#include "kit.h"
#include "own.h"
#include "peers_spsc.h"

#include <memory>

namespace perf
{

KC_TYPED(message, uint64_t);

static Sample sample(const Elapsed &e, uint64_t n, uint64_t bad, const char *who)
{
	if (bad != 0)
		fail("%s delivered a message that was not the expected one", who);
	return { static_cast<double>(n) * 1e3 / e.ns, e.preempted, e.ns };
}

template <class Q> static Sample peer_single(size_t capacity, unsigned miss, uint64_t n)
{
	auto owner = std::make_unique<Q>(capacity);
	uint64_t bad = 0;
	auto send = [&] {
		Q *q = opaque(owner.get());
		for (uint64_t v = message(0, 0), end = message(0, n); v != end; v++) {
			while (!q->push(v))
				pauses(miss);
			handles_are_in_memory();
		}
	};
	auto receive = [&] {
		Q *q = opaque(owner.get());
		uint64_t wrong = 0;
		for (uint64_t expect = message(0, 0), end = message(0, n); expect != end;
			expect++) {
			uint64_t v;
			while (!q->pop(v))
				pauses(miss);
			wrong |= v ^ expect;
			handles_are_in_memory();
		}
		bad = wrong;
	};
	Elapsed e = run_crew({ { send_cpu(), send }, { receive_cpu(), receive } });
	return sample(e, n, bad, Q::family);
}

template <class Q>
static Sample peer_batch(size_t capacity, size_t batch, unsigned miss, uint64_t n)
{
	auto owner = std::make_unique<Q>(capacity);
	uint64_t bad = 0;
	auto send = [&] {
		Q *q = opaque(owner.get());
		for (uint64_t i = 0; i < n;) {
			size_t want = n - i < batch ? n - i : batch, k;
			while ((k = q->push_run(message(0, i), want)) == 0)
				pauses(miss);
			i += k;
			handles_are_in_memory();
		}
	};
	auto receive = [&] {
		Q *q = opaque(owner.get());
		uint64_t wrong = 0;
		for (uint64_t i = 0; i < n;) {
			size_t k;
			while ((k = q->check_run(message(0, i), wrong)) == 0)
				pauses(miss);
			i += k;
			handles_are_in_memory();
		}
		bad = wrong;
	};
	Elapsed e = run_crew({ { send_cpu(), send }, { receive_cpu(), receive } });
	return sample(e, n, bad, Q::family);
}

template <Calls calls> static void send_singles(kc_tx *tx, uint64_t n)
{
	must("kc_tx_adopt", kc_tx_adopt(tx));
	for (uint64_t v = message(0, 0), end = message(0, n); v != end; v++) {
		int rc;
		if (calls == Calls::inlined) {
			rc = message_send(tx, &v, KC_FOREVER);
		} else {
			/* A copy: the loop's own variable would have to live in memory, which it does not for
			 * a peer that takes its element by value. */
			uint64_t m = v;
			rc = kc_send(tx, &m, KC_FOREVER);
		}
		if (__builtin_expect(rc != 0, 0))
			must("send", rc);
		handles_are_in_memory();
	}
}

template <Calls calls> static uint64_t receive_singles(kc_rx *rx, uint64_t n)
{
	uint64_t wrong = 0;
	must("kc_rx_adopt", kc_rx_adopt(rx));
	for (uint64_t expect = message(0, 0), end = message(0, n); expect != end; expect++) {
		uint64_t v;
		int rc = calls == Calls::inlined ? message_recv(rx, &v, KC_FOREVER)
						 : kc_recv(rx, &v, KC_FOREVER);
		if (__builtin_expect(rc != 0, 0))
			must("receive", rc);
		wrong |= v ^ expect;
		handles_are_in_memory();
	}
	return wrong;
}

std::shared_ptr<Link> values_link(size_t capacity, unsigned domain_flags)
{
	return std::make_shared<Link>(
		ChannelKind{ KC_SPSC, KC_VALUES, static_cast<uint32_t>(capacity), 0 },
		domain_flags);
}

Sample own_single(Calls calls, const Link &link, uint64_t n)
{
	uint64_t bad = 0;
	auto send = [&] {
		kc_tx *tx = opaque(link.tx());
		if (calls == Calls::inlined)
			send_singles<Calls::inlined>(tx, n);
		else
			send_singles<Calls::functions>(tx, n);
	};
	auto receive = [&] {
		kc_rx *rx = opaque(link.rx());
		bad = calls == Calls::inlined ? receive_singles<Calls::inlined>(rx, n)
					      : receive_singles<Calls::functions>(rx, n);
	};
	Elapsed e = run_crew({ { send_cpu(), send }, { receive_cpu(), receive } });
	return sample(e, n, bad, "kc");
}

template <Calls calls> static void send_batches(kc_tx *tx, size_t batch, uint64_t n)
{
	must("kc_tx_adopt", kc_tx_adopt(tx));
	for (uint64_t i = 0; i < n;) {
		uint64_t *span;
		size_t want = n - i < batch ? n - i : batch;
		ssize_t k;
		if (calls == Calls::inlined) {
			k = message_reserve(tx, want, &span);
		} else {
			void *at;
			k = kc_reserve(tx, want, &at);
			span = static_cast<uint64_t *>(at);
		}
		if (__builtin_expect(k <= 0, 0)) {
			must("reserve", k == -EAGAIN ? kc_tx_wait(tx, 1, KC_FOREVER) : k);
			continue;
		}
		fill(span, message(0, i), static_cast<size_t>(k));
		int rc = calls == Calls::inlined ? message_commit(tx, static_cast<size_t>(k))
						 : kc_commit(tx, static_cast<size_t>(k));
		if (__builtin_expect(rc != 0, 0))
			must("commit", rc);
		i += static_cast<uint64_t>(k);
		handles_are_in_memory();
	}
}

template <Calls calls> static uint64_t receive_batches(kc_rx *rx, size_t look_max, uint64_t n)
{
	uint64_t wrong = 0;
	must("kc_rx_adopt", kc_rx_adopt(rx));
	for (uint64_t i = 0; i < n;) {
		const uint64_t *span;
		ssize_t k;
		if (calls == Calls::inlined) {
			k = message_peek(rx, look_max, &span);
		} else {
			const void *at;
			k = kc_peek(rx, look_max, &at);
			span = static_cast<const uint64_t *>(at);
		}
		if (__builtin_expect(k <= 0, 0)) {
			must("peek", k == -EAGAIN ? kc_rx_wait(rx, 1, KC_FOREVER) : k);
			continue;
		}
		check(span, static_cast<size_t>(k), message(0, i), wrong);
		int rc = calls == Calls::inlined ? message_release(rx, static_cast<size_t>(k))
						 : kc_release(rx, static_cast<size_t>(k));
		if (__builtin_expect(rc != 0, 0))
			must("release", rc);
		i += static_cast<uint64_t>(k);
		handles_are_in_memory();
	}
	return wrong;
}

template <Calls calls>
static Sample run_batches(size_t batch, size_t look_max, const Link &link, uint64_t n)
{
	uint64_t bad = 0;
	Elapsed e = run_crew({
		{ send_cpu(), [&] { send_batches<calls>(opaque(link.tx()), batch, n); } },
		{ receive_cpu(),
			[&] { bad = receive_batches<calls>(opaque(link.rx()), look_max, n); } },
	});
	return sample(e, n, bad, "kc");
}

Sample own_batch(Calls calls, size_t batch, size_t look_max, const Link &link, uint64_t n)
{
	return calls == Calls::inlined ? run_batches<Calls::inlined>(batch, look_max, link, n)
				       : run_batches<Calls::functions>(batch, look_max, link, n);
}

/* Every peer with every back-off: its best is what counts. */
static const unsigned misses[] = { 1, 64, 256 };

template <class Q> static void add_single(Cell &cell, size_t capacity, Role role = Role::peer)
{
	for (unsigned miss : misses)
		cell.variants.push_back({ Q::family, text("pause %u", miss), role, 0,
			[=](uint64_t n) { return peer_single<Q>(capacity, miss, n); }, miss == 1 });
}

template <class Q>
static void add_batch(
	Cell &cell, size_t capacity, size_t batch, const char *how = "", Role role = Role::peer)
{
	for (unsigned miss : misses)
		cell.variants.push_back({ Q::family, text("%spause %u", how, miss), role, 0,
			[=](uint64_t n) { return peer_batch<Q>(capacity, batch, miss, n); },
			miss == 1 });
}

/* A new ring each run, as the peers have: where it lies in memory moves its speed by a tenth. Two laps
 * before the time runs give it its pages. */
template <size_t capacity> static Sample fresh_single(Calls calls, uint64_t n)
{
	auto link = values_link(capacity);
	own_single(calls, *link, 2 * capacity);
	return own_single(calls, *link, n);
}

template <size_t capacity>
static Sample fresh_batch(Calls calls, size_t batch, size_t look_max, uint64_t n)
{
	auto link = values_link(capacity);
	own_batch(calls, batch, look_max, *link, 2 * capacity);
	return own_batch(calls, batch, look_max, *link, n);
}

template <size_t capacity>
static void single_cell(Suite &suite, const char *size_name, double inlined, double functions)
{
	Cell cell;
	cell.id = text("spsc-single-%zuKi", capacity / 1024);
	if (!suite.wanted(cell.id))
		return;
	cell.title = text("SPSC single, %s", size_name);
	cell.unit = "M/s";
	cell.variants.push_back({ "kc", "inline", Role::own, inlined,
		[](uint64_t n) { return fresh_single<capacity>(Calls::inlined, n); } });
	cell.variants.push_back({ "kc", "kc_send/kc_recv", Role::own, functions,
		[](uint64_t n) { return fresh_single<capacity>(Calls::functions, n); } });
	add_single<CachedRing>(cell, capacity, Role::reference);
#ifdef KC_PERF_CK
	add_single<CkSpsc>(cell, capacity);
#endif
#ifdef KC_PERF_BOOST
	add_single<BoostSpsc<capacity>>(cell, capacity);
#endif
#ifdef KC_PERF_MOODYCAMEL
	add_single<MoodycamelSpsc>(cell, capacity);
#endif
#ifdef KC_PERF_URCU
	add_single<UrcuSpsc>(cell, capacity);
#endif
	suite.run(cell);
}

/* What a receiver asks kc_peek for: four lines at a time stream better than everything that is there, for the
 * sender gets its room back in small pieces. */
constexpr size_t look = 32;

template <size_t capacity>
static void batch_cell(Suite &suite, const char *size_name, size_t batch, double target)
{
	Cell cell;
	cell.id = text("spsc-batch%zu-%zuKi", batch, capacity / 1024);
	if (!suite.wanted(cell.id))
		return;
	cell.title = text("SPSC batch %zu, %s", batch, size_name);
	cell.unit = "M/s";
	auto own = [&](const char *how, double aim, Calls calls, size_t look_max) {
		cell.variants.push_back({ "kc", how, Role::own, aim, [=](uint64_t n) {
						 return fresh_batch<capacity>(
							 calls, batch, look_max, n);
					 } });
	};
	own("inline, 32 at a time", target, Calls::inlined, look);
	own("inline, all there is", 0, Calls::inlined, capacity);
	own("kc_reserve/kc_peek, 32 at a time", 0, Calls::functions, look);
	own("kc_reserve/kc_peek, all there is", 0, Calls::functions, capacity);
	add_batch<CachedRing>(cell, capacity, batch, "", Role::reference);
#ifdef KC_PERF_CK
	add_batch<CkSpsc>(cell, capacity, batch);
#endif
#ifdef KC_PERF_BOOST
	add_batch<BoostSpsc<capacity>>(cell, capacity, batch, "consume_all, ");
	add_batch<BoostSpscPop<capacity>>(cell, capacity, batch, "pop, ");
#endif
#ifdef KC_PERF_MOODYCAMEL
	add_batch<MoodycamelSpsc>(cell, capacity, batch);
#endif
#ifdef KC_PERF_URCU
	add_batch<UrcuSpsc>(cell, capacity, batch);
#endif
	suite.run(cell);
}

void spsc_cells(Suite &suite)
{
	single_cell<4096>(suite, "ring 4 Ki", 2, 1.3);
	single_cell<65536>(suite, "ring 64 Ki", 2.5, 1.3);
	batch_cell<65536>(suite, "ring 64 Ki", 8, 10);
	batch_cell<65536>(suite, "ring 64 Ki", 32, 3.5);
	batch_cell<65536>(suite, "ring 64 Ki", 256, 1.3);
	batch_cell<4096>(suite, "ring 4 Ki", 8, 6);
	batch_cell<4096>(suite, "ring 4 Ki", 32, 3);
	batch_cell<4096>(suite, "ring 4 Ki", 256, 1.2);
}

} // namespace perf
