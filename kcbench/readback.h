/* readback.h - kcbench looks at its own segment as the other tools would: a second, independent source
 * for its counts, the library's residence histogram, and the leak count.
 *
 * Main thread only. Errors are not fatal for a measurement: they make the answer unknown, and a
 * sentence goes to stderr. */
#ifndef KCBENCH_READBACK_H
#define KCBENCH_READBACK_H

#include <stdbool.h>
#include <stdint.h>

#include <kc/kc.h>

#include "inspect/inspect.h"

enum kb_conservation { KB_CONSERVED, KB_CONSERVATION_BROKEN, KB_CONSERVATION_UNKNOWN };
const char *kb_conservation_word(enum kb_conservation c); /* "good", "broken", "unknown" */

/* How long messages were in the channel, from the library's stamps on a sample of them. */
struct kb_service {
	uint64_t count, p50_ns, p90_ns, p99_ns, p999_ns, max_ns;
	struct ki_hist hist;
};

/* A histogram to subtract: what was there before the measurement began. */
struct kb_service_base {
	bool taken;
	struct ki_hist hist;
};

/* A channel as the segment shows it, or several added up. */
struct kb_seen {
	uint64_t sent, received, depth, dropped_newest, dropped_oldest;
	bool even; /* each of them: what was sent, was received or dropped, and nothing is inside */
	struct ki_hist residence;
};

/* 0, or -errno after a sentence. */
int kb_readback_channel(struct kb_seen *out, const kc_domain *d, const char *channel);
/* All channels of the domain, which must be n. */
int kb_readback_channels(struct kb_seen *out, const kc_domain *d, unsigned n);
int kb_readback_tickets(uint64_t *live, const kc_domain *d);

void kb_service_make(struct kb_service *out, const struct ki_hist *h);

#endif
