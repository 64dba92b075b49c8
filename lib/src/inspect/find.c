#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "inspect/source.h"

enum { FILES_MAX = 65536, FOLDERS_MAX = 4096, CANDIDATES_SHOWN = 8 };

struct search {
	const char *target; /* NULL: all */
	struct candidate {
		struct ki_found found;
		uint64_t opened_ns; /* CLOCK_REALTIME */
		int rc;
	} * item;
	size_t count, room;
	uint32_t files;
	bool bad_folder; /* $KC_DIR is not there or no folder */
	struct ki_error *err;
};

/* <name>.<pid>.<instance, 16 hex digits>.kcs; the name may hold dots, so from the right. */
static bool parse_file_name(const char *file, struct ki_found *f)
{
	size_t n = strlen(file);
	if (n < 4 || strcmp(file + n - 4, ".kcs") != 0)
		return false;
	char part[256];
	snprintf(part, sizeof part, "%.*s", (int)(n - 4 < 255 ? n - 4 : 255), file);
	ki_safe_text(f->name, sizeof f->name, part, strlen(part));
	char *hex = strrchr(part, '.');
	if (!hex || strlen(hex + 1) != 16 || strspn(hex + 1, "0123456789abcdef") != 16)
		return true;
	*hex = 0;
	char *pid = strrchr(part, '.');
	if (!pid || !pid[1] || strspn(pid + 1, "0123456789") != strlen(pid + 1))
		return true;
	*pid = 0;
	f->instance = strtoull(hex + 1, NULL, 16);
	f->pid = (uint32_t)strtoul(pid + 1, NULL, 10);
	ki_safe_text(f->name, sizeof f->name, part, strlen(part));
	return true;
}

static bool is_number(const char *t)
{
	return *t && strspn(t, "0123456789") == strlen(t) && strlen(t) <= 10;
}

static bool matches(const char *target, const struct ki_found *f)
{
	char safe[KC_NAME_BYTES * 4];
	if (!target)
		return true;
	ki_safe_text(safe, sizeof safe, target, strlen(target));
	return strcmp(safe, f->name) == 0 ||
	       (is_number(target) && strtoull(target, NULL, 10) == f->pid);
}

/* Opens one file and says what it is; what cannot be opened is kept as unreadable. */
static void describe(struct candidate *c, const char *path)
{
	struct ki_error err = { 0 };
	struct stat st;
	ki_source *s;
	const char *slash = strrchr(path, '/');
	snprintf(c->found.path, sizeof c->found.path, "%s", path);
	c->rc = ki_open(&s, path, &err);
	if (c->rc == 0) {
		const struct ki_info *n = ki_source_info(s);
		memcpy(c->found.name, n->name, sizeof c->found.name);
		c->found.pid = n->pid;
		c->found.instance = n->instance;
		c->found.liveness = n->liveness;
		memcpy(c->found.reason, n->reason, sizeof c->found.reason);
		c->opened_ns = n->opened_wall_ns;
		ki_close(s);
		return;
	}
	if (!parse_file_name(slash ? slash + 1 : path, &c->found))
		ki_safe_text(c->found.name, sizeof c->found.name, slash ? slash + 1 : path,
			strlen(path));
	c->found.liveness = KI_UNREADABLE;
	snprintf(c->found.reason, sizeof c->found.reason, "%.*s", (int)sizeof c->found.reason - 1,
		err.text);
	if (lstat(path, &st) == 0)
		c->opened_ns =
			(uint64_t)st.st_mtim.tv_sec * 1000000000u + (uint64_t)st.st_mtim.tv_nsec;
}

static int add(struct search *w, const char *path, const char *target)
{
	struct candidate c = { .opened_ns = 0 };
	if (strlen(path) >= sizeof c.found.path)
		return 0; /* could not be named in the answer */
	describe(&c, path);
	if (!matches(target, &c.found))
		return 0;
	if (w->count == w->room) {
		size_t room = w->room ? 2 * w->room : 16;
		struct candidate *more = realloc(w->item, room * sizeof *more);
		if (!more)
			return ki_fail(w->err, -ENOMEM, "out of memory");
		w->item = more;
		w->room = room;
	}
	w->item[w->count++] = c;
	return 0;
}

