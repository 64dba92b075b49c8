/* options.h - what the command line asks for, checked. Filled once by kd_options_parse, then only
 * read. */
#ifndef KCDUMP_OPTIONS_H
#define KCDUMP_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "tool/options.h"
#include "tool/output.h"

struct kd_context;

struct kd_size_filter {
	uint64_t least, most; /* both included */
};

enum kd_sort { KD_SORT_NONE, KD_SORT_AGE, KD_SORT_SIZE, KD_SORT_INDEX };
enum kd_group { KD_GROUP_NONE, KD_GROUP_HOLDER, KD_GROUP_SITE, KD_GROUP_CHANNEL, KD_GROUP_STATE };

struct kd_options {
	const char *source;               /* NULL: the only one there is */
	const char *verb;                 /* never NULL */
	int (*run)(struct kd_context *c); /* of the verb; an exit code */
	const char *out;                  /* NULL: stdout */
	bool json, ascii, schema;
	int verbosity; /* -1 quiet, 1 verbose */
	enum kt_color color;
	const char *channel; /* pattern, NULL: all */
	const char *holder;  /* PID, PID:TID, TID or a pattern for thread names; NULL: all */
	unsigned states;     /* bit per enum ki_ticket_state; 0: all */
	uint64_t older_ns;
	struct kd_size_filter size;
	uint64_t limit; /* 0: none given */
	enum kd_sort sort;
	enum kd_group group;
};

extern const struct kt_program kd_program;
/* An exit code; *done: the answer is out already. A sentence to stderr with every refusal. */
int kd_options_parse(struct kd_options *o, int argc, char **argv, bool *done);
/* The nearest verb, or NULL. */
const char *kd_near_verb(const char *word);

#endif
