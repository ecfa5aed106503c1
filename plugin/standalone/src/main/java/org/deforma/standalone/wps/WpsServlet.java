package org.deforma.standalone.wps;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.deforma.standalone.jobs.Jobs;
import org.geotools.process.ProcessFactory;

/** WPS 1.0.0 behind HTTP: GET with parameters in the address, POST with XML, alone or as the first of several parts. */
public final class WpsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient WpsService service;
    private final transient Optional<URI> url;

    /**
     * Serves.
     *
     * @param tools the processes that there are at the moment
     * @param jobs runs them; stays the caller's
     * @param sources of rasters
     * @param settings of the server
     */
    public WpsServlet(ProcessFactory tools, Jobs jobs, Sources sources, WpsSettings settings) {
        this.service = new WpsService(tools, jobs, sources, settings);
        this.url = settings.url();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer;
        switch (request.getMethod()) {
            case "GET", "HEAD" -> answer = service.get(Kvp.of(request.getQueryString()), base(request));
            case "POST" ->
                answer = service.post(
                        Kvp.of(request.getQueryString()),
                        request.getContentType(),
                        request.getInputStream(),
                        base(request));
            default -> {
                response.setHeader("Allow", "GET, HEAD, POST");
                response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
                return;
            }
        }
        try (answer) {
            response.setStatus(answer.status());
            response.setContentType(answer.contentType());
            response.setHeader("Cache-Control", "no-store");
            for (Map.Entry<String, String> header : answer.headers().entrySet()) {
                response.setHeader(header.getKey(), header.getValue());
            }
            if (answer.length() >= 0) {
                response.setContentLengthLong(answer.length());
            }
            if (!request.getMethod().equals("HEAD")) {
                answer.write(response.getOutputStream());
            }
        }
    }

    /** Where the server is for whoever asks, without {@code /wps}. */
    private URI base(HttpServletRequest request) {
        return url.orElseGet(() -> {
            String host = request.getHeader("Host");
            String authority = host == null ? request.getServerName() + ":" + request.getServerPort() : host;
            return URI.create(request.getScheme() + "://" + authority + request.getContextPath());
        });
    }
}
