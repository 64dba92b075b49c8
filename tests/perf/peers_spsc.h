/* peers_spsc.h - one sender, one receiver: each peer behind the same four functions.
 *
 *   push, pop         one element; false when full or empty
 *   push_run          sends up to n messages first, first + 1, ... in one go; how many (0: full)
 *   check_run         takes what is there and compares it with expect, expect + 1, ...; how many
 *
 * A run uses the peer's batch functions where it has some, else it loops. */
#ifndef KC_PERF_PEERS_SPSC_H
#define KC_PERF_PEERS_SPSC_H

#include "kit.h"
#include "peers.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace perf
{

constexpr size_t batch_max = 256;

inline void check(const uint64_t *got, size_t n, uint64_t expect, uint64_t &bad)
{
	for (size_t i = 0; i < n; i++)
		bad |= got[i] ^ (expect + i);
}

/* For peers without batches. */
template <class Q> struct Looped {
	size_t push_run(uint64_t first, size_t n)
	{
		size_t i = 0;
		while (i < n && static_cast<Q *>(this)->push(first + i))
			i++;
		return i;
	}
	size_t check_run(uint64_t expect, uint64_t &bad)
	{
		size_t i = 0;
		for (uint64_t v; i < batch_max && static_cast<Q *>(this)->pop(v); i++)
			bad |= v ^ (expect + i);
		return i;
	}
};

/* The textbook ring with cached cursors (as in rigtorp's SPSCQueue and folly): slots, two positions on
 * lines of their own, each side's copy of the other's position. */
class CachedRing
{
	alignas(128) std::atomic<uint64_t> tail_{ 0 };
	uint64_t head_seen_ = 0;
	alignas(128) std::atomic<uint64_t> head_{ 0 };
	uint64_t tail_seen_ = 0;
	alignas(128) uint64_t capacity_;
	std::unique_ptr<uint64_t[]> slots_;

      public:
	static constexpr const char *family = "textbook ring";
	explicit CachedRing(size_t capacity) : capacity_(capacity), slots_(new uint64_t[capacity]())
	{
	}
	bool push(uint64_t v)
	{
		uint64_t t = tail_.load(std::memory_order_relaxed);
		if (t - head_seen_ == capacity_) {
			head_seen_ = head_.load(std::memory_order_acquire);
			if (t - head_seen_ == capacity_)
				return false;
		}
		slots_[t & (capacity_ - 1)] = v;
		tail_.store(t + 1, std::memory_order_release);
		return true;
	}
	bool pop(uint64_t &v)
	{
		uint64_t h = head_.load(std::memory_order_relaxed);
		if (h == tail_seen_) {
			tail_seen_ = tail_.load(std::memory_order_acquire);
			if (h == tail_seen_)
				return false;
		}
		v = slots_[h & (capacity_ - 1)];
		head_.store(h + 1, std::memory_order_release);
		return true;
	}
	size_t push_run(uint64_t first, size_t n)
	{
		uint64_t t = tail_.load(std::memory_order_relaxed);
		if (capacity_ - (t - head_seen_) < n)
			head_seen_ = head_.load(std::memory_order_acquire);
		uint64_t room = capacity_ - (t - head_seen_);
		if (n > room)
			n = room;
		for (size_t i = 0; i < n; i++)
			slots_[(t + i) & (capacity_ - 1)] = first + i;
		tail_.store(t + n, std::memory_order_release);
		return n;
	}
	size_t check_run(uint64_t expect, uint64_t &bad)
	{
		uint64_t h = head_.load(std::memory_order_relaxed);
		uint64_t n = tail_.load(std::memory_order_acquire) - h;
		for (size_t i = 0; i < n; i++)
			bad |= slots_[(h + i) & (capacity_ - 1)] ^ (expect + i);
		if (n != 0)
			head_.store(h + n, std::memory_order_release);
		return n;
	}
};

#ifdef KC_PERF_CK
/* Elements are pointers; one slot of the ring stays empty. */
class CkSpsc : public Looped<CkSpsc>
{
	alignas(128) ck_ring_t ring_;
	std::unique_ptr<ck_ring_buffer_t[]> slots_;

      public:
	static constexpr const char *family = "Concurrency Kit";
	explicit CkSpsc(size_t capacity) : slots_(new ck_ring_buffer_t[capacity]())
	{
		ck_ring_init(&ring_, static_cast<unsigned>(capacity));
	}
	bool push(uint64_t v)
	{
		return ck_ring_enqueue_spsc(&ring_, slots_.get(), reinterpret_cast<void *>(v));
	}
	bool pop(uint64_t &v)
	{
		return ck_ring_dequeue_spsc(&ring_, slots_.get(), &v);
	}
};
#endif

#ifdef KC_PERF_BOOST
template <size_t N> class BoostSpsc
{
      protected:
	boost::lockfree::spsc_queue<uint64_t, boost::lockfree::capacity<N>> queue_;

      public:
	static constexpr const char *family = "Boost spsc_queue";
	explicit BoostSpsc(size_t)
	{
	}
	bool push(uint64_t v)
	{
		return queue_.push(v);
	}
	bool pop(uint64_t &v)
	{
		return queue_.pop(v);
	}
	size_t push_run(uint64_t first, size_t n)
	{
		uint64_t buffer[batch_max];
		fill(buffer, first, n);
		return queue_.push(buffer, n);
	}
	size_t check_run(uint64_t expect, uint64_t &bad)
	{
		return queue_.consume_all([&](uint64_t v) { bad |= v ^ expect++; });
	}
};
/* The same with pop into a buffer instead of consume_all. */
template <size_t N> class BoostSpscPop : public BoostSpsc<N>
{
      public:
	using BoostSpsc<N>::BoostSpsc;
	size_t check_run(uint64_t expect, uint64_t &bad)
	{
		uint64_t buffer[batch_max];
		size_t n = this->queue_.pop(buffer, batch_max);
		check(buffer, n, expect, bad);
		return n;
	}
};
#endif

#ifdef KC_PERF_MOODYCAMEL
class MoodycamelSpsc
{
	moodycamel::ConcurrentQueue<uint64_t> queue_;
	moodycamel::ProducerToken producer_;
	moodycamel::ConsumerToken consumer_;

      public:
	static constexpr const char *family = "moodycamel";
	explicit MoodycamelSpsc(size_t capacity)
	    : queue_(capacity, 1, 0), producer_(queue_), consumer_(queue_)
	{
	}
	bool push(uint64_t v)
	{
		return queue_.try_enqueue(producer_, v);
	}
	bool pop(uint64_t &v)
	{
		return queue_.try_dequeue(consumer_, v);
	}
	size_t push_run(uint64_t first, size_t n)
	{
		uint64_t buffer[batch_max];
		fill(buffer, first, n);
		return queue_.try_enqueue_bulk(producer_, buffer, n) ? n : 0;
	}
	size_t check_run(uint64_t expect, uint64_t &bad)
	{
		uint64_t buffer[batch_max];
		size_t n = queue_.try_dequeue_bulk(consumer_, buffer, batch_max);
		check(buffer, n, expect, bad);
		return n;
	}
};
#endif

#ifdef KC_PERF_URCU
/* A linked queue over a fixed set of nodes: a node says itself whether it is still in the queue. Both
 * ends move many nodes at once by splicing a private queue. */
class UrcuSpsc
{
	struct alignas(32) Node {
		cds_wfcq_node link;
		uint64_t value;
		std::atomic<uint32_t> queued{ 0 };
	};
	struct Queue {
		cds_wfcq_head head;
		cds_wfcq_tail tail;
		Queue()
		{
			cds_wfcq_init(&head, &tail);
		}
		cds_wfcq_head_ptr_t front()
		{
			return cds_wfcq_head_cast(&head);
		}
	};
	alignas(128) Queue shared_;
	alignas(128) Queue taken_;
	alignas(128) Queue filled_;
	uint64_t next_ = 0;
	uint64_t mask_;
	std::unique_ptr<Node[]> nodes_;

	Node *prepare(uint64_t v)
	{
		Node *node = &nodes_[next_ & mask_];
		if (node->queued.load(std::memory_order_acquire) != 0)
			return nullptr;
		node->value = v;
		node->queued.store(1, std::memory_order_relaxed);
		cds_wfcq_node_init(&node->link);
		next_++;
		return node;
	}

      public:
	static constexpr const char *family = "liburcu wfcqueue";
	explicit UrcuSpsc(size_t capacity) : mask_(capacity - 1), nodes_(new Node[capacity])
	{
	}
	bool push(uint64_t v)
	{
		Node *node = prepare(v);
		if (node == nullptr)
			return false;
		cds_wfcq_enqueue(shared_.front(), &shared_.tail, &node->link);
		return true;
	}
	bool pop(uint64_t &v)
	{
		cds_wfcq_node *link = __cds_wfcq_dequeue_nonblocking(taken_.front(), &taken_.tail);
		if (link == nullptr) {
			__cds_wfcq_splice_nonblocking(
				taken_.front(), &taken_.tail, shared_.front(), &shared_.tail);
			link = __cds_wfcq_dequeue_nonblocking(taken_.front(), &taken_.tail);
		}
		if (link == nullptr || link == CDS_WFCQ_WOULDBLOCK)
			return false;
		Node *node = caa_container_of(link, Node, link);
		v = node->value;
		node->queued.store(0, std::memory_order_release);
		return true;
	}
	size_t push_run(uint64_t first, size_t n)
	{
		size_t i = 0;
		for (; i < n; i++) {
			Node *node = prepare(first + i);
			if (node == nullptr)
				break;
			cds_wfcq_enqueue(filled_.front(), &filled_.tail, &node->link);
		}
		if (i != 0)
			__cds_wfcq_splice_blocking(
				shared_.front(), &shared_.tail, filled_.front(), &filled_.tail);
		return i;
	}
	size_t check_run(uint64_t expect, uint64_t &bad)
	{
		size_t i = 0;
		for (uint64_t v; i < batch_max && pop(v); i++)
			bad |= v ^ (expect + i);
		return i;
	}
};
#endif

} // namespace perf
#endif
