#include "picture.h"

#include <errno.h>
#include <fnmatch.h>
#include <string.h>
#include <sys/stat.h>

enum { PASSES = 3, NAMES_MAX = 1024 };

static bool needs_another_look(const struct ki_snapshot *s)
{
	if (!kd_is_live(s->liveness))
		return false;
	for (size_t i = 0; i < s->finding_count; i++)
		if (s->finding[i].severity == KI_ERROR)
			return true;
	return s->torn > 0;
}

int kd_picture_open(struct kd_picture *p, const char *path, struct ki_error *err)
{
	*p = (struct kd_picture){ 0 };
	int rc = ki_open(&p->source, path, err);
	if (rc != 0)
		return rc;
	do {
		ki_snapshot_free(p->snap);
		p->snap = NULL;
		rc = ki_snapshot_take(&p->snap, p->source, KI_ALL, err);
		p->passes++;
	} while (rc == 0 && p->passes < PASSES && needs_another_look(p->snap));
	if (rc != 0) {
		kd_picture_close(p);
		return rc;
	}
	p->info = ki_source_info(p->source);
	p->torn = p->snap->torn;
	return 0;
}

/* The reader takes a folder for the segments in it; where there are none it looked for a name. */
static bool is_folder(const char *source)
{
	struct stat st;
	return source && ki_is_path(source) && stat(source, &st) == 0 && S_ISDIR(st.st_mode);
}

int kd_picture_none(const struct kd_options *o, const struct ki_error *err)
{
	if (err->rc == -ENOENT && is_folder(o->source)) {
		kt_say(&kd_program,
			"%s is a folder, not a segment, and holds none; name a .kcs file",
			o->source);
		return KT_CANNOT;
	}
	const char *verb = o->source && err->rc == -ENOENT ? kd_near_verb(o->source) : NULL;
	kt_say(&kd_program, "%s", err->text);
	if (verb)
		kt_say(&kd_program, "or did you mean the verb %s?", verb);
	return KT_CANNOT;
}

/* An empty answer for a misspelt channel would read as "nothing is wrong there". */
static int check_channel(const struct kd_picture *p, const struct kd_options *o)
{
	const char *names[NAMES_MAX];
	size_t n = 0;
	if (!o->channel)
		return 0;
	for (size_t i = 0; i < p->snap->channel_count; i++) {
		if (kd_channel_wanted(o, p->snap->channel[i].name))
			return 0;
		if (n < NAMES_MAX)
			names[n++] = p->snap->channel[i].name;
	}
	const char *near = kt_did_you_mean(o->channel, names, n);
	kt_say(&kd_program, "%s has no channel '%s'%s%s%s", p->info->name, o->channel,
		near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
	return KT_CANNOT;
}

int kd_picture_take(struct kd_picture *p, const struct kd_options *o)
{
	struct ki_found found;
	struct ki_error err = { 0 };
	int rc = ki_find_one(&found, o->source, &err);
	if (rc == 0)
		rc = kd_picture_open(p, found.path, &err);
	if (rc != 0)
		return kd_picture_none(o, &err);
	rc = check_channel(p, o);
	if (rc != 0)
		kd_picture_close(p);
	return rc;
}

void kd_picture_close(struct kd_picture *p)
{
	ki_snapshot_free(p->snap);
	if (p->source)
		ki_close(p->source);
	*p = (struct kd_picture){ 0 };
}

bool kd_channel_wanted(const struct kd_options *o, const char *name)
{
	/* Names are compared as they are shown, where a backslash is only a backslash. */
	return !o->channel || strcmp(o->channel, name) == 0 ||
	       fnmatch(o->channel, name, FNM_NOESCAPE) == 0;
}

uint64_t kd_wall_ns(const struct kd_picture *p, uint64_t mono_ns)
{
	return p->info->opened_wall_ns + (mono_ns - p->info->opened_mono_ns);
}

uint64_t kd_age_ns(const struct kd_picture *p, uint64_t mono_ns)
{
	return mono_ns < p->snap->at_ns ? p->snap->at_ns - mono_ns : 0;
}
