/* The arena hands out aligned, separate blocks of every size, stays inside its limit, gives memory from one
 * size to another before it says no, and survives a full file system. */
#include "arena_fixture.h"

#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

enum { MIB = 1 << 20, PAGE = KC_ARENA_PAGE_BYTES };

Test(arena_memory, classes_cover_every_size)
{
	struct fixture f;
	fixture_open(&f, 64 * MIB, 4096, 0);
	const struct kc_seg_arena *row = f.a.row;
	cr_assert_leq(row->class_count, KC_ARENA_CLASSES_MAX);
	for (uint32_t c = 0; c < row->class_count; c++) {
		uint32_t bytes = row->classes[c].block_bytes;
		cr_assert_eq(bytes % 64, 0);
		cr_assert_eq(row->classes[c].blocks_per_page, PAGE / bytes);
		cr_assert(c == 0 || bytes > row->classes[c - 1].block_bytes);
		/* A page is used to 15/16 at least. */
		cr_assert_geq(row->classes[c].blocks_per_page * bytes, PAGE / 16 * 15);
	}
	cr_assert_eq(row->classes[0].block_bytes, 64);
	cr_assert_eq(row->classes[row->class_count - 1].block_bytes, PAGE);
	for (uint64_t len = 1; len <= PAGE; len++) {
		uint32_t c = f.a.class_of[(len + 63) / 64];
		cr_assert_geq(row->classes[c].block_bytes, len);
		cr_assert(
			c == 0 || row->classes[c - 1].block_bytes < len, "the smallest that fits");
	}
	for (uint64_t len = 1; len <= 3 * PAGE; len += len < 9000 ? 37 : 1013) {
		void *data;
		uint64_t n, h = ticket_must(&f, len, &data);
		cr_assert_eq((uintptr_t)data % 64, 0);
		memset(data, 0xff, len);
		cr_assert_eq(kc_ticket_find(&f.a, h, NULL, &n), 0);
		cr_assert_eq(n, len);
		cr_assert_eq(kc_ticket_unref(&f.a, h), 0);
	}
	fixture_audit(&f);
	cr_assert_eq(fixture_close(&f), 0);
}

/* No two live payloads overlap: each keeps its own pattern while the others are written. */
Test(arena_memory, payloads_are_separate)
{
	enum { N = 600 };
	struct fixture f;
	static uint64_t h[N], len[N];
	fixture_open(&f, 64 * MIB, 4096, 0);
	for (int i = 0; i < N; i++) {
		void *data;
		len[i] = (uint64_t)(i * 7919) % (i % 10 ? 3000 : 200000) + 1;
		h[i] = ticket_must(&f, len[i], &data);
		memset(data, i & 0xff, len[i]);
	}
	for (int i = 0; i < N; i++) {
		void *data = NULL;
		cr_assert_eq(kc_ticket_find(&f.a, h[i], &data, NULL), 0);
		for (uint64_t b = 0; b < len[i]; b++)
			cr_assert_eq(((unsigned char *)data)[b], i & 0xff);
		cr_assert_eq(kc_ticket_unref(&f.a, h[i]), 0);
	}
	fixture_audit(&f);
	cr_assert_eq(f.a.row->bytes_runs, 0);
	cr_assert_eq(fixture_close(&f), 0);
}

static uint32_t fill(struct fixture *f, uint64_t len, uint64_t *h, uint32_t max, int *rc)
{
	uint32_t n = 0;
	while (n < max && (*rc = ticket_new(f, len, &h[n], NULL)) == 0)
		n++;
	return n;
}

Test(arena_memory, limit_and_recovery)
{
	struct fixture f;
	static uint64_t h[8192];
	int rc = 0;
	fixture_open(&f, MIB, 8192, 0);
	cr_assert_eq(fill(&f, 1024, h, 8192, &rc), 1024, "every block of the limit");
	cr_assert_eq(rc, -ENOMEM);
	cr_assert_eq(f.a.row->pages_hwm, 16);
	cr_assert_eq(kc_ticket_unref(&f.a, h[500]), 0);
	h[500] = ticket_must(&f, 1000, NULL);
	for (int i = 0; i < 1024; i++)
		cr_assert_eq(kc_ticket_unref(&f.a, h[i]), 0);
	/* All of it for other sizes in turn: what one size does not use is not lost to the next. */
	for (uint64_t len = 64; len <= 2 * PAGE; len *= 2) {
		uint32_t n = fill(&f, len, h, 8192, &rc);
		cr_assert_eq(n, len == 64 ? 8192 : MIB / len); /* the table, or the limit */
		cr_assert_eq(rc, n == 8192 ? 0 : -ENOMEM);
		fixture_audit(&f);
		for (uint32_t i = 0; i < n; i++)
			cr_assert_eq(kc_ticket_unref(&f.a, h[i]), 0);
	}
	cr_assert_eq(ticket_new(&f, MIB + 1, &h[0], NULL), -ENOMEM);
	cr_assert_eq(ticket_new(&f, UINT64_MAX, &h[0], NULL), -ENOMEM);
	fixture_audit(&f);
	cr_assert_eq(fixture_close(&f), 0);
}

