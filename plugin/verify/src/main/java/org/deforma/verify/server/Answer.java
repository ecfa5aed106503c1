package org.deforma.verify.server;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.deforma.verify.table.Failed;

/**
 * What a server said.
 *
 * @param status of HTTP
 * @param type media type, empty where none is given
 * @param body may be empty; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // answers are not compared
public record Answer(int status, String type, byte[] body) {
    private static final int SHOWN = 300;

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether the status says that all went well. */
    public boolean fine() {
        return status >= 200 && status < 300;
    }

    /** This answer, if all went well. */
    public Answer orFail(String what) {
        Failed.unless(fine(), what + " to be answered with status 2xx", this);
        return this;
    }

    /** The body as JSON. */
    public JsonElement json() {
        Failed.unless(fine() && type.contains("json"), "JSON", this);
        return JsonParser.parseString(text());
    }

    /** The body as XML. */
    public Xml xml() {
        Failed.unless(type.contains("xml"), "XML", this);
        return Xml.parse(body);
    }

    /** The body as a picture. */
    public BufferedImage picture() throws IOException {
        Failed.unless(fine() && type.startsWith("image/"), "a picture", this);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(body));
        Failed.unless(picture != null, "a picture that can be read", this);
        return picture;
    }

    @Override
    public String toString() {
        boolean words = type.startsWith("text") || type.contains("xml") || type.contains("json");
        String shown = words ? text().strip() : body.length + " bytes";
        return "status " + status + ", " + (type.isEmpty() ? "no type" : type) + ": "
                + (shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown);
    }
}
