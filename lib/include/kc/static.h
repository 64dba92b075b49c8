/* static.h - KC_SPSC_STATIC: a channel whose storage is the caller's, with a capacity known at compile time, for code
 * that may not allocate.
 *
 *   KC_SPSC_STATIC(samples, struct sample, 256);      // file scope: slots and everything else
 *
 *   kc_chan *c;
 *   rc = kc_chan_open_static(&c, &samples, NULL, "samples", NULL);
 *   rc = kc_tx_open(&tx, c);                          // from here on a channel like any other
 *
 * It is a buffered SPSC channel of values; sending, receiving, in place or by KC_TYPED's inline code, time-outs,
 * cancellation and closing are the same calls. Without a domain nothing ever allocates, opening included, and nothing
 * can be seen from outside; after fork the child has a copy of its own, of which it must use nothing that another
 * thread was using. With a domain the channel is observed like its other channels: opening it and its endpoints takes
 * rows of the segment (and may allocate), sending and receiving do not.
 *
 * The storage belongs to the channel from kc_chan_open_static until its last kc_chan_free, and can be opened again
 * after that. Its slots are not in the arena: a core dump has them, a leftover has their positions only. */
#ifndef KC_STATIC_H
#define KC_STATIC_H

#include <kc/chan.h>
#include <kc/types.h>

KC_BEGIN_DECLS

#define KC_STATIC_BYTES 8192

/* The fields are the library's. */
typedef struct kc_static {
	void *slots;
	uint32_t elem_bytes, capacity;
	unsigned char rest[KC_STATIC_BYTES] __attribute__((aligned(128)));
} kc_static;

#ifdef __cplusplus
#define KC_STATIC_ASSERT(what, text) static_assert(what, text)
#else
#define KC_STATIC_ASSERT(what, text) _Static_assert(what, text)
#endif

/* Storage `name` for `count` elements of `type`: a power of two, elements of 1 to 4096 bytes. At file scope or in a
 * function; static either way. */
#define KC_SPSC_STATIC(name, type, count)                                                                 \
	KC_STATIC_ASSERT((count) > 0 && ((count) & ((count)-1)) == 0 && (count) <= (1 << 26),             \
		"KC_SPSC_STATIC: the capacity is a power of two up to 2^26");                             \
	KC_STATIC_ASSERT(sizeof(type) <= 4096, "KC_SPSC_STATIC: elements have at most 4096 bytes");       \
	static unsigned char name##_slots[sizeof(type) * (count)] __attribute__((aligned(128)));          \
	static kc_static name = { name##_slots, (uint32_t)sizeof(type), (uint32_t)(count), { 0 } }

/* Opens the channel that lives in *s. d: NULL, or the domain that it is to be seen in, under its name. opts: NULL, or
 * overflow, on_undelivered, ctx and KC_CLOSE_WITH_LAST_TX as for kc_chan_open; kind buffered, topology SPSC, payload
 * values, elem_bytes and capacity 0 or what they are.
 * -EBUSY: it is open; -EINVAL: NULL, another option, a bad name; with a domain also -EEXIST, -ENOSPC, -ENOMEM,
 * -EOWNERDEAD. One thread at a time for one storage. */
int kc_chan_open_static(
	kc_chan **out, kc_static *s, kc_domain *d, const char *name, const kc_chan_opts *opts);

KC_END_DECLS
#endif
