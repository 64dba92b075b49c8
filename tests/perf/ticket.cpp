/* ticket.cpp - a payload's life across two threads: taken, written, sent, received, checked, released.
 *
 * kc: kc_ticket_new ... kc_ticket_release by public calls. Peers: malloc, the pointer through a
 * one-sender one-receiver queue, free. 256 bytes, all of them written and all of them checked. */
#include "cells.h"
#include "kit.h"
#include "own.h"
#include "peers_spsc.h"

#include <cstdlib>
#include <memory>

namespace perf
{

constexpr size_t capacity = 4096;
constexpr size_t payload_words = 32;

static void write_payload(void *data, uint64_t seq)
{
	uint64_t *words = static_cast<uint64_t *>(data);
	for (size_t i = 0; i < payload_words; i++)
		words[i] = seq + i;
}

static uint64_t check_payload(const void *data, uint64_t seq)
{
	const uint64_t *words = static_cast<const uint64_t *>(data);
	uint64_t wrong = 0;
	for (size_t i = 0; i < payload_words; i++)
		wrong |= words[i] ^ (seq + i);
	return wrong;
}

static Sample sample(const Elapsed &e, uint64_t n, uint64_t bad, const char *who)
{
	if (bad != 0)
		fail("%s delivered a payload that was not the expected one", who);
	return { static_cast<double>(n) * 1e3 / e.ns, e.preempted, e.ns };
}

template <class Q> static Sample peer_life(unsigned miss, uint64_t n)
{
	auto owner = std::make_unique<Q>(capacity);
	uint64_t bad = 0;
	auto send = [&] {
		Q *q = opaque(owner.get());
		for (uint64_t i = 0; i < n; i++) {
			void *data = malloc(payload_words * sizeof(uint64_t));
			if (data == nullptr)
				fail("out of memory");
			write_payload(data, i);
			while (!q->push(reinterpret_cast<uint64_t>(data)))
				pauses(miss);
			handles_are_in_memory();
		}
	};
	auto receive = [&] {
		Q *q = opaque(owner.get());
		uint64_t wrong = 0;
		for (uint64_t i = 0; i < n; i++) {
			uint64_t v;
			while (!q->pop(v))
				pauses(miss);
			void *data = reinterpret_cast<void *>(v);
			wrong |= check_payload(data, i);
			free(data);
			handles_are_in_memory();
		}
		bad = wrong;
	};
	Elapsed e = run_crew({ { send_cpu(), send }, { receive_cpu(), receive } });
	return sample(e, n, bad, Q::family);
}

static Sample own_life(const Link &link, uint64_t n)
{
	kc_domain *domain = link.domain.get();
	uint64_t bad = 0;
	auto send = [&] {
		kc_tx *tx = opaque(link.tx());
		for (uint64_t i = 0; i < n; i++) {
			kc_ticket t;
			void *data;
			must("kc_ticket_new",
				kc_ticket_new(domain, payload_words * sizeof(uint64_t), &t, &data));
			write_payload(data, i);
			must("kc_send_ticket", kc_send_ticket(tx, t, KC_FOREVER));
			handles_are_in_memory();
		}
	};
	auto receive = [&] {
		kc_rx *rx = opaque(link.rx());
		uint64_t wrong = 0;
		for (uint64_t i = 0; i < n; i++) {
			kc_ticket t;
			void *data;
			size_t len_bytes;
			must("kc_recv_ticket", kc_recv_ticket(rx, &t, KC_FOREVER));
			must("kc_ticket_data", kc_ticket_data(domain, t, &data, &len_bytes));
			wrong |= check_payload(data, i);
			must("kc_ticket_release", kc_ticket_release(domain, t));
			handles_are_in_memory();
		}
		bad = wrong;
	};
	Elapsed e = run_crew({ { send_cpu(), send }, { receive_cpu(), receive } });
	return sample(e, n, bad, "kc");
}

template <class Q> static void add(Cell &cell)
{
	for (unsigned miss : { 1u, 64u, 256u })
		cell.variants.push_back({ std::string("malloc, ") + Q::family + ", free",
			text("pause %u", miss), Role::peer, 0,
			[=](uint64_t n) { return peer_life<Q>(miss, n); }, miss == 1 });
}

void ticket_cells(Suite &suite)
{
	Cell cell;
	cell.id = "ticket-life";
	if (!suite.wanted(cell.id))
		return;
	auto link = std::make_shared<Link>(ChannelKind{ KC_SPSC, KC_TICKETS, capacity, 0 });
	cell.title = "ticket life, 256 B written and checked";
	cell.unit = "M/s";
	cell.variants.push_back(
		{ "kc", "", Role::own, 8, [=](uint64_t n) { return own_life(*link, n); } });
	add<CachedRing>(cell);
#ifdef KC_PERF_CK
	add<CkSpsc>(cell);
#endif
#ifdef KC_PERF_BOOST
	add<BoostSpsc<capacity>>(cell);
#endif
	suite.run(cell);
}

} // namespace perf
