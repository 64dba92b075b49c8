/* domain.h - one program's set of channels, its stats segment and its arena. */
#ifndef KC_DOMAIN_H
#define KC_DOMAIN_H

#include <kc/types.h>

KC_BEGIN_DECLS

enum {                       /* kc_domain_opts.flags */
	KC_KEEP_SEGMENT = 1, /* leave the segment after a clean close */
	KC_ARENA_FILE = 2,   /* named arena beside the segment: payloads survive the process */
	KC_CHECKSUM = 4,     /* CRC-32C of every ticket's payload at send, checked at receive */
	KC_GROUP_READ = 8,   /* segment mode 0640 */
	KC_NO_STATS = 16     /* no stamps, histograms, call sites, recorder; positions stay */
};

typedef struct kc_domain_opts {
	size_t size;                /* sizeof(kc_domain_opts); KC_DOMAIN_OPTS sets it */
	const char *dir;            /* NULL: $KC_DIR, $XDG_RUNTIME_DIR/kc, /dev/shm/kc-<uid> */
	uint64_t arena_limit_bytes; /* default 256 MiB; pages are taken as needed */
	uint32_t channels_max;      /* default 4096  */
	uint32_t endpoints_max;     /* default 16384 */
	uint32_t tickets_max;       /* default 1 Mi, at most 4 Mi */
	unsigned flags;
} kc_domain_opts;
#define KC_DOMAIN_OPTS(...) { .size = sizeof(kc_domain_opts), __VA_ARGS__ }

/* All defaults, for C++ and for code that fills the struct step by step. */
void kc_domain_opts_init(kc_domain_opts *o);

/* Opens a domain and makes its segment. name: 1-63 bytes of printable UTF-8 without '/', NULL: the
 * program's name. opts may be NULL. The folder is made (0700) if it is missing.
 * Errors (kc_last_reason() says which path, why and what to do): -EINVAL bad option or name; -EACCES,
 * -EPERM, -ENOTDIR, -ELOOP the folder is refused: not a directory, not the caller's, or writable by
 * others; -ENOSPC no room; -EFBIG RLIMIT_FSIZE; -ENOMEM, -EMFILE. Any thread. */
int kc_domain_open(kc_domain **out, const char *name, const kc_domain_opts *opts);

/* Closes it: the segment is marked closed and unlinked, unless KC_KEEP_SEGMENT was given or tickets
 * are still live: then it stays as a leak report. -EBUSY with open channels: nothing was freed.
 * Not concurrently with any other use of the domain. */
int kc_domain_close(kc_domain *d);

/* Path of the segment file; valid while the domain is open. */
const char *kc_domain_segment_path(const kc_domain *d);

KC_END_DECLS
#endif
