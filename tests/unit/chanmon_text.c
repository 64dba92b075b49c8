/* Proves that text, bars, sparklines and histograms take exactly the cells they should, in UTF-8 and in
 * ASCII, and that no byte that is not text gets through. */
#include <criterion/criterion.h>

#include <locale.h>
#include <string.h>

#include "chanmon/glyphs.h"
#include "chanmon/histogram.h"
#include "chanmon/text.h"

static char out[256];

static void utf8(void)
{
	cr_assert(setlocale(LC_ALL, "C.UTF-8"));
}

TestSuite(chanmon_text, .init = utf8);

Test(chanmon_text, cells_are_counted_not_bytes)
{
	cr_expect_eq(cm_text_width("abc"), 3);
	cr_expect_eq(cm_text_width("größe"), 5);
	cr_expect_eq(cm_text_width("日本"), 4, "wide characters take two");
	cr_expect_eq(cm_text_width("e\xcc\x81"), 1, "a combining accent takes none");
}

Test(chanmon_text, cut_and_padded_to_the_cell)
{
	cr_expect_str_eq(cm_text_cell("abc", 5, false, out, sizeof(out)), "abc  ");
	cr_expect_str_eq(cm_text_cell("abc", 5, true, out, sizeof(out)), "  abc");
	cr_expect_str_eq(cm_text_cell("abcdef", 4, false, out, sizeof(out)), "abc~");
	cr_expect_str_eq(cm_text_cell("日本語", 4, false, out, sizeof(out)), "日~ ",
		"half a character does not fit");
	cr_expect_str_eq(cm_text_cell("日本語", 4, true, out, sizeof(out)), " 日~");
	cr_expect_str_eq(cm_text_cell("abc", 0, false, out, sizeof(out)), "");
	for (int width = 1; width < 12; width++)
		cr_expect_eq(cm_text_width(
				     cm_text_cell("ab日本cdé", width, width & 1, out, sizeof(out))),
			width);
}

Test(chanmon_text, what_is_no_text_becomes_a_question_mark)
{
	cr_expect_str_eq(cm_text_cell("a\x1b[2Jb", 6, false, out, sizeof(out)), "a?[2Jb");
	cr_expect_str_eq(cm_text_cell("\xff\xc3", 4, false, out, sizeof(out)), "??  ");
	cr_expect_str_eq(cm_text_cell("\xc2\x9b", 2, false, out, sizeof(out)), "? ", "C1 control");
}

Test(chanmon_text, ascii_only)
{
	cm_text_ascii_only(true);
	cr_expect_str_eq(cm_text_cell("größe", 6, false, out, sizeof(out)), "gr??e ");
	cr_expect_str_eq(cm_text_cell("日", 2, false, out, sizeof(out)), "? ");
	cm_text_ascii_only(false);
}

Test(chanmon_text, a_small_buffer_is_not_overrun)
{
	char small[8];
	memset(small, 'x', sizeof(small));
	cm_text_cell("日本語日本語", 12, false, small, sizeof(small) - 1);
	cr_expect_lt(strlen(small), sizeof(small) - 1);
	cr_expect_eq(small[7], 'x');
}

Test(chanmon_text, bars_never_show_something_as_nothing_or_almost_full_as_full)
{
	cm_bar(&cm_glyphs_unicode, 0, 4, out, sizeof(out));
	cr_expect_str_eq(out, "    ");
	cm_bar(&cm_glyphs_unicode, 1e-9, 4, out, sizeof(out));
	cr_expect_str_eq(out, "▏   ");
	cm_bar(&cm_glyphs_unicode, 0.9999, 4, out, sizeof(out));
	cr_expect_str_eq(out, "███▉");
	cm_bar(&cm_glyphs_unicode, 7, 4, out, sizeof(out));
	cr_expect_str_eq(out, "████");
	cm_bar(&cm_glyphs_ascii, 0.5, 4, out, sizeof(out));
	cr_expect_str_eq(out, "##..");
	cm_bar(&cm_glyphs_ascii, 0.5, 0, out, sizeof(out));
	cr_expect_str_eq(out, "");
}

Test(chanmon_text, sparklines_show_the_newest_values_at_the_right_end)
{
	const uint8_t level[] = { 0, 1, 128, 255 };
	cm_spark(&cm_glyphs_unicode, level, 4, 6, out, sizeof(out));
	cr_expect_str_eq(out, "  ▁▂▅█");
	cm_spark(&cm_glyphs_ascii, level, 4, 2, out, sizeof(out));
	cr_expect_str_eq(out, "=#");
}

Test(chanmon_text, histogram_rows_lose_no_value)
{
	struct ki_hist h = { 0 };
	for (uint32_t b = 0; b < KC_HIST_BUCKETS; b++)
		h.count += h.bucket[b] = b + 1;
	struct cm_hist_row row[CM_HIST_ROWS];
	size_t n = cm_hist_rows(&h, row);
	uint64_t sum = 0;
	cr_assert_leq(n, CM_HIST_ROWS);
	for (size_t i = 0; i < n; i++) {
		sum += row[i].count;
		cr_expect(!i || row[i].high_ns > row[i - 1].high_ns);
	}
	cr_expect_eq(sum, h.count);
	memset(&h, 0, sizeof(h));
	cr_expect_eq(cm_hist_rows(&h, row), 0);
	h.bucket[kc_hist_bucket(1000)] = h.count = 3;
	cr_assert_eq(cm_hist_rows(&h, row), 1);
	cr_expect_eq(row[0].count, 3);
	cr_expect_eq(row[0].high_ns, 1023);
}
