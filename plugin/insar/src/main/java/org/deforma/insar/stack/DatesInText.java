package org.deforma.insar.stack;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds pairs of dates in names and tags: {@code YYYYMMDD-YYYYMMDD} (GAMMA, PyRate), {@code YYYYMMDD_YYYYMMDD} (LiCSAR), each
 * with or without a time of the day, {@code YYYYMMDDTHHMMSS} (HyP3); and the tags {@code FIRST_DATE} and {@code SECOND_DATE}
 * (PyRate). Digits of a longer number are no dates.
 */
final class DatesInText {
    private static final Pattern PAIR =
            Pattern.compile("(?<![0-9])([0-9]{8})(?:T[0-9]{6})?[-_]([0-9]{8})(?:T[0-9]{6})?(?![0-9])");
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    /** A tag may hold any text; that much of it is repeated in a message [characters]. */
    private static final int SHOWN = 40;

    private DatesInText() {}

    /**
     * The pair in a name.
     *
     * @return empty when there is none
     * @throws IllegalArgumentException for digits that look like a pair of dates and are none, or more than one pair; the
     *     message goes on after the name
     */
    static Optional<DatePair> inName(String name) {
        Set<List<LocalDate>> found = new LinkedHashSet<>();
        List<IllegalArgumentException> impossible = new ArrayList<>();
        Matcher matcher = PAIR.matcher(name);
        // Pairs may overlap: of 12345678_20180106_20180130 the latter two are dates.
        for (int from = 0; matcher.find(from); from = matcher.start(2)) {
            try {
                found.add(List.of(day(matcher.group(1)), day(matcher.group(2))));
            } catch (IllegalArgumentException e) {
                impossible.add(e);
            }
        }
        if (found.size() > 1) {
            throw new IllegalArgumentException("holds more than one pair of dates");
        }
        if (found.isEmpty() && !impossible.isEmpty()) {
            throw impossible.get(0);
        }
        return found.stream().findFirst().map(days -> new DatePair(days.get(0), days.get(1)));
    }

    /**
     * The pair in tags.
     *
     * @param items name to value
     * @return empty when one of the two is missing
     * @throws IllegalArgumentException for a value that is no day; the message goes on after the name of what has the tags
     */
    static Optional<DatePair> inTags(Map<String, String> items) {
        String first = items.get("FIRST_DATE");
        String second = items.get("SECOND_DATE");
        if (first == null || second == null) {
            return Optional.empty();
        }
        return Optional.of(new DatePair(
                day(first.strip().replace("-", "")), day(second.strip().replace("-", ""))));
    }

    /**
     * A text that is a pair and nothing else.
     *
     * @throws IllegalArgumentException for any other; the message goes on after the text
     */
    static DatePair pair(String text) {
        Matcher matcher = PAIR.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is no pair of dates; write YYYYMMDD_YYYYMMDD");
        }
        return new DatePair(day(matcher.group(1)), day(matcher.group(2)));
    }

    private static LocalDate day(String digits) {
        try {
            return LocalDate.parse(digits, DAY);
        } catch (DateTimeException e) {
            String shown = digits.substring(0, Math.min(SHOWN, digits.length())).replaceAll("\\p{Cntrl}", "?");
            throw new IllegalArgumentException(shown + " is not a day of the calendar (YYYYMMDD)", e);
        }
    }
}
