/* hooks.c - where the compiler's instrumentation arrives: every atomic operation, fence and plain access of the
 * library and of the scenario, with the order it was written with. The names are those of ThreadSanitizer's run
 * time, which is not linked. */
#include "hooks.h"

#include <errno.h>
#include <string.h>

#include "choices.h"
#include "heap.h"
#include "machine.h"
#include "orders.h"
#include "trace.h"
#include "turns.h"

#define PC __builtin_return_address(0)

/* After prepare() and outside of threads (check): memory is put back, but nothing is explored. */
static bool noting;

void hooks_note_writes(bool yes)
{
	noting = yes;
}

/* --- plain accesses -------------------------------------------------------------------------- */

/* Thread-local, the C library's errno as well. */
static bool is_private(const void *p)
{
	return turns_is_local(p) || p == (const void *)&errno;
}

void hooks_plain(const void *p, size_t size, bool write, void *pc)
{
	if (size == 0 || (!turns_on() && !noting) || is_private(p))
		return;
	if (write && !heap_has(p) && !turns_on_a_stack(p))
		undo_note((void *)p, size);
	if (!turns_on())
		return;
	const char *race = machine_plain(p, size, write);
	if (race) {
		trace_add("race", p, size, write, pc);
		turns_fail("%s", race);
	}
}

#define PLAIN(n)                                 \
	void __tsan_read##n(void *p);            \
	void __tsan_read##n(void *p)             \
	{                                        \
		hooks_plain(p, n, false, PC);    \
	}                                        \
	void __tsan_write##n(void *p);           \
	void __tsan_write##n(void *p)            \
	{                                        \
		hooks_plain(p, n, true, PC);     \
	}                                        \
	void __tsan_unaligned_read##n(void *p);  \
	void __tsan_unaligned_read##n(void *p)   \
	{                                        \
		hooks_plain(p, n, false, PC);    \
	}                                        \
	void __tsan_unaligned_write##n(void *p); \
	void __tsan_unaligned_write##n(void *p)  \
	{                                        \
		hooks_plain(p, n, true, PC);     \
	}
PLAIN(1)
PLAIN(2)
PLAIN(4)
PLAIN(8)
PLAIN(16)

void __tsan_read_range(void *p, size_t n);
void __tsan_read_range(void *p, size_t n)
{
	hooks_plain(p, n, false, PC);
}

void __tsan_write_range(void *p, size_t n);
void __tsan_write_range(void *p, size_t n)
{
	hooks_plain(p, n, true, PC);
}

void __tsan_init(void);
void __tsan_init(void)
{
}
void __tsan_func_entry(void *pc);
void __tsan_func_entry(void *pc)
{
	(void)pc;
}
void __tsan_func_exit(void);
void __tsan_func_exit(void)
{
}

/* --- atomic operations ----------------------------------------------------------------------- */

/* Before each: whose turn it is, and what the location is to it. */
static void approach(const void *p, unsigned size, bool write, void *pc)
{
	if (orders_shared(p, turns_self(), write)) {
		turns_point();
	} else if (turns_mortal()) {
		turns_point();
	}
	const char *race = machine_touch(p, size, write);
	if (race) {
		trace_add("race", p, size, write, pc);
		turns_fail("%s", race);
	}
	if (write)
		turns_progress();
}

static unsigned which(const void *p, unsigned size)
{
	if (left.stale == 0)
		return 0;
	unsigned i = turns_choose(machine_candidates(p, size));
	if (i && left.stale != CHOICES_NO_BOUND)
		left.stale--;
	return i;
}

static uint64_t load(const void *p, unsigned size, int order, void *pc)
{
	order = orders_now(ORDERS_LOAD, pc, order);
	approach(p, size, false, pc);
	unsigned i = which(p, size);
	uint64_t v = machine_load(p, size, order, i);
	trace_add(i ? "load (old)" : "load", p, v, (uint64_t)order, pc);
	return v;
}

/* Of memory that may be anybody's by now: no race with who writes it as plain memory. */
uint64_t kc_explore_load_stale(const uint64_t *p);
uint64_t kc_explore_load_stale(const uint64_t *p)
{
	if (!turns_on())
		return *p;
	int order = orders_now(ORDERS_LOAD, PC, __ATOMIC_ACQUIRE);
	if (orders_shared(p, turns_self(), false))
		turns_point();
	unsigned i = which(p, sizeof *p);
	uint64_t v = machine_load(p, sizeof *p, order, i);
	trace_add(i ? "load (old)" : "load", p, v, (uint64_t)order, PC);
	return v;
}

static void store(void *p, unsigned size, uint64_t v, int order, void *pc)
{
	order = orders_now(ORDERS_STORE, pc, order);
	approach(p, size, true, pc);
	trace_add("store", p, v, (uint64_t)order, pc);
	machine_store(p, size, v, order);
}

enum how { EXCHANGE, ADD, SUB, AND, OR, XOR };

static uint64_t mask(unsigned size)
{
	return size == 8 ? UINT64_MAX : (UINT64_C(1) << 8 * size) - 1;
}

