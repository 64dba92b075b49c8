/* waitword.h - the wait word: which channel a thread blocks in, and for which channel it wakes somebody. 16 bytes of
 * thread-local storage that the kernel's probes read of whoever goes to sleep or wakes another one. Included by the
 * library, the tools, and BPF programs: plain types only.
 *
 * Where it is: at the thread pointer + tls_offset of the segment's header, the same in all threads and for all domains of
 * a process; tls_abi there says what it is. The thread itself writes it, on slow paths only:
 *
 *   wait_ch   just before a sleep in a channel, until just after it; what an armed thread has instead of 0, see EXT
 *   wait_seq  one more for each operation that has to block, however often it sleeps
 *   wait_gen  one more for each sleep, and for each arming of an eventfd or an io_uring wait
 *   wake_ch   around each system call that wakes for the sake of a channel; else 0
 *
 * A channel number says which channel of which domain of the process:
 *
 *   bits 0-19   KC_WAIT_CH(slot): the channel's row in the segment + 1 (the last of 2^20 rows: 0)
 *   bits 20-29  the domain: `brand` of the segment's header, 1 ... 1023, no two open domains of a process have the same
 *   bit 30      EXT, bit 31 MULTI: then it is no channel's
 *
 * So no number is 0; a probe that looks at one segment leaves numbers of another brand alone. Channels without a segment
 * (a kc_static ring without a domain) have none: their threads sleep and wake with 0, like those of semaphores, events,
 * wait queues and tokens.
 *
 * MULTI: a select; whoever wakes it names the channel with its wake_ch. Its domain stands in the same bits, 0 when its
 * channels are of several ones. MULTI|EXT: an eventfd or an io_uring wait has been
 * armed by this thread, whose event loop may block in it. It is never taken back, for nobody knows what a program does with
 * its descriptors: a block with EXT is one in a channel only if whoever ends it has a number in its wake_ch. A sleep in a
 * channel puts its own number there, and EXT back afterwards. */
#ifndef KC_BASE_WAITWORD_H
#define KC_BASE_WAITWORD_H

#ifdef __bpf__
typedef __UINT32_TYPE__ uint32_t; /* that target has no C library */
#else
#include <stdint.h>
#endif

struct kc_wait_word {
	uint32_t wait_ch, wait_seq, wait_gen, wake_ch;
};

enum { KC_TLS_ABI = 1 }; /* tls_abi: what is said above */

#define KC_WAIT_MULTI 0x80000000u
#define KC_WAIT_EXT   0x40000000u

#define KC_WAIT_DOMAIN_SHIFT 20
#define KC_WAIT_CH_MASK      ((1u << KC_WAIT_DOMAIN_SHIFT) - 1)

/* The channel's part of a number, the number, and back. */
#define KC_WAIT_CH(slot) ((slot) + 1)
#define KC_WAIT_NUMBER(brand, slot)                  \
	((uint32_t)(brand) << KC_WAIT_DOMAIN_SHIFT | \
		(KC_WAIT_CH((uint32_t)(slot)) & KC_WAIT_CH_MASK))
/* A select's, of channels of one domain; brand 0: of several domains. */
#define KC_WAIT_SEVERAL(brand) (KC_WAIT_MULTI | (uint32_t)(brand) << KC_WAIT_DOMAIN_SHIFT)
#define KC_WAIT_BRAND(number)  (((number) & ~(KC_WAIT_MULTI | KC_WAIT_EXT)) >> KC_WAIT_DOMAIN_SHIFT)
#define KC_WAIT_SLOT(number)   (((number)-1) & KC_WAIT_CH_MASK)

#endif
