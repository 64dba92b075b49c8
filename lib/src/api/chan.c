#include <kc/chan.h>

#include <errno.h>

#include "api/fork.h"
#include "base/error.h"
#include "chan/given.h"

static int inherited(const struct kc_domain *d)
{
	return d->forked ? kc_fail(-EOWNERDEAD,
				   "the domain was inherited over fork; open one of its own")
			 : 0;
}

KC_API void kc_chan_opts_init(kc_chan_opts *o)
{
	*o = (kc_chan_opts)KC_CHAN_OPTS(.kind = KC_BUFFERED);
}

KC_API int kc_chan_open(kc_chan **out, kc_domain *d, const char *name, const kc_chan_opts *opts)
{
	if (!out || !d || !name || !opts)
		return kc_fail(-EINVAL, "kc_chan_open: out, domain, name or options is NULL");
	int rc = inherited(d);
	return rc ? rc : kc_chan_make(out, d, name, opts, NULL);
}

KC_API int kc_chan_open_static(
	kc_chan **out, kc_static *s, kc_domain *d, const char *name, const kc_chan_opts *opts)
{
	if (!out || !s || !name)
		return kc_fail(-EINVAL, "kc_chan_open_static: out, storage or name is NULL");
	kc_fork_watch(); /* a child must not find the lock of another thread of ours */
	int rc = d ? inherited(d) : 0;
	return rc ? rc : kc_given_open(out, s, d, name, opts);
}

KC_API int kc_chan_find(kc_chan **out, kc_domain *d, const char *name)
{
	if (!out || !d || !name)
		return kc_fail(-EINVAL, "kc_chan_find: out, domain or name is NULL");
	int rc = inherited(d);
	return rc ? rc : kc_chan_lookup(out, d, name);
}

KC_API int kc_chan_close(kc_chan *c)
{
	if (!c)
		return kc_fail(-EINVAL, "kc_chan_close: the channel is NULL");
	int rc = inherited(c->domain);
	return rc ? rc : kc_chan_shut(c);
}

KC_API int kc_chan_free(kc_chan *c)
{
	if (!c)
		return kc_fail(-EINVAL, "kc_chan_free: the channel is NULL");
	int rc = inherited(c->domain);
	return rc ? rc : kc_chan_unmake(c);
}

static int open_end(struct kc_end **out, struct kc_chan *c, enum kc_seg_side side)
{
	if (!out || !c)
		return kc_fail(-EINVAL, "endpoint open: out or the channel is NULL");
	int rc = inherited(c->domain);
	return rc ? rc : kc_end_open(out, c, side);
}

KC_API int kc_tx_open(kc_tx **out, kc_chan *c)
{
	struct kc_end *e;
	int rc = open_end(out ? &e : NULL, c, KC_SIDE_SEND);
	if (rc == 0)
		*out = (kc_tx *)e;
	return rc;
}

KC_API int kc_rx_open(kc_rx **out, kc_chan *c)
{
	struct kc_end *e;
	int rc = open_end(out ? &e : NULL, c, KC_SIDE_RECEIVE);
	if (rc == 0)
		*out = (kc_rx *)e;
	return rc;
}

static int close_end(struct kc_end *e)
{
	int rc = inherited(e->domain);
	return rc ? rc : kc_end_close(e);
}

KC_API int kc_tx_close(kc_tx *tx)
{
	return tx ? close_end(&tx->e) : kc_fail(-EINVAL, "kc_tx_close: the endpoint is NULL");
}

KC_API int kc_rx_close(kc_rx *rx)
{
	return rx ? close_end(&rx->e) : kc_fail(-EINVAL, "kc_rx_close: the endpoint is NULL");
}

KC_API void kc_tx_set_name(kc_tx *tx, const char *label)
{
	if (!tx->e.domain->forked)
		kc_end_label(&tx->e, label);
}

KC_API void kc_rx_set_name(kc_rx *rx, const char *label)
{
	if (!rx->e.domain->forked)
		kc_end_label(&rx->e, label);
}

static int adopt(struct kc_end *e)
{
	int rc = inherited(e->domain);
	if (rc == 0)
		kc_end_adopt(e);
	return rc;
}

KC_API int kc_tx_adopt(kc_tx *tx)
{
	return adopt(&tx->e);
}

KC_API int kc_rx_adopt(kc_rx *rx)
{
	return adopt(&rx->e);
}
