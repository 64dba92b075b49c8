/* threads.h - what the waiting threads of a live process really do (inspect/offcpu.h), each looked at once; a second time, a
 * moment later, when one of them wants a CPU, for that is how it shows whether it gets one. Then the segment is asked whether
 * those that do something else are in the same wait still: who is awake by now is no suspect. */
#ifndef KCDUMP_THREADS_H
#define KCDUMP_THREADS_H

#include "inspect/offcpu.h"
#include "picture.h"
#include "tool/json.h"

struct kd_thread {
	uint32_t tid;
	struct ki_offcpu is;
};
struct kd_threads {
	struct kd_thread *thread; /* in the order of their ids; NULL: not looked at */
	size_t count;
};

/* The threads of these endpoints; of a process that is not alive none. False: out of memory. */
bool kd_threads_look(struct kd_threads *t, const struct kd_picture *p,
	const struct ki_endpoint *const *row, size_t rows);
void kd_threads_free(struct kd_threads *t);

/* NULL: not looked at. */
const struct ki_offcpu *kd_thread_of(const struct kd_threads *t, const struct ki_endpoint *e);

/* The object off_cpu of a waiter, or null. */
void kd_thread_json(struct kt_json *j, const struct ki_offcpu *o, uint32_t channel);

#endif
