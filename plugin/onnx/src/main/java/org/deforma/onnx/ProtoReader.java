package org.deforma.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;

/**
 * Walks through the messages of a protobuf file that nobody vouches for: nothing is kept but what the caller asks for,
 * and depth, size and text are limited. Not thread-safe.
 */
final class ProtoReader {
    /** Longest file [byte]. */
    static final int MAX_BYTES = 512 << 20;

    /** Messages within messages; a subgraph takes three of them. */
    static final int MAX_DEPTH = 64;

    /** Text that is kept of one file, in all [byte]. */
    private static final int MAX_TEXT = 16 << 20;

    private final String name;
    private final CodedInputStream in;
    private int tag;
    private int depth;
    private long text;

    /** Reads one field; consumes it with one of the methods below. */
    interface Field {
        void read(int number) throws IOException;
    }

    /**
     * Starts to read.
     *
     * @param name of the file, for messages
     */
    ProtoReader(String name, InputStream file) {
        this.name = name;
        in = CodedInputStream.newInstance(file, 1 << 16);
        in.setSizeLimit(MAX_BYTES);
    }

    /** What the caller throws for a file that is refused; the reason may repeat what the file holds. */
    IllegalArgumentException refusal(String reason) {
        return new IllegalArgumentException(name + " " + reason.replaceAll("\\p{Cntrl}", "?"));
    }

    /** Reads the fields of the whole file. */
    void file(Field field) throws IOException {
        fields(field);
        // Between two fields the limit looks like the end of the file.
        if (in.getTotalBytesRead() >= MAX_BYTES) {
            throw refusal("is larger than " + (MAX_BYTES >> 20) + " MB");
        }
    }

    private void fields(Field field) throws IOException {
        while ((tag = in.readTag()) != 0) {
            field.read(WireFormat.getTagFieldNumber(tag));
        }
    }

    /** Reads a field that is a message. */
    void message(Field field) throws IOException {
        if (++depth > MAX_DEPTH) {
            throw refusal("nests its graphs too deep: at most " + MAX_DEPTH / 3 + " within each other are read");
        }
        int outer = in.pushLimit(length());
        fields(field);
        endOfLimit(outer);
        depth--;
    }

    /** Reads a whole number. */
    long integer() throws IOException {
        require(WireFormat.WIRETYPE_VARINT);
        return in.readRawVarint64();
    }

    /** Reads one or several whole numbers. */
    void integers(LongConsumer each) throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_VARINT) {
            each.accept(in.readRawVarint64());
            return;
        }
        int outer = in.pushLimit(length());
        while (in.getBytesUntilLimit() > 0) {
            each.accept(in.readRawVarint64());
        }
        in.popLimit(outer);
    }

    /** Reads one or several numbers of four bytes. */
    void floats(DoubleConsumer each) throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_FIXED32) {
            each.accept(in.readFloat());
            return;
        }
        int outer = in.pushLimit(length());
        while (in.getBytesUntilLimit() > 0) {
            each.accept(in.readFloat());
        }
        in.popLimit(outer);
    }

    /** Reads one or several numbers of eight bytes. */
    void doubles(DoubleConsumer each) throws IOException {
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_FIXED64) {
            each.accept(in.readDouble());
            return;
        }
        int outer = in.pushLimit(length());
        while (in.getBytesUntilLimit() > 0) {
            each.accept(in.readDouble());
        }
        in.popLimit(outer);
    }

    /** Reads a text of at most so many bytes. */
    String text(int most) throws IOException {
        int length = length();
        text += length;
        if (length > most) {
            throw refusal("holds a text of " + length + " bytes where at most " + most + " are expected");
        }
        if (text > MAX_TEXT) {
            throw refusal("holds names and metadata of more than " + (MAX_TEXT >> 20) + " MB");
        }
        return new String(in.readRawBytes(length), StandardCharsets.UTF_8);
    }

    /**
     * Counts the bytes of a field and passes over them, unless they are few.
     *
     * @param most bytes to keep
     * @param counted is told how many there are
     * @return the bytes; null when there are more
     */
    byte[] bytes(int most, LongConsumer counted) throws IOException {
        int length = length();
        counted.accept(length);
        if (length <= most) {
            return in.readRawBytes(length);
        }
        in.skipRawBytes(length);
        return null;
    }

    /** Passes over the field. */
    void skip() throws IOException {
        int wire = WireFormat.getTagWireType(tag);
        if (wire == WireFormat.WIRETYPE_START_GROUP || wire == WireFormat.WIRETYPE_END_GROUP) {
            throw damaged();
        }
        in.skipField(tag);
    }

    private int length() throws IOException {
        require(WireFormat.WIRETYPE_LENGTH_DELIMITED);
        int length = in.readRawVarint32();
        if (length < 0) {
            throw damaged();
        }
        return length;
    }

    /** A stream that ended inside of a message looks like the end of that message. */
    private void endOfLimit(int outer) {
        if (in.getBytesUntilLimit() != 0) {
            throw refusal("is cut off");
        }
        in.popLimit(outer);
    }

    private void require(int wire) {
        if (WireFormat.getTagWireType(tag) != wire) {
            throw damaged();
        }
    }

    private IllegalArgumentException damaged() {
        return refusal("is not an ONNX file, or is damaged: its field " + WireFormat.getTagFieldNumber(tag)
                + " is not of the type that ONNX defines");
    }
}
