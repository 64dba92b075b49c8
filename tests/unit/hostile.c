/* Thousands of segments that no writer would make: whatever stands in a field, wherever the file ends,
 * the reader answers with a typed result within its bound of work (RELIABILITY row 9). */
#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "support/hostile.h"

static struct fx f;
static uint32_t looks, opened;

static void look(const char *what)
{
	looks++;
	opened += hostile_look(f.path, what) == 0;
}

/* Every aligned word of a piece of the file, in both widths, with the values that break things. */
static void spoil(const char *piece, uint64_t at, size_t bytes, bool sealed)
{
	const uint64_t size = f.bytes;
	const uint64_t values[] = { 0, 1, UINT64_MAX, INT64_MAX, size - 1, size, size + 1,
		UINT64_C(1) << 63 };
	char what[128];
	for (size_t off = 0; off + 4 <= bytes; off += 4) {
		for (size_t v = 0; v < sizeof values / sizeof values[0]; v++) {
			for (size_t width = 4; width <= (off % 8 || off + 8 > bytes ? 4 : 8);
				width += 4) {
				uint8_t was[8];
				memcpy(was, f.base + at + off, width);
				memcpy(f.base + at + off, &values[v], width);
				if (sealed)
					fx_seal(&f);
				snprintf(what, sizeof what, "%s + %zu, %zu bytes = %#llx", piece,
					off, width, (unsigned long long)values[v]);
				look(what);
				memcpy(f.base + at + off, was, width);
			}
		}
	}
	fx_seal(&f);
	cr_assert_eq(hostile_look(f.path, "restored"), 0);
}

static void finish(uint32_t least)
{
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	cr_assert_geq(looks, least, "%u segments", looks);
	cr_assert_lt(u.ru_maxrss, 2048 * 1024, "%ld KiB", u.ru_maxrss);
	fx_close(&f);
}

Test(hostile, header_with_a_bad_checksum)
{
	hostile_make(&f, &(struct fx_opts){ .rows = 16 });
	spoil("header", 0, offsetof(struct kc_seg_header, sections), false);
	cr_assert_lt(opened, looks / 2);
	finish(1000);
}

Test(hostile, header_with_a_good_checksum)
{
	hostile_make(&f, &(struct fx_opts){ .rows = 16, .unknown_section = true });
	spoil("header", 0, sizeof *f.h, true);
	cr_assert_gt(opened, looks / 2);
	finish(4000);
}

static void spoil_rows(uint32_t type, uint64_t rows, size_t bytes)
{
	char piece[64];
	for (uint64_t i = 0; i < rows; i++) {
		snprintf(piece, sizeof piece, "section %u row %llu", type, (unsigned long long)i);
		spoil(piece, (uint64_t)((uint8_t *)fx_row(&f, type, i) - f.base), bytes, false);
	}
}

Test(hostile, channels_and_rings)
{
	hostile_make(&f, &(struct fx_opts){ .rows = 16 });
	spoil_rows(KC_SEC_CHANNELS, 2, offsetof(struct kc_seg_channel, side));
	spoil_rows(KC_SEC_CHANNELS, 1, sizeof(struct kc_seg_channel));
	spoil_rows(KC_SEC_RINGS, 2, offsetof(struct kc_seg_ring, lane) + 32);
	finish(3000);
}

Test(hostile, endpoints_and_tickets)
{
	hostile_make(&f, &(struct fx_opts){ .rows = 16 });
	spoil_rows(KC_SEC_ENDPOINTS, 3, sizeof(struct kc_seg_endpoint));
	spoil_rows(KC_SEC_TICKETS, 2, sizeof(struct kc_seg_ticket));
	spoil_rows(KC_SEC_THREADS, 1, sizeof(struct kc_seg_thread));
	finish(3000);
}

Test(hostile, arena_histograms_recorder_schema)
{
	hostile_make(&f, &(struct fx_opts){ .rows = 16 });
	spoil_rows(KC_SEC_ARENA, 1, offsetof(struct kc_seg_arena, classes) + 256);
	spoil_rows(KC_SEC_HISTS, 1, 256);
	spoil_rows(KC_SEC_RECORDER, 1, 256);
	spoil_rows(KC_SEC_SCHEMA, 2, sizeof(struct kc_seg_schema));
	finish(2000);
}

/* The leftover takes other paths: no live writer excuses a contradiction. */
Test(hostile, a_leftover)
{
	hostile_make(&f, &(struct fx_opts){ .rows = 16, .unlocked = true, .pid_start = 1 });
	spoil("header", 0, sizeof *f.h, true);
	spoil_rows(KC_SEC_CHANNELS, 1, offsetof(struct kc_seg_channel, side));
	spoil_rows(KC_SEC_ENDPOINTS, 1, sizeof(struct kc_seg_endpoint));
	spoil_rows(KC_SEC_TICKETS, 1, sizeof(struct kc_seg_ticket));
	finish(5000);
}

