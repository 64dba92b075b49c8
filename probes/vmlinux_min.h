/* vmlinux_min.h - of the kernel's types only the fields that the program touches. CO-RE: their places are looked up in the
 * running kernel's BTF at load time, so order and size mean nothing here, and nothing is dumped to build. */
#ifndef KC_PROBES_VMLINUX_MIN_H
#define KC_PROBES_VMLINUX_MIN_H

#include <linux/bpf.h>
#include <linux/types.h>
#include <stdbool.h>
#include <stdint.h>

/* bpf_helpers.h's names */
typedef __u8 u8;
typedef __u16 u16;
typedef __u32 u32;
typedef __u64 u64;
typedef __s64 s64;

#define TASK_INTERRUPTIBLE 1u
#define TASK_WAKING        0x200u /* was asleep, and is about to be put on a run queue */
#define PF_EXITING         4u
#define PF_IO_WORKER       0x10u

/* The task that runs on a CPU counts what it is in the middle of (kernel: preempt.h). */
#define SOFTIRQ_SERVING 0x00000100u
#define HARDIRQ_MASK    0x000f0000u
#define NMI_MASK        0x00f00000u

#pragma clang attribute push(__attribute__((preserve_access_index)), apply_to = record)

struct mm_struct;
struct pid_namespace;

struct upid {
	int nr;
	struct pid_namespace *ns;
};
struct pid {
	unsigned int level;
	struct upid numbers[1];
};

#if defined(__TARGET_ARCH_x86)
struct thread_struct {
	unsigned long fsbase;
};
/* From a task to what belongs to its CPU, where the preempt count is. */
struct rq {
	unsigned int nr_running;
};
struct cfs_rq {
	struct rq *rq;
};
struct sched_entity {
	struct cfs_rq *cfs_rq;
};
#elif defined(__TARGET_ARCH_arm64)
struct thread_struct {
	struct {
		unsigned long tp_value;
	} uw;
};
struct thread_info {
	struct {
		u32 count;
	} preempt;
};
#else
#error "the probes know the thread pointer of x86-64 and arm64"
#endif

struct task_struct {
#if defined(__TARGET_ARCH_arm64)
	struct thread_info thread_info;
#else
	struct sched_entity se;
#endif
	unsigned int __state;
	unsigned int flags;
	int on_cpu;
	int pid, tgid;
	struct task_struct *group_leader;
	struct pid *thread_pid;
	struct mm_struct *mm;
	unsigned long nvcsw, nivcsw;
	struct thread_struct thread;
};

struct bpf_iter__task {
	struct task_struct *task;
};

#pragma clang attribute pop
#endif
