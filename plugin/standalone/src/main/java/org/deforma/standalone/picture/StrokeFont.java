package org.deforma.standalone.picture;

import java.awt.geom.Path2D;
import java.util.HashMap;
import java.util.Map;

/**
 * Plain letters made of straight strokes, for machines without fonts. Knows printable ASCII as far as labels need it.
 */
final class StrokeFont {
    /** Height of a capital letter, in the units of the strokes. */
    static final int CAP_HEIGHT = 6;

    private static final int GAP = 2;

    /**
     * A glyph a line: the character, its width, then strokes. A stroke is a chain of points; a point is its column
     * and its row, row 0 at the top of the capitals and 6 on the base line.
     */
    private static final String GLYPHS =
            """
            A 4 062046 1434
            B 4 00063645443303 0030413233
            C 4 4130100105163645
            D 4 00062645412000
            E 3 30000636 0323
            F 3 300006 0323
            G 4 41301001051636454323
            H 4 0006 4046 0343
            I 2 1016
            J 3 3035261605
            K 4 0006 400346
            L 3 000636
            M 4 0600244046
            N 4 06004640
            O 4 1030414536160501 0110
            P 4 0600304142330333 3303
            Q 4 1030414536160501 0110 2446
            R 4 06003041423303 2346
            S 4 413010010213334445361605
            T 4 0040 2026
            U 4 000516364540
            V 4 002640
            W 6 0016234660
            X 4 0046 4006
            Y 4 002340 2326
            Z 4 00400646
            a 3 02223336 341405162635
            b 3 0006 0312223335261605
            c 3 3322120305162635
            d 3 3036 3322120305162635
            e 3 04343322120305162635
            f 2 201116 0222
            g 3 3237281807 3322120305162635
            h 3 0006 03122233 3336
            i 1 0206 0000
            j 1 121708 1010
            k 3 0006 3204 1436
            l 1 0006
            m 4 0206 03122326 23324346
            n 3 0206 03122233 3336
            o 3 1222333526160503 0312
            p 3 0208 0312223335261605
            q 3 3238 3322120305162635
            r 3 0206 03122232
            s 3 3212031424352606
            t 3 10152635 0222
            u 3 0205162635 3236
            v 4 022642
            w 4 0216243642 1624
            x 3 0236 3206
            y 3 0215 3208
            z 3 02320636
            0 4 1030414536160501 0110 0541
            1 3 011016 0626
            2 4 01103041420646
            3 4 01103041322322 32434536160505
            4 4 3630044444
            5 4 40000232434536160505
            6 4 4130100105163645443303
            7 4 004016
            8 4 1030413213010110 1304051636454432 1333
            9 4 0516364541301001021343
            . 1 0506
            , 1 050607
            : 1 0203 0506
            - 3 0333
            + 4 0343 2125
            % 4 0640 00110 3546
            / 3 0630
            ( 2 20111526 2026
            ) 2 00111506
            [ 2 20000626
            ] 2 00202606
            = 3 0232 0434
            """;

    private static final Map<Character, String[]> GLYPH = parse();

    private StrokeFont() {}

    private static Map<Character, String[]> parse() {
        Map<Character, String[]> glyphs = new HashMap<>();
        GLYPHS.lines()
                .forEach(line -> glyphs.put(line.charAt(0), line.substring(2).split(" ")));
        return glyphs;
    }

    /** Width of a text, in the units of the strokes. */
    static int width(String text) {
        return text.chars().map(c -> width((char) c) + GAP).sum();
    }

    private static int width(char c) {
        String[] glyph = GLYPH.get(c);
        return glyph == null ? GAP : Integer.parseInt(glyph[0]);
    }

    /**
     * The strokes of a text. A character that is not known leaves a gap.
     *
     * @param x left end
     * @param y base line
     * @param unit size of a stroke's unit
     */
    static Path2D outline(String text, double x, double y, double unit) {
        Path2D path = new Path2D.Double();
        double left = x;
        for (int k = 0; k < text.length(); k++) {
            char c = text.charAt(k);
            String[] glyph = GLYPH.getOrDefault(c, new String[] {"0"});
            for (int stroke = 1; stroke < glyph.length; stroke++) {
                String points = glyph[stroke];
                for (int i = 0; i + 1 < points.length(); i += 2) {
                    double px = left + (points.charAt(i) - '0') * unit;
                    double py = y + (points.charAt(i + 1) - '0' - CAP_HEIGHT) * unit;
                    if (i == 0) {
                        path.moveTo(px, py);
                    } else {
                        path.lineTo(px, py);
                    }
                }
            }
            left += (width(c) + GAP) * unit;
        }
        return path;
    }
}
