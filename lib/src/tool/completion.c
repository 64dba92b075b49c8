/* --completion: scripts for bash, zsh and fish. A placeholder with bars ("human|json") completes to
 * its words, one with FILE, DIR or PATH in it to file names. */
#include "tool/program.h"

#include <string.h>

/* Inside single quotes of a POSIX shell; extra: characters that want a backslash before them. */
static void quoted(FILE *out, const char *s, const char *extra)
{
	for (; *s; s++) {
		if (*s == '\'')
			fputs("'\\''", out);
		else if (strchr(extra, *s))
			fprintf(out, "\\%c", *s);
		else
			fputc(*s, out);
	}
}

static bool has_choices(const struct kt_option *o)
{
	return o->arg && strchr(o->arg, '|');
}

static bool wants_file(const struct kt_option *o)
{
	return o->arg &&
	       (strstr(o->arg, "FILE") || strstr(o->arg, "DIR") || strstr(o->arg, "PATH"));
}

static void choices(FILE *out, const char *arg)
{
	for (; *arg; arg++)
		fputc(*arg == '|' ? ' ' : *arg, out);
}

static void bash(const struct kt_program *p, FILE *out)
{
	const struct kt_option *o;
	fprintf(out, "# bash completion for %s\n_%s() {\n", p->name, p->name);
	fputs("\tlocal cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
	      "\tCOMPREPLY=()\n\tcase $prev in\n",
		out);
	for (size_t i = 0; (o = kt_next_option(p, &i));) {
		if (!o->arg || !kt_shown(o))
			continue;
		fprintf(out, "\t--%s", o->name);
		if (kt_letter(p, o))
			fprintf(out, "|-%c", kt_letter(p, o));
		fputs(") ", out);
		if (has_choices(o)) {
			fputs("mapfile -t COMPREPLY < <(compgen -W '", out);
			choices(out, o->arg);
			fputs("' -- \"$cur\"); ", out);
		} else if (wants_file(o)) {
			fputs("mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); ", out);
		}
		fputs("return ;;\n", out);
	}
	fputs("\tesac\n\tif [[ $cur == -* ]]; then\n\t\tmapfile -t COMPREPLY < <(compgen -W '",
		out);
	for (size_t i = 0; (o = kt_next_option(p, &i));)
		if (kt_shown(o))
			fprintf(out, "--%s ", o->name);
	fputs("' -- \"$cur\")\n\telse\n\t\tmapfile -t COMPREPLY < <(compgen -W '", out);
	for (const struct kt_verb *v = p->verbs; v && v->name; v++)
		fprintf(out, "%s ", v->name);
	fprintf(out,
		"' -- \"$cur\"; compgen -f -- \"$cur\")\n\tfi\n}\ncomplete -o filenames -F _%s %s\n",
		p->name, p->name);
}

static void zsh(const struct kt_program *p, FILE *out)
{
	const struct kt_option *o;
	fprintf(out, "#compdef %s\n_arguments -s", p->name);
	for (size_t i = 0; (o = kt_next_option(p, &i));) {
		if (!kt_shown(o))
			continue;
		for (int form = 0; form < 2; form++) {
			if (form == 1 && !kt_letter(p, o))
				break;
			fputs(" \\\n\t'*", out);
			if (form == 0)
				fprintf(out, "--%s%s", o->name, o->arg ? "=" : "");
			else
				fprintf(out, "-%c%s", kt_letter(p, o), o->arg ? "+" : "");
			fputc('[', out);
			quoted(out, o->help, "[]:\\");
			fputc(']', out);
			if (o->arg) {
				fputc(':', out);
				quoted(out, has_choices(o) ? "word" : o->arg, ":\\");
				fputc(':', out);
			}
			if (has_choices(o)) {
				fputc('(', out);
				choices(out, o->arg);
				fputc(')', out);
			} else if (wants_file(o)) {
				fputs("_files", out);
			}
			fputc('\'', out);
		}
	}
	if (p->verbs) {
		fputs(" \\\n\t'*: :_alternative \"verbs:verb:(", out);
		for (const struct kt_verb *v = p->verbs; v->name; v++)
			fprintf(out, "%s%s", v == p->verbs ? "" : " ", v->name);
		fputs(")\" \"files:file:_files\"'", out);
	} else {
		fputs(" \\\n\t'*:file:_files'", out);
	}
	fputc('\n', out);
}

static void fish(const struct kt_program *p, FILE *out)
{
	const struct kt_option *o;
	fprintf(out, "# fish completion for %s\n", p->name);
	for (const struct kt_verb *v = p->verbs; v && v->name; v++) {
		fprintf(out, "complete -c %s -a %s -d '", p->name, v->name);
		quoted(out, v->help, "");
		fputs("'\n", out);
	}
	for (size_t i = 0; (o = kt_next_option(p, &i));) {
		if (!kt_shown(o))
			continue;
		fprintf(out, "complete -c %s -l %s", p->name, o->name);
		if (kt_letter(p, o))
			fprintf(out, " -s %c", kt_letter(p, o));
		if (o->arg)
			fputs(wants_file(o) ? " -r -F" : " -x", out);
		if (has_choices(o)) {
			fputs(" -a '", out);
			choices(out, o->arg);
			fputc('\'', out);
		}
		fputs(" -d '", out);
		quoted(out, o->help, "");
		fputs("'\n", out);
	}
}

bool kt_print_completion(const struct kt_program *p, const char *shell, FILE *out)
{
	if (strcmp(shell, "bash") == 0)
		bash(p, out);
	else if (strcmp(shell, "zsh") == 0)
		zsh(p, out);
	else if (strcmp(shell, "fish") == 0)
		fish(p, out);
	else
		return false;
	return true;
}
