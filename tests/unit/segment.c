/* Proves that a segment file says about its process and its tables what is true, grows by what is
 * asked, appears complete and disappears as promised. */
#include "segment-kit.h"

#include <pthread.h>

#include "base/atomic.h"
#include "base/clock.h"
#include "base/crc32c.h"

TestSuite(segment, .init = kit_begin, .fini = kit_end);

static struct kc_segment seg;

static void create(const struct kc_segment_opts *o)
{
	int rc = kc_segment_create(&seg, o);
	cr_assert_eq(rc, 0, "%s: %s", strerrorname_np(-rc), kc_reason());
}

/* Field 22 of /proc/self/stat, read another way than the library does. */
static uint64_t own_start(void)
{
	char line[1024];
	FILE *f = fopen("/proc/self/stat", "re");
	cr_assert_not_null(fgets(line, sizeof line, f));
	fclose(f);
	unsigned long long start = 0;
	cr_assert_eq(
		sscanf(strrchr(line, ')'),
			") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d "
			"%*d %*d %llu",
			&start),
		1);
	return start;
}

Test(segment, header_says_what_is_true)
{
	struct kc_segment_opts o = kit_opts("orders");
	o.flags = 1;
	o.keep = true;
	o.tls_abi = 3;
	o.tls_offset = -72;
	o.arena_bytes = (UINT64_C(256) << 20) - 5;
	create(&o);
	struct kc_seg_header h = kit_header(seg.path);

	cr_expect_eq(h.magic, KC_SEG_MAGIC);
	cr_expect_eq(h.layout_major, KC_LAYOUT_MAJOR);
	cr_expect_eq(h.layout_minor, 1);
	cr_expect_eq(h.byte_order, UINT32_C(0x01020304));
	cr_expect_eq(h.header_bytes, 4096u);
	cr_expect_eq(h.pid, (uint32_t)getpid());
	cr_expect_eq(h.uid, geteuid());
	cr_expect_eq(h.pid_start, own_start());
	cr_expect_neq(h.pid_start, 0u);
	cr_expect_eq(h.flags, 1u);
	cr_expect_eq(h.brand, 77u);
	cr_expect_eq(h.arena_page_bytes, 65536u);
	cr_expect_eq(h.arena_bytes, UINT64_C(256) << 20, "rounded up to pages");
	cr_expect_eq(h.arena_fd, -1);
	cr_expect_eq(h.tls_abi, 3u);
	cr_expect_eq(h.tls_offset, -72);
	cr_expect_str_eq(h.name, "orders");
	cr_expect_str_eq(h.lib_version, KC_VERSION_STRING);
	cr_expect_eq(h.state, (uint32_t)KC_SEG_LIVE);
	cr_expect_eq(h.structure_seq, 0u);
	cr_expect_eq(h.closed_mono_ns, 0u);
	cr_expect_eq(h.header_crc, kc_crc32c(0, &h, offsetof(struct kc_seg_header, header_crc)));

	char file[160], exe[512], ns[64], boot[64] = "", text[64];
	snprintf(file, sizeof file, "orders.%d.%016" PRIx64 ".kcs", getpid(), h.instance);
	cr_expect_str_eq(seg.file, file);
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	exe[n < 255 ? n : 255] = 0;
	cr_expect_str_eq(h.exe, exe);
	n = readlink("/proc/self/ns/pid", ns, sizeof ns - 1);
	ns[n] = 0;
	snprintf(text, sizeof text, "pid:[%" PRIu64 "]", h.pidns_inode);
	cr_expect_str_eq(text, ns);
	FILE *f = fopen("/proc/sys/kernel/random/boot_id", "re");
	cr_assert_not_null(fgets(boot, sizeof boot, f));
	fclose(f);
	char *p = text;
	for (int i = 0; i < 16; i++)
		p += sprintf(p, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "",
			h.boot_id[i]);
	cr_expect_eq(strncmp(boot, text, 36), 0, "%s %s", boot, text);

	struct stat st;
	cr_assert_eq(stat(seg.path, &st), 0);
	cr_expect_eq(h.file_bytes, (uint64_t)st.st_size);
	cr_expect_eq(st.st_mode & 07777, 0600u);
	cr_expect_eq(st.st_nlink, 1u);
	kc_segment_close(&seg, 0);
}

