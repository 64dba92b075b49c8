#include <stdlib.h>
#include <string.h>

#include "inspect/build.h"

static const struct {
	const char *name;
	uint32_t offset;
} known[KI_COUNTERS] = {
#define KC_COUNTER(name, type, unit, level, help, text) \
	{ #name, offsetof(struct kc_seg_counters, name) },
#include "stats/counters.def"
#undef KC_COUNTER
};

void ki_schema_read(ki_source *s, struct ki_schema *out, struct ki_findings *f)
{
	const struct ki_table *t = &s->table[KC_SEC_SCHEMA];
	uint32_t rows = t->rows < KI_COUNTERS_ROOM ? (uint32_t)t->rows : KI_COUNTERS_ROOM;
	for (uint32_t i = 0; i < KI_COUNTERS; i++)
		out->offset[i] = known[i].offset;
	out->bytes = sizeof(struct kc_seg_counters);
	if (rows == 0)
		return; /* this version's own list */
	f->checks_run++;
	unsigned char *buf = malloc((size_t)rows * t->stride);
	if (!buf || ki_read(s, buf, (uint64_t)rows * t->stride, t->offset)) {
		ki_note_skipped(f, KI_F_SCHEMA,
			"the list of counters cannot be read; using this version's own");
		free(buf);
		return;
	}
	uint32_t offset[KI_COUNTERS];
	memset(offset, 0xff, sizeof offset);
	for (uint32_t i = 0; i < rows; i++) {
		struct kc_seg_schema row;
		memcpy(&row, buf + (size_t)i * t->stride, sizeof row);
		if (row.offset % 8 || row.offset >= rows * 8) {
			ki_note_skipped(f, KI_F_SCHEMA,
				"counter %u stands at %u, outside its struct; using this version's own list",
				i, row.offset);
			free(buf);
			return;
		}
		for (uint32_t k = 0; k < KI_COUNTERS; k++)
			if (strncmp(row.name, known[k].name, sizeof row.name) == 0)
				offset[k] = row.offset;
	}
	memcpy(out->offset, offset, sizeof offset);
	out->bytes = rows * 8;
	free(buf);
}

void ki_schema_counters(
	const struct ki_schema *m, struct kc_seg_counters *out, const void *p, size_t room)
{
	memset(out, 0, sizeof *out);
	for (uint32_t i = 0; i < KI_COUNTERS; i++)
		if (m->offset[i] != KC_NONE && m->offset[i] + sizeof(uint64_t) <= room)
			memcpy((unsigned char *)out + known[i].offset,
				(const unsigned char *)p + m->offset[i], sizeof(uint64_t));
}

uint64_t *ki_schema_counter(const struct ki_schema *m, struct kc_seg_counters *of, uint32_t number)
{
	for (uint32_t i = 0; i < KI_COUNTERS; i++)
		if (number < KI_COUNTERS_ROOM && m->offset[i] == number * sizeof(uint64_t))
			return (uint64_t *)of + known[i].offset / sizeof(uint64_t);
	return NULL;
}
