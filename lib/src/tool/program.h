/* program.h - what options.c, help.c, man.c and completion.c know of a program together. Private to
 * this folder; tools include options.h. Pure functions of the table, safe everywhere. */
#ifndef KC_TOOL_PROGRAM_H
#define KC_TOOL_PROGRAM_H

#include "tool/options.h"

/* The options every tool has; ids below 0 so that they never meet a tool's own. */
enum { KT_ID_HELP = -1, KT_ID_VERSION = -2, KT_ID_HELP_MAN = -3, KT_ID_COMPLETION = -4 };
extern const struct kt_option kt_common_options[];

/* Walks the tool's options, then the common ones; NULL ends. Start with at = 0. */
const struct kt_option *kt_next_option(const struct kt_program *p, size_t *at);
/* A common option's letter is given up when the tool uses it for something else. */
char kt_letter(const struct kt_program *p, const struct kt_option *o);
bool kt_shown(const struct kt_option *o);
/* Whether word is one of the space-separated words of list. */
bool kt_has_word(const char *list, const char *word);
/* Whether a and b stand under one heading: both for all verbs, or for the same ones. */
bool kt_same_verbs(const char *a, const char *b);

/* Length of the well-formed UTF-8 character at s (RFC 3629: no overlong forms, no surrogates, at
 * most U+10FFFF), or 0. A byte beyond the end is the closing zero, which never continues one. */
size_t kt_utf8_length(const unsigned char *s);

void kt_print_help(const struct kt_program *p, FILE *out);
void kt_print_man(const struct kt_program *p, FILE *out);
/* false: no such shell. */
bool kt_print_completion(const struct kt_program *p, const char *shell, FILE *out);

#endif