static uint64_t changed(uint64_t was, uint64_t v, enum how how)
{
	switch (how) {
	case EXCHANGE:
		return v;
	case ADD:
		return was + v;
	case SUB:
		return was - v;
	case AND:
		return was & v;
	case OR:
		return was | v;
	case XOR:
		return was ^ v;
	}
	return 0;
}

static uint64_t update(void *p, unsigned size, uint64_t v, enum how how, int order, void *pc)
{
	order = orders_now(ORDERS_UPDATE, pc, order);
	approach(p, size, true, pc);
	uint64_t was = machine_newest(p, size);
	uint64_t now = changed(was, v, how) & mask(size);
	trace_add("update", p, was, now, pc);
	machine_update(p, size, now, order);
	return was;
}

static bool swap(
	void *p, unsigned size, uint64_t *expected, uint64_t v, int order, int failing, void *pc)
{
	order = orders_now(ORDERS_UPDATE, pc, order);
	if (order == __ATOMIC_RELAXED)
		failing = __ATOMIC_RELAXED;
	approach(p, size, true, pc);
	uint64_t was = machine_newest(p, size);
	if (was == *expected) {
		trace_add("swap", p, was, v, pc);
		machine_update(p, size, v & mask(size), order);
		return true;
	}
	trace_add("swap (no)", p, was, *expected, pc);
	*expected = machine_load(p, size, failing, 0);
	return false;
}

static bool direct(void *p, size_t size)
{
	if (turns_on() && !is_private(p))
		return false;
	if (noting || turns_on())
		if (!is_private(p) && !heap_has(p))
			undo_note(p, size);
	return true;
}

#define ATOMIC(bits, T)                                                      \
	T __tsan_atomic##bits##_load(const volatile T *p, int order);        \
	T __tsan_atomic##bits##_load(const volatile T *p, int order)         \
	{                                                                    \
		if (!turns_on() || is_private((const void *)p))              \
			return __atomic_load_n(p, __ATOMIC_SEQ_CST);         \
		return (T)load((const void *)p, sizeof(T), order, PC);       \
	}                                                                    \
	void __tsan_atomic##bits##_store(volatile T *p, T v, int order);     \
	void __tsan_atomic##bits##_store(volatile T *p, T v, int order)      \
	{                                                                    \
		if (direct((void *)p, sizeof(T)))                            \
			__atomic_store_n(p, v, __ATOMIC_SEQ_CST);            \
		else                                                         \
			store((void *)p, sizeof(T), (uint64_t)v, order, PC); \
	}                                                                    \
	CHANGE(bits, T, exchange, EXCHANGE)                                  \
	CHANGE(bits, T, fetch_add, ADD)                                      \
	CHANGE(bits, T, fetch_sub, SUB)                                      \
	CHANGE(bits, T, fetch_and, AND)                                      \
	CHANGE(bits, T, fetch_or, OR)                                        \
	CHANGE(bits, T, fetch_xor, XOR)                                      \
	SWAP(bits, T, strong)                                                \
	SWAP(bits, T, weak)

#define CHANGE(bits, T, name, how)                                                           \
	T __tsan_atomic##bits##_##name(volatile T *p, T v, int order);                       \
	T __tsan_atomic##bits##_##name(volatile T *p, T v, int order)                        \
	{                                                                                    \
		if (!direct((void *)p, sizeof(T)))                                           \
			return (T)update((void *)p, sizeof(T), (uint64_t)v, how, order, PC); \
		T was = *p;                                                                  \
		*p = (T)changed(was, v, how);                                                \
		return was;                                                                  \
	}

#define SWAP(bits, T, name)                                                                 \
	bool __tsan_atomic##bits##_compare_exchange_##name(                                 \
		volatile T *p, T *expected, T v, int order, int failing);                   \
	bool __tsan_atomic##bits##_compare_exchange_##name(                                 \
		volatile T *p, T *expected, T v, int order, int failing)                    \
	{                                                                                   \
		if (direct((void *)p, sizeof(T)))                                           \
			return __atomic_compare_exchange_n(                                 \
				p, expected, v, false, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST); \
		uint64_t e = *expected;                                                     \
		bool yes = swap((void *)p, sizeof(T), &e, (uint64_t)v, order, failing, PC); \
		if (!yes)                                                                   \
			*expected = (T)e;                                                   \
		return yes;                                                                 \
	}

ATOMIC(8, uint8_t)
ATOMIC(16, uint16_t)
ATOMIC(32, uint32_t)
ATOMIC(64, uint64_t)

void __tsan_atomic_thread_fence(int order);
void __tsan_atomic_thread_fence(int order)
{
	if (!turns_on())
		return;
	order = orders_now(ORDERS_FENCE, PC, order);
	if (order == __ATOMIC_RELAXED)
		return;
	if (order == __ATOMIC_SEQ_CST)
		turns_point();
	trace_add("fence", NULL, 0, (uint64_t)order, PC);
	machine_fence(order);
}

/* Orders the compiler only, and the model has none. */
void __tsan_atomic_signal_fence(int order);
void __tsan_atomic_signal_fence(int order)
{
	(void)order;
}

void kc_explore_pause(void);
void kc_explore_pause(void)
{
	if (turns_on())
		turns_pause();
}
