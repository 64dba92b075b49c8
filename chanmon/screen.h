/* screen.h - the terminal, through ncurses. Views draw with styles and text; only screen.c knows
 * attributes, colours and escape codes. The terminal is given back on every exit: return, exit(),
 * signals that end, and crashes. One thread, one screen. */
#ifndef CHANMON_SCREEN_H
#define CHANMON_SCREEN_H

#include <stdbool.h>

/* Each style has an attribute that works without colours. */
enum cm_style {
	CM_PLAIN,
	CM_DIM,
	CM_BOLD,
	CM_BAR,     /* title and footer lines */
	CM_HEADING, /* column titles */
	CM_SELECTED,
	CM_GOOD,
	CM_NOTICE,
	CM_BAD,
	CM_STYLE_COUNT
};

/* Keys: characters as code points; function keys beyond them. */
enum { CM_KEY_BASE = 0x200000, CM_KEY_NONE = -1 };

/* Whether the terminal can place the cursor at all; a dumb one cannot. */
bool cm_screen_possible(void);
/* False: the terminal refused (TERM unknown). */
bool cm_screen_open(bool color);
void cm_screen_close(void);
void cm_screen_size(int *rows, int *cols);
void cm_screen_erase(void);
/* Exactly width cells, cut or padded. */
void cm_screen_text(int y, int x, int width, enum cm_style style, bool right, const char *text);
/* Shows the cursor there; y < 0 hides it. */
void cm_screen_cursor(int y, int x);
/* Sends what changed. */
void cm_screen_flush(void);
/* Sends everything at the next flush, for a screen that something else wrote on. */
void cm_screen_redraw(void);
/* Takes the terminal back after a stop, whoever has used it meanwhile, and sends everything at the next flush. */
void cm_screen_resume(void);
/* The next key, or CM_KEY_NONE; a resize is taken care of and comes as CM_KEY_BASE + KEY_RESIZE. */
int cm_screen_key(void);

#endif