/* The table is used up by one size: another size gets entries as they come free. */
Test(arena_memory, table_exhaustion)
{
	struct fixture f;
	uint64_t h[100], other;
	int rc = 0;
	fixture_open(&f, 16 * MIB, 100, 0);
	cr_assert_eq(fill(&f, 64, h, 100, &rc), 100);
	cr_assert_eq(ticket_new(&f, 64, &other, NULL), -ENOSPC);
	cr_assert_eq(ticket_new(&f, 4096, &other, NULL), -ENOSPC);
	cr_assert_eq(ticket_new(&f, 100000, &other, NULL), -ENOSPC);
	/* One of a page of 64-byte blocks: its page stays, its entry moves. */
	cr_assert_eq(kc_ticket_unref(&f.a, h[50]), 0);
	other = ticket_must(&f, 4096, NULL);
	fixture_audit(&f);
	cr_assert_eq(kc_ticket_unref(&f.a, other), 0);
	other = ticket_must(&f, 100000, NULL);
	cr_assert_eq(kc_ticket_unref(&f.a, other), 0);
	h[50] = ticket_must(&f, 64, NULL);
	fixture_audit(&f);
	for (int i = 0; i < 100; i++)
		cr_assert_eq(kc_ticket_unref(&f.a, h[i]), 0);
	cr_assert_eq(fixture_close(&f), 0);
}

Test(arena_memory, runs)
{
	struct fixture f;
	void *a, *b, *c;
	fixture_open(&f, 16 * PAGE, 64, 0);
	uint64_t ha = ticket_must(&f, 5 * PAGE, &a), hb = ticket_must(&f, 4 * PAGE + 1, &b);
	cr_assert_eq(f.a.row->bytes_runs, 10 * PAGE);
	cr_assert_eq(ticket_row(&f, hb)->pages, 5);
	cr_assert_eq((char *)b - (char *)a, 5 * PAGE);
	uint64_t none;
	cr_assert_eq(ticket_new(&f, 7 * PAGE, &none, NULL), -ENOMEM);
	uint64_t hc = ticket_must(&f, 6 * PAGE, &c);
	cr_assert_eq(ticket_new(&f, 1, &none, NULL), -ENOMEM);
	memset(a, 1, 5 * PAGE);
	memset(b, 2, 4 * PAGE + 1);
	memset(c, 3, 6 * PAGE);
	cr_assert_eq(((char *)a)[5 * PAGE - 1], 1);
	cr_assert_eq(kc_ticket_unref(&f.a, ha), 0);
	cr_assert_eq(kc_ticket_unref(&f.a, ha), -ESTALE);
	cr_assert_eq(ticket_new(&f, 6 * PAGE, &none, NULL), -ENOMEM, "no six in a row");
	ha = ticket_must(&f, 2 * PAGE, &a);
	fixture_audit(&f);
	cr_assert_eq(kc_ticket_unref(&f.a, hb), 0);
	cr_assert_eq(kc_ticket_unref(&f.a, ha), 0);
	ha = ticket_must(&f, 10 * PAGE, &a); /* neighbours are one again */
	cr_assert_eq(kc_ticket_unref(&f.a, ha), 0);
	cr_assert_eq(kc_ticket_unref(&f.a, hc), 0);
	fixture_audit(&f);
	cr_assert_eq(fixture_close(&f), 0);
}

