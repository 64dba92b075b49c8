#include "chan/given.h"

#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "base/pause.h"
#include "chan/options.h"

_Static_assert(sizeof(struct kc_given) <= KC_STATIC_BYTES, "raise KC_STATIC_BYTES");
_Static_assert(offsetof(struct kc_static, rest) % KC_LINE == 0, "rows start lines");

/* What channels without a domain of the program's have in its place: clocks, and a lock for opening and closing. */
static struct kc_domain nobody = { .no_stats = true, .lock = PTHREAD_MUTEX_INITIALIZER };
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void prepare(void)
{
	kc_pause_calibrate();
	nobody.clock = kc_ticks_kind();
	nobody.timebase = kc_timebase_local(nobody.clock);
}

static int check(const struct kc_static *s, const struct kc_chan_opts *o)
{
	if (o->size < sizeof *o)
		return 0; /* the common check says so */
	if (o->kind != KC_BUFFERED || o->topology != KC_SPSC || o->payload != KC_VALUES)
		return kc_fail(-EINVAL, "a static ring is KC_BUFFERED, KC_SPSC and KC_VALUES");
	if ((o->elem_bytes && o->elem_bytes != s->elem_bytes) ||
		(o->capacity && o->capacity != s->capacity))
		return kc_fail(-EINVAL,
			"the static ring has %u elements of %u bytes; leave capacity and elem_bytes 0",
			s->capacity, s->elem_bytes);
	if (o->flags & KC_LOW_LATENCY)
		return kc_fail(-EINVAL, "a static ring has no room for KC_LOW_LATENCY's flags");
	if (o->overflow == KC_DROP_OLDEST)
		return kc_fail(-EINVAL,
			"a static ring's slots are not the whole words that KC_DROP_OLDEST needs");
	return 0;
}

static int open_unobserved(struct kc_given *g, const char *name, const struct kc_chan_opts *o)
{
	int rc = kc_chan_check(o);
	if (rc == 0)
		rc = kc_check_name("channel", name);
	if (rc)
		return rc;
	pthread_once(&once, prepare);
	struct kc_chan *c = &g->chan;
	kc_chan_init(c, &nobody, name, o, g);
	c->unobserved = true;
	c->index = c->ring_index = KC_NONE;
	c->capacity = o->capacity;
	memset(&g->ring, 0, sizeof g->ring);
	g->ring.kind = KC_RING_SPSC;
	g->ring.capacity = c->capacity;
	g->ring.elem_bytes = g->ring.slot_bytes = c->elem_bytes;
	c->ring = &g->ring;
	c->slots = g->slots;
	kc_chan_row_init(c, &g->row, o);
	c->row = &g->row;
	return 0;
}

int kc_given_open(struct kc_chan **out, struct kc_static *s, struct kc_domain *d, const char *name,
	const struct kc_chan_opts *given)
{
	struct kc_chan_opts o = KC_CHAN_OPTS(.topology = KC_SPSC);
	struct kc_given *g = (struct kc_given *)(void *)s->rest;
	if (given) {
		int rc = check(s, given);
		if (rc)
			return rc;
		o = *given;
	}
	if (g->chan.opens)
		return kc_fail(-EBUSY, "the static ring is open as %s; free that channel first",
			g->chan.name);
	o.elem_bytes = s->elem_bytes;
	o.capacity = s->capacity;
	g->slots = s->slots;
	if (d)
		return kc_chan_make(out, d, name, &o, g);
	int rc = open_unobserved(g, name, &o);
	if (rc == 0)
		*out = &g->chan;
	return rc;
}

void kc_given_lock(void)
{
	pthread_mutex_lock(&nobody.lock);
}

void kc_given_unlock(void)
{
	pthread_mutex_unlock(&nobody.lock);
}
