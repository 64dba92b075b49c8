/* crash_look.h - everything the inspector says of a leftover, and what of it must hold at whatever instruction its
 * writer died.
 *
 * The checks answer with a sentence instead of ending the test: who asks knows which instruction or which kill it was. */
#ifndef KC_TEST_CRASH_LOOK_H
#define KC_TEST_CRASH_LOOK_H

#include "inspect/inspect.h"

enum { CRASH_TICKETS_MAX = 8192 };

enum crash_part {
	CRASH_OF_CHANNELS,
	CRASH_OF_ENDPOINTS,
	CRASH_OF_FINDINGS,
	CRASH_OF_TICKETS,
	CRASH_OF_EVENTS,
	CRASH_PARTS
};

struct crash_look {
	ki_source *source;
	struct ki_snapshot *snap;
	struct ki_ticket *ticket; /* all that are live, in the order of their rows */
	size_t ticket_count;
	bool opening;                 /* the writer died while it opened or closed something */
	uint64_t digest[CRASH_PARTS]; /* of all that was said but for instants */
	char wrong[640];              /* what cannot be; empty: nothing */
};

/* What of a channel may be under way when its writer dies, in elements. */
typedef uint64_t (*crash_slack)(void *ctx, const struct ki_channel *c);

/* Opens the leftover and asks for all there is: snapshot with everything, tickets, events. The look is always to be
 * ended. False: something was wrong already. */
bool crash_look_begin(struct crash_look *l, const char *path);
void crash_look_end(struct crash_look *l);

/* Whether a second look says the same; else l->wrong says where not. Ends the second one. */
bool crash_look_again(struct crash_look *l, const char *path);

/* The invariants: findings, depth, conservation (INV-POS-4) but for what is under way, states of tickets. False and
 * l->wrong: one is broken. */
bool crash_look_check(struct crash_look *l, crash_slack slack, void *ctx);

/* Writes l->wrong, once; returns false. */
bool crash_wrong(struct crash_look *l, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