/* All segments of one folder. A folder that is not there holds none. */
static int scan(struct search *w, const char *folder, const char *target)
{
	char path[PATH_MAX];
	DIR *d = opendir(folder);
	int rc = 0;
	if (!d)
		return errno == ENOENT || errno == ENOTDIR ? 0
							   : ki_fail_open(w->err, -errno, folder);
	for (struct dirent *e; rc == 0 && w->files < FILES_MAX && (e = readdir(d));) {
		size_t n = strlen(e->d_name);
		w->files++;
		if (n < 5 || strcmp(e->d_name + n - 4, ".kcs") != 0)
			continue;
		int k = snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
		if (k > 0 && (size_t)k < sizeof path)
			rc = add(w, path, target);
	}
	closedir(d);
	return rc;
}

static int scan_every_user(struct search *w, const char *target)
{
	char path[PATH_MAX];
	DIR *d = opendir("/dev/shm");
	int rc = 0, folders = 0;
	if (!d)
		return 0;
	for (struct dirent *e; rc == 0 && folders < FOLDERS_MAX && (e = readdir(d));) {
		if (strncmp(e->d_name, "kc-", 3) != 0 || !is_number(e->d_name + 3))
			continue;
		folders++;
		snprintf(path, sizeof path, "/dev/shm/%s", e->d_name);
		rc = scan(w, path, target);
	}
	closedir(d);
	return rc;
}

/* $KC_DIR was set by hand: where it leads nowhere, an empty list would be a lie. */
static int scan_given(struct search *w, const char *dir, const char *target)
{
	char safe[512];
	struct stat st;
	int rc = stat(dir, &st) != 0 ? -errno : S_ISDIR(st.st_mode) ? 0 : -ENOTDIR;
	ki_safe_text(safe, sizeof safe, dir, strlen(dir));
	if (rc == -ENOENT || rc == -ENOTDIR) {
		w->bad_folder = true;
		return ki_fail(w->err, rc,
			"%s, which KC_DIR names, %s; set KC_DIR to the folder of the segments, or unset it",
			safe, rc == -ENOENT ? "does not exist" : "is not a folder");
	}
	return rc ? ki_fail_open(w->err, rc, dir) : scan(w, dir, target);
}

static int scan_folders(struct search *w, const char *target)
{
	const char *dir = getenv("KC_DIR"), *run = getenv("XDG_RUNTIME_DIR");
	char path[PATH_MAX];
	int rc = 0;
	if (dir && *dir)
		return scan_given(w, dir, target);
	if (run && *run) {
		snprintf(path, sizeof path, "%s/kc", run);
		rc = scan(w, path, target);
	}
	if (rc)
		return rc;
	if (geteuid() == 0)
		return scan_every_user(w, target);
	snprintf(path, sizeof path, "/dev/shm/kc-%u", (unsigned)geteuid());
	return scan(w, path, target);
}

static int rank(enum ki_liveness l)
{
	switch (l) {
	case KI_ALIVE:
	case KI_STOPPED:
		return 0;
	case KI_OUT_OF_SIGHT:
		return 1;
	case KI_DEAD:
	case KI_CLOSED:
		return 2;
	case KI_UNREADABLE:
		return 3;
	}
	return 4;
}

static int by_name_life_age(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;
	int by = strcmp(x->found.name, y->found.name);
	if (by == 0)
		by = rank(x->found.liveness) - rank(y->found.liveness);
	if (by == 0)
		by = (x->opened_ns < y->opened_ns) - (x->opened_ns > y->opened_ns);
	return by ? by : strcmp(x->found.path, y->found.path);
}

bool ki_is_path(const char *target)
{
	return strchr(target, '/') || strstr(target, ".kcs") || strcmp(target, ".") == 0 ||
	       strcmp(target, "..") == 0;
}

static int search(struct search *w)
{
	struct stat st;
	int rc;
	if (w->target && ki_is_path(w->target)) {
		if (stat(w->target, &st) != 0 && lstat(w->target, &st) != 0)
			rc = ki_fail_open(w->err, -errno, w->target);
		else
			rc = S_ISDIR(st.st_mode) ? scan(w, w->target, NULL)
						 : add(w, w->target, NULL);
	} else {
		rc = scan_folders(w, w->target);
	}
	if (rc == 0 && w->count)
		qsort(w->item, w->count, sizeof *w->item, by_name_life_age);
	return rc;
}

int ki_find(struct ki_list *out, const char *target, struct ki_error *err)
{
	struct search w = { .target = target, .err = err };
	out->item = NULL;
	out->count = 0;
	int rc = search(&w);
	/* A path that is not there names no segment: an empty list, as for a name. */
	if (rc == -ENOENT && !w.bad_folder)
		rc = 0;
	if (rc == 0 && w.count) {
		out->item = calloc(w.count, sizeof *out->item);
		if (!out->item)
			rc = ki_fail(err, -ENOMEM, "out of memory");
	}
	for (size_t i = 0; rc == 0 && i < w.count; i++)
		out->item[out->count++] = w.item[i].found;
	free(w.item);
	return rc;
}

