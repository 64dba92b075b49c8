/* reason.c - what is the same whether or not the probes were built: names and defaults. */
#include <stdarg.h>
#include <stdio.h>

#include "probes/probes.h"

const char *kc_probes_reason_name(enum kc_probes_reason r)
{
	switch (r) {
	case KC_PROBES_OK: return "ok";
	case KC_PROBES_NOT_BUILT: return "not built";
	case KC_PROBES_NO_WAIT_WORD: return "no wait word";
	case KC_PROBES_OUT_OF_SIGHT: return "out of sight";
	case KC_PROBES_TARGET_GONE: return "target gone";
	case KC_PROBES_NO_CAP_BPF: return "no CAP_BPF";
	case KC_PROBES_NO_CAP_PERFMON: return "no CAP_PERFMON";
	case KC_PROBES_NO_BTF: return "no kernel BTF";
	case KC_PROBES_REFUSED: return "refused";
	case KC_PROBES_OLD_KERNEL: return "old kernel";
	case KC_PROBES_VERIFIER: return "not verified";
	case KC_PROBES_NO_MEMORY: return "no memory";
	case KC_PROBES_REASONS: break;
	}
	return "unknown";
}

void kc_probes_opts_init(struct kc_probes_opts *o)
{
	*o = (struct kc_probes_opts){
		.slow_ns = 1000000,
		.want_edges = true,
		.want_histograms = true,
		.share = true,
	};
}
