package org.deforma.insar.stack;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.deforma.fuzz.Refusal;

/** Pairs of dates in names of files and in tags; what is found is written so that it is found again. */
class DatesFuzzTest {
    @FuzzTest
    void find(byte[] content) throws Exception {
        String text = new String(content, StandardCharsets.UTF_8);
        Refusal.takes("", () -> again(DatesInText.inName(text)));
        Refusal.takes("", () -> again(Optional.of(DatesInText.pair(text))));
        int half = text.length() / 2;
        Refusal.takes(
                "",
                () -> again(DatesInText.inTags(
                        Map.of("FIRST_DATE", text.substring(0, half), "SECOND_DATE", text.substring(half)))));
    }

    private static void again(Optional<DatePair> found) {
        if (found.isPresent() && !DatesInText.inName(found.get().toString()).equals(found)) {
            throw new AssertionError(found + " is not found again");
        }
    }
}