Test(segment, build_id_is_the_one_readelf_finds)
{
	struct kc_segment_opts o = kit_opts("b");
	create(&o);
	char command[600], line[256], want[64] = "", got[64] = "";
	snprintf(command, sizeof command, "readelf -n '%s' 2>/dev/null", seg.header->exe);
	FILE *f = popen(command, "re");
	cr_assert_not_null(f);
	while (fgets(line, sizeof line, f))
		sscanf(line, " Build ID: %63s", want);
	pclose(f);
	if (!want[0])
		kit_skip("readelf is missing, or this program has no build-id");
	for (uint32_t i = 0; i < seg.header->build_id_bytes; i++)
		sprintf(got + 2 * i, "%02x", seg.header->build_id[i]);
	cr_expect_str_eq(got, want);
	kc_segment_close(&seg, 0);
}

Test(segment, clock_pairs_bracket_the_opening)
{
	struct kc_segment_opts o = kit_opts("c");
	uint32_t kind = kc_ticks_kind();
	uint64_t ticks = kc_ticks(kind), mono = kc_mono_ns(), wall = kc_clock_ns(CLOCK_REALTIME);
	create(&o);
	const struct kc_seg_header *h = seg.header;
	cr_expect_eq(h->clock_kind, kind);
	cr_expect(h->clock_open.ticks >= ticks && h->clock_open.ticks <= kc_ticks(kind));
	cr_expect(h->clock_open.mono_ns >= mono && h->clock_open.mono_ns <= kc_mono_ns());
	cr_expect_geq(h->clock_open.wall_ns, wall);
	cr_expect_eq(h->clock_open.seq % 2, 0u);
	cr_expect_eq(memcmp(&h->clock_open, &h->clock_latest, sizeof h->clock_open), 0);
	kc_segment_close(&seg, 0);
}

/* Independent of plan.c: what the tables must be able to hold, and that none overlaps another. */
Test(segment, contents_are_complete_and_disjoint)
{
	static const struct {
		uint32_t type;
		size_t elem_bytes;
		uint64_t at_least;
	} want[] = {
		{ KC_SEC_SCHEMA, 256, 11 },
		{ KC_SEC_CHANNELS, 768, 4096 },
		{ KC_SEC_ENDPOINTS, 512, 16384 },
		{ KC_SEC_RINGS, 1792, 4096 + 16384 },
		{ KC_SEC_TICKETS, 64, 1 << 20 },
		{ KC_SEC_THREADS, 64, 16384 },
		{ KC_SEC_ARENA, sizeof(struct kc_seg_arena), 1 },
		{ KC_SEC_PAGES, 32, 4096 },
		{ KC_SEC_MAGAZINES, 256, (1 << 20) / 31 + 65536 },
		{ KC_SEC_HISTS, 4864, 4 * 4096 + 2 * 16384 },
		{ KC_SEC_RECORDER, 2176, 16384 },
		{ KC_SEC_CHUNKS, 64, 4 * 1024 + 4096 + 16384 },
	};
	struct kc_segment_opts o = kit_opts("d");
	create(&o);
	struct kc_seg_header h = kit_header(seg.path);
	cr_assert_eq(h.section_count, sizeof want / sizeof want[0]);
	uint64_t end = KC_SEG_HEADER_BYTES;
	for (uint32_t i = 0; i < h.section_count; i++) {
		const struct kc_seg_section *s = &h.sections[i];
		cr_expect_eq(s->type, want[i].type);
		cr_expect_eq(s->version, 1u);
		cr_expect_eq(s->elem_bytes, want[i].elem_bytes, "section %u", s->type);
		cr_expect_geq(s->capacity, want[i].at_least, "section %u", s->type);
		cr_expect_eq(s->offset % 65536, 0u);
		cr_expect_geq(s->offset, end, "section %u overlaps", s->type);
		end = s->offset + s->elem_bytes * s->capacity;
		cr_expect_eq(s->hwm, i == 0 ? s->capacity : s->type == KC_SEC_ARENA ? 1u : 0u);
	}
	cr_expect_leq(end, h.file_bytes);
	kc_segment_close(&seg, 0);
}

Test(segment, fewer_endpoints_need_fewer_threads)
{
	static const uint64_t pair[][2] = { { 1, 64 }, { 64, 64 }, { 65, 65 }, { 16384, 16384 },
		{ 100000, 16384 } };
	for (size_t i = 0; i < sizeof pair / sizeof pair[0]; i++) {
		struct kc_segment_opts o = kit_opts("t");
		o.endpoints_max = pair[i][0];
		create(&o);
		cr_expect_eq(seg.section[KC_SEC_THREADS]->capacity, pair[i][1]);
		kc_segment_close(&seg, 0);
	}
}

