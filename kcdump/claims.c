#include "claims.h"

#include <inttypes.h>

static bool claims(
	const struct kd_context *c, const struct kd_picture *p, const struct ki_endpoint *e)
{
	return e->open && e->intent != KC_INTENT_NONE && e->channel < p->snap->channel_count &&
	       kd_channel_wanted(c->o, p->snap->channel[e->channel].name);
}

/* An intent is on record before its claim: places that the cursor has not reached are nobody's yet. */
static bool has_claimed(const struct ki_endpoint *e, const struct ki_channel *ch)
{
	return e->intent_pos < (e->intent == KC_INTENT_SEND ? ch->sent : ch->received);
}

void kd_claims_json(struct kd_context *c, const struct kd_picture *p)
{
	struct kt_json *j = &c->json;
	kt_json_array(j, "claims");
	for (size_t i = 0; i < p->snap->endpoint_count; i++) {
		const struct ki_endpoint *e = &p->snap->endpoint[i];
		if (!claims(c, p, e))
			continue;
		const struct ki_channel *ch = &p->snap->channel[e->channel];
		kt_json_object(j, NULL);
		kt_json_u64(j, "tid", e->tid);
		kt_json_string(j, "thread", e->thread);
		kt_json_string(j, "channel", ch->name);
		kt_json_string(j, "side", kd_side_name(e->side));
		kt_json_u64(j, "endpoint", e->index);
		kt_json_string(j, "what", e->intent == KC_INTENT_SEND ? "send" : "receive");
		kt_json_u64(j, "position", e->intent_pos);
		kt_json_u64(j, "count", e->intent_count);
		kt_json_bool(j, "claimed", has_claimed(e, ch));
		kt_json_end_object(j);
	}
	kt_json_end_array(j);
}

void kd_claims_say(struct kd_context *c, const struct kd_picture *p)
{
	if (p->snap->liveness != KI_DEAD)
		return;
	for (size_t i = 0; i < p->snap->endpoint_count; i++) {
		const struct ki_endpoint *e = &p->snap->endpoint[i];
		if (!claims(c, p, e))
			continue;
		const struct ki_channel *ch = &p->snap->channel[e->channel];
		kd_say(c, KD_WARN,
			"%s (%" PRIu32 ") died %s %" PRIu32 " on %s, place %" PRIu64 "%s",
			e->thread, e->tid, e->intent == KC_INTENT_SEND ? "sending" : "receiving",
			e->intent_count, ch->name, e->intent_pos,
			has_claimed(e, ch) ? "" : ", not yet claimed");
	}
}
