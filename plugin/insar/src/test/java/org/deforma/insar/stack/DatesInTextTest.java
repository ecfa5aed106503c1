package org.deforma.insar.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesInTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "cropA_20180106-20180130_VV_8rlks_flat_eqa_cc.tif",
                "20180106_20180130.geo.cc.tif",
                "S1AA_20180106T003000_20180130T003000_VVP024_INT80_G_ueF_1A2B_corr.tif",
                "S1_136231_IW2_20180106_20180130_VV_INT80_8EE8_corr.tif",
                "12345678_20180106_20180130.tif",
                "20180106-20180130",
                "a20180106-20180130b20180106_20180130.tif",
            })
    void theUsualNames(String name) {
        assertEquals("20180106_20180130", DatesInText.inName(name).orElseThrow().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"coherence.tif", "20180106.tif", "120180106_20180130.tif", "20180106_201801301.tif", "", "1_2"})
    void namesWithoutAPair(String name) {
        assertEquals(Optional.empty(), DatesInText.inName(name));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a_20181306_20190130.tif | 20181306 is not a day of the calendar (YYYYMMDD)",
                "a_20180106_20180230.tif | 20180230 is not a day of the calendar (YYYYMMDD)",
                "20180130_20180106.tif | the second date, 2018-01-06, must be after the first, 2018-01-30",
                "20180106_20180106.tif | both dates are 2018-01-06; a pair needs two",
                "20180106_20180118_20180130.tif | holds more than one pair of dates",
            })
    void namesThatCannotBe(String name, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> DatesInText.inName(name))
                        .getMessage());
    }

    @Test
    void tagsOfPyRate() {
        assertEquals(
                "20180106_20180130",
                DatesInText.inTags(Map.of("FIRST_DATE", "2018-01-06", "SECOND_DATE", " 20180130", "X", "y"))
                        .orElseThrow()
                        .toString());
        assertEquals(Optional.empty(), DatesInText.inTags(Map.of("FIRST_DATE", "2018-01-06")));
        assertThrows(
                IllegalArgumentException.class,
                () -> DatesInText.inTags(Map.of("FIRST_DATE", "January", "SECOND_DATE", "2018-01-30")));
    }

    @Test
    void aPairAlone() {
        assertEquals("20180106_20180130", DatesInText.pair(" 20180106-20180130").toString());
        for (String wrong : new String[] {"", "20180106", "2018-01-06_2018-01-30", "x20180106_20180130"}) {
            assertEquals(
                    "is no pair of dates; write YYYYMMDD_YYYYMMDD",
                    assertThrows(IllegalArgumentException.class, () -> DatesInText.pair(wrong))
                            .getMessage());
        }
    }
}
