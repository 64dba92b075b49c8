#include "selector.h"

#include <errno.h>
#include <stdlib.h>

#include "look.h"

int kb_selector_open(struct kb_selector *s, unsigned channels)
{
	s->cases = calloc(channels, sizeof(*s->cases));
	s->channel = calloc(channels, sizeof(*s->channel));
	return s->cases && s->channel ? 0 : -ENOMEM;
}

void kb_selector_close(struct kb_selector *s)
{
	free(s->cases);
	free(s->channel);
}

void kb_selector_begin(struct kb_selector *s, struct kb_receiver *r)
{
	s->n = r->round->channels;
	for (unsigned i = 0; i < s->n; i++) {
		s->cases[i] = (kc_case){
			.rx = r->end[i], .elem = r->buf, .len_bytes = r->round->shape.size
		};
		s->channel[i] = i;
	}
}

/* Its channel is closed and drained: the last case takes its place. */
static void leave_out(struct kb_selector *s, size_t i)
{
	s->n--;
	s->cases[i] = s->cases[s->n];
	s->channel[i] = s->channel[s->n];
}

KC_ALWAYS_INLINE void look_at(struct kb_receiver *r, kc_case *c, int channel, unsigned how)
{
	const size_t size = r->round->shape.size;
	struct kc_ptr p;
	kc_ticket t;
	switch (r->round->cfg->payload) {
	case KC_VALUES:
		kb_look(r, c->elem, how, channel);
		return;
	case KC_POINTERS:
		memcpy(&p, c->elem, sizeof(p));
		kb_look_at_pointer(r, &p, how, channel);
		return;
	case KC_TICKETS:
		memcpy(&t, c->elem, sizeof(t));
		kb_look_at_ticket(r, t, how, channel);
		return;
	case KC_BYTES:
		if (kc_likely(c->len_bytes == size))
			kb_look(r, c->elem, how, channel);
		else
			r->check.torn++;
		c->len_bytes = size;
		return;
	}
}

ssize_t kb_selector_take(struct kb_receiver *r, unsigned how)
{
	struct kb_selector *s = &r->selector;
	while (s->n) {
		int i = kc_select(s->cases, s->n, KB_SELECT_BOUND_NS, NULL);
		if (kc_unlikely(i == -ETIMEDOUT)) {
			s->timed_out++;
			continue;
		}
		if (kc_unlikely(i < 0))
			return i;
		kc_case *c = &s->cases[i];
		if (kc_unlikely(c->result == -EPIPE)) {
			leave_out(s, (size_t)i);
			continue;
		}
		if (kc_unlikely(c->result))
			return c->result;
		if (how & KB_TRACE)
			look_at(r, c, (int)s->channel[i], how);
		else if (how)
			look_at(r, c, (int)s->channel[i], KB_VERIFY);
		else
			look_at(r, c, (int)s->channel[i], 0);
		return 1;
	}
	return -EPIPE;
}
