#include "chanmon/filter.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "chanmon/lint.h"
#include "tool/options.h"
#include "tool/units.h"

static int refuse(char *error, size_t cap, const char *word, const char *why)
{
	snprintf(error, cap, "%.40s: %s", word, why);
	return -EINVAL;
}

/* Durations, sizes, shares and counts each in their own unit. */
static int parse_value(enum cm_column c, const char *text, double *value)
{
	uint64_t n;
	int rc = -EINVAL;
	switch (c) {
	case CM_COL_P50:
	case CM_COL_P99:
	case CM_COL_OLDEST:
		if (!strcmp(text, "0")) {
			*value = 0;
			return 0;
		}
		rc = kt_parse_duration(text, &n);
		break;
	case CM_COL_BYTES:
		rc = kt_parse_size(text, &n);
		break;
	case CM_COL_FILL: {
		char *end;
		double v = strtod(text, &end);
		if (end == text || (strcmp(end, "%") && *end) || !(v >= 0 && v <= 1e6))
			return -EINVAL;
		*value = *end || v > 1 ? v / 100 : v;
		return 0;
	}
	case CM_COL_GROWTH:
		rc = kt_parse_rate(text + (text[0] == '-'), value);
		if (rc == 0 && text[0] == '-')
			*value = -*value;
		return rc;
	case CM_COL_IN:
	case CM_COL_OUT:
	case CM_COL_DROPS:
	case CM_COL_TIMEOUTS:
	case CM_COL_CANCELS:
	case CM_COL_WAKES:
		return kt_parse_rate(text, value);
	case CM_COL_STATE:
	case CM_COL_DOMAIN:
	case CM_COL_NAME:
	case CM_COL_KIND:
	case CM_COL_TOPOLOGY:
	case CM_COL_PAYLOAD:
	case CM_COL_OVERFLOW:
	case CM_COL_SPARK:
	case CM_COL_COUNT:
		return -EINVAL;
	case CM_COL_DEPTH:
	case CM_COL_BLOCKED:
	case CM_COL_WARNINGS:
		rc = kt_parse_count(text, &n);
		break;
	}
	if (rc < 0)
		return rc;
	*value = (double)n;
	return 0;
}

/* Columns whose cells are words, so that text is looked for in them. */
static bool wordy(enum cm_column c)
{
	return cm_column_def[c].kind == CM_WORD || c == CM_COL_STATE || c == CM_COL_WARNINGS;
}

static int parse_compare(
	struct cm_filter_term *t, const char *word, const char *value, char *error, size_t cap)
{
	bool more = value[0] == '>', less = value[0] == '<';
	if (more || less || value[0] == '=')
		value++;
	t->op = more ? CM_MORE : less ? CM_LESS : CM_EQUAL;
	if ((more || less) && value[0] == '=') {
		t->op = more ? CM_MORE_EQUAL : CM_LESS_EQUAL;
		value++;
	}
	t->number = true;
	if (!value[0])
		return refuse(error, cap, word, "a number is missing");
	if (parse_value(t->column, value, &t->value) < 0)
		return refuse(error, cap, word,
			"not a number of this column (durations need a unit: 2ms)");
	return 0;
}

static int parse_field(
	struct cm_filter_term *t, const char *word, const char *colon, char *error, size_t cap)
{
	char field[16];
	if ((size_t)(colon - word) >= sizeof(field))
		return refuse(error, cap, word, "no such field");
	memcpy(field, word, (size_t)(colon - word));
	field[colon - word] = 0;
	t->column = cm_column_named(field);
	if (t->column == CM_COL_COUNT || cm_column_def[t->column].kind == CM_NONE) {
		const char *keys[CM_COL_COUNT];
		for (unsigned c = 0; c < CM_COL_COUNT; c++)
			keys[c] = cm_column_def[c].key;
		char why[64];
		const char *near = kt_did_you_mean(field, keys, CM_COL_COUNT);
		snprintf(why, sizeof(why), "no such field%s%s%s", near ? ", did you mean " : "",
			near ? near : "", near ? ":" : "");
		return refuse(error, cap, word, why);
	}
	const char *value = colon + 1;
	bool compares = strchr("<>=", value[0]) && value[0];
	if (wordy(t->column) && !(compares && t->column == CM_COL_WARNINGS)) {
		snprintf(t->text, sizeof(t->text), "%.63s", value);
		return 0;
	}
	return parse_compare(t, word, value, error, cap);
}

int cm_filter_parse(struct cm_filter *f, const char *text, char *error, size_t cap)
{
	struct cm_filter made = { 0 };
	while (*(text += strspn(text, " "))) {
		char word[CM_FILTER_TEXT];
		size_t n = strcspn(text, " ");
		if (n >= sizeof(word))
			return refuse(error, cap, text, "a word is longer than 63 bytes");
		if (made.count == CM_FILTER_TERMS)
			return refuse(error, cap, text, "more than 16 words");
		memcpy(word, text, n);
		word[n] = 0;
		text += n;
		struct cm_filter_term *t = &made.term[made.count];
		t->column = CM_COL_COUNT;
		t->negate = word[0] == '!';
		const char *body = word + t->negate, *colon = strchr(body, ':');
		if (!*body)
			continue; /* "!" alone: the next letter is still to be typed */
		if (!colon)
			snprintf(t->text, sizeof(t->text), "%s", body);
		else if (parse_field(t, body, colon, error, cap) < 0)
			return -EINVAL;
		made.count++;
	}
	*f = made;
	return 0;
}

static bool compare(const struct cm_filter_term *t, double v)
{
	switch (t->op) {
	case CM_LESS:
		return v < t->value;
	case CM_LESS_EQUAL:
		return v <= t->value;
	case CM_MORE:
		return v > t->value;
	case CM_MORE_EQUAL:
		return v >= t->value;
	case CM_EQUAL:
		return v == t->value;
	}
	return false;
}

bool cm_row_contains(const struct cm_row *r, const char *text)
{
	char both[2 * CM_NAME + 2];
	snprintf(both, sizeof(both), "%s/%s", r->id->domain, r->id->name);
	return strcasestr(both, text);
}

static bool lints_contain(const struct cm_row *r, const char *text)
{
	for (unsigned l = 0; l < CM_LINT_COUNT; l++)
		if (r->lints & 1u << l && strcasestr(cm_lint_name((enum cm_lint)l), text))
			return true;
	return false;
}

static bool holds(const struct cm_filter_term *t, const struct cm_sample *s, const struct cm_row *r)
{
	if (t->column == CM_COL_COUNT)
		return cm_row_contains(r, t->text);
	if (t->number)
		return compare(t, cm_column_number(t->column, r));
	if (t->column == CM_COL_WARNINGS)
		return lints_contain(r, t->text);
	if (t->column == CM_COL_STATE) {
		/* A closed channel of a dead program is found under both words. */
		return strcasestr(cm_activity_name(r->activity), t->text) ||
		       strcasestr(cm_state_name(s->domain[r->domain].state), t->text) ||
		       (r->closed && strcasestr("closed", t->text));
	}
	return strcasestr(cm_column_word(t->column, r), t->text);
}

bool cm_filter_match(const struct cm_filter *f, const struct cm_sample *s, const struct cm_row *r)
{
	for (size_t i = 0; i < f->count; i++)
		if (holds(&f->term[i], s, r) == f->term[i].negate)
			return false;
	return true;
}
