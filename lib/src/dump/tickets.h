/* tickets.h - live tickets as rows of a table: handle, state, channel, references, bytes, holder, age, site.
 *
 * The table is the caller's: begin, a row for each ticket, kd_table_end. */
#ifndef KC_DUMP_TICKETS_H
#define KC_DUMP_TICKETS_H

#include "dump/table.h"
#include "inspect/inspect.h"

/* verbose: with the age of the allocation; the same in all rows. */
void kd_tickets_begin(struct kd_table *t, FILE *out, struct kd_dress dress, bool verbose);
/* snap: the one that the ticket was walked with. */
void kd_ticket_row(struct kd_table *t, const struct ki_snapshot *snap,
	const struct ki_ticket *ticket, bool verbose);
/* The line below the table, and the one instead of an empty one. */
void kd_tickets_summary(FILE *out, struct kd_dress dress, uint64_t shown, uint64_t matched,
	uint64_t matched_bytes, uint64_t live);
void kd_no_tickets(FILE *out, struct kd_dress dress);

/* Name of the channel it was sent into last, "" when it never was. */
const char *kd_ticket_channel(const struct ki_snapshot *snap, const struct ki_ticket *t);
/* "alive", "ended" (in a live process) or "dead" (with its process); "" without a holder. */
const char *kd_holder_state(const struct ki_snapshot *snap, const struct ki_ticket *t);
uint64_t kd_ticket_refs(const struct ki_ticket *t);

#endif
