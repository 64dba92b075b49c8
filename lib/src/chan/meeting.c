#include <errno.h>

#include "chan/meeting.h"

#include "chan/block.h"

void kc_meeting_init(struct kc_meeting *g, struct kc_select *s)
{
	g->s = s;
	g->m = NULL;
	g->n = 0;
	g->won = g->told = KC_NO_CASE;
}

int kc_meeting_begin(struct kc_meeting *g)
{
	struct kc_select *s = g->s;
	if (g->m)
		return 0;
	g->n = 0;
	for (uint32_t i = 0; i < s->n; i++) {
		kc_case *c = &s->cases[i];
		if (!kc_case_end(c)->meet)
			continue;
		g->o[g->n] = (struct kc_offer){ .at = i };
		int rc = s->ops->offer(s, c, g->o, g->n, &g->c[g->n]);
		if (rc) {
			s->ops->settle(s, g->o, g->n, KC_NO_CASE);
			return rc;
		}
		g->nth[i] = (uint8_t)g->n++;
	}
	g->m = g->c[0].e->meet;
	kc_meet_register(g->m, g->c, g->n);
	return 0;
}

/* Nobody can meet it any more: it is in its own hands, idle, or matched. */
static void take_back(struct kc_meeting *g, int won)
{
	kc_meet_unregister(g->m);
	g->m = NULL;
	g->s->ops->settle(g->s, g->o, g->n, won);
}

static long try_other(struct kc_meeting *g, kc_case *c)
{
	if (!kc_end_may_act(kc_case_end(c)))
		return 0;
	if (!kc_meet_hold(g->m))
		return 1; /* met */
	take_back(g, KC_NO_CASE);
	long r = g->s->ops->attempt(g->s, c);
	return r ? r : KC_MEETING_ANEW;
}

long kc_meeting_try(struct kc_meeting *g, size_t i)
{
	kc_case *c = &g->s->cases[i];
	if (!kc_case_end(c)->meet)
		return try_other(g, c);
	long r = kc_meet_initiate(g->m, &g->c[g->nth[i]]);
	if (r == 0 || r == KC_MEET_MATCHED)
		return r ? 1 : 0;
	if (r > 0) {
		g->won = (int)i;
	} else {
		g->told = (int)i;
		g->told_rc = r;
	}
	return 1;
}

bool kc_meeting_stirred(const struct kc_meeting *g)
{
	if (kc_meet_stirred(g->m))
		return true;
	for (size_t i = 0; i < g->s->n; i++) {
		struct kc_end *e = kc_case_end(&g->s->cases[i]);
		if (!e->meet && kc_end_may_act(e))
			return true;
	}
	return false;
}

long kc_meeting_end(struct kc_meeting *g, long r)
{
	struct kc_select *s = g->s;
	if (!g->m)
		return r; /* a case of another kind, or an offer that failed */
	if (g->won == KC_NO_CASE) {
		int k = kc_meet_retract(g->m);
		if (k >= 0)
			g->won = (int)g->o[k].at;
	}
	/* What was met has succeeded, whatever the call was about to say. */
	for (size_t i = 0; i < s->n && g->won != KC_NO_CASE; i++)
		s->cases[i].result = 0;
	take_back(g, g->won);
	if (g->won != KC_NO_CASE)
		return g->won;
	if (g->told == KC_NO_CASE)
		return r;
	s->ops->tell(s, &s->cases[g->told], g->told_rc);
	return g->told;
}
