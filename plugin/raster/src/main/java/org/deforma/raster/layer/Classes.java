package org.deforma.raster.layer;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deforma.api.model.ModelClass;
import org.deforma.api.raster.Band;
import org.deforma.api.raster.RasterStorage;

/** The classes of a classification: as its file says, else as its values and bands do. */
final class Classes {
    /** Item of the file in which the tools that classify write the classes, as JSON. */
    private static final String ITEM = "DEFORMA_CLASSES";

    /**
     * Colours where none are known, easy to tell apart for nearly everybody: the schemes "bright" and "muted" of Tol (2021),
     * Colour Schemes, SRON/EPS/TN/09-002, without greys.
     */
    private static final List<String> COLOURS = List.of(
            "#4477AA", "#EE6677", "#228833", "#CCBB44", "#66CCEE", "#AA3377", "#332288", "#DDCC77", "#117733",
            "#88CCEE", "#882255", "#44AA99", "#999933", "#CC6677");

    private static final int FIRST_PROBABILITY = 2;

    private Classes() {}

    /**
     * The classes.
     *
     * @param values of the band of classes
     */
    static List<ModelClass> of(RasterStorage storage, List<Band> bands, BandValues values) {
        List<ModelClass> told = told(storage.metadata().getOrDefault(ITEM, "[]"));
        if (!told.isEmpty()) {
            return told;
        }
        List<String> names = probabilities(bands);
        List<ModelClass> classes = new ArrayList<>();
        // The bands of the probabilities name the classes in the order of their values, which begin with 1.
        boolean named = !names.isEmpty() && values.minimum() >= 1 && values.maximum() <= names.size();
        int[] numbers = values.distinct(Kind.MOST_CLASSES);
        int count = named ? names.size() : numbers.length;
        for (int i = 0; i < count; i++) {
            int value = named ? i + 1 : numbers[i];
            String name = named ? names.get(i) : Integer.toString(value);
            classes.add(new ModelClass(value, name, title(name), "", COLOURS.get(i % COLOURS.size())));
        }
        return classes;
    }

    /** Bands of probabilities: all behind class and confidence, but for the entropy at the end. */
    static List<String> probabilities(List<Band> bands) {
        if (bands.size() <= FIRST_PROBABILITY || !bands.get(1).name().equals("confidence")) {
            return List.of();
        }
        return bands.stream()
                .skip(FIRST_PROBABILITY)
                .map(Band::name)
                .filter(name -> !name.equals("entropy"))
                .toList();
    }

    /** What the file says; nothing where that cannot be understood, since anybody may have written it. */
    private static List<ModelClass> told(String json) {
        List<ModelClass> classes = new ArrayList<>();
        try {
            if (JsonParser.parseString(json) instanceof JsonArray all && all.size() <= Kind.MOST_CLASSES) {
                for (JsonElement each : all) {
                    JsonObject item = each.getAsJsonObject();
                    classes.add(new ModelClass(
                            item.get("value").getAsInt(),
                            item.get("name").getAsString(),
                            item.get("title").getAsString(),
                            "",
                            item.get("colour").getAsString()));
                }
            }
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | NullPointerException
                | UnsupportedOperationException e) {
            return List.of();
        }
        return classes;
    }

    /** {@code bare_ground} for people: {@code Bare ground}. */
    private static String title(String name) {
        String words = name.replace('_', ' ').strip();
        return words.isEmpty() ? name : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The colours of a palette that occur, those that are transparent left out. */
    static List<ModelClass> of(IndexColorModel palette, BandValues values) {
        return Arrays.stream(values.distinct(palette.getMapSize()))
                .filter(number -> number >= 0 && number < palette.getMapSize() && palette.getAlpha(number) > 0)
                .limit(Kind.MOST_CLASSES)
                .mapToObj(number -> {
                    String text = Integer.toString(number);
                    String colour = "#%06X".formatted(palette.getRGB(number) & 0xFFFFFF);
                    return new ModelClass(number, text, text, "", colour);
                })
                .toList();
    }
}
