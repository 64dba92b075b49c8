#include <string.h>

#include "inspect/inspect.h"

struct ki_fill ki_channel_fill(const struct ki_channel *c)
{
	switch (c->kind) {
	case KI_RENDEZVOUS: /* nothing is in it; a sender that sleeps has an element to offer */
		return (struct ki_fill){ c->senders_blocked, 0 };
	case KI_UNLIMITED: /* but for its limit, if there is one */
		return (struct ki_fill){ c->depth, c->capacity };
	case KI_CONFLATED: /* a mailbox */
		return (struct ki_fill){ c->depth > 0, 1 };
	default:
		return (struct ki_fill){ c->fullest, c->capacity / c->lanes };
	}
}

uint64_t ki_counter(const struct kc_seg_counters *c, const char *name)
{
	static const struct {
		const char *name;
		size_t offset;
	} known[] = {
#define KC_COUNTER(name, type, unit, level, help, text) \
	{ #name, offsetof(struct kc_seg_counters, name) },
#include "stats/counters.def"
#undef KC_COUNTER
	};
	uint64_t n = 0;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(known[i].name, name) == 0)
			memcpy(&n, (const char *)c + known[i].offset, sizeof n);
	return n;
}

uint64_t ki_channel_dropped(const struct ki_channel *c)
{
	uint64_t n = 0;
	/* The comparisons are the compiler's. */
#define KC_COUNTER(name, type, unit, level, help, text) \
	if (strncmp(#name, "dropped_", 8) == 0)         \
		n += c->total[KC_SIDE_SEND].name;
#include "stats/counters.def"
#undef KC_COUNTER
	return n;
}

uint64_t ki_channel_cancelled(const struct ki_channel *c)
{
	return c->total[KC_SIDE_SEND].cancelled + c->total[KC_SIDE_RECEIVE].cancelled;
}
