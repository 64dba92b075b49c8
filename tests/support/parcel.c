#include "support/parcel.h"

#include "support/harness.h"
#include <errno.h>
#include <string.h>

static int send_new_ticket(kc_domain *d, kc_tx *tx, uint64_t v, int64_t timeout_ns)
{
	kc_ticket t;
	void *data;
	cr_assert_eq(kc_ticket_new(d, sizeof v, &t, &data), 0);
	memcpy(data, &v, sizeof v);
	int rc = kc_send_ticket(tx, t, timeout_ns);
	if (rc)
		cr_assert_eq(kc_ticket_release(d, t), 0, "not sent: still the caller's");
	return rc;
}

static uint64_t open_ticket(kc_domain *d, kc_ticket t)
{
	uint64_t v;
	void *data;
	cr_assert_eq(kc_ticket_data(d, t, &data, NULL), 0, "a reference to look at");
	memcpy(&v, data, sizeof v);
	cr_assert_eq(kc_ticket_release(d, t), 0);
	return v;
}

int parcel_send(kc_domain *d, kc_tx *tx, enum kc_payload payload, uint64_t v, int64_t timeout_ns)
{
	switch (payload) {
	case KC_VALUES:
		return kc_send(tx, &v, timeout_ns);
	case KC_POINTERS:
		return kc_send_ptr(tx, (void *)(uintptr_t)v, 1, timeout_ns);
	case KC_BYTES:
		return kc_send_bytes(tx, &v, sizeof v, timeout_ns);
	case KC_TICKETS:
		return send_new_ticket(d, tx, v, timeout_ns);
	}
	return -EINVAL;
}

int parcel_recv(kc_domain *d, kc_rx *rx, enum kc_payload payload, uint64_t *v, int64_t timeout_ns)
{
	void *p;
	kc_ticket t;
	int rc = -EINVAL;
	switch (payload) {
	case KC_VALUES:
		return kc_recv(rx, v, timeout_ns);
	case KC_POINTERS:
		rc = kc_recv_ptr(rx, &p, NULL, timeout_ns);
		if (rc == 0)
			*v = (uint64_t)(uintptr_t)p;
		return rc;
	case KC_BYTES:
		rc = (int)kc_recv_bytes(rx, v, sizeof *v, timeout_ns);
		return rc == (int)sizeof *v ? 0 : rc;
	case KC_TICKETS:
		rc = kc_recv_ticket(rx, &t, timeout_ns);
		if (rc == 0)
			*v = open_ticket(d, t);
		return rc;
	}
	return rc;
}

void parcel_keep(void *ctx, void *elem)
{
	struct parcels *p = ctx;
	struct kc_ptr ptr;
	kc_ticket t;
	uint64_t *to = &p->v[p->count];
	cr_assert_lt(p->count++, (size_t)PARCELS_MAX);
	switch (p->payload) {
	case KC_VALUES:
		memcpy(to, elem, sizeof *to);
		break;
	case KC_POINTERS:
		memcpy(&ptr, elem, sizeof ptr);
		*to = (uint64_t)(uintptr_t)ptr.ptr;
		break;
	case KC_BYTES:
	case KC_TICKETS:
		memcpy(&t, elem, sizeof t);
		*to = open_ticket(p->d, t);
		break;
	}
}
