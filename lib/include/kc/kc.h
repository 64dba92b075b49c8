/* kc.h - observable channels for C on Linux. Includes the whole public interface.
 *
 * Laws that hold for every function:
 *  - 0 (or a count >= 0) on success, -errno on failure; errno itself is not used; -EINTR is never
 *    returned. kc_strerror() gives the word, kc_last_reason() a sentence for failed opens.
 *  - timeout_ns: KC_FOREVER waits without limit, 0 tries (it never spins or sleeps), > 0 is a bound on
 *    CLOCK_MONOTONIC in nanoseconds, one deadline computed at entry; less than -1 is -EINVAL.
 *  - Cancellation beats time-out beats would-block.
 *  - What a failing call did not send is still the caller's.
 *  - A domain and a channel may be used by any thread at any time; an endpoint by one thread at a
 *    time.
 *
 *                   send  recv  chan_close  open/close of other endpoints
 *      send (tx)     X     -        -           -       - : safe together
 *      recv (rx)     -     X        -           -       X : caller excludes (same endpoint)
 *
 *  - After fork every inherited handle answers -EOWNERDEAD in the child. What a program embeds (kc_waitq,
 *    kc_sem, kc_event) needs no domain; its header says what holds after fork. */
#ifndef KC_KC_H
#define KC_KC_H

#include <stdio.h>
#include <kc/types.h>
#include <kc/error.h>
#include <kc/domain.h>
#include <kc/chan.h>
#include <kc/static.h>
#include <kc/values.h>
#include <kc/cancel.h>
#include <kc/select.h>
#include <kc/ticket.h>
#include <kc/stats.h>
#include <kc/typed.h>
#include <kc/waitq.h>
#include <kc/sem.h>
#include <kc/event.h>
#include <kc/loop.h>

#endif
