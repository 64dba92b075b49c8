/* cancel.h - tokens that end waits from outside.
 *
 * An endpoint with a token that has fired answers -ECANCELED: at once, even when it could go on,
 * and out of a wait by a wake. Cancellation beats time-out beats would-block; a call that has taken
 * or published an element has succeeded. A token fires once and for good; firing a parent fires its
 * children.
 *
 *                        fire  fired  new  free  set_cancel
 *      fire               -     -      -    X       -        - : safe together, any threads
 *      fired              -     -      -    X       -        X : caller excludes (same token;
 *      new (as parent)    -     -      -    X       -            free is its last use)
 *      set_cancel         -     -      -    X       -        and the endpoint's one thread
 *
 * Only kc_cancel_fire and kc_cancel_fired are async-signal-safe; both are lock-free. Tokens are
 * plain memory of the process: a forked child has copies of its own, and firing one reaches no
 * other process. */
#ifndef KC_CANCEL_H
#define KC_CANCEL_H

#include <kc/types.h>

KC_BEGIN_DECLS

/* parent: NULL for the root of a new tree. A child of a fired parent has fired. -EINVAL: out is
 * NULL; -ENOMEM. */
int kc_cancel_new(kc_cancel **out, kc_cancel *parent);

/* Fires the token and its descendants and wakes every wait that they end. Again: no effect. 0, or
 * -EINVAL for NULL. */
int kc_cancel_fire(kc_cancel *c);

/* 1: it or an ancestor has fired; 0: not; -EINVAL for NULL. */
int kc_cancel_fired(const kc_cancel *c);

/* Gives up the handle, in any order with its parent, its children and the endpoints it is set on:
 * they keep what they need of it. NULL is allowed. */
void kc_cancel_free(kc_cancel *c);

/* The token that ends this endpoint's calls from now on; NULL: none. It holds for sending,
 * receiving, kc_select, kc_reserve, kc_peek, kc_consume, kc_rx_next_len and waiting; kc_commit and kc_release
 * finish what was begun. An endpoint without a token pays nothing for there being such a thing;
 * with one, KC_TYPED's calls go to the library, too. On a handle inherited over fork: no effect.
 * The endpoint's one thread. */
void kc_tx_set_cancel(kc_tx *tx, kc_cancel *token);
void kc_rx_set_cancel(kc_rx *rx, kc_cancel *token);

KC_END_DECLS
#endif
