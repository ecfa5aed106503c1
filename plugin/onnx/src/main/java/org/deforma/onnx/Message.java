package org.deforma.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One protobuf message in the making. Fields are written in the order of the calls. Not thread-safe. */
final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    /** Writes one field to the stream of a message. */
    private interface Field {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    Message integer(int field, long value) {
        return write(o -> o.writeInt64(field, value));
    }

    Message number(int field, float value) {
        return write(o -> o.writeFloat(field, value));
    }

    Message text(int field, String value) {
        return write(o -> o.writeString(field, value));
    }

    Message bytes(int field, byte[] value) {
        return write(o -> o.writeByteArray(field, value));
    }

    Message message(int field, Message value) {
        return bytes(field, value.toBytes());
    }

    /** Appends all fields of another message. */
    Message append(Message other) {
        return append(other.toBytes());
    }

    /** Appends fields that are encoded already. */
    Message append(byte[] fields) {
        return write(o -> o.writeRawBytes(fields));
    }

    byte[] toBytes() {
        write(CodedOutputStream::flush);
        return bytes.toByteArray();
    }

    private Message write(Field field) {
        try {
            field.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return this;
    }
}
