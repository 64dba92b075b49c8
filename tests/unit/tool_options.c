/* Proves that the option table parses as a user of GNU programs expects, refuses with a nearby
 * name, and that help, manual page and completion name every option of the table. */
#include "tool/options.h"
#include "tool/program.h"

#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { QUIET = 1, OUT, LIMIT, FORMAT, SECRET };
static const struct kt_option options[] = {
	{ QUIET, 'q', "quiet", NULL, NULL, "Say less." },
	{ OUT, 'o', "out", "FILE", NULL, "Write to FILE; it's replaced whole." },
	{ LIMIT, 0, "limit", "N", "list stat", "Show N rows." },
	{ FORMAT, 0, "format", "human|json", NULL, "How it looks." },
	{ SECRET, 0, "secret", NULL, NULL, "" },
	{ 0, 0, NULL, NULL, NULL, NULL },
};
static const struct kt_verb verbs[] = {
	{ "list", "", "List things." },
	{ "stat", "NAME", "Count things." },
	{ "run", "", "Run things." },
	{ NULL, NULL, NULL },
};
static const struct kt_program program = { "tool", "1.2.3", "does things",
	"tool [NAME] [VERB] [options]\ntool --help",
	"A paragraph.\n\n  tool run -q\n\n.Done\\ it\n", verbs, options };

static char log_text[512];

static int on_option(void *ctx, int id, const char *value)
{
	snprintf(log_text + strlen(log_text), sizeof log_text - strlen(log_text), "%d=%s ", id,
		value ? value : "-");
	return *(int *)ctx;
}

static int on_operand(void *ctx, const char *word)
{
	(void)ctx;
	snprintf(log_text + strlen(log_text), sizeof log_text - strlen(log_text), "%s ", word);
	return 0;
}

static int stop_with;

#define PARSE(done, ...)                                           \
	parse_words(done, (char *[]){ "tool", __VA_ARGS__, NULL }, \
		(int)(sizeof((char *[]){ "tool", __VA_ARGS__ }) / sizeof(char *)))

static int parse_words(bool *done, char **words, int n)
{
	log_text[0] = '\0';
	return kt_parse(&program, n, words, &stop_with, on_option, on_operand, done);
}

Test(options, long_short_bundled_and_operands)
{
	bool done;
	cr_expect_eq(PARSE(&done, "a", "--quiet", "--out", "f", "--out=g=h", "-", "-qof", "-o", "x",
			     "--", "-q", "--zzz"),
		0);
	cr_expect_not(done);
	cr_expect_str_eq(log_text, "a 1=- 2=f 2=g=h - 1=- 2=f 2=x -q --zzz ", "%s", log_text);
	cr_expect_eq(PARSE(&done, "--limit="), 0);
	cr_expect_str_eq(log_text, "3= ");
	cr_expect_eq(PARSE(&done, "--out="), KT_USAGE, "no file is named so");
	cr_expect_eq(PARSE(&done, "-o", ""), KT_USAGE);
	cr_expect_str_eq(log_text, "");
	stop_with = 9;
	cr_expect_eq(PARSE(&done, "-q", "b"), 9, "what a callback returns stops the parse");
	cr_expect_str_eq(log_text, "1=- ");
	stop_with = 0;
}

Test(options, wrong_usage_names_the_cure, .init = cr_redirect_stderr)
{
	bool done;
	cr_expect_eq(PARSE(&done, "--qiuet"), KT_USAGE);
	cr_expect_eq(PARSE(&done, "--xylophone"), KT_USAGE);
	cr_expect_eq(PARSE(&done, "--secre"), KT_USAGE);
	cr_expect_eq(PARSE(&done, "--quiet=1"), KT_USAGE);
	cr_expect_eq(PARSE(&done, "--out"), KT_USAGE);
	cr_expect_eq(PARSE(&done, "-qo"), KT_USAGE);
	cr_expect_eq(PARSE(&done, "-qz"), KT_USAGE);
	cr_expect_eq(PARSE(&done, "--completion", "tcsh"), KT_USAGE);
	fflush(stderr);
	cr_expect_stderr_eq_str("tool: unknown option --qiuet; did you mean --quiet?\n"
				"tool: unknown option --xylophone; tool --help lists them\n"
				"tool: unknown option --secre; tool --help lists them\n"
				"tool: --quiet takes no argument\n"
				"tool: --out needs an argument: --out FILE\n"
				"tool: -o needs an argument: -o FILE\n"
				"tool: unknown option -z; tool --help lists them\n"
				"tool: --completion knows bash, zsh and fish, not 'tcsh'\n");
}

Test(options, an_option_belongs_to_its_verbs, .init = cr_redirect_stderr)
{
	int given[] = { QUIET, LIMIT };
	cr_expect_eq(kt_check_verb(&program, "list", given, 2), 0);
	cr_expect_eq(kt_check_verb(&program, "stat", given, 2), 0);
	cr_expect_eq(kt_check_verb(&program, "run", given, 1), 0);
	cr_expect_eq(kt_check_verb(&program, "run", given, 2), KT_USAGE);
	cr_expect_eq(kt_check_verb(&program, "sta", given, 2), KT_USAGE, "a part is not the word");
}

Test(options, version_ends_the_run, .init = cr_redirect_stdout)
{
	bool done;
	cr_expect_eq(PARSE(&done, "--version", "--nonsense"), 0);
	cr_expect(done);
	fflush(stdout);
	cr_expect_stdout_eq_str("tool 1.2.3\n");
}

/* Not inlined: gcc 12 takes the stream's hold on `text` for one on the text itself. */
__attribute__((noinline)) static char *printed(void (*print)(const struct kt_program *, FILE *))
{
	char *text = NULL;
	size_t n;
	FILE *f = open_memstream(&text, &n);
	print(&program, f);
	fclose(f);
	return text;
}

