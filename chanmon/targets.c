#include "chanmon/targets.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A target that names nothing is an error with the nearest name; a folder with nothing in it is not. */
static int check_domain(const struct cm_target *t)
{
	if (t->matched)
		return KT_GOOD;
	if (t->error[0])
		return KT_CANNOT;
	struct stat st;
	if (stat(t->source, &st) == 0 && S_ISDIR(st.st_mode)) {
		if (ki_is_path(t->source))
			kt_say(&cm_program,
				"'%s' is a folder, not a segment, and holds none; name a .kcs file",
				t->source);
		else
			kt_say(&cm_program, "no segment is named '%s'; ./%s is the folder",
				t->source, t->source);
		return KT_CANNOT;
	}
	char **names;
	size_t count = cm_fleet_known_names(&names);
	const char *near = kt_did_you_mean(t->source, (const char *const *)names, count);
	kt_say(&cm_program, "no segment is named '%s' and none has that pid or path%s%s%s",
		t->source, near ? ", did you mean '" : "; chanmon --once lists what there is",
		near ? near : "", near ? "'?" : "");
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
	return KT_CANNOT;
}

static bool is_of_target(const struct cm_domain *d, const struct cm_target *t)
{
	char pid[16];
	snprintf(pid, sizeof(pid), "%u", d->pid);
	return !strcmp(d->name, t->source) || !strcmp(pid, t->source) ||
	       !strcmp(d->path, t->source);
}

static int check_channel(const struct cm_sample *s, const struct cm_target *t)
{
	if (!t->channel || !t->matched)
		return KT_GOOD;
	for (size_t i = 0; i < s->row_count; i++)
		if (!strcmp(s->row[i].id->name, t->channel) &&
			is_of_target(&s->domain[s->row[i].domain], t))
			return KT_GOOD;
	kt_say(&cm_program, "'%s' has no channel '%s'; chanmon --once %s lists them", t->source,
		t->channel, t->source);
	return KT_CANNOT;
}

/* What a user named must be readable; of what was merely found, something must be. */
static int check_readable(const struct cm_options *o, const struct cm_sample *s)
{
	size_t unreadable = 0;
	for (size_t i = 0; i < s->domain_count; i++) {
		const struct cm_domain *d = &s->domain[i];
		if (d->state != CM_UNREADABLE)
			continue;
		unreadable++;
		/* Most sentences of the reader name the file themselves. */
		char path[sizeof(d->path) * 4];
		ki_safe_text(path, sizeof(path), d->path, sizeof(d->path));
		bool named = strstr(d->reason, path);
		kt_say(&cm_program, "%s%s%s", named ? "" : path, named ? "" : ": ", d->reason);
	}
	if (!unreadable)
		return KT_GOOD;
	return o->fleet->target_count || unreadable == s->domain_count ? KT_CANNOT : KT_GOOD;
}

/* Why nothing could even be looked for; a reason that several targets share is said once. */
static int check_search(const struct cm_fleet *f)
{
	const char *said = "";
	if (!f->error[0])
		return KT_GOOD;
	if (!f->target_count)
		kt_say(&cm_program, "%s", f->error);
	for (size_t i = 0; i < f->target_count; i++) {
		const char *error = f->target[i].error;
		if (error[0] && strcmp(error, said) != 0)
			kt_say(&cm_program, "%s", error);
		if (error[0])
			said = error;
	}
	return KT_CANNOT;
}

int cm_targets_check(const struct cm_options *o, const struct cm_sample *s, bool all)
{
	/* The screen without a target says it itself, and keeps trying. */
	int rc = all || o->fleet->target_count ? check_search(o->fleet) : KT_GOOD;
	for (size_t i = 0; i < o->fleet->target_count; i++) {
		rc = kt_exit_worse(rc, check_domain(&o->fleet->target[i]));
		rc = kt_exit_worse(rc, check_channel(s, &o->fleet->target[i]));
	}
	if (!all)
		return rc;
	rc = kt_exit_worse(rc, check_readable(o, s));
	if (!s->domain_count && rc == KT_GOOD && !o->quiet)
		fprintf(stderr,
			"chanmon: no segments found. A program that opened a kc domain shows up "
			"here; KC_DIR names another folder.\n");
	return rc;
}
