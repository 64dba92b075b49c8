/* typed.h - KC_TYPED: sending and receiving inline, with the element's type checked.
 *
 *   struct job { uint64_t id; };
 *   KC_TYPED(job, struct job)        // defines job_send and job_recv
 *
 *   int job_send(kc_tx *tx, const struct job *elem, int64_t timeout_ns);   // as kc_send
 *   int job_recv(kc_rx *rx, struct job *elem, int64_t timeout_ns);         // as kc_recv
 *
 * The fast path of an SPSC channel is a store into a slot and one release store of the position, in the
 * caller's code; the library is called when the span that it granted is used up, when a stamp is due and
 * when somebody may be asleep. On other channels every call goes to the library. A type whose size is
 * not the channel's elem_bytes is -EINVAL. */
#ifndef KC_TYPED_H
#define KC_TYPED_H

#include <kc/types.h>

KC_BEGIN_DECLS

/* The granted part of a ring: the head of every endpoint. For KC_TYPED's code only: fields may
 * change from one major version to the next. */
struct kc_span {
	unsigned char *slots;
	uint64_t mask;       /* capacity - 1 */
	uint64_t limit;      /* first position that is not granted: the library must be called */
	uint64_t pos;        /* sender: next position */
	uint64_t *cursor;    /* sender: sent; receiver: received */
	uint64_t *released;  /* receiver: lazy copy of received for the sender to poll */
	uint64_t every;      /* receiver: (position & every) == 0: copy it */
	const uint32_t *attention; /* not 0: somebody on the other side may be asleep */
	uint64_t seen;       /* sender: newest release seen; receiver: newest position sent seen */
	uint32_t elem_bytes; /* 0: no inline path */
	uint32_t reserved;
};

/* What the inline code calls; same results as kc_send and kc_recv. */
int kc_typed_send(kc_tx *tx, const void *elem, size_t elem_bytes, int64_t timeout_ns);
int kc_typed_recv(kc_rx *rx, void *elem, size_t elem_bytes, int64_t timeout_ns);
/* After a publication with attention set. */
void kc_span_wake_rx(kc_tx *tx);
void kc_span_wake_tx(kc_rx *rx);

KC_END_DECLS

#define KC_SPAN_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define KC_SPAN_LOAD(p) __atomic_load_n((p), __ATOMIC_RELAXED)
#define KC_SPAN_PUBLISH(p, v) __atomic_store_n((p), (v), __ATOMIC_RELEASE)
/* The compiler's half of the fence mode; the sleeper's membarrier is the other (PROTOCOLS §2). */
#define KC_SPAN_BARRIER() __atomic_signal_fence(__ATOMIC_SEQ_CST)
/* For ownership of the line. GCC emits it only for CPUs it is told of; all 64-bit x86 take it. */
#if defined(__x86_64__)
#define KC_SPAN_PREFETCH(p) __asm__ volatile("prefetchw %0" : : "m"(*(const char *)(p)))
#else
#define KC_SPAN_PREFETCH(p) __builtin_prefetch((p), 1, 3)
#endif

/* Elements in 64 bytes, a power of two: one prefetch a line, eight lines ahead. */
#define KC_SPAN_LINE(type)                                                      \
	(sizeof(type) <= 1     ? 64u                                            \
		: sizeof(type) <= 2  ? 32u                                      \
		: sizeof(type) <= 4  ? 16u                                      \
		: sizeof(type) <= 8  ? 8u                                       \
		: sizeof(type) <= 16 ? 4u                                       \
		: sizeof(type) <= 32 ? 2u                                       \
				     : 1u)

#define KC_TYPED(name, type)                                                                       \
	static inline __attribute__((unused, always_inline)) int name##_send(                      \
		kc_tx *tx, const type *elem, int64_t timeout_ns)                                   \
	{                                                                                          \
		struct kc_span *s_ = (struct kc_span *)(void *)tx;                                 \
		uint64_t t_ = s_->pos;                                                             \
		if (KC_SPAN_UNLIKELY(t_ >= KC_SPAN_LOAD(&s_->limit) ||                             \
				     s_->elem_bytes != sizeof(type) || timeout_ns < -1))           \
			return kc_typed_send(tx, elem, sizeof(type), timeout_ns);                  \
		if ((t_ & (KC_SPAN_LINE(type) - 1)) == 0)                                          \
			KC_SPAN_PREFETCH((type *)(void *)s_->slots +                               \
				((t_ + 8 * KC_SPAN_LINE(type)) & s_->mask));                       \
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
		uint64_t h_ = KC_SPAN_LOAD(s_->cursor);                                            \
		if (KC_SPAN_UNLIKELY(h_ >= s_->limit || s_->elem_bytes != sizeof(type) ||          \
				     timeout_ns < -1))                                             \
			return kc_typed_recv(rx, elem, sizeof(type), timeout_ns);                  \
		if ((h_ & s_->every) == 0)                                                         \
			KC_SPAN_PUBLISH(s_->released, h_);                                         \
		*elem = ((const type *)(const void *)s_->slots)[h_ & s_->mask];                    \
		KC_SPAN_PUBLISH(s_->cursor, h_ + 1);                                               \
		KC_SPAN_BARRIER();                                                                 \
		if (KC_SPAN_UNLIKELY(KC_SPAN_LOAD(s_->attention)))                                 \
			kc_span_wake_tx(rx);                                                       \
		return 0;                                                                          \
	}                                                                                          \
	struct kc_span /* lets the macro end with a semicolon */

#endif
