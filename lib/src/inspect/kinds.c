#include <string.h>

#include "inspect/inspect.h"

struct ki_fill ki_channel_fill(const struct ki_channel *c)
{
	switch (c->kind) {
	case KI_RENDEZVOUS: /* nothing is in it; a sender that sleeps has an element to offer */
		return (struct ki_fill){ c->senders_blocked, 0 };
	case KI_UNLIMITED:
		return (struct ki_fill){ c->depth, 0 };
	case KI_CONFLATED: /* a mailbox */
		return (struct ki_fill){ c->depth > 0, 1 };
	default:
		return (struct ki_fill){ c->fullest, c->capacity / c->lanes };
	}
}

uint64_t ki_channel_dropped(const struct ki_channel *c)
{
	uint64_t n = 0;
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
