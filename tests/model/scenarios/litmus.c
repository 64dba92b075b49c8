/* litmus.c - the explorer itself: small programs of which the C11 memory model says what may happen. What may not must
 * never be met, and what may must be met at least once, or the searches of the other scenarios prove nothing. The names
 * are those of the literature (J. Alglave, L. Maranget, M. Tautschnig, "Herding cats", 2014). */
#include <linux/membarrier.h>

#include "base/atomic.h"
#include "base/sys.h"
#include "kit.h"

static uint32_t x, y, flag;
static uint64_t data;
static uint32_t r[EXPLORE_THREADS][2];

static void begin(void)
{
	x = y = flag = 0;
	data = 0;
	memset(r, 0, sizeof r);
}

/* --- MP: message passing --------------------------------------------------------------------- */

static void write_release(void)
{
	kc_store_relaxed(&x, 1u);
	kc_store_release(&y, 1u);
}
static void write_relaxed(void)
{
	kc_store_relaxed(&x, 1u);
	kc_store_relaxed(&y, 1u);
}
static void write_fence(void)
{
	kc_store_relaxed(&x, 1u);
	kc_fence_release();
	kc_store_relaxed(&y, 1u);
}
static void read_acquire(void)
{
	r[1][0] = kc_load_acquire(&y);
	r[1][1] = kc_load_relaxed(&x);
}
static void read_relaxed(void)
{
	r[1][0] = kc_load_relaxed(&y);
	r[1][1] = kc_load_relaxed(&x);
}
static void read_fence(void)
{
	r[1][0] = kc_load_relaxed(&y);
	kc_fence_acquire();
	r[1][1] = kc_load_relaxed(&x);
}
static bool mp_weak(void)
{
	return r[1][0] == 1 && r[1][1] == 0;
}
static bool mp_met(void)
{
	return r[1][0] == 1 && r[1][1] == 1;
}
static void mp_forbidden(void)
{
	explore_require(!mp_weak());
}
SCENARIO(litmus_mp, .shows = "release and acquire", .prepare = begin,
	.thread = { write_release, read_acquire }, .check = mp_forbidden, .wanted = mp_met);
SCENARIO(litmus_mp_fences, .shows = "release and acquire fences", .prepare = begin,
	.thread = { write_fence, read_fence }, .check = mp_forbidden, .wanted = mp_met);
SCENARIO(litmus_mp_relaxed_store, .shows = "without release the message may be old",
	.prepare = begin, .thread = { write_relaxed, read_acquire }, .wanted = mp_weak);
SCENARIO(litmus_mp_relaxed_load, .shows = "without acquire the message may be old",
	.prepare = begin, .thread = { write_release, read_relaxed }, .wanted = mp_weak);

/* --- SB: store buffering, what the wait protocols are about ----------------------------------- */

static void sb(unsigned i, uint32_t *mine, const uint32_t *other, int fence)
{
	kc_store_relaxed(mine, 1u);
	if (fence == 2)
		kc_fence_full();
	else if (fence == 1)
		kc_barrier();
	r[i][0] = kc_load_relaxed(other);
}
static void sb_0(void)
{
	sb(0, &x, &y, 0);
}
static void sb_1(void)
{
	sb(1, &y, &x, 0);
}
static void sb_fence_0(void)
{
	sb(0, &x, &y, 2);
}
static void sb_fence_1(void)
{
	sb(1, &y, &x, 2);
}
static void sb_compiler_0(void)
{
	sb(0, &x, &y, 1);
}
static void sb_membarrier_1(void)
{
	kc_store_relaxed(&y, 1u);
	(void)kc_sys.membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
	r[1][0] = kc_load_relaxed(&x);
}
static bool sb_weak(void)
{
	return r[0][0] == 0 && r[1][0] == 0;
}
static bool sb_met(void)
{
	return r[0][0] == 1 && r[1][0] == 1;
}
static void sb_forbidden(void)
{
	explore_require(!sb_weak());
}
SCENARIO(litmus_sb, .shows = "both may miss the other's store", .prepare = begin,
	.thread = { sb_0, sb_1 }, .wanted = sb_weak);
SCENARIO(litmus_sb_fences, .shows = "two full fences: one of them sees the other", .prepare = begin,
	.thread = { sb_fence_0, sb_fence_1 }, .check = sb_forbidden, .wanted = sb_met);
