package vn.lienthong.hub.access;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person is to the hub, and so which rights they have. */
public enum Role {
    /** Sees pages and metrics; of dossiers, what the public sees. */
    VIEWER(EnumSet.of(Right.LOOK_UP, Right.VIEW)),
    /** Sees and changes everything. */
    ADMINISTRATOR(EnumSet.allOf(Right.class));

    private final Set<Right> rights;

    Role(Set<Right> rights) {
        this.rights = Set.copyOf(rights);
    }

    public Set<Right> rights() {
        return rights;
    }

    /** The key used in settings: {@code viewer}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> ofKey(String key) {
        return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
    }

    static String keys() {
        return Arrays.stream(values()).map(Role::key).collect(Collectors.joining(", "));
    }
}
