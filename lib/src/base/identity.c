#include "base/identity.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Compiled into the reader too, which has no table of system calls: hence the plain ones. */

/* The start of a small file as a string; false when there is none. errno is the program's. */
static bool read_text(const char *path, char *out, size_t cap)
{
	int saved = errno;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = -1;
	if (fd >= 0) {
		do
			n = read(fd, out, cap - 1);
		while (n < 0 && errno == EINTR);
		close(fd);
	}
	out[n > 0 ? n : 0] = 0;
	errno = saved;
	return n > 0;
}

static void put_folder(char out[32], pid_t pid)
{
	if (pid)
		snprintf(out, 32, "/proc/%d", (int)pid);
	else
		snprintf(out, 32, "/proc/self");
}

uint64_t kc_proc_start(pid_t pid, pid_t tid, char *state)
{
	char folder[32], path[64], text[1024];
	put_folder(folder, pid);
	if (tid)
		snprintf(path, sizeof path, "%s/task/%d/stat", folder, (int)tid);
	else
		snprintf(path, sizeof path, "%s/stat", folder);
	if (!read_text(path, text, sizeof text))
		return 0;
	/* Field 2 is the comm in parentheses and may hold anything; no later field holds one. */
	const char *p = strrchr(text, ')');
	if (!p || p[1] != ' ' || !p[2])
		return 0;
	char letter = p[2];
	p += 2; /* field 3 */
	for (int field = 3; field < 22; field++) {
		p = strchr(p, ' ');
		if (!p)
			return 0;
		p++;
	}
	if (state)
		*state = letter;
	return strtoull(p, NULL, 10);
}

uint64_t kc_proc_pidns(pid_t pid)
{
	char folder[32], path[64];
	struct stat st;
	int saved = errno;
	put_folder(folder, pid);
	snprintf(path, sizeof path, "%s/ns/pid", folder);
	uint64_t inode = stat(path, &st) == 0 ? (uint64_t)st.st_ino : 0;
	errno = saved;
	return inode;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

void kc_boot_id(uint8_t out[16])
{
	char text[64];
	memset(out, 0, 16);
	if (!read_text("/proc/sys/kernel/random/boot_id", text, sizeof text))
		return;
	int digits = 0;
	for (const char *p = text; *p && digits < 32; p++) {
		int v = hex_digit(*p);
		if (v < 0)
			continue;
		out[digits / 2] = (uint8_t)(out[digits / 2] << 4 | v);
		digits++;
	}
	if (digits < 32)
		memset(out, 0, 16);
}

void kc_thread_name(char out[16])
{
	int saved = errno;
	memset(out, 0, 16);
	prctl(PR_GET_NAME, (unsigned long)(uintptr_t)out, 0, 0, 0);
	out[15] = 0;
	errno = saved;
}
