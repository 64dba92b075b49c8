#include "wait/mode.h"

#include <errno.h>
#include <linux/membarrier.h>
#include <pthread.h>

#include "base/clock.h"
#include "base/sys.h"

enum { DRAIN_NS = 1000000 };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool ready;       /* the process is registered */
static uint32_t refused; /* since then */

static void enlist(void)
{
	ready = kc_sys.membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) >= 0;
}

bool kc_membarrier_ready(void)
{
	pthread_once(&once, enlist);
	return ready && !kc_load_relaxed(&refused);
}

/* No peer's publication is still in its store buffer after so long, which is thousands of times what one takes to drain;
 * and what a peer publishes now comes after the announcement, which it then sees. */
static void wait_for_stores(void)
{
	uint32_t nobody = 0;
	uint64_t end = kc_mono_ns() + DRAIN_NS;
	while (kc_mono_ns() < end)
		(void)kc_sys.futex_wait(&nobody, 0, end);
}

void kc_membarrier(void)
{
	pthread_once(&once, enlist);
	if (!ready)
		return; /* and nobody is FAST */
	int rc = kc_sys.membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
	if (rc >= 0)
		return;
	if (rc != -ENOMEM)
		kc_store_relaxed(&refused, 1u);
	wait_for_stores();
}
