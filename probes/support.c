/* support.c - whether tracing would work here, and what a refusal means: the reason, and a sentence with the cure. */
#include <errno.h>
#include <fcntl.h>
#include <linux/btf.h>
#include <linux/capability.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "probes/parts.h"

#define BTF_FILE "/sys/kernel/btf/vmlinux"
#define LOCKDOWN_FILE "/sys/kernel/security/lockdown"

enum kc_probes_reason kc_probes_say(char *why, size_t bytes, enum kc_probes_reason r, const char *format, ...)
{
	va_list args;
	if (bytes == 0)
		return r;
	va_start(args, format);
	vsnprintf(why, bytes, format, args);
	va_end(args);
	return r;
}

/* --- the target ------------------------------------------------------------------------------- */

uint64_t kc_probes_pid_start(uint32_t pid)
{
	char path[32], text[1024];
	snprintf(path, sizeof(path), "/proc/%u/stat", pid);
	FILE *f = fopen(path, "re");
	if (!f)
		return 0;
	size_t n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[n] = 0;
	char *field = strrchr(text, ')'); /* the end of field 2, which may have blanks and brackets in it */
	for (int i = 2; field && i < 22; i++)
		field = strchr(field + 1, ' ');
	return field ? strtoull(field + 1, NULL, 10) : 0;
}

static enum kc_probes_reason look_at_target(const struct kc_probes_target *t, char *why, size_t bytes)
{
	if (t->tls_abi == 0)
		return kc_probes_say(why, bytes, KC_PROBES_NO_WAIT_WORD,
			"the libkc of %s keeps no wait word that a probe could read: link it with one of this kc", t->name);
	if (t->tls_abi != KC_TLS_ABI)
		return kc_probes_say(why, bytes, KC_PROBES_NO_WAIT_WORD,
			"the libkc of %s keeps its wait word in form %u, this kc reads form %d: use the tools that came with "
			"that library",
			t->name, t->tls_abi, KC_TLS_ABI);
	struct stat ns;
	if (t->pidns_inode && stat("/proc/self/ns/pid", &ns) == 0 && ns.st_ino != t->pidns_inode)
		return kc_probes_say(why, bytes, KC_PROBES_OUT_OF_SIGHT,
			"process %u of %s is in another pid namespace: run the tool in that one, as with nsenter --pid", t->pid,
			t->name);
	uint64_t start = kc_probes_pid_start(t->pid);
	if (start == 0 && t->pid <= INT32_MAX && (kill((pid_t)t->pid, 0) == 0 || errno == EPERM))
		return kc_probes_say(why, bytes, KC_PROBES_OUT_OF_SIGHT,
			"process %u of %s is there, but /proc does not show it: run the tool as root, or as its user", t->pid,
			t->name);
	if (start == 0 || (t->pid_start && start != t->pid_start))
		return kc_probes_say(why, bytes, KC_PROBES_TARGET_GONE,
			"process %u of %s is not there any more: look at what it left with kcdump", t->pid, t->name);
	return KC_PROBES_OK;
}

/* --- privileges ------------------------------------------------------------------------------- */

static uint64_t capabilities(void)
{
	struct __user_cap_header_struct head = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = { 0 };
	if (syscall(SYS_capget, &head, data))
		return 0;
	return data[0].effective | (uint64_t)data[1].effective << 32;
}

static bool has(uint64_t set, int cap)
{
	return (set >> cap & 1) || (set >> CAP_SYS_ADMIN & 1);
}

static enum kc_probes_reason look_at_privileges(char *why, size_t bytes)
{
	uint64_t set = capabilities();
	bool bpf = has(set, CAP_BPF), perfmon = has(set, CAP_PERFMON);
	const char *cure = "run it as root, or give it both: setcap cap_bpf,cap_perfmon+ep FILE";
	if (!bpf)
		return kc_probes_say(why, bytes, KC_PROBES_NO_CAP_BPF, "tracing needs CAP_BPF%s, which this process lacks: %s",
			perfmon ? "" : " and CAP_PERFMON", cure);
	if (!perfmon)
		return kc_probes_say(why, bytes, KC_PROBES_NO_CAP_PERFMON,
			"tracing needs CAP_PERFMON, which this process lacks (it has CAP_BPF): %s", cure);
	return KC_PROBES_OK;
}

/* --- the kernel ------------------------------------------------------------------------------- */

