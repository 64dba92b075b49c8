#include <kc/error.h>

#include <errno.h>
#include <string.h>

#include "base/compiler.h"
#include "base/error.h"

KC_API const char *kc_strerror(int rc)
{
	int error = rc < 0 ? -rc : rc;
	switch (error) {
	case 0:
		return "success";
	case EAGAIN:
		return "would block";
	case ETIMEDOUT:
		return "timed out";
	case ECANCELED:
		return "cancelled";
	case EPIPE:
		return "closed";
	case ENOMEM:
		return "arena limit reached";
	case ENOSPC:
		return "no room for the segment or a table";
	case EFBIG:
		return "file size limit";
	case EMSGSIZE:
		return "message too long";
	case ESTALE:
		return "stale ticket";
	case EXDEV:
		return "other domain's ticket";
	case EBADMSG:
		return "corrupt ticket";
	case EOVERFLOW:
		return "too many references or permits";
	case EBUSY:
		return "busy";
	case EEXIST:
		return "name is taken";
	case EINVAL:
		return "misuse";
	case EOWNERDEAD:
		return "inherited over fork";
	case EOPNOTSUPP:
		return "not supported here";
	case EMFILE:
	case ENFILE:
		return "too many open";
	case EACCES:
		return "permission denied";
	case EPERM:
		return "not permitted";
	case ENOTDIR:
		return "not a directory";
	case ELOOP:
		return "symbolic link refused";
	case ENOENT:
		return "does not exist";
	default:
		break;
	}
	/* What a file system answers to an opening. */
	const char *word = strerrordesc_np(error);
	return word ? word : "unknown error";
}

KC_API const char *kc_last_reason(void)
{
	return kc_reason();
}

KC_API const char *kc_version(void)
{
	return KC_VERSION_STRING;
}
