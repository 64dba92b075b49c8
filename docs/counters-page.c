/* counters-page.c - prints kc-counters(7) from stats/counters.def, so that the page cannot disagree
 * with the struct, the schema section and the tools. */
#include <stdio.h>

static const char head[] =
	".TH kc-counters 7 \"\" \"kc\" \"Observable channels\"\n"
	".SH NAME\n"
	"kc-counters \\- what every endpoint of a channel counts\n"
	".SH DESCRIPTION\n"
	"Each endpoint has these counters in the stats segment. Each is written by its endpoint only and "
	"only ever grows; those of closed endpoints are added to their channel, so totals never jump. "
	"The segment carries names, units and offsets itself (its schema section), so a tool of another "
	"version still finds them.\n"
	".PP\n"
	"Level 0 counters are always shown, level 1 counters where there is room for detail.\n";

static const char tail[] = ".SH SEE ALSO\n"
			   ".BR kc (7),\n"
			   ".BR chanmon (1),\n"
			   ".BR kcdump (1)\n";

/* Text for roff: a minus sign that may be typed back, no line that begins with a request. */
static void print_text(const char *s)
{
	if (*s == '.' || *s == '\'')
		fputs("\\&", stdout);
	for (; *s; s++) {
		if (*s == '-' || *s == '\\')
			putchar('\\');
		putchar(*s == '\\' ? 'e' : *s);
	}
	putchar('\n');
}

static void print_counter(const char *name, const char *type, const char *unit, int level,
	const char *help, const char *text)
{
	printf(".TP\n.B %s\n(%s, %s, level %d) ", name, type, unit, level);
	print_text(help);
	fputs(".IP\n", stdout);
	print_text(text);
}

int main(void)
{
	fputs(head, stdout);
	fputs(".SH COUNTERS\n", stdout);
#define KC_COUNTER(name, type, unit, level, help, text) \
	print_counter(#name, #type, unit, level, help, text);
#include "stats/counters.def"
#undef KC_COUNTER
	fputs(tail, stdout);
	return fflush(stdout) == 0 ? 0 : 1;
}
