package vn.lienthong.hub.watch;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.agency.call.Introduction.Shown;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.problem.ProblemException;
import vn.lienthong.hub.translation.schema.SchemaCatalogue;

/**
 * A contract where its system publishes it, with what it imports. Redirects are not followed, and nothing is fetched from where
 * connectors may not lead.
 */
final class FetchedContract implements SchemaCatalogue {
    private static final int LARGEST = 4 << 20;
    private static final int MOST_DOCUMENTS = 50;

    private final HttpClient http;
    private final AllowedAddresses addresses;
    private final Duration patience;
    private final Function<URI, Shown> introduction;
    private final Map<String, byte[]> fetched = new HashMap<>();

    /** @param introduction how each document is asked for */
    FetchedContract(HttpClient http, AllowedAddresses addresses, Duration patience, Function<URI, Shown> introduction) {
        this.http = http;
        this.addresses = addresses;
        this.patience = patience;
        this.introduction = introduction;
    }

    @Override
    public byte @Nullable [] document(String location) throws IOException {
        byte[] known = fetched.get(location);
        if (known != null) {
            return known;
        }
        if (fetched.size() >= MOST_DOCUMENTS) {
            throw new IOException("it imports more than " + MOST_DOCUMENTS + " documents");
        }
        byte[] content = fetch(location);
        fetched.put(location, content);
        return content;
    }

    private Shown shown(URI address) throws IOException {
        try {
            return introduction.apply(address);
        } catch (ProblemException noCredentials) {
            throw new IOException(noCredentials.problem().detail().en(), noCredentials);
        }
    }

    private byte[] fetch(String location) throws IOException {
        URI address = URI.create(location);
        if (address.getHost() == null) {
            throw new IOException("it is no address");
        }
        for (InetAddress to : InetAddress.getAllByName(address.getHost())) {
            String refusal = addresses.refusal(address.getHost(), to);
            if (refusal != null) {
                throw new IOException(refusal + ", where connectors may not lead (lienthong.addresses.allowed)");
            }
        }
        Shown shown = shown(address);
        HttpRequest.Builder request =
                HttpRequest.newBuilder(shown.address()).timeout(patience).GET();
        shown.headers().forEach(request::header);
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new IOException("it was answered with HTTP " + answer.statusCode());
                }
                byte[] content = body.readNBytes(LARGEST + 1);
                if (content.length > LARGEST) {
                    throw new IOException("it has more than " + LARGEST + " bytes");
                }
                return content;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        }
    }
}
