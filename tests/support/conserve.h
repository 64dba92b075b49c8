/* conserve.h - INV-POS-4 on a channel that stands still, from three sources that know nothing of each other: what
 * the endpoints counted, what the positions say, and a walk over what is stored. */
#ifndef KC_TEST_CONSERVE_H
#define KC_TEST_CONSERVE_H

#include <stdbool.h>
#include <kc/kc.h>

/* Whether this is the element that was sent as the pos-th; for rings whose slots have no marks of their own. */
typedef bool (*conserve_holds)(const void *elem, uint64_t pos);

/* Asserts that all three agree and that kc_chan_snapshot says the same; the depth. holds may be NULL; it is not
 * asked where slots have marks. */
uint64_t conserve_check(const kc_chan *c, conserve_holds holds);

/* Asserts that the reader of the same segment finds nothing wrong and shows the same numbers. oldest_ns: how long
 * the oldest element waits, as it says. */
void conserve_read(const kc_chan *c, uint64_t *oldest_ns);

#endif
