/* Names of the system calls that a thread may sleep in. */
#include <stddef.h>
#include <sys/syscall.h>

#include "inspect/offcpu.h"

/* Not all of them exist on every processor, and old headers do not know the newest. */
static const struct {
	long number;
	const char *name;
} calls[] = {
#define CALL(name) { SYS_##name, #name }
	CALL(accept),
	CALL(accept4),
	CALL(clock_nanosleep),
	CALL(clone),
	CALL(clone3),
	CALL(close),
	CALL(connect),
	CALL(copy_file_range),
	CALL(epoll_pwait),
	CALL(epoll_pwait2),
#ifdef SYS_epoll_wait
	CALL(epoll_wait),
#endif
	CALL(execve),
	CALL(exit_group),
	CALL(fallocate),
	CALL(fcntl),
	CALL(fdatasync),
	CALL(flock),
	CALL(fsync),
	CALL(ftruncate),
	CALL(futex),
	CALL(futex_waitv),
	CALL(getdents64),
	CALL(getrandom),
	CALL(io_getevents),
	CALL(io_uring_enter),
	CALL(ioctl),
	CALL(madvise),
	CALL(membarrier),
	CALL(mmap),
	CALL(mq_timedreceive),
	CALL(mq_timedsend),
	CALL(msgrcv),
	CALL(msgsnd),
	CALL(munmap),
	CALL(nanosleep),
	CALL(openat),
#ifdef SYS_pause
	CALL(pause),
#endif
#ifdef SYS_poll
	CALL(poll),
#endif
	CALL(ppoll),
	CALL(pread64),
	CALL(preadv),
	CALL(pselect6),
	CALL(pwrite64),
	CALL(pwritev),
	CALL(read),
	CALL(readv),
	CALL(recvfrom),
	CALL(recvmmsg),
	CALL(recvmsg),
	CALL(restart_syscall),
	CALL(rt_sigsuspend),
	CALL(rt_sigtimedwait),
	CALL(sched_yield),
#ifdef SYS_select
	CALL(select),
#endif
	CALL(semop),
	CALL(semtimedop),
	CALL(sendfile),
	CALL(sendmsg),
	CALL(sendto),
	CALL(splice),
	CALL(sync),
	CALL(syncfs),
	CALL(unlinkat),
#ifdef SYS_vfork
	CALL(vfork),
#endif
	CALL(vmsplice),
	CALL(wait4),
	CALL(waitid),
	CALL(write),
	CALL(writev),
#undef CALL
};

const char *ki_syscall_name(int64_t number)
{
	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
		if (calls[i].number == number)
			return calls[i].name;
	return NULL;
}
