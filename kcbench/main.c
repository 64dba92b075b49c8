#include <locale.h>

#include "config.h"
#include "demo.h"
#include "pipe.h"
#include "result.h"

int main(int argc, char **argv)
{
	struct kb_config c;
	bool done = false;
	setlocale(LC_ALL, "");
	kt_output_setup();
	int rc = kb_config_parse(&c, argc, argv, &done);
	if (rc || done)
		return rc;
	switch (c.verb) {
	case KB_RUN:
		if (!c.schema)
			return kb_run(&c);
		kb_run_schema(&c);
		return KT_GOOD;
	case KB_PIPE:
		if (!c.schema)
			return kb_pipe_run(&c);
		kb_pipe_schema(&c);
		return KT_GOOD;
	case KB_DEMO:
		return kb_demo(&c);
	}
	return KT_USAGE;
}
