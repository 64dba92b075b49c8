#include "chan/ext.h"

#include <string.h>

#include "base/error.h"
#include "base/point.h"
#include "chan/block.h"

/* Announced, fenced: nobody who publishes from now on can miss it, and what was published before is seen
 * here (INV-WAKE-1). The end of the stream and a fired token are answers, too. */
static bool has_answer(struct kc_end *e)
{
	KC_POINT("ext.to_meet");
	kc_end_meet(e);
	KC_POINT("ext.to_look");
	return kc_end_cancelled(e) || kc_end_may_act(e);
}

/* From now on who fires its token tells its event loop. */
static void become_external(struct kc_end *e)
{
	if (e->external)
		return;
	e->external = true;
	if (e->token)
		kc_cancel_external(e->token, &e->watch, &e->ext);
}

int kc_end_fd(struct kc_end *e)
{
	if (e->ext.fd >= 0)
		return e->ext.fd;
	int rc = kc_ext_open(&e->ext);
	if (rc)
		return kc_fail(rc,
			"channel %s: no eventfd for an endpoint (%s); raise ulimit -n, or close some",
			e->chan->name, strerrordesc_np(-rc));
	become_external(e);
	kc_end_rearm(e);
	return e->ext.fd;
}

void kc_end_rearm(struct kc_end *e)
{
	kc_ext_arm(&e->ext);
	if (has_answer(e))
		(void)kc_ext_fire(&e->ext);
}

const uint32_t *kc_end_prepare_wait(struct kc_end *e, uint32_t *value)
{
	become_external(e);
	*value = kc_ext_prepare(&e->ext);
	if (has_answer(e))
		*value -= 1; /* it only advances */
	return &e->ext.side->word_ext;
}
