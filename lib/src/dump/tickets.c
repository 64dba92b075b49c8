#include "dump/tickets.h"

#include <inttypes.h>
#include <string.h>

#include "dump/source.h"
#include "tool/units.h"

const char *kd_ticket_channel(const struct ki_snapshot *snap, const struct ki_ticket *t)
{
	return t->channel < snap->channel_count ? snap->channel[t->channel].name : "";
}

const char *kd_holder_state(const struct ki_snapshot *snap, const struct ki_ticket *t)
{
	if (t->holder_tid == 0)
		return "";
	if (!kd_is_live(snap->liveness))
		return "dead";
	return t->holder_alive ? "alive" : "ended";
}

uint64_t kd_ticket_refs(const struct ki_ticket *t)
{
	return (uint64_t)t->refs_queued + t->refs_held;
}

void kd_tickets_begin(struct kd_table *t, FILE *out, struct kd_dress dress, bool verbose)
{
	static const struct kd_column brief[] = { { "TICKET", false }, { "STATE", false },
		{ "CHANNEL", false }, { "REFS", true }, { "BYTES", true }, { "HOLDER", false },
		{ "AGE", true }, { "SITE", false } };
	static const struct kd_column all[] = { { "TICKET", false }, { "STATE", false },
		{ "CHANNEL", false }, { "REFS", true }, { "BYTES", true }, { "HOLDER", false },
		{ "AGE", true }, { "ALLOCATED", true }, { "SITE", false } };
	if (verbose)
		kd_table_begin(t, out, dress, all, sizeof all / sizeof all[0]);
	else
		kd_table_begin(t, out, dress, brief, sizeof brief / sizeof brief[0]);
}

void kd_ticket_row(struct kd_table *t, const struct ki_snapshot *snap,
	const struct ki_ticket *ticket, bool verbose)
{
	char text[16];
	const char *state = kd_holder_state(snap, ticket);
	const char *channel = kd_ticket_channel(snap, ticket);
	kd_cell(t, KD_PLAIN, "0x%" PRIx64, ticket->handle);
	kd_cell(t, ticket->torn ? KD_WARN : KD_PLAIN, "%s%s", ki_ticket_state_name(ticket->state),
		ticket->torn ? " (torn)" : "");
	kd_cell(t, KD_PLAIN, "%s", *channel ? channel : "-");
	kd_cell(t, KD_PLAIN, "%" PRIu64, kd_ticket_refs(ticket));
	kd_cell(t, KD_PLAIN, "%" PRIu64, ticket->bytes);
	if (ticket->holder_tid)
		kd_cell(t, strcmp(state, "alive") == 0 ? KD_PLAIN : KD_BAD, "%" PRIu32 " %s %s",
			ticket->holder_tid, ticket->holder_thread, state);
	else
		kd_cell(t, KD_PLAIN, "-");
	kd_cell(t, KD_PLAIN, "%s", kt_duration(text, sizeof text, ticket->age_ns));
	if (verbose)
		kd_cell(t, KD_PLAIN, "%s", kt_duration(text, sizeof text, ticket->born_age_ns));
	kd_cell(t, KD_PLAIN, "%s", ticket->site_text);
	kd_row(t);
}

void kd_tickets_summary(FILE *out, struct kd_dress dress, uint64_t shown, uint64_t matched,
	uint64_t matched_bytes, uint64_t live)
{
	char text[16];
	kd_line(out, dress, KD_DIM,
		"%" PRIu64 " of %" PRIu64 " matching tickets shown, %s in all; %" PRIu64 " live",
		shown, matched, kt_size(text, sizeof text, matched_bytes), live);
}

void kd_no_tickets(FILE *out, struct kd_dress dress)
{
	kd_line(out, dress, KD_PLAIN, "no live tickets");
}
