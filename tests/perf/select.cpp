/* select.cpp - one thread receives from eight channels at once, one sends to them in turn. The peer is what a
 * program without such a call has: eight pipes and epoll. */
#include "cells.h"
#include "kit.h"
#include "own.h"

#include <array>
#include <cerrno>
#include <memory>
#include <sys/epoll.h>
#include <unistd.h>

namespace perf
{

constexpr size_t channels = 8;

static Sample rate(uint64_t n, const Elapsed &e)
{
	return { static_cast<double>(n) * 1000 / e.ns, e.preempted, e.ns };
}

/* Messages of one channel come in order: the i-th of channel c is number i * channels + c. */
class InTurn
{
	std::array<uint64_t, channels> next_{};

      public:
	void check(size_t channel, uint64_t msg)
	{
		if (seq_of(msg) != next_[channel]++ * channels + channel)
			fail("channel %zu: another message than the next", channel);
	}
};

struct Eight {
	Domain domain;
	std::vector<std::unique_ptr<Channel>> channel;
	explicit Eight(enum kc_topology topology)
	{
		for (size_t i = 0; i < channels; i++)
			channel.push_back(std::make_unique<Channel>(domain,
				("of eight " + std::to_string(i)).c_str(),
				ChannelKind{ topology, KC_VALUES, 1024, 0 }, 1, 1));
	}
};

static Sample own_select(const std::shared_ptr<Eight> &eight, uint64_t n)
{
	auto send = [&] {
		for (uint64_t i = 0; i < n; i++) {
			uint64_t v = message(0, i);
			must("kc_send",
				kc_send(eight->channel[i % channels]->tx(), &v, KC_FOREVER));
		}
	};
	auto receive = [&] {
		InTurn order;
		std::array<uint64_t, channels> v;
		std::array<kc_case, channels> cases{};
		for (size_t i = 0; i < channels; i++) {
			cases[i].rx = eight->channel[i]->rx();
			cases[i].elem = &v[i];
		}
		for (uint64_t i = 0; i < n; i++) {
			int at = kc_select(cases.data(), channels, KC_FOREVER, nullptr);
			must("kc_select", at);
			order.check(static_cast<size_t>(at), v[static_cast<size_t>(at)]);
		}
	};
	return rate(n, run_crew({ { send_cpu(), send }, { receive_cpu(), receive } }));
}

class Pipes
{
	std::array<std::array<int, 2>, channels> ends_{};
	int epoll_;

      public:
	Pipes() : epoll_(epoll_create1(0))
	{
		for (size_t i = 0; i < channels; i++) {
			epoll_event e{};
			e.events = EPOLLIN;
			e.data.u64 = i;
			if (pipe(ends_[i].data()) ||
				epoll_ctl(epoll_, EPOLL_CTL_ADD, ends_[i][0], &e))
				fail("pipe or epoll_ctl: errno %d", errno);
		}
	}
	~Pipes()
	{
		for (auto &pair : ends_)
			for (int fd : pair)
				close(fd);
		close(epoll_);
	}
	Pipes(const Pipes &) = delete;
	Pipes &operator=(const Pipes &) = delete;

	void send(size_t channel, uint64_t v) const
	{
		if (write(ends_[channel][1], &v, sizeof v) != static_cast<ssize_t>(sizeof v))
			fail("write: errno %d", errno);
	}
	/* Calls fn with each channel that has something, and the message. */
	template <class Fn> unsigned receive(Fn fn) const
	{
		std::array<epoll_event, channels> ready;
		int k = epoll_wait(epoll_, ready.data(), channels, -1);
		for (int i = 0; i < k; i++) {
			uint64_t v;
			size_t channel = ready[static_cast<size_t>(i)].data.u64;
			if (read(ends_[channel][0], &v, sizeof v) != static_cast<ssize_t>(sizeof v))
				fail("read: errno %d", errno);
			fn(channel, v);
		}
		return k < 0 ? 0 : static_cast<unsigned>(k);
	}
};

static Sample pipe_select(uint64_t n)
{
	Pipes pipes;
	auto send = [&] {
		for (uint64_t i = 0; i < n; i++)
			pipes.send(i % channels, message(0, i));
	};
	auto receive = [&] {
		InTurn order;
		for (uint64_t i = 0; i < n;)
			i += pipes.receive(
				[&](size_t channel, uint64_t v) { order.check(channel, v); });
	};
	return rate(n, run_crew({ { send_cpu(), send }, { receive_cpu(), receive } }));
}

void select_cells(Suite &suite)
{
	if (!suite.wanted("select"))
		return;
	auto alone = std::make_shared<Eight>(KC_SPSC), shared = std::make_shared<Eight>(KC_MPMC);
	Cell cell;
	cell.id = "select";
	cell.title = "one of eight channels, in turn";
	cell.unit = "M/s";
	cell.variants.push_back(
		{ "kc", "SPSC", Role::own, 1, [=](uint64_t n) { return own_select(alone, n); } });
	cell.variants.push_back(
		{ "kc", "MPMC", Role::own, 1, [=](uint64_t n) { return own_select(shared, n); } });
	cell.variants.push_back({ "pipes and epoll", "", Role::peer, 0, pipe_select });
	suite.run(cell);
}

} // namespace perf
