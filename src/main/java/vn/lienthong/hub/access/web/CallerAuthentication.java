package vn.lienthong.hub.access.web;

import java.util.Collection;
import java.util.List;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import vn.lienthong.hub.access.Caller;
import vn.lienthong.hub.access.Right;

/** A caller who has shown who they are. The principal is the {@link Caller}; each right is an authority by its key. */
public final class CallerAuthentication extends AbstractAuthenticationToken {
    private final transient Caller caller;

    public CallerAuthentication(Caller caller) {
        super(List.of());
        this.caller = caller;
        setAuthenticated(true);
    }

    /** Made for those who ask: on most requests nobody does. */
    @Override
    public Collection<GrantedAuthority> getAuthorities() {
        return caller.rights().stream()
                .map(Right::key)
                .<GrantedAuthority>map(SimpleGrantedAuthority::new)
                .toList();
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.id();
    }

    /** The secret is not kept. */
    @Override
    public Object getCredentials() {
        return List.of();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallerAuthentication that && that.caller.equals(caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
