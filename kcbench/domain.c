#include "domain.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "tool/units.h"

#define ARENA_LEAST   (UINT64_C(256) << 20)
#define TICKETS_LEAST (UINT64_C(1) << 20)
#define TICKETS_MOST  (UINT64_C(4) << 20)

int kb_cannot(const char *what, int rc)
{
	const char *why = kc_last_reason();
	const char *cure = !*why && (rc == -EMFILE || rc == -ENFILE) ? "; raise ulimit -n" : "";
	kt_say(&kb_program, "%s: %s%s%s%s", what, kc_strerror(rc), *why ? ": " : "", why, cure);
	return KT_CANNOT;
}

uint64_t kb_arena_for(uint64_t n, uint64_t bytes)
{
	/* Size classes round up by at most a quarter, large payloads to pages of 64 KiB. */
	uint64_t block = bytes + bytes / 4 + 64;
	if (block > 32768)
		block = bytes + 131072;
	return n * block;
}

static uint64_t memory_bytes(void)
{
	long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
	return pages > 0 && page > 0 ? (uint64_t)pages * (uint64_t)page : UINT64_MAX;
}

int kb_domain_open(
	kc_domain **out, const struct kb_config *c, uint64_t arena_bytes, uint64_t tickets)
{
	char need[16], have[16];
	uint64_t memory = memory_bytes();
	if (arena_bytes > memory / 4 * 3) {
		fprintf(stderr,
			"kcbench: this load may need %s of payload memory and the machine has %s; lower "
			"--capacity, --size, --batch or --select\n",
			kt_size(need, sizeof(need), arena_bytes),
			kt_size(have, sizeof(have), memory));
		return KT_CANNOT;
	}
	if (tickets > TICKETS_MOST) {
		fprintf(stderr,
			"kcbench: this load may need %" PRIu64
			" tickets at once and a domain has at most "
			"%" PRIu64 "; lower --capacity, --batch or --select\n",
			tickets, TICKETS_MOST);
		return KT_CANNOT;
	}
	kc_domain_opts o = KC_DOMAIN_OPTS(.dir = c->dir,
		.arena_limit_bytes = arena_bytes > ARENA_LEAST ? arena_bytes : ARENA_LEAST,
		.tickets_max = (uint32_t)(tickets > TICKETS_LEAST ? tickets : TICKETS_LEAST),
		.flags = (c->no_stats ? KC_NO_STATS : 0u) | (c->keep ? KC_KEEP_SEGMENT : 0u));
	int rc = kc_domain_open(out, c->name, &o);
	if (rc) {
		const char *why = kc_last_reason();
		kt_say(&kb_program, "cannot open the domain: %s", *why ? why : kc_strerror(rc));
		return KT_CANNOT;
	}
	if (c->verbose)
		kt_say(&kb_program, "segment %s", kc_domain_segment_path(*out));
	return 0;
}

int kb_domain_close(kc_domain *d)
{
	int rc = kc_domain_close(d);
	if (rc == 0)
		return 0;
	kt_say(&kb_program, "cannot close its domain: %s", kc_strerror(rc));
	return KT_CANNOT;
}

int kb_output_open(struct kt_output *o, const struct kb_config *c)
{
	int rc = kt_output_open(o, c->out);
	if (rc == 0)
		return 0;
	kt_say(&kb_program, "cannot write %s: %s; choose another --out", c->out, strerror(-rc));
	return KT_CANNOT;
}

int kb_output_close(struct kt_output *o, const struct kb_config *c)
{
	int rc = kt_output_close(o, true);
	if (rc == 0)
		return 0;
	kt_say(&kb_program, "cannot write the result to %s: %s",
		c->out ? c->out : "standard output", strerror(-rc));
	return KT_CANNOT;
}