SCENARIO(litmus_sb_one_fence, .shows = "one full fence is not enough", .prepare = begin,
	.thread = { sb_compiler_0, sb_fence_1 }, .wanted = sb_weak);
SCENARIO(litmus_sb_membarrier,
	.shows = "a compiler barrier here, a membarrier there: one of them sees the other",
	.prepare = begin, .thread = { sb_compiler_0, sb_membarrier_1 }, .check = sb_forbidden,
	.wanted = sb_met);

static void sb_rmw_0(void)
{
	(void)kc_fetch_add(&x, 1u);
	r[0][0] = kc_load_relaxed(&y);
}
static void sb_rmw_1(void)
{
	(void)kc_fetch_add(&y, 1u);
	r[1][0] = kc_load_relaxed(&x);
}
SCENARIO(litmus_sb_updates, .shows = "a read-modify-write is no fence in C11", .prepare = begin,
	.thread = { sb_rmw_0, sb_rmw_1 }, .wanted = sb_weak);

/* --- coherence, release sequences, IRIW ------------------------------------------------------- */

static void write_twice(void)
{
	kc_store_relaxed(&x, 1u);
	kc_store_relaxed(&x, 2u);
}
static void read_twice(void)
{
	r[1][0] = kc_load_relaxed(&x);
	r[1][1] = kc_load_relaxed(&x);
}
static void corr_forbidden(void)
{
	explore_require(r[1][0] <= r[1][1]);
}
static bool corr_met(void)
{
	return r[1][0] == 1 && r[1][1] == 2;
}
SCENARIO(litmus_corr, .shows = "coherence: a location never goes back", .prepare = begin,
	.thread = { write_twice, read_twice }, .check = corr_forbidden, .wanted = corr_met);

static void publish_data(void)
{
	data = 7;
	kc_store_release(&flag, 1u);
}
static void add_relaxed(void)
{
	(void)kc_fetch_add_relaxed(&flag, 1u);
}
/* 1 may be the adder's before the store; 2 is the adder's after it. */
static void read_data_after_both(void)
{
	r[2][0] = kc_load_acquire(&flag);
	if (r[2][0] == 2)
		explore_require(data == 7); /* a race, if the release sequence were broken */
}
static bool sequence_met(void)
{
	return r[2][0] == 2;
}
SCENARIO(litmus_release_sequence,
	.shows = "a relaxed read-modify-write continues a release sequence", .prepare = begin,
	.thread = { publish_data, add_relaxed, read_data_after_both }, .wanted = sequence_met);

static void write_x(void)
{
	kc_store_release(&x, 1u);
}
static void write_y(void)
{
	kc_store_release(&y, 1u);
}
static void iriw(unsigned i, const uint32_t *a, const uint32_t *b, bool fence)
{
	r[i][0] = kc_load_acquire(a);
	if (fence)
		kc_fence_full();
	r[i][1] = kc_load_acquire(b);
}
static void iriw_2(void)
{
	iriw(2, &x, &y, false);
}
static void iriw_3(void)
{
	iriw(3, &y, &x, false);
}
static void iriw_fence_2(void)
{
	iriw(2, &x, &y, true);
}
static void iriw_fence_3(void)
{
	iriw(3, &y, &x, true);
}
static bool iriw_weak(void)
{
	return r[2][0] == 1 && r[2][1] == 0 && r[3][0] == 1 && r[3][1] == 0;
}
static bool iriw_met(void)
{
	return r[2][0] == 1 && r[2][1] == 0 && r[3][0] == 1 && r[3][1] == 1;
}
static void iriw_forbidden(void)
{
	explore_require(!iriw_weak());
}
SCENARIO(litmus_iriw, .shows = "two readers may see two stores in two orders", .prepare = begin,
	.stale = 2, .thread = { write_x, write_y, iriw_2, iriw_3 }, .wanted = iriw_weak);
SCENARIO(litmus_iriw_fences, .shows = "with full fences they may not", .prepare = begin, .stale = 2,
	.thread = { write_x, write_y, iriw_fence_2, iriw_fence_3 }, .check = iriw_forbidden,
	.wanted = iriw_met);
