/* host.h - the machine a result was measured on. */
#ifndef KCBENCH_HOST_H
#define KCBENCH_HOST_H

#include "tool/json.h"

struct kb_host {
	char cpu[128]; /* model name as the kernel tells it, "unknown" */
	unsigned cpus; /* that this process may use */
	char kernel[160];
};
void kb_host_read(struct kb_host *h);

/* The object "env" of every document. */
void kb_host_json(struct kt_json *j);

#endif
