package org.deforma.standalone.serve;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.deforma.toolbox.ToolboxPage;

/** The files of the toolbox page. */
final class PageServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "md", "text/plain;charset=UTF-8");

    private final transient Map<String, byte[]> files = new HashMap<>();
    private final transient Map<String, String> tags = new HashMap<>();

    PageServlet() {
        for (String name : ToolboxPage.files()) {
            byte[] bytes = ToolboxPage.file(name).orElseThrow();
            files.put("/" + name, bytes);
            tags.put("/" + name, tag(bytes));
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getRequestURI();
        String name = path.equals("/") ? "/index.html" : path;
        byte[] bytes = files.get(name);
        if (bytes == null) {
            response.setStatus(404);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().println("there is nothing here; the page is at /, WPS at /wps, WMS at /wms");
            return;
        }
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", tags.get(name));
        if (tags.get(name).equals(request.getHeader("If-None-Match"))) {
            response.setStatus(304);
            return;
        }
        response.setContentType(TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain"));
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
