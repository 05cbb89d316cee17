package vn.lienthong.hub.agency.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.entity.DeflateInputStreamFactory;
import org.apache.hc.client5.http.entity.GZIPInputStreamFactory;
import org.apache.hc.client5.http.entity.InputStreamFactory;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HeaderElement;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.AgencySettings;

/**
 * Cuts the connection to a system whose answer goes on beyond a length or a time. The client would otherwise read to the
 * end of it, if only to use the connection again. It also keeps the client from trying again or following redirects by
 * itself: that is for the routes to decide. A request whose body cannot be written to its end cuts the connection as well:
 * the client would otherwise end it in good order, and a system would take half a request for a whole one.
 */
final class AnswerLimit implements HttpClientConfigurer {
    /** How many times the time for the next bytes a whole answer may be waited for in all. */
    static final int PATIENCE = 4;

    private static final long SLACK = 65_536;
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
    /**
     * For how long a connection is used again. Systems close idle ones, the quickest after five seconds, and a request that
     * meets the closing gets no answer: surely so where a list is read as often as the system closes.
     */
    private static final Duration IDLE = Duration.ofSeconds(4);

    /** Named, because the client would otherwise look for others among all classes, anew for each connector. */
    private static final Map<String, InputStreamFactory> DECODERS = decoders();

    private final long longest;
    private final Duration slowest;

    AnswerLimit(AgencySettings settings) {
        // What is only a little longer is told by whoever reads it.
        this.longest = settings.largestAnswer().toBytes() + SLACK;
        this.slowest = settings.answerTimeout().multipliedBy(PATIENCE);
    }

    private static Map<String, InputStreamFactory> decoders() {
        Map<String, InputStreamFactory> decoders = new LinkedHashMap<>();
        decoders.put("gzip", GZIPInputStreamFactory.getInstance());
        decoders.put("x-gzip", GZIPInputStreamFactory.getInstance());
        decoders.put("deflate", DeflateInputStreamFactory.getInstance());
        return decoders;
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.setContentDecoderRegistry(new LinkedHashMap<>(DECODERS));
        client.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement();
        client.setKeepAliveStrategy((response, context) -> idle(response));
        client.addExecInterceptorLast("answer-limit", this::limited);
    }

    /** No longer than half of what the system says, if it says something. */
    private static TimeValue idle(HttpResponse response) {
        long millis = IDLE.toMillis();
        for (var said = MessageSupport.iterate(response, HeaderElements.KEEP_ALIVE); said.hasNext(); ) {
            HeaderElement element = said.next();
            if ("timeout".equalsIgnoreCase(element.getName()) && isSeconds(element.getValue())) {
                millis = Math.min(millis, Long.parseLong(element.getValue()) * 500);
            }
        }
        return TimeValue.ofMilliseconds(millis);
    }

    private static boolean isSeconds(@Nullable String value) {
        return value != null && SECONDS.matcher(value).matches();
    }

    private ClassicHttpResponse limited(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        HttpEntity sent = request.getEntity();
        if (sent != null) {
            request.setEntity(new WholeOrCut(sent, scope.execRuntime));
        }
        ClassicHttpResponse response = chain.proceed(request, scope);
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            response.setEntity(new Limited(entity, scope.execRuntime));
        }
        return response;
    }

    private static void cut(ExecRuntime connection) {
        try {
            connection.disconnectEndpoint();
        } catch (IOException e) {
            throw new UncheckedIOException("the connection could not be cut", e);
        }
    }

    private static final class WholeOrCut extends HttpEntityWrapper {
        private final ExecRuntime connection;

        WholeOrCut(HttpEntity entity, ExecRuntime connection) {
            super(entity);
            this.connection = connection;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            boolean whole = false;
            try {
                super.writeTo(out);
                whole = true;
            } finally {
                if (!whole) {
                    cut(connection);
                }
            }
        }
    }

    private final class Limited extends HttpEntityWrapper {
        private final ExecRuntime connection;

        Limited(HttpEntity entity, ExecRuntime connection) {
            super(entity);
            this.connection = connection;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new LimitedAnswer(super.getContent(), longest, slowest, () -> cut(connection));
        }
    }
}
