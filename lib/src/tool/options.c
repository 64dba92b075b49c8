#include "tool/program.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { NAMES_MAX = 256 };

struct parse {
	const struct kt_program *p;
	int argc;
	char **argv;
	int at;
	void *ctx;
	int (*on_option)(void *ctx, int id, const char *value);
	int (*on_operand)(void *ctx, const char *word);
	bool *done;
};

int kt_exit_worse(int a, int b)
{
	static const int order[] = { KT_BROKEN, KT_SIGINT, KT_SIGTERM, KT_CANNOT, KT_USAGE,
		KT_FINDING, KT_UNSURE };
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		if (a == order[i] || b == order[i])
			return order[i];
	return a > b ? a : b;
}

static void put_safe(FILE *out, const char *text)
{
	for (const unsigned char *s = (const unsigned char *)text; *s;) {
		size_t n = kt_utf8_length(s);
		bool control = *s < 0x20 || *s == 0x7f || (*s == 0xc2 && s[1] < 0xa0);
		if (n > 0 && !control) {
			fwrite(s, 1, n, out);
			s += n;
		} else {
			fprintf(out, "\\x%02x", *s++);
		}
	}
}

static void say(const struct kt_program *p, const char *fmt, va_list va)
	__attribute__((format(printf, 2, 0)));

static void say(const struct kt_program *p, const char *fmt, va_list va)
{
	char *text = NULL;
	int n = vasprintf(&text, fmt, va);
	fprintf(stderr, "%s: ", p->name);
	put_safe(stderr, n < 0 ? "out of memory" : text);
	fputc('\n', stderr);
	if (n >= 0)
		free(text);
}

void kt_say(const struct kt_program *p, const char *fmt, ...)
{
	va_list va;
	va_start(va, fmt);
	say(p, fmt, va);
	va_end(va);
}

int kt_usage(const struct kt_program *p, const char *fmt, ...)
{
	va_list va;
	va_start(va, fmt);
	say(p, fmt, va);
	va_end(va);
	return KT_USAGE;
}

static const struct kt_option *find_long(const struct kt_program *p, const char *name, size_t len)
{
	const struct kt_option *o;
	for (size_t i = 0; (o = kt_next_option(p, &i));)
		if (strlen(o->name) == len && memcmp(o->name, name, len) == 0)
			return o;
	return NULL;
}

static const struct kt_option *find_letter(const struct kt_program *p, char letter)
{
	const struct kt_option *o;
	for (size_t i = 0; (o = kt_next_option(p, &i));)
		if (letter && kt_letter(p, o) == letter)
			return o;
	return NULL;
}

static int unknown_long(const struct kt_program *p, const char *name, size_t len)
{
	const char *names[NAMES_MAX];
	char word[72];
	size_t n = 0;
	const struct kt_option *o;
	for (size_t i = 0; n < NAMES_MAX && (o = kt_next_option(p, &i));)
		if (kt_shown(o))
			names[n++] = o->name;
	snprintf(word, sizeof word, "%.*s", (int)len, name);
	const char *near = len < sizeof word ? kt_did_you_mean(word, names, n) : NULL;
	if (near)
		return kt_usage(p, "unknown option --%s; did you mean --%s?", word, near);
	return kt_usage(p, "unknown option --%s; %s --help lists them", word, p->name);
}

/* The common options end the run; the answer is lost when stdout is full, and that is said. */
static int answer(struct parse *s, const struct kt_option *o, const char *value)
{
	const struct kt_program *p = s->p;
	*s->done = true;
	errno = 0;
	if (o->id == KT_ID_HELP)
		kt_print_help(p, stdout);
	else if (o->id == KT_ID_VERSION)
		printf("%s %s\n", p->name, p->version);
	else if (o->id == KT_ID_HELP_MAN)
		kt_print_man(p, stdout);
	else if (!kt_print_completion(p, value, stdout))
		return kt_usage(p, "--completion knows bash, zsh and fish, not '%s'", value);
	/* What is longer than the buffer failed before, and stdio only keeps that it did; a failed
	 * write sets errno and a good one leaves it alone. */
	if ((fflush(stdout) != 0 || ferror(stdout)) && errno != EPIPE) {
		fprintf(stderr, "%s: cannot write to standard output: %s\n", p->name,
			strerror(errno ? errno : EIO));
		return KT_CANNOT;
	}
	return 0;
}

static int deliver(struct parse *s, const struct kt_option *o, const char *value)
{
	bool file = o->arg && strcmp(o->arg, "FILE") == 0;
	if (value && !*value && (file || (o->arg && strcmp(o->arg, "DIR") == 0)))
		return kt_usage(
			s->p, "--%s: an empty word names no %s", o->name, file ? "file" : "folder");
	return o->id < 0 ? answer(s, o, value) : s->on_option(s->ctx, o->id, value);
}

static int parse_long(struct parse *s, const char *word)
{
	size_t len = strcspn(word, "=");
	const char *value = word[len] == '=' ? word + len + 1 : NULL;
	const struct kt_option *o = find_long(s->p, word, len);
	if (!o)
		return unknown_long(s->p, word, len);
	if (!o->arg && value)
		return kt_usage(s->p, "--%s takes no argument", o->name);
	if (o->arg && !value) {
		if (s->at >= s->argc)
			return kt_usage(
				s->p, "--%s needs an argument: --%s %s", o->name, o->name, o->arg);
		value = s->argv[s->at++];
	}
	return deliver(s, o, value);
}

/* "-qv", "-o FILE", "-oFILE". */
static int parse_letters(struct parse *s, const char *letters)
{
	for (const char *l = letters; *l; l++) {
		const struct kt_option *o = find_letter(s->p, *l);
		if (!o)
			return kt_usage(s->p, "unknown option -%c; %s --help lists them",
				*l > ' ' && *l < 127 ? *l : '?', s->p->name);
		const char *value = NULL;
		if (o->arg) {
			if (l[1])
				value = l + 1;
			else if (s->at < s->argc)
				value = s->argv[s->at++];
			else
				return kt_usage(
					s->p, "-%c needs an argument: -%c %s", *l, *l, o->arg);
		}
		int rc = deliver(s, o, value);
		if (rc != 0 || *s->done || value)
			return rc;
	}
	return 0;
}

int kt_parse(const struct kt_program *p, int argc, char **argv, void *ctx,
	int (*on_option)(void *ctx, int id, const char *value),
	int (*on_operand)(void *ctx, const char *word), bool *done)
{
	struct parse s = { p, argc, argv, 1, ctx, on_option, on_operand, done };
	bool options_ended = false;
	int rc = 0;
	*done = false;
	while (rc == 0 && !*done && s.at < argc) {
		const char *word = argv[s.at++];
		if (options_ended || word[0] != '-' || word[1] == '\0')
			rc = on_operand(ctx, word);
		else if (word[1] != '-')
			rc = parse_letters(&s, word + 1);
		else if (word[2] == '\0')
			options_ended = true;
		else
			rc = parse_long(&s, word + 2);
	}
	return rc;
}

int kt_check_verb(const struct kt_program *p, const char *verb, const int *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (const struct kt_option *o = p->options; o && o->id != 0; o++)
			if (o->id == ids[i] && o->verbs && !kt_has_word(o->verbs, verb))
				return kt_usage(p,
					"--%s does not belong to '%s' (it belongs to: %s)", o->name,
					verb, o->verbs);
	return 0;
}
