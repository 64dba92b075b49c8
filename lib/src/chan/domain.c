#include "chan/domain.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/pause.h"
#include "wait/word.h"

enum {
	CHANNELS_DEFAULT = 4096,
	ENDPOINTS_DEFAULT = 16384,
	CHANNELS_LIMIT = 1 << 20,
	ENDPOINTS_LIMIT = (int)KC_HOLDER_ENDPOINT, /* holder indices have 23 bits */
	TICKETS_DEFAULT = 1 << 20,
	TICKETS_LIMIT = 1 << KC_TKT_INDEX_BITS,
	BRANDS = 1 << KC_TKT_BRAND_BITS
};
#define ARENA_DEFAULT (UINT64_C(256) << 20)
#define ARENA_LIMIT   (UINT64_C(64) << 40)

static pthread_mutex_t registry_lock = PTHREAD_MUTEX_INITIALIZER;
static struct kc_domain *registry;
static uint32_t next_brand;

/* Brands are given in sequence, so one comes back only after all others were used. 0 is never one: a
 * ticket of all zero bits is "none". Registry lock held. */
static int take_brand(uint32_t *out)
{
	for (unsigned i = 1; i < BRANDS; i++) {
		uint32_t b = next_brand++ % (BRANDS - 1) + 1;
		struct kc_domain *d = registry;
		while (d && d->brand != b)
			d = d->next;
		if (!d) {
			*out = b;
			return 0;
		}
	}
	return kc_fail(-EMFILE, "%d domains are open in this process; close one", BRANDS - 1);
}

static int check_opts(const struct kc_domain_opts *o)
{
	unsigned known =
		KC_KEEP_SEGMENT | KC_ARENA_FILE | KC_CHECKSUM | KC_GROUP_READ | KC_NO_STATS;
	if (o->size < sizeof *o)
		return kc_fail(-EINVAL,
			"kc_domain_opts.size is %zu, not %zu; initialise it with KC_DOMAIN_OPTS()",
			o->size, sizeof *o);
	if (o->flags & ~known)
		return kc_fail(
			-EINVAL, "kc_domain_opts.flags has unknown bits 0x%x", o->flags & ~known);
	if (o->channels_max > CHANNELS_LIMIT)
		return kc_fail(
			-EINVAL, "channels_max %u is above %d", o->channels_max, CHANNELS_LIMIT);
	if (o->endpoints_max > ENDPOINTS_LIMIT)
		return kc_fail(
			-EINVAL, "endpoints_max %u is above %d", o->endpoints_max, ENDPOINTS_LIMIT);
	if (o->tickets_max > TICKETS_LIMIT)
		return kc_fail(
			-EINVAL, "tickets_max %u is above %d", o->tickets_max, TICKETS_LIMIT);
	if (o->arena_limit_bytes > ARENA_LIMIT)
		return kc_fail(-EINVAL, "arena_limit_bytes is above 64 TiB");
	return 0;
}

static const char *program_name(void)
{
	const char *slash = strrchr(program_invocation_name, '/');
	return slash ? slash + 1 : program_invocation_name;
}

static void arena_file_name(const struct kc_segment *s, char out[sizeof s->file])
{
	memcpy(out, s->file, sizeof s->file);
	char *dot = strrchr(out, '.');
	if (dot && strcmp(dot, ".kcs") == 0)
		memcpy(dot, ".kca", 5);
}

