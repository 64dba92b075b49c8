/* output.h - where a tool's result goes, and in what dress. */
#ifndef KC_TOOL_OUTPUT_H
#define KC_TOOL_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

enum kt_color { KT_COLOR_AUTO, KT_COLOR_ALWAYS, KT_COLOR_NEVER };
/* 0 or -EINVAL for a word that is none of auto, always, never. */
int kt_parse_color(const char *word, enum kt_color *out);
/* Honours NO_COLOR, TERM=dumb and whether f is a terminal. */
bool kt_use_color(enum kt_color c, FILE *f);
/* A UTF-8 locale and no --ascii. Call setlocale(LC_ALL, "") first. */
bool kt_use_unicode(bool ascii_asked);

/* --out FILE: written beside, synced and renamed by kt_output_close; path NULL: stdout. */
struct kt_output {
	FILE *f;
	char *path, *temp;
};
int kt_output_open(struct kt_output *o, const char *path); /* -errno */
/* Flushes. A closed pipe is 0 ("ends the tool quietly"); other failures -errno, file removed. */
int kt_output_close(struct kt_output *o, bool keep);
/* SIGPIPE and SIGXFSZ ignored, standard descriptors open; called first by every tool. */
void kt_output_setup(void);

#endif
