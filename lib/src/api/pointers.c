#include <kc/ticket.h>
#include <kc/values.h>

#include "api/move.h"

KC_API int kc_send_ptr(kc_tx *tx, void *ptr, size_t len_bytes, int64_t timeout_ns)
{
	struct kc_end *e = &tx->e;
	struct kc_ptr p = { ptr, len_bytes };
	if (kc_unlikely(e->payload != KC_POINTERS))
		return -EINVAL;
	return kc_send(tx, &p, timeout_ns);
}

KC_API int kc_recv_ptr(kc_rx *rx, void **ptr, size_t *len_bytes, int64_t timeout_ns)
{
	struct kc_end *e = &rx->e;
	struct kc_ptr p;
	if (kc_unlikely(e->payload != KC_POINTERS))
		return -EINVAL;
	int rc = kc_recv(rx, &p, timeout_ns);
	if (rc == 0) {
		*ptr = p.ptr;
		if (len_bytes)
			*len_bytes = p.len_bytes;
	}
	return rc;
}
