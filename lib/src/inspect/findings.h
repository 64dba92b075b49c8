/* findings.h - a bounded list of what was found wrong, and of how much was checked.
 *
 * One owner; not concurrently. Adding never fails: beyond KI_FINDINGS_MAX, or without memory, the
 * finding is counted in dropped. */
#ifndef KC_INSPECT_FINDINGS_H
#define KC_INSPECT_FINDINGS_H

#include "base/compiler.h"
#include "inspect/inspect.h"

enum { KI_FINDINGS_MAX = 1000 };

enum ki_finding_id {
#define KI_FINDING(id, code, severity, text) KI_F_##id,
#include "inspect/findings.def"
#undef KI_FINDING
	KI_F_COUNT
};

struct ki_findings {
	struct ki_finding *item;
	size_t count, room;
	uint64_t dropped;
	uint32_t checks_run, checks_skipped;
};

void ki_note(struct ki_findings *f, enum ki_finding_id id, const char *fmt, ...) KC_PRINTF(3, 4);
/* As ki_note, for something that could not be looked at: the picture is partial. */
void ki_note_skipped(struct ki_findings *f, enum ki_finding_id id, const char *fmt, ...)
	KC_PRINTF(3, 4);
void ki_findings_free(struct ki_findings *f);

#endif
