/* A program that dies while it opens or closes a domain leaves a folder in which everything is accounted for: after each
 * machine instruction of kc_domain_open and kc_domain_close there is at most one segment, which appears once and goes
 * once, the inspector opens it and finds nothing wrong, and no arena file is there without the segment by which it would
 * be found. What a kill at the moments that matter leaves, the next open of that name removes (RELIABILITY, promise 3
 * and row 7). */
#include <criterion/criterion.h>

#include "inspect/inspect.h"
#include "support/crash_copy.h"
#include "support/crash_step.h"

#include <dirent.h>
#include <errno.h>
#include <kc/kc.h>
#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOMENTS_MAX = 12 };

/* --- in the child ---------------------------------------------------------------------------- */

struct scene {
	const char *name;
	unsigned flags;
	bool leaks; /* a ticket stays */
};

static const struct scene scenes[] = {
	{ "plain", 0, false },
	{ "kept", KC_KEEP_SEGMENT, false },
	{ "with an arena file", KC_ARENA_FILE, false },
	{ "with an arena file, a ticket is left", KC_ARENA_FILE, true },
	{ "with an arena file, kept", KC_ARENA_FILE | KC_KEEP_SEGMENT, false },
	{ "readable for the group, with checksums", KC_GROUP_READ | KC_CHECKSUM, false },
	{ "without statistics, a ticket is left", KC_NO_STATS, true },
};

static char folder[] = "/dev/shm/kc-birth-XXXXXX";
static char elsewhere[64];

static void must(const char *what, int rc)
{
	if (rc == 0)
		return;
	fprintf(stderr, "%s answered %d: %s\n", what, rc, kc_last_reason());
	_exit(5);
}

static void open_and_close(struct crash_ctl *ctl, const void *arg)
{
	const struct scene *k = arg;
	kc_domain_opts o = KC_DOMAIN_OPTS(.arena_limit_bytes = 1u << 20, .channels_max = 16,
		.endpoints_max = 64, .tickets_max = 1024, .dir = elsewhere);
	kc_domain *d;
	kc_ticket t;
	void *bytes;
	/* What a process does once, measuring how long a pause takes above all, is done before. */
	must("kc_domain_open", kc_domain_open(&d, "first", &o));
	must("kc_domain_close", kc_domain_close(d));
	o.dir = folder;
	o.flags = k->flags;
	CRASH_OP(ctl, kc_domain_open(&d, "birth", &o), .name = "open domain", .sent = 1);
	if (k->leaks)
		must("kc_ticket_new", kc_ticket_new(d, 100, &t, &bytes));
	CRASH_OP(ctl, kc_domain_close(d), .name = "close domain", .left = 1);
}

/* --- the folder ------------------------------------------------------------------------------ */

struct contents {
	unsigned segments, arenas, others;
	char segment[128];
};

static struct contents look_into(const char *dir)
{
	struct contents c = { 0 };
	DIR *d = opendir(dir);
	cr_assert_not_null(d, "%s", dir);
	for (const struct dirent *e; (e = readdir(d));) {
		const char *end = strrchr(e->d_name, '.');
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		if (strncmp(e->d_name, "birth.", 6) == 0 && end && strcmp(end, ".kcs") == 0) {
			c.segments++;
			snprintf(c.segment, sizeof c.segment, "%.60s/%.60s", dir, e->d_name);
		} else if (strncmp(e->d_name, "birth.", 6) == 0 && end &&
			   strcmp(end, ".kca") == 0) {
			c.arenas++;
		} else {
			c.others++;
		}
	}
	closedir(d);
	return c;
}

/* --- the parent ------------------------------------------------------------------------------ */

struct moment {
	unsigned operation;
	uint64_t step;
};
static const struct moment never = { UINT_MAX, 0 };

struct life {
	struct crash_tracee tracee;
	struct crash_copy copy;
	const struct scene *scene;
	unsigned seen, gone; /* how often a segment appeared, and disappeared */
	unsigned arenas;
	bool closed; /* it said so */
	struct moment now;
	struct moment moment[MOMENTS_MAX]; /* after which files came or went, or it was closed */
	unsigned moments;
	uint64_t steps;
	uint64_t copies;
};

static void fail(const struct life *l, const char *what)
{
	struct crash_op op = l->tracee.ctl->op;
	uint64_t where = crash_where(&l->tracee);
	cr_assert_fail("%s, %s, instruction %lu (before +0x%lx): %s", l->scene->name, op.name,
		(unsigned long)l->now.step, (unsigned long)where, what);
}

/* Nothing wrong is found; dead until it is closed, and closed from then on. */
static void inspect(struct life *l)
{
	char text[1200];
	struct ki_error err = { 0 };
	struct ki_snapshot *s = NULL;
	ki_source *source = NULL;
	if (ki_open(&source, l->copy.path, &err) || ki_snapshot_take(&s, source, KI_ALL, &err)) {
		snprintf(text, sizeof text, "the segment cannot be read: %s", err.text);
		fail(l, text);
	}
	if (s->finding_count) {
		snprintf(text, sizeof text, "%s: %s", s->finding[0].code, s->finding[0].text);
		fail(l, text);
	}
	if (s->liveness != KI_CLOSED && (l->closed || s->liveness != KI_DEAD)) {
		snprintf(text, sizeof text, "its owner is said to be %s",
			ki_liveness_name(s->liveness));
		fail(l, text);
	}
	l->closed = s->liveness == KI_CLOSED;
	l->copies++;
	ki_snapshot_free(s);
	ki_close(source);
}

