/* --schema: the keys of kcdump/1. A path ends in [] where an array of such things stands. Keys may
 * be added; none is ever renamed. */
#include "verbs.h"

static const struct {
	const char *path, *meaning;
} keys[] = {
#define KD_KEY(path, meaning) { path, meaning },
#include "keys.def"
#undef KD_KEY
};

void kd_print_schema(FILE *out)
{
	fputs("kcdump/1\n\n", out);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		fprintf(out, "%-36s %s\n", keys[i].path, keys[i].meaning);
}