/* 0 or an error number. What is no description must be found here: libbpf would say "No such process". */
static int read_btf(void)
{
	uint16_t magic = 0;
	int fd = open(BTF_FILE, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return errno;
	ssize_t n = read(fd, &magic, sizeof(magic));
	int error = n < 0 ? errno : magic != BTF_MAGIC ? EILSEQ : 0;
	close(fd);
	return error;
}

static enum kc_probes_reason look_at_btf(char *why, size_t bytes)
{
	int error = read_btf();
	if (error == 0)
		return KC_PROBES_OK;
	if (error == ENOMEM || error == EMFILE || error == ENFILE)
		return kc_probes_failed(error, "reading " BTF_FILE, "", why, bytes);
	return kc_probes_say(why, bytes, KC_PROBES_NO_BTF,
		"the kernel's description of its types cannot be read (" BTF_FILE ": %s): boot a kernel built with "
		"CONFIG_DEBUG_INFO_BTF, or make /sys visible in the container",
		error == EILSEQ ? "it is none" : strerror(error));
}

/* True when the word in brackets is not "none". */
static bool locked_down(char mode[32])
{
	char text[128] = "";
	FILE *f = fopen(LOCKDOWN_FILE, "re");
	if (!f)
		return false;
	size_t n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[n] = 0;
	return sscanf(text, "%*[^[][%31[^]]", mode) == 1 && strcmp(mode, "none") != 0;
}

static enum kc_probes_reason refused(int error, const char *doing, char *why, size_t bytes)
{
	char mode[32] = "";
	if (error == ENOSYS)
		return kc_probes_say(why, bytes, KC_PROBES_REFUSED,
			"this kernel has no bpf(2), or a seccomp filter hides it: boot one with CONFIG_BPF_SYSCALL, or allow bpf(2)");
	if (locked_down(mode))
		return kc_probes_say(why, bytes, KC_PROBES_REFUSED,
			"%s: %s, the kernel is locked down (%s): boot it without lockdown=confidentiality", doing,
			strerror(error), mode);
	return kc_probes_say(why, bytes, KC_PROBES_REFUSED,
		"%s: %s although the capabilities are there: in a container they must hold outside of it and its seccomp "
		"filter must allow bpf(2); run the tool on the host",
		doing, strerror(error));
}

/* The smallest thing that bpf(2) can be asked for. */
static enum kc_probes_reason ask_bpf(char *why, size_t bytes)
{
	int fd = bpf_map_create(BPF_MAP_TYPE_ARRAY, "kc_ask", 4, 4, 1, NULL);
	if (fd >= 0) {
		close(fd);
		return KC_PROBES_OK;
	}
	return kc_probes_failed(errno, "making a map", "", why, bytes);
}

/* --- both ------------------------------------------------------------------------------------- */

static bool kernel_before(unsigned major, unsigned minor)
{
	struct utsname u;
	unsigned a, b;
	if (uname(&u) || sscanf(u.release, "%u.%u", &a, &b) != 2)
		return false;
	return a < major || (a == major && b < minor);
}

static enum kc_probes_reason old_kernel(char *why, size_t bytes)
{
	struct utsname u;
	return kc_probes_say(why, bytes, KC_PROBES_OLD_KERNEL, "tracing needs Linux 5.18 or newer, this is %s",
		uname(&u) ? "older" : u.release);
}

enum kc_probes_reason kc_probes_failed(int error, const char *doing, const char *said, char *why, size_t bytes)
{
	if (error == ENOMEM || error == EMFILE || error == ENFILE)
		return kc_probes_say(why, bytes, KC_PROBES_NO_MEMORY, "%s: %s; close other programs, or raise the limit", doing,
			strerror(error));
	if (error == EPERM || error == EACCES || error == ENOSYS) {
		/* The verifier says EACCES as well, but has words about it. */
		if (error != EACCES || *said == 0)
			return refused(error, doing, why, bytes);
	}
	if (kernel_before(5, 18))
		return old_kernel(why, bytes);
	return kc_probes_say(why, bytes, KC_PROBES_VERIFIER, "%s: %s%s%s; please report it together with `uname -r`", doing,
		strerror(error), *said ? ": " : "", said);
}

enum kc_probes_reason kc_probes_support(const struct kc_probes_target *t, char *why, size_t bytes)
{
	enum kc_probes_reason r;
	if (bytes)
		*why = 0;
	if (t && (r = look_at_target(t, why, bytes)))
		return r;
	if ((r = look_at_privileges(why, bytes)) || (r = look_at_btf(why, bytes)))
		return r;
	/* Up to there libbpf would raise RLIMIT_MEMLOCK. Those between may have what is needed: the load will tell. */
	if (kernel_before(5, 11))
		return old_kernel(why, bytes);
	return ask_bpf(why, bytes);
}
