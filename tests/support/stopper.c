#include "support/stopper.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/atomic.h"
#include "support/harness.h"
#include "support/storm.h"

enum {
	GO_MAX_NS = 6000000,
	STOP_MAX_NS = 1000000,
	LONG_STOP_MAX_NS = 25000000, /* one in eight: longer than most bounds */
};

/* Shared by both processes. */
struct word {
	uint64_t stops;
	uint32_t over;
};
static struct word *word;
static pid_t pid;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void rest(uint32_t ns)
{
	struct timespec t = { 0, (long)ns };
	(void)nanosleep(&t, NULL);
}

static void stop_and_go(pid_t whom, uint32_t seed)
{
	while (!kc_load_acquire(&word->over)) {
		rest(next_random(&seed) % GO_MAX_NS);
		uint32_t r = next_random(&seed);
		if (kill(whom, SIGSTOP) != 0)
			break;
		rest((r >> 3) % (r % 8 ? STOP_MAX_NS : LONG_STOP_MAX_NS));
		(void)kill(whom, SIGCONT);
		kc_store_release(&word->stops, word->stops + 1);
	}
	_exit(0);
}

void stopper_begin(uint32_t seed)
{
	pid_t whom = getpid();
	if (!word)
		word = mmap(NULL, sizeof *word, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			-1, 0);
	cr_assert(word != MAP_FAILED);
	word->stops = 0;
	word->over = 0;
	pid = fork();
	cr_assert_geq(pid, 0);
	if (pid > 0)
		return;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() == whom)
		stop_and_go(whom, seed | 1);
	_exit(0);
}

bool stopper_is_there(void)
{
	return word != NULL;
}

uint64_t stopper_stops(void)
{
	return word ? kc_load_acquire(&word->stops) : 0;
}

void stopper_end(void)
{
	pthread_mutex_lock(&lock);
	if (pid > 0) {
		kc_store_release(&word->over, 1u);
		while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
			;
		pid = 0;
	}
	pthread_mutex_unlock(&lock);
}
