/* json.h - a streaming JSON writer: no tree, commas and nesting kept by itself, strings always
 * valid UTF-8 (anything else becomes U+FFFD), doubles finite (others become null). */
#ifndef KC_TOOL_JSON_H
#define KC_TOOL_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct kt_json {
	FILE *out;
	unsigned depth;     /* at most 31 */
	uint32_t has_items; /* a bit a level */
};
void kt_json_begin(struct kt_json *j, FILE *out);
/* key NULL inside an array or at the top. */
void kt_json_object(struct kt_json *j, const char *key);
void kt_json_end_object(struct kt_json *j);
void kt_json_array(struct kt_json *j, const char *key);
void kt_json_end_array(struct kt_json *j);
void kt_json_string(struct kt_json *j, const char *key, const char *value); /* NULL: null */
void kt_json_u64(struct kt_json *j, const char *key, uint64_t value);
void kt_json_i64(struct kt_json *j, const char *key, int64_t value);
void kt_json_hex(struct kt_json *j, const char *key, uint64_t value); /* "0x1f" */
void kt_json_double(struct kt_json *j, const char *key, double value);
void kt_json_bool(struct kt_json *j, const char *key, bool value);
/* The closing newline. */
void kt_json_finish(struct kt_json *j);

#endif
