/* bytes.cpp - messages of many bytes: KC_BYTES against pipe(2), and against one memcpy.
 *
 * Each message carries its number in every line of 64 bytes and at its end; the receiver looks at all
 * of them. The same number of bytes may be under way on both sides. */
#include "cells.h"
#include "kit.h"
#include "own.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <unistd.h>

namespace perf
{

constexpr size_t under_way_bytes = 1u << 20;
constexpr size_t line_words = 8;

class Message
{
	std::unique_ptr<uint64_t[]> words_;
	size_t bytes_;

      public:
	explicit Message(size_t bytes) : words_(new uint64_t[bytes / 8]()), bytes_(bytes)
	{
	}
	void number(uint64_t n)
	{
		for (size_t i = 0; i < bytes_ / 8; i += line_words)
			words_[i] = n;
		words_[bytes_ / 8 - 1] = n;
	}
	uint64_t differs(uint64_t n) const
	{
		uint64_t wrong = words_[bytes_ / 8 - 1] ^ n;
		for (size_t i = 0; i < bytes_ / 8; i += line_words)
			wrong |= words_[i] ^ n;
		return wrong;
	}
	void *data()
	{
		return opaque(words_.get());
	}
};

static Sample sample(const Elapsed &e, size_t bytes, uint64_t n, uint64_t bad, const char *who)
{
	if (bad != 0)
		fail("%s delivered bytes that were not the expected ones", who);
	double value = bytes >= 65536 ? static_cast<double>(n * bytes) / e.ns
				      : static_cast<double>(n) * 1e3 / e.ns;
	return { value, e.preempted, e.ns };
}

static Sample own_bytes(const Link &link, size_t bytes, uint64_t n)
{
	uint64_t bad = 0;
	auto send = [&] {
		kc_tx *tx = opaque(link.tx());
		Message message(bytes);
		for (uint64_t i = 0; i < n; i++) {
			message.number(i);
			must("kc_send_bytes", kc_send_bytes(tx, message.data(), bytes, KC_FOREVER));
		}
	};
	auto receive = [&] {
		kc_rx *rx = opaque(link.rx());
		Message message(bytes);
		for (uint64_t i = 0; i < n; i++) {
			ssize_t got = kc_recv_bytes(rx, message.data(), bytes, KC_FOREVER);
			must("kc_recv_bytes", got);
			bad |= message.differs(i) | (static_cast<size_t>(got) ^ bytes);
		}
	};
	Elapsed e = run_crew({ { send_cpu(), send }, { receive_cpu(), receive } });
	return sample(e, bytes, n, bad, "kc");
}

/* Writes or reads the whole of it: a pipe may move less. */
template <class Move> static void whole(const char *what, Move move, char *data, size_t bytes)
{
	for (size_t done = 0; done < bytes;) {
		ssize_t k = move(data + done, bytes - done);
		if (k <= 0)
			fail("%s: %s", what, strerror(errno));
		done += static_cast<size_t>(k);
	}
}

static Sample pipe_bytes(size_t bytes, int pipe_size_bytes, uint64_t n)
{
	int fds[2];
	if (pipe2(fds, O_CLOEXEC) != 0)
		fail("pipe2: %s", strerror(errno));
	if (fcntl(fds[1], F_SETPIPE_SZ, pipe_size_bytes) < 0)
		fail("F_SETPIPE_SZ %d: %s", pipe_size_bytes, strerror(errno));
	uint64_t bad = 0;
	auto send = [&] {
		Message message(bytes);
		for (uint64_t i = 0; i < n; i++) {
			message.number(i);
			whole(
				"write", [&](char *p, size_t k) { return write(fds[1], p, k); },
				static_cast<char *>(message.data()), bytes);
		}
	};
	auto receive = [&] {
		Message message(bytes);
		for (uint64_t i = 0; i < n; i++) {
			whole(
				"read", [&](char *p, size_t k) { return read(fds[0], p, k); },
				static_cast<char *>(message.data()), bytes);
			bad |= message.differs(i);
		}
	};
	Elapsed e = run_crew({ { send_cpu(), send }, { receive_cpu(), receive } });
	close(fds[0]);
	close(fds[1]);
	return sample(e, bytes, n, bad, "pipe");
}

/* One thread copies blocks between two buffers 16 MiB apart. */
static Sample memcpy_bytes(size_t bytes, uint64_t n)
{
	constexpr size_t apart = 16u << 20;
	std::unique_ptr<char[]> memory(new char[2 * apart]());
	Elapsed e = run_crew({ { send_cpu(), [&] {
					char *from = opaque(memory.get());
					for (uint64_t i = 0; i < n; i++) {
						size_t at = i * bytes % apart;
						memcpy(from + apart + at, from + at, bytes);
						handles_are_in_memory();
					}
				} } });
	return sample(e, bytes, n, 0, "memcpy");
}

void byte_cells(Suite &suite)
{
	struct Size {
		size_t bytes;
		const char *name;
		double target;
	};
	for (const Size &size :
		{ Size{ 64, "64 B", 8 }, Size{ 4096, "4 KiB", 3 }, Size{ 65536, "64 KiB", 0.7 } }) {
		Cell cell;
		size_t bytes = size.bytes;
		bool large = bytes >= 65536;
		cell.id = text("bytes-%zu", bytes);
		if (!suite.wanted(cell.id))
			continue;
		size_t capacity = std::min<size_t>(under_way_bytes / bytes, 4096);
		auto link = std::make_shared<Link>(
			ChannelKind{ KC_SPSC, KC_BYTES, static_cast<uint32_t>(capacity), 0 });
		cell.title = text("byte channel, %s", size.name);
		cell.unit = large ? "GB/s" : "M/s";
		cell.variants.push_back({ "kc", "", Role::own, size.target,
			[=](uint64_t n) { return own_bytes(*link, bytes, n); } });
		for (int kib : { 64, 1024 })
			cell.variants.push_back({ "pipe(2)", text("%d KiB", kib),
				large ? Role::reference : Role::peer, 0,
				[=](uint64_t n) { return pipe_bytes(bytes, kib * 1024, n); } });
		if (large)
			cell.variants.push_back({ "memcpy", "16 MiB apart", Role::peer, 0,
				[=](uint64_t n) { return memcpy_bytes(bytes, n); } });
		suite.run(cell);
	}
}

} // namespace perf
