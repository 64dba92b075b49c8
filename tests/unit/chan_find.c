/* kc_chan_find gives the channel of a name and counts as an open: the channel lives until the last of its
 * opens is given up, and only then are its left elements handed over and its name and row free again. */
#include "support/harness.h"
#include <errno.h>
#include <pthread.h>
#include <sched.h>

#include "chan/chan.h"
#include "support/world.h"

static struct world w;
static unsigned undelivered_count;

static void undelivered(void *ctx, void *elem)
{
	kc_chan *c;
	(void)elem;
	undelivered_count++;
	/* It is on its way out: nobody can get hold of it, and nobody else its name. */
	cr_assert_eq(kc_chan_find(&c, ctx, "c"), -ENOENT);
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = 8);
	cr_assert_eq(kc_chan_open(&c, ctx, "c", &o), -EEXIST);
}

Test(chan_find, finds_by_name_only_what_is_there)
{
	kc_chan *found = NULL, *other;
	world_open(&w, 0);
	cr_assert_eq(kc_chan_find(&found, w.d, "c"), -ENOENT);
	cr_assert_null(found);
	world_channel(&w, KC_SPSC, KC_VALUES, 8, 16);
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = 8);
	cr_assert_eq(kc_chan_open(&other, w.d, "other", &o), 0);
	cr_assert_eq(kc_chan_find(&found, w.d, "c"), 0);
	cr_assert_eq(found, w.c);
	cr_assert_eq(kc_chan_free(found), 0);
	cr_assert_eq(kc_chan_find(&found, w.d, "other"), 0);
	cr_assert_eq(found, other);
	cr_assert_eq(kc_chan_find(&found, w.d, ""), -ENOENT);
	cr_assert_eq(kc_chan_find(&found, w.d, "c/"), -ENOENT);
	cr_assert_eq(kc_chan_find(NULL, w.d, "c"), -EINVAL);
	cr_assert_eq(kc_chan_find(&found, NULL, "c"), -EINVAL);
	cr_assert_eq(kc_chan_find(&found, w.d, NULL), -EINVAL);
	cr_assert_eq(kc_chan_free(other), 0);
	cr_assert_eq(kc_chan_free(other), 0);
	world_close(&w);
}

Test(chan_find, only_the_last_free_frees)
{
	kc_chan *c, *a, *b;
	kc_tx *tx;
	uint64_t v = 7;
	world_open(&w, 0);
	kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = 8, .capacity = 4, .on_undelivered = undelivered,
		.ctx = w.d);
	cr_assert_eq(kc_chan_open(&c, w.d, "c", &o), 0);
	cr_assert_eq(kc_chan_find(&a, w.d, "c"), 0);
	cr_assert_eq(kc_chan_find(&b, w.d, "c"), 0);
	cr_assert_eq(kc_tx_open(&tx, a), 0);
	cr_assert_eq(kc_send(tx, &v, 0), 0);
	cr_assert_eq(kc_chan_free(a), 0, "one of several, endpoints or not");
	cr_assert_eq(kc_chan_free(c), 0, "the opener's is no different");
	cr_assert_eq(kc_chan_free(b), -EBUSY, "the last, with an endpoint open");
	cr_assert_eq(undelivered_count, 0);
	cr_assert_eq(kc_send(tx, &v, 0), 0, "nothing was freed");
	cr_assert_eq(kc_chan_find(&a, w.d, "c"), 0, "nor taken away");
	cr_assert_eq(kc_chan_free(a), 0);
	cr_assert_eq(kc_chan_open(&a, w.d, "c", &o), -EEXIST);
	cr_assert_eq(kc_domain_close(w.d), -EBUSY);
	cr_assert_eq(kc_tx_close(tx), 0);
	cr_assert_eq(kc_chan_free(b), 0);
	cr_assert_eq(undelivered_count, 2, "each element once, with the last open");
	cr_assert_eq(kc_chan_find(&a, w.d, "c"), -ENOENT);
	cr_assert_eq(kc_chan_open(&a, w.d, "c", &o), 0, "the name is free again");
	cr_assert_eq(kc_chan_free(a), 0);
	world_close(&w);
}

Test(chan_find, closing_is_for_all_that_found_it)
{
	kc_chan *found;
	kc_tx *tx;
	world_open(&w, 0);
	world_channel(&w, KC_MPMC, KC_VALUES, 8, 16);
	cr_assert_eq(kc_chan_find(&found, w.d, "c"), 0);
	cr_assert_eq(kc_chan_close(found), 0);
	cr_assert_eq(kc_tx_open(&tx, w.c), -EPIPE);
	uint64_t v = 1;
	cr_assert_eq(kc_send(w.tx, &v, 0), -EPIPE);
	cr_assert_eq(kc_chan_find(&found, w.d, "c"), 0, "closed, but not gone");
	cr_assert_eq(kc_chan_free(found), 0);
	cr_assert_eq(kc_chan_free(found), 0);
	world_close(&w);
}

enum { FINDERS = 4, ROUNDS = 300 };

static void *find_and_free(void *arg)
{
	unsigned *frees = arg;
	while (*frees < ROUNDS) {
		kc_chan *c;
		kc_chan_opts o = KC_CHAN_OPTS(.elem_bytes = 8, .capacity = 2);
		int rc = kc_chan_find(&c, w.d, "shared");
		if (rc == -ENOENT)
			rc = kc_chan_open(&c, w.d, "shared", &o);
		if (rc == -EEXIST) {
			/* Somebody was faster, or is half through freeing it. */
			sched_yield();
			continue;
		}
		cr_assert_eq(rc, 0, "%s", kc_last_reason());
		cr_assert_eq(kc_chan_free(c), 0);
		++*frees;
	}
	return NULL;
}

/* Whoever comes first opens it, the others find it, whoever goes last frees it, again and again. */
Test(chan_find, threads_share_one_channel)
{
	pthread_t t[FINDERS];
	unsigned frees[FINDERS] = { 0 };
	kc_chan *c;
	world_open(&w, 0);
	for (int i = 0; i < FINDERS; i++)
		cr_assert_eq(pthread_create(&t[i], NULL, find_and_free, &frees[i]), 0);
	for (int i = 0; i < FINDERS; i++) {
		pthread_join(t[i], NULL);
		cr_assert_eq(frees[i], (unsigned)ROUNDS);
	}
	cr_assert_eq(kc_chan_find(&c, w.d, "shared"), -ENOENT, "every open was given up");
	world_close(&w);
}
