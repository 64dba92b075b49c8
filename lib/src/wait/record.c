#include "wait/record.h"

#include <errno.h>
#include <limits.h>

#include "base/check.h"
#include "base/clock.h"
#include "base/pause.h"
#include "base/point.h"
#include "base/sys.h"
#include "wait/many.h"
#include "wait/word.h"

enum { SETTLE_LOOKS = 256, SETTLE_NAP_NS = 50000 };

int kc_record_sleep(uint64_t *word, uint32_t value, uint32_t ch, struct kc_cancel *token,
	uint32_t seen, uint64_t deadline_ns)
{
	uint32_t *futex = kc_record_futex(word);
	KC_POINT("record.to_sleep");
	KC_INVARIANT("INV-WAKE-1", kc_record_state(value) == KC_REC_WAITING &&
					   (value & KC_REC_ASLEEP) && !(value & KC_REC_AGAIN));
	kc_word_sleep(ch);
	int rc = token ? kc_cancel_sleep(token, seen, futex, value, deadline_ns)
		       : kc_sys.futex_wait(futex, value, deadline_ns);
	kc_word_slept();
	return rc == -ETIMEDOUT ? rc : 0;
}

uint64_t kc_record_settle(uint64_t *word)
{
	unsigned looks = kc_cpus() < 2 ? SETTLE_LOOKS : 0;
	uint64_t w;
	while (kc_record_state(w = kc_load_acquire(word)) == KC_REC_BUSY) { /* N2 <- */
		if (looks < SETTLE_LOOKS) {
			looks++;
			kc_pause();
			continue;
		}
		/* Nobody will wake it: that would cost every match a locked instruction more. No wait in a channel. */
		kc_word_sleep(0);
		(void)kc_sys.futex_wait(
			kc_record_futex(word), (uint32_t)w, kc_mono_ns() + SETTLE_NAP_NS);
		kc_word_slept();
	}
	return w;
}

/* All: who naps in settle is in the same queue, and would eat the one wake. */
static void wake(uint64_t *word, uint32_t ch)
{
	KC_POINT("record.to_wake");
	kc_word_futex_wake(ch, kc_record_futex(word), INT_MAX);
	KC_POINT("record.woke");
	kc_many_changed(ch);
}

bool kc_record_match(uint64_t *word, uint64_t seen, uint32_t index, uint32_t ch)
{
	KC_POINT("record.to_match");
	KC_INVARIANT("RENDEZVOUS", kc_load_relaxed(word) == (KC_REC_SEQ(seen) | KC_REC_BUSY));
	kc_store_release(word, KC_REC_SEQ(seen) | KC_REC_MATCHED |
				       (uint64_t)index << KC_REC_CASE_SHIFT); /* N2 -> */
	if (!(seen & KC_REC_ASLEEP))
		return false;
	wake(word, ch);
	return true;
}

/* From WAITING without AGAIN to WAITING with it. */
static bool set_again(uint64_t *word, uint64_t w, uint32_t ch)
{
	KC_POINT("record.to_nudge");
	while (kc_record_state(w) == KC_REC_WAITING && !(w & KC_REC_AGAIN)) {
		uint64_t was = w;
		if (!kc_cas_acq_rel(word, &w, KC_REC_SEQ(w) | KC_REC_WAITING | KC_REC_AGAIN)) {
			if (KC_REC_SEQ(w) != KC_REC_SEQ(was))
				return false;
			continue;
		}
		if (!(was & KC_REC_ASLEEP))
			return false;
		wake(word, ch);
		return true;
	}
	return false;
}

bool kc_record_nudge(uint64_t *word, uint64_t seen, uint32_t ch)
{
	return set_again(word, seen, ch);
}

bool kc_record_stir(uint64_t *word, uint32_t ch)
{
	return set_again(word, kc_load_acquire(word), ch);
}
