/* interrupt.h - SIGINT and SIGTERM end the walk, not the result: what is there is still written and
 * marked. A second one kills. */
#ifndef KCDUMP_INTERRUPT_H
#define KCDUMP_INTERRUPT_H

void kd_interrupt_setup(void);
/* 0, or the exit code to end with. */
int kd_interrupted(void);

#endif
