/* frame.h - what stands around the rows of every verb: whose they are, what was found wrong, how
 * consistent the picture is, and the exit code that follows from it. */
#ifndef KCDUMP_FRAME_H
#define KCDUMP_FRAME_H

#include "dump/source.h"
#include "picture.h"
#include "verbs.h"

struct kd_report {
	const struct ki_finding *finding;
	size_t findings;
	uint64_t findings_dropped;
	uint64_t checks_run, checks_skipped;
	uint64_t passes, torn;
	bool partial;
};

/* Opens the document; p NULL: it is about the host and not about one segment. */
void kd_frame_begin(struct kd_context *c, const struct kd_picture *p);
struct kd_report kd_report_of(const struct kd_picture *p);
/* Closes it; returns the exit code. */
int kd_frame_end(struct kd_context *c, const struct kd_report *r);

/* Whether to walk no further: interrupted, or nobody reads any more. */
bool kd_stop(const struct kd_context *c);
/* A sentence of the result in the human form; text from outside goes through ki_safe_text first. */
void kd_say(struct kd_context *c, enum kd_style style, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Shared by the verbs. */
const char *kd_side_name(enum kc_seg_side side);
/* Elements in a channel and how many fit, in the terms of its kind: 4/64, 130/384, 1/1
 * (a mailbox), 130 (unlimited), 1 offer (a sender that waits at a rendezvous). */
void kd_depth_cell(struct kd_table *t, const struct ki_channel *ch);
/* RFC 3339, or null for instant 0. */
void kd_json_time(struct kt_json *j, const char *key, uint64_t wall_ns);

#endif
