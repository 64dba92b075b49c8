/* crowd.h - several senders that share one CPU, and receivers on the other: how they wait, send until the time is
 * up, and are checked.
 *
 * Runs are boxed by time, because a queue that convoys would need minutes for a fixed count. */
#ifndef KC_PERF_CROWD_H
#define KC_PERF_CROWD_H

#include "kit.h"
#include "suite.h"

#include <array>
#include <sched.h>
#include <vector>

namespace perf
{

constexpr unsigned senders_max = 8;
constexpr size_t batch_max = 32;
constexpr double box_ms = 100;

struct Tally {
	uint64_t count = 0;
	uint64_t sum = 0;
};

/* What a miss does when threads share CPUs: pauses, and a yield now and then. */
struct Miss {
	unsigned pauses;
	unsigned yield_every;
};
constexpr Miss shared_cpu[] = { { 1, 64 }, { 64, 16 }, { 256, 4 } };

class Waiter
{
	Miss miss_;
	unsigned missed_ = 0;

      public:
	explicit Waiter(Miss miss) : miss_(miss)
	{
	}
	void wait()
	{
		if (miss_.yield_every != 0 && ++missed_ % miss_.yield_every == 0)
			sched_yield();
		else
			pauses(miss_.pauses);
	}
};

/* Per-sender order, count and sum of what one receiver got. Where it goes on in the run of one sender stands in a
 * register: a table entry that is stored and loaded for each element would bound what can be measured. */
class Ledger
{
	unsigned senders_;
	std::array<uint64_t, senders_max> next_{}; /* least that may come; of the run's sender: older */
	uint64_t expect_ = 0;                      /* in the run; 0: none yet */
	Tally tally_;

	void turn(uint64_t v, const char *who)
	{
		if (expect_ != 0)
			next_[sender_of(expect_ - 1)] = expect_;
		unsigned sender = sender_of(v);
		if (sender >= senders_ || v < next_[sender])
			fail("%s delivered a message that was never sent or out of order", who);
	}

      public:
	explicit Ledger(unsigned senders) : senders_(senders)
	{
	}
	void take(const uint64_t *values, size_t n, const char *who)
	{
		uint64_t sum = 0;
		for (size_t i = 0; i < n; i++) {
			uint64_t v = values[i];
			if (__builtin_expect(v != expect_, 0))
				turn(v, who);
			expect_ = v + 1;
			sum += v;
		}
		tally_.sum += sum;
		tally_.count += n;
	}
	Tally tally() const
	{
		return tally_;
	}
};

/* Sends batches until the time is up; push(first, n) sends n messages from first and says how many it could. The size
 * of a batch is a constant, and who copies what is push's: a queue that moves an element in two nanoseconds shall not be
 * measured by the loops around it. */
template <size_t batch, class Push> Tally send_until(uint64_t deadline, unsigned id, Push push)
{
	constexpr size_t look_every = 256; /* elements between two looks at the clock */
	Tally tally;
	do {
		for (size_t lap = 0; lap < look_every; lap += batch) {
			uint64_t first = message(id, tally.count);
			for (size_t done = 0; done < batch;)
				done += push(first + done, batch - done);
			tally.count += batch;
			handles_are_in_memory();
		}
	} while (now_ns() < deadline);
	tally.sum = tally.count * message(id, 0) + tally.count * (tally.count - 1) / 2;
	return tally;
}

/* The rate, when what was received is what was sent. */
inline Sample settle(const std::vector<Tally> &sent, const std::vector<Tally> &got,
	const Elapsed &e, const char *who)
{
	Tally in, out;
	for (const Tally &t : sent)
		in.count += t.count, in.sum += t.sum;
	for (const Tally &t : got)
		out.count += t.count, out.sum += t.sum;
	if (in.count != out.count || in.sum != out.sum)
		fail("%s lost or doubled messages", who);
	return { static_cast<double>(in.count) * 1e3 / e.ns, 0, e.ns };
}

} // namespace perf
#endif
