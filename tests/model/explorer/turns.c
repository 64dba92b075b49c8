#include "turns.h"

#include <errno.h>
#include <link.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <ucontext.h>

#include "choices.h"
#include "past.h"
#include "trace.h"
#include "world.h"

enum { STACK_BYTES = 256 << 10, STEPS_MAX = 40000 };
enum state { READY, ASLEEP, ENDED, DEAD };
/* Where in an operation a thread stands that does not run, or that is about to choose. */
enum place { START, TO_DIE, TO_GO_ON, TO_CHOOSE, PAUSING, WAITING };

struct fiber {
	ucontext_t context; /* where it begins */
	jmp_buf at;         /* where it stands, once it has begun */
	char *stack, *local;
	void (*run)(void);
	enum state state;
	enum place place;
	bool begun, paused;
	bool (*ready)(void *);
	void *arg;
	uint64_t deadline_ns;
	bool late;
	const char *what; /* it sleeps for */
	uint64_t clock_reads;
};

static struct fiber fiber[EXPLORE_THREADS];
static unsigned n_fibers, self;
static bool on, failed, cut;
static jmp_buf main_at;
static char failure[512];
static const struct scenario *scenario;
static uint64_t now_ns;
unsigned turns_steps;

/* --- thread-local storage -------------------------------------------------------------------- */

static char *local_at, *local_fresh, *local_main;
static size_t local_bytes;

static int find_local(struct dl_phdr_info *info, size_t size, void *arg)
{
	(void)size;
	(void)arg;
	for (int i = 0; i < info->dlpi_phnum; i++)
		if (info->dlpi_phdr[i].p_type == PT_TLS) {
			local_at = info->dlpi_tls_data;
			local_bytes = info->dlpi_phdr[i].p_memsz;
		}
	return 1; /* the program itself comes first */
}

static void body(void);

/* The same beginning for each execution. */
static void prepare_beginning(struct fiber *f)
{
	getcontext(&f->context);
	f->context.uc_stack.ss_sp = f->stack;
	f->context.uc_stack.ss_size = STACK_BYTES;
	f->context.uc_link = NULL;
	makecontext(&f->context, body, 0);
}

void turns_init(void)
{
	dl_iterate_phdr(find_local, NULL);
	local_fresh = malloc(local_bytes + 1);
	local_main = malloc(local_bytes + 1);
	memcpy(local_fresh, local_at, local_bytes);
	for (int i = 0; i < EXPLORE_THREADS; i++) {
		fiber[i].stack = aligned_alloc(4096, STACK_BYTES);
		fiber[i].local = malloc(local_bytes + 1);
		prepare_beginning(&fiber[i]);
	}
}

bool turns_is_local(const void *p)
{
	return (const char *)p >= local_at && (const char *)p < local_at + local_bytes;
}

bool turns_on_a_stack(const void *p)
{
	for (int i = 0; i < EXPLORE_THREADS; i++)
		if ((const char *)p >= fiber[i].stack &&
			(const char *)p < fiber[i].stack + STACK_BYTES)
			return true;
	return false;
}

/* --- switching ------------------------------------------------------------------------------- */

static __attribute__((noreturn)) void go(unsigned i)
{
	if (fiber[i].begun)
		_longjmp(fiber[i].at, 1);
	fiber[i].begun = true;
	setcontext(&fiber[i].context);
	abort();
}

static void enter(unsigned next)
{
	unsigned was = self;
	if (next == was)
		return;
	memcpy(fiber[was].local, local_at, local_bytes);
	memcpy(local_at, fiber[next].local, local_bytes);
	self = next;
	machine_run(next);
	/* Not swapcontext, which asks the kernel for the signal mask each time. */
	if (!_setjmp(fiber[was].at))
		go(next);
}

static __attribute__((noreturn)) void leave(void)
{
	_longjmp(main_at, 1);
}

void turns_fail(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(failure, sizeof failure, fmt, ap);
	va_end(ap);
	failed = true;
	on = false;
	leave();
}

static bool can_run(const struct fiber *f)
{
	return f->state == READY || (f->state == ASLEEP && f->ready(f->arg));
}

/* It begins after the one before it. */
static bool is_later_twin(unsigned i)
{
	return scenario->twins >> i & 1 && !fiber[i].begun && !fiber[i - 1].begun &&
	       !choices_are_random();
}

/* Those who could run instead of the running one; nobody who has paused, unless nobody else is there. */
static unsigned others(unsigned *list)
{
	unsigned n = 0;
	for (int patient = 0; patient < 2 && n == 0; patient++)
		for (unsigned i = 0; i < n_fibers; i++)
			if (i != self && can_run(&fiber[i]) && (patient || !fiber[i].paused) &&
				!is_later_twin(i))
				list[n++] = i;
	return n;
}

/* Those who sleep and whose time may be up now. */
static unsigned sleepers_with_a_bound(unsigned *list)
{
	unsigned n = 0;
	for (unsigned i = 0; i < n_fibers; i++)
		if (fiber[i].state == ASLEEP && fiber[i].deadline_ns && !can_run(&fiber[i]))
			list[n++] = i;
	return n;
}

static void stuck(void)
{
	char text[400] = "";
	size_t n = 0;
	for (unsigned i = 0; i < n_fibers; i++)
		if (fiber[i].state == ASLEEP)
			n += (size_t)snprintf(text + n, sizeof text - n, "%sthread %u sleeps (%s)",
				n ? ", " : "", i, fiber[i].what);
	turns_fail("nobody can go on: %s", text);
}

static void wake(struct fiber *f)
{
	if (f->state != ASLEEP)
		return;
	if (!f->ready(f->arg)) {
		f->late = true;
		if (now_ns < f->deadline_ns)
			now_ns = f->deadline_ns;
	}
	f->state = READY;
}

