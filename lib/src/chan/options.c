#include "chan/options.h"

#include <errno.h>

#include <kc/ticket.h>

#include "base/error.h"
#include "chan/flow.h"

enum { CAPACITY_DEFAULT = 1024, CAPACITY_LIMIT = 1 << 26, ELEM_LIMIT = 4096 };

static const struct {
	enum kc_kind kind;
	enum kc_topology topology;
	unsigned flags; /* of those that choose between flows */
	const struct kc_flow *flow;
	const struct kc_flow *drops_oldest; /* NULL: it cannot */
} flows[] = {
	{ KC_BUFFERED, KC_SPSC, 0, &kc_flow_spsc, &kc_flow_dropping },
	{ KC_BUFFERED, KC_SPSC, KC_LOW_LATENCY, &kc_flow_cells, NULL },
	{ KC_BUFFERED, KC_MPSC, 0, &kc_flow_mpsc, NULL },
	{ KC_BUFFERED, KC_MPMC, 0, &kc_flow_mpmc, &kc_flow_mpmc_dropping },
	{ KC_UNLIMITED, KC_SPSC, 0, &kc_flow_unlimited_spsc, NULL },
	{ KC_UNLIMITED, KC_MPSC, 0, &kc_flow_unlimited_mpmc, NULL },
	{ KC_UNLIMITED, KC_MPMC, 0, &kc_flow_unlimited_mpmc, NULL },
	{ KC_RENDEZVOUS, KC_SPSC, 0, &kc_flow_rendezvous, NULL },
	{ KC_RENDEZVOUS, KC_MPSC, 0, &kc_flow_rendezvous, NULL },
	{ KC_RENDEZVOUS, KC_MPMC, 0, &kc_flow_rendezvous, NULL },
	{ KC_CONFLATED, KC_SPSC, 0, &kc_flow_conflated, NULL },
	{ KC_CONFLATED, KC_MPSC, 0, &kc_flow_conflated, NULL },
	{ KC_CONFLATED, KC_MPMC, 0, &kc_flow_conflated, NULL },
};

const struct kc_flow *kc_flow_of(const struct kc_chan_opts *o)
{
	for (size_t i = 0; i < KC_ARRAY_LEN(flows); i++)
		if (flows[i].kind == o->kind && flows[i].topology == o->topology &&
			flows[i].flags == (o->flags & KC_LOW_LATENCY))
			return o->overflow == KC_DROP_OLDEST ? flows[i].drops_oldest
							     : flows[i].flow;
	return NULL;
}

static int check_payload(const struct kc_chan_opts *o)
{
	if ((unsigned)o->payload > KC_BYTES)
		return kc_fail(-EINVAL, "payload %d is not one", (int)o->payload);
	if (o->payload == KC_VALUES && (o->elem_bytes == 0 || o->elem_bytes > ELEM_LIMIT))
		return kc_fail(-EINVAL, "elem_bytes is %u; values have 1 to %d bytes",
			o->elem_bytes, ELEM_LIMIT);
	if (o->payload != KC_VALUES && o->elem_bytes != 0)
		return kc_fail(-EINVAL, "elem_bytes is %u; only KC_VALUES takes it, leave it 0",
			o->elem_bytes);
	return 0;
}

static int check_flags(const struct kc_chan_opts *o)
{
	unsigned known = KC_CLOSE_WITH_LAST_TX | KC_LOW_LATENCY | KC_PADDED_SLOTS;
	if (o->flags & ~known)
		return kc_fail(
			-EINVAL, "kc_chan_opts.flags has unknown bits 0x%x", o->flags & ~known);
	if ((o->flags & KC_PADDED_SLOTS) &&
		(o->topology != KC_MPMC || o->kind == KC_RENDEZVOUS || o->kind == KC_CONFLATED))
		return kc_fail(-EINVAL, "KC_PADDED_SLOTS is for the slots of KC_MPMC");
	if ((o->flags & KC_LOW_LATENCY) && (o->topology != KC_SPSC || o->kind != KC_BUFFERED))
		return kc_fail(-EINVAL, "KC_LOW_LATENCY is for KC_BUFFERED and KC_SPSC");
	return 0;
}

