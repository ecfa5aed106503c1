package org.deforma.standalone.serve;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * WPS and WMS at one address, as GeoServer has it: WMS where the address says so, else WPS. The body is not looked at; that of
 * WPS may be large.
 */
final class OwsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private static final Pattern WMS = Pattern.compile("(^|&)service=wms(&|$)", Pattern.CASE_INSENSITIVE);

    private final transient Servlet wps;
    private final transient Servlet wms;

    OwsServlet(Servlet wps, Servlet wms) {
        this.wps = wps;
        this.wms = wms;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        String query = request.getQueryString();
        boolean map = query != null && WMS.matcher(query).find();
        (map ? wms : wps).service(request, response);
    }
}
