/* input.h - the file that pipe and demo read: opened once, watched for changes. */
#ifndef KCBENCH_INPUT_H
#define KCBENCH_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

struct kb_input {
	const char *path;
	int fd;
	struct stat at_open;
};

/* Opens a regular file for reading. 0, or KT_CANNOT after a sentence with path, cause and cure. */
int kb_input_open(struct kb_input *in, const char *path);
void kb_input_close(struct kb_input *in);

/* Whether the file is another one than when it was opened; a phrase about it goes to how. */
bool kb_input_changed(const struct kb_input *in, char *how, size_t cap);

#endif
