/* types.h - handles and what all calls share. */
#ifndef KC_TYPES_H
#define KC_TYPES_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
#define KC_BEGIN_DECLS extern "C" {
#define KC_END_DECLS   }
#else
#define KC_BEGIN_DECLS
#define KC_END_DECLS
#endif

/* For calls that move single elements: straight to the function's address instead of through the
 * procedure linkage table, which is bound lazily. */
#ifdef __has_attribute
#if __has_attribute(noplt)
#define KC_HOT __attribute__((noplt))
#endif
#endif
#ifndef KC_HOT
#define KC_HOT
#endif

/* timeout_ns: wait without limit. */
#define KC_FOREVER (-1)

/* Opaque: a program's set of channels; a named queue; one thread's sending or receiving handle. */
typedef struct kc_domain kc_domain;
typedef struct kc_chan kc_chan;
typedef struct kc_tx kc_tx;
typedef struct kc_rx kc_rx;
/* What ends waits from outside. */
typedef struct kc_cancel kc_cancel;

/* A reference-counted payload in the domain's arena. v == 0: none. */
typedef struct kc_ticket {
	uint64_t v;
} kc_ticket;

#endif
