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

/* Per-sender order, count and sum of what one receiver got. */
class Ledger
{
	unsigned senders_;
	std::array<uint64_t, senders_max> next_{};
	Tally tally_;

      public:
	explicit Ledger(unsigned senders) : senders_(senders)
	{
	}
	void take(const uint64_t *values, size_t n, const char *who)
	{
		for (size_t i = 0; i < n; i++) {
			unsigned sender = sender_of(values[i]);
			if (sender >= senders_ || seq_of(values[i]) < next_[sender])
				fail("%s delivered a message that was never sent or out of order",
					who);
			next_[sender] = seq_of(values[i]) + 1;
			tally_.sum += values[i];
		}
		tally_.count += n;
	}
	Tally tally() const
	{
		return tally_;
	}
};

/* Fills batches until the time is up; push takes (values, n) and says how many it took. */
template <class Push> Tally send_until(uint64_t deadline, unsigned id, size_t batch, Push push)
{
	Tally tally;
	uint64_t values[batch_max];
	/* Every 32 elements: a convoy can make even those last long. */
	for (size_t lap = 0; lap++ % (batch_max / batch) != 0 || now_ns() < deadline;) {
		for (size_t i = 0; i < batch; i++)
			values[i] = message(id, tally.count + i);
		for (size_t done = 0; done < batch;)
			done += push(values + done, batch - done);
		for (size_t i = 0; i < batch; i++)
			tally.sum += values[i];
		tally.count += batch;
		handles_are_in_memory();
	}
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
