/* wake.cpp - threads that sleep: round trips by futex, and what sleeping costs. */
#include "cells.h"
#include "kit.h"
#include "own.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace perf
{

/* p50 of the trips; being descheduled is the point here, so no run counts as disturbed. */
static Sample trip_sample(std::vector<uint32_t> &trips, const Elapsed &e)
{
	std::nth_element(trips.begin(), trips.begin() + static_cast<ptrdiff_t>(trips.size() / 2),
		trips.end());
	return { static_cast<double>(trips[trips.size() / 2]), 0, e.ns };
}

/* n trips of one message there and back; trip takes and returns the message. */
template <class Trip> static void ping(std::vector<uint32_t> &trips, Trip trip)
{
	for (size_t i = 0; i < trips.size(); i++) {
		uint64_t begin = now_ns();
		if (trip(message(0, i)) != message(0, i))
			fail("a round trip brought back another message");
		trips[i] = static_cast<uint32_t>(now_ns() - begin);
	}
}

static Sample own_trips(int echo_cpu, uint64_t n)
{
	Domain domain;
	Channel there(domain, "there", { KC_SPSC, KC_VALUES, 64, 0 }, 1, 1);
	Channel back(domain, "back", { KC_SPSC, KC_VALUES, 64, 0 }, 1, 1);
	std::vector<uint32_t> trips(n);
	auto work = [&] {
		ping(trips, [&](uint64_t v) {
			must("kc_send", kc_send(there.tx(), &v, KC_FOREVER));
			must("kc_recv", kc_recv(back.rx(), &v, KC_FOREVER));
			return v;
		});
	};
	auto echo = [&] {
		for (uint64_t i = 0; i < n; i++) {
			uint64_t v;
			must("kc_recv", kc_recv(there.rx(), &v, KC_FOREVER));
			must("kc_send", kc_send(back.tx(), &v, KC_FOREVER));
		}
	};
	Elapsed e = run_crew({ { send_cpu(), work }, { echo_cpu, echo } });
	return trip_sample(trips, e);
}

/* One word a direction, which is the message, too. */
class Word
{
	alignas(128) std::atomic<uint32_t> word_{ 0 };

      public:
	void send(uint32_t v)
	{
		word_.store(v, std::memory_order_release);
		syscall(SYS_futex, &word_, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
	}
	void await(uint32_t v)
	{
		for (uint32_t seen; (seen = word_.load(std::memory_order_acquire)) != v;)
			syscall(SYS_futex, &word_, FUTEX_WAIT_PRIVATE, seen, nullptr, nullptr, 0);
	}
};

static Sample futex_trips(int echo_cpu, uint64_t n)
{
	Word there, back;
	std::vector<uint32_t> trips(n);
	auto work = [&] {
		ping(trips, [&](uint64_t v) {
			uint32_t turn = static_cast<uint32_t>(seq_of(v)) + 1;
			there.send(turn);
			back.await(turn);
			return v;
		});
	};
	auto echo = [&] {
		for (uint64_t i = 0; i < n; i++) {
			there.await(static_cast<uint32_t>(i) + 1);
			back.send(static_cast<uint32_t>(i) + 1);
		}
	};
	Elapsed e = run_crew({ { send_cpu(), work }, { echo_cpu, echo } });
	return trip_sample(trips, e);
}

static double cpu_seconds()
{
	timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) * 1e-9;
}

/* CPU of one second in which every thread of the program but this one sleeps in a receive. */
static double idle_percent()
{
	Domain domain;
	Channel values(domain, "idle values", { KC_SPSC, KC_VALUES, 64, 0 }, 1, 1);
	Channel shared(domain, "idle shared", { KC_MPMC, KC_VALUES, 64, 0 }, 1, 2);
	double used = 0;
	auto sleeper = [](kc_rx *rx) {
		return [rx] {
			uint64_t v;
			if (kc_recv(rx, &v, KC_FOREVER) != -EPIPE)
				fail("an idle receive returned before the channel was closed");
		};
	};
	auto watch = [&] {
		const timespec settle = { 0, 200000000 }, second = { 1, 0 };
		nanosleep(&settle, nullptr);
		double before = cpu_seconds();
		nanosleep(&second, nullptr);
		used = cpu_seconds() - before;
		values.close();
		shared.close();
	};
	run_crew({ { send_cpu(), watch }, { receive_cpu(), sleeper(values.rx()) },
		{ receive_cpu(), sleeper(shared.rx(0)) },
		{ receive_cpu(), sleeper(shared.rx(1)) } });
	return used * 100;
}

static void trip_cell(Suite &suite, const char *id, const char *title, int echo_cpu, double target)
{
	Cell cell;
	cell.id = id;
	cell.title = title;
	cell.unit = "ns";
	cell.less_is_better = true;
	cell.variants.push_back({ "kc", "", Role::own, target,
		[=](uint64_t n) { return own_trips(echo_cpu, n); } });
	cell.variants.push_back({ "bare futex", "", Role::peer, 0,
		[=](uint64_t n) { return futex_trips(echo_cpu, n); } });
	suite.run(cell);
}

void wake_cells(Suite &suite)
{
	trip_cell(suite, "wake-same-cpu", "blocking round trip, same CPU, p50", send_cpu(), 1);
	trip_cell(suite, "wake-two-cpus", "blocking round trip, two CPUs, p50", receive_cpu(), 0);
	if (suite.wanted("wake-idle")) {
		double percent = idle_percent();
		suite.raw("wake-idle", "kc", "", 0, percent, "%", 0);
		suite.note("wake-idle", "idle: every thread asleep", text("%.3f %% CPU", percent),
			"0 %", percent < 0.05 ? "yes" : "no");
	}
}

} // namespace perf
