/* crc32c.h - CRC-32C (Castagnoli), SSE4.2 or ARMv8 where the CPU has it, else a table. */
#ifndef KC_BASE_CRC32C_H
#define KC_BASE_CRC32C_H

#include <stddef.h>
#include <stdint.h>

/* crc: 0, or the result for the bytes before. */
uint32_t kc_crc32c(uint32_t crc, const void *data, size_t bytes);

#endif
