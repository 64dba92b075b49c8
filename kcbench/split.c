#include "split.h"

const char *const kb_part_key[KB_PARTS] = { "publish_to_wake", "wake_to_run", "run_to_receive" };
const char *const kb_part_word[KB_PARTS] = { "publish-wake", "wake-run", "run-receive" };

static void add_value(struct ki_hist *h, uint64_t ns)
{
	h->count++;
	h->sum_ns += ns;
	h->max_ns = ns > h->max_ns ? ns : h->max_ns;
	h->bucket[kc_hist_bucket(ns)]++;
}

static uint64_t whole(const struct kb_sample *s)
{
	return s->received_ns - s->published_ns;
}

static void keep_slow(struct kb_split *f, const struct kb_sample *s)
{
	unsigned at = f->slowest_count;
	if (at == KB_SLOWEST && whole(&f->slowest[at - 1]) >= whole(s))
		return;
	at = at == KB_SLOWEST ? at - 1 : f->slowest_count++;
	for (; at && whole(&f->slowest[at - 1]) < whole(s); at--)
		f->slowest[at] = f->slowest[at - 1];
	f->slowest[at] = *s;
}

static void take(struct kb_split *f, const struct kb_sample *s)
{
	add_value(&f->whole, whole(s));
	add_value(&f->part[KB_PUBLISH_WAKE], s->woken_ns - s->published_ns);
	add_value(&f->part[KB_WAKE_RUN], s->ran_ns - s->woken_ns);
	add_value(&f->part[KB_RUN_RECEIVE], s->received_ns - s->ran_ns);
	keep_slow(f, s);
}

void kb_splitter_see(struct kb_splitter *s, uint64_t tag, uint64_t published_ns,
	uint64_t received_ns, uint64_t from_ns)
{
	struct kb_split *f = &s->found;
	/* Nobody writes them while this thread runs, but the compiler does not know. */
	struct kb_sample x = { .tag = tag,
		.published_ns = published_ns,
		.woken_ns = kc_load_relaxed(&s->last->wake_ns),
		.ran_ns = kc_load_relaxed(&s->last->run_ns),
		.received_ns = received_ns,
		.waker = kc_load_relaxed(&s->last->waker),
		.receiver = s->tid };
	s->sleeps_seen = kc_load_relaxed(&s->last->sleeps);
	if (received_ns < from_ns || (published_ns && published_ns < from_ns))
		return;
	f->slept++;
	if (x.ran_ns == 0)
		f->untimed++;
	else if (kc_load_relaxed(&s->last->kind) != KC_WAKEUP_CHANNEL)
		f->other++;
	else if (published_ns == 0)
		f->unstamped++;
	else if (published_ns > x.woken_ns || x.woken_ns > x.ran_ns || x.ran_ns > received_ns)
		f->elsewhere++;
	else
		take(f, &x);
}

static void add_hist(struct ki_hist *sum, const struct ki_hist *h)
{
	sum->count += h->count;
	sum->sum_ns += h->sum_ns;
	sum->max_ns = h->max_ns > sum->max_ns ? h->max_ns : sum->max_ns;
	for (size_t i = 0; i < KC_HIST_BUCKETS; i++)
		sum->bucket[i] += h->bucket[i];
}

void kb_split_add(struct kb_split *sum, const struct kb_split *one)
{
	sum->slept += one->slept;
	sum->untimed += one->untimed;
	sum->other += one->other;
	sum->unstamped += one->unstamped;
	sum->elsewhere += one->elsewhere;
	add_hist(&sum->whole, &one->whole);
	for (int i = 0; i < KB_PARTS; i++)
		add_hist(&sum->part[i], &one->part[i]);
	for (unsigned i = 0; i < one->slowest_count; i++)
		keep_slow(sum, &one->slowest[i]);
}
