/* Proves that the checksum is CRC-32C as published, at every length, alignment and split. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Once more under another name, to take the CPU's instruction away from it. */
#define kc_crc32c by_table
#include "base/crc32c.c"
#undef kc_crc32c
uint32_t kc_crc32c(uint32_t crc, const void *data, size_t bytes);

/* Vectors of RFC 3720, appendix B.4, and the check value of the catalogue. */
Test(crc32c, published_vectors)
{
	unsigned char up[32], down[32], zeros[32] = { 0 }, ones[32];
	for (int i = 0; i < 32; i++) {
		up[i] = (unsigned char)i;
		down[i] = (unsigned char)(31 - i);
	}
	memset(ones, 0xff, sizeof ones);
	cr_expect_eq(kc_crc32c(0, "123456789", 9), 0xe3069283u);
	cr_expect_eq(kc_crc32c(0, zeros, 32), 0x8a9136aau);
	cr_expect_eq(kc_crc32c(0, ones, 32), 0x62a8ab43u);
	cr_expect_eq(kc_crc32c(0, up, 32), 0x46dd794eu);
	cr_expect_eq(kc_crc32c(0, down, 32), 0x113fdb5cu);
	cr_expect_eq(kc_crc32c(0, "", 0), 0u);
}

/* The definition, bit by bit. */
static uint32_t reference(const unsigned char *p, size_t bytes)
{
	uint32_t crc = 0xffffffffu;
	while (bytes--) {
		crc ^= *p++;
		for (int k = 0; k < 8; k++)
			crc = crc & 1 ? crc >> 1 ^ 0x82f63b78u : crc >> 1;
	}
	return ~crc;
}

Test(crc32c, every_length_and_alignment)
{
	by_table(0, "", 0);
	have_instruction = false;
	unsigned char text[300];
	srand(1);
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (unsigned char)rand();
	for (size_t at = 0; at < 16; at++)
		for (size_t n = 0; n + at <= sizeof text; n++) {
			uint32_t want = reference(text + at, n);
			cr_assert_eq(kc_crc32c(0, text + at, n), want, "%zu bytes at %zu", n, at);
			cr_assert_eq(by_table(0, text + at, n), want, "%zu bytes at %zu", n, at);
		}
}

Test(crc32c, parts_give_the_whole)
{
	unsigned char text[100];
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (unsigned char)(i * 37);
	uint32_t whole = kc_crc32c(0, text, sizeof text);
	for (size_t n = 0; n <= sizeof text; n++)
		cr_assert_eq(kc_crc32c(kc_crc32c(0, text, n), text + n, sizeof text - n), whole);
}

Test(crc32c, one_bit_changes_it)
{
	unsigned char text[64] = { 0 };
	uint32_t good = kc_crc32c(0, text, sizeof text);
	for (size_t bit = 0; bit < 8 * sizeof text; bit++) {
		text[bit / 8] ^= (unsigned char)(1 << bit % 8);
		cr_assert_neq(kc_crc32c(0, text, sizeof text), good);
		text[bit / 8] ^= (unsigned char)(1 << bit % 8);
	}
}
