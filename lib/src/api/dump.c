/* dump.c - kc_arena_dump: the domain's own segment through the reader, as kcdump prints it. */
#include <kc/stats.h>

#include <errno.h>
#include <langinfo.h>
#include <strings.h>

#include "base/error.h"
#include "chan/domain.h"
#include "dump/arena.h"
#include "dump/source.h"
#include "dump/tickets.h"

struct dump {
	FILE *out;
	struct kd_dress dress;
	const struct ki_snapshot *snap;
	struct kd_table table;
	uint64_t tickets, bytes;
};

static int on_ticket(void *ctx, const struct ki_ticket *t)
{
	struct dump *v = ctx;
	kd_ticket_row(&v->table, v->snap, t, false);
	v->tickets++;
	v->bytes += t->bytes;
	return ferror(v->out);
}

static int print(struct dump *v, ki_source *s, struct ki_error *err)
{
	kd_print_source(v->out, v->dress, ki_source_info(s), v->snap);
	kd_print_occupancy(v->out, v->dress, v->snap);
	kd_print_classes(v->out, v->dress, &v->snap->arena);
	fputc('\n', v->out);
	kd_tickets_begin(&v->table, v->out, v->dress, false);
	int rc = ki_tickets_each(s, v->snap, on_ticket, v, err);
	kd_table_end(&v->table);
	if (v->tickets == 0)
		kd_no_tickets(v->out, v->dress);
	else
		kd_tickets_summary(v->out, v->dress, v->tickets, v->tickets, v->bytes, v->tickets);
	return rc < 0 ? rc : 0;
}

KC_API int kc_arena_dump(const kc_domain *d, FILE *out)
{
	if (!d || !out)
		return kc_fail(-EINVAL, "kc_arena_dump: the domain or out is NULL");
	if (d->forked)
		return kc_fail(
			-EOWNERDEAD, "the domain was inherited over fork; open one of its own");
	struct dump v = {
		.out = out,
		.dress.unicode = strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0,
	};
	struct ki_error err = { 0 };
	struct ki_snapshot *snap = NULL;
	ki_source *s;
	int rc = ki_open(&s, d->seg.path, &err);
	if (rc < 0)
		return kc_fail(rc, "%.400s", err.text);
	rc = ki_snapshot_take(&snap, s, KI_WITH_TICKETS, &err);
	if (rc == 0) {
		v.snap = snap;
		flockfile(out); /* in one piece, whoever else writes to it */
		rc = print(&v, s, &err);
		bool lost = fflush(out) != 0 || ferror(out);
		funlockfile(out);
		if (rc == 0 && lost) {
			rc = -EIO;
			snprintf(
				err.text, sizeof err.text, "kc_arena_dump: out took not all of it");
		}
	}
	ki_snapshot_free(snap);
	ki_close(s);
	return rc < 0 ? kc_fail(rc, "%.400s", err.text) : 0;
}
