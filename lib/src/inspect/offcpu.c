#include "inspect/offcpu.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/identity.h"

const char *ki_offcpu_name(enum ki_offcpu_state s)
{
	static const char *const names[] = { [KI_OFFCPU_NOT_VISIBLE] = "not_visible",
		[KI_OFFCPU_GONE] = "gone",
		[KI_OFFCPU_STOPPED] = "stopped",
		[KI_OFFCPU_TRACED] = "traced",
		[KI_OFFCPU_FROZEN] = "frozen",
		[KI_OFFCPU_RUNNABLE] = "runnable",
		[KI_OFFCPU_STARVED] = "starved",
		[KI_OFFCPU_FUTEX] = "futex",
		[KI_OFFCPU_SYSCALL] = "syscall",
		[KI_OFFCPU_KERNEL] = "kernel",
		[KI_OFFCPU_AWAKE] = "awake" };
	return names[s];
}

/* --- the process ------------------------------------------------------------------------------- */

/* "START-END PERMS OFFSET MAJOR:MINOR INODE   PATH". The path is of no use: the segment had none when it was mapped. */
static void map_line(struct ki_offcpu_process *p, const char *line, const struct stat *file)
{
	uint64_t start, end, offset, inode;
	unsigned major, minor;
	if (p->mappings == KI_OFFCPU_MAPPINGS ||
		sscanf(line, "%" SCNx64 "-%" SCNx64 " %*s %" SCNx64 " %x:%x %" SCNu64, &start, &end,
			&offset, &major, &minor, &inode) != 6 ||
		inode != file->st_ino || makedev(major, minor) != file->st_dev)
		return;
	p->mapping[p->mappings].start = start;
	p->mapping[p->mappings].end = end;
	p->mapping[p->mappings].offset = offset;
	p->mappings++;
}

void ki_offcpu_process(struct ki_offcpu_process *p, const struct ki_info *info)
{
	char path[64], line[4096];
	struct stat file;
	memset(p, 0, sizeof *p);
	p->pid = (pid_t)info->pid;
	p->info = info;
	p->hidden = kc_proc_start(p->pid, 0, NULL) == 0;
	ki_freezers_find(&p->freezers);
	snprintf(path, sizeof path, "/proc/%d/maps", (int)p->pid);
	if (stat(info->path, &file) != 0)
		return;
	FILE *in = fopen(path, "re");
	while (in && fgets(line, sizeof line, in))
		map_line(p, line, &file);
	if (in)
		fclose(in);
}

/* --- a thread ---------------------------------------------------------------------------------- */

/* What a file of the thread says, as far as it fits. 0 or -errno. */
static int read_file(
	const struct ki_offcpu_process *p, uint32_t tid, const char *name, char *out, size_t cap)
{
	char path[64];
	snprintf(path, sizeof path, "/proc/%d/task/%" PRIu32 "/%s", (int)p->pid, tid, name);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	ssize_t n;
	do
		n = read(fd, out, cap - 1);
	while (n < 0 && errno == EINTR);
	int rc = n < 0 ? -errno : 0;
	close(fd);
	out[n > 0 ? n : 0] = 0;
	out[strcspn(out, "\n")] = 0;
	return rc;
}

static void find_futex(struct ki_offcpu *now, const struct ki_offcpu_process *p, uint64_t address)
{
	uint64_t offset = UINT64_MAX;
	for (unsigned i = 0; i < p->mappings; i++)
		if (address >= p->mapping[i].start && address < p->mapping[i].end)
			offset = address - p->mapping[i].start + p->mapping[i].offset;
	for (uint32_t i = 0; i < p->info->section_count && offset != UINT64_MAX; i++) {
		const struct kc_seg_section *s = &p->info->section[i];
		if (s->elem_bytes == 0 || offset < s->offset ||
			(offset - s->offset) / s->elem_bytes >= s->hwm)
			continue;
		now->futex_section = s->type;
		now->futex_row = (uint32_t)((offset - s->offset) / s->elem_bytes);
	}
}

/* "NUMBER 0xARGUMENT ...", "-1 ...": in none; "running". False: it runs, and sleeps in nothing. */
static bool look_at_call(struct ki_offcpu *now, const struct ki_offcpu_process *p, uint32_t tid)
{
	char text[256];
	int64_t call;
	uint64_t address = 0;
	if (read_file(p, tid, "syscall", text, sizeof text) != 0)
		return true;
	if (sscanf(text, "%" SCNd64 " %" SCNx64, &call, &address) < 1)
		return strcmp(text, "running") != 0;
	now->call_visible = true;
	now->call = call;
	if (read_file(p, tid, "wchan", now->wchan, sizeof now->wchan) != 0 ||
		strcmp(now->wchan, "0") == 0)
		now->wchan[0] = 0;
	/* A wait with a deadline goes on by another name after the thread was stopped. */
	if (call == SYS_restart_syscall && strncmp(now->wchan, "futex", 5) == 0)
		now->call = SYS_futex;
	if (now->call == SYS_futex)
		find_futex(now, p, address);
	return true;
}

static void look_at_schedule(struct ki_offcpu *now, const struct ki_offcpu_process *p, uint32_t tid)
{
	char text[128];
	now->at_ns = kc_mono_ns();
	now->sched_visible = read_file(p, tid, "schedstat", text, sizeof text) == 0 &&
			     sscanf(text, "%" SCNu64 " %" SCNu64 " %" SCNu64, &now->run_ns,
				     &now->delay_ns, &now->turns) == 3;
}

