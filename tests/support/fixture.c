#include "support/fixture.h"

#include "support/harness.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/crc32c.h"
#include "base/identity.h"

static uint32_t serial;

static void must(bool good, const char *what)
{
	cr_assert(good, "fixture: %s", what);
}

struct kc_seg_section *fx_section(struct fx *f, uint32_t type)
{
	for (uint32_t i = 0; i < f->h->section_count; i++)
		if (f->h->sections[i].type == type)
			return &f->h->sections[i];
	return NULL;
}

static uint64_t add_section(
	struct fx *f, uint64_t at, uint32_t type, size_t row_bytes, uint64_t capacity)
{
	f->h->sections[f->h->section_count++] = (struct kc_seg_section){ .type = type,
		.version = 1,
		.offset = at,
		.elem_bytes = (uint32_t)row_bytes,
		.capacity = capacity };
	return KC_ALIGN_UP(at + row_bytes * capacity, KC_SEG_SLAB_BYTES);
}

static void lay_out(struct fx *f, const struct fx_opts *o)
{
	uint32_t rows = o->rows ? o->rows : 64, tickets = o->tickets ? o->tickets : rows;
	uint32_t x = o->stride_extra;
	uint64_t at = KC_SEG_SLAB_BYTES;
	if (!o->no_schema)
		at = add_section(f, at, KC_SEC_SCHEMA, sizeof(struct kc_seg_schema) + x, 30);
	at = add_section(f, at, KC_SEC_CHANNELS, sizeof(struct kc_seg_channel) + x, rows);
	at = add_section(f, at, KC_SEC_ENDPOINTS, sizeof(struct kc_seg_endpoint) + x, rows);
	at = add_section(f, at, KC_SEC_RINGS, sizeof(struct kc_seg_ring) + x, rows);
	at = add_section(f, at, KC_SEC_TICKETS, sizeof(struct kc_seg_ticket) + x, tickets);
	at = add_section(f, at, KC_SEC_THREADS, sizeof(struct kc_seg_thread) + x, rows);
	at = add_section(f, at, KC_SEC_ARENA, sizeof(struct kc_seg_arena) + x, 1);
	at = add_section(f, at, KC_SEC_HISTS, sizeof(struct kc_seg_hist) + x, 4 * (uint64_t)rows);
	at = add_section(f, at, KC_SEC_RECORDER, sizeof(struct kc_seg_recorder) + x, rows);
	at = add_section(f, at, KC_SEC_CHUNKS, sizeof(struct kc_seg_chunk) + x, rows);
	if (o->unknown_section)
		f->h->sections[f->h->section_count++] = (struct kc_seg_section){ .type = 77,
			.version = 9,
			.offset = 0,
			.elem_bytes = 12345,
			.capacity = UINT64_MAX,
			.hwm = UINT64_MAX };
	f->bytes = at;
}

static void describe(struct fx *f, const struct fx_opts *o)
{
	struct kc_seg_header *h = f->h;
	h->magic = KC_SEG_MAGIC;
	h->layout_major = KC_LAYOUT_MAJOR;
	h->layout_minor = KC_LAYOUT_MINOR;
	h->byte_order = KC_SEG_BYTE_ORDER;
	h->header_bytes = KC_SEG_HEADER_BYTES;
	h->file_bytes = f->bytes;
	h->instance = UINT64_C(0xabcd000000000000) + serial;
	kc_boot_id(h->boot_id);
	h->pid = o->pid ? o->pid : (uint32_t)getpid();
	h->uid = (uint32_t)getuid();
	h->pid_start = o->pid_start ? o->pid_start : kc_proc_start(getpid(), 0, NULL);
	h->pidns_inode = kc_proc_pidns(getpid());
	h->clock_kind = KC_CLOCK_MONOTONIC;
	h->brand = 5;
	h->arena_page_bytes = KC_ARENA_PAGE_BYTES;
	h->arena_bytes = 64 * KC_ARENA_PAGE_BYTES;
	h->arena_fd = -1;
	snprintf(h->name, sizeof h->name, "%s", o->name ? o->name : "fixture");
	strcpy(h->exe, "/usr/bin/exchange");
	strcpy(h->lib_version, "0.1.0");
	memcpy(h->build_id, "\xde\xad\xbe\xef", 4);
	h->build_id_bytes = 4;
	h->state = KC_SEG_LIVE;
	h->clock_open = (struct kc_seg_clock){ 0, f->t0, f->t0, kc_clock_ns(CLOCK_REALTIME) };
	h->clock_latest = h->clock_open;
}

