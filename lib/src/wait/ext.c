#include "wait/ext.h"

#include <limits.h>
#include <sys/eventfd.h>

#include "base/point.h"
#include "base/sys.h"
#include "wait/probe.h"
#include "wait/word.h"

static pthread_mutex_t all_lock = PTHREAD_MUTEX_INITIALIZER;
static struct kc_ext *all; /* those with an eventfd */

/* --- the bits -------------------------------------------------------------------------------- */

enum kind { FD, URING };

static uint32_t bit_of(enum kind kind, bool several)
{
	if (several)
		return kind == FD ? KC_WAITERS_FD : KC_WAITERS_URING;
	return kind == FD ? KC_WORD_FD : KC_WORD_URING;
}

static void announce(struct kc_seg_side_wait *s, enum kind kind, bool several)
{
	uint32_t bit = bit_of(kind, several);
	KC_POINT("ext.to_announce");
	if (several)
		(void)kc_fetch_or(&s->counts, (uint64_t)bit); /* X1 */
	else
		(void)kc_fetch_or(&s->word, bit); /* X1 */
	KC_POINT("ext.announced");
	kc_fence_full(); /* W1 */
}

static bool take(struct kc_seg_side_wait *s, enum kind kind, bool several)
{
	uint32_t bit = bit_of(kind, several);
	if (several)
		return (kc_fetch_and(&s->counts, ~(uint64_t)bit) & bit) != 0; /* X1 */
	return (kc_fetch_and(&s->word, ~bit) & bit) != 0;                     /* X1 */
}

/* --- life ------------------------------------------------------------------------------------ */

void kc_ext_list_init(struct kc_ext_list *l)
{
	pthread_mutex_init(&l->lock, NULL);
	l->first = NULL;
}

void kc_ext_list_fini(struct kc_ext_list *l)
{
	pthread_mutex_destroy(&l->lock);
}

/* Both lists; the process's is for the child of a fork, which finds them whole. */
int kc_ext_open(struct kc_ext *x)
{
	struct kc_ext_list *l = x->list;
	kc_ext_lock();
	int fd = kc_sys.eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (fd < 0) {
		kc_ext_unlock();
		return fd;
	}
	x->fd = fd;
	x->next_of_all = all;
	x->link_of_all = &all;
	if (all)
		all->link_of_all = &x->next_of_all;
	all = x;
	pthread_mutex_lock(&l->lock);
	x->next = l->first;
	l->first = x;
	pthread_mutex_unlock(&l->lock);
	kc_ext_unlock();
	return 0;
}

/* ch: the channel's number, or 0 of a token (word.h). */
static void advance(struct kc_seg_side_wait *s, uint32_t ch)
{
	(void)kc_fetch_add(&s->word_ext, 1u);
	KC_POINT("ext.advanced");
	kc_word_futex_wake(ch, &s->word_ext, INT_MAX);
}

static void leave(struct kc_ext *x)
{
	struct kc_ext_list *l = x->list;
	bool others = false;
	kc_ext_lock();
	*x->link_of_all = x->next_of_all;
	if (x->next_of_all)
		x->next_of_all->link_of_all = x->link_of_all;
	pthread_mutex_lock(&l->lock);
	for (struct kc_ext **p = &l->first; *p;)
		if (*p == x) {
			*p = x->next;
		} else {
			others |= (*p)->side == x->side;
			p = &(*p)->next;
		}
	if (!others) /* nobody can be armed: opening needs the lock */
		(void)take(x->side, FD, x->several);
	pthread_mutex_unlock(&l->lock);
	(void)kc_sys.close(x->fd);
	x->fd = -1;
	kc_ext_unlock();
}

void kc_ext_close(struct kc_ext *x)
{
	if (x->fd >= 0)
		leave(x);
	/* Without the bit nothing can be asleep there, or somebody is about to advance the word. */
	if (take(x->side, URING, x->several))
		advance(x->side, x->side->number);
}

/* --- fork ------------------------------------------------------------------------------------ */

void kc_ext_lock(void)
{
	pthread_mutex_lock(&all_lock);
}

void kc_ext_unlock(void)
{
	pthread_mutex_unlock(&all_lock);
}

void kc_ext_after_fork(void)
{
	for (struct kc_ext *x = all; x; x = x->next_of_all) {
		(void)kc_sys.close(x->fd);
		x->fd = -1;
		x->armed = 0;
		/* Whoever was waking its members is not in this process. */
		pthread_mutex_init(&x->list->lock, NULL);
		x->list->first = NULL;
	}
	all = NULL;
	kc_word_after_fork();
	kc_ext_unlock();
}

/* --- arming ---------------------------------------------------------------------------------- */

void kc_ext_arm(struct kc_ext *x)
{
	uint64_t times;
	(void)kc_sys.read(x->fd, &times, sizeof times); /* or it was clear */
	KC_POINT("ext.cleared");
	(void)kc_exchange(&x->armed, 1u); /* X2 */
	announce(x->side, FD, x->several);
	kc_word_arm();
}

static bool fire(struct kc_ext *x, uint32_t ch)
{
	static const uint64_t once = 1;
	/* Before the write, or one that arms again in between would lose its flag. */
	if (!kc_exchange(&x->armed, 0u)) /* X2 */
		return false;
	KC_POINT("ext.exchanged");
	kc_word_wake(ch);
	(void)kc_sys.write(x->fd, &once, sizeof once);
	kc_word_woke();
	if (ch)
		KC_PROBE(wake, ch, 1);
	return true;
}

bool kc_ext_fire(struct kc_ext *x)
{
	return fire(x, x->side->number);
}

uint32_t kc_ext_prepare(struct kc_ext *x)
{
	/* Read first: whoever takes the bit that is set now advances the word after this. */
	uint32_t value = kc_load_acquire(&x->side->word_ext);
	announce(x->side, URING, x->several);
	kc_word_arm();
	return value;
}

/* --- telling --------------------------------------------------------------------------------- */

void kc_ext_end(struct kc_ext *x)
{
	(void)fire(x, 0);
	advance(x->side, 0);
}

uint32_t kc_ext_tell(struct kc_ext_list *l, struct kc_seg_side_wait *s, bool several)
{
	uint32_t told = 0;
	if (take(s, FD, several)) {
		KC_POINT("ext.fd_taken");
		pthread_mutex_lock(&l->lock);
		for (struct kc_ext *x = l->first; x; x = x->next)
			if (x->side == s)
				told += kc_ext_fire(x);
		pthread_mutex_unlock(&l->lock);
	}
	if (take(s, URING, several)) {
		KC_POINT("ext.uring_taken");
		advance(s, s->number);
		told++;
	}
	return told;
}
