package org.deforma.standalone.serve;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body ends with an exception when it is longer than allowed, also where its length was not said before. */
final class LimitedRequest extends HttpServletRequestWrapper {
    private final long limit;
    private final String reason;
    private ServletInputStream body;
    private boolean exceeded;

    /**
     * Wraps.
     *
     * @param limit of the body [B]
     * @param reason what the exception says
     */
    LimitedRequest(HttpServletRequest request, long limit, String reason) {
        super(request);
        this.limit = limit;
        this.reason = reason;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new Body(super.getInputStream());
        }
        return body;
    }

    /** Whether the body turned out to be longer. */
    boolean isExceeded() {
        return exceeded;
    }

    private final class Body extends ServletInputStream {
        private final ServletInputStream in;
        private long count;

        Body(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) throws IOException {
            count += read;
            if (count > limit) {
                exceeded = true;
                throw new IOException(reason);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
