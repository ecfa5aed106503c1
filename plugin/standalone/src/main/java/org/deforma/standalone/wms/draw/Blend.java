package org.deforma.standalone.wms.draw;

/** One colour over another, in ARGB that is not premultiplied (source over, Porter and Duff 1984, doi:10.1145/800031.808606). */
final class Blend {
    private Blend() {}

    static int over(int top, int bottom) {
        int alpha = top >>> 24;
        int below = bottom >>> 24;
        if (alpha == 255 || below == 0) {
            return top;
        }
        if (alpha == 0) {
            return bottom;
        }
        // In units of 255 x 255.
        int under = below * (255 - alpha);
        int whole = alpha * 255 + under;
        return (((whole + 127) / 255) << 24)
                | (mix(top >> 16, alpha, bottom >> 16, under, whole) << 16)
                | (mix(top >> 8, alpha, bottom >> 8, under, whole) << 8)
                | mix(top, alpha, bottom, under, whole);
    }

    private static int mix(int top, int alpha, int bottom, int under, int whole) {
        return ((top & 0xff) * alpha * 255 + (bottom & 0xff) * under + whole / 2) / whole;
    }
}