static void remember(struct life *l)
{
	if (l->moments < MOMENTS_MAX)
		l->moment[l->moments++] = l->now;
}

static void look(struct life *l)
{
	struct contents c = look_into(folder);
	bool there = l->copy.from != NULL;
	if (c.segments > 1 || c.arenas > 1 || c.others)
		fail(l, "files too many in the folder");
	if (c.arenas && !c.segments)
		fail(l, "an arena file without a segment");
	if (!there && c.segments) {
		l->seen++;
		crash_copy_open(&l->copy, c.segment, elsewhere);
		remember(l);
	} else if (there && !c.segments) {
		l->gone++;
		crash_copy_close(&l->copy);
		remember(l);
	} else if (c.arenas != l->arenas) {
		remember(l);
	}
	l->arenas = c.arenas;
	if (l->copy.from && crash_copy_take(&l->copy)) {
		bool was_closed = l->closed;
		inspect(l);
		if (l->closed != was_closed)
			remember(l);
	}
}

static void share_cpu(void)
{
	cpu_set_t one;
	CPU_ZERO(&one);
	CPU_SET((size_t)sched_getcpu(), &one);
	cr_assert_eq(sched_setaffinity(0, sizeof one, &one), 0);
}

/* One operation, looked at after each instruction; or, to die in it, up to there. */
static void step_through(struct life *l, const struct moment *death)
{
	bool dies = l->now.operation == death->operation;
	l->now.step = 0;
	if (!dies)
		look(l);
	while (!(dies && l->now.step == death->step) && crash_step(&l->tracee)) {
		l->now.step++;
		l->steps++;
		if (!dies)
			look(l);
	}
	if (!dies)
		look(l);
}

static void live(struct life *l)
{
	crash_start(&l->tracee, open_and_close, l->scene);
	for (; crash_next(&l->tracee); l->now.operation++) {
		step_through(l, &never);
		crash_let_go(&l->tracee);
	}
	crash_kill(&l->tracee);
	crash_copy_close(&l->copy);
}

static void die(const struct scene *k, const struct moment *death)
{
	struct life l = { .scene = k };
	crash_start(&l.tracee, open_and_close, k);
	while (crash_next(&l.tracee) && l.now.operation < death->operation) {
		l.now.operation++;
		crash_let_go(&l.tracee);
	}
	step_through(&l, death);
	crash_kill(&l.tracee);
}

static bool stays(const struct scene *k)
{
	return k->leaks || (k->flags & KC_KEEP_SEGMENT);
}

/* The next program of this name, which keeps no leftover. */
static void open_again(void)
{
	fflush(NULL);
	pid_t pid = fork();
	cr_assert_geq(pid, 0);
	if (pid == 0) {
		kc_domain *d;
		kc_domain_opts o = KC_DOMAIN_OPTS(.dir = folder, .channels_max = 16);
		setenv("KC_LEFTOVERS", "0", 1);
		must("kc_domain_open", kc_domain_open(&d, "birth", &o));
		must("kc_domain_close", kc_domain_close(d));
		_exit(0);
	}
	int status;
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert_eq(status, 0);
}

static void sweep(const struct life *l, const char *when)
{
	open_again();
	struct contents c = look_into(folder);
	cr_assert_eq(c.segments + c.arenas + c.others, 0u,
		"%s, %s: %u segments, %u arenas and %u others are left", l->scene->name, when,
		c.segments, c.arenas, c.others);
}

Test(domain, every_instruction, .timeout = 1800)
{
	uint64_t points = 0, copies = 0;
	unsigned kills = 0;
	if (crash_cannot()) {
		printf("%s\n", crash_cannot());
		cr_skip_test("%s", crash_cannot());
	}
	cr_assert_not_null(mkdtemp(folder));
	snprintf(elsewhere, sizeof elsewhere, "%s-else", folder);
	cr_assert_eq(mkdir(elsewhere, 0700), 0);
	share_cpu();
	for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++) {
		struct life l = { .scene = &scenes[i] };
		live(&l);
		cr_assert_eq(
			l.seen, 1u, "%s: the segment appeared %u times", l.scene->name, l.seen);
		cr_assert_eq(l.gone, stays(l.scene) ? 0u : 1u, "%s: the segment went %u times",
			l.scene->name, l.gone);
		sweep(&l, "at its end");
		points += l.steps;
		copies += l.copies;
		for (unsigned m = 0; m < l.moments; m++, kills++) {
			char when[80];
			die(l.scene, &l.moment[m]);
			snprintf(when, sizeof when, "killed in operation %u after instruction %lu",
				l.moment[m].operation, (unsigned long)l.moment[m].step);
			sweep(&l, when);
		}
	}
	printf("crash domain: %lu instructions of opening and closing, %lu different leftovers "
	       "inspected, killed at %u of them\n",
		(unsigned long)points, (unsigned long)copies, kills);
	cr_assert_eq(rmdir(folder), 0);
	cr_assert_eq(rmdir(elsewhere), 0);
}
