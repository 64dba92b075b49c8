/* A loaded program that is killed (kill -9) at a random moment of its own progress leaves what every tool reads and agrees
 * on: exit code 0, valid JSON, conservation of elements and tickets, and as waiters only threads that were in a call that
 * may wait there (RELIABILITY row 8).
 *
 * KC_CRASH_KILLS: how many times (25). KC_CRASH_SEED: draws as that run did. */
#include <criterion/criterion.h>

#include "support/crash_load.h"
#include "support/crash_look.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { KILLS = 25, OPERATIONS_MAX = 30000 };

static char folder[] = "/dev/shm/kc-storm-XXXXXX";
static uint64_t seed, waits_seen, tickets_seen, opening_seen;

static uint64_t draw(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* Half of them soon: the first operations of each are what never comes again. */
static uint64_t when(void)
{
	uint64_t r = draw();
	return r % 2 ? r / 2 % OPERATIONS_MAX : r / 2 % 200;
}

static pid_t storm(struct load_record *r)
{
	int status;
	memset(r, 0, sizeof *r);
	r->die_at = when();
	fflush(NULL);
	pid_t pid = fork();
	cr_assert_geq(pid, 0);
	if (pid == 0)
		crash_load(r);
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
		"it ended by itself: exit %d, signal %d",
		WIFEXITED(status) ? WEXITSTATUS(status) : 0,
		WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	return pid;
}

static void find_leftover(pid_t pid, char path[512])
{
	char end[64];
	DIR *d = opendir(folder);
	cr_assert_not_null(d);
	snprintf(end, sizeof end, "storm.%d.", (int)pid);
	path[0] = 0;
	for (struct dirent *e; (e = readdir(d));)
		if (strncmp(e->d_name, end, strlen(end)) == 0)
			snprintf(path, 512, "%s/%s", folder, e->d_name);
	closedir(d);
	cr_assert(path[0], "no leftover of %s in %s", end, folder);
}

/* --- what must hold -------------------------------------------------------------------------- */

/* Each endpoint has at most one batch under way. */
static uint64_t slack(void *ctx, const struct ki_channel *c)
{
	(void)ctx;
	return LOAD_BATCH * (c->senders + c->receivers + UINT64_C(2));
}

static bool check_live(struct crash_look *l, const struct load_record *r)
{
	uint64_t least = 0, most = 0;
	for (int i = 0; i < LOAD_SEATS; i++) {
		least += r->seat[i].made - r->seat[i].freed_begun;
		most += r->seat[i].made_begun - r->seat[i].freed;
	}
	if (l->ticket_count >= least && l->ticket_count <= most)
		return true;
	return crash_wrong(l, "%zu tickets are live, the threads had %lu to %lu", l->ticket_count,
		(unsigned long)least, (unsigned long)most);
}

static const struct load_seat *seat_of(const struct load_record *r, uint32_t tid)
{
	for (int i = 0; i < LOAD_SEATS; i++)
		if (r->seat[i].tid == tid)
			return &r->seat[i];
	return NULL;
}

static bool check_waits(struct crash_look *l, const struct load_record *r)
{
	for (size_t i = 0; i < l->snap->endpoint_count; i++) {
		const struct ki_endpoint *e = &l->snap->endpoint[i];
		const char *name = l->snap->channel[e->channel].name;
		const struct load_seat *s = seat_of(r, e->tid);
		if (e->wait == KC_WAIT_NONE)
			continue;
		waits_seen++;
		int which = 0;
		while (which < LOAD_CHANNELS && strcmp(name, load_names[which]) != 0)
			which++;
		if (!s || which == LOAD_CHANNELS || !(s->in & 1u << which))
			return crash_wrong(l,
				"thread %u is said to wait on %s, and was not in such a call",
				e->tid, name);
	}
	return true;
}

static bool check_holders(struct crash_look *l, const struct load_record *r)
{
	for (size_t i = 0; i < l->ticket_count; i++)
		if (!seat_of(r, l->ticket[i].holder_tid))
			return crash_wrong(l, "ticket %lx is held by %u, which was no thread of it",
				(unsigned long)l->ticket[i].handle, l->ticket[i].holder_tid);
	return true;
}

/* --- every tool ------------------------------------------------------------------------------ */

static bool run_tools(struct crash_look *l, const char *path, pid_t pid)
{
	char waiting[1024] = "[", command[4096], said[2048] = "";
	size_t n = 1;
	for (size_t i = 0; i < l->snap->endpoint_count && n < sizeof waiting - 16; i++)
		if (l->snap->endpoint[i].wait != KC_WAIT_NONE)
			n += (size_t)snprintf(waiting + n, sizeof waiting - n, "%s%u",
				n > 1 ? "," : "", l->snap->endpoint[i].tid);
	snprintf(waiting + n, sizeof waiting - n, "]");
	snprintf(command, sizeof command, "sh %s %s %s %s %d %zu %zu '%s' %s 2>&1", KC_CRASH_TOOLS,
		KC_KCDUMP, KC_CHANMON, path, (int)pid, l->snap->channel_count, l->ticket_count,
		waiting, folder);
	FILE *f = popen(command, "r");
	cr_assert_not_null(f);
	size_t got = fread(said, 1, sizeof said - 1, f);
	said[got] = 0;
	return pclose(f) == 0 || crash_wrong(l, "%.600s", said);
}

static void look(const struct load_record *r, pid_t pid, unsigned round)
{
	char path[512];
	struct crash_look l;
	find_leftover(pid, path);
	bool good = crash_look_begin(&l, path) && crash_look_check(&l, slack, NULL) &&
		    check_live(&l, r) && check_waits(&l, r) && check_holders(&l, r) &&
		    run_tools(&l, path, pid);
	good = good && crash_look_again(&l, path);
	cr_assert(good, "kill %u, at %lu operations (the leftover is %s): %s", round,
		(unsigned long)r->die_at, path, l.wrong);
	tickets_seen += l.ticket_count;
	opening_seen += l.opening;
	crash_look_end(&l);
	unlink(path);
}

static void remove_folder(void)
{
	static const char *const files[] = { "ps", "info", "tickets", "waiters", "events",
		"chanmon" };
	char path[128];
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "%s/%s.json", folder, files[i]);
		unlink(path);
	}
	snprintf(path, sizeof path, "%s/err", folder);
	unlink(path);
	cr_assert_eq(rmdir(folder), 0, "something was left in %s", folder);
}

Test(storm, every_tool_on_what_is_left, .timeout = 3600)
{
	const char *kills = getenv("KC_CRASH_KILLS"), *given = getenv("KC_CRASH_SEED");
	unsigned n = kills ? (unsigned)strtoul(kills, NULL, 10) : KILLS;
	struct load_record *r =
		mmap(NULL, sizeof *r, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	cr_assert(r != MAP_FAILED);
	if (system("command -v jq >/dev/null") != 0)
		cr_skip_test("jq is not installed");
	seed = given ? strtoull(given, NULL, 10) : (uint64_t)time(NULL) * 2 + 1;
	printf("kill -9 storm: KC_CRASH_SEED=%lu\n", (unsigned long)seed);
	cr_assert_not_null(mkdtemp(folder));
	setenv("KC_DIR", folder, 1);
	for (unsigned i = 0; i < n; i++)
		look(r, storm(r), i);
	printf("kill -9 storm: %u kills, %lu waits, %lu live tickets, %lu died while opening or closing\n",
		n, (unsigned long)waits_seen, (unsigned long)tickets_seen,
		(unsigned long)opening_seen);
	if (n >= KILLS)
		cr_assert(waits_seen && tickets_seen, "a load in which nobody waits shows nothing");
	remove_folder();
}