Test(hostile, the_file_ends_anywhere)
{
	char what[64];
	uint64_t cut[256];
	size_t cuts = 0;
	hostile_make(&f, &(struct fx_opts){ .rows = 16 });
	for (uint32_t i = 0; i < f.h->section_count; i++) {
		const struct kc_seg_section *s = &f.h->sections[i];
		uint64_t marks[] = { s->offset, s->offset + s->elem_bytes,
			s->offset + s->elem_bytes * s->hwm,
			s->offset + s->elem_bytes * s->capacity };
		for (size_t k = 0; k < 4; k++)
			for (uint64_t d = 0; d < 3; d++)
				cut[cuts++] = marks[k] + d - 1;
	}
	uint8_t *whole = malloc(f.bytes);
	cr_assert(whole);
	memcpy(whole, f.base, f.bytes);
	for (uint64_t end = 0; end <= sizeof(struct kc_seg_header) + 8; end++) {
		cr_assert_eq(ftruncate(f.fd, (off_t)end), 0);
		snprintf(what, sizeof what, "cut at %llu", (unsigned long long)end);
		looks++;
		int rc = hostile_look(f.path, what);
		cr_assert(end < sizeof(struct kc_seg_header) ? rc == -EINVAL : rc == 0, "%s: %d",
			what, rc);
		cr_assert_eq(pwrite(f.fd, whole, sizeof(struct kc_seg_header) + 64, 0),
			(ssize_t)sizeof(struct kc_seg_header) + 64);
	}
	for (size_t i = 0; i < cuts; i++) {
		cr_assert_eq(pwrite(f.fd, whole, f.bytes, 0), (ssize_t)f.bytes);
		cr_assert_eq(ftruncate(f.fd, (off_t)cut[i]), 0);
		snprintf(what, sizeof what, "cut at %llu", (unsigned long long)cut[i]);
		look(what);
	}
	free(whole);
	finish(1600);
}

static uint64_t next_random(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	return *x ^= *x << 17;
}

Test(hostile, zeroed_and_random_bytes)
{
	uint64_t x = 88172645463325252u;
	char what[64];
	hostile_make(&f, &(struct fx_opts){ .rows = 16 });
	uint8_t *whole = malloc(f.bytes);
	cr_assert(whole);
	memcpy(whole, f.base, f.bytes);
	for (int i = 0; i < 1000; i++) {
		/* A stretch of the file, and half of the times one inside the header or a table's start. */
		uint64_t at = next_random(&x) % f.bytes, n = 1 + next_random(&x) % 4096;
		if (i % 2) {
			const struct kc_seg_section *s = &f.h->sections[next_random(&x) % 9];
			at = i % 4 == 1 ? s->offset : sizeof(struct kc_seg_header) / 2;
		}
		n = n > f.bytes - at ? f.bytes - at : n;
		for (uint64_t k = 0; k < n; k++)
			f.base[at + k] = i % 8 == 0 ? 0 : (uint8_t)next_random(&x);
		if (i % 3)
			fx_seal(&f);
		snprintf(what, sizeof what, "random piece %d", i);
		look(what);
		memcpy(f.base, whole, f.bytes);
	}
	memset(f.base, 0, f.bytes);
	look("all zero");
	for (uint64_t k = 0; k < f.bytes; k++)
		f.base[k] = (uint8_t)next_random(&x);
	look("all random");
	memcpy(f.base, whole, sizeof(struct kc_seg_header));
	look("a good header and nothing else");
	free(whole);
	finish(1000);
}

Test(hostile, names)
{
	static const char *const names[] = { "\x1b]0;owned\a", "\xe2\x80\xae", "\xff\xfe\xfd",
		"%s%n%x", "a\nb", "\r", "\xf4\xbf\xbf\xbf", "../../etc/passwd" };
	hostile_make(&f, &(struct fx_opts){ .rows = 16 });
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		strcpy(f.h->name, names[i]);
		strcpy(f.h->exe, names[i]);
		strcpy(fx_chan(&f, 0)->name, names[i]);
		strcpy(fx_ep(&f, 0)->label, names[i]);
		/* The longest one fills the field: no closing zero. */
		memset(fx_ep(&f, 0)->thread, 0, KC_THREAD_NAME_BYTES);
		memcpy(fx_ep(&f, 0)->thread, names[i], strnlen(names[i], KC_THREAD_NAME_BYTES));
		fx_seal(&f);
		look(names[i]);
	}
	memset(fx_chan(&f, 0)->name, 0xff, KC_NAME_BYTES);
	memset(f.h->name, 0x01, KC_NAME_BYTES);
	memset(f.h->exe, 0x01, sizeof f.h->exe);
	fx_seal(&f);
	look("names without an end");
	finish(9);
}

/* A file of 256 GiB without a byte in it that claims that all of it is in use. */
Test(hostile, a_huge_sparse_file)
{
	hostile_make(&f, &(struct fx_opts){ .rows = 16 });
	const uint64_t huge = UINT64_C(1) << 38;
	cr_assert_eq(ftruncate(f.fd, (off_t)huge), 0);
	f.h->file_bytes = huge;
	uint64_t at = huge / 16;
	for (uint32_t i = 0; i < f.h->section_count; i++) {
		struct kc_seg_section *s = &f.h->sections[i];
		if (s->type == KC_SEC_TICKETS || s->type == KC_SEC_ENDPOINTS) {
			s->offset = at;
			at += huge / 8;
		}
		s->capacity = s->offset >= huge / 16 ? huge / 8 / s->elem_bytes : s->capacity;
		s->hwm = s->capacity;
	}
	fx_seal(&f);
	look("256 GiB in use");
	for (uint32_t i = 0; i < f.h->section_count; i++) {
		struct kc_seg_section *s = &f.h->sections[i];
		s->offset = huge / 16 * (i + 1);
		s->elem_bytes = UINT32_C(1) << 30;
		s->capacity = s->hwm = 4;
	}
	fx_seal(&f);
	look("rows of a GiB");
	cr_assert_eq(opened, 2);
	finish(2);
}
