#include "threads.h"

#include <stdlib.h>
#include <time.h>

#include "interrupt.h"

enum { LOOKS_APART_NS = 50000000 };

static int by_id(const void *a, const void *b)
{
	uint32_t x = ((const struct kd_thread *)a)->tid, y = ((const struct kd_thread *)b)->tid;
	return (x > y) - (x < y);
}

static bool collect(struct kd_threads *t, const struct ki_endpoint *const *row, size_t rows)
{
	t->thread = calloc(rows + 1, sizeof *t->thread);
	if (!t->thread)
		return false;
	for (size_t i = 0; i < rows; i++)
		t->thread[i].tid = row[i]->tid;
	qsort(t->thread, rows, sizeof *t->thread, by_id);
	for (size_t i = 0; i < rows; i++)
		if (i == 0 || t->thread[i].tid != t->thread[t->count - 1].tid)
			t->thread[t->count++].tid = t->thread[i].tid;
	return true;
}

/* True: somebody wants a CPU. */
static bool look(struct kd_threads *t, const struct ki_offcpu_process *p)
{
	bool runnable = false;
	for (size_t i = 0; i < t->count; i++) {
		ki_offcpu_look(&t->thread[i].is, p, t->thread[i].tid, NULL);
		runnable |= t->thread[i].is.state == KI_OFFCPU_RUNNABLE;
	}
	return runnable;
}

static void look_again(struct kd_threads *t, const struct ki_offcpu_process *p)
{
	const struct timespec apart = { .tv_nsec = LOOKS_APART_NS };
	nanosleep(&apart, NULL);
	for (size_t i = 0; i < t->count; i++)
		if (t->thread[i].is.state == KI_OFFCPU_RUNNABLE)
			ki_offcpu_look(&t->thread[i].is, p, t->thread[i].tid, &t->thread[i].is);
}

static struct kd_thread *find(const struct kd_threads *t, uint32_t tid)
{
	const struct kd_thread wanted = { .tid = tid };
	return t->thread ? bsearch(&wanted, t->thread, t->count, sizeof wanted, by_id) : NULL;
}

static bool any_suspect(const struct kd_threads *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (ki_offcpu_suspect(&t->thread[i].is))
			return true;
	return false;
}

/* Both in the order of their rows. */
static bool goes_on(const struct ki_snapshot *now, const struct ki_endpoint *e, size_t *at)
{
	while (*at < now->endpoint_count && now->endpoint[*at].index < e->index)
		++*at;
	const struct ki_endpoint *n = *at < now->endpoint_count ? &now->endpoint[*at] : NULL;
	return n && n->index == e->index && n->gen == e->gen && n->wait == e->wait &&
	       n->wait_seq == e->wait_seq;
}

static void leave_out_the_awake(struct kd_threads *t, const struct kd_picture *p)
{
	struct ki_snapshot *now;
	struct ki_error err;
	size_t at = 0;
	if (ki_snapshot_take(&now, p->source, 0, &err) != 0)
		return;
	for (size_t i = 0; i < p->snap->endpoint_count; i++) {
		const struct ki_endpoint *e = &p->snap->endpoint[i];
		struct kd_thread *thread = e->wait != KC_WAIT_NONE ? find(t, e->tid) : NULL;
		if (thread && ki_offcpu_suspect(&thread->is) && !goes_on(now, e, &at))
			ki_offcpu_ended(&thread->is);
	}
	ki_snapshot_free(now);
}

bool kd_threads_look(struct kd_threads *t, const struct kd_picture *p,
	const struct ki_endpoint *const *row, size_t rows)
{
	struct ki_offcpu_process process;
	*t = (struct kd_threads){ 0 };
	if (!kd_is_live(p->snap->liveness))
		return true;
	if (!collect(t, row, rows))
		return false;
	ki_offcpu_process(&process, p->info);
	if (look(t, &process) && !kd_interrupted())
		look_again(t, &process);
	if (any_suspect(t))
		leave_out_the_awake(t, p);
	return true;
}

void kd_threads_free(struct kd_threads *t)
{
	free(t->thread);
	*t = (struct kd_threads){ 0 };
}

const struct ki_offcpu *kd_thread_of(const struct kd_threads *t, const struct ki_endpoint *e)
{
	static const struct ki_offcpu gone = {
		.state = KI_OFFCPU_GONE, .call = -1, .futex_section = KC_NONE, .futex_row = KC_NONE
	};
	const struct kd_thread *found = find(t, e->tid);
	if (!found)
		return NULL;
	/* Its number may be another thread's by now. */
	return e->thread_alive || found->is.state == KI_OFFCPU_NOT_VISIBLE ? &found->is : &gone;
}

void kd_thread_json(struct kt_json *j, const struct ki_offcpu *o, uint32_t channel)
{
	char text[96], letter[2] = "";
	if (!o) {
		kt_json_string(j, "off_cpu", NULL);
		return;
	}
	letter[0] = o->letter;
	kt_json_object(j, "off_cpu");
	kt_json_string(j, "state", ki_offcpu_name(o->state));
	kt_json_string(j, "text", ki_offcpu_words(text, sizeof text, o, channel));
	kt_json_string(j, "letter", letter);
	kt_json_bool(j, "syscall_visible", o->call_visible);
	kt_json_i64(j, "syscall", o->call);
	kt_json_string(j, "syscall_name", ki_syscall_name(o->call));
	kt_json_string(j, "wchan", o->wchan);
	kt_json_bool(j, "schedstat_visible", o->sched_visible);
	kt_json_u64(j, "run_ns", o->run_ns);
	kt_json_u64(j, "run_delay_ns", o->delay_ns);
	kt_json_u64(j, "looks_apart_ns", o->apart_ns);
	kt_json_u64(j, "ran_ns", o->ran_ns);
	kt_json_u64(j, "waited_for_cpu_ns", o->waited_ns);
	kt_json_end_object(j);
}
