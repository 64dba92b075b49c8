/* error.h - what a return code means.
 *
 *   -EAGAIN       would block: full or empty (a try)          try later, or wait
 *   -ETIMEDOUT    the bound passed                            nothing was moved
 *   -ECANCELED    the endpoint's token fired                  nothing was moved; stop
 *   -EPIPE        closed; for a receiver also drained         stop
 *   -ENOMEM       arena limit                                 raise arena_limit_bytes, release tickets
 *   -ENOSPC       no room for the segment or a table          free space in the segment's folder, raise *_max
 *   -EFBIG        RLIMIT_FSIZE forbids the segment's size     raise the limit
 *   -EMSGSIZE     longer than the channel or the buffer allows; the message stays in the channel
 *   -ESTALE       the ticket's generation is gone             a reference was released too often
 *   -EXDEV        other domain's ticket
 *   -EBADMSG      checksum mismatch, or not a ticket
 *   -EOVERFLOW    a ticket's reference count is used up; a semaphore's value would leave its range
 *   -EBUSY        live endpoints, an open reservation, the topology's endpoints are all taken;
 *                 nothing was freed
 *   -EEXIST       the name is taken
 *   -ENOENT       the domain has no channel of this name
 *   -ENOTSUP      the kernel cannot do it, or refuses to      use what kc_last_reason names instead
 *   -EMFILE, -ENFILE  no descriptor is left                   raise ulimit -n
 *   -EINVAL       misuse: bad option, a call this topology or payload does not have
 *   -EOWNERDEAD   handle inherited over fork                  open the domain in the child */
#ifndef KC_ERROR_H
#define KC_ERROR_H

#include <kc/types.h>

KC_BEGIN_DECLS

/* The word for a return code ("would block"); never NULL. Any thread. */
const char *kc_strerror(int rc);

/* A sentence about the calling thread's last failed open: path, cause, cure. Empty when none
 * failed; valid until the thread's next failing open. */
const char *kc_last_reason(void);

/* "0.1.0" */
const char *kc_version(void);

KC_END_DECLS
#endif