Test(arena_memory, rings_are_zeroed_and_separate)
{
	enum { N = 700 };
	struct fixture f;
	static uint64_t at[N], bytes[N];
	fixture_open(&f, 64 * MIB, 64, 0);
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < N; i++) {
			bytes[i] = (uint64_t)(i * 6007 + round * 13) % (i % 16 ? 5000 : 300000) + 1;
			cr_assert_eq(kc_arena_ring_alloc(&f.a, bytes[i], (uint32_t)i, &at[i]), 0);
			cr_assert_eq(at[i] % 128, 0);
			uint8_t *p = f.a.base + at[i];
			for (uint64_t b = 0; b < bytes[i]; b++)
				cr_assert_eq(p[b], 0);
			memset(p, 1 + i % 250, bytes[i]);
		}
		fixture_audit(&f);
		for (int k = 0; k < N; k++) {
			int i = (k * 37) % N;
			for (uint64_t b = 0; b < bytes[i]; b++)
				cr_assert_eq(f.a.base[at[i] + b], 1 + i % 250);
			kc_arena_ring_free(&f.a, at[i]);
		}
		cr_assert_eq(f.a.row->bytes_rings, 0);
		fixture_audit(&f);
	}
	uint64_t none;
	cr_assert_eq(kc_arena_ring_alloc(&f.a, 65 * MIB, 0, &none), -ENOMEM);
	fixture_close(&f);
}

static uint64_t blocks_used(int fd)
{
	struct stat st;
	cr_assert_eq(fstat(fd, &st), 0);
	return (uint64_t)st.st_blocks * 512;
}

Test(arena_memory, trim_gives_memory_back)
{
	struct fixture f;
	static uint64_t h[4096];
	int rc;
	fixture_open(&f, 64 * MIB, 4096, 0);
	uint64_t keep = ticket_must(&f, 64, NULL);
	cr_assert_eq(fill(&f, 8192, h, 1000, &rc), 1000);
	uint64_t used = blocks_used(f.a.fd);
	cr_assert_geq(used, 1000 * 8192);
	for (int i = 0; i < 1000; i++)
		cr_assert_eq(kc_ticket_unref(&f.a, h[i]), 0);
	uint64_t given = kc_arena_trim(&f.a);
	cr_assert_geq(given, 1000 * 8192);
	cr_assert_eq(blocks_used(f.a.fd), used - given);
	cr_assert_eq(blocks_used(f.a.fd), PAGE, "the page of the live ticket");
	cr_assert_eq(f.a.grown, PAGE);
	fixture_audit(&f);
	void *data;
	cr_assert_eq(kc_ticket_find(&f.a, keep, &data, NULL), 0);
	cr_assert_eq(fill(&f, 8192, h, 1000, &rc), 1000, "and it comes again");
	fixture_audit(&f);
	fixture_close(&f);
}

/* ThreadSanitizer has no room for as much. */
#ifdef KC_TSAN
#define HUGE_LIMIT (UINT64_C(1) << 34)
#else
#define HUGE_LIMIT (UINT64_C(1) << 40)
#endif

Test(arena_memory, a_tebibyte_is_free)
{
	struct fixture f;
	fixture_open(&f, HUGE_LIMIT, 1024, 0);
	cr_assert_eq(f.a.limit, HUGE_LIMIT);
	cr_assert_eq(blocks_used(f.a.fd), 0);
	struct stat st;
	cr_assert_eq(fstat(f.a.fd, &st), 0);
	cr_assert_eq((uint64_t)st.st_size, HUGE_LIMIT);
	ticket_must(&f, 100, NULL);
	cr_assert_leq(blocks_used(f.a.fd), MIB);
	fixture_close(&f);
}

