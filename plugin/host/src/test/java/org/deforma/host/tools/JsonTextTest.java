package org.deforma.host.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {
    @Test
    void valuesOfEveryKind() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("text", "a");
        map.put("numbers", Arrays.asList(1, 2_000_000_000_000L, 0.5, null));
        map.put("yes", true);
        map.put("none", List.of());
        map.put("empty", Map.of());
        assertEquals(
                "{\"text\":\"a\",\"numbers\":[1,2000000000000,0.5,null],\"yes\":true,\"none\":[],\"empty\":{}}",
                JsonText.of(map));
    }

    @Test
    void whatJsonHasNoNumberForIsNull() {
        assertEquals("[null,null,null]", JsonText.of(List.of(Double.NaN, Double.POSITIVE_INFINITY, Float.NaN)));
    }

    @Test
    void everyCharacterComesBackAndStaysInTheAnswer() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i <= Character.MAX_VALUE; i++) {
            texts.add("a" + (char) i + "b");
        }
        String json = JsonText.of(texts);
        assertEquals(
                texts,
                JsonParser.parseString(json).getAsJsonArray().asList().stream()
                        .map(text -> text.getAsString())
                        .toList());
        assertEquals(0, json.chars().filter(c -> c < ' ' || c > '~').count(), "XML can hold it in any character set");
    }

    @Test
    void numbersComeBack() {
        List<Double> numbers = List.of(1e-5, 1e300, -0.0, 4.9e-324, 123456789.125);
        assertEquals(
                numbers,
                JsonParser.parseString(JsonText.of(numbers)).getAsJsonArray().asList().stream()
                        .map(number -> number.getAsDouble())
                        .toList());
    }

    @Test
    void anythingElseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> JsonText.of(new Object()));
    }
}
