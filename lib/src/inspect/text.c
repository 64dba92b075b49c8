#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "inspect/inspect.h"

/* Characters that a terminal shows as themselves and that cannot move, hide or reverse what stands around
 * them. Unassigned ones are the terminal's own business. */
static bool harmless(uint32_t c)
{
	if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad)
		return false;
	if ((c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
		(c >= 0x2060 && c <= 0x206f))
		return false;
	if ((c >= 0xd800 && c <= 0xf8ff) || c == 0xfeff || (c >= 0xfff0 && c <= 0xfffb) ||
		c == 0x61c)
		return false;
	return (c & 0xfffe) != 0xfffe && c < 0xe0000;
}

/* Length of the UTF-8 character at p and its value; 0 when it is none, or not the shortest form. */
static unsigned decode(const unsigned char *p, size_t left, uint32_t *c)
{
	static const uint32_t least[5] = { 0, 0, 0x80, 0x800, 0x10000 };
	unsigned n = p[0] < 0x80                   ? 1
		     : p[0] >= 0xc2 && p[0] < 0xe0 ? 2
		     : (p[0] & 0xf0) == 0xe0       ? 3
		     : p[0] >= 0xf0 && p[0] < 0xf5 ? 4
						   : 0;
	if (n == 0 || n > left)
		return 0;
	*c = n == 1 ? p[0] : p[0] & (0x7fu >> n);
	for (unsigned i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return 0;
		*c = *c << 6 | (p[i] & 0x3fu);
	}
	return *c < least[n] ? 0 : n;
}

void ki_safe_text(char *out, size_t cap, const char *in, size_t in_bytes)
{
	const unsigned char *p = (const unsigned char *)in;
	size_t n = 0;
	if (cap == 0)
		return;
	for (size_t i = 0; i < in_bytes && p[i];) {
		uint32_t c = 0;
		unsigned k = decode(p + i, in_bytes - i, &c);
		if (k && harmless(c)) {
			if (k >= cap - n)
				break;
			memcpy(out + n, p + i, k);
			n += k;
			i += k;
			continue;
		}
		if (4 >= cap - n)
			break;
		snprintf(out + n, 5, "\\x%02x", p[i]);
		n += 4;
		i++;
	}
	out[n] = 0;
}

const char *ki_liveness_name(enum ki_liveness l)
{
	switch (l) {
	case KI_ALIVE:
		return "alive";
	case KI_STOPPED:
		return "stopped";
	case KI_DEAD:
		return "dead";
	case KI_CLOSED:
		return "closed";
	case KI_OUT_OF_SIGHT:
		return "out_of_sight";
	case KI_UNREADABLE:
		return "unreadable";
	}
	return "unknown";
}

const char *ki_topology_name(uint8_t t)
{
	static const char *const names[] = { "mpmc", "mpsc", "spsc" };
	return t < 3 ? names[t] : "unknown";
}

const char *ki_payload_name(uint8_t p)
{
	static const char *const names[] = { "values", "pointers", "tickets", "bytes" };
	return p < 4 ? names[p] : "unknown";
}

const char *ki_kind_name(uint8_t k)
{
	static const char *const names[] = { "buffered", "rendezvous", "unlimited", "conflated" };
	return k < 4 ? names[k] : "unknown";
}

const char *ki_overflow_name(uint8_t o)
{
	static const char *const names[] = { "block", "drop-newest", "drop-oldest" };
	return o < 3 ? names[o] : "unknown";
}

const char *ki_flag_name(unsigned bit)
{
	static const char *const names[] = { "close-with-last-tx", "low-latency", "padded-slots" };
	return bit < 3 ? names[bit] : NULL;
}

const char *ki_select_words(char *out, size_t cap, uint32_t waiting, uint32_t selecting)
{
	if (selecting == 0)
		snprintf(out, cap, "%s", "");
	else if (selecting == waiting)
		snprintf(out, cap, " in a select");
	else
		snprintf(out, cap, " (%" PRIu32 " in a select)", selecting);
	return out;
}

const char *ki_ticket_state_name(enum ki_ticket_state s)
{
	switch (s) {
	case KI_LOANED:
		return "loaned";
	case KI_QUEUED:
		return "queued";
	case KI_HELD:
		return "held";
	}
	return "unknown";
}

const char *ki_event_name(enum kc_seg_event_type t)
{
	switch (t) {
	case KC_EV_NONE:
		return "none";
	case KC_EV_OPEN:
		return "open";
	case KC_EV_BLOCK:
		return "block";
	case KC_EV_RESUME:
		return "resume";
	case KC_EV_WAKE:
		return "wake";
	case KC_EV_TIMEOUT:
		return "timeout";
	case KC_EV_ERROR:
		return "error";
	case KC_EV_CLOSE:
		return "close";
	case KC_EV_CHAN_CLOSE:
		return "chan_close";
	case KC_EV_ADOPT:
		return "adopt";
	case KC_EV_CANCEL:
		return "cancel";
	}
	return "unknown";
}
