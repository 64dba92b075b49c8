#include "inspect/findings.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	char code[12];
	int severity;
} kinds[KI_F_COUNT] = {
#define KI_FINDING(id, code, severity, text) { code, severity },
#include "inspect/findings.def"
#undef KI_FINDING
};

static void add(struct ki_findings *f, enum ki_finding_id id, const char *fmt, va_list ap)
{
	if (f->count == f->room) {
		size_t room = f->room ? f->room * 2 : 16;
		struct ki_finding *more =
			f->count < KI_FINDINGS_MAX ? realloc(f->item, room * sizeof *more) : NULL;
		if (!more) {
			f->dropped++;
			return;
		}
		f->item = more;
		f->room = room;
	}
	if (f->count >= KI_FINDINGS_MAX) {
		f->dropped++;
		return;
	}
	struct ki_finding *n = &f->item[f->count++];
	memset(n, 0, sizeof *n);
	memcpy(n->code, kinds[id].code, sizeof n->code);
	n->severity = kinds[id].severity == KI_ERROR     ? KI_ERROR
		      : kinds[id].severity == KI_WARNING ? KI_WARNING
							 : KI_INFO;
	vsnprintf(n->text, sizeof n->text, fmt, ap);
}

void ki_note(struct ki_findings *f, enum ki_finding_id id, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	add(f, id, fmt, ap);
	va_end(ap);
}

void ki_note_skipped(struct ki_findings *f, enum ki_finding_id id, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	add(f, id, fmt, ap);
	va_end(ap);
	f->checks_skipped++;
}

void ki_findings_free(struct ki_findings *f)
{
	free(f->item);
	memset(f, 0, sizeof *f);
}
