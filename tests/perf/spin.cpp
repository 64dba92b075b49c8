/* spin.cpp - two threads on two CPUs that hand one message back and forth and are never asleep: what a hand-over
 * takes. Peers spin with a pause; kc does what it does. */
#include "cells.h"
#include "kit.h"
#include "own.h"
#include "peers_mpmc.h"
#include "peers_spsc.h"

#include <algorithm>
#include <memory>

namespace perf
{

KC_TYPED(trip, uint64_t);

/* The median of n trips. */
static Sample p50(std::vector<uint32_t> &trips, const Elapsed &e)
{
	auto middle = trips.begin() + static_cast<ptrdiff_t>(trips.size() / 2);
	std::nth_element(trips.begin(), middle, trips.end());
	return { static_cast<double>(*middle), e.preempted, e.ns };
}

/* send and receive: of one direction, blocking in whatever way. */
template <class Send, class Receive>
static Sample trips(uint64_t n, Send there, Receive arrives, Send back, Receive returns)
{
	std::vector<uint32_t> took(n);
	auto work = [&] {
		for (uint64_t i = 0; i < n; i++) {
			uint64_t begin = now_ns();
			there(message(0, i));
			if (returns() != message(0, i))
				fail("a round trip brought back another message");
			took[i] = static_cast<uint32_t>(now_ns() - begin);
		}
	};
	auto echo = [&] {
		for (uint64_t i = 0; i < n; i++)
			back(arrives());
	};
	Elapsed e = run_crew({ { send_cpu(), work }, { receive_cpu(), echo } });
	return p50(took, e);
}

static Sample own_trips(const ChannelKind &kind, uint64_t n)
{
	Domain domain;
	Channel a(domain, "there", kind, 1, 1), b(domain, "back", kind, 1, 1);
	auto sender = [](kc_tx *tx) {
		return std::function<void(uint64_t)>(
			[tx](uint64_t v) { must("trip_send", trip_send(tx, &v, KC_FOREVER)); });
	};
	auto receiver = [](kc_rx *rx) {
		return std::function<uint64_t()>([rx] {
			uint64_t v;
			must("trip_recv", trip_recv(rx, &v, KC_FOREVER));
			return v;
		});
	};
	return trips(n, sender(a.tx()), receiver(a.rx()), sender(b.tx()), receiver(b.rx()));
}

template <class Q> static Sample spsc_trips(uint64_t n)
{
	auto a = std::make_unique<Q>(64), b = std::make_unique<Q>(64);
	auto sender = [](Q *q) {
		return std::function<void(uint64_t)>([q](uint64_t v) {
			while (!q->push(v))
				pause_once();
		});
	};
	auto receiver = [](Q *q) {
		return std::function<uint64_t()>([q] {
			uint64_t v;
			while (!q->pop(v))
				pause_once();
			return v;
		});
	};
	return trips(n, sender(a.get()), receiver(a.get()), sender(b.get()), receiver(b.get()));
}

template <class Q> static Sample mpmc_trips(uint64_t n)
{
	auto a = std::make_unique<Q>(64, 2), b = std::make_unique<Q>(64, 2);
	typename Q::Sender to(a.get(), 0), from(b.get(), 1);
	typename Q::Receiver in(a.get(), 1), out(b.get(), 0);
	auto sender = [](typename Q::Sender *s) {
		return std::function<void(uint64_t)>([s](uint64_t v) {
			while (s->push_n(&v, 1) == 0)
				pause_once();
		});
	};
	auto receiver = [](typename Q::Receiver *r) {
		return std::function<uint64_t()>([r] {
			uint64_t v;
			while (r->pop_n(&v, 1) == 0)
				pause_once();
			return v;
		});
	};
	return trips(n, sender(&to), receiver(&in), sender(&from), receiver(&out));
}

/* What the machine needs for it: a slot a message, which is its own flag, and nothing else. */
class BareFlags
{
	struct alignas(64) Slot {
		std::atomic<uint64_t> value{ 0 };
	};
	Slot slots_[64];
	alignas(128) size_t sent_ = 0;
	alignas(128) size_t received_ = 0;

      public:
	static constexpr const char *family = "bare flags";
	explicit BareFlags(size_t)
	{
	}
	bool push(uint64_t v)
	{
		slots_[sent_++ % 64].value.store(v, std::memory_order_release);
		return true;
	}
	bool pop(uint64_t &v)
	{
		Slot &slot = slots_[received_ % 64];
		v = slot.value.load(std::memory_order_acquire);
		if (v == 0)
			return false;
		slot.value.store(0, std::memory_order_relaxed);
		received_++;
		return true;
	}
};

template <class Q> static void add_spsc(Cell &cell)
{
	cell.variants.push_back({ Q::family, "", Role::peer, 0, spsc_trips<Q> });
}

template <class Q> static void add_mpmc(Cell &cell)
{
	cell.variants.push_back({ Q::family, "", Role::peer, 0, mpmc_trips<Q> });
}

void spin_cells(Suite &suite)
{
	Cell cell;
	cell.id = "spin";
	cell.title = "spinning round trip, two CPUs, p50";
	cell.unit = "ns";
	cell.less_is_better = true;
	auto own = [&](const char *setting, const ChannelKind &kind, double target) {
		cell.variants.push_back({ "kc", setting, Role::own, target,
			[kind](uint64_t n) { return own_trips(kind, n); } });
	};
	/* The design's figures, 260 and 330 ns beside 308 of Vyukov's slots. */
	own("low latency", { KC_SPSC, KC_VALUES, 64, KC_LOW_LATENCY }, 260.0 / 308);
	own("index ring", { KC_SPSC, KC_VALUES, 64, 0 }, 330.0 / 308);
	own("MPMC", { KC_MPMC, KC_VALUES, 64, 0 }, 0);
	add_mpmc<Vyukov<64>>(cell);
#ifdef KC_PERF_CK
	add_spsc<CkSpsc>(cell);
#endif
#ifdef KC_PERF_BOOST
	add_spsc<BoostSpsc<64>>(cell);
#endif
#ifdef KC_PERF_MOODYCAMEL
	add_spsc<MoodycamelSpsc>(cell);
#endif
	cell.variants.push_back(
		{ BareFlags::family, "", Role::reference, 0, spsc_trips<BareFlags> });
	suite.run(cell);
}

} // namespace perf
