/* offcpu.h - what a thread that is on record as waiting really does: asleep in the futex where it should be, or stopped,
 * frozen, kept from a CPU, in another system call, gone. From /proc alone: nobody is stopped or traced for it, and nothing
 * is waited for. Whether a thread gets no CPU takes two looks, which the caller makes some time apart.
 *
 * What may not be read is told apart from what is not so: the system call takes the right to trace the thread (CAP_SYS_PTRACE,
 * or its own user where ptrace_scope lets it), everything else does not.
 *
 * Not concurrently on one object. */
#ifndef KC_INSPECT_OFFCPU_H
#define KC_INSPECT_OFFCPU_H

#include "inspect/frozen.h"
#include "inspect/inspect.h"

enum ki_offcpu_state {
	KI_OFFCPU_NOT_VISIBLE, /* /proc does not show the process, or not what a sleeper sleeps in */
	KI_OFFCPU_GONE,
	KI_OFFCPU_STOPPED,  /* by a signal (T) */
	KI_OFFCPU_TRACED,   /* held by a debugger (t) */
	KI_OFFCPU_FROZEN,   /* its cgroup is, or one above */
	KI_OFFCPU_RUNNABLE, /* has a CPU, or has asked for one */
	KI_OFFCPU_STARVED,  /* asks for one and gets none: most of the time between two looks */
	KI_OFFCPU_FUTEX,    /* asleep in a futex, as waiters are */
	KI_OFFCPU_SYSCALL,  /* asleep in another system call */
	KI_OFFCPU_KERNEL,   /* asleep in the kernel without a system call, as for a page */
	KI_OFFCPU_AWAKE     /* its wait has ended meanwhile: whatever it does is its business */
};
const char *ki_offcpu_name(enum ki_offcpu_state s); /* "not_visible", "gone", ... */

/* Where the segment is in its process, so that futexes in it are known. */
enum { KI_OFFCPU_MAPPINGS = 16 };
struct ki_offcpu_process {
	pid_t pid;
	bool hidden; /* /proc does not show it */
	const struct ki_info *info;
	struct ki_freezers freezers;
	unsigned mappings;
	struct {
		uint64_t start, end, offset;
	} mapping[KI_OFFCPU_MAPPINGS];
};
/* Of a live writer in this pid namespace. info stays the caller's. */
void ki_offcpu_process(struct ki_offcpu_process *p, const struct ki_info *info);

struct ki_offcpu {
	enum ki_offcpu_state state;
	char letter;            /* R S D T t Z ... of /proc/PID/task/TID/stat; 0 gone or hidden */
	bool call_visible;      /* the next three may be believed */
	int64_t call;           /* number of the system call, -1: in none */
	char wchan[48];         /* function of the kernel it sleeps in; empty: not told */
	uint32_t futex_section; /* of the segment; KC_NONE: not in it, or one of several */
	uint32_t futex_row;
	bool sched_visible;
	uint64_t at_ns, run_ns, delay_ns, turns; /* CLOCK_MONOTONIC of the look; schedstat */
	/* Since the look before; 0 without one. */
	uint64_t apart_ns, ran_ns;
	uint64_t waited_ns; /* runnable, without a CPU */
};
/* One look. before: an earlier one at the same thread, or NULL; may be now itself. */
void ki_offcpu_look(struct ki_offcpu *now, const struct ki_offcpu_process *p, uint32_t tid,
	const struct ki_offcpu *before);
/* What was seen of a thread tells against it only as long as it is in the same wait: between two snapshots with one
 * ki_endpoint.wait_seq. Whether that must be looked at; and that it has ended. */
bool ki_offcpu_suspect(const struct ki_offcpu *o);
void ki_offcpu_ended(struct ki_offcpu *o);
/* A few words of that: "in its futex", "in read", "starved (ran 0 of 50 ms)". channel: row of the channel that it should
 * wait in. Returns out. */
const char *ki_offcpu_words(char *out, size_t cap, const struct ki_offcpu *o, uint32_t channel);

/* Those that threads sleep in; NULL: another one. */
const char *ki_syscall_name(int64_t number);

#endif
