/* typed.h - KC_TYPED: sending and receiving inline, one by one and in place, with the element's type
 * checked.
 *
 *   struct job { uint64_t id; };
 *   KC_TYPED(job, struct job)        // defines job_send, job_recv and, in place, four more
 *
 *   int job_send(kc_tx *tx, const struct job *elem, int64_t timeout_ns);   // as kc_send
 *   int job_recv(kc_rx *rx, struct job *elem, int64_t timeout_ns);         // as kc_recv
 *   ssize_t job_reserve(kc_tx *tx, size_t want, struct job **span);        // as kc_reserve
 *   int job_commit(kc_tx *tx, size_t n);                                   // as kc_commit
 *   ssize_t job_peek(kc_rx *rx, size_t want, const struct job **span);     // as kc_peek
 *   int job_release(kc_rx *rx, size_t n);                                  // as kc_release
 *
 * The fast path of an SPSC or MPSC channel is a store into a slot and one release store of the position, in the
 * caller's code, a batch in place likewise; the library is called when the span that it granted is used
 * up, when a stamp is due and when somebody may be asleep. On other channels, and while a token is
 * set (cancel.h), every call goes to the library. A type whose size is not the channel's elem_bytes is
 * -EINVAL. */
#ifndef KC_TYPED_H
#define KC_TYPED_H

#include <kc/types.h>

KC_BEGIN_DECLS

/* The granted part of a ring: the head of every endpoint. For KC_TYPED's code only: fields may
 * change from one major version to the next. */
struct kc_span {
	unsigned char *slots;
	uint64_t mask;       /* capacity - 1 */
	uint64_t limit;      /* one by one: first position that is not granted; 0 while a span is open */
	uint64_t pos;        /* sender: next position */
	uint64_t *cursor;    /* sender: sent; receiver: received */
	uint64_t *released;  /* receiver: lazy copy of received for the sender to poll */
	uint64_t every;      /* receiver: (position & every) == 0: copy it */
	const uint32_t *attention; /* not 0: somebody on the other side may be asleep */
	uint64_t seen;       /* sender: newest release seen; receiver: newest position sent seen */
	uint64_t edge;       /* in place: first position that is not granted */
	uint64_t granted;    /* sender: open reservation; receiver: shown by peek */
	uint64_t *batches;   /* counter of batches of KC_SPAN_BATCH or more */
	uint32_t elem_bytes; /* 0: no inline path */
	uint32_t reserved;
};

/* What the inline code calls; same results as kc_send and kc_recv. */
int kc_typed_send(kc_tx *tx, const void *elem, size_t elem_bytes, int64_t timeout_ns);
int kc_typed_recv(kc_rx *rx, void *elem, size_t elem_bytes, int64_t timeout_ns);
ssize_t kc_typed_reserve(kc_tx *tx, size_t want, void **span, size_t elem_bytes);
int kc_typed_commit(kc_tx *tx, size_t n);
ssize_t kc_typed_peek(kc_rx *rx, size_t want, const void **span, size_t elem_bytes);
int kc_typed_release(kc_rx *rx, size_t n);
/* After a publication with attention set. */
void kc_span_wake_rx(kc_tx *tx);
void kc_span_wake_tx(kc_rx *rx);

KC_END_DECLS

#define KC_SPAN_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define KC_SPAN_LOAD(p) __atomic_load_n((p), __ATOMIC_RELAXED)
#define KC_SPAN_STORE(p, v) __atomic_store_n((p), (v), __ATOMIC_RELAXED)
#define KC_SPAN_PUBLISH(p, v) __atomic_store_n((p), (v), __ATOMIC_RELEASE)
/* The compiler's half of the fence mode; the sleeper's membarrier is the other (PROTOCOLS §2). */
#define KC_SPAN_BARRIER() __atomic_signal_fence(__ATOMIC_SEQ_CST)
/* For ownership of the line. GCC emits it only for CPUs it is told of; all 64-bit x86 take it. */
#if defined(__x86_64__)
#define KC_SPAN_PREFETCH(p) __asm__ volatile("prefetchw %0" : : "m"(*(const char *)(p)))
#else
#define KC_SPAN_PREFETCH(p) __builtin_prefetch((p), 1, 3)
#endif

/* For reading it. */
#define KC_SPAN_FETCH(p) __builtin_prefetch((p), 0, 3)

/* Calls that move so many or more are counted as batches. */
#define KC_SPAN_BATCH 32u
/* Larger reservations bring their lines themselves. */
#define KC_SPAN_PREFETCH_MAX 64u

/* Elements in 64 bytes, a power of two: one prefetch a line, eight lines ahead. */
#define KC_SPAN_LINE(type)                                                      \
	(sizeof(type) <= 1     ? 64u                                            \
		: sizeof(type) <= 2  ? 32u                                      \
		: sizeof(type) <= 4  ? 16u                                      \
		: sizeof(type) <= 8  ? 8u                                       \
		: sizeof(type) <= 16 ? 4u                                       \
		: sizeof(type) <= 32 ? 2u                                       \
				     : 1u)

