/* options.h - the option table's numbers, for config.c which checks what was given together. */
#ifndef KCBENCH_OPTIONS_H
#define KCBENCH_OPTIONS_H

#include "config.h"

enum kb_option_id {
	OPT_TOPOLOGY = 1,
	OPT_KIND,
	OPT_OVERFLOW,
	OPT_PAYLOAD,
	OPT_SIZE,
	OPT_BATCH,
	OPT_CAPACITY,
	OPT_LIMIT,
	OPT_DURATION,
	OPT_MESSAGES,
	OPT_WARMUP,
	OPT_REPEAT,
	OPT_PIN,
	OPT_TYPED,
	OPT_IN_PLACE,
	OPT_SELECT,
	OPT_TOUCH,
	OPT_VERIFY,
	OPT_TRACE_WAKEUPS,
	OPT_SEED,
	OPT_LINES,
	OPT_PER_LINE,
	OPT_BLOCK,
	OPT_WORKERS,
	OPT_SLOW,
	OPT_NO_STATS,
	OPT_KEEP,
	OPT_DIR,
	OPT_NAME,
	OPT_FORMAT,
	OPT_OUT,
	OPT_QUIET,
	OPT_VERBOSE,
	OPT_COLOR,
	OPT_ASCII,
	OPT_SCHEMA,
	OPT_END
};

/* Fills in what is given and marks it in seen. 0, or KT_USAGE after a sentence. */
int kb_options_parse(struct kb_config *c, bool seen[OPT_END], int argc, char **argv, bool *done);

const char *kb_option_name(int id);

#endif
