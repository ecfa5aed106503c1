package org.deforma.host.tools;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON that the host writes, read by another's reader: the same value comes back. */
class JsonFuzzTest {
    private static final int DEEPEST = 5;

    @FuzzTest
    void write(FuzzedDataProvider data) {
        Object value = value(data, 0);
        String text = JsonText.of(value);
        if (!JsonParser.parseString(text).equals(json(value))) {
            throw new AssertionError(text + " is read as another value than " + value);
        }
    }

    private static Object value(FuzzedDataProvider data, int depth) {
        return switch (data.consumeInt(0, depth < DEEPEST ? 6 : 4)) {
            case 0 -> null;
            case 1 -> data.consumeBoolean();
            case 2 -> data.consumeLong();
            case 3 -> data.consumeDouble();
            case 4 -> data.consumeString(30);
            case 5 -> {
                List<Object> list = new ArrayList<>();
                for (int i = data.consumeInt(0, 4); i > 0; i--) {
                    list.add(value(data, depth + 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = data.consumeInt(0, 4); i > 0; i--) {
                    map.put(data.consumeString(10), value(data, depth + 1));
                }
                yield map;
            }
        };
    }

    private static JsonElement json(Object value) {
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(each -> array.add(json(each)));
            return array;
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((name, each) -> object.add((String) name, json(each)));
            return object;
        }
        if (value instanceof Boolean truth) {
            return new JsonPrimitive(truth);
        }
        if (value instanceof Number number) {
            return Double.isFinite(number.doubleValue()) ? new JsonPrimitive(number) : JsonNull.INSTANCE;
        }
        return value == null ? JsonNull.INSTANCE : new JsonPrimitive((String) value);
    }
}