/* One value, the newest: there is nothing to choose. */
static int check_conflated(const struct kc_chan_opts *o)
{
	if (o->kind != KC_CONFLATED)
		return 0;
	if (o->overflow != KC_BLOCK)
		return kc_fail(-EINVAL,
			"overflow is %d; a conflated channel always has room, "
			"leave it KC_BLOCK",
			(int)o->overflow);
	if (o->capacity > 1)
		return kc_fail(-EINVAL,
			"capacity is %u; a conflated channel holds one value, leave it 0",
			o->capacity);
	return 0;
}

static int check_shape(const struct kc_chan_opts *o)
{
	if ((unsigned)o->kind > KC_CONFLATED)
		return kc_fail(-EINVAL,
			"kind %d is not one; use KC_BUFFERED, KC_RENDEZVOUS, KC_UNLIMITED or KC_CONFLATED",
			(int)o->kind);
	if ((unsigned)o->topology > KC_SPSC)
		return kc_fail(-EINVAL, "topology %d is not one; use KC_SPSC, KC_MPSC or KC_MPMC",
			(int)o->topology);
	return 0;
}

static int check_limit(const struct kc_chan_opts *o)
{
	uint32_t elem = kc_chan_elem_bytes(o);
	if (o->kind != KC_UNLIMITED)
		return o->limit_bytes ? kc_fail(-EINVAL, "limit_bytes is for KC_UNLIMITED") : 0;
	if (o->capacity)
		return kc_fail(-EINVAL,
			"capacity is %u; KC_UNLIMITED has none, limit_bytes bounds it",
			o->capacity);
	if (o->overflow == KC_DROP_OLDEST)
		return kc_fail(-EINVAL, "KC_DROP_OLDEST is not for KC_UNLIMITED");
	if (o->limit_bytes && o->limit_bytes < elem)
		return kc_fail(-EINVAL, "limit_bytes is %llu; one element has %u",
			(unsigned long long)o->limit_bytes, elem);
	return 0;
}

int kc_chan_check(const struct kc_chan_opts *o)
{
	if (o->size < sizeof *o)
		return kc_fail(-EINVAL,
			"kc_chan_opts.size is %zu, not %zu; initialise it with KC_CHAN_OPTS()",
			o->size, sizeof *o);
	int rc = check_shape(o);
	if (rc)
		return rc;
	if ((unsigned)o->overflow > KC_DROP_OLDEST)
		return kc_fail(-EINVAL,
			"overflow %d is not one; use KC_BLOCK, KC_DROP_NEWEST or KC_DROP_OLDEST",
			(int)o->overflow);
	rc = check_payload(o);
	if (rc == 0)
		rc = check_flags(o);
	if (rc == 0)
		rc = check_limit(o);
	if (rc == 0)
		rc = check_conflated(o);
	if (rc)
		return rc;
	if (o->capacity > CAPACITY_LIMIT)
		return kc_fail(
			-EINVAL, "capacity %u is above %d elements", o->capacity, CAPACITY_LIMIT);
	if (!kc_flow_of(o) && o->overflow == KC_DROP_OLDEST)
		return kc_fail(-EINVAL, "KC_DROP_OLDEST is for buffered channels, KC_SPSC without "
					"KC_LOW_LATENCY or KC_MPMC");
	if (!kc_flow_of(o))
		return kc_fail(-EINVAL, "kind %d has no topology %d with flags 0x%x", (int)o->kind,
			(int)o->topology, o->flags);
	return 0;
}

uint32_t kc_chan_elem_bytes(const struct kc_chan_opts *o)
{
	switch (o->payload) {
	case KC_VALUES:
		return o->elem_bytes;
	case KC_POINTERS:
		return sizeof(struct kc_ptr);
	case KC_TICKETS:
	case KC_BYTES:
		return sizeof(kc_ticket);
	}
	return 0;
}

uint32_t kc_chan_capacity(const struct kc_chan_opts *o, uint32_t least)
{
	uint32_t n = o->capacity ? o->capacity : CAPACITY_DEFAULT, p = least;
	while (p < n)
		p *= 2;
	return p;
}
