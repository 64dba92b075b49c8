/* ticket.h - tickets: the word's transitions, exactly as PROTOCOLS §5 says.
 *
 *               new  retain release queue unqueue take       same ticket, other threads:
 *   new          -     -      -       -      -     -         with one reference only its holder calls;
 *   others       -     with several references any mix       with more, compare-and-swap sorts it out
 *
 * Every call checks brand, index, generation and counts before it dereferences the payload:
 * -EXDEV other brand, -EBADMSG not a handle (index beyond the table, generation 0), -ESTALE generation gone or
 * no reference left. */
#ifndef KC_ARENA_TICKET_H
#define KC_ARENA_TICKET_H

#include "arena/arena.h"
#include "base/atomic.h"

/* holder: who has it now, as in layout.h (KC_HOLDER_ENDPOINT | row for endpoints). new uses the
 * calling thread's row of the threads section, which it takes on the thread's first call. */
int kc_ticket_alloc(struct kc_arena *a, uint64_t len_bytes, const void *site, uint64_t *handle,
	void **data);
int kc_ticket_find(struct kc_arena *a, uint64_t handle, void **data, uint64_t *len_bytes);
int kc_ticket_ref(struct kc_arena *a, uint64_t handle);
int kc_ticket_unref(struct kc_arena *a, uint64_t handle);

/* A send: one reference held -> queued before it is published (checksum stored if the arena has them,
 * channel recorded when it differs), and back when the send failed. */
int kc_ticket_queue(struct kc_arena *a, uint64_t handle, uint32_t holder, uint32_t channel);
void kc_ticket_unqueue(struct kc_arena *a, uint64_t handle, uint32_t holder);
/* A receive: queued -> held. -EBADMSG on a checksum mismatch: the reference has moved all the same. */
int kc_ticket_take(struct kc_arena *a, uint64_t handle, uint32_t holder);
/* Drops a queued reference that was never received (kc_chan_free). */
int kc_ticket_drop_queued(struct kc_arena *a, uint64_t handle);
/* Length of a queued ticket, for a look before the claim; 0 when it is gone meanwhile (the claim will then
 * fail). Never faults. */
uint64_t kc_ticket_len(const struct kc_arena *a, uint64_t handle);

/* Starts the misses of a ticket that will be taken soon: the entry for writing, and (call again
 * a few handles later) its payload. Any bits are safe. */
KC_ALWAYS_INLINE void kc_ticket_prefetch_entry(const struct kc_arena *a, uint64_t handle)
{
	__builtin_prefetch(&a->tickets[KC_TKT_INDEX(handle)], 1, 3);
}
KC_ALWAYS_INLINE void kc_ticket_prefetch_payload(const struct kc_arena *a, uint64_t handle)
{
	uint32_t i = KC_TKT_INDEX(handle);
	if (i >= a->tickets_max)
		return;
	const uint8_t *p = a->base + kc_load_relaxed(&a->tickets[i].block);
	__builtin_prefetch(p, 1, 3);
	__builtin_prefetch(p + 64, 1, 3);
	__builtin_prefetch(p + 128, 1, 3);
	__builtin_prefetch(p + 192, 1, 3);
}

#endif
