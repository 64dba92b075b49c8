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

uint64_t ki_channel_dropped(const struct ki_channel *c)
{
	return c->total[KC_SIDE_SEND].dropped_newest + c->total[KC_SIDE_SEND].dropped_oldest;
}

uint64_t ki_channel_cancelled(const struct ki_channel *c)
{
	return c->total[KC_SIDE_SEND].cancelled + c->total[KC_SIDE_RECEIVE].cancelled;
}