/* Slots up to this size are asked for by kc_span_fetch; larger ones one by one. */
#define KC_SPAN_SMALL 16u

/* A receiver at h asks for the lines of n elements that come a release period, or eight lines, later: it would wait for
 * each of them otherwise, for out of order a CPU sees but a line or two. What was not sent yet is left to the sender.
 * line: elements in 64 bytes. */
static inline __attribute__((unused, always_inline)) void kc_span_fetch(
	const struct kc_span *s, uint64_t h, uint64_t n, uint64_t bytes, uint64_t line)
{
	uint64_t ahead = line < 8 ? 64 : 8 * line;
	if (bytes > KC_SPAN_SMALL || s->seen - h < ahead + n)
		return;
	for (uint64_t i = 0; i < n; i += line)
		KC_SPAN_FETCH(s->slots + ((h + ahead + i) & s->mask) * bytes);
}

/* The slow way gets a copy of a small element: a caller's variable whose address went to a function would
 * have to live in memory in the fast way, too. (A receiver that wrote through a copy would have compilers warn of
 * values that a failed call left alone.) */
#define KC_SPAN_COPIED 64u

#define KC_TYPED(name, type)                                                                       \
	static inline __attribute__((unused, always_inline)) int name##_send(                      \
		kc_tx *tx, const type *elem, int64_t timeout_ns)                                   \
	{                                                                                          \
		struct kc_span *s_ = (struct kc_span *)(void *)tx;                                 \
		uint64_t t_ = s_->pos;                                                             \
		if (KC_SPAN_UNLIKELY(t_ >= KC_SPAN_LOAD(&s_->limit) ||                             \
				     s_->elem_bytes != sizeof(type) || timeout_ns < -1)) {         \
			if (sizeof(type) > KC_SPAN_COPIED)                                         \
				return kc_typed_send(tx, elem, sizeof(type), timeout_ns);          \
			type copy_ = *elem;                                                        \
			return kc_typed_send(tx, &copy_, sizeof(type), timeout_ns);                \
		}                                                                                  \
		if ((t_ & (KC_SPAN_LINE(type) - 1)) == 0)                                          \
			KC_SPAN_PREFETCH((type *)(void *)s_->slots +                               \
					 ((t_ + 8 * KC_SPAN_LINE(type)) & s_->mask));              \
		((type *)(void *)s_->slots)[t_ & s_->mask] = *elem;                                \
		KC_SPAN_PUBLISH(s_->cursor, t_ + 1);                                               \
		s_->pos = t_ + 1;                                                                  \
		KC_SPAN_BARRIER();                                                                 \
		if (KC_SPAN_UNLIKELY(KC_SPAN_LOAD(s_->attention)))                                 \
			kc_span_wake_rx(tx);                                                       \
		return 0;                                                                          \
	}                                                                                          \
	static inline __attribute__((unused, always_inline)) int name##_recv(                      \
		kc_rx *rx, type *elem, int64_t timeout_ns)                                         \
	{                                                                                          \
		struct kc_span *s_ = (struct kc_span *)(void *)rx;                                 \
		const type *slots_ = (const type *)(const void *)s_->slots;                        \
		uint64_t h_ = KC_SPAN_LOAD(s_->cursor);                                            \
		if (KC_SPAN_UNLIKELY(h_ >= s_->limit || s_->elem_bytes != sizeof(type) ||          \
				     timeout_ns < -1))                                             \
			return kc_typed_recv(rx, elem, sizeof(type), timeout_ns);                  \
		if ((h_ & s_->every) == 0) {                                                       \
			KC_SPAN_PUBLISH(s_->released, h_);                                         \
			kc_span_fetch(s_, h_, s_->every + 1, sizeof(type), KC_SPAN_LINE(type));    \
		}                                                                                  \
		if (sizeof(type) > KC_SPAN_SMALL && s_->seen - h_ > 8)                             \
			KC_SPAN_FETCH(slots_ + ((h_ + 8) & s_->mask));                             \
		*elem = slots_[h_ & s_->mask];                                                     \
		KC_SPAN_PUBLISH(s_->cursor, h_ + 1);                                               \
		KC_SPAN_BARRIER();                                                                 \
		if (KC_SPAN_UNLIKELY(KC_SPAN_LOAD(s_->attention)))                                 \
			kc_span_wake_tx(rx);                                                       \
		return 0;                                                                          \
	}                                                                                          \
	static inline __attribute__((unused, always_inline)) ssize_t name##_reserve(               \
		kc_tx *tx, size_t want, type **span)                                               \
	{                                                                                          \
		struct kc_span *s_ = (struct kc_span *)(void *)tx;                                 \
		type *slots_ = (type *)(void *)s_->slots;                                          \
		uint64_t t_ = s_->pos, n_ = s_->mask + 1 - (t_ & s_->mask);                        \
		if (n_ > want)                                                                     \
			n_ = want;                                                                 \
		if (KC_SPAN_UNLIKELY(t_ + n_ > KC_SPAN_LOAD(&s_->edge) || s_->granted ||           \
				     s_->elem_bytes != sizeof(type) || n_ == 0)) {                 \
			void *at_ = 0;                                                             \
			ssize_t got_ = kc_typed_reserve(tx, want, &at_, sizeof(type));             \
			if (got_ > 0)                                                              \
				*span = (type *)at_;                                               \
			return got_;                                                               \
		}                                                                                  \
		if (n_ <= KC_SPAN_PREFETCH_MAX)                                                    \
			for (uint64_t i_ = 0; i_ < n_; i_ += KC_SPAN_LINE(type))                   \
				KC_SPAN_PREFETCH(slots_ +                                          \
					((t_ + i_ + 8 * KC_SPAN_LINE(type)) & s_->mask));          \
		s_->granted = n_;                                                                  \
		KC_SPAN_STORE(&s_->limit, 0);                                                      \
		*span = slots_ + (t_ & s_->mask);                                                  \
		return (ssize_t)n_;                                                                \
	}                                                                                          \
	static inline __attribute__((unused, always_inline)) int name##_commit(                    \
		kc_tx *tx, size_t n)                                                               \
	{                                                                                          \
		struct kc_span *s_ = (struct kc_span *)(void *)tx;                                 \
		uint64_t end_ = s_->pos + n;                                                       \
		if (KC_SPAN_UNLIKELY(n - 1 >= s_->granted || end_ > KC_SPAN_LOAD(&s_->edge)))      \
			return kc_typed_commit(tx, n);                                             \
		s_->granted = 0;                                                                   \
		KC_SPAN_PUBLISH(s_->cursor, end_);                                                 \
		s_->pos = end_;                                                                    \
		KC_SPAN_BARRIER();                                                                 \
		if (KC_SPAN_UNLIKELY(KC_SPAN_LOAD(s_->attention)))                                 \
			kc_span_wake_rx(tx);                                                       \
		if (n >= KC_SPAN_BATCH)                                                            \
			KC_SPAN_STORE(s_->batches, *s_->batches + 1);                              \
		return 0;                                                                          \
	}                                                                                          \
	static inline __attribute__((unused, always_inline)) ssize_t name##_peek(                  \
		kc_rx *rx, size_t want, const type **span)                                         \
	{                                                                                          \
		struct kc_span *s_ = (struct kc_span *)(void *)rx;                                 \
		uint64_t h_ = KC_SPAN_LOAD(s_->cursor), n_ = s_->mask + 1 - (h_ & s_->mask);       \
		if (KC_SPAN_UNLIKELY(h_ >= s_->edge || s_->elem_bytes != sizeof(type) ||           \
				     want == 0)) {                                                 \
			const void *at_ = 0;                                                       \
			ssize_t got_ = kc_typed_peek(rx, want, &at_, sizeof(type));                \
			if (got_ > 0)                                                              \
				*span = (const type *)at_;                                         \
			return got_;                                                               \
		}                                                                                  \
		if (n_ > s_->edge - h_)                                                            \
			n_ = s_->edge - h_;                                                        \
		if (n_ > want)                                                                     \
			n_ = want;                                                                 \
		if (n_ <= KC_SPAN_PREFETCH_MAX)                                                    \
			kc_span_fetch(s_, h_, n_, sizeof(type), KC_SPAN_LINE(type));               \
		s_->granted = n_;                                                                  \
		KC_SPAN_STORE(&s_->limit, 0);                                                      \
		*span = (const type *)(const void *)s_->slots + (h_ & s_->mask);                   \
		return (ssize_t)n_;                                                                \
	}                                                                                          \
	static inline __attribute__((unused, always_inline)) int name##_release(                   \
		kc_rx *rx, size_t n)                                                               \
	{                                                                                          \
		struct kc_span *s_ = (struct kc_span *)(void *)rx;                                 \
		uint64_t h_ = KC_SPAN_LOAD(s_->cursor), end_ = h_ + n;                             \
		if (KC_SPAN_UNLIKELY(n - 1 >= s_->granted || end_ > s_->edge))                     \
			return kc_typed_release(rx, n);                                            \
		s_->granted -= n;                                                                  \
		KC_SPAN_PUBLISH(s_->cursor, end_);                                                 \
		if ((h_ ^ end_) & ~s_->every)                                                      \
			KC_SPAN_PUBLISH(s_->released, end_);                                       \
		KC_SPAN_BARRIER();                                                                 \
		if (KC_SPAN_UNLIKELY(KC_SPAN_LOAD(s_->attention)))                                 \
			kc_span_wake_tx(rx);                                                       \
		if (n >= KC_SPAN_BATCH)                                                            \
			KC_SPAN_STORE(s_->batches, *s_->batches + 1);                              \
		return 0;                                                                          \
	}                                                                                          \
	struct kc_span /* lets the macro end with a semicolon */

#endif
