#include "wait/mode.h"

#include <linux/membarrier.h>
#include <pthread.h>

#include "base/sys.h"

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool ready;

static void enlist(void)
{
	ready = kc_sys.membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) >= 0;
}

bool kc_membarrier_ready(void)
{
	pthread_once(&once, enlist);
	return ready;
}

void kc_membarrier(void)
{
	if (kc_membarrier_ready())
		(void)kc_sys.membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
}