Test(segment, maxima_out_of_range_are_refused)
{
	struct kc_segment_opts bad[8];
	for (int i = 0; i < 8; i++)
		bad[i] = kit_opts("m");
	bad[0].channels_max = 0;
	bad[1].endpoints_max = 0;
	bad[2].tickets_max = 0;
	bad[3].arena_bytes = 0;
	bad[4].tickets_max = (UINT64_C(1) << 22) + 1;
	bad[5].endpoints_max = UINT64_MAX;
	bad[6].arena_bytes = UINT64_MAX;
	bad[7].channels_max = UINT64_C(1) << 40;
	for (int i = 0; i < 8; i++) {
		cr_expect_eq(kc_segment_create(&seg, &bad[i]), -EINVAL, "case %d", i);
		cr_expect_not_null(strchr(kc_reason(), ':'), "%s", kc_reason());
	}
	cr_expect_eq(kit_count(kit_dir, ""), 0);
}

Test(segment, schema_describes_every_counter)
{
	static const struct {
		const char *name, *unit, *help;
		uint32_t level;
		size_t offset;
	} want[] = {
#define KC_COUNTER(name, type, unit, level, help, text) \
	{ #name, unit, help, level, offsetof(struct kc_seg_counters, name) },
#include "stats/counters.def"
#undef KC_COUNTER
	};
	struct kc_segment_opts o = kit_opts("s");
	create(&o);
	const struct kc_seg_section *s = seg.section[KC_SEC_SCHEMA];
	cr_assert_eq(s->hwm, sizeof want / sizeof want[0]);
	for (uint32_t i = 0; i < s->hwm; i++) {
		const struct kc_seg_schema *row = kc_segment_row(&seg, KC_SEC_SCHEMA, i);
		cr_expect_str_eq(row->name, want[i].name);
		cr_expect_str_eq(row->unit, want[i].unit);
		cr_expect_str_eq(row->help, want[i].help);
		cr_expect_str_eq(row->type, "counter");
		cr_expect_eq(row->level, want[i].level);
		cr_expect_eq(row->offset, want[i].offset);
	}
	kc_segment_close(&seg, 0);
}

/* Each row that was reserved has memory and is zero; the mark is what was asked, not what was
 * taken. */
Test(segment, reserve_gives_memory_row_by_row)
{
	struct kc_segment_opts o = kit_opts("r");
	create(&o);
	struct kc_seg_section *s = seg.section[KC_SEC_RINGS];
	for (uint64_t rows = 1; rows <= 3000; rows++) {
		cr_assert_eq(kc_segment_reserve(&seg, KC_SEC_RINGS, rows), 0, "%s", kc_reason());
		cr_assert_eq(s->hwm, rows);
		struct kc_seg_ring *ring = kc_segment_row(&seg, KC_SEC_RINGS, rows - 1);
		cr_assert_eq(
			(uint8_t *)ring - seg.base, (ptrdiff_t)(s->offset + (rows - 1) * 1792));
		cr_assert_eq(ring->gen, 0u);
		cr_assert_geq(seg.allocated[KC_SEC_RINGS], rows * 1792);
		memset(ring, 0xff, sizeof *ring);
	}
	cr_expect_eq(kc_segment_reserve(&seg, KC_SEC_RINGS, 5), 0);
	cr_expect_eq(s->hwm, 3000u, "it never goes back");
	cr_expect_leq(seg.allocated[KC_SEC_RINGS], UINT64_C(2) * 3000 * 1792);
	struct stat st;
	cr_assert_eq(fstat(seg.fd, &st), 0);
	uint64_t sum = KC_SEG_HEADER_BYTES;
	for (int i = 0; i <= KC_SEC_CHUNKS; i++)
		sum += seg.allocated[i];
	cr_expect_eq((uint64_t)st.st_blocks * 512, sum, "nothing else has memory");
	kc_segment_close(&seg, 0);
}

Test(segment, a_full_table_names_its_option)
{
	struct kc_segment_opts o = kit_opts("f");
	o.endpoints_max = 100;
	create(&o);
	cr_expect_eq(kc_segment_reserve(&seg, KC_SEC_ENDPOINTS, 100), 0);
	memset(kc_segment_row(&seg, KC_SEC_ENDPOINTS, 99), 1, sizeof(struct kc_seg_endpoint));
	kit_refused(kc_segment_reserve(&seg, KC_SEC_ENDPOINTS, 101), -ENOSPC, "endpoints_max");
	cr_expect_eq(seg.section[KC_SEC_ENDPOINTS]->hwm, 100u);
	kc_segment_close(&seg, 0);
}

static void *grow(void *arg)
{
	uint32_t type = *(uint32_t *)arg;
	for (uint64_t rows = 1; rows <= 4000; rows++) {
		if (kc_segment_reserve(&seg, type, rows))
			return "reserve failed";
		*(uint32_t *)kc_segment_row(&seg, type, rows - 1) = type;
	}
	return NULL;
}

Test(segment, sections_grow_at_the_same_time)
{
	uint32_t type[] = { KC_SEC_CHANNELS, KC_SEC_ENDPOINTS, KC_SEC_HISTS, KC_SEC_RECORDER };
	struct kc_segment_opts o = kit_opts("g");
	pthread_t t[4];
	create(&o);
	for (int i = 0; i < 4; i++)
		cr_assert_eq(pthread_create(&t[i], NULL, grow, &type[i]), 0);
	for (int i = 0; i < 4; i++) {
		void *failure;
		pthread_join(t[i], &failure);
		cr_expect_null(failure);
		for (uint64_t row = 0; row < 4000; row++)
			cr_assert_eq(*(uint32_t *)kc_segment_row(&seg, type[i], row), type[i]);
	}
	kc_segment_close(&seg, 0);
}

/* 16 Mi page rows are 512 MiB of address space and nothing else. */
Test(segment, a_terabyte_of_arena_costs_nothing)
{
	struct kc_segment_opts o = kit_opts("huge");
	o.arena_bytes = UINT64_C(1) << 40;
	create(&o);
	struct stat st;
	cr_assert_eq(fstat(seg.fd, &st), 0);
	cr_expect_geq(st.st_size, 512 << 20);
	cr_expect_leq(st.st_blocks * 512, 256 << 10, "%ld KiB", (long)st.st_blocks / 2);
	cr_expect_eq(seg.section[KC_SEC_PAGES]->capacity, UINT64_C(1) << 24);
	cr_expect_eq(kc_segment_reserve(&seg, KC_SEC_PAGES, 1), 0);
	kc_segment_close(&seg, 0);
}

/* Whether the mapping at an address is left out of core dumps, as the kernel says. */
static bool left_out(const void *address)
{
	char line[512];
	bool inside = false, out = false;
	FILE *f = fopen("/proc/self/smaps", "re");
	cr_assert_not_null(f);
	while (fgets(line, sizeof line, f)) {
		unsigned long a, b;
		if (sscanf(line, "%lx-%lx ", &a, &b) == 2 && strchr(line, '-') < strchr(line, ' '))
			inside = (uintptr_t)address >= a && (uintptr_t)address < b;
		else if (inside && strncmp(line, "VmFlags:", 8) == 0)
			out = strstr(line, " dd") != NULL;
	}
	fclose(f);
	return out;
}

Test(segment, core_dumps_hold_what_has_memory)
{
	struct kc_segment_opts o = kit_opts("core");
	create(&o);
	cr_expect_not(left_out(seg.base));
	cr_expect_not(left_out(kc_segment_row(&seg, KC_SEC_SCHEMA, 0)));
	const struct kc_seg_section *s = seg.section[KC_SEC_TICKETS];
	cr_expect(left_out(seg.base + s->offset));
	cr_assert_eq(kc_segment_reserve(&seg, KC_SEC_TICKETS, 2048), 0);
	cr_expect_not(left_out(seg.base + s->offset));
	cr_expect_not(left_out(seg.base + s->offset + 2047 * 64));
	cr_expect(left_out(seg.base + s->offset + seg.allocated[KC_SEC_TICKETS]));
	kc_segment_close(&seg, 0);
}

Test(segment, clock_is_refreshed_once_a_second_by_one)
{
	struct kc_segment_opts o = kit_opts("k");
	create(&o);
	struct kc_seg_clock *c = &seg.header->clock_latest;
	c->mono_ns -= UINT64_C(2000000000);
	struct kc_seg_clock old = *c;
	seg.clock_busy = 1;
	kc_segment_refresh_clock(&seg);
	cr_expect_eq(memcmp(&old, c, sizeof old), 0, "another one was at it");
	seg.clock_busy = 0;
	kc_segment_refresh_clock(&seg);
	cr_expect_eq(c->seq, old.seq + 2);
	cr_expect_gt(c->ticks, old.ticks);
	cr_expect_geq(c->mono_ns, old.mono_ns + UINT64_C(2000000000));
	cr_expect_eq(seg.clock_busy, 0u);
	/* Not a second old, and stays so however slow this machine is. */
	c->mono_ns = kc_mono_ns() + UINT64_C(3600000000000);
	old = *c;
	kc_segment_refresh_clock(&seg);
	cr_expect_eq(memcmp(&old, c, sizeof old), 0);
	kc_segment_close(&seg, 0);
}

Test(segment, structure_sequence_is_odd_during_a_change)
{
	struct kc_segment_opts o = kit_opts("q");
	create(&o);
	kc_segment_change_begin(&seg);
	cr_expect_eq(kit_header(seg.path).structure_seq, 1u);
	kc_segment_change_end(&seg);
	cr_expect_eq(kit_header(seg.path).structure_seq, 2u);
	kc_segment_close(&seg, 0);
}

Test(segment, arena_descriptor_keeps_the_checksum_true)
{
	struct kc_segment_opts o = kit_opts("a");
	create(&o);
	kc_segment_set_arena_fd(&seg, 42);
	struct kc_seg_header h = kit_header(seg.path);
	cr_expect_eq(h.arena_fd, 42);
	cr_expect_eq(h.header_crc, kc_crc32c(0, &h, offsetof(struct kc_seg_header, header_crc)));
	kc_segment_close(&seg, 0);
}

Test(segment, clean_close_leaves_nothing)
{
	struct kc_segment_opts o = kit_opts("x");
	int before = kit_descriptors();
	create(&o);
	int watch = open(seg.path, O_RDONLY | O_CLOEXEC);
	cr_expect_eq(kit_count(kit_dir, ""), 1, "one file and no other");
	uint64_t opened = kc_mono_ns();
	kc_segment_close(&seg, 0);
	cr_expect_eq(kit_count(kit_dir, ""), 0);
	struct kc_seg_header h;
	cr_assert_eq(pread(watch, &h, sizeof h, 0), (ssize_t)sizeof h);
	cr_expect_eq(h.state, (uint32_t)KC_SEG_CLOSED, "who watches learns that it was closed");
	cr_expect(h.closed_mono_ns >= opened && h.closed_mono_ns <= kc_mono_ns());
	close(watch);
	cr_expect_eq(kit_descriptors(), before);
}

Test(segment, keep_and_live_tickets_leave_the_file)
{
	char path[sizeof seg.path];
	struct kc_segment_opts o = kit_opts("kept");
	o.keep = true;
	create(&o);
	strcpy(path, seg.path);
	kc_segment_close(&seg, 0);
	struct kc_seg_header h = kit_header(path);
	cr_expect_eq(h.state, (uint32_t)KC_SEG_CLOSED);
	cr_expect_eq(h.tickets_live_at_close, 0u);
	o = kit_opts("leak");
	create(&o);
	strcpy(path, seg.path);
	kc_segment_close(&seg, 3);
	h = kit_header(path);
	cr_expect_eq(h.state, (uint32_t)KC_SEG_CLOSED);
	cr_expect_eq(h.tickets_live_at_close, 3u);
	cr_expect_eq(h.clock_latest.seq % 2, 0u);
}

Test(segment, group_may_read_on_request_whatever_the_umask)
{
	struct kc_segment_opts o = kit_opts("group");
	struct stat st;
	umask(0777);
	o.group_read = true;
	create(&o);
	cr_assert_eq(stat(seg.path, &st), 0);
	cr_expect_eq(st.st_mode & 07777, 0640u);
	kc_segment_close(&seg, 0);
	o.group_read = false;
	create(&o);
	cr_assert_eq(stat(seg.path, &st), 0);
	cr_expect_eq(st.st_mode & 07777, 0600u);
	kc_segment_close(&seg, 0);
}

static bool locked(const char *path)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1 };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	cr_assert_eq(fcntl(fd, F_OFD_GETLK, &l), 0);
	close(fd);
	return l.l_type != F_UNLCK;
}

Test(segment, the_owner_holds_the_lock)
{
	char path[sizeof seg.path];
	struct kc_segment_opts o = kit_opts("lock");
	o.keep = true;
	create(&o);
	strcpy(path, seg.path);
	cr_expect(locked(path));
	kc_segment_close(&seg, 0);
	cr_expect_not(locked(path));
}
