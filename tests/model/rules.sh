#!/bin/sh
# rules.sh BUILD_DIR SOURCE_DIR [WORD] - takes one rule at a time out of the real source and lets the explorer look:
# each must be noticed by the scenario that is about it. Re-checks, fences, wakes and orders of steps; the memory
# orders have a search of their own (orders.sh). WORD: only rules whose description has it.
# Exit 0: each was noticed; 1: one was not, or no longer fits the source; 77: gcc is missing.
set -u
build=$1
source=$2
only=${3-}
command -v gcc >/dev/null || { echo "no gcc"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# FILE ~ SED ~ SCENARIO ~ what is taken out
rules() {
	cat <<'LIST'
lib/src/chan/block.c~/kc_end_meet(e);/,/if (r)/{s/if (r)/if (0)/}~spsc_wrap~INV-WAKE-1: no look between the announcement and the sleep, one waiter
lib/src/chan/block.c~/uint32_t word = kc_side_word/,/if (r)/{s/if (r)/if (r < 0)/}~mpmc_receivers~INV-WAKE-1: what the look after the announcement took is forgotten
lib/src/wait/side.h~/KC_POINT("side.announced");/{n;s/kc_fence_full();//}~spsc_wrap~INV-WAKE-1: no fence after the announcement, one waiter
lib/src/wait/counts.h~/kc_counts_announce/,/^}/{s/kc_fence_full();//}~mpmc_receivers~INV-WAKE-1: no fence after the announcement, several waiters
lib/src/chan/block.h~/KC_POINT("publish.stored");/{n;s/kc_fence_full();//}~spsc_wrap~INV-WAKE-1: no fence between publishing and the look for sleepers
lib/src/chan/block.h~/KC_POINT("shared.stored");/{n;s/kc_fence_full();//}~mpmc_receivers~INV-WAKE-1: the same on MPMC, where the claim's instruction comes too early
lib/src/wait/mode.c~s/kc_sys.membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED)/0/~spsc_fast~Fence mode: a sleeper that meets a FAST peer calls no membarrier
lib/src/wait/mode.h~/KC_POINT("mode.fast");/{n;s/kc_fence_full();//}~spsc_fast~Fence mode: no fence after going FAST
lib/src/wait/side.c~/^KC_ALWAYS_INLINE bool wake_the_one/,/^}/{s/if (!(kc_fetch_and/if (kc_word_futex_wake(ch, \&s->word, 1), !(kc_fetch_and/;s/^\tkc_word_futex_wake(ch, &s->word, 1);$/;/}~spsc_wrap~the flag is cleared after the wake instead of before it
lib/src/chan/chan.c~/KC_POINT("close.stopped");/,/^}/{s/wake_side(c, [^;]*);/;/}~spsc_close_full~INV-CLOSE-1: a close that wakes nobody
lib/src/wait/hints.h~/KC_POINT("hint.to_some");/!s/^\t*kc_fence_full();.*$/\t;/~lanes_full~INV-LANE-1: the hints without their fences
lib/src/wait/cancel.c~/kc_cancel_set_off/,/^}/{s/(void)kc_sys.futex_wake([^;]*);/;/}~cancel_sleeper~INV-CANCEL-1: firing wakes nobody
lib/src/wait/ext.c~/^void kc_ext_arm/,/^}/{s/announce(x->side, FD, x->several);//}~external_fd~external arming: armed, and not announced
lib/src/ring/mpmc.c~s/kc_store_release(&slot->seq, (w + i + 1) | flag);/&kc_slot_put(slot, from, q->elem_bytes);/~mpmc_full~M1: the element is written again after it was published
lib/src/ring/slot.h~/kc_intend/,/^}/{s/kc_store_relaxed(&me->intent, /kc_store_relaxed(\&me->intent_count + 0, /}~mpmc_sender_dies~M3: the intent says nothing
lib/src/chan/block.c~s/if (kc_load_relaxed(&e->own_side->waiters) && kc_end_is_ready(e))/if (0)/~cancel_passes_on~INV-WAKE-2: who leaves looks for nothing behind
lib/src/chan/select.c~/^static void leave(struct kc_select/,/^}/{s/kc_end_is_ready([^)]*)/false/}~select_leaves~INV-WAKE-2: a select that leaves looks for nothing behind
lib/src/chan/flow_mpsc.c~s/lane = kc_lanes_any(l);/lane = NULL;/~lanes_end~INV-CLOSE-1: closed, and the lanes are not looked at again
lib/src/chan/flow_spsc.c~/INV-CLOSE-1: what was sent/,/there == 0/{s/there = kc_spsc_look_again(e);/there = 0;/}~spsc_end~INV-CLOSE-1: closed, and the position is not read again
lib/src/wait/cancel.c~/kc_cancel_set_off/,/^}/{s/kc_store_release(&c->fired, 1u);//;s/KC_POINT("cancel.woke");/kc_store_release(\&c->fired, 1u);/}~cancel_sleeper~INV-CANCEL-1: the flag after the wake
lib/src/chan/nap.c~/^long kc_look/,/^}/{s/\*seen = kc_cancel_word(e->token);//;s/return -ECANCELED;/return -ECANCELED; *seen = kc_cancel_word(e->token);/}~cancel_sleeper~INV-CANCEL-1: the word is read after the question
lib/src/chan/meet.c~s/kc_fence_full(); .. R1, R3, R4 ..//~rendezvous_pair~R1: no fence between the bit and the scan
lib/src/wait/ext.c~/^static bool fire/,/^}/{s/(void)kc_sys.write(x->fd, &once, sizeof once);//;s/if (!kc_exchange(&x->armed, 0u))/if (!kc_load_acquire(\&x->armed) || kc_sys.write(x->fd, \&once, sizeof once) < 0 || !kc_exchange(\&x->armed, 0u))/}~external_fd~external waiters: the descriptor is written before its flag is taken
LIST
}

mkdir "$work/kc" && (cd "$source" && tar cf - --exclude=./build --exclude='./build-*' --exclude=./.git .) |
	tar xf - -C "$work/kc" || exit 1
cd "$work/kc" || exit 1
cmake -S . -B build -G Ninja -DCMAKE_BUILD_TYPE=Release -DKC_TESTS=ON >"$work/log" 2>&1 &&
	cmake --build build --target kc-explore >>"$work/log" 2>&1 || {
	tail -n 20 "$work/log"
	echo "the explorer was not built"
	exit 1
}
explore=build/tests/model/explorer/kc-explore
failed=0
n=0
rules >"$work/rules"
while IFS='~' read -r file expression scenario what; do
	case $what in *"$only"*) ;; *) continue ;; esac
	n=$((n + 1))
	cp "$file" "$work/saved"
	sed -i "$expression" "$file"
	verdict=
	if cmp -s "$file" "$work/saved"; then
		verdict="does not fit the source any more"
	elif ! cmake --build build --target kc-explore >"$work/log" 2>&1; then
		verdict="does not compile: $(grep -m1 error: "$work/log")"
	elif "$explore" --scenario "$scenario" --random 20000 >"$work/out" 2>&1 &&
		"$explore" --scenario "$scenario" --limit 20 >"$work/out" 2>&1; then
		verdict="was not noticed by $scenario"
	fi
	if [ -n "$verdict" ]; then
		failed=$((failed + 1))
		printf 'FAILED   %s: %s\n' "$what" "$verdict"
	else
		printf 'noticed  %-18s %s: %s\n' "$scenario" "$what" \
			"$(sed -n "s/^$scenario: //p" "$work/out" | head -n 1 | cut -c1-60)"
	fi
	cp "$work/saved" "$file"
done <"$work/rules"
echo "$n rules taken out, $failed not noticed"
[ "$failed" -eq 0 ]
