/* signals.h - being interrupted, and waiting in a way that cannot miss it. One thread. */
#ifndef CHANMON_SIGNALS_H
#define CHANMON_SIGNALS_H

#include <stdbool.h>
#include <stdint.h>

/* SIGINT, SIGTERM and SIGHUP are kept back and delivered only inside cm_wait. */
void cm_signals_setup(void);
/* The exit code the signal asks for (130, 143), 0: none came. */
int cm_signals_exit(void);
/* From here on being continued ends a cm_wait, too: for who has a terminal. */
void cm_signals_watch_stops(void);
/* Whether it was stopped and goes on since this was asked last. */
bool cm_signals_continued(void);
/* Until fd is readable (1), CLOCK_MONOTONIC passes deadline_ns (0), or a signal came (-EINTR); fd -1:
 * only time and signals. */
int cm_wait(int fd, uint64_t deadline_ns);

#endif
