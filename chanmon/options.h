/* options.h - what the command line asks for. */
#ifndef CHANMON_OPTIONS_H
#define CHANMON_OPTIONS_H

#include "chanmon/fleet.h"
#include "chanmon/columns.h"
#include "chanmon/filter.h"
#include "tool/options.h"
#include "tool/output.h"

enum cm_format { CM_TEXT, CM_JSON, CM_CSV };

struct cm_options {
	struct cm_fleet *fleet; /* gets the targets */
	bool once, schema, wakeups, ascii, quiet, verbose;
	bool every_given, format_given;
	uint64_t interval_ns, gap_ns, every_ns;
	uint64_t count; /* of --every; 0: until interrupted */
	enum cm_format format;
	enum kt_color color;
	enum cm_column sort;
	const char *filter_text; /* NULL: none */
	struct cm_filter filter;
	const char *out; /* NULL: stdout */
};

extern const struct kt_program cm_program;
/* 0, or the exit code of wrong usage; *done: --help and the like have been answered. */
int cm_options_parse(struct cm_options *o, int argc, char **argv, bool *done);

#endif
