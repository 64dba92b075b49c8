/* selector.h - a receiver that takes whatever comes first on any of its channels: kc_select.
 *
 * All functions: the receiver's thread, open and close while it does not run. */
#ifndef KCBENCH_SELECTOR_H
#define KCBENCH_SELECTOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <kc/kc.h>

/* How long a select waits. Messages come much closer together unless something stands still. */
#define KB_SELECT_BOUND_NS INT64_C(100000000)

struct kb_receiver;

struct kb_selector {
	kc_case *cases;    /* of the channels that are not closed and drained yet, n of them */
	unsigned *channel; /* each case's */
	size_t n;
	uint64_t timed_out;
};

/* For so many channels. 0 or -ENOMEM; close in either case. */
int kb_selector_open(struct kb_selector *s, unsigned channels);
void kb_selector_close(struct kb_selector *s);

/* A case for each of the receiver's endpoints. They share its buffer: a select fills one and touches no other. */
void kb_selector_begin(struct kb_selector *s, struct kb_receiver *r);

/* Receives one message, from any channel, and looks at it (how: look.h): 1; -EPIPE once all are closed and drained; -errno. */
ssize_t kb_selector_take(struct kb_receiver *r, unsigned how);

#endif
