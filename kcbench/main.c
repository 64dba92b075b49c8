#include <locale.h>

#include "config.h"
#include "cost.h"
#include "demo.h"
#include "domain.h"
#include "pipe.h"
#include "result.h"

/* A document a line, so that all together can be read, too. */
static int schema(const struct kb_config *c)
{
	struct kt_output out;
	int rc = kb_output_open(&out, c);
	if (rc)
		return rc;
	if (c->verb == KB_RUN || c->verb == KB_NO_VERB)
		kb_run_schema(out.f, c);
	if (c->verb == KB_PIPE || c->verb == KB_NO_VERB)
		kb_pipe_schema(out.f, c);
	if (c->verb == KB_PROBE_COST || c->verb == KB_NO_VERB)
		kb_cost_schema(out.f, c);
	return kb_output_close(&out, c);
}

int main(int argc, char **argv)
{
	struct kb_config c;
	bool done = false;
	setlocale(LC_ALL, "");
	kt_output_setup();
	int rc = kb_config_parse(&c, argc, argv, &done);
	if (rc || done)
		return rc;
	if (c.schema)
		return schema(&c);
	switch (c.verb) {
	case KB_RUN:
		return kb_run(&c);
	case KB_PIPE:
		return kb_pipe_run(&c);
	case KB_DEMO:
		return kb_demo(&c);
	case KB_PROBE_COST:
		return kb_cost_run(&c);
	case KB_NO_VERB:
		break;
	}
	return KT_USAGE;
}
