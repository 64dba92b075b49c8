/* thread.h - the calling thread's identity, asked of the kernel once a thread. */
#ifndef KC_BASE_THREAD_H
#define KC_BASE_THREAD_H

#include <stdint.h>

struct kc_thread {
	uint32_t tid;
	uint64_t start; /* field 22 of its /proc stat; 0 unknown */
};
const struct kc_thread *kc_thread_self(void);
/* In a forked child the answer changes. Async-signal-safe. */
void kc_thread_forget(void);

#endif
