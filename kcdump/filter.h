/* filter.h - which tickets are asked for. Pure functions. */
#ifndef KCDUMP_FILTER_H
#define KCDUMP_FILTER_H

#include "dump/tickets.h"
#include "picture.h"

/* Whether the options let this ticket through. */
bool kd_ticket_wanted(
	const struct kd_picture *p, const struct kd_options *o, const struct ki_ticket *t);

#endif
