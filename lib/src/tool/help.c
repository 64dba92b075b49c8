/* --help: usage, verbs, options under the verbs they belong to, then the program's own text. */
#include "tool/program.h"

#include <string.h>

enum { COLUMN_MAX = 30, WIDTH = 100 };

/* "-o, --out FILE" into buf. */
static void spell(char *buf, size_t cap, const struct kt_program *p, const struct kt_option *o)
{
	char letter = kt_letter(p, o), dash[8] = "    ";
	if (letter)
		snprintf(dash, sizeof dash, "-%c, ", letter);
	snprintf(buf, cap, "%s--%s%s%s", dash, o->name, o->arg ? " " : "", o->arg ? o->arg : "");
}

/* Text in words from column `from` on, lines up to WIDTH. */
static void wrap(FILE *out, const char *text, size_t from)
{
	size_t at = from;
	while (*text) {
		size_t n = strcspn(text, " ");
		if (at > from && at + 1 + n > WIDTH) {
			fprintf(out, "\n%*s", (int)from, "");
			at = from;
		} else if (at > from) {
			fputc(' ', out);
			at++;
		}
		fwrite(text, 1, n, out);
		at += n;
		text += n + strspn(text + n, " ");
	}
	fputc('\n', out);
}

static void entry(FILE *out, const char *left, const char *text, size_t column)
{
	size_t len = strlen(left);
	fprintf(out, "  %s", left);
	if (len + 4 > column)
		fprintf(out, "\n%*s", (int)column, "");
	else
		fprintf(out, "%*s", (int)(column - len - 2), "");
	wrap(out, text, column);
}

static size_t option_column(const struct kt_program *p)
{
	const struct kt_option *o;
	size_t widest = 0;
	char left[160];
	for (size_t i = 0; (o = kt_next_option(p, &i));) {
		spell(left, sizeof left, p, o);
		if (kt_shown(o) && strlen(left) > widest && strlen(left) + 4 <= COLUMN_MAX)
			widest = strlen(left);
	}
	return widest + 4;
}

static void options_of(const struct kt_program *p, FILE *out, const char *verbs, size_t column)
{
	const struct kt_option *o;
	char left[160];
	bool titled = false;
	for (size_t i = 0; (o = kt_next_option(p, &i));) {
		if (!kt_shown(o) || !kt_same_verbs(o->verbs, verbs))
			continue;
		if (!titled)
			fprintf(out, "\nOptions%s%s:\n", verbs ? " of " : "", verbs ? verbs : "");
		titled = true;
		spell(left, sizeof left, p, o);
		entry(out, left, o->help, column);
	}
}

/* Whether an earlier option of the table already opened this heading. */
static bool seen_before(const struct kt_program *p, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (kt_shown(&p->options[i]) &&
			kt_same_verbs(p->options[i].verbs, p->options[index].verbs))
			return true;
	return false;
}

static void verbs_of(const struct kt_program *p, FILE *out)
{
	size_t widest = 0;
	for (const struct kt_verb *v = p->verbs; v->name; v++) {
		size_t len = strlen(v->name) + (v->args[0] ? 1 + strlen(v->args) : 0);
		if (len > widest)
			widest = len;
	}
	fprintf(out, "\nVerbs:\n");
	for (const struct kt_verb *v = p->verbs; v->name; v++) {
		char left[160];
		snprintf(left, sizeof left, "%s%s%s", v->name, v->args[0] ? " " : "", v->args);
		entry(out, left, v->help, widest + 4);
	}
}

void kt_print_help(const struct kt_program *p, FILE *out)
{
	fprintf(out, "%s - %s\n\nUsage:\n", p->name, p->summary);
	for (const char *line = p->usage; line && *line;) {
		size_t n = strcspn(line, "\n");
		fprintf(out, "  %.*s\n", (int)n, line);
		line += n + (line[n] == '\n');
	}
	if (p->verbs)
		verbs_of(p, out);
	size_t column = option_column(p);
	for (size_t i = 0; p->options && p->options[i].id != 0; i++)
		if (p->options[i].verbs && kt_shown(&p->options[i]) && !seen_before(p, i))
			options_of(p, out, p->options[i].verbs, column);
	options_of(p, out, NULL, column);
	if (p->about && *p->about) {
		size_t len = strlen(p->about);
		fprintf(out, "\n%s%s", p->about, p->about[len - 1] == '\n' ? "" : "\n");
	}
}
