#include "filter.h"

#include <errno.h>
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

/* A whole decimal number up to `end`, else 0: no thread has that id. */
static uint32_t number(const char *s, char end, const char **after)
{
	char *stop;
	errno = 0;
	if (*s < '0' || *s > '9')
		return 0;
	unsigned long v = strtoul(s, &stop, 10);
	*after = stop;
	return errno == 0 && v <= UINT32_MAX && *stop == end ? (uint32_t)v : 0;
}

/* A number is the process (whoever in it holds the ticket) or a thread id; "PID:TID" is exact,
 * which matters for the first thread, whose id is the process's. */
static bool holder_wanted(const struct kd_picture *p, const char *holder, const struct ki_ticket *t)
{
	const char *after = holder;
	if (t->holder_tid == 0)
		return false;
	uint32_t pid = number(holder, ':', &after);
	if (pid)
		return pid == p->info->pid && number(after + 1, '\0', &after) == t->holder_tid;
	uint32_t id = number(holder, '\0', &after);
	if (id && (id == p->info->pid || id == t->holder_tid))
		return true;
	return strcmp(holder, t->holder_thread) == 0 ||
	       fnmatch(holder, t->holder_thread, FNM_NOESCAPE) == 0;
}

bool kd_ticket_wanted(
	const struct kd_picture *p, const struct kd_options *o, const struct ki_ticket *t)
{
	if (o->states && !(o->states & 1u << t->state))
		return false;
	if (t->age_ns < o->older_ns || t->bytes < o->size.least || t->bytes > o->size.most)
		return false;
	if (o->channel && !kd_channel_wanted(o, kd_ticket_channel(p->snap, t)))
		return false;
	return !o->holder || holder_wanted(p, o->holder, t);
}
