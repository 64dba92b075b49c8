#include "chan/undelivered.h"

#include <string.h>

#include "arena/ticket.h"

static void hand_over(struct kc_chan *c, void *elem)
{
	if (c->payload == KC_TICKETS || c->payload == KC_BYTES) {
		uint64_t handle;
		memcpy(&handle, elem, sizeof handle);
		if (!c->on_undelivered) {
			(void)kc_ticket_drop_queued(&c->domain->arena, handle);
			return;
		}
		/* The callback releases it, so it must hold a reference as a receiver would. */
		(void)kc_ticket_take(&c->domain->arena, handle, 0);
	}
	if (c->on_undelivered)
		c->on_undelivered(c->ctx, elem);
}

void kc_undelivered(struct kc_chan *c)
{
	_Alignas(16) unsigned char elem[4096];
	while (c->flow->pop(c, elem))
		hand_over(c, elem);
}

static void hand_over_some(struct kc_end *e, const unsigned char *from, size_t n, size_t stride)
{
	_Alignas(16) unsigned char elem[4096];
	for (size_t i = 0; i < n; i++, from += stride) {
		memcpy(elem, from, e->elem_bytes);
		hand_over(e->chan, elem);
	}
}

long kc_drop_newest(struct kc_end *e, const void *elems, size_t n)
{
	kc_count(&e->row->count.dropped_newest, n);
	hand_over_some(e, elems, n, e->elem_bytes);
	return (long)n;
}

void kc_drop_oldest(struct kc_end *e, const void *elems, size_t n, size_t stride)
{
	kc_count(&e->row->count.dropped_oldest, n);
	hand_over_some(e, elems, n, stride);
}
