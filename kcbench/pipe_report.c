#include "pipe.h"

#include <inttypes.h>

#include "host.h"
#include "tool/json.h"
#include "tool/units.h"

static double bytes_per_s(const struct kb_pipe_result *r)
{
	return r->elapsed_ns ? (double)r->counts.bytes * 1e9 / (double)r->elapsed_ns : 0;
}

static const char *digest_text(char *buf, size_t cap, uint64_t digest)
{
	snprintf(buf, cap, "xxh3:%016" PRIx64, digest);
	return buf;
}

/* What stands between the result and "verified". */
static const char *verdict_text(const struct kb_pipe_result *r)
{
	if (r->changed)
		return "cannot tell: the file changed while it was read";
	if (!r->have_reference)
		return "not verified: the second pass was interrupted";
	if (!r->verified)
		return "BROKEN: the second, single-threaded pass over the file has other totals";
	if (r->loss || r->dup || r->reorder || r->torn)
		return "BROKEN: the totals agree, but not every message arrived once and in order";
	return "good: a second, single-threaded pass over the file has the same totals";
}

void kb_pipe_human(FILE *out, const struct kb_pipe_result *r, bool color)
{
	char size[16], time[16], rate[16], block[16], digest[32], name[2048];
	const struct kb_config *c = r->cfg;
	bool good = r->exit == KT_GOOD;
	ki_safe_text(name, sizeof(name), c->file, strlen(c->file));
	fprintf(out, "pipe      %s\n", name);
	fprintf(out, "cut       %s", kb_cut_word(c->cut));
	if (c->cut != KB_CUT_PER_LINE)
		fprintf(out, " of %s", kt_size(block, sizeof(block), c->block_bytes));
	fprintf(out, ", %" PRIu64 " ticket%s through a channel of %" PRIu32 " to %u worker%s\n",
		r->units, r->units == 1 ? "" : "s", c->capacity, c->workers,
		c->workers == 1 ? "" : "s");
	fprintf(out, "bytes     %" PRIu64 " (%s)\n", r->counts.bytes,
		kt_size(size, sizeof(size), r->counts.bytes));
	fprintf(out, "lines     %" PRIu64 "%s\n", r->counts.lines,
		r->last_line_open ? ", and a last one without newline" : "");
	fprintf(out, "digest    %s\n", digest_text(digest, sizeof(digest), r->counts.digest));
	fprintf(out, "time      %s, %s/s\n", kt_duration(time, sizeof(time), r->elapsed_ns),
		kt_size(rate, sizeof(rate), (uint64_t)bytes_per_s(r)));
	fprintf(out,
		"messages  loss %" PRIu64 ", dup %" PRIu64 ", reorder %" PRIu64 ", torn %" PRIu64
		"; conservation %s; tickets leaked ",
		r->loss, r->dup, r->reorder, r->torn, kb_conservation_word(r->conservation));
	if (r->leak_known)
		fprintf(out, "%" PRIu64 "\n", r->leaked_tickets);
	else
		fprintf(out, "unknown\n");
	if (r->signal_exit)
		fprintf(out, "partial   interrupted: only the beginning of the file was read\n");
	fprintf(out, "%sverified  %s%s\n", color ? (good ? "\033[32m" : "\033[1;31m") : "",
		verdict_text(r), color ? "\033[0m" : "");
}

static void json_counts(struct kt_json *j, const struct kb_counts *k)
{
	char digest[32];
	kt_json_u64(j, "bytes", k->bytes);
	kt_json_u64(j, "lines", k->lines);
	kt_json_string(j, "digest", digest_text(digest, sizeof(digest), k->digest));
}

void kb_pipe_json(FILE *out, const struct kb_pipe_result *r)
{
	const struct kb_config *c = r->cfg;
	char digest[32];
	struct kt_json j;
	kt_json_begin(&j, out);
	kt_json_object(&j, NULL);
	kt_json_string(&j, "schema", "kcbench-pipe/1");
	kt_json_string(&j, "tool", "kcbench " KC_VERSION_STRING);
	kt_json_string(&j, "file", c->file);
	kt_json_u64(&j, "bytes", r->counts.bytes);
	kt_json_u64(&j, "lines", r->counts.lines);
	kt_json_bool(&j, "last_line_open", r->last_line_open);
	kt_json_u64(&j, "workers", c->workers);
	kt_json_u64(&j, "elapsed_ns", r->elapsed_ns);
	kt_json_double(&j, "bytes_per_s", bytes_per_s(r));
	kt_json_string(&j, "digest", digest_text(digest, sizeof(digest), r->counts.digest));
	kt_json_string(&j, "cut", kb_cut_word(c->cut));
	kt_json_u64(&j, "block_bytes", c->block_bytes);
	kt_json_u64(&j, "capacity", c->capacity);
	kt_json_u64(&j, "tickets", r->units);
	kt_json_u64(&j, "loss", r->loss);
	kt_json_u64(&j, "dup", r->dup);
	kt_json_u64(&j, "reorder", r->reorder);
	kt_json_u64(&j, "torn", r->torn);
	kt_json_string(&j, "conservation", kb_conservation_word(r->conservation));
	if (r->leak_known)
		kt_json_u64(&j, "leaked_tickets", r->leaked_tickets);
	else
		kt_json_string(&j, "leaked_tickets", NULL);
	kb_host_json(&j);
	kt_json_object(&j, "reference");
	json_counts(&j, &r->reference);
	kt_json_end_object(&j);
	kt_json_bool(&j, "verified", r->verified);
	kt_json_bool(&j, "file_changed", r->changed);
	kt_json_string(&j, "change", r->changed ? r->change : NULL);
	kt_json_bool(&j, "interrupted", r->signal_exit != 0);
	kt_json_i64(&j, "exit", r->exit);
	kt_json_end_object(&j);
	kt_json_finish(&j);
}

/* RFC 4180: quoted, quotes doubled. */
static void csv_string(FILE *out, const char *s)
{
	fputc('"', out);
	for (; *s; s++)
		fprintf(out, *s == '"' ? "\"\"" : "%c", *s);
	fputc('"', out);
}

void kb_pipe_csv(FILE *out, const struct kb_pipe_result *r)
{
	char a[32], b[32];
	fputs("file,bytes,lines,workers,tickets,elapsed_ns,bytes_per_s,digest,reference_digest,loss,dup,"
	      "reorder,torn,conservation,verified,file_changed,interrupted,exit\n",
		out);
	csv_string(out, r->cfg->file);
	fprintf(out, ",%" PRIu64 ",%" PRIu64 ",%u,%" PRIu64 ",%" PRIu64 ",%.0f,%s,%s",
		r->counts.bytes, r->counts.lines, r->cfg->workers, r->units, r->elapsed_ns,
		bytes_per_s(r), digest_text(a, sizeof(a), r->counts.digest),
		digest_text(b, sizeof(b), r->reference.digest));
	fprintf(out, ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 ",%s,%d,%d,%d,%d\n", r->loss,
		r->dup, r->reorder, r->torn, kb_conservation_word(r->conservation), r->verified,
		r->changed, r->signal_exit != 0, r->exit);
}
