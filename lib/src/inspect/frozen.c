#include "inspect/frozen.h"

#include <stdio.h>
#include <string.h>

/* Lines of one file of /proc. */
enum { LINE_BYTES = 4096 };

static bool has_word(const char *list, const char *word)
{
	size_t n = strlen(word);
	for (const char *p = list; (p = strstr(p, word)) != NULL; p += n)
		if ((p == list || p[-1] == ',') && (p[n] == ',' || p[n] == 0))
			return true;
	return false;
}

/* "41 31 0:38 ROOT AT OPTIONS [FIELDS] - TYPE SOURCE OPTIONS" */
static void mount_line(struct ki_freezers *f, const char *line)
{
	struct ki_freezer m = { 0 };
	char type[32], options[256];
	const char *rest = strstr(line, " - ");
	if (!rest || sscanf(line, "%*s %*s %*s %255s %255s ", m.root, m.at) != 2 ||
		sscanf(rest, " - %31s %*s %255s", type, options) != 2)
		return;
	if (strcmp(type, "cgroup2") == 0 && !f->v2.at[0])
		f->v2 = m;
	else if (strcmp(type, "cgroup") == 0 && has_word(options, "freezer") && !f->v1.at[0])
		f->v1 = m;
}

void ki_freezers_find(struct ki_freezers *f)
{
	char line[LINE_BYTES];
	memset(f, 0, sizeof *f);
	FILE *in = fopen("/proc/self/mountinfo", "re");
	if (!in)
		return;
	while (fgets(line, sizeof line, in))
		mount_line(f, line);
	fclose(in);
}

/* Whether the group's file has that line. */
static bool says(
	const struct ki_freezer *m, const char *group, const char *file, const char *wanted)
{
	char path[LINE_BYTES + 512], line[64];
	size_t root = strcmp(m->root, "/") == 0 ? 0 : strlen(m->root);
	/* A group outside of what is mounted here. */
	if (!m->at[0] || strncmp(group, m->root, root) != 0 || strncmp(group, "/..", 3) == 0)
		return false;
	snprintf(path, sizeof path, "%s%s/%s", m->at, group + root, file);
	FILE *in = fopen(path, "re");
	bool found = false;
	if (!in)
		return false;
	while (!found && fgets(line, sizeof line, in)) {
		line[strcspn(line, "\n")] = 0;
		found = strcmp(line, wanted) == 0;
	}
	fclose(in);
	return found;
}

/* "0::/a/b" or "6:freezer:/a/b" */
static bool group_frozen(const struct ki_freezers *f, char *line)
{
	char *controllers = strchr(line, ':');
	char *group = controllers ? strchr(controllers + 1, ':') : NULL;
	if (!group)
		return false;
	*group++ = 0;
	group[strcspn(group, "\n")] = 0;
	if (controllers[1] == 0)
		return says(&f->v2, group, "cgroup.events", "frozen 1");
	return has_word(controllers + 1, "freezer") &&
	       says(&f->v1, group, "freezer.state", "FROZEN");
}

bool ki_frozen(const struct ki_freezers *f, pid_t pid, uint32_t tid)
{
	char path[64], line[LINE_BYTES];
	bool frozen = false;
	snprintf(path, sizeof path, "/proc/%d/task/%u/cgroup", (int)pid, tid);
	FILE *in = fopen(path, "re");
	if (!in)
		return false;
	while (!frozen && fgets(line, sizeof line, in))
		frozen = group_frozen(f, line);
	fclose(in);
	return frozen;
}