/* run-delay is added up when a turn begins, so of a thread that has had none since it stood still. */
static void compare(struct ki_offcpu *now, const struct ki_offcpu *before)
{
	if (!now->sched_visible || !before->sched_visible || now->letter != 'R' ||
		before->letter != 'R' || now->run_ns < before->run_ns ||
		now->delay_ns < before->delay_ns)
		return;
	now->apart_ns = now->at_ns - before->at_ns;
	now->ran_ns = now->run_ns - before->run_ns;
	now->waited_ns = now->delay_ns - before->delay_ns;
	if (now->ran_ns == 0 && now->turns == before->turns)
		now->waited_ns = now->apart_ns;
	if (now->waited_ns > now->apart_ns) /* it had waited before, too */
		now->waited_ns = now->apart_ns;
}

static enum ki_offcpu_state state_of(
	const struct ki_offcpu *o, const struct ki_offcpu_process *p, uint32_t tid)
{
	if (o->letter == 'T')
		return KI_OFFCPU_STOPPED;
	if (o->letter == 't')
		return KI_OFFCPU_TRACED;
	if (ki_frozen(&p->freezers, p->pid, tid))
		return KI_OFFCPU_FROZEN;
	if (o->letter == 'R')
		return o->apart_ns && o->waited_ns > o->apart_ns / 2 ? KI_OFFCPU_STARVED
								     : KI_OFFCPU_RUNNABLE;
	if (!o->call_visible)
		return KI_OFFCPU_NOT_VISIBLE;
	if (o->call < 0)
		return KI_OFFCPU_KERNEL;
	return o->call == SYS_futex || o->call == SYS_futex_waitv ? KI_OFFCPU_FUTEX
								  : KI_OFFCPU_SYSCALL;
}

void ki_offcpu_look(struct ki_offcpu *now, const struct ki_offcpu_process *p, uint32_t tid,
	const struct ki_offcpu *before)
{
	struct ki_offcpu o = { .call = -1, .futex_section = KC_NONE, .futex_row = KC_NONE };
	if (!p->hidden && tid != 0 && tid <= INT32_MAX) {
		look_at_schedule(&o, p, tid);
		bool runs = !look_at_call(&o, p, tid);
		/* The letter comes last: who has slept and is awake by now is no suspect. */
		if (kc_proc_start(p->pid, (pid_t)tid, &o.letter) == 0 || strchr("ZXx", o.letter))
			o.letter = 0;
		if (runs && o.letter == 'S')
			o.letter = 'R';
		if (before)
			compare(&o, before);
		o.state = o.letter ? state_of(&o, p, tid) : KI_OFFCPU_GONE;
	}
	*now = o;
}

bool ki_offcpu_suspect(const struct ki_offcpu *o)
{
	return o->state == KI_OFFCPU_RUNNABLE || o->state == KI_OFFCPU_STARVED ||
	       o->state == KI_OFFCPU_SYSCALL || o->state == KI_OFFCPU_KERNEL ||
	       o->state == KI_OFFCPU_GONE;
}

void ki_offcpu_ended(struct ki_offcpu *o)
{
	o->state = KI_OFFCPU_AWAKE;
}

/* --- in words ---------------------------------------------------------------------------------- */

static const char *whose_futex(const struct ki_offcpu *o, uint32_t channel)
{
	if (o->futex_section == KC_SEC_CHANNELS)
		return o->futex_row == channel ? "in its futex" : "in another channel's futex";
	return o->futex_section == KC_SEC_RINGS ? "in its lane's futex" : "in a futex";
}

static void call_words(char *out, size_t cap, const struct ki_offcpu *o)
{
	const char *name = ki_syscall_name(o->call);
	const char *deep = o->letter == 'D' ? ", uninterruptible" : "";
	if (name)
		snprintf(out, cap, "in %s%s", name, deep);
	else
		snprintf(out, cap, "in system call %" PRId64 "%s", o->call, deep);
}

const char *ki_offcpu_words(char *out, size_t cap, const struct ki_offcpu *o, uint32_t channel)
{
	switch (o->state) {
	case KI_OFFCPU_NOT_VISIBLE:
		snprintf(out, cap, "%snot visible", o->letter ? "asleep, where: " : "");
		break;
	case KI_OFFCPU_STARVED:
		snprintf(out, cap, "starved (ran %" PRIu64 " of %" PRIu64 " ms)",
			o->ran_ns / 1000000, o->apart_ns / 1000000);
		break;
	case KI_OFFCPU_FUTEX:
		if (o->call == SYS_futex_waitv)
			call_words(out, cap, o);
		else
			snprintf(out, cap, "%s", whose_futex(o, channel));
		break;
	case KI_OFFCPU_SYSCALL:
		call_words(out, cap, o);
		break;
	case KI_OFFCPU_KERNEL:
		snprintf(out, cap, "in the kernel%s%s", o->wchan[0] ? ": " : "", o->wchan);
		break;
	case KI_OFFCPU_GONE:
	case KI_OFFCPU_STOPPED:
	case KI_OFFCPU_TRACED:
	case KI_OFFCPU_FROZEN:
	case KI_OFFCPU_RUNNABLE:
	case KI_OFFCPU_AWAKE:
		snprintf(out, cap, "%s", ki_offcpu_name(o->state));
		break;
	}
	return out;
}
