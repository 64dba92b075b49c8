/* prompt.h - one line of input at the foot of the screen. */
#ifndef CHANMON_PROMPT_H
#define CHANMON_PROMPT_H

#include <stdbool.h>
#include <stddef.h>

enum cm_prompt_kind { CM_PROMPT_NONE, CM_PROMPT_SEARCH, CM_PROMPT_FILTER };
enum cm_prompt_result { CM_PROMPT_IGNORED, CM_PROMPT_EDITED, CM_PROMPT_DONE, CM_PROMPT_CANCELLED };

struct cm_prompt {
	enum cm_prompt_kind kind;
	char text[200]; /* UTF-8 */
	size_t bytes;
	char error[160]; /* shown behind the text */
};
void cm_prompt_open(struct cm_prompt *p, enum cm_prompt_kind kind, const char *text);
enum cm_prompt_result cm_prompt_key(struct cm_prompt *p, int key);
void cm_prompt_draw(const struct cm_prompt *p, int y, int cols);

#endif
