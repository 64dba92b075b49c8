/* kcbench-lies.c - stands between kcbench and libkc and breaks one promise of the library.
 *
 * Loaded with LD_PRELOAD by kcbench-broken.sh. KC_LIE names the promise; every EVERY-th call breaks it.
 * Counters are shared by all threads, so the break comes wherever that call happens to be. */
#include <dlfcn.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <kc/kc.h>

enum { EVERY = 1000, ELEM_MAX = 4096 };

static uint64_t calls;

static bool lie(const char *which)
{
	const char *asked = getenv("KC_LIE");
	if (!asked || strcmp(asked, which) != 0)
		return false;
	return __atomic_add_fetch(&calls, 1, __ATOMIC_RELAXED) % EVERY == 0;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

int kc_recv(kc_rx *rx, void *elem, int64_t timeout_ns)
{
	REAL(kc_recv);
	if (lie("lose")) {
		int rc = real(rx, elem, timeout_ns);
		if (rc)
			return rc;
	}
	return real(rx, elem, timeout_ns);
}

int kc_send(kc_tx *tx, const void *elem, int64_t timeout_ns)
{
	static _Thread_local unsigned char held[ELEM_MAX], torn[ELEM_MAX];
	static _Thread_local bool holding;
	const char *bytes = getenv("KC_LIE_BYTES");
	size_t size = bytes ? strtoul(bytes, NULL, 10) : 8;
	REAL(kc_send);
	if (holding) {
		holding = false;
		int rc = real(tx, elem, timeout_ns);
		return rc ? rc : real(tx, held, timeout_ns);
	}
	if (lie("reorder")) {
		memcpy(held, elem, size);
		holding = true;
		return 0;
	}
	if (lie("tear")) {
		memcpy(torn, elem, size);
		torn[size - 1] ^= 1;
		return real(tx, torn, timeout_ns);
	}
	if (lie("duplicate")) {
		int rc = real(tx, elem, timeout_ns);
		if (rc)
			return rc;
	}
	return real(tx, elem, timeout_ns);
}

int kc_select(kc_case *cases, size_t n, int64_t timeout_ns, kc_cancel *token)
{
	static _Thread_local int last = -1; /* the case whose element is still in the buffer */
	REAL(kc_select);
	if (lie("time-out"))
		return -ETIMEDOUT;
	if (last >= 0 && lie("again"))
		return last;
	int i = real(cases, n, timeout_ns, token);
	bool came = i >= 0 && cases[i].result == 0;
	last = came ? i : -1;
	if (came && lie("lose")) {
		last = -1;
		return real(cases, n, timeout_ns, token);
	}
	if (came && n > 1 && lie("misname")) {
		int other = (i + 1) % (int)n;
		cases[other].result = 0;
		return other;
	}
	return i;
}

int kc_ticket_data(kc_domain *d, kc_ticket t, void **data, size_t *len_bytes)
{
	REAL(kc_ticket_data);
	int rc = real(d, t, data, len_bytes);
	if (rc == 0 && lie("corrupt"))
		((unsigned char *)*data)[70] ^= 1;
	return rc;
}

int kc_ticket_release(kc_domain *d, kc_ticket t)
{
	REAL(kc_ticket_release);
	return lie("leak") ? 0 : real(d, t);
}