static void write_schema(struct fx *f)
{
	static const struct {
		const char *name, *unit;
		uint32_t level, offset;
	} counters[] = {
#define KC_COUNTER(name, type, unit, level, help, text) \
	{ #name, unit, level, offsetof(struct kc_seg_counters, name) },
#include "stats/counters.def"
#undef KC_COUNTER
	};
	if (!fx_section(f, KC_SEC_SCHEMA))
		return;
	for (size_t i = 0; i < KC_ARRAY_LEN(counters); i++) {
		struct kc_seg_schema *s = fx_row(f, KC_SEC_SCHEMA, fx_take(f, KC_SEC_SCHEMA));
		snprintf(s->name, sizeof s->name, "%s", counters[i].name);
		snprintf(s->unit, sizeof s->unit, "%s", counters[i].unit);
		s->level = counters[i].level;
		s->offset = counters[i].offset;
	}
}

void fx_open(struct fx *f, const struct fx_opts *o)
{
	_Alignas(128) static struct kc_seg_header draft;
	memset(f, 0, sizeof *f);
	memset(&draft, 0, sizeof draft);
	f->h = &draft;
	f->t0 = kc_mono_ns() - UINT64_C(10000000000);
	serial++;
	if (o->dir) {
		snprintf(f->dir, sizeof f->dir, "%s", o->dir);
	} else {
		strcpy(f->dir, "/tmp/kc-fixture-XXXXXX");
		must(mkdtemp(f->dir) != NULL, "mkdtemp");
		f->own_dir = true;
	}
	lay_out(f, o);
	describe(f, o);
	snprintf(f->path, sizeof f->path, "%s/%s.%u.%016llx.kcs", f->dir, draft.name, draft.pid,
		(unsigned long long)draft.instance);
	f->fd = open(f->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	must(f->fd >= 0, "open");
	must(ftruncate(f->fd, (off_t)f->bytes) == 0, "ftruncate");
	f->base = mmap(NULL, f->bytes, PROT_READ | PROT_WRITE, MAP_SHARED, f->fd, 0);
	must(f->base != MAP_FAILED, "mmap");
	memcpy(f->base, &draft, sizeof draft);
	f->h = (struct kc_seg_header *)f->base;
	write_schema(f);
	struct kc_seg_arena *a = fx_row(f, KC_SEC_ARENA, fx_take(f, KC_SEC_ARENA));
	a->class_count = 2;
	a->classes[0].block_bytes = 64;
	a->classes[1].block_bytes = 128;
	fx_seal(f);
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };
	if (!o->unlocked)
		must(fcntl(f->fd, F_OFD_SETLK, &l) == 0, "lock");
}

void fx_seal(struct fx *f)
{
	f->h->header_crc = kc_crc32c(0, f->h, offsetof(struct kc_seg_header, header_crc));
}

void fx_let_go(struct fx *f)
{
	if (f->base)
		munmap(f->base, f->bytes);
	if (f->fd >= 0)
		close(f->fd);
	f->base = NULL;
	f->h = NULL;
	f->fd = -1;
}

void fx_close(struct fx *f)
{
	fx_let_go(f);
	unlink(f->path);
	if (f->own_dir)
		rmdir(f->dir);
}

void *fx_row(struct fx *f, uint32_t type, uint64_t index)
{
	struct kc_seg_section *s = fx_section(f, type);
	must(s && index < s->capacity, "row");
	return f->base + s->offset + index * s->elem_bytes;
}

uint32_t fx_take(struct fx *f, uint32_t type)
{
	struct kc_seg_section *s = fx_section(f, type);
	must(s && s->hwm < s->capacity, "table full");
	return (uint32_t)s->hwm++;
}

struct kc_seg_channel *fx_chan(struct fx *f, uint32_t channel)
{
	return fx_row(f, KC_SEC_CHANNELS, channel);
}

struct kc_seg_ring *fx_ring(struct fx *f, uint32_t channel)
{
	return fx_row(f, KC_SEC_RINGS, fx_chan(f, channel)->ring);
}

struct kc_seg_endpoint *fx_ep(struct fx *f, uint32_t endpoint)
{
	return fx_row(f, KC_SEC_ENDPOINTS, endpoint);
}

static uint32_t take_ring(struct fx *f, uint32_t channel, uint8_t kind)
{
	uint32_t row = fx_take(f, KC_SEC_RINGS);
	const struct kc_seg_channel *c = fx_chan(f, channel);
	struct kc_seg_ring *r = fx_row(f, KC_SEC_RINGS, row);
	memset(r, 0, sizeof *r);
	r->gen = 1;
	r->kind = kind;
	r->channel = channel;
	r->capacity = c->capacity;
	r->elem_bytes = c->elem_bytes;
	r->slot_bytes =
		kind == KC_RING_SPSC ? c->elem_bytes : (uint32_t)KC_ALIGN_UP(c->elem_bytes, 8) + 8;
	r->next_lane = r->owner = KC_NONE;
	return row;
}

static uint8_t ring_kind(const struct fx_channel_opts *o)
{
	if (o->kind == 1)
		return KC_RING_RENDEZVOUS;
	if (o->kind == 2)
		return o->topology == 2 ? KC_RING_UNLIMITED_SPSC : KC_RING_UNLIMITED_MPMC;
	if (o->topology == 0)
		return KC_RING_MPMC;
	return o->flags & KC_SEG_FLAG_LOW_LATENCY ? KC_RING_CELLS : KC_RING_SPSC;
}

uint32_t fx_channel_of(struct fx *f, const char *name, const struct fx_channel_opts *o)
{
	uint32_t row = fx_take(f, KC_SEC_CHANNELS);
	struct kc_seg_channel *c = fx_chan(f, row);
	memset(c, 0, sizeof *c);
	c->kind = o->kind;
	c->topology = o->topology;
	c->payload = o->payload;
	c->overflow = o->overflow;
	c->flags = o->flags;
	c->state = KC_CHAN_OPEN;
	c->elem_bytes = o->elem_bytes ? o->elem_bytes : 8;
	c->capacity = o->kind == 1 ? 0 : o->capacity ? o->capacity : 64; /* a rendezvous has none */
	c->opened_ticks = f->t0 + 1000;
	c->past_block[0] = c->past_block[1] = c->past_residence = KC_NONE;
	memcpy(c->name, name, strnlen(name, sizeof c->name));
	c->limit_bytes = o->limit_bytes;
	c->ring = take_ring(f, row, ring_kind(o));
	if (o->kind == 2)
		c->capacity = 0; /* nor has an unlimited channel, but its chunks */
	c->gen = 1;
	return row;
}

uint32_t fx_channel(struct fx *f, const char *name, uint8_t topology, uint8_t payload,
	uint32_t elem_bytes, uint32_t capacity)
{
	return fx_channel_of(f, name,
		&(struct fx_channel_opts){ .topology = topology,
			.payload = payload,
			.elem_bytes = elem_bytes,
			.capacity = capacity });
}

uint32_t fx_lane(struct fx *f, uint32_t channel)
{
	struct kc_seg_ring *last = fx_ring(f, channel);
	while (last->next_lane != KC_NONE)
		last = fx_row(f, KC_SEC_RINGS, last->next_lane);
	last->next_lane = take_ring(f, channel, last->kind);
	return last->next_lane;
}

void fx_positions(struct fx *f, uint32_t channel, uint64_t sent, uint64_t received)
{
	struct kc_seg_ring *r = fx_ring(f, channel);
	r->sent = sent;
	r->received = r->released = received;
}

uint32_t fx_endpoint(struct fx *f, uint32_t channel, uint8_t side, uint32_t tid, const char *thread)
{
	uint32_t row = fx_take(f, KC_SEC_ENDPOINTS);
	struct kc_seg_section *recorder = fx_section(f, KC_SEC_RECORDER);
	struct kc_seg_endpoint *e = fx_ep(f, row);
	if (recorder->hwm <= row)
		recorder->hwm = row + 1u;
	memset(e, 0, sizeof *e);
	e->gen = 1;
	e->state = KC_EP_OPEN;
	e->side = side;
	e->channel = channel;
	e->channel_gen = fx_chan(f, channel)->gen;
	e->ring = fx_chan(f, channel)->ring;
	e->tid = tid;
	e->opened_ticks = f->t0 + 2000;
	e->hist_block = e->hist_residence = KC_NONE;
	memcpy(e->thread, thread, strnlen(thread, sizeof e->thread));
	return row;
}

void fx_wait(struct fx *f, uint32_t endpoint, uint64_t since_ns)
{
	struct kc_seg_endpoint *e = fx_ep(f, endpoint);
	e->wait_since = since_ns;
	e->last_ticks = since_ns;
	e->wait_seq |= 1;
	e->wait = e->side == KC_SIDE_SEND ? KC_WAIT_ROOM : KC_WAIT_ELEMENT;
}

void fx_select(struct fx *f, const uint32_t *endpoints, uint32_t n, uint64_t since_ns)
{
	for (uint32_t i = 0; i < n; i++) {
		struct kc_seg_endpoint *e = fx_ep(f, endpoints[i]);
		e->wait_cases = n;
		e->wait_group = endpoints[0];
		fx_wait(f, endpoints[i], since_ns);
	}
}

uint32_t fx_hist(struct fx *f)
{
	return fx_take(f, KC_SEC_HISTS);
}

void fx_hist_add(struct fx *f, uint32_t hist, uint64_t ns, uint64_t times)
{
	struct kc_seg_hist *h = fx_row(f, KC_SEC_HISTS, hist);
	h->count += times;
	h->sum += ns * times;
	h->bucket[kc_hist_bucket(ns)] += times;
	if (ns > h->max)
		h->max = ns;
}

uint32_t fx_thread(struct fx *f, uint32_t tid, uint64_t start, const char *name)
{
	uint32_t row = fx_take(f, KC_SEC_THREADS);
	struct kc_seg_thread *t = fx_row(f, KC_SEC_THREADS, row);
	t->gen = 1;
	t->state = KC_THREAD_ALIVE;
	t->tid = tid;
	t->tid_start = start;
	snprintf(t->name, sizeof t->name, "%s", name);
	return row;
}

void fx_ticket(struct fx *f, uint32_t index, uint32_t gen, uint32_t queued, uint32_t held,
	uint32_t flags, uint32_t holder, uint64_t since_ns, uint32_t channel, uint64_t bytes)
{
	struct kc_seg_section *s = fx_section(f, KC_SEC_TICKETS);
	struct kc_seg_ticket *t = fx_row(f, KC_SEC_TICKETS, index);
	if (s->hwm <= index)
		s->hwm = index + 1u;
	t->word = KC_TKT_WORD(gen, queued, held, flags);
	t->who = KC_TKT_WHO(holder, since_ns >> KC_TKT_TIME_SHIFT);
	t->born = f->t0 >> KC_TKT_TIME_SHIFT;
	t->channel = channel;
	t->len_bytes = bytes;
	t->site = 0x1234;
}

void fx_event(
	struct fx *f, uint32_t endpoint, uint32_t type, uint64_t at_ns, uint64_t pos, uint64_t arg)
{
	struct kc_seg_recorder *r = fx_row(f, KC_SEC_RECORDER, endpoint);
	struct kc_seg_event *e = &r->event[r->head % KC_RECORDER_EVENTS];
	*e = (struct kc_seg_event){ at_ns, pos, arg, type, (uint32_t)(r->head + 1) };
	r->head++;
}
