#include "tool/program.h"

#include <string.h>

const struct kt_option kt_common_options[] = {
	{ KT_ID_HELP, 'h', "help", NULL, NULL, "Print this help and exit." },
	{ KT_ID_VERSION, 'V', "version", NULL, NULL, "Print the version and exit." },
	{ KT_ID_HELP_MAN, 0, "help-man", NULL, NULL, "Print the manual page (roff) and exit." },
	{ KT_ID_COMPLETION, 0, "completion", "bash|zsh|fish", NULL,
		"Print the completion script of a shell and exit." },
	{ 0, 0, NULL, NULL, NULL, NULL },
};

static size_t own_count(const struct kt_program *p)
{
	size_t n = 0;
	while (p->options && p->options[n].id != 0)
		n++;
	return n;
}

const struct kt_option *kt_next_option(const struct kt_program *p, size_t *at)
{
	size_t own = own_count(p), i = (*at)++;
	if (i < own)
		return &p->options[i];
	const struct kt_option *o = &kt_common_options[i - own];
	if (o->id != 0)
		return o;
	(*at)--;
	return NULL;
}

char kt_letter(const struct kt_program *p, const struct kt_option *o)
{
	if (o->id > 0 || o->letter == 0)
		return o->letter;
	for (size_t i = 0; i < own_count(p); i++)
		if (p->options[i].letter == o->letter)
			return 0;
	return o->letter;
}

bool kt_shown(const struct kt_option *o)
{
	return o->help && o->help[0] != '\0';
}

bool kt_has_word(const char *list, const char *word)
{
	size_t len = strlen(word);
	for (const char *s = list; s && *s;) {
		size_t n = strcspn(s, " ");
		if (n == len && memcmp(s, word, n) == 0)
			return true;
		s += n + strspn(s + n, " ");
	}
	return false;
}

bool kt_same_verbs(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}