static void end(void)
{
	for (unsigned i = 0; i < n_fibers; i++)
		if (fiber[i].state == ASLEEP && !scenario->may_sleep)
			stuck();
	on = false;
	leave();
}

static void turn_of(unsigned next)
{
	wake(&fiber[next]);
	fiber[next].paused = false;
	enter(next);
}

/* --- choosing -------------------------------------------------------------------------------- */

static uint64_t whereabouts(void)
{
	uint64_t h = past_mix(now_ns, self);
	for (unsigned i = 0; i < n_fibers; i++) {
		const struct fiber *f = &fiber[i];
		h = past_mix(h, past_of(i));
		h = past_mix(h, (uint64_t)(f->place * 16 + f->state * 4 + f->paused));
	}
	return h;
}

/* The end of this execution, if all that can follow was searched. */
static void look_back(enum place place)
{
	fiber[self].place = place;
	if (!choices_are_new() || !past_known(whereabouts(), left))
		return;
	cut = true;
	on = false;
	leave();
}

bool turns_cut(void)
{
	return cut;
}

unsigned turns_choose(unsigned n)
{
	if (n < 2)
		return 0;
	look_back(TO_CHOOSE);
	return choose(n);
}

/* --- whose turn it is -------------------------------------------------------------------------- */

/* The running thread cannot go on, or does not want to. A time-out strikes when nobody can go on; that it strikes
 * earlier is counted as a preemption. */
static void give_away(enum place place)
{
	unsigned list[2 * EXPLORE_THREADS];
	unsigned n = others(list);
	if (n == 0 && can_run(&fiber[self]))
		return;
	unsigned early = n;
	if (n == 0 || left.preemptions)
		n += sleepers_with_a_bound(list + n);
	if (n == 0)
		end();
	look_back(place);
	unsigned i = choose(n);
	if (early && i >= early)
		left.preemptions--;
	turn_of(list[i]);
}

void turns_point(void)
{
	if (++turns_steps > STEPS_MAX)
		turns_fail("no end after %d operations", STEPS_MAX);
	if (left.deaths && scenario->mortal >> self & 1) {
		look_back(TO_DIE);
		if (choose_rarely(64)) {
			left.deaths--;
			fiber[self].state = DEAD;
			trace_note("dies");
			give_away(TO_DIE);
		}
	}
	if (left.preemptions == 0)
		return;
	unsigned list[2 * EXPLORE_THREADS];
	unsigned n = others(list);
	n += sleepers_with_a_bound(list + n);
	if (n == 0)
		return;
	look_back(TO_GO_ON);
	unsigned i = choose(n + 1);
	if (i == 0)
		return;
	left.preemptions--;
	turn_of(list[i - 1]);
}

void turns_pause(void)
{
	if (++turns_steps > STEPS_MAX)
		turns_fail("no end after %d operations", STEPS_MAX);
	fiber[self].paused = true;
	(void)past_did(self, PAST_PAUSE, 0, 0);
	give_away(PAUSING);
	fiber[self].paused = false;
}

void turns_progress(void)
{
	for (unsigned i = 0; i < n_fibers; i++)
		if (i != self)
			fiber[i].paused = false;
}

int turns_wait(bool (*ready)(void *), void *arg, uint64_t deadline_ns, const char *what)
{
	struct fiber *f = &fiber[self];
	if (ready(arg))
		return 0;
	f->ready = ready;
	f->arg = arg;
	f->deadline_ns = deadline_ns;
	f->late = false;
	f->what = what;
	f->state = ASLEEP;
	give_away(WAITING);
	if (f->state == ASLEEP)
		wake(f);
	return f->late ? -ETIMEDOUT : 0;
}

uint64_t turns_clock_ns(void)
{
	uint64_t ns = now_ns + 100 * ++fiber[self].clock_reads;
	(void)past_did(self, PAST_CLOCK, ns, 0);
	return ns;
}

/* --- running --------------------------------------------------------------------------------- */

static void body(void)
{
	fiber[self].run();
	world_thread_ends();
	fiber[self].state = ENDED;
	turns_progress();
	give_away(WAITING);
	abort(); /* nobody gives a turn to who has ended */
}

static unsigned who_begins(void)
{
	unsigned list[EXPLORE_THREADS], n = 0;
	for (unsigned i = 0; i < n_fibers; i++)
		if (!is_later_twin(i))
			list[n++] = i;
	return list[choose(n)];
}

bool turns_run(const struct scenario *s)
{
	scenario = s;
	failed = cut = false;
	failure[0] = 0;
	turns_steps = 0;
	now_ns = UINT64_C(1000000000000);
	n_fibers = 0;
	while (n_fibers < EXPLORE_THREADS && s->thread[n_fibers])
		n_fibers++;
	for (unsigned i = 0; i < n_fibers; i++) {
		struct fiber *f = &fiber[i];
		f->state = READY;
		f->place = START;
		f->begun = f->paused = f->late = false;
		f->clock_reads = 0;
		f->run = s->thread[i];
		memcpy(f->local, local_fresh, local_bytes);
	}
	memcpy(local_main, local_at, local_bytes);
	unsigned first = who_begins();
	self = first;
	memcpy(local_at, fiber[first].local, local_bytes);
	machine_run(first);
	on = true;
	if (!_setjmp(main_at))
		go(first);
	on = false;
	memcpy(local_at, local_main, local_bytes);
	return !failed;
}

const char *turns_failure(void)
{
	return failure;
}

bool turns_on(void)
{
	return on;
}

unsigned turns_self(void)
{
	return self;
}

bool turns_died(unsigned i)
{
	return fiber[i].state == DEAD;
}

bool turns_mortal(void)
{
	return scenario->mortal >> self & 1;
}
