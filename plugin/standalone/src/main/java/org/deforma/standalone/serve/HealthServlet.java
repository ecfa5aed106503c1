package org.deforma.standalone.serve;

import com.google.gson.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Says whether the server can do its work, for those who watch over it: 200 and {@code "status":"ok"}, else 503 and what is
 * wrong. Needs no token, and tells nothing of layers or jobs but how many there are.
 */
final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient Supplier<Health> health;

    /**
     * What there is to say.
     *
     * @param problem a sentence; empty when all is well
     * @param numbers by name
     */
    record Health(String problem, Map<String, Number> numbers) {}

    HealthServlet(Supplier<Health> health) {
        this.health = health;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Health now = health.get();
        JsonObject answer = new JsonObject();
        answer.addProperty("status", now.problem().isEmpty() ? "ok" : now.problem());
        now.numbers().forEach(answer::addProperty);
        response.setStatus(now.problem().isEmpty() ? 200 : 503);
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.getWriter().println(answer);
    }
}
