package org.deforma.standalone.serve;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few maps be drawn at a time and the others wait for their turn: more at once are not faster, and each takes memory.
 */
final class Turnstile extends HttpFilter {
    private static final long serialVersionUID = 1;

    /** After that a map is of no use to whoever asked for it. */
    private static final long WAIT_SECONDS = 60;

    private final transient Semaphore turns;

    /** As many at a time. */
    Turnstile(int turns) {
        this.turns = new Semaphore(turns, true);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            if (!turns.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
                busy(response);
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            busy(response);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            turns.release();
        }
    }

    private static void busy(HttpServletResponse response) throws IOException {
        response.setStatus(503);
        response.setHeader("Retry-After", "10");
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println("too many maps are asked for at once; try again in a few seconds");
    }
}
