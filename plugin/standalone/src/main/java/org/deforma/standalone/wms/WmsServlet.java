package org.deforma.standalone.wms;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.deforma.standalone.layers.Layer;
import org.geotools.process.ProcessFactory;

/** WMS over HTTP, by GET and by POST of a form. */
public final class WmsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient WmsService service;
    private final transient Optional<String> url;

    /**
     * Serves maps.
     *
     * @param layers as they are at the moment of a request
     * @param processes that styles may call
     * @param limits of one request
     * @param url by which clients reach the server, without the path of the servlet; empty to take it from the request
     */
    public WmsServlet(Supplier<List<Layer>> layers, ProcessFactory processes, WmsLimits limits, Optional<String> url) {
        this.service = new WmsService(layers, processes, limits);
        this.url = url.map(each -> each.endsWith("/") ? each.substring(0, each.length() - 1) : each);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, String> words = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> words.put(name, values[0]));
        String known = Optional.ofNullable(request.getHeader("If-None-Match")).orElse("");
        Answer answer = service.answer(words, address(request), known);
        response.setStatus(answer.status());
        if (answer.tag().isEmpty()) {
            response.setHeader("Cache-Control", "no-store");
        } else {
            // Kept, but asked for each time whether it is still right.
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader("ETag", answer.tag());
        }
        if (answer.status() == HttpServletResponse.SC_OK) {
            response.setContentType(answer.type());
            response.setContentLength(answer.body().length);
            response.getOutputStream().write(answer.body());
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        doGet(request, response);
    }

    private String address(HttpServletRequest request) {
        String own = request.getRequestURL().toString();
        return url.map(base -> base + request.getRequestURI()).orElse(own);
    }
}
