/* none.c - the loader of a kc that was built without clang, bpftool or libbpf: it says so. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "probes/watch.h"

static enum kc_probes_reason not_built(char *why, size_t bytes)
{
	if (bytes)
		snprintf(why, bytes, "this kc was built without %s: %s", KC_PROBES_MISSING, KC_PROBES_CURE);
	return KC_PROBES_NOT_BUILT;
}

enum kc_probes_reason kc_probes_support(const struct kc_probes_target *t, char *why, size_t bytes)
{
	(void)t;
	return not_built(why, bytes);
}

enum kc_probes_reason kc_probes_open(kc_probes **out, const struct kc_probes_target *t, const struct kc_probes_opts *o,
	char *why, size_t bytes)
{
	(void)t;
	(void)o;
	*out = NULL;
	return not_built(why, bytes);
}

/* There is never an object: the rest only has to be there. */
enum kc_probes_reason kc_probes_attach(kc_probes *p, char *why, size_t bytes)
{
	(void)p;
	return not_built(why, bytes);
}

void kc_probes_detach(kc_probes *p)
{
	(void)p;
}

void kc_probes_close(kc_probes *p)
{
	(void)p;
}

bool kc_probes_attached(const kc_probes *p)
{
	(void)p;
	return false;
}

bool kc_probes_shared(const kc_probes *p)
{
	(void)p;
	return false;
}

uint64_t kc_probes_since(const kc_probes *p)
{
	(void)p;
	return 0;
}

int kc_probes_blocked_since(kc_probes *p, uint32_t tid, uint64_t since_ns)
{
	(void)p;
	(void)tid;
	(void)since_ns;
	return -ENOTCONN;
}

const struct kc_wakeup_channel *kc_probes_channels(const kc_probes *p, uint32_t *rows)
{
	(void)p;
	*rows = 0;
	return NULL;
}

long kc_probes_edges(const kc_probes *p, struct kc_wakeup_edge *out, size_t max)
{
	(void)p;
	(void)out;
	(void)max;
	return -ENOTCONN;
}

int kc_probes_slow_fd(const kc_probes *p)
{
	(void)p;
	return -1;
}

size_t kc_probes_slow_drain(kc_probes *p, int (*fn)(void *ctx, const struct kc_wakeup_slow *e), void *ctx, uint64_t *lost)
{
	(void)p;
	(void)fn;
	(void)ctx;
	if (lost)
		*lost = 0;
	return 0;
}

void kc_probes_stats(const kc_probes *p, struct kc_wakeup_stats *out)
{
	(void)p;
	memset(out, 0, sizeof(*out));
}

int kc_probes_watch(kc_probes *p, uint32_t tid, const struct kc_wakeup_last **out)
{
	(void)p;
	(void)tid;
	(void)out;
	return -ENOTCONN;
}
