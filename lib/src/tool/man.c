/* --help-man: the manual page in the man(7) macros. */
#include "tool/program.h"

#include <ctype.h>
#include <string.h>

/* Text in which roff sees no request, no escape and no typographic dash. */
static void plain_n(FILE *out, const char *s, size_t n)
{
	if (n > 0 && (s[0] == '.' || s[0] == '\''))
		fputs("\\&", out);
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\')
			fputs("\\e", out);
		else if (s[i] == '-')
			fputs("\\-", out);
		else
			fputc(s[i], out);
	}
}

static void plain(FILE *out, const char *s)
{
	plain_n(out, s, strlen(s));
}

static void title(FILE *out, const char *name)
{
	fputs(".TH \"", out);
	for (const char *c = name; *c; c++)
		fputc(toupper((unsigned char)*c), out);
	fputs("\" 1", out);
}

static void synopsis(const struct kt_program *p, FILE *out)
{
	fputs(".SH SYNOPSIS\n.nf\n", out);
	for (const char *line = p->usage; line && *line;) {
		size_t n = strcspn(line, "\n");
		plain_n(out, line, n);
		fputc('\n', out);
		line += n + (line[n] == '\n');
	}
	fputs(".fi\n", out);
}

/* Indented lines are examples and keep their form; an empty line starts a paragraph. */
static void about(const char *text, FILE *out)
{
	bool example = false;
	for (const char *line = text; line && *line;) {
		size_t n = strcspn(line, "\n");
		bool indented = n > 0 && (line[0] == ' ' || line[0] == '\t');
		if (indented != example && n > 0) {
			fputs(indented ? ".RS 4\n.nf\n" : ".fi\n.RE\n", out);
			example = indented;
		}
		if (n == 0 && !example) {
			fputs(".PP\n", out);
		} else if (n > 0) {
			size_t skip = strspn(line, " \t");
			plain_n(out, line + skip, n - skip);
			fputc('\n', out);
		}
		line += n + (line[n] == '\n');
	}
	if (example)
		fputs(".fi\n.RE\n", out);
}

static void verbs(const struct kt_program *p, FILE *out)
{
	fputs(".SH VERBS\n", out);
	for (const struct kt_verb *v = p->verbs; v->name; v++) {
		fputs(".TP\n\\fB", out);
		plain(out, v->name);
		fputs("\\fR", out);
		if (v->args[0]) {
			fputs(" \\fI", out);
			plain(out, v->args);
			fputs("\\fR", out);
		}
		fputc('\n', out);
		plain(out, v->help);
		fputc('\n', out);
	}
}

static void options(const struct kt_program *p, FILE *out)
{
	const struct kt_option *o;
	fputs(".SH OPTIONS\n", out);
	for (size_t i = 0; (o = kt_next_option(p, &i));) {
		if (!kt_shown(o))
			continue;
		fputs(".TP\n", out);
		if (kt_letter(p, o))
			fprintf(out, "\\fB\\-%c\\fR, ", kt_letter(p, o));
		fputs("\\fB\\-\\-", out);
		plain(out, o->name);
		fputs("\\fR", out);
		if (o->arg) {
			fputs(" \\fI", out);
			plain(out, o->arg);
			fputs("\\fR", out);
		}
		fputc('\n', out);
		plain(out, o->help);
		if (o->verbs) {
			fputs(" Belongs to: ", out);
			plain(out, o->verbs);
			fputc('.', out);
		}
		fputc('\n', out);
	}
}

void kt_print_man(const struct kt_program *p, FILE *out)
{
	title(out, p->name);
	fprintf(out, " \"\" \"%s %s\" \"User Commands\"\n.SH NAME\n", p->name, p->version);
	plain(out, p->name);
	fputs(" \\- ", out);
	plain(out, p->summary);
	fputc('\n', out);
	synopsis(p, out);
	if (p->about && *p->about) {
		fputs(".SH DESCRIPTION\n", out);
		about(p->about, out);
	}
	if (p->verbs)
		verbs(p, out);
	options(p, out);
}
