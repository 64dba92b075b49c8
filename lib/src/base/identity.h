/* identity.h - who a process is, so that a pid alone is never believed. */
#ifndef KC_BASE_IDENTITY_H
#define KC_BASE_IDENTITY_H

#include <stdint.h>
#include <sys/types.h>

/* pid 0 is the caller itself, as /proc/self: right even where /proc shows another pid namespace.
 * Any thread; errno is left alone. */

/* Field 22 of /proc/PID/stat or /proc/PID/task/TID/stat (tid 0: the process); 0: not there. *state
 * gets the one-letter state when not NULL. Parses past a comm with spaces and parentheses. */
uint64_t kc_proc_start(pid_t pid, pid_t tid, char *state);
/* Inode of /proc/PID/ns/pid; 0: unknown. */
uint64_t kc_proc_pidns(pid_t pid);
/* /proc/sys/kernel/random/boot_id as 16 bytes; zeros when unreadable. */
void kc_boot_id(uint8_t out[16]);
/* Name of the calling thread (comm), at most 15 bytes and a zero. */
void kc_thread_name(char out[16]);

#endif
