package vn.lienthong.hub.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCrypt;
import vn.lienthong.hub.access.AccessSettings.RateSettings;

/** Answers from the roster. Nothing here waits for another machine. */
final class RosterAccess implements Access {
    /** bcrypt reads no more; a longer password is refused, never cut. */
    private static final int BCRYPT_MOST_BYTES = 72;

    private final Roster roster;
    private final RateSettings defaultRate;
    private final LongSupplier nanos;
    private final ConcurrentMap<String, RateLimit> limits = new ConcurrentHashMap<>();
    // A strange login costs the same time as a known one, so that answers do not tell which logins exist.
    private final String nobodysHash =
            KeyMaker.hashOfPassword(KeyMaker.newKey("nobody").hash());
    private final String salt = KeyMaker.newKey("salt").key();
    private final Cache<String, Boolean> rightPasswords = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(Duration.ofMinutes(5))
            .build();

    RosterAccess(Roster roster, RateSettings defaultRate, LongSupplier nanos) {
        this.roster = roster;
        this.defaultRate = defaultRate;
        this.nanos = nanos;
    }

    @Override
    public Optional<Caller> byKey(String key) {
        return roster.clientOfKeyHash(KeyMaker.hashOf(key)).map(Roster.Client::caller);
    }

    @Override
    public Optional<Caller> byNameAndSecret(String name, String secret) {
        Optional<Roster.Client> client = roster.client(name);
        if (client.isPresent()) {
            byte[] given = ascii(KeyMaker.hashOf(secret));
            return client.filter(known ->
                            known.keyHashes().stream().anyMatch(hash -> MessageDigest.isEqual(ascii(hash), given)))
                    .map(Roster.Client::caller);
        }
        Roster.@Nullable Person person = roster.person(name).orElse(null);
        String hash = person == null ? nobodysHash : person.passwordHash();
        boolean right = isRight(name, secret, hash);
        return person != null && right ? Optional.of(person.caller()) : Optional.empty();
    }

    private boolean isRight(String name, String secret, String hash) {
        if (secret.getBytes(StandardCharsets.UTF_8).length > BCRYPT_MOST_BYTES) {
            return false;
        }
        String remembered = fingerprint(name, secret);
        if (rightPasswords.getIfPresent(remembered) != null) {
            return true;
        }
        boolean right = BCrypt.checkpw(secret, hash);
        if (right) {
            rightPasswords.put(remembered, true);
        }
        return right;
    }

    private String fingerprint(String name, String secret) {
        byte[] text = (salt + '\n' + name + '\n' + secret).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(KeyMaker.sha256(text));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public Optional<Caller> byName(String name) {
        return roster.client(name).map(Roster.Client::caller).or(() -> roster.person(name)
                .map(Roster.Person::caller));
    }

    @Override
    public long waitBeforeNext(Caller caller, int weight) {
        return limits.computeIfAbsent(caller.id(), this::limit).waitBeforeNext(weight, nanos.getAsLong());
    }

    private RateLimit limit(String callerId) {
        RateSettings own = roster.client(callerId).map(Roster.Client::rate).orElse(null);
        RateSettings rate = own == null ? defaultRate : own;
        return new RateLimit(rate.perSecond(), rate.burst(), nanos.getAsLong());
    }
}
