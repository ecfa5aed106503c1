package org.deforma.standalone.serve;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets requests in that may come in: of this machine or with the token, not sent by another site's page, of a bounded size.
 *
 * <p>Who listens on the loopback address only has no token, but every web page that is open on this machine can send requests
 * there. So pages of other origins are refused by what browsers say of them ({@code Origin}, {@code Sec-Fetch-Site}), and
 * host names that are not this machine's by {@code Host}, lest a foreign name is made to point here (DNS rebinding).
 */
final class Guard extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = Logger.getLogger(Guard.class.getName());

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String COOKIE = "deforma";

    /** Nothing but what this server sends may run, be loaded or be asked on its pages. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
            + " blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    private final transient Optional<Token> token;
    private final boolean local;
    private final transient Optional<URI> url;
    private final long limit;

    /**
     * Makes a guard.
     *
     * @param settings where the server listens, and the largest body
     * @param token to ask for; empty for none
     */
    Guard(ServerSettings settings, Optional<Token> token) {
        this.token = token;
        this.local = settings.isLocal();
        this.url = settings.url();
        this.limit = settings.uploadBytes();
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, HEAD, POST");
            refuse(request, response, 405, request.getMethod() + " is not used here; GET, HEAD and POST are");
        } else if (!isKnownHost(request)) {
            refuse(
                    request,
                    response,
                    403,
                    "this server does not answer to the name '" + request.getServerName()
                            + "'; use 127.0.0.1, or name it with --url");
        } else if (isForeign(request)) {
            refuse(request, response, 403, "requests from pages of other sites are refused");
        } else if (request.getContentLengthLong() > limit) {
            refuse(request, response, 413, tooLarge());
        } else if (request.getServletPath().equals("/health") || isLetIn(request)) {
            pass(request, response, chain);
        } else if (isPage(request) && isToken(request.getParameter("token"))) {
            welcome(response);
        } else {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Deforma\", charset=\"UTF-8\"");
            refuse(
                    request,
                    response,
                    401,
                    "the token of this server is needed: open /?token=TOKEN in a browser, or send it"
                            + " as password with any user name, or as bearer token");
        }
    }

    private void pass(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        LimitedRequest limited = new LimitedRequest(request, limit, tooLarge());
        try {
            chain.doFilter(limited, response);
        } catch (IOException | ServletException e) {
            if (!limited.isExceeded()) {
                throw e;
            }
        }
        if (limited.isExceeded() && !response.isCommitted()) {
            response.resetBuffer();
            // What is left of the body would be taken for the next request.
            response.setHeader("Connection", "close");
            refuse(request, response, 413, tooLarge());
        }
    }

    private String tooLarge() {
        return "the request is larger than " + limit / 1_000_000
                + " MB; put the file into the server's folder 'files' instead, or allow more with --max-upload";
    }

    private boolean isKnownHost(HttpServletRequest request) {
        String host = request.getServerName().toLowerCase(Locale.ROOT);
        // With a token a foreign name does not help: the browser has no cookie for it.
        return !local
                || LOCAL.contains(host)
                || url.map(URI::getHost).filter(host::equals).isPresent();
    }

    /** Whether a browser says that another site's page sends this; opening our page from a link is allowed. */
    private boolean isForeign(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin != null && !isOwn(origin, request)) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean elsewhere = "cross-site".equals(site) || "same-site".equals(site);
        return elsewhere && !(isPage(request) && "navigate".equals(request.getHeader("Sec-Fetch-Mode")));
    }

    private boolean isOwn(String origin, HttpServletRequest request) {
        String own = request.getScheme() + "://" + request.getHeader("Host");
        return origin.equalsIgnoreCase(own)
                || url.map(Guard::origin).filter(origin::equalsIgnoreCase).isPresent();
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private static boolean isPage(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod().equals("GET") && (path.equals("/") || path.equals("/index.html"));
    }

    private boolean isLetIn(HttpServletRequest request) {
        if (token.isEmpty()) {
            return true;
        }
        Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(COOKIE) && token.get().matchesCookie(cookie.getValue())) {
                return true;
            }
        }
        return isToken(credentials(request.getHeader("Authorization")));
    }

    private boolean isToken(String shown) {
        return shown != null && token.isPresent() && token.get().matches(shown);
    }

    /** A bearer token, or the password of a user of any name. */
    private static String credentials(String header) {
        if (header == null) {
            return null;
        }
        int space = header.indexOf(' ');
        String kind = header.substring(0, Math.max(space, 0)).toLowerCase(Locale.ROOT);
        String words = header.substring(space + 1).strip();
        if (kind.equals("basic")) {
            try {
                String pair = new String(Base64.getDecoder().decode(words), StandardCharsets.UTF_8);
                return pair.substring(pair.indexOf(':') + 1);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        return kind.equals("bearer") ? words : null;
    }

    /** Gives the browser a cookie, and takes the token out of its address line. */
    private void welcome(HttpServletResponse response) {
        String secure =
                url.filter(address -> address.getScheme().equals("https")).isPresent() ? "; Secure" : "";
        response.setHeader(
                "Set-Cookie",
                COOKIE + "=" + token.orElseThrow().cookie() + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000"
                        + secure);
        response.setStatus(303);
        response.setHeader("Location", "./");
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String reason)
            throws IOException {
        LOG.log(Level.INFO, "refused {0} {1} from {2}: {3}", new Object[] {
            printable(request.getMethod()),
            printable(request.getRequestURI()),
            request.getRemoteAddr(),
            printable(reason)
        });
        response.setStatus(status);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println(reason);
    }

    /** A line of the log stays one line. */
    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 300 ? line.substring(0, 300) + "..." : line;
    }
}
