/* workload.h - what a message holds: a tag, then a pattern that depends on seed, sender and number.
 *
 * Half of one message and half of another never look like a message: every word of the pattern
 * depends on the whole tag. Both functions touch `touched` bytes and no more; pure, any thread. */
#ifndef KCBENCH_WORKLOAD_H
#define KCBENCH_WORKLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/compiler.h"

enum kb_touch {
	KB_TOUCH_NONE, /* the tag only */
	KB_TOUCH_HEAD, /* the first 64 bytes */
	KB_TOUCH_ALL
};

struct kb_shape {
	uint64_t seed;
	size_t size;    /* bytes of a message, at least sizeof(uint64_t) */
	size_t touched; /* of them written and checked */
};

struct kb_shape kb_shape_make(uint64_t seed, size_t size, enum kb_touch touch);

/* The part of a message after its tag; buf is the message. */
void kb_pattern_fill(const struct kb_shape *s, void *buf, uint64_t tag);
bool kb_pattern_whole(const struct kb_shape *s, const void *buf, uint64_t tag);

KC_ALWAYS_INLINE void kb_message_fill(const struct kb_shape *s, void *buf, uint64_t tag)
{
	memcpy(buf, &tag, sizeof(tag));
	if (s->touched > sizeof(tag))
		kb_pattern_fill(s, buf, tag);
}

KC_ALWAYS_INLINE uint64_t kb_message_tag(const void *buf)
{
	uint64_t tag;
	memcpy(&tag, buf, sizeof(tag));
	return tag;
}

KC_ALWAYS_INLINE bool kb_message_whole(const struct kb_shape *s, const void *buf, uint64_t tag)
{
	return s->touched <= sizeof(tag) || kb_pattern_whole(s, buf, tag);
}

#endif