void ki_list_free(struct ki_list *l)
{
	free(l->item);
	l->item = NULL;
	l->count = 0;
}

/* Edits that turn a into b: Levenshtein's, on names of at most 255 bytes. */
static unsigned distance(const char *a, const char *b)
{
	unsigned row[256];
	size_t n = strnlen(b, 255);
	for (size_t k = 0; k <= n; k++)
		row[k] = (unsigned)k;
	for (size_t i = 0; a[i] && i < 255; i++) {
		unsigned diagonal = row[0];
		row[0] = (unsigned)i + 1;
		for (size_t k = 1; k <= n; k++) {
			unsigned best = diagonal + (a[i] != b[k - 1]);
			diagonal = row[k];
			if (row[k] + 1 < best)
				best = row[k] + 1;
			if (row[k - 1] + 1 < best)
				best = row[k - 1] + 1;
			row[k] = best;
		}
	}
	return row[n];
}

static int none(const char *target, struct ki_error *err)
{
	struct search all = { .err = err };
	char safe[256], near[KC_NAME_BYTES * 4] = "";
	unsigned best = 3;
	if (scan_folders(&all, NULL))
		all.count = 0;
	if (!target) {
		free(all.item);
		const char *dir = getenv("KC_DIR");
		char folder[512] = "";
		if (dir)
			ki_safe_text(folder, sizeof folder, dir, strlen(dir));
		return ki_fail(err, -ENOENT,
			"there is no segment in %s; start a program that opens a domain, or name a segment file",
			*folder ? folder : "$XDG_RUNTIME_DIR/kc and /dev/shm/kc-<uid>");
	}
	ki_safe_text(safe, sizeof safe, target, strlen(target));
	for (size_t i = 0; i < all.count; i++) {
		unsigned d = distance(safe, all.item[i].found.name);
		if (d < best) {
			best = d;
			memcpy(near, all.item[i].found.name, sizeof near);
		}
	}
	free(all.item);
	if (*near)
		return ki_fail(
			err, -ENOENT, "no segment of \"%s\"; did you mean \"%s\"?", safe, near);
	return ki_fail(err, -ENOENT,
		"no segment of \"%s\": no domain has that name and no process that id; ps lists what there is",
		safe);
}

static int several(const struct search *w, struct ki_error *err)
{
	char text[1024];
	size_t n = 0;
	for (size_t i = 0; i < w->count && i < CANDIDATES_SHOWN && n < sizeof text; i++) {
		const struct ki_found *f = &w->item[i].found;
		char safe[160];
		ki_safe_text(safe, sizeof safe, f->path, strlen(f->path));
		n += (size_t)snprintf(text + n, sizeof text - n, "%s%s (pid %u, %s, %s)",
			i ? ", " : "", f->name, f->pid, ki_liveness_name(f->liveness), safe);
	}
	return ki_fail(err, -ENOTUNIQ, "%zu segments match; name one of them: %s%s", w->count, text,
		w->count > CANDIDATES_SHOWN ? ", ..." : "");
}

/* The one to take of candidates that are sorted alive first, newest first; NULL: it cannot be told. */
static const struct candidate *choose(const struct search *w)
{
	if (w->count == 1)
		return &w->item[0];
	for (size_t i = 1; i < w->count; i++)
		if (strcmp(w->item[i].found.name, w->item[0].found.name) != 0)
			return NULL;
	if (rank(w->item[0].found.liveness) < 2 &&
		rank(w->item[1].found.liveness) == rank(w->item[0].found.liveness))
		return NULL;
	return &w->item[0];
}

int ki_find_one(struct ki_found *out, const char *target, struct ki_error *err)
{
	struct search w = { .target = target, .err = err };
	int rc = search(&w);
	if (rc == 0 && w.count == 0)
		rc = none(target, err);
	const struct candidate *one = rc == 0 ? choose(&w) : NULL;
	if (rc == 0 && !one)
		rc = several(&w, err);
	if (one && one->found.liveness == KI_UNREADABLE)
		rc = ki_fail(err, one->rc, "%s", one->found.reason);
	if (one && rc == 0)
		*out = one->found;
	free(w.item);
	return rc;
}
