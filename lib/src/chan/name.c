#include <errno.h>
#include <string.h>

#include "base/error.h"
#include "chan/domain.h"

/* Bytes of the UTF-8 sequence at s, 0 if it is malformed, overlong, a surrogate or a control. */
static size_t printable(const unsigned char *s)
{
	if (s[0] >= 0x20 && s[0] < 0x7f)
		return 1;
	size_t n = s[0] >= 0xf0 && s[0] < 0xf5 ? 4 : s[0] >= 0xe0 ? 3 : s[0] >= 0xc2 ? 2 : 0;
	if (n == 0 || s[0] >= 0xf5)
		return 0;
	uint32_t c = s[0] & (0xffu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		c = c << 6 | (s[i] & 0x3fu);
	}
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	if (c < least[n] || c > 0x10ffff || (c >= 0xd800 && c < 0xe000) || (c >= 0x80 && c < 0xa0))
		return 0;
	return n;
}

int kc_check_name(const char *what, const char *name)
{
	size_t n = strnlen(name, KC_NAME_BYTES);
	if (n == 0 || n >= KC_NAME_BYTES)
		return kc_fail(-EINVAL, "%s name has %s; give it 1 to 63 bytes", what,
			n ? "more than 63 bytes" : "no bytes");
	for (const unsigned char *s = (const unsigned char *)name; *s;) {
		size_t k = *s == '/' ? 0 : printable(s);
		if (k == 0)
			return kc_fail(-EINVAL,
				"%s name has the byte 0x%02x at offset %zu; use printable UTF-8 "
				"without '/'",
				what, *s, (size_t)(s - (const unsigned char *)name));
		s += k;
	}
	if (name[0] == '.')
		return kc_fail(-EINVAL,
			"%s name \"%s\" starts with a dot; start it with another character", what,
			name);
	return 0;
}
