#include "workload.h"

/* Steps between neighbouring words; odd, so that no two words of a message are equal. */
#define STEP UINT64_C(0x9e3779b97f4a7c15)

struct kb_shape kb_shape_make(uint64_t seed, size_t size, enum kb_touch touch)
{
	struct kb_shape s = { .seed = seed, .size = size, .touched = size };
	switch (touch) {
	case KB_TOUCH_NONE:
		s.touched = sizeof(uint64_t);
		break;
	case KB_TOUCH_HEAD:
		s.touched = size < 64 ? size : 64;
		break;
	case KB_TOUCH_ALL:
		break;
	}
	return s;
}

/* The finisher of SplitMix64 (G. Steele, D. Lea, C. Flood). */
static uint64_t mix(uint64_t v)
{
	v = (v ^ (v >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	v = (v ^ (v >> 27)) * UINT64_C(0x94d049bb133111eb);
	return v ^ (v >> 31);
}

void kb_pattern_fill(const struct kb_shape *s, void *buf, uint64_t tag)
{
	unsigned char *at = buf;
	uint64_t base = mix(s->seed ^ tag);
	size_t words = s->touched / sizeof(uint64_t), rest = s->touched % sizeof(uint64_t);
	for (size_t i = 1; i < words; i++) {
		uint64_t word = base + i * STEP;
		memcpy(at + i * sizeof(word), &word, sizeof(word));
	}
	if (rest) {
		uint64_t word = base + words * STEP;
		memcpy(at + words * sizeof(word), &word, rest);
	}
}

bool kb_pattern_whole(const struct kb_shape *s, const void *buf, uint64_t tag)
{
	const unsigned char *at = buf;
	uint64_t base = mix(s->seed ^ tag), differ = 0;
	size_t words = s->touched / sizeof(uint64_t), rest = s->touched % sizeof(uint64_t);
	for (size_t i = 1; i < words; i++) {
		uint64_t word;
		memcpy(&word, at + i * sizeof(word), sizeof(word));
		differ |= word ^ (base + i * STEP);
	}
	if (rest) {
		uint64_t word = base + words * STEP, seen = word;
		memcpy(&seen, at + words * sizeof(word), rest);
		differ |= word ^ seen;
	}
	return differ == 0;
}