int kc_domain_make(struct kc_domain **out, const char *name, const struct kc_domain_opts *given)
{
	struct kc_domain_opts o = KC_DOMAIN_OPTS(.dir = NULL);
	int rc;
	if (given) {
		rc = check_opts(given);
		if (rc)
			return rc;
		o = *given;
	}
	if (!name)
		name = program_name();
	rc = kc_check_name("domain", name);
	if (rc)
		return rc;

	struct kc_domain *d = calloc(1, sizeof *d);
	if (!d)
		return kc_fail(-ENOMEM, "no memory for the domain");
	struct kc_segment_opts so = {
		.name = name,
		.dir = o.dir,
		.arena_bytes = o.arena_limit_bytes ? o.arena_limit_bytes : ARENA_DEFAULT,
		.channels_max = o.channels_max ? o.channels_max : CHANNELS_DEFAULT,
		.endpoints_max = o.endpoints_max ? o.endpoints_max : ENDPOINTS_DEFAULT,
		.tickets_max = o.tickets_max ? o.tickets_max : TICKETS_DEFAULT,
		.flags = o.flags,
		.keep = (o.flags & KC_KEEP_SEGMENT) != 0,
		.group_read = (o.flags & KC_GROUP_READ) != 0,
		.tls_abi = KC_TLS_ABI,
		.tls_offset = kc_word_offset(),
	};
	so.arena_bytes = KC_ALIGN_UP(so.arena_bytes, KC_ARENA_PAGE_BYTES);

	kc_pause_calibrate();
	pthread_mutex_lock(&registry_lock);
	rc = take_brand(&d->brand);
	if (rc) {
		pthread_mutex_unlock(&registry_lock);
		free(d);
		return rc;
	}
	so.brand = d->brand;
	rc = kc_segment_create(&d->seg, &so);
	if (rc)
		goto fail;
	d->clock = kc_ticks_kind();
	d->timebase = kc_timebase_local(d->clock);
	d->no_stats = (o.flags & KC_NO_STATS) != 0;
	kc_rows_init(&d->channels, &d->seg, KC_SEC_CHANNELS);
	kc_rows_init(&d->endpoints, &d->seg, KC_SEC_ENDPOINTS);
	kc_rows_init(&d->rings, &d->seg, KC_SEC_RINGS);
	kc_rows_init(&d->hists, &d->seg, KC_SEC_HISTS);
	d->chunks_free = KC_NONE;
	char file[sizeof d->seg.file];
	arena_file_name(&d->seg, file);
	rc = kc_arena_open(
		&d->arena, &d->seg, so.arena_bytes, o.flags & KC_ARENA_FILE ? file : NULL);
	if (rc) {
		kc_segment_close(&d->seg, 0);
		goto fail;
	}
	pthread_mutex_init(&d->lock, NULL);
	pthread_mutex_init(&d->chunks_lock, NULL);
	d->next = registry;
	registry = d;
	pthread_mutex_unlock(&registry_lock);
	*out = d;
	return 0;
fail:
	pthread_mutex_unlock(&registry_lock);
	free(d);
	return rc;
}

int kc_domain_unmake(struct kc_domain *d)
{
	pthread_mutex_lock(&registry_lock);
	if (d->chans) {
		pthread_mutex_unlock(&registry_lock);
		return kc_fail(-EBUSY, "domain %s still has open channels; free them first",
			d->seg.header->name);
	}
	uint64_t live = kc_arena_close(&d->arena);
	kc_segment_close(&d->seg, live);
	for (struct kc_domain **p = &registry; *p; p = &(*p)->next)
		if (*p == d) {
			*p = d->next;
			break;
		}
	pthread_mutex_unlock(&registry_lock);
	kc_rows_fini(&d->channels);
	kc_rows_fini(&d->endpoints);
	kc_rows_fini(&d->rings);
	kc_rows_fini(&d->hists);
	pthread_mutex_destroy(&d->chunks_lock);
	pthread_mutex_destroy(&d->lock);
	free(d);
	return 0;
}

void kc_domains_lock(void)
{
	pthread_mutex_lock(&registry_lock);
	for (struct kc_domain *d = registry; d; d = d->next)
		pthread_mutex_lock(&d->lock);
}

void kc_domains_unlock(void)
{
	for (struct kc_domain *d = registry; d; d = d->next)
		pthread_mutex_unlock(&d->lock);
	pthread_mutex_unlock(&registry_lock);
}

struct kc_domain *kc_domains_first(void)
{
	return registry;
}

void kc_domain_after_fork(struct kc_domain *d)
{
	if (d->forked)
		return;
	d->forked = 1;
	kc_arena_after_fork(&d->arena);
	kc_segment_after_fork(&d->seg);
}
