#include <kc/cancel.h>

#include <errno.h>

#include "base/error.h"
#include "chan/chan.h"
#include "wait/cancel.h"

KC_API int kc_cancel_new(kc_cancel **out, kc_cancel *parent)
{
	if (!out)
		return kc_fail(-EINVAL, "kc_cancel_new: out is NULL");
	int rc = kc_cancel_make(out, parent);
	return rc ? kc_fail(rc, "no memory for a cancellation token") : 0;
}

KC_API int kc_cancel_fire(kc_cancel *c)
{
	if (!c)
		return -EINVAL;
	kc_cancel_set_off(c);
	return 0;
}

KC_API int kc_cancel_fired(const kc_cancel *c)
{
	return c ? kc_cancel_is_fired(c) : -EINVAL;
}

KC_API void kc_cancel_free(kc_cancel *c)
{
	kc_cancel_drop(c);
}

static void set_cancel(struct kc_end *e, kc_cancel *token)
{
	if (!e->domain->forked)
		kc_end_set_cancel(e, token);
}

KC_API void kc_tx_set_cancel(kc_tx *tx, kc_cancel *token)
{
	set_cancel(&tx->e, token);
}

KC_API void kc_rx_set_cancel(kc_rx *rx, kc_cancel *token)
{
	set_cancel(&rx->e, token);
}
