/* filter.h - which tickets are asked for. Pure functions. */
#ifndef KCDUMP_FILTER_H
#define KCDUMP_FILTER_H

#include "picture.h"

/* Whether the options let this ticket through. */
bool kd_ticket_wanted(
	const struct kd_picture *p, const struct kd_options *o, const struct ki_ticket *t);
/* Name of the channel it was sent into last, "" when it never was. */
const char *kd_ticket_channel(const struct kd_picture *p, const struct ki_ticket *t);
/* "alive", "ended" (in a live process) or "dead" (with its process); "" without a holder. */
const char *kd_holder_state(const struct kd_picture *p, const struct ki_ticket *t);
uint64_t kd_ticket_refs(const struct ki_ticket *t);

#endif
