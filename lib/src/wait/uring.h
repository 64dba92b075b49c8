/* uring.h - whether io_uring can wait for futexes here (Linux 6.7), and the request that does. The library makes no
 * ring of its own but the one it asks with. */
#ifndef KC_WAIT_URING_H
#define KC_WAIT_URING_H

#include "base/compiler.h"

struct io_uring_sqe;

/* 0; -ENOTSUP with a sentence, which holds for the life of the process; or what kept it from asking (-EMFILE,
 * -ENFILE, -ENOMEM) with a sentence, and then the next call asks again. Any thread. */
int kc_uring_ready(void);

/* The request: sleep while *word is value, until a wake. user_data stays. */
void kc_uring_fill(struct io_uring_sqe *sqe, const uint32_t *word, uint32_t value);

#endif