Test(options, help_names_everything_once)
{
	char *text = printed(kt_print_help);
	static const char *const want[] = { "tool - does things", "  tool --help\n", "stat NAME",
		"-q, --quiet  ", "-o, --out FILE", "--limit N",
		"Options of list stat:", "--format human|json", "-h, --help",
		"--completion bash|zsh|fish", "  tool run -q\n" };
	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++)
		cr_expect(strstr(text, want[i]), "help does not say '%s':\n%s", want[i], text);
	cr_expect_not(strstr(text, "secret"));
	cr_expect_eq(strstr(strstr(text, "--quiet") + 1, "--quiet"), NULL);
	for (const char *line = text; *line; line += strcspn(line, "\n") + 1)
		cr_expect_leq(strcspn(line, "\n"), 100);
	free(text);
}

/* The pages go through the programs that will read them. */
static void accepted_by(const char *command, const char *text, const char *tool)
{
	char look[128];
	snprintf(look, sizeof look, "command -v %s >/dev/null 2>&1", tool);
	if (system(look) != 0)
		return;
	FILE *f = popen(command, "w");
	fputs(text, f);
	cr_expect_eq(pclose(f), 0, "%s refuses:\n%s", command, text);
}

Test(options, the_manual_page_is_roff)
{
	char *text = printed(kt_print_man);
	cr_expect(strstr(text, ".TH \"TOOL\" 1"));
	cr_expect(strstr(text, "\n\\&.Done\\eit") || strstr(text, "\n\\&.Done\\e it"));
	cr_expect(strstr(text, "\\fB\\-\\-limit\\fR \\fIN\\fR"));
	cr_expect(strstr(text, "Belongs to: list stat."));
	cr_expect_not(strstr(text, "secret"));
	accepted_by("groff -man -Tutf8 -ww 2>&1 >/dev/null | (! grep .)", text, "groff");
	free(text);
}

Test(options, completion_scripts_parse)
{
	static const char *const shells[] = { "bash", "zsh", "fish" };
	for (size_t i = 0; i < 3; i++) {
		char *text = NULL;
		char command[64];
		size_t n;
		FILE *f = open_memstream(&text, &n);
		cr_assert(kt_print_completion(&program, shells[i], f));
		fclose(f);
		cr_expect(strstr(text, i == 2 ? "-l limit" : "--limit"));
		cr_expect_not(strstr(text, "secret"));
		cr_expect(strstr(text, "human json"));
		snprintf(command, sizeof command, "%s -n /dev/stdin", shells[i]);
		accepted_by(command, text, shells[i]);
		free(text);
	}
}

/* What stderr gets; the test's own process has no other use for it. */
static const char *said(const char *word)
{
	static char text[256];
	FILE *f = tmpfile();
	cr_assert(f);
	fflush(stderr);
	cr_assert_geq(dup2(fileno(f), STDERR_FILENO), 0);
	kt_say(&program, "%s", word);
	rewind(f);
	size_t n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

Test(options, what_is_said_cannot_move_the_cursor)
{
	cr_expect_str_eq(said("plain 'word' 100%"), "tool: plain 'word' 100%\n");
	cr_expect_str_eq(said("gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80"),
		"tool: gr\xc3\xbc\xc3\x9f \xf0\x9f\x98\x80\n");
	cr_expect_str_eq(said("\x1b[2J\n\x7f"), "tool: \\x1b[2J\\x0a\\x7f\n");
	cr_expect_str_eq(said("\xc2\x9b"), "tool: \\xc2\\x9b\n", "C1");
	cr_expect_str_eq(said("\x9b\xff\xe6\xbc"), "tool: \\x9b\\xff\\xe6\\xbc\n", "no UTF-8");
}

Test(options, nearest_word)
{
	static const char *const words[] = { "info", "ps", "tickets", "waiters", "events", NULL };
	cr_expect_str_eq(kt_did_you_mean("tickts", words, 6), "tickets");
	cr_expect_str_eq(kt_did_you_mean("ifno", words, 6), "info");
	cr_expect_str_eq(kt_did_you_mean("pss", words, 6), "ps");
	cr_expect_str_eq(kt_did_you_mean("ticekt", words, 6), "tickets", "two slips");
	static const char *const far[] = { "x", "sp", "p", "ino2", "nonsense", "even", "pickled",
		"pstree", "" };
	for (size_t i = 0; i < sizeof far / sizeof far[0]; i++)
		cr_expect_null(kt_did_you_mean(far[i], words, 6), "%s", far[i]);
	static const char *const options[] = { "out", "once", "format", "color", "count" };
	cr_expect_null(kt_did_you_mean("bogus", options, 5));
	cr_expect_str_eq(kt_did_you_mean("onec", options, 5), "once");
	cr_expect_str_eq(kt_did_you_mean("colour", options, 5), "color");
	cr_expect_str_eq(kt_did_you_mean("fromta", options, 5), "format");
	char longest[300];
	memset(longest, 'a', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	cr_expect_null(kt_did_you_mean(longest, words, 6));
}

Test(options, the_worse_exit_wins)
{
	static const int order[] = { KT_BROKEN, KT_SIGINT, KT_SIGTERM, KT_CANNOT, KT_FINDING,
		KT_UNSURE, KT_GOOD };
	enum { CODES = sizeof order / sizeof order[0] };
	for (size_t i = 0; i < CODES; i++)
		for (size_t k = 0; k < CODES; k++)
			cr_expect_eq(kt_exit_worse(order[i], order[k]), order[i < k ? i : k]);
}
