/* headline.cpp - how fast elements of 4 bytes go from core to core in batches of 32 Ki, written and read in place in a
 * ring of 1 MiB: the figures that rings are advertised with.
 *
 * There are two, and they say different things. A receiver that does not look gives batches back unread: no line moves,
 * and what is measured is how fast one core writes into its own cache, so the mark is memset of the same memory in
 * the same pieces. A receiver that sums reads every element: that is the figure to quote, and beside it stands one core
 * that sums the same memory and has written it itself. */
#include "cells.h"
#include "kit.h"
#include "own.h"
#include "suite.h"

#include <cstring>
#include <memory>

namespace perf
{

KC_TYPED(word, uint32_t);

constexpr size_t ring_words = 256u << 10;
constexpr size_t batch_words = 32u << 10;
constexpr size_t batches_a_lap = ring_words / batch_words;

/* Elements of one batch are alike, those of the next are others; never 0, which fresh memory is. */
static int byte_of(uint64_t batch)
{
	return static_cast<int>(batch % 251 + 1);
}

static uint64_t sum_of(uint64_t batches)
{
	uint64_t sum = 0;
	for (uint64_t b = 0; b < batches; b++)
		sum += UINT64_C(0x01010101) * static_cast<unsigned>(byte_of(b));
	return sum * batch_words;
}

static uint64_t add_up(const uint32_t *words, size_t n)
{
	uint64_t sum = 0;
	for (size_t i = 0; i < n; i++)
		sum += words[i];
	return sum;
}

static Sample rate(const Elapsed &e, uint64_t batches)
{
	return { static_cast<double>(batches * batch_words) / e.ns, e.preempted, e.ns };
}

/* --- over a channel -------------------------------------------------------------------------- */

static void send_words(kc_tx *tx, uint64_t batches)
{
	must("kc_tx_adopt", kc_tx_adopt(tx));
	for (uint64_t i = 0; i < batches * batch_words;) {
		uint32_t *span;
		ssize_t k = word_reserve(tx, batch_words - i % batch_words, &span);
		if (__builtin_expect(k <= 0, 0)) {
			must("reserve", k == -EAGAIN ? kc_tx_wait(tx, 1, KC_FOREVER) : k);
			continue;
		}
		memset(span, byte_of(i / batch_words), static_cast<size_t>(k) * sizeof *span);
		must("commit", word_commit(tx, static_cast<size_t>(k)));
		i += static_cast<uint64_t>(k);
		handles_are_in_memory();
	}
}

static uint64_t receive_words(kc_rx *rx, uint64_t batches, bool looks)
{
	uint64_t sum = 0;
	must("kc_rx_adopt", kc_rx_adopt(rx));
	for (uint64_t i = 0; i < batches * batch_words;) {
		const uint32_t *span;
		ssize_t k = word_peek(rx, batch_words, &span);
		if (__builtin_expect(k <= 0, 0)) {
			must("peek", k == -EAGAIN ? kc_rx_wait(rx, 1, KC_FOREVER) : k);
			continue;
		}
		if (looks)
			sum += add_up(span, static_cast<size_t>(k));
		must("release", word_release(rx, static_cast<size_t>(k)));
		i += static_cast<uint64_t>(k);
		handles_are_in_memory();
	}
	return sum;
}

static Sample over(const Link &link, uint64_t batches, bool looks)
{
	uint64_t sum = 0;
	Elapsed e = run_crew({
		{ send_cpu(), [&] { send_words(opaque(link.tx()), batches); } },
		{ receive_cpu(), [&] { sum = receive_words(opaque(link.rx()), batches, looks); } },
	});
	if (looks && sum != sum_of(batches))
		fail("kc: the received words do not add up to those that were sent");
	return rate(e, batches);
}

/* As in the cells of SPSC: a new ring each run, with two laps before the time runs. */
static Sample fresh(uint64_t batches, bool looks)
{
	Link link(ChannelKind{ KC_SPSC, KC_VALUES, ring_words, 0, sizeof(uint32_t) });
	over(link, 2 * batches_a_lap, true);
	return over(link, batches, looks);
}

/* --- on one core ----------------------------------------------------------------------------- */

template <class Batch> static Sample local(uint64_t batches, Batch work)
{
	auto words = std::make_unique<uint32_t[]>(ring_words);
	for (size_t b = 0; b < batches_a_lap; b++)
		memset(&words[b * batch_words], byte_of(b), batch_words * sizeof(uint32_t));
	Elapsed e = run_crew(
		{ { send_cpu(), [&] {
			   for (uint64_t b = 0; b < batches; b++)
				   work(opaque(&words[b % batches_a_lap * batch_words]), b);
		   } } });
	return rate(e, batches);
}

static Sample local_memset(uint64_t batches)
{
	return local(batches, [](uint32_t *words, uint64_t b) {
		memset(words, byte_of(b), batch_words * sizeof *words);
		handles_are_in_memory();
	});
}

static Sample local_sum(uint64_t batches)
{
	uint64_t sum = 0;
	Sample s = local(
		batches, [&](uint32_t *words, uint64_t) { sum += add_up(words, batch_words); });
	uint64_t laps = batches / batches_a_lap;
	if (sum != laps * sum_of(batches_a_lap) + sum_of(batches % batches_a_lap))
		fail("the local words do not add up");
	return s;
}

void headline_cells(Suite &suite)
{
	Cell sums;
	sums.id = "headline-sums";
	sums.title = "u32, batches of 32 Ki, ring 256 Ki, receiver sums every element";
	sums.unit = "G/s";
	sums.absolute = true;
	sums.variants.push_back(
		{ "kc", "inline", Role::own, 4.2, [](uint64_t n) { return fresh(n, true); } });
	sums.variants.push_back({ "sum on one core", "", Role::reference, 0, local_sum });
	suite.run(sums);
	Cell unseen;
	unseen.id = "headline-unseen";
	unseen.title = "u32, batches of 32 Ki, ring 256 Ki, receiver does not look";
	unseen.unit = "G/s";
	unseen.variants.push_back(
		{ "kc", "inline", Role::own, 1, [](uint64_t n) { return fresh(n, false); } });
	unseen.variants.push_back({ "memset on one core", "", Role::peer, 0, local_memset });
	suite.run(unseen);
}

} // namespace perf
