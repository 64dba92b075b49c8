/* error.h - the sentence behind a failed open, kept for the thread that saw it. */
#ifndef KC_BASE_ERROR_H
#define KC_BASE_ERROR_H

#include "base/compiler.h"

/* Stores the sentence (cut at 511 bytes) and returns rc. */
int kc_fail(int rc, const char *fmt, ...) KC_PRINTF(2, 3);
const char *kc_reason(void);

#endif