Test(arena_memory, sealed)
{
	struct fixture f;
	fixture_open(&f, MIB, 64, 0);
	int seals = fcntl(f.a.fd, F_GET_SEALS);
	cr_assert_eq(seals & (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL),
		F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
	cr_assert_lt(ftruncate(f.a.fd, 0), 0);
	cr_assert_eq(f.seg.header->arena_fd, f.a.fd);
	cr_assert_eq(f.seg.header->header_crc,
		kc_crc32c(0, f.seg.header, offsetof(struct kc_seg_header, header_crc)));
	fixture_close(&f);
}

static bool exists(const struct fixture *f, const char *file)
{
	char path[256];
	snprintf(path, sizeof path, "%s/%s", f->dir, file);
	return access(path, F_OK) == 0;
}

Test(arena_memory, named_file)
{
	struct fixture f;
	struct stat st;
	cr_assert_eq(fixture_try(&f, MIB, 64, KC_ARENA_FILE, "x.kca"), 0, "%s", kc_reason());
	cr_assert_eq(fstat(f.a.fd, &st), 0);
	cr_assert_eq(st.st_mode & 07777, 0600);
	cr_assert_eq(f.seg.header->arena_fd, -1);
	void *data;
	ticket_must(&f, 10, &data);
	memcpy(data, "kept", 5);
	char text[5];
	struct fixture second;
	second.a = f.a;
	cr_assert_eq(kc_arena_open(&second.a, &f.seg, MIB, "x.kca"), -EEXIST);
	cr_assert(strstr(kc_reason(), "x.kca"));
	cr_assert_eq(kc_arena_close(&f.a), 1);
	cr_assert(exists(&f, "x.kca"), "payloads of live tickets stay with the report");
	char path[256];
	snprintf(path, sizeof path, "%s/x.kca", f.dir);
	int fd = open(path, O_RDONLY);
	cr_assert_eq(pread(fd, text, 5, 0), 5);
	cr_assert_str_eq(text, "kept");
	close(fd);

	cr_assert_eq(kc_arena_open(&f.a, &f.seg, MIB, "y.kca"), 0);
	cr_assert_eq(kc_arena_close(&f.a), 0);
	cr_assert_not(exists(&f, "y.kca"));
	kc_segment_close(&f.seg, 0);
	nftw(f.dir, fixture_remove, 8, FTW_DEPTH | FTW_PHYS);
}

/* --- faults ------------------------------------------------------------------------------------ */

static int (*real_fallocate)(int fd, int mode, uint64_t offset, uint64_t bytes);
static uint64_t fallocate_largest;
static int failing_fd = -1;

static int fallocate_fails(int fd, int mode, uint64_t offset, uint64_t bytes)
{
	if (fd == failing_fd && !(mode & 2) && bytes > fallocate_largest)
		return -ENOSPC;
	return real_fallocate(fd, mode, offset, bytes);
}

static void inject(int fd, uint64_t largest)
{
	if (!real_fallocate)
		real_fallocate = kc_sys.fallocate;
	kc_sys.fallocate = fallocate_fails;
	failing_fd = fd;
	fallocate_largest = largest;
}

Test(arena_memory, full_file_system)
{
	struct fixture f;
	static uint64_t h[4096];
	int rc = 0;
	void *data;
	fixture_open(&f, 64 * MIB, 4096, 0);
	uint64_t first = ticket_must(&f, 65536, &data), none;
	memset(data, 9, 65536);
	inject(f.a.fd, 0);
	uint32_t n = fill(&f, 65536, h, 4096, &rc);
	cr_assert_eq(rc, -ENOSPC);
	cr_assert_eq(ticket_new(&f, 3 * PAGE, &none, NULL), -ENOSPC);
	cr_assert_eq(kc_arena_ring_alloc(&f.a, 3 * PAGE, 0, &none), -ENOSPC);
	cr_assert_eq(((char *)data)[65535], 9, "the program goes on");
	/* What is there already still serves other sizes. */
	cr_assert_eq(kc_ticket_unref(&f.a, first), 0);
	first = ticket_must(&f, 100, NULL);
	cr_assert_eq(ticket_new(&f, 65536, &none, NULL), -ENOSPC);
	fixture_audit(&f);
	/* Room for the smallest step only: growth falls back to it. */
	inject(f.a.fd, PAGE);
	for (int i = 0; i < 100; i++)
		ticket_must(&f, 65536, NULL);
	inject(-1, 0);
	n += fill(&f, 65536, h + n, 100, &rc);
	cr_assert_eq(rc, 0);
	fixture_audit(&f);
	fixture_close(&f);
}

Test(arena_memory, full_segment_folder)
{
	struct fixture f;
	static uint64_t h[4096];
	int rc = 0;
	fixture_open(&f, 64 * MIB, 1 << 20, 0);
	inject(f.seg.fd, 0);
	cr_assert_eq(fill(&f, 64, h, 1, &rc), 0, "no room for the tables");
	cr_assert_eq(rc, -ENOSPC);
	inject(-1, 0);
	cr_assert_eq(fill(&f, 64, h, 900, &rc), 900);
	inject(f.seg.fd, 0);
	uint32_t n = fill(&f, 64, h + 900, 3000, &rc);
	cr_assert_eq(rc, -ENOSPC);
	for (uint32_t i = 0; i < 900 + n; i++)
		cr_assert_eq(kc_ticket_unref(&f.a, h[i]), 0);
	fixture_audit(&f);
	inject(-1, 0);
	cr_assert_eq(fixture_close(&f), 0);
}

static int getrlimit_small(int resource, struct rlimit *out)
{
	(void)resource;
	*out = (struct rlimit){ MIB, MIB };
	return 0;
}

Test(arena_memory, file_size_limit)
{
	struct fixture f;
	fixture_open(&f, MIB, 64, 0);
	kc_sys.getrlimit = getrlimit_small;
	struct kc_arena b;
	cr_assert_eq(kc_arena_open(&b, &f.seg, 2 * MIB, NULL), -EFBIG);
	cr_assert(strstr(kc_reason(), "ulimit -f"));
	fixture_close(&f);
}
