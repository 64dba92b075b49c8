/* options.h - one option table per tool: parsing, --help, the manual page and shell completion
 * all come from it (TOOLS §0). */
#ifndef KC_TOOL_OPTIONS_H
#define KC_TOOL_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Exit codes of all three tools; when several hold the first of 5 > 130, 143 > 3 > 1 > 4 > 0 wins: that
 * data was broken is never hidden by a signal. */
enum kt_exit {
	KT_GOOD = 0,
	KT_FINDING = 1, /* an assertion failed, a finding */
	KT_USAGE = 2,   /* wrong usage */
	KT_CANNOT = 3,  /* could not run or open */
	KT_UNSURE = 4,  /* cannot tell */
	KT_BROKEN = 5,  /* data integrity broken */
	KT_SIGINT = 130,
	KT_SIGTERM = 143
};
int kt_exit_worse(int a, int b);

struct kt_option {
	int id;            /* the tool's own number, > 0; 0 ends the table */
	char letter;       /* short form, 0 none */
	const char *name;  /* long form without dashes */
	const char *arg;   /* placeholder of its argument ("FILE", "human|json"), NULL: none */
	const char *verbs; /* space-separated verbs it belongs to, NULL: all */
	const char *help;  /* one sentence; "" hides it */
};
struct kt_verb {
	const char *name;
	const char *args; /* "FILE" or "" */
	const char *help;
};
struct kt_program {
	const char *name;
	const char *version;
	const char *summary; /* one line */
	const char *usage;   /* lines "chanmon [TARGET] [options]\n..." */
	const char *about; /* a paragraph or more for --help's end and the man page; examples too */
	const struct kt_verb *verbs;     /* NULL: none; name NULL ends */
	const struct kt_option *options; /* --help and --version are added by themselves */
};

/* Calls on_option for each option in order (value NULL without argument), on_operand for each
 * word. A non-zero return stops and is returned. Handles --help, --version, --help-man,
 * --completion SHELL itself: prints to stdout and sets *done. Wrong usage prints a sentence with
 * "did you mean" to stderr and returns KT_USAGE. "--" ends options; options may stand after
 * operands. */
int kt_parse(const struct kt_program *p, int argc, char **argv, void *ctx,
	int (*on_option)(void *ctx, int id, const char *value),
	int (*on_operand)(void *ctx, const char *word), bool *done);

/* Wrong usage when one of the n options that were given does not belong to verb. kt_parse cannot
 * know which operand is the verb; a tool that has verbs calls this when it does. */
int kt_check_verb(const struct kt_program *p, const char *verb, const int *ids, size_t n);

/* "name: sentence\n" to stderr. Words of the user, of folders and of segments may be in it: what would
 * move a terminal's cursor or is no UTF-8 is shown as \xNN. */
void kt_say(const struct kt_program *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The same; returns KT_USAGE. */
int kt_usage(const struct kt_program *p, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* The nearest of n words, or NULL: two slips away at most, one if word has up to four letters, and never
 * more than a third of the letters. */
const char *kt_did_you_mean(const char *word, const char *const *words, size_t n);

#endif
