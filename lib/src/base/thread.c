#include "base/thread.h"

#include <unistd.h>

#include "base/identity.h"

static _Thread_local struct kc_thread self;

const struct kc_thread *kc_thread_self(void)
{
	if (self.tid == 0) {
		self.tid = (uint32_t)gettid();
		self.start = kc_proc_start(getpid(), (pid_t)self.tid, NULL);
	}
	return &self;
}

void kc_thread_forget(void)
{
	self.tid = 0;
}
