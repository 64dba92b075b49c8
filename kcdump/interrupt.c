#include "interrupt.h"

#include <signal.h>
#include <stddef.h>

#include "tool/options.h"

static volatile sig_atomic_t caught;

static void on_signal(int number)
{
	caught = number;
}

void kd_interrupt_setup(void)
{
	struct sigaction a = { .sa_handler = on_signal,
		.sa_flags = SA_RESTART | (int)SA_RESETHAND };
	sigaction(SIGINT, &a, NULL);
	sigaction(SIGTERM, &a, NULL);
}

int kd_interrupted(void)
{
	return caught == SIGINT ? KT_SIGINT : caught == SIGTERM ? KT_SIGTERM : 0;
}
