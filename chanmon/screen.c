#include "chanmon/screen.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <ncurses.h>
#include <term.h>

#include "chanmon/text.h"

enum { RESTORE_BYTES = 256, CRASH_STACK_BYTES = 65536, LINE_BYTES = 4096 };

static SCREEN *screen;
static bool colored;
/* What a crash handler needs is made ready beforehand: it may call nothing but write and tcsetattr. */
static struct termios terminal_before;
static char restore[RESTORE_BYTES];
static size_t restore_bytes;
static char crash_stack[CRASH_STACK_BYTES];

static const struct {
	short foreground; /* -1: the terminal's own */
	attr_t with_color, without_color;
} look[CM_STYLE_COUNT] = {
	[CM_PLAIN] = { -1, A_NORMAL, A_NORMAL },
	[CM_DIM] = { -1, A_DIM, A_NORMAL },
	[CM_BOLD] = { -1, A_BOLD, A_BOLD },
	[CM_BAR] = { COLOR_CYAN, A_BOLD, A_BOLD },
	[CM_HEADING] = { COLOR_CYAN, A_REVERSE, A_UNDERLINE },
	[CM_SELECTED] = { -1, A_REVERSE, A_REVERSE },
	[CM_GOOD] = { COLOR_GREEN, A_NORMAL, A_NORMAL },
	[CM_NOTICE] = { COLOR_YELLOW, A_NORMAL, A_NORMAL },
	[CM_BAD] = { COLOR_RED, A_BOLD, A_BOLD },
};

bool cm_screen_possible(void)
{
	int error;
	const char *term = getenv("TERM");
	if (!term || setupterm(term, STDOUT_FILENO, &error) != OK)
		return false;
	const char *cup = tigetstr("cup");
	bool possible = cup && cup != (char *)-1;
	del_curterm(cur_term);
	return possible;
}

static void crashed(int sig)
{
	ssize_t rc = write(STDOUT_FILENO, restore, restore_bytes);
	(void)rc;
	tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
	/* SA_RESETHAND: the signal now does what it would have done without us. */
	raise(sig);
}

static void prepare_restore(void)
{
	/* Attributes off, cursor back, keypad off, and last the screen that was there before. */
	static const char *const names[] = { "sgr0", "cnorm", "rmkx", "rmcup" };
	restore_bytes = 0;
	for (unsigned i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *s = tigetstr(names[i]);
		size_t n = s && s != (char *)-1 ? strlen(s) : 0;
		if (restore_bytes + n + 2 > sizeof(restore))
			break;
		memcpy(restore + restore_bytes, s ? s : "", n);
		restore_bytes += n;
	}
	memcpy(restore + restore_bytes, "\r\n", 2);
	restore_bytes += 2;
}

static void catch_crashes(void)
{
	/* After the crashes, what others may send and nobody here waits for: unless it is ignored it ends us, too. */
	static const int deadly[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGQUIT, SIGSYS,
		SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU };
	stack_t stack = { .ss_sp = crash_stack, .ss_size = sizeof(crash_stack) };
	sigaltstack(&stack, NULL);
	struct sigaction action = { .sa_handler = crashed,
		.sa_flags = (int)(SA_RESETHAND | SA_ONSTACK | SA_NODEFER) };
	for (unsigned i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++) {
		struct sigaction old;
		sigaction(deadly[i], NULL, &old);
		if (old.sa_handler != SIG_IGN)
			sigaction(deadly[i], &action, NULL);
	}
}

bool cm_screen_open(bool color)
{
	tcgetattr(STDIN_FILENO, &terminal_before);
	set_escdelay(25);
	screen = newterm(NULL, stdout, stdin);
	if (!screen)
		return false;
	set_term(screen);
	atexit(cm_screen_close);
	prepare_restore();
	catch_crashes();
	cbreak();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	curs_set(0);
	colored = color && has_colors() && start_color() == OK;
	if (colored && use_default_colors() != OK)
		colored = false;
	for (short i = 0; colored && i < CM_STYLE_COUNT; i++)
		init_pair((short)(i + 1), look[i].foreground, -1);
	return true;
}

void cm_screen_close(void)
{
	if (!screen)
		return;
	endwin();
	delscreen(screen);
	screen = NULL;
}

void cm_screen_size(int *rows, int *cols)
{
	getmaxyx(stdscr, *rows, *cols);
}

void cm_screen_erase(void)
{
	erase();
}

void cm_screen_text(int y, int x, int width, enum cm_style style, bool right, const char *text)
{
	int rows, cols;
	char cell[LINE_BYTES];
	cm_screen_size(&rows, &cols);
	if (y < 0 || y >= rows || x < 0 || x >= cols || width <= 0)
		return;
	if (width > cols - x)
		width = cols - x;
	attr_t attributes = colored ? look[style].with_color : look[style].without_color;
	attr_set(attributes, (short)(colored ? style + 1 : 0), NULL);
	mvaddstr(y, x, cm_text_cell(text, width, right, cell, sizeof(cell)));
	attr_set(A_NORMAL, 0, NULL);
}

void cm_screen_cursor(int y, int x)
{
	curs_set(y >= 0);
	if (y >= 0)
		move(y, x);
}

void cm_screen_flush(void)
{
	refresh();
}

void cm_screen_redraw(void)
{
	clearok(stdscr, TRUE);
}

void cm_screen_resume(void)
{
	endwin(); /* forgets what is on the terminal; the next refresh sets its modes */
	clearok(stdscr, TRUE);
}

int cm_screen_key(void)
{
	wint_t key;
	int rc = get_wch(&key);
	if (rc == KEY_CODE_YES)
		return CM_KEY_BASE + (int)key;
	return rc == OK ? (int)key : CM_KEY_NONE;
}
