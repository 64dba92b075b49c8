/* parcel.h - a number sent and received as each kind of payload, and what a channel hands to on_undelivered
 * kept for the test to look at. Failures that no test expects end it. */
#ifndef KC_TEST_PARCEL_H
#define KC_TEST_PARCEL_H

#include <kc/kc.h>

/* As kc_send and kc_recv. A ticket that could not be sent was still the caller's and has been released. */
int parcel_send(kc_domain *d, kc_tx *tx, enum kc_payload payload, uint64_t v, int64_t timeout_ns);
int parcel_recv(kc_domain *d, kc_rx *rx, enum kc_payload payload, uint64_t *v, int64_t timeout_ns);

enum { PARCELS_MAX = 4096 };
struct parcels {
	kc_domain *d;
	enum kc_payload payload;
	size_t count;
	uint64_t v[PARCELS_MAX];
};
/* on_undelivered; ctx: struct parcels. */
void parcel_keep(void *ctx, void *elem);

#endif
