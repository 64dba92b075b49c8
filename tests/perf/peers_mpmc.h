/* peers_mpmc.h - any number of senders and receivers: each peer as a queue with handles.
 *
 *   Q(capacity, threads)
 *   Q::Sender(q, id).push_n(values, n)      how many of them it took (0: full)
 *   Q::Receiver(q, id).pop_n(values, n)     how many there were, up to n
 *
 * A handle belongs to one thread; id is below threads. */
#ifndef KC_PERF_PEERS_MPMC_H
#define KC_PERF_PEERS_MPMC_H

#include "kit.h"
#include "peers.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace perf
{

/* Handles of a queue that has push and pop for one element and keeps nothing per thread. */
template <class Q> class PlainSender
{
	Q *queue_;

      public:
	PlainSender(Q *queue, unsigned) : queue_(queue)
	{
	}
	size_t push_n(const uint64_t *values, size_t n)
	{
		size_t i = 0;
		while (i < n && queue_->push(values[i]))
			i++;
		return i;
	}
};
template <class Q> class PlainReceiver
{
	Q *queue_;

      public:
	PlainReceiver(Q *queue, unsigned) : queue_(queue)
	{
	}
	size_t pop_n(uint64_t *values, size_t n)
	{
		size_t i = 0;
		while (i < n && queue_->pop(values[i]))
			i++;
		return i;
	}
};

/* D. Vyukov's bounded queue, as he published it. slot_bytes 16: slots packed; 64: a line each. */
template <size_t slot_bytes> class Vyukov
{
	struct alignas(slot_bytes) Slot {
		std::atomic<uint64_t> sequence;
		uint64_t value;
	};
	alignas(128) uint64_t mask_;
	std::unique_ptr<Slot[]> slots_;
	alignas(128) std::atomic<uint64_t> tail_{ 0 };
	alignas(128) std::atomic<uint64_t> head_{ 0 };

      public:
	using Sender = PlainSender<Vyukov>;
	using Receiver = PlainReceiver<Vyukov>;
	static constexpr const char *family = "Vyukov";
	Vyukov(size_t capacity, unsigned) : mask_(capacity - 1), slots_(new Slot[capacity])
	{
		for (size_t i = 0; i < capacity; i++)
			slots_[i].sequence.store(i, std::memory_order_relaxed);
	}
	bool push(uint64_t v)
	{
		uint64_t pos = tail_.load(std::memory_order_relaxed);
		for (;;) {
			Slot &slot = slots_[pos & mask_];
			uint64_t sequence = slot.sequence.load(std::memory_order_acquire);
			int64_t ahead = static_cast<int64_t>(sequence - pos);
			if (ahead < 0)
				return false;
			if (ahead > 0) {
				pos = tail_.load(std::memory_order_relaxed);
			} else if (tail_.compare_exchange_weak(
					   pos, pos + 1, std::memory_order_relaxed)) {
				slot.value = v;
				slot.sequence.store(pos + 1, std::memory_order_release);
				return true;
			}
		}
	}
	bool pop(uint64_t &v)
	{
		uint64_t pos = head_.load(std::memory_order_relaxed);
		for (;;) {
			Slot &slot = slots_[pos & mask_];
			uint64_t sequence = slot.sequence.load(std::memory_order_acquire);
			int64_t ahead = static_cast<int64_t>(sequence - (pos + 1));
			if (ahead < 0)
				return false;
			if (ahead > 0) {
				pos = head_.load(std::memory_order_relaxed);
			} else if (head_.compare_exchange_weak(
					   pos, pos + 1, std::memory_order_relaxed)) {
				v = slot.value;
				slot.sequence.store(pos + mask_ + 1, std::memory_order_release);
				return true;
			}
		}
	}
};

#ifdef KC_PERF_CK
class CkMpmc
{
	alignas(128) ck_ring_t ring_;
	std::unique_ptr<ck_ring_buffer_t[]> slots_;

      public:
	using Sender = PlainSender<CkMpmc>;
	using Receiver = PlainReceiver<CkMpmc>;
	static constexpr const char *family = "Concurrency Kit";
	CkMpmc(size_t capacity, unsigned) : slots_(new ck_ring_buffer_t[capacity]())
	{
		ck_ring_init(&ring_, static_cast<unsigned>(capacity));
	}
	bool push(uint64_t v)
	{
		return ck_ring_enqueue_mpmc(&ring_, slots_.get(), reinterpret_cast<void *>(v));
	}
	bool pop(uint64_t &v)
	{
		return ck_ring_dequeue_mpmc(&ring_, slots_.get(), &v);
	}
};
#endif

#ifdef KC_PERF_BOOST
/* The node-based queue on a fixed array of 4096 nodes (its bounded form). */
class BoostMpmc
{
	boost::lockfree::queue<uint64_t, boost::lockfree::capacity<4096>> queue_;

      public:
	using Sender = PlainSender<BoostMpmc>;
	using Receiver = PlainReceiver<BoostMpmc>;
	static constexpr const char *family = "Boost queue";
	BoostMpmc(size_t, unsigned)
	{
	}
	bool push(uint64_t v)
	{
		return queue_.bounded_push(v);
	}
	bool pop(uint64_t &v)
	{
		return queue_.pop(v);
	}
};
#endif

#ifdef KC_PERF_MOODYCAMEL
/* Unbounded by nature. try_enqueue, which never allocates, can starve a sender for good, because senders
 * keep the blocks they once had; so senders use enqueue and look at the size every 256 elements. */
class MoodycamelMpmc
{
	moodycamel::ConcurrentQueue<uint64_t> queue_;
	size_t capacity_;

      public:
	class Sender
	{
		MoodycamelMpmc &owner_;
		moodycamel::ProducerToken token_;
		size_t look_ = 0;

	      public:
		Sender(MoodycamelMpmc *q, unsigned) : owner_(*q), token_(q->queue_)
		{
		}
		size_t push_n(const uint64_t *values, size_t n)
		{
			if (look_ >= 256) {
				if (owner_.queue_.size_approx() > owner_.capacity_)
					return 0;
				look_ = 0;
			}
			look_ += n;
			bool done = n == 1 ? owner_.queue_.enqueue(token_, *values)
					   : owner_.queue_.enqueue_bulk(token_, values, n);
			return done ? n : 0;
		}
	};
	class Receiver
	{
		moodycamel::ConcurrentQueue<uint64_t> &queue_;
		moodycamel::ConsumerToken token_;

	      public:
		Receiver(MoodycamelMpmc *q, unsigned) : queue_(q->queue_), token_(q->queue_)
		{
		}
		size_t pop_n(uint64_t *values, size_t n)
		{
			if (n == 1)
				return queue_.try_dequeue(token_, *values) ? 1 : 0;
			return queue_.try_dequeue_bulk(token_, values, n);
		}
	};
	static constexpr const char *family = "moodycamel";
	MoodycamelMpmc(size_t capacity, unsigned threads)
	    : queue_(capacity, threads, 0), capacity_(capacity)
	{
	}
};
#endif

#ifdef KC_PERF_URCU
/* Senders share the queue without a lock, receivers take turns at its own dequeue lock, as its
 * documentation asks. Nodes: a fixed set per sender; a node says itself whether it is queued. */
class UrcuMpmc
{
	struct alignas(32) Node {
		cds_wfcq_node link;
		uint64_t value;
		std::atomic<uint32_t> queued{ 0 };
	};
	alignas(128) cds_wfcq_tail tail_;
	alignas(128) cds_wfcq_head head_;
	size_t nodes_;

      public:
	class Sender
	{
		UrcuMpmc *queue_;
		std::shared_ptr<Node[]> nodes_;
		uint64_t next_ = 0;

	      public:
		Sender(UrcuMpmc *queue, unsigned id) : queue_(queue), nodes_(queue->pool(id))
		{
		}
		size_t push_n(const uint64_t *values, size_t n)
		{
			size_t i = 0;
			for (; i < n; i++) {
				Node *node =
					&nodes_[static_cast<ptrdiff_t>(next_ % queue_->nodes_)];
				if (node->queued.load(std::memory_order_acquire) != 0)
					break;
				next_++;
				node->value = values[i];
				node->queued.store(1, std::memory_order_relaxed);
				cds_wfcq_node_init(&node->link);
				cds_wfcq_enqueue(cds_wfcq_head_cast(&queue_->head_), &queue_->tail_,
					&node->link);
			}
			return i;
		}
	};
	class Receiver
	{
		UrcuMpmc *queue_;

	      public:
		Receiver(UrcuMpmc *queue, unsigned) : queue_(queue)
		{
		}
		size_t pop_n(uint64_t *values, size_t n)
		{
			size_t i = 0;
			if (cds_wfcq_empty(cds_wfcq_head_cast(&queue_->head_), &queue_->tail_))
				return 0;
			cds_wfcq_dequeue_lock(&queue_->head_, &queue_->tail_);
			for (; i < n; i++) {
				cds_wfcq_node *link = __cds_wfcq_dequeue_nonblocking(
					cds_wfcq_head_cast(&queue_->head_), &queue_->tail_);
				if (link == nullptr || link == CDS_WFCQ_WOULDBLOCK)
					break;
				Node *node = caa_container_of(link, Node, link);
				values[i] = node->value;
				node->queued.store(0, std::memory_order_release);
			}
			cds_wfcq_dequeue_unlock(&queue_->head_, &queue_->tail_);
			return i;
		}
	};
	static constexpr const char *family = "liburcu wfcqueue";
	UrcuMpmc(size_t capacity, unsigned threads) : nodes_(capacity / threads), pools_(threads)
	{
		cds_wfcq_init(&head_, &tail_);
		for (std::shared_ptr<Node[]> &pool : pools_)
			pool.reset(new Node[nodes_]);
	}
	~UrcuMpmc()
	{
		cds_wfcq_destroy(&head_, &tail_);
	}
	UrcuMpmc(const UrcuMpmc &) = delete;
	UrcuMpmc &operator=(const UrcuMpmc &) = delete;

      private:
	/* The nodes outlive their sender: the last ones may still be queued when it is done. */
	std::shared_ptr<Node[]> pool(unsigned id) const
	{
		return pools_[id];
	}
	std::vector<std::shared_ptr<Node[]>> pools_;
};
#endif

} // namespace perf
#endif
