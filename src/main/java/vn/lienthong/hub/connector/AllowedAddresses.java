package vn.lienthong.hub.connector;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import vn.lienthong.hub.canonical.Bilingual;

/**
 * Where connectors may lead the hub, so that who registers one cannot look into the hub's own network through it.
 *
 * @param allowed host names (<code>motcua.example.com</code>), all hosts below a name (<code>*.example.com</code>) and networks
 *     (<code>10.20.0.0/16</code>, <code>10.20.1.5</code>) that connectors' addresses may lead to; empty for all. A name leads
 *     to public addresses only, unless their network is listed too. Link-local addresses, such as those at which clouds give
 *     out their keys, are never allowed but by being listed.
 */
@ConfigurationProperties("lienthong.addresses")
public record AllowedAddresses(@DefaultValue List<String> allowed) {
    /** Nothing is forbidden but what always is. */
    public static final AllowedAddresses ALL = new AllowedAddresses(List.of());

    public AllowedAddresses {
        allowed = allowed.stream()
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .toList();
        allowed.stream().filter(AllowedAddresses::isNetwork).forEach(AllowedAddresses::network);
    }

    /** Why an address is refused before anything is known of where its name leads; null if it is not. */
    @Nullable
    Bilingual wrongWith(URI address) {
        String host = bare(address.getHost());
        if (isNetwork(host)) {
            return listed(host) || allowed.isEmpty() && !isLinkLocal(host) ? null : refusal(host);
        }
        boolean networksDecide = allowed.stream().anyMatch(AllowedAddresses::isNetwork);
        return allowed.isEmpty() || networksDecide || isNamed(host) ? null : refusal(host);
    }

    /**
     * Why a connection is refused; null if it is not.
     *
     * @param host as the address names it
     * @param to where that leads
     */
    public @Nullable String refusal(String host, InetAddress to) {
        String literal = bare(to.getHostAddress());
        if (listed(literal)) {
            return null;
        }
        boolean named = allowed.isEmpty() || isNamed(host);
        boolean inside = to.isLoopbackAddress() || to.isSiteLocalAddress() || isUniqueLocal(to);
        boolean never = to.isLinkLocalAddress() || to.isAnyLocalAddress() || to.isMulticastAddress();
        return named && !never && (allowed.isEmpty() || !inside) ? null : host + " leads to " + literal;
    }

    private Bilingual refusal(String host) {
        Bilingual refusal = Bilingual.of(
                "dẫn tới %s, nơi không có trong lienthong.addresses.allowed",
                "leads to %s, which lienthong.addresses.allowed does not list", FoundValue.quoted(host));
        return allowed.isEmpty()
                ? refusal
                : Bilingual.of("%s; trong đó có %s", "%s; it lists %s", refusal, String.join(", ", allowed));
    }

    private boolean isNamed(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return allowed.stream()
                .anyMatch(entry -> entry.startsWith("*.") ? name.endsWith(entry.substring(1)) : name.equals(entry));
    }

    private boolean listed(String literal) {
        return allowed.stream().filter(AllowedAddresses::isNetwork).anyMatch(entry -> network(entry)
                .matches(literal));
    }

    private static IpAddressMatcher network(String entry) {
        try {
            return new IpAddressMatcher(entry);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "lienthong.addresses.allowed holds \"" + entry
                            + "\"; expected a host, *.host, an IP address or a network such as 10.20.0.0/16",
                    e);
        }
    }

    private static boolean isNetwork(String entry) {
        return entry.matches("[0-9.]+(/\\d+)?") || entry.contains(":");
    }

    private static boolean isLinkLocal(String literal) {
        return literal.startsWith("169.254.") || literal.startsWith("fe80:");
    }

    /** Of fc00::/7, which Java's own questions do not know. */
    private static boolean isUniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    }

    private static String bare(String host) {
        String inner = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        int zone = inner.indexOf('%');
        return zone < 0 ? inner : inner.substring(0, zone);
    }
}
