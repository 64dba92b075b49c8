/* verbs.h - the verbs, and what each is run with.
 *
 * A verb gets its rows from the picture (picture.h), prints them into c->out in the asked form
 * between kd_frame_begin and kd_frame_end (frame.h), and returns an exit code. What cannot be
 * opened is told on stderr before anything is printed. */
#ifndef KCDUMP_VERBS_H
#define KCDUMP_VERBS_H

#include "dump/table.h"
#include "options.h"
#include "tool/json.h"

struct kd_context {
	const struct kd_options *o;
	FILE *out;
	struct kd_dress dress;
	struct kt_json json;
};

int kd_info(struct kd_context *c);
int kd_ps(struct kd_context *c);
int kd_tickets(struct kd_context *c);
int kd_waiters(struct kd_context *c);
int kd_events(struct kd_context *c);

/* Prints the schema's name and its keys. */
void kd_print_schema(FILE *out);

#endif
