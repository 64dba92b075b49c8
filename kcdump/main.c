/* kcdump - the inspector: what a program's channels hold, alive or dead. */
#include <locale.h>
#include <string.h>
#include <unistd.h>

#include "interrupt.h"
#include "options.h"
#include "verbs.h"

static int cannot_write(const struct kd_options *o, int rc)
{
	kt_say(&kd_program, "cannot write %s: %s", o->out ? o->out : "standard output",
		strerror(-rc));
	return KT_CANNOT;
}

int main(int argc, char **argv)
{
	struct kd_options o;
	bool done = false;
	setlocale(LC_ALL, "");
	kt_output_setup();
	kd_interrupt_setup();
	int code = kd_options_parse(&o, argc, argv, &done);
	if (code != 0 || done)
		return code;

	struct kt_output out;
	int rc = kt_output_open(&out, o.out);
	if (rc != 0)
		return cannot_write(&o, rc);
	/* A million rows are three hundred megabytes of JSON: fewer, larger writes. */
	static char buffer[1 << 16];
	if (!isatty(fileno(out.f)))
		setvbuf(out.f, buffer, _IOFBF, sizeof buffer);
	struct kd_context c = { .o = &o, .out = out.f };
	c.dress.color = kt_use_color(o.color, out.f);
	c.dress.unicode = kt_use_unicode(o.ascii);
	if (o.schema)
		kd_print_schema(out.f);
	else
		code = o.run(&c);
	rc = kt_output_close(&out, code != KT_CANNOT);
	return rc != 0 ? cannot_write(&o, rc) : code;
}
